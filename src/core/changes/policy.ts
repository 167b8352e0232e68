import { askedIn } from '../policy/asks.ts'
import type { LocationSet, Policy, Snapshot } from '../snapshot.ts'
import type { NamedLocation } from '../policy/named-location.ts'
import type { Change, PolicyChange } from './change.ts'
import type { Family, Weakening } from './family.ts'
import { rangeHolds } from './ip-range.ts'
import { movesOf } from './moves.ts'
import { listed, locationName, person, policyName } from './names.ts'

/** Conditional Access policies and the named locations they speak of. */
export const policyChanges: Family<PolicyChange['do']> = {
  put_policy: {
    title: ({ policy }, s) => `${find(s, policy.id) === undefined ? 'Create' : 'Change'} the policy “${policy.name}”`,
    weakens: ({ policy }, s) => weakening(find(s, policy.id), policy),
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ policy }, s) => [...noted(s, policy.id), ...movesOf(s, put(s, policy))],
    apply: (s, { policy }) => put(s, policy),
    inverse: ({ policy }, s) => {
      const was = find(s, policy.id)
      if (was === undefined) return { do: 'delete_policy', policyId: policy.id }
      return isSame(was, policy) ? null : { do: 'put_policy', policy: was }
    },
  },
  delete_policy: {
    title: ({ policyId }, s) => `Delete the policy “${policyName(s, policyId)}”`,
    weakens: ({ policyId }, s) => (find(s, policyId)?.state === 'on' ? 3 : 0),
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ policyId }, s) => [...noted(s, policyId), ...lost(s, policyId)],
    apply: (s, { policyId }) =>
      find(s, policyId) === undefined
        ? s
        : withPolicies(
            s,
            s.tenant.policies.filter(({ id }) => id !== policyId),
          ),
    inverse: ({ policyId }, s) => putBack(s, policyId),
  },
  set_policy_state: {
    title: ({ policyId, state }, s) =>
      ({
        on: `Switch the policy “${policyName(s, policyId)}” on`,
        off: `Switch the policy “${policyName(s, policyId)}” off`,
        report_only: `Switch the policy “${policyName(s, policyId)}” to report-only`,
      })[state],
    weakens: ({ policyId, state }, s) => (state !== 'on' && find(s, policyId)?.state !== 'off' ? 3 : 0),
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ policyId, state }, s) => [...noted(s, policyId), ...(state === 'on' ? [] : lost(s, policyId))],
    apply: (s, { policyId, state }) =>
      edit(s, policyId, (policy) => (policy.state === state ? policy : { ...policy, state })),
    inverse: ({ policyId, state }, s) => {
      const was = find(s, policyId)
      return was === undefined || was.state === state ? null : { do: 'set_policy_state', policyId, state: was.state }
    },
  },
  exclude_from_policy: {
    title: ({ policyId, accountId }, s) =>
      `Exclude ${person(s, accountId)} from the policy “${policyName(s, policyId)}”`,
    weakens: 2,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: ({ policyId, accountId }, s) => [
      ...noted(s, policyId),
      `The policy no longer protects the account of ${person(s, accountId)}, until the exception is taken back.`,
    ],
    apply: (s, { policyId, accountId }) => edit(s, policyId, (policy) => excluding(policy, accountId)),
    inverse: ({ policyId, accountId }, s) =>
      find(s, policyId)?.users.exclude.accountIds.includes(accountId) ? null : putBack(s, policyId),
  },
  put_location: {
    title: ({ location }, s) =>
      `${s.tenant.locations[location.id] === undefined ? 'Add' : 'Change'} the named location ${location.name}`,
    weakens: ({ location }, s) => (isUsed(s, location.id) ? 2 : 0),
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ location }, s) => users(s, location.id),
    apply: (s, { location }) => putLocation(s, location),
    inverse: ({ location }, { tenant }) => {
      const was = tenant.locations[location.id]
      if (was === undefined) return { do: 'delete_location', locationId: location.id }
      return isSame(was, location) ? null : { do: 'put_location', location: was }
    },
  },
  delete_location: {
    title: ({ locationId }, s) => `Delete the named location ${locationName(s, locationId)}`,
    weakens: ({ locationId }, s) => (isUsed(s, locationId) ? 2 : 0),
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ locationId }, s) => users(s, locationId),
    apply: (s, { locationId }) => removeLocation(s, locationId),
    inverse: ({ locationId }, before) => {
      const was = before.tenant.locations[locationId]
      return was === undefined || removeLocation(before, locationId) === before
        ? null
        : { do: 'put_location', location: was }
    },
  },
  add_location_range: {
    title: ({ locationId, range }, s) => `Add ${range} to the named location ${locationName(s, locationId)}`,
    weakens: 2,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ locationId, range }, s) => [
      `Everybody behind ${range} counts as being in ${locationName(s, locationId)}.`,
      ...users(s, locationId),
    ],
    apply: (s, { locationId, range }) => addRange(s, locationId, range),
    inverse: ({ locationId, range }, { tenant }) => {
      const was = tenant.locations[locationId]
      return was === undefined || was.ranges.includes(range) ? null : { do: 'put_location', location: was }
    },
  },
}

function find(s: Snapshot, policyId: string): Policy | undefined {
  return s.tenant.policies.find(({ id }) => id === policyId)
}

