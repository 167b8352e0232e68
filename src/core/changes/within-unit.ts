import type { Snapshot } from '../snapshot.ts'
import type { Change } from './change.ts'

/** Roles that may be given within an administrative unit, as Microsoft's table of them has it. */
export const scopableRoles = [
  'auth-admin',
  'groups-admin',
  'helpdesk',
  'licence-admin',
  'password-admin',
  'privileged-auth-admin',
  'user-admin',
] as const

export function isScopable(role: string): boolean {
  return (scopableRoles as readonly string[]).includes(role)
}

/** The units that hold everything the change is about, so that a role within one is enough; none where it is about more than members. */
export function unitsOf(change: Change, s: Snapshot): readonly string[] {
  // A rule takes in whoever meets it, and a new account or group is in no unit yet.
  if (change.do === 'edit_rule' && change.rule !== null) return []
  const accountId = 'accountId' in change ? change.accountId : undefined
  const groupIds = (['groupId', 'childId', 'parentId'] as const).flatMap(
    (key) => (change as { readonly [P in typeof key]?: string | null })[key] ?? [],
  )
  const places = groupIds.map((id) => s.tenant.groups[id]?.unitIds ?? [])
  // Of somebody who is not in the snapshot nobody knows the units.
  if (accountId !== undefined) places.push((s.account?.id === accountId ? s.account.unitIds : undefined) ?? [])
  const [first = [], ...others] = places
  return first.filter((unitId) => others.every((place) => place.includes(unitId)))
}
