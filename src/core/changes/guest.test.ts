import { describe, expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import type { Change } from './change.ts'
import { mayDo } from './may-do.ts'
import { roles } from './roles.ts'

describe('SEC-12: an invitation', () => {
  const address = 'mia@partner.example'
  const guest = { userType: 'guest', passwordSetAt: null, methods: [], attributes: { mail: address } } as const
  const pending = { address, state: 'pending', changedAt: 1, sentAt: 1 } as const
  const letter = { is: 'none' } as const
  const change: Change = { do: 'invite_guest', accountId: 'alice', address, redirectUrl: null, letter }
  const holders = (s: ReturnType<typeof aSnapshot>, asked: Change = change) =>
    Object.keys(roles)
      .filter((held) => mayDo([held], 'bob', asked, s).ok)
      .sort()
  const all = ['global-admin', 'guest-inviter', 'user-admin']
  const few = ['global-admin', 'user-admin']

  it('is sent by Guest Inviters to who is new, and again to the same address', () => {
    expect(holders(aSnapshot({ account: guest }))).toEqual(all)
    expect(holders(aSnapshot({ account: { ...guest, invitation: pending } }))).toEqual(all)
  })

  it('puts nobody in the place of another by less than a User Administrator, nor in that of an administrator', () => {
    const other = { ...change, address: 'eve@elsewhere.example' }
    expect(holders(aSnapshot({ account: guest }), other)).toEqual(few)
    expect(holders(aSnapshot({ account: { ...guest, invitation: pending } }), other)).toEqual(few)
    expect(holders(aSnapshot({ account: { ...guest, passwordSetAt: 1, invitation: pending } }))).toEqual(few)
    expect(holders(aSnapshot({ account: { ...guest, roles: ['security-admin'], invitation: pending } }))).toEqual([
      'global-admin',
    ])
  })
})
