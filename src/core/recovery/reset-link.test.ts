import { describe, expect, it } from 'vitest'
import { aSnapshot, morning } from '../../../test/support/a-snapshot.ts'
import { federatedTenant } from '../../../test/support/providers.ts'
import { applyAll, applyChange } from '../changes/apply.ts'
import { decide } from '../decide.ts'
import type { Account, TenantPart } from '../snapshot.ts'
import { linkObstacle, mayFollow, type NoLink, proofsByLink, whyNoLink } from './reset-link.ts'

const day = 86_400_000
const { hasContactMail: _, ...unreached } = aSnapshot().account as Account
const app = [{ id: 'm', kind: 'totp', isUsable: true }] as const
const mail = [{ id: 'e', kind: 'email', isUsable: true }] as const
const key = [{ id: 'k', kind: 'passkey', isUsable: true }] as const

function situation(edit: Partial<Account> = {}, tenant: Partial<TenantPart> = {}) {
  const s = aSnapshot({ account: { hasContactMail: true, ...edit }, tenant })
  return { s, account: s.account as Account }
}

/** Why nobody like that can be sent a link. */
function obstacle(edit: Partial<Account>, tenant: Partial<TenantPart> = {}): NoLink | null {
  const { s, account } = situation(edit, tenant)
  const found = linkObstacle(account, s)
  if (found !== null) expect(whyNoLink(found, account, s.tenant)).toMatch(/^[A-Z].*\.$/)
  return found
}

describe('a link to choose a new password', () => {
  it.each<[string, NoLink | null, NoLink | null]>([
    ['reaches who has an address in the contact info', obstacle({}), null],
    ['or in the directory', linkObstacle({ ...unreached, attributes: { mail: 'a@b.example' } }, aSnapshot()), null],
    ['but not by the sign-in name alone', linkObstacle(unreached, aSnapshot()), 'no_address'],
    ['nor where letters come back', obstacle({ mailUndeliverableAt: 1 }), 'undeliverable'],
    ['nor where nothing sends them', obstacle({}, { unsent: ['email'] }), 'no_mail'],
    ['nobody who is deleted', obstacle({ deletedAt: 1 }), 'deleted'],
    ['nobody who is blocked', obstacle({ isEnabled: false }), 'blocked'],
    ['no emergency account', obstacle({ isEmergency: true }), 'emergency'],
    ['nobody who was not them', obstacle({ passwordReportedAt: 1 }), 'reported'],
    ['nobody whom another provider looks after', obstacle({}, federatedTenant), 'federated'],
    [
      'no guest who has yet to accept',
      obstacle({
        userType: 'guest',
        invitation: { address: 'a@b.example', state: 'pending', changedAt: 1, sentAt: 1 },
      }),
      'not_accepted',
    ],
    ['whoever has a phone as second factor', obstacle({ methods: [{ id: 'p', kind: 'phone', isUsable: true }] }), null],
  ])('%s', (_, found, wanted) => expect(found).toBe(wanted))

  it.each<[string, Partial<Account>, 1 | 2, NoLink | null]>([
    ['with an app, where codes go by mail too', { methods: [...mail, ...app] }, 2, null],
    ['with a phone of the contact info', { methods: mail, contactPhones: ['mobile'] }, 2, null],
    ['by nothing, where the mailbox is all there is', { methods: mail }, 2, 'no_second'],
    ['by nothing, where a passkey is all there is besides', { methods: [...mail, ...key] }, 2, 'no_second'],
    ['not, where codes by mail ceased to count', { methods: [{ ...mail[0], isUsable: false }] }, 1, null],
    ['with an app, of an administrator', { roles: ['helpdesk'], methods: app }, 2, null],
    ['by nothing, of an administrator with nothing else', { roles: ['helpdesk'], methods: [] }, 2, 'no_second'],
    ['not, of somebody who has no second factor', { methods: [] }, 1, null],
  ])('is proved by a second kind %s', (_, edit, proofs, wanted) => {
    expect(proofsByLink(situation(edit).account)).toBe(proofs)
    expect(obstacle(edit)).toBe(wanted)
  })

  it('asks nothing of what the organisation finds too weak for resets', () => {
    const rules = { who: 'nobody', groupId: null, proofs: 1, methods: ['email', 'sms'] } as const
    expect(obstacle({ roles: ['helpdesk'], methods: app }, { selfServiceReset: rules })).toBe('no_second')
  })

  it('is followed for a day, while it reaches them and nothing keeps them out', () => {
    const may = (sentAt: number, edit: Partial<Account> = {}) => {
      const { s, account } = situation({ resetLink: { sentAt }, ...edit })
      return mayFollow(account, s)
    }
    expect(may(morning - day + 1)).toBe(true)
    expect(may(morning - day)).toBe(false)
    expect(may(morning, { resetLink: { sentAt: morning, isLost: true } })).toBe(false)
    expect(may(morning, { isEnabled: false })).toBe(false)
    expect(may(morning, { passwordReportedAt: 1 })).toBe(false)
    expect(mayFollow(situation().account, situation().s)).toBe(false)
  })

  it('keeps the old password out until it is followed, and is nothing once another password is there', () => {
    const { s } = situation({ lockedUntil: morning + 1, failedAttempts: 10 })
    const sent = applyChange(s, { do: 'send_reset_link', accountId: 'alice' })
    expect(sent.account?.resetLink).toEqual({ sentAt: morning })
    const followed = applyChange(sent, { do: 'follow_reset_link', accountId: 'alice' })
    expect(decide(followed).outcome).toBe('admit')
    expect(followed.account).toMatchObject({ passwordSetAt: morning, lockedUntil: null })
    for (const kind of ['follow_reset_link', 'issue_temporary_password'] as const)
      expect(applyChange(sent, { do: kind, accountId: 'alice' }).account).not.toHaveProperty('resetLink')
    // Nobody who knows the old one alone gets a page to choose another.
    expect(applyChange(sent, { do: 'change_password', accountId: 'alice' })).toBe(sent)
    const unlocked = applyChange(sent, { do: 'unlock_account', accountId: 'alice' })
    expect(decide(unlocked)).toMatchObject({ outcome: 'challenge', because: { code: 'CRE-LINK' } })
  })

  it('is lost where the address changes, and another is sent to the new one', () => {
    const { s } = situation()
    const to = { do: 'set_contact', accountId: 'alice', contact: 'email' } as const
    const send = { do: 'send_reset_link', accountId: 'alice' } as const
    const lost = applyAll(s, [send, { ...to, value: null }])
    expect(lost.account?.resetLink?.isLost).toBe(true)
    expect(decide(lost).because?.code).toBe('CRE-LINK-OVER')
    expect(decide(applyAll(lost, [{ ...to, value: 'new@home.example' }, send])).because?.code).toBe('CRE-LINK')
  })
})
