import type { LocationSet, Policy, TenantPart } from '../snapshot.ts'

type Locations = TenantPart['locations']

/** The ids of the named locations a set speaks of: those marked trusted now, or those it lists. */
export function placesIn(set: LocationSet, locations: Locations): readonly string[] {
  if (set === 'any') return []
  if (set !== 'trusted') return set
  return Object.keys(locations).filter((id) => locations[id]?.isTrusted)
}

/** Whether the location condition holds for an address that lies in these named locations and in no others. */
export function placeHolds(policy: Policy, ids: readonly string[], locations: Locations): 'yes' | 'no' {
  if (policy.locations === null) return 'yes'
  const { include, exclude } = policy.locations
  return holds(include, ids, locations) && !holds(exclude, ids, locations) ? 'yes' : 'no'
}

/**
 * Whether the location condition holds for an address nobody knows: `unknown` exactly when one address could make it hold
 * and another could make it fail.
 */
export function placeIfUnknown(policy: Policy, locations: Locations): 'yes' | 'no' | 'unknown' {
  if (policy.locations === null) return 'yes'
  const { include, exclude } = policy.locations
  if (exclude === 'any') return 'no'
  // A location that no longer exists holds no address.
  const isThere = (id: string) => Object.hasOwn(locations, id)
  const excluded = placesIn(exclude, locations).filter(isThere)
  if (include === 'any') return excluded.length === 0 ? 'yes' : 'unknown'
  return placesIn(include, locations).some((id) => isThere(id) && !excluded.includes(id)) ? 'unknown' : 'no'
}

function holds(set: LocationSet, ids: readonly string[], locations: Locations): boolean {
  if (set === 'any') return true
  if (set === 'trusted') return ids.some((id) => locations[id]?.isTrusted)
  return ids.some((id) => set.includes(id))
}

/** The named locations, trusted ones first: the order in which a way out is looked for. */
export function trustedFirst(locations: Locations): readonly string[] {
  const ids = Object.keys(locations)
  return [...ids.filter((id) => locations[id]?.isTrusted), ...ids.filter((id) => !locations[id]?.isTrusted)]
}

/** The range that holds one address and no other. */
export function hostRange(ip: string): string {
  return ip.includes(':') ? `${ip}/128` : `${ip}/32`
}
