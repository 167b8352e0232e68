import fc from 'fast-check'
import { applyChange } from '../../src/core/changes/apply.ts'
import { settled } from '../../src/core/changes/consequences.ts'
import type { Domain } from '../../src/core/organisation.ts'
import type { Account, Snapshot } from '../../src/core/snapshot.ts'
import { federatedTenant } from './providers.ts'
import { aGroup, aSnapshot, morning } from './a-snapshot.ts'
import { policy } from './changes/organisation.ts'
import { from, groups, roles, scopes, some } from './directory-names.ts'

const member = fc.record({ groupId: from([...groups.slice(2, 5), 'helpers']), how: fc.constant('direct' as const) })

const invitation = {
  address: 'al@home.example',
  state: 'pending',
  changedAt: morning - 1000,
  sentAt: morning - 1000,
} as const

const person: fc.Arbitrary<Partial<Account>> = fc.record({
  userType: from(['member', 'guest'] as const),
  isEnabled: fc.boolean(),
  deletedAt: from([null, null, null, morning - 1000]),
  lockedUntil: from([null, morning + 600_000]),
  failedAttempts: from([0, 10]),
  passwordSetAt: from([null, morning - 1000]),
  mustChangePassword: fc.boolean(),
  mfaState: from(['disabled', 'enabled', 'enforced'] as const),
  methods: from([
    [],
    [{ id: 'totp-1', kind: 'totp', isUsable: true }],
    [{ id: 'totp-1', kind: 'totp', isUsable: false }],
    [
      { id: 'totp-1', kind: 'totp', isUsable: true },
      { id: 'codes', kind: 'recovery_codes', isUsable: true },
    ],
    [{ id: 'codes', kind: 'recovery_codes', isUsable: true }],
    [{ id: 'mail-1', kind: 'email', isUsable: true, undeliverableAt: morning - 1000 }],
  ] as const),
  attributes: from([
    { department: 'Sales', usageLocation: 'FR', city: 'Lyon' },
    { department: 'Sale', usageLocation: 'FR' },
    { department: 'Sales' },
  ]),
  memberOf: fc.uniqueArray(member, { selector: (one) => one.groupId }),
  licences: from([
    [],
    [{ productId: 'sales-pro', groupId: null, disabledPlans: ['crm-plan'], state: 'active', error: null }],
    [{ productId: 'office-basic', groupId: null, disabledPlans: [], state: 'active', error: null }],
  ] as const),
  roles: some(roles),
  assignedApps: some(['crm', 'ledger']),
  consents: from([[], [{ appId: 'crm', scopes: ['openid'] }]]),
  instanceUsers: from([
    [],
    [{ instanceId: 'emea', isEnabled: true, roles: ['Salesperson'] }],
    [{ instanceId: 'emea', isEnabled: false, roles: [] }],
  ]),
})

/** What few accounts have: a pass, or codes that are not taken for now. */
const rarely: fc.Arbitrary<Partial<Account>> = fc.constantFrom<Partial<Account>[]>(
  {},
  {},
  { temporaryPass: { startsAt: morning - 1000, endsAt: morning + 3_600_000, uses: 'one' } },
  { temporaryPass: { startsAt: morning - 9000, endsAt: morning - 1000, uses: 'many' } },
  { secondFactorPausedUntil: morning + 900_000 },
  { hasContactMail: true },
  { hasContactMail: true, resetLink: { sentAt: morning - 1000 } },
  { hasContactMail: true, resetLink: { sentAt: morning - 1000, isLost: true } },
)
/** Now and then a guest who was asked in, or somebody who is let in for a time. */
const account: fc.Arbitrary<Partial<Account>> = fc
  .tuple(
    person,
    from<Partial<Account>>([
      ...[{}, {}, {}],
      { userType: 'guest', passwordSetAt: null, methods: [], invitation, aliases: ['al@home.example'] },
      { userType: 'guest', invitation: { ...invitation, state: 'accepted' } },
      { accessFrom: morning - 1 },
      { identities: [{ providerId: 'fabrikam' }] },
      { userType: 'guest', identities: [{ providerId: 'contoso' }] },
    ]),
  )
  .map(([one, more]) => ({ ...one, ...more }))

/** Nobody is linked with a provider that is not there. */
const unlinked = ({ identities: _, ...one }: Partial<Account>): Partial<Account> => one

/** A directory of a person, some groups, products and policies, settled as the directory settles itself. */
export const aDirectory: fc.Arbitrary<Snapshot> = fc
  .record({
    account: fc.option(
      fc.tuple(account, rarely).map(([usual, rare]) => ({ ...usual, ...rare })),
      { freq: 9 },
    ),
    hasApp: fc.boolean(),
    hasInstance: fc.boolean(),
    seatsUsed: from([10, 24, 25]),
    policies: fc.uniqueArray(policy, { selector: (one) => one.id, maxLength: 3 }),
    isNested: fc.boolean(),
    isFederated: from([false, false, true]),
    network: from([
      { ip: null, locationIds: null },
      { ip: '198.51.100.7', locationIds: ['office'] },
      { ip: '203.0.113.9', locationIds: [] },
    ]),
    adminConsent: some(scopes),
  })
  .map((is) => {
    const plain = aSnapshot()
    const before = aSnapshot({
      account: is.account && {
        ...(is.isFederated ? is.account : unlinked(is.account)),
        deletedAt: null,
        ...(is.hasApp ? {} : { consents: [], assignedApps: [] }),
      },
      app: is.hasApp ? { adminConsent: is.adminConsent } : null,
      instance: is.hasApp && is.hasInstance ? {} : null,
      attempt: { network: is.network },
      tenant: {
        ...(is.isFederated
          ? { ...federatedTenant, domains: [...federatedTenant.domains, plain.tenant.domains[2] as Domain] }
          : {}),
        policies: is.policies,
        groups: {
          ...plain.tenant.groups,
          lyon: aGroup({ id: 'lyon', name: 'Lyon office', rule: 'user.city -eq "Lyon"' }),
          contractors: aGroup({ id: 'contractors', parentIds: is.isNested ? ['staff'] : [] }),
          helpers: aGroup({
            id: 'helpers',
            isRoleAssignable: true,
            ...(is.isNested ? { roles: [{ role: 'helpdesk', unitId: null }], ownerIds: ['alice'] } : {}),
          }),
          staff: aGroup({ id: 'staff', licences: [{ productId: 'office-basic', disabledPlans: ['mail-plan'] }] }),
        },
        units: { 'lyon-office': { id: 'lyon-office', name: 'Lyon', description: null } },
        products: {
          ...plain.tenant.products,
          'sales-pro': { ...plain.tenant.products['sales-pro']!, seatsUsed: is.seatsUsed },
        },
      },
    })
    const after = settled(before)
    if (after.account === null || is.account?.deletedAt == null) return after
    // A deleted account keeps what it had, and not its seats.
    const deleted = applyChange(after, { do: 'delete_account', accountId: after.account.id })
    return { ...deleted, account: { ...(deleted.account as Account), deletedAt: is.account.deletedAt } }
  })
