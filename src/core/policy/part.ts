import { roleName } from '../changes/roles.ts'
import type { Part, Words } from '../gate.ts'
import type { LocationSet, PeopleSet, Policy } from '../snapshot.ts'
import { askedIn } from './asks.ts'
import { type Compiled, type Rule, settled } from './compile.ts'
import { placesIn } from './place.ts'
import { words } from './words.ts'

type Is = Part['is']

/** The part that shows a policy settled by this condition, made when first asked for. */
export function partFor(c: Compiled, rule: Rule, at: number): Part {
  return rule.parts[at] ?? make(c, rule, at)
}

function make(c: Compiled, rule: Rule, at: number): Part {
  const { policy } = rule
  const { is, because } = settle(c, rule, at)
  const part: Part = {
    id: policy.id,
    name: policy.name,
    is,
    because: rule.isInForce ? because : watched(policy, is, because),
  }
  rule.parts[at] = rule.isInForce ? part : { ...part, watched: true }
  return rule.parts[at]
}

/** What a policy that has no effect says of itself: what it would have done, else why it would not. */
function watched(policy: Policy, is: Is, because: Words): Words {
  const would = policy.grant === 'block' ? 'would have blocked' : `would have asked for ${askedIn(policy)}`
  if (is === 'applies') return words(policy.state === 'off' ? `it is off: ${would}` : `report-only: ${would}`)
  return policy.state === 'off' ? words('it is off') : because
}

function settle(c: Compiled, rule: Rule, at: number): { readonly is: Is; readonly because: Words } {
  const { users, locations } = rule.policy
  if (at >= rule.placeExcludedBy) {
    const because = place(c, locations?.exclude ?? [], at - rule.placeExcludedBy)
    if (because === null) return { is: 'does_not_apply', because: words('it excludes every address') }
    return { is: 'does_not_apply', because: { ...because, text: `${because.text}, which it excludes` } }
  }
  if (at >= rule.placeIncludedBy) {
    const everywhere =
      locations?.exclude.length === 0 ? 'it includes every address' : 'the address is in none of the places it excludes'
    return {
      is: 'applies',
      because: place(c, locations?.include ?? 'any', at - rule.placeIncludedBy) ?? words(everywhere),
    }
  }
  if (at >= rule.excludedBy)
    return { is: 'does_not_apply', because: excludedBecause(c.tenant, users.exclude, at - rule.excludedBy) }
  if (at >= rule.includedBy)
    return { is: 'applies', because: includedBecause(c.tenant, users.include, at - rule.includedBy) }
  switch (at) {
    case settled.otherApp:
      return { is: 'does_not_apply', because: words('it is for other apps') }
    case settled.appExcluded:
      return { is: 'does_not_apply', because: words('it excludes {app}') }
    case settled.notIncluded:
      return { is: 'does_not_apply', because: words('{person} is not among its people') }
    case settled.placeElsewhere:
      return { is: 'does_not_apply', because: words('the address is in none of its places') }
    case settled.placeNever:
      return { is: 'does_not_apply', because: words('no address is left by its places') }
    default:
      return { is: 'cannot_tell', because: words('nobody knows the address') }
  }
}

/** Why a set of people holds the person, by the number of its entry: 1 all, 2 guests, then accounts, groups, roles. */
export function includedBecause(tenant: Pick<Compiled['tenant'], 'groups'>, set: PeopleSet, entry: number): Words {
  if (entry === 1) return words('it includes everybody')
  if (entry === 2) return words('{person} is a guest')
  return named(tenant, set, entry) ?? words('it includes {person}')
}

/** Why a set of excluded people holds the person. */
export function excludedBecause(tenant: Pick<Compiled['tenant'], 'groups'>, set: PeopleSet, entry: number): Words {
  if (entry === 1) return words('it excludes everybody')
  if (entry === 2) return words('{person} is a guest, and it excludes guests')
  const because = named(tenant, set, entry)
  return because === null ? words('it excludes {person}') : { ...because, text: `${because.text}, which it excludes` }
}

/** The group or role that an entry of a set names; null for an account. */
function named({ groups }: Pick<Compiled['tenant'], 'groups'>, set: PeopleSet, entry: number): Words | null {
  const group = set.groupIds[entry - 3 - set.accountIds.length]
  if (group !== undefined) return { text: '{person} is in {group}', args: { group: groups[group]?.name ?? group } }
  const role = set.roles[entry - 3 - set.accountIds.length - set.groupIds.length]
  return role === undefined ? null : { text: '{person} has the role {role}', args: { role: roleName(role) } }
}

function place({ tenant }: Compiled, set: LocationSet, entry: number): Words | null {
  const id = placesIn(set, tenant.locations)[entry - 2]
  return id === undefined
    ? null
    : { text: 'the address is in {location}', args: { location: tenant.locations[id]?.name ?? id } }
}
