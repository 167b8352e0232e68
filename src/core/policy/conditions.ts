import type { Evidence, With, Words } from '../gate.ts'
import type { Account, PeopleSet, Policy, Snapshot } from '../snapshot.ts'
import { excludedBecause, includedBecause } from './part.ts'
import { placeIfUnknown, placesIn } from './place.ts'
import { words } from './words.ts'

/** One condition of a policy. It applies where all hold; what is excluded must *not* be met, so `holds` says so. */
export type Condition = Evidence & {
  readonly of: 'state' | 'people' | 'people_excluded' | 'app' | 'app_excluded' | 'place' | 'place_excluded'
  readonly holds: 'yes' | 'no' | 'unknown'
  readonly because: Words
}

type Attempted = With<'account' | 'app'>

/**
 * What a policy asks, condition by condition, with what was found. A line for exclusions only where the policy has some.
 * All that hold make it apply: the same answer as `policyParts`, spelled out for one policy.
 */
export function conditionsOf(policy: Policy, s: Attempted): readonly Condition[] {
  return [state(policy), ...peopleConditions(policy, s), ...apps(policy, s.app.id), ...places(policy, s)]
}

/** The number of the first entry of a set that holds the person (1 all, 2 guests, then accounts, groups, roles), or 0. */
export function entryFor(set: PeopleSet, account: Account): number {
  if (set.all) return 1
  if (set.guests && account.userType === 'guest') return 2
  const id = set.accountIds.indexOf(account.id)
  if (id !== -1) return 3 + id
  for (const { groupId } of account.memberOf) {
    const group = set.groupIds.indexOf(groupId)
    if (group !== -1) return 3 + set.accountIds.length + group
  }
  const role = set.roles.findIndex((key) => account.roles.includes(key))
  return role === -1 ? 0 : 3 + set.accountIds.length + set.groupIds.length + role
}

function state(policy: Policy): Condition {
  const text = { on: 'it is on', off: 'it is off', report_only: 'it is report-only' }[policy.state]
  const holds = policy.state === 'on' ? 'yes' : 'no'
  return { of: 'state', holds, at: 'tenant.policies', found: policy.state, wanted: 'on', because: { text, args: {} } }
}

/** The conditions of a policy on the person alone: the first says who is included. */
export function peopleConditions({ users }: Policy, { account, tenant }: Attempted): Condition[] {
  const included = entryFor(users.include, account)
  const because =
    included === 0 ? words('{person} is not among its people') : includedBecause(tenant, users.include, included)
  const holds = included === 0 ? 'no' : 'yes'
  const conditions: Condition[] = [{ of: 'people', holds, ...who(users.include, included, account), because }]
  if (isEmpty(users.exclude)) return conditions

  const excluded = entryFor(users.exclude, account)
  conditions.push({
    of: 'people_excluded',
    holds: excluded === 0 ? 'yes' : 'no',
    ...who(users.exclude, excluded, account),
    because: excluded === 0 ? words('it does not exclude {person}') : excludedBecause(tenant, users.exclude, excluded),
  })
  return conditions
}

/** The fact about the person that a set's entry met; where none did, the memberships, which most sets are made of. */
function who(set: PeopleSet, entry: number, account: Account): Evidence {
  if (entry === 1) return { at: 'account.id', found: account.id, wanted: set }
  if (entry === 2) return { at: 'account.userType', found: account.userType, wanted: set }
  if (entry >= 3 && entry < 3 + set.accountIds.length) return { at: 'account.id', found: account.id, wanted: set }
  if (entry >= 3 + set.accountIds.length + set.groupIds.length)
    return { at: 'account.roles', found: account.roles, wanted: set }
  return { at: 'account.memberOf', found: account.memberOf.map(({ groupId }) => groupId), wanted: set }
}

function apps({ apps: { include, exclude } }: Policy, appId: string): Condition[] {
  const isNamed = include === 'all' || include.includes(appId)
  const text = include === 'all' ? 'it is for every app' : isNamed ? 'it is for {app}' : 'it is for other apps'
  const found = { at: 'app.id', found: appId }
  const conditions: Condition[] = [
    { of: 'app', holds: isNamed ? 'yes' : 'no', ...found, wanted: include, because: words(text) },
  ]
  if (exclude.length === 0) return conditions

  const isExcluded = exclude.includes(appId)
  const because = words(isExcluded ? 'it excludes {app}' : 'it does not exclude {app}')
  conditions.push({ of: 'app_excluded', holds: isExcluded ? 'no' : 'yes', ...found, wanted: exclude, because })
  return conditions
}

function places(policy: Policy, s: Attempted): Condition[] {
  if (policy.locations === null) return []
  const { include, exclude } = policy.locations
  const { locationIds } = s.attempt.network
  const found = { at: 'attempt.network.locationIds', found: locationIds }
  if (locationIds === null) return unknownPlace(policy, s, found)

  const inside = include === 'any' ? null : placesIn(include, s.tenant.locations).find((id) => locationIds.includes(id))
  const conditions: Condition[] = [
    {
      of: 'place',
      holds: inside === undefined ? 'no' : 'yes',
      ...found,
      wanted: include,
      because:
        inside === null ? words('it includes every address') : whereabouts(s, inside, 'the address is in {location}'),
    },
  ]
  if (exclude !== 'any' && exclude.length === 0) return conditions

  const outside =
    exclude === 'any' ? null : placesIn(exclude, s.tenant.locations).find((id) => locationIds.includes(id))
  const because =
    outside === null
      ? words('it excludes every address')
      : outside === undefined
        ? words('the address is in none of the places it excludes')
        : whereabouts(s, outside, 'the address is in {location}, which it excludes')
  return [
    ...conditions,
    { of: 'place_excluded', holds: outside === undefined ? 'yes' : 'no', ...found, wanted: exclude, because },
  ]
}

function unknownPlace(policy: Policy, s: Snapshot, found: Pick<Evidence, 'at' | 'found'>): Condition[] {
  const { include, exclude } = policy.locations ?? { include: 'any', exclude: [] }
  const settled = placeIfUnknown(policy, s.tenant.locations)
  const because = words(
    {
      unknown: 'nobody knows the address',
      no: 'no address is left by its places',
      yes: 'the places it excludes hold no address',
    }[settled],
  )
  const place: Condition =
    include === 'any'
      ? { of: 'place', holds: 'yes', ...found, wanted: include, because: words('it includes every address') }
      : { of: 'place', holds: settled, ...found, wanted: include, because }
  if (exclude !== 'any' && exclude.length === 0) return [place]
  return [place, { of: 'place_excluded', holds: settled, ...found, wanted: exclude, because }]
}

function whereabouts(s: Snapshot, id: string | undefined, text: string): Words {
  if (id === undefined) return words('the address is in none of its places')
  return { text, args: { location: s.tenant.locations[id]?.name ?? id } }
}

function isEmpty(set: PeopleSet): boolean {
  return !set.all && !set.guests && set.accountIds.length + set.groupIds.length + set.roles.length === 0
}
