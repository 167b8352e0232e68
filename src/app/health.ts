import type { MailState } from './mail/mailer.ts'
import { listTenants } from '../store/tenants.ts'
import type { Admit } from './admit.ts'

/** Whether the database answers within a second. */
export async function isDatabaseThere(admit: Admit): Promise<boolean> {
  const timeout = new Promise<false>((done) => setTimeout(done, 1000, false).unref())
  const asked = listTenants(admit.store).then(
    () => true,
    () => false,
  )
  return Promise.race([asked, timeout])
}

/** What works and what does not, of all that this server leans on. Nothing that is away but the database keeps people from signing in. */
export type Health = {
  readonly status: 'works' | 'works_in_part' | 'away'
  readonly database: 'works' | 'away'
  readonly mail: MailState['is'] | 'not_set_up'
  /** Since when mail is as it is. */
  readonly mailSince: string | null
}

/** How this server is, within about a second. */
export async function healthOf(admit: Admit): Promise<Health> {
  const [isThere, mail] = await Promise.all([isDatabaseThere(admit), admit.mail?.state() ?? null])
  const works = mail?.is === 'works' || mail?.is === 'unknown'
  return {
    status: !isThere ? 'away' : works ? 'works' : 'works_in_part',
    database: isThere ? 'works' : 'away',
    mail: mail?.is ?? 'not_set_up',
    mailSince: mail === null ? null : new Date(mail.since).toISOString(),
  }
}
