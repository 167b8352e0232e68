import type { TenantPart } from '../snapshot.ts'
import type { Change } from './change.ts'

/** What kind of thing a change names by an id that is none's in the tenant; null where everything it names is there. */
export function missingOf(change: Change, { groups, products, policies, locations, units = {} }: TenantPart) {
  const ofDeleted = change.do === 'restore_group' || change.do === 'purge_group'
  const named = change as unknown as Readonly<Record<string, unknown>>
  const lacks = (keys: readonly string[], there: object) =>
    keys.some((key) => typeof named[key] === 'string' && !Object.hasOwn(there, named[key]))
  if (!ofDeleted && lacks(['groupId', 'parentId', 'childId'], groups)) return 'group'
  if (lacks(['productId'], products)) return 'product'
  if (lacks(['locationId'], locations)) return 'location'
  if (lacks(['unitId'], units)) return 'unit'
  const byId = Object.fromEntries(policies.map((policy) => [policy.id, policy]))
  return lacks(['policyId'], byId) ? 'policy' : null
}
