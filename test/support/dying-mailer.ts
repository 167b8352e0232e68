// Sends the mail there is, as a server would; made to be killed while it does.
import { deliver } from '../../src/app/mail/deliver.ts'
import { vaultOf } from '../../src/app/vault.ts'
import { readConfig } from '../../src/config.ts'
import { openMailer } from '../../src/doors/mail/smtp.ts'
import { startJobRunner } from '../../src/store/job-runner.ts'
import { openStore } from '../../src/store/store.ts'

const [url = '', smtp = '', key = ''] = process.argv.slice(2)
const quiet = () => {}
const log = { info: quiet, warn: quiet, error: quiet }
const config = readConfig({ ADMIT_SMTP_URL: smtp, ADMIT_MAIL_FROM: 'no-reply@contoso.example' })
const store = openStore(url, 4)
const mail = openMailer(config.mail as NonNullable<typeof config.mail>, { now: Date.now, log })
const admit = { store, config, vault: vaultOf(Buffer.from(key, 'hex')), mail, texts: null, now: Date.now, log }
await startJobRunner(store, 1, async () => {}, { deliver: (message) => deliver(admit, message) })