function withPolicies(s: Snapshot, policies: readonly Policy[]): Snapshot {
  return { ...s, tenant: { ...s.tenant, policies } }
}

function edit(s: Snapshot, policyId: string, change: (policy: Policy) => Policy): Snapshot {
  const was = find(s, policyId)
  if (was === undefined) return s
  const policy = change(was)
  return policy === was
    ? s
    : withPolicies(
        s,
        s.tenant.policies.map((one) => (one === was ? policy : one)),
      )
}

function put(s: Snapshot, policy: Policy): Snapshot {
  const was = find(s, policy.id)
  if (was === undefined) return withPolicies(s, [...s.tenant.policies, policy])
  return edit(s, policy.id, () => (isSame(was, policy) ? was : policy))
}

function putBack(s: Snapshot, policyId: string): Change | null {
  const policy = find(s, policyId)
  return policy === undefined ? null : { do: 'put_policy', policy }
}

function excluding(policy: Policy, accountId: string): Policy {
  const { exclude } = policy.users
  if (exclude.accountIds.includes(accountId)) return policy
  return {
    ...policy,
    users: { ...policy.users, exclude: { ...exclude, accountIds: [...exclude.accountIds, accountId] } },
  }
}

/** A policy that was on and is so no more is a control off for many; any other edit of one may be an exception. */
function weakening(was: Policy | undefined, policy: Policy): Weakening {
  if (was === undefined || was.state !== 'on') return 0
  if (policy.state !== 'on') return 3
  return isSame({ ...was, name: '', note: null }, { ...policy, name: '', note: null }) ? 0 : 2
}

/** Equal in content. Policies and locations are plain data, written by one form, so their text decides. */
function isSame(a: Policy | NamedLocation, b: Policy | NamedLocation): boolean {
  return a === b || canonical(a) === canonical(b)
}

function canonical(value: Policy | NamedLocation): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** Why the policy is there, in its author's words. */
function noted(s: Snapshot, policyId: string): string[] {
  const note = find(s, policyId)?.note
  return note ? [`It is there for a reason: “${note}”.`] : []
}

function lost(s: Snapshot, policyId: string): string[] {
  const policy = find(s, policyId)
  if (policy?.state !== 'on') return []
  return [policy.grant === 'block' ? 'It blocks nobody any more.' : `It asks nobody for ${askedIn(policy)} any more.`]
}

function isUsed(s: Snapshot, locationId: string): boolean {
  return usersOf(s, locationId).length > 0
}

function users(s: Snapshot, locationId: string): string[] {
  const policies = usersOf(s, locationId)
  if (policies.length === 0) return []
  return [
    `${policies.length === 1 ? 'A policy in force looks' : 'Policies in force look'} at it: ${listed(policies.map(({ name }) => `“${name}”`))}.`,
  ]
}

function usersOf(s: Snapshot, locationId: string): readonly Policy[] {
  const location = s.tenant.locations[locationId]
  const speaksOf = (set: LocationSet) =>
    set === 'trusted' ? location?.isTrusted === true : set !== 'any' && set.includes(locationId)
  return s.tenant.policies.filter(
    ({ state, locations }) =>
      state === 'on' && locations !== null && (speaksOf(locations.include) || speaksOf(locations.exclude)),
  )
}

function putLocation(s: Snapshot, location: NamedLocation): Snapshot {
  const was = s.tenant.locations[location.id]
  if (was !== undefined && isSame(was, location)) return s
  const { ip } = s.attempt.network
  const isIn = ip === null ? null : location.ranges.some((range) => rangeHolds(range, ip))
  return placed(
    { ...s, tenant: { ...s.tenant, locations: { ...s.tenant.locations, [location.id]: location } } },
    location.id,
    isIn,
  )
}

/** Refused, as by the directory, while a policy names it. */
function removeLocation(s: Snapshot, locationId: string): Snapshot {
  const { [locationId]: was, ...locations } = s.tenant.locations
  const names = (set: LocationSet) => set !== 'any' && set !== 'trusted' && set.includes(locationId)
  const isNamed = s.tenant.policies.some(({ locations: at }) => at !== null && (names(at.include) || names(at.exclude)))
  if (was === undefined || isNamed) return s
  return placed({ ...s, tenant: { ...s.tenant, locations } }, locationId, false)
}

function addRange(s: Snapshot, locationId: string, range: string): Snapshot {
  const was = s.tenant.locations[locationId]
  if (was === undefined || was.ranges.includes(range)) return s
  const { ip } = s.attempt.network
  const after = {
    ...s,
    tenant: {
      ...s.tenant,
      locations: { ...s.tenant.locations, [locationId]: { ...was, ranges: [...was.ranges, range] } },
    },
  }
  return placed(after, locationId, ip !== null && rangeHolds(range, ip) ? true : null)
}

/** The attempt's address in or out of one location; null leaves it as it was. An address nobody knows is nowhere. */
function placed(s: Snapshot, locationId: string, isIn: boolean | null): Snapshot {
  const { network } = s.attempt
  if (isIn === null || network.locationIds === null || network.locationIds.includes(locationId) === isIn) return s
  const others = network.locationIds.filter((id) => id !== locationId)
  const locationIds = isIn ? [...others, locationId].sort() : others
  return { ...s, attempt: { ...s.attempt, network: { ...network, locationIds } } }
}
