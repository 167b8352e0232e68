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

const ordered = new WeakMap<Locations, readonly (readonly string[])[]>()

/** Every named location, each as the place of an address that lies in it alone, trusted ones first, by id, and at last none. */
function placesToTry(locations: Locations): readonly (readonly string[])[] {
  let places = ordered.get(locations)
  if (places === undefined) {
    const ids = Object.keys(locations).sort()
    const isTrusted = (id: string) => locations[id]?.isTrusted === true
    places = [...ids.filter(isTrusted).map((id) => [id]), ...ids.filter((id) => !isTrusted(id)).map((id) => [id]), []]
    ordered.set(locations, places)
  }
  return places
}

/** The first place from which none of the policies would apply, as the named locations it lies in; null when there is none. */
export function placeAllowedBy(policies: readonly Policy[], locations: Locations): readonly string[] | null {
  // One place must satisfy them all: a person is in one place only.
  for (const place of placesToTry(locations)) if (noneHolds(policies, place, locations)) return place
  return null
}

/** For each policy the first named location that would free the address from it, if the address were in it too. */
export function placesToWiden(
  policies: readonly Policy[],
  locationIds: readonly string[],
  locations: Locations,
): ReadonlySet<string> {
  const widened = new Set<string>()
  for (const policy of policies)
    for (const [id] of placesToTry(locations)) {
      if (id === undefined || placeHolds(policy, [...locationIds, id], locations) === 'yes') continue
      widened.add(id)
      break
    }
  return widened
}

function noneHolds(policies: readonly Policy[], place: readonly string[], locations: Locations): boolean {
  for (const policy of policies) if (placeHolds(policy, place, locations) === 'yes') return false
  return true
}

/** The range that holds one address and no other. */
export function hostRange(ip: string): string {
  return ip.includes(':') ? `${ip}/128` : `${ip}/32`
}
