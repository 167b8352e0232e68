import type { Account, Group, Snapshot } from '../snapshot.ts'
import type { RoleChange } from './change.ts'
import { onAccount, onTenantSettled } from './consequences.ts'
import type { Family } from './family.ts'
import { grantsOf, withOwnRole } from './held-roles.ts'
import { movesOf } from './moves.ts'
import { groupName, person, unitName } from './names.ts'
import { roleName } from './roles.ts'
import { isScopable } from './within-unit.ts'

type Given = { readonly role: string; readonly unitId?: string }

/** Directory roles of people and of role-assignable groups, everywhere or within a unit. */
export const roleChanges: Family<RoleChange['do']> = {
  assign_role: {
    title: (change, s) => `Make ${person(s, change.accountId)} ${roleName(change.role)}${within(s, change)}`,
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => movesOf(s, roleChanges.assign_role.apply(s, change)),
    apply: (s, change) => (isPossible(s, change) ? onOwnRole(s, change, 'given') : s),
    inverse: (change, s) =>
      (s.account?.id === change.accountId && isOwn(s.account, change)) || !isPossible(s, change)
        ? null
        : { ...change, do: 'remove_role' },
  },
  remove_role: {
    title: (change, s) =>
      `Take the role ${roleName(change.role)}${within(s, change)} from ${person(s, change.accountId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => [
      ...movesOf(s, roleChanges.remove_role.apply(s, change)),
      ...grantsThrough(s, change).map((name) => `The role stays through ${name}.`),
    ],
    apply: (s, change) => onOwnRole(s, change, 'taken'),
    inverse: (change, s) =>
      s.account?.id === change.accountId && !isOwn(s.account, change) ? null : { ...change, do: 'assign_role' },
  },
  assign_group_role: {
    title: (change, s) =>
      `Make members of ${groupName(s, change.groupId)} ${roleName(change.role)}${within(s, change)}`,
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => [
      `Each member of ${groupName(s, change.groupId)} holds the role as long as they are in it.`,
      ...movesOf(s, roleChanges.assign_group_role.apply(s, change)),
    ],
    apply: (s, change) => (isPossible(s, change) ? onGroupRole(s, change, 'given') : s),
    inverse: (change, s) => (isOfGroup(s, change) ? null : { ...change, do: 'remove_group_role' }),
  },
  remove_group_role: {
    title: (change, s) =>
      `Take the role ${roleName(change.role)}${within(s, change)} from ${groupName(s, change.groupId)}`,
    weakens: 0,
    blast: 2,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => [
      `Members of ${groupName(s, change.groupId)} no longer hold the role through it.`,
      ...movesOf(s, roleChanges.remove_group_role.apply(s, change)),
    ],
    apply: (s, change) => onGroupRole(s, change, 'taken'),
    inverse: (change, s) => (isOfGroup(s, change) ? { ...change, do: 'assign_group_role' } : null),
  },
}

/** ` within Lyon`, or nothing for a role that holds everywhere. */
function within(s: Snapshot, { unitId }: Given): string {
  return unitId === undefined ? '' : ` within ${unitName(s, unitId)}`
}

/** A role within a unit is one of those made for it, and the unit is there. */
function isPossible(s: Snapshot, { role, unitId }: Given): boolean {
  return unitId === undefined || (isScopable(role) && s.tenant.units?.[unitId] !== undefined)
}

function isOwn(account: Account, { role, unitId }: Given): boolean {
  return grantsOf(account).some((one) => one.groupId === null && one.role === role && one.unitId === (unitId ?? null))
}

function grantsThrough(s: Snapshot, { accountId, role, unitId }: Given & { readonly accountId: string }): string[] {
  if (s.account?.id !== accountId) return []
  return grantsOf(s.account).flatMap(({ groupId, ...one }) =>
    groupId !== null && one.role === role && one.unitId === (unitId ?? null) ? [groupName(s, groupId)] : [],
  )
}

function onOwnRole(s: Snapshot, change: Given & { readonly accountId: string }, way: 'given' | 'taken'): Snapshot {
  const one = { role: change.role, unitId: change.unitId ?? null }
  return onAccount(s, change.accountId, (account) => withOwnRole(account, one, way, s.tenant.groups))
}

function isOfGroup(s: Snapshot, { groupId, role, unitId }: Given & { readonly groupId: string }): boolean {
  return s.tenant.groups[groupId]?.roles?.some((one) => one.role === role && one.unitId === (unitId ?? null)) === true
}

function onGroupRole(s: Snapshot, change: Given & { readonly groupId: string }, way: 'given' | 'taken'): Snapshot {
  const group = s.tenant.groups[change.groupId]
  if (!group?.isRoleAssignable || isOfGroup(s, change) === (way === 'given')) return s
  const { roles = [], ...plain } = group
  const others = roles.filter((one) => one.role !== change.role || one.unitId !== (change.unitId ?? null))
  const after = way === 'given' ? [...others, { role: change.role, unitId: change.unitId ?? null }] : others
  const changed: Group = after.length === 0 ? plain : { ...plain, roles: after }
  return onTenantSettled(s, { groups: { ...s.tenant.groups, [group.id]: changed } })
}
