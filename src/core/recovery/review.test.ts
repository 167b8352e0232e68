import { describe, expect, it } from 'vitest'
import { morning } from '../../../test/support/a-snapshot.ts'
import { forgetful, unreached } from '../../../test/support/forgetful.ts'
import type { Account, Snapshot } from '../snapshot.ts'
import { missingForReset, reviewOf, type Said } from './review.ts'

const day = 86_400_000
const never: Said = { holdsSince: null, putOffUntil: null }
const since = (days: number): Said => ({ holdsSince: morning - days * day, putOffUntil: null })
const admin = { roles: ['helpdesk'], methods: [] } as const
const account = (s: Snapshot) => s.account as Account

describe('after a whole sign-in', () => {
  const table: readonly (readonly [string, Snapshot, Said, ReturnType<typeof reviewOf>])[] = [
    ['who has no address is asked for one', unreached(forgetful()), never, 'register'],
    ['so is who is not reached at theirs', forgetful({ account: { mailUndeliverableAt: 1 } }), since(1), 'register'],
    ['an administrator is asked for an app', forgetful({ account: admin }), since(1), 'register'],
    ['nobody is asked where registration is off', unreached(forgetful({}, { registration: 'off' })), never, null],
    ['nor where nobody may reset', unreached(forgetful({}, { who: 'nobody' })), never, null],
    ['nor who is not in the group', unreached(forgetful({}, { who: 'group', groupId: 'gone' })), never, null],
    ['nor an emergency account', unreached(forgetful({ account: { isEmergency: true } })), never, null],
    ['nor who put it off', unreached(forgetful()), { holdsSince: null, putOffUntil: morning + 1 }, null],
    ['once that is over, they are', unreached(forgetful()), { holdsSince: null, putOffUntil: morning }, 'register'],
    ['who has all begins to be counted', forgetful(), never, 'begin'],
    ['the last day is still theirs', forgetful(), since(180), null],
    ['after it they are asked whether it holds', forgetful(), since(181), 'confirm'],
    ['so they are where registration is off', forgetful({}, { registration: 'off' }), since(181), 'confirm'],
    ['sooner where the organisation says so', forgetful({}, { reconfirmDays: 30 }), since(31), 'confirm'],
    ['and never where it says 0', forgetful({}, { reconfirmDays: 0 }), since(9999), null],
    ['not who put it off', forgetful(), { ...since(181), putOffUntil: morning + 1 }, null],
  ]
  it.each(table)('%s', (_, s, said, wanted) => expect(reviewOf(account(s), s, said)).toBe(wanted))

  const missing = (s: Snapshot) => missingForReset(account(s), s)
  it('a code comes before a second proof, and whatever is allowed of either will do', () => {
    expect(missing(unreached(forgetful({ account: admin })))).toEqual(['email', 'phone'])
    expect(missing(forgetful({ account: admin }))).toEqual(['totp', 'phone'])
    expect(missing(forgetful({ account: admin }, { methods: ['email', 'sms'] }))).toEqual(['phone'])
    expect(missing(unreached(forgetful({}, { methods: ['voice', 'totp'] })))).toEqual(['phone'])
    expect(missing(unreached(forgetful({ tenant: { unsent: ['phone'] } })))).toEqual(['email'])
  })

  it('nothing is asked for that would not help: of one kind an administrator has no two', () => {
    expect(missing(forgetful({ account: admin }, { methods: ['email'] }))).toEqual([])
  })

  it('a phone is enough, even where the mailbox takes nothing', () => {
    const called = { account: { contactPhones: ['mobile'], mailUndeliverableAt: 1 } } as const
    expect(reviewOf(account(forgetful(called)), forgetful(called), since(1))).toBe(null)
    expect(missing(unreached(forgetful(called)))).toEqual([])
  })
})
