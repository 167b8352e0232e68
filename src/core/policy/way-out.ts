import type { Change } from '../changes/change.ts'
import { roleName } from '../changes/roles.ts'
import type { With, Words } from '../gate.ts'
import type { Account, Policy, TenantPart } from '../snapshot.ts'
import { type Condition, conditionsOf } from './conditions.ts'
import { placeAllowedBy } from './place.ts'

/** The condition that would have to be otherwise for a policy to leave the person alone: *it would not apply if …*. */
export type WayOut = { readonly of: Condition['of']; readonly ifOnly: Words; readonly change: Change }

/**
 * The nearest way out of a policy whose conditions hold or may hold: another place, a group it leaves out, the one group or
 * role that brings the person in, at last an exception. Null when it does not apply anyway. The change makes it so.
 */
export function nearestWayOut(policy: Policy, s: With<'account' | 'app'>): WayOut | null {
  const conditions = conditionsOf(policy, s)
  if (conditions.some(({ of, holds }) => of !== 'state' && holds === 'no')) return null
  return byPlace(policy, s) ?? byExcludedGroup(policy, s) ?? byLeaving(policy, s) ?? byException(policy, s)
}

function byPlace(policy: Policy, { tenant: { locations } }: With<'account' | 'app'>): WayOut | null {
  if (policy.locations === null) return null
  const place = placeAllowedBy([policy], locations)
  const id = place?.[0]
  if (id === undefined) return null
  return {
    of: policy.locations.include === 'any' ? 'place_excluded' : 'place',
    ifOnly: { text: 'the address were in {location}', args: { location: locations[id]?.name ?? id } },
    change: { do: 'sign_in_from', ip: null, locationIds: [id] },
  }
}

function byExcludedGroup(policy: Policy, { account, tenant }: With<'account' | 'app'>): WayOut | null {
  const group = policy.users.exclude.groupIds.map((id) => tenant.groups[id]).find((group) => group?.rule === null)
  if (group === undefined) return null
  return {
    of: 'people_excluded',
    ifOnly: { text: '{person} were in {group}, which it excludes', args: { group: group.name } },
    change: { do: 'add_to_group', accountId: account.id, groupId: group.id },
  }
}

/** Only where one group or role alone brings the person in: leaving one of two would change nothing. */
function byLeaving({ users: { include } }: Policy, { account, tenant }: With<'account' | 'app'>): WayOut | null {
  if (include.all || (include.guests && account.userType === 'guest') || include.accountIds.includes(account.id))
    return null
  const groups = account.memberOf.filter(({ groupId }) => include.groupIds.includes(groupId))
  const roles = account.roles.filter((role) => include.roles.includes(role))
  const [group, role] = [groups[0], roles[0]]
  if (groups.length + roles.length !== 1) return null
  if (role !== undefined)
    return {
      of: 'people',
      ifOnly: { text: '{person} did not have the role {role}', args: { role: roleName(role) } },
      change: { do: 'remove_role', accountId: account.id, role },
    }
  if (group === undefined || group.how !== 'direct' || isAlsoNested(group.groupId, account, tenant)) return null
  return {
    of: 'people',
    ifOnly: {
      text: '{person} were not in {group}',
      args: { group: tenant.groups[group.groupId]?.name ?? group.groupId },
    },
    change: { do: 'remove_from_group', accountId: account.id, groupId: group.groupId },
  }
}

/** Whether the person would still be in the group through another one of theirs. */
function isAlsoNested(groupId: string, { memberOf }: Account, { groups }: TenantPart): boolean {
  const own = memberOf.map((membership) => membership.groupId).filter((id) => id !== groupId)
  const above = new Set(own.flatMap((id) => groups[id]?.parentIds ?? []))
  for (const id of above) for (const parent of groups[id]?.parentIds ?? []) above.add(parent)
  return above.has(groupId)
}

function byException(policy: Policy, { account }: With<'account' | 'app'>): WayOut {
  return {
    of: 'people_excluded',
    ifOnly: { text: 'it excluded {person}', args: {} },
    change: { do: 'exclude_from_policy', policyId: policy.id, accountId: account.id },
  }
}
