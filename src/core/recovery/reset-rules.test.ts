import { describe, expect, it } from 'vitest'
import { aGroup, aSnapshot } from '../../../test/support/a-snapshot.ts'
import type { Product } from '../licensing/product.ts'
import type { Account } from '../snapshot.ts'
import { type ResetMethod, resetMethods } from './reset-methods.ts'
import {
  includesReset,
  isSameReset,
  mayReset,
  type NoReset,
  resetObstacle,
  resetPart,
  type ResetRules,
} from './reset-rules.ts'
import { missingForReset } from './review.ts'

const everybody: ResetRules = { who: 'everybody', groupId: null, proofs: 1 }
const premium = {
  ...{ id: 'p1', name: 'Premium', seats: 5, seatsUsed: 0, expiresAt: null },
  ...{ status: 'enabled', plans: [{ id: '41781fb2-bc02-4b7c-bd55-b576c07bb09d', name: 'Premium', requires: [] }] },
} as unknown as Product
/** Nobody knows where to write to. */
const silent = { hasContactMail: undefined } as unknown as Partial<Account>
const app = [{ id: 'm', kind: 'totp', isUsable: true }] as const

const codesBy = (kind: 'email' | 'phone') => [{ id: kind, kind, isUsable: true }] as const

/** May somebody reset their password, where all is well but this? */
function asked(
  account: Partial<Account>,
  rules: ResetRules | undefined = everybody,
  products: readonly Product[] = [premium],
): NoReset | readonly ResetMethod[] {
  const s = aSnapshot({
    account: { methods: [], roles: [], hasContactMail: true, ...account },
    tenant: {
      products: Object.fromEntries(products.map((product) => [product.id, product])),
      groups: { staff: aGroup({ id: 'staff', name: 'Staff' }) },
      ...(rules === undefined ? {} : { selfServiceReset: rules }),
    },
  })
  const may = mayReset(s.account as Account, s)
  return may.is === 'yes' ? may.methods : may.because
}

