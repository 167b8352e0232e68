import { describe, expect, it } from 'vitest'
import { aGroup, aSnapshot } from '../../../test/support/a-snapshot.ts'
import type { Account, Product } from '../snapshot.ts'
import { includesReset, mayReset, type NoReset, type ResetProof, type ResetRules } from './reset-rules.ts'
import { missingForReset } from './review.ts'

const everybody: ResetRules = { who: 'everybody', groupId: null, proofs: 1 }
const premium = {
  ...{ id: 'p1', name: 'Premium', seats: 5, seatsUsed: 0, expiresAt: null },
  ...{ status: 'enabled', plans: [{ id: '41781fb2-bc02-4b7c-bd55-b576c07bb09d', name: 'Premium', requires: [] }] },
} as unknown as Product
/** Nobody knows where to write to. */
const silent = { hasContactMail: undefined } as unknown as Partial<Account>
const app = [{ id: 'm', kind: 'totp', isUsable: true }] as const

/** May somebody reset their password, where all is well but this? */
function asked(
  account: Partial<Account>,
  rules: ResetRules | undefined = everybody,
  products: readonly Product[] = [premium],
): NoReset | readonly ResetProof[] {
  const s = aSnapshot({
    account: { methods: [], roles: [], hasContactMail: true, ...account },
    tenant: {
      products: Object.fromEntries(products.map((product) => [product.id, product])),
      groups: { staff: aGroup({ id: 'staff', name: 'Staff' }) },
      ...(rules === undefined ? {} : { selfServiceReset: rules }),
    },
  })
  const may = mayReset(s.account as Account, s)
  return may.is === 'yes' ? may.proofs : may.because
}

describe('D2: a forgotten password is reset by oneself', () => {
  const ofStaff: ResetRules = { who: 'group', groupId: 'staff', proofs: 1 }
  const inStaff = { memberOf: [{ groupId: 'staff', how: 'nested' as const }] }
  const table: readonly (readonly [string, NoReset | readonly ResetProof[], NoReset | readonly ResetProof[]])[] = [
    ['with a code by mail', asked({}), ['email']],
    ['not where nobody may', asked({}, { ...everybody, who: 'nobody' }), 'closed'],
    ['in the group it is open to, however they are in it', asked(inStaff, ofStaff), ['email']],
    ['not outside of that group', asked({}, ofStaff), 'not_in_group'],
    ['not without a subscription that includes it', asked({}, everybody, [{ ...premium, plans: [] }]), 'not_included'],
    ['not with one that no longer works', asked({}, everybody, [{ ...premium, status: 'suspended' }]), 'not_included'],
    ['within the grace of one that has ended', asked({}, everybody, [{ ...premium, status: 'warning' }]), ['email']],
    ['where no products are kept at all', asked({}, everybody, []), ['email']],
    ['not by an emergency account', asked({ isEmergency: true }), 'emergency'],
    ['not where no address is known', asked(silent), 'no_address'],
    [
      'with a code to the address of the directory',
      asked({ ...silent, attributes: { mail: 'a@home.example' } }),
      ['email'],
    ],
    ['not where that is empty', asked({ ...silent, attributes: { mail: '' } }), 'no_address'],
    ['even where the last letter came back: the next may arrive', asked({ mailUndeliverableAt: 1 }), ['email']],
    [
      'by two proofs where they are wanted',
      asked({ methods: app }, { ...everybody, proofs: 2 }),
      ['email', 'authenticator'],
    ],
    ['not by one where two are wanted', asked({}, { ...everybody, proofs: 2 }), 'no_authenticator'],
    [
      'not by an app that no longer counts',
      asked({ methods: [{ ...app[0], isUsable: false }] }, { ...everybody, proofs: 2 }),
      'no_authenticator',
    ],
    [
      'by two proofs of an administrator, whatever the rules',
      asked({ roles: ['helpdesk'], methods: app }),
      ['email', 'authenticator'],
    ],
    ['not by one of an administrator', asked({ roles: ['helpdesk'] }), 'no_authenticator'],
  ]
  it.each(table)('%s', (_, found, wanted) => expect(found).toEqual(wanted))

  it('an app that the organisation does not allow is no proof, and is not asked for', () => {
    const tenant = {
      products: {},
      selfServiceReset: { ...everybody, proofs: 2 as const },
      methodRules: { totp: 'nobody' as const },
    }
    const s = aSnapshot({ account: { methods: app, roles: [], hasContactMail: true }, tenant })
    expect(mayReset(s.account as Account, s)).toEqual({ is: 'no', because: 'no_authenticator' })
    expect(missingForReset(s.account as Account, s)).toBe(null)
  })

  it('a tenant without rules is closed', () => {
    const s = aSnapshot({ account: {}, tenant: { products: {} } })
    expect(mayReset(s.account as Account, s)).toEqual({ is: 'no', because: 'closed' })
    expect(includesReset(s.tenant, s.now)).toBe(true)
  })
})
