import { afterAll, beforeAll, expect, it } from 'vitest'
import { anOrganisation, type Organisation } from '../../../test/support/organisation.ts'
import { findAccount } from '../../store/accounts.ts'
import { endMessage, listDeliveries } from '../../store/messages.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { linkOf } from './link.ts'
import { reportNotMe } from './not-me.ts'
import { tell } from './tell.ts'

let org: Organisation
beforeAll(async () => {
  org = await anOrganisation()
})
afterAll(() => org.close())
let told = 0

const within = <T>(work: (t: TenantDb) => Promise<T>) => withTenant(org.admit.store, org.tenantId, work)

/** The link that somebody was sent. */
async function linkTo(name: string): Promise<string> {
  const { admit, tenantId } = org
  const accountId = org.id(name)
  return within(async (t) => {
    await tell(t, accountId, { kind: 'password_changed' }, admit.now() + ++told)
    const message = (await listDeliveries(t, accountId, 1))[0] as { id: string; kind: string; madeAt: number }
    const link = linkOf(admit, tenantId, message)
    await endMessage(t, message.id, { state: 'sent', answer: '250 ok', link }, admit.now())
    return new URL(link?.url as string).searchParams.get('link') as string
  })
}

const reportedAt = async (name: string) =>
  (await within((t) => findAccount(t, org.id(name))))?.passwordReportedAt ?? null

it('the last administrator who says it was not them is signed out, and keeps a password that nobody could reset (X12)', async () => {
  expect(await reportNotMe(org.admit, await linkTo('ada'))).toMatchObject({ is: 'sessions_ended' })
  expect(await reportedAt('ada')).toBeNull()
  await org.person('bo', 'global-admin')
  const link = await linkTo('ada')
  expect(await reportNotMe(org.admit, link)).toMatchObject({ is: 'set_aside' })
  expect(await reportedAt('ada')).toBe(org.admit.now())
  await expect(reportNotMe(org.admit, link)).rejects.toMatchObject({ code: 'link.over' })
  // Now bo is the last.
  expect(await reportNotMe(org.admit, await linkTo('bo'))).toMatchObject({ is: 'sessions_ended' })
  expect(await org.tries('bo', { do: 'issue_temporary_password', accountId: org.id('ada') })).toBe('done')
  expect(await reportedAt('ada')).toBeNull()
})