describe('D2: a forgotten password is reset by oneself', () => {
  const ofStaff: ResetRules = { who: 'group', groupId: 'staff', proofs: 1 }
  const inStaff = { memberOf: [{ groupId: 'staff', how: 'nested' as const }] }
  const table: readonly (readonly [string, NoReset | readonly ResetMethod[], NoReset | readonly ResetMethod[]])[] = [
    ['with a code by mail', asked({}), ['email']],
    ['not where nobody may', asked({}, { ...everybody, who: 'nobody' }), 'closed'],
    ['in the group it is open to, however they are in it', asked(inStaff, ofStaff), ['email']],
    ['not outside of that group', asked({}, ofStaff), 'not_in_group'],
    ['not without a subscription that includes it', asked({}, everybody, [{ ...premium, plans: [] }]), 'not_included'],
    ['not with one that no longer works', asked({}, everybody, [{ ...premium, status: 'suspended' }]), 'not_included'],
    ['within the grace of one that has ended', asked({}, everybody, [{ ...premium, status: 'warning' }]), ['email']],
    ['where no products are kept at all', asked({}, everybody, []), ['email']],
    ['not by a mailbox that is the second factor too', asked({ methods: codesBy('email') }), 'no_second'],
    [
      'by mailbox and phone where codes by mail are all there is',
      asked({ methods: codesBy('email'), contactPhones: ['mobile'] }),
      ['email', 'sms', 'voice'],
    ],
    [
      'by the mailbox where an app stands beside it',
      asked({ methods: [...codesBy('email'), ...app] }),
      ['email', 'totp'],
    ],
    ['not after it was reported as somebody else’s', asked({ passwordReportedAt: 1 }), 'reported'],
    ['not by an emergency account', asked({ isEmergency: true }), 'emergency'],
    ['not where no address is known', asked(silent), 'no_code'],
    [
      'with a code to the address of the directory',
      asked({ ...silent, attributes: { mail: 'a@home.example' } }),
      ['email'],
    ],
    ['not where that is empty', asked({ ...silent, attributes: { mail: '' } }), 'no_code'],
    ['even where the last letter came back: the next may arrive', asked({ mailUndeliverableAt: 1 }), ['email']],
    ['by two proofs where they are wanted', asked({ methods: app }, { ...everybody, proofs: 2 }), ['email', 'totp']],
    ['not by one where two are wanted', asked({}, { ...everybody, proofs: 2 }), 'no_second'],
    [
      'not by an app that no longer counts',
      asked({ methods: [{ ...app[0], isUsable: false }] }, { ...everybody, proofs: 2 }),
      'no_second',
    ],
    [
      'by two proofs of an administrator, whatever the rules',
      asked({ roles: ['helpdesk'], methods: app }),
      ['email', 'totp'],
    ],
    ['not by one of an administrator', asked({ roles: ['helpdesk'] }), 'no_second'],
  ]
  it.each(table)('%s', (_, found, wanted) => expect(found).toEqual(wanted))

  const both: ResetRules = { ...everybody, proofs: 2 }
  const of = (...methods: ResetMethod[]): ResetRules => ({ ...everybody, methods })
  const mobile: Partial<Account> = { ...silent, contactPhones: ['mobile'] }
  const byMethods: readonly (readonly [string, NoReset | readonly ResetMethod[], NoReset | readonly ResetMethod[]])[] =
    [
      ['a phone proves by a text or a call', asked(mobile), ['sms', 'voice']],
      ['the one on a desk by a call alone', asked({ ...silent, contactPhones: ['office'] }), ['voice']],
      ['where texts alone prove it does not', asked({ ...silent, contactPhones: ['office'] }, of('sms')), 'no_code'],
      [
        'mobilePhone of the profile proves nothing',
        asked({ ...silent, attributes: { mobilePhone: '+33 612345678' } }),
        'no_code',
      ],
      ['an address where phones alone prove', asked({}, of('sms', 'voice')), 'no_code'],
      ['an app alone begins nothing', asked({ ...silent, methods: app }), 'no_code'],
      ['an address and a phone are two', asked({ contactPhones: ['mobile'] }, both), ['email', 'sms', 'voice']],
      ['a text and a call are one', asked(mobile, both), 'no_second'],
      ['a phone and an app are two', asked({ ...mobile, methods: app }, both), ['sms', 'voice', 'totp']],
      ['an administrator with a phone alone has one', asked({ ...mobile, roles: ['helpdesk'] }), 'no_second'],
      [
        'an administrator has none where one kind proves',
        asked({ roles: ['helpdesk'], methods: app, contactPhones: ['mobile'] }, of('email')),
        'no_second',
      ],
    ]
  it.each(byMethods)('what proves: %s', (_, found, wanted) => expect(found).toEqual(wanted))

  it('what nothing here sends, or nobody is allowed, proves nothing', () => {
    const tried = (tenant: object) => {
      const part = { products: {}, selfServiceReset: everybody, ...tenant }
      const s = aSnapshot({ account: { ...mobile, methods: [], roles: [] }, tenant: part })
      const may = mayReset(s.account as Account, s)
      return may.is === 'yes' ? may.methods : may.because
    }
    expect(tried({})).toEqual(['sms', 'voice'])
    expect(tried({ unsent: ['phone'] })).toBe('no_code')
    expect(tried({ unsent: ['email'] })).toEqual(['sms', 'voice'])
    expect(tried({ methodRules: { sms: 'nobody' } })).toEqual(['voice'])
    expect(tried({ methodRules: { sms: ['gone'], voice: 'nobody' } })).toBe('no_code')
  })

  it('a mailbox that takes nothing stands in the way of nobody with another way', () => {
    const tried = (edit: Partial<Account>) => {
      const s = aSnapshot({
        account: { methods: [], roles: [], hasContactMail: true, mailUndeliverableAt: 1, ...edit },
        tenant: { products: {}, selfServiceReset: everybody },
      })
      return resetObstacle(s.account as Account, s)
    }
    expect(tried({})).toBe('undeliverable')
    expect(tried({ contactPhones: ['office'] })).toBe(null)
  })

  it('says what proves only where that is not all, in whatever order it was said', () => {
    expect(resetPart({ ...everybody, methods: resetMethods.toReversed() }).selfServiceReset).not.toHaveProperty(
      'methods',
    )
    expect(resetPart(of('totp', 'email')).selfServiceReset?.methods).toEqual(['email', 'totp'])
    expect(isSameReset(everybody, of(...resetMethods))).toBe(true)
    expect(isSameReset(everybody, of('email', 'totp'))).toBe(false)
  })

  it('an app that the organisation does not allow is no proof, and is not asked for', () => {
    const tenant = {
      products: {},
      selfServiceReset: { ...everybody, proofs: 2 as const },
      methodRules: { totp: 'nobody' as const },
    }
    const s = aSnapshot({ account: { methods: app, roles: [], hasContactMail: true }, tenant })
    expect(mayReset(s.account as Account, s)).toEqual({ is: 'no', because: 'no_second' })
    expect(missingForReset(s.account as Account, s)).toEqual(['phone'])
  })

  it('a tenant without rules is closed', () => {
    const s = aSnapshot({ account: {}, tenant: { products: {} } })
    expect(mayReset(s.account as Account, s)).toEqual({ is: 'no', because: 'closed' })
    expect(includesReset(s.tenant, s.now)).toBe(true)
  })
})
