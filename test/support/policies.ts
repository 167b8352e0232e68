import fc from 'fast-check'
import type { Part, With } from '../../src/core/gate.ts'
import { askedStrengths } from '../../src/core/methods/strengths.ts'
import type { LocationSet, PeopleSet, Policy } from '../../src/core/snapshot.ts'
import { aGroup, aSnapshot } from './a-snapshot.ts'

const accounts = ['alice', 'bob', 'carol']
const groups = ['board', 'contractors', 'sales', 'staff']
const roles = ['user-admin', 'policy-admin']
const apps = ['crm', 'ledger']
const locations = ['lyon', 'sydney', 'vpn']

const people: fc.Arbitrary<PeopleSet> = fc.record({
  all: rarely(),
  guests: rarely(),
  accountIds: some(accounts),
  groupIds: some(groups),
  roles: some(roles),
})
// A policy may still name a location that was deleted.
const places: fc.Arbitrary<LocationSet> = fc.oneof(
  fc.constant('any' as const),
  fc.constant('trusted' as const),
  some([...locations, 'gone']),
)

const policy: fc.Arbitrary<Omit<Policy, 'id' | 'name'>> = fc
  .record({
    state: fc.constantFrom('on', 'on', 'off', 'report_only'),
    users: fc.record({
      include: fc.oneof(people, fc.constant({ ...nobody(), all: true })),
      exclude: fc.oneof(people, fc.constant(nobody())),
    }),
    apps: fc.record({
      include: fc.oneof(fc.constant('all' as const), some(apps)),
      exclude: fc.oneof(fc.constant([]), some(apps)),
    }),
    locations: fc.oneof(fc.constant(null), fc.record({ include: places, exclude: places })),
    grant: fc.constantFrom('block', 'mfa'),
    note: fc.constant(null),
  })
  .chain((policy) =>
    fc
      .constantFrom(undefined, undefined, ...askedStrengths)
      .map((strength) => (strength === undefined ? policy : { ...policy, strength })),
  )

/** Anybody, from anywhere or from nobody knows where, against up to a dozen policies of every shape. */
export const anAttempt: fc.Arbitrary<With<'account' | 'app'>> = fc
  .record({
    policies: fc.array(policy, { maxLength: 12 }),
    trusted: some(locations),
    from: fc.oneof(fc.constant(null), some(locations)),
    appId: fc.constantFrom(...apps),
    accountId: fc.constantFrom(...accounts),
    userType: fc.constantFrom('member' as const, 'guest' as const),
    memberOf: some(groups),
    how: fc.constantFrom('direct' as const, 'rule' as const, 'nested' as const),
    roles: some(roles),
    secondFactor: fc.constantFrom('verified' as const, 'not_presented' as const),
    isUsable: fc.boolean(),
  })
  .map((is) =>
    aSnapshot({
      attempt: { appId: is.appId, network: { ip: null, locationIds: is.from } },
      proof: { secondFactor: is.secondFactor },
      account: {
        id: is.accountId,
        userType: is.userType,
        memberOf: is.memberOf.map((groupId) => ({ groupId, how: is.how })),
        roles: is.roles,
        methods: [{ id: 'totp-1', kind: 'totp', isUsable: is.isUsable }],
      },
      app: { id: is.appId },
      tenant: {
        policies: is.policies.map((policy, i) => ({ ...policy, id: `p${i}`, name: `Policy ${i}` })),
        groups: Object.fromEntries(groups.map((id) => [id, aGroup({ id, name: `The ${id}` })])),
        locations: Object.fromEntries(
          locations.map((id) => [id, { id, name: `The ${id}`, isTrusted: is.trusted.includes(id), ranges: [] }]),
        ),
      },
    }),
  )
  .map((s) => s as With<'account' | 'app'>)

/** The plain reading of one policy; an unknown address is settled by trying every one there could be. */
export function referenceFor(policy: Policy, s: With<'account' | 'app'>): Part['is'] {
  if (!holdsPerson(policy.users.include, s) || holdsPerson(policy.users.exclude, s)) return 'does_not_apply'
  if (policy.apps.include !== 'all' && !policy.apps.include.includes(s.app.id)) return 'does_not_apply'
  if (policy.apps.exclude.includes(s.app.id)) return 'does_not_apply'
  const { locationIds } = s.attempt.network
  const candidates = locationIds === null ? subsets(Object.keys(s.tenant.locations)) : [locationIds]
  const answers = candidates.map((ids) => holdsPlace(policy, ids, s))
  if (answers.every((holds) => holds)) return 'applies'
  return answers.some((holds) => holds) ? 'cannot_tell' : 'does_not_apply'
}

function holdsPerson(set: PeopleSet, { account }: With<'account' | 'app'>): boolean {
  return (
    set.all ||
    (set.guests && account.userType === 'guest') ||
    set.accountIds.includes(account.id) ||
    account.memberOf.some(({ groupId }) => set.groupIds.includes(groupId)) ||
    account.roles.some((role) => set.roles.includes(role))
  )
}

function holdsPlace({ locations }: Policy, ids: readonly string[], s: With<'account' | 'app'>): boolean {
  if (locations === null) return true
  const isIn = (set: LocationSet) =>
    set === 'any' || ids.some((id) => (set === 'trusted' ? s.tenant.locations[id]?.isTrusted : set.includes(id)))
  return isIn(locations.include) && !isIn(locations.exclude)
}

/** Every choice of some of these, none included. */
export function subsets(of: readonly string[]): string[][] {
  const all: string[][] = [[]]
  for (const one of of) for (const set of all.slice()) all.push([...set, one])
  return all
}

function some(of: readonly string[]): fc.Arbitrary<string[]> {
  return fc.subarray([...of])
}

function rarely(): fc.Arbitrary<boolean> {
  return fc.nat(7).map((n) => n === 0)
}

function nobody(): PeopleSet {
  return { all: false, guests: false, accountIds: [], groupIds: [], roles: [] }
}
