// Does a job of a tenant to its end; made to be killed.
import { randomBytes } from 'node:crypto'
import { jobKinds } from '../../src/app/jobs/job-kinds.ts'
import { runJob } from '../../src/app/jobs/run-job.ts'
import { vaultOf } from '../../src/app/vault.ts'
import { readConfig } from '../../src/config.ts'
import { openStore } from '../../src/store/store.ts'

const [url = '', tenantId = '', jobId = ''] = process.argv.slice(2)
const quiet = () => {}
const log = { info: quiet, warn: quiet, error: quiet }
const admit = {
  store: openStore(url, 2),
  config: readConfig({}),
  vault: vaultOf(randomBytes(32)),
  mail: null,
  texts: null,
  now: Date.now,
  log,
}
await runJob(admit, jobKinds, { tenantId, jobId })
