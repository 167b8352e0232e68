// Takes the job it is told to, says so, and works on it for ever; made to be killed.
import { writeSync } from 'node:fs'
import { startJobRunner } from '../../src/store/job-runner.ts'
import { openStore } from '../../src/store/store.ts'

const [url = '', wanted] = process.argv.slice(2)
await startJobRunner(openStore(url, 4), 1, async ({ jobId }) => {
  if (jobId !== wanted) return
  writeSync(1, 'taken\n')
  await new Promise(() => {})
})
