import type { Snapshot } from '../snapshot.ts'
import type { Family } from './family.ts'
import { groupName, person } from './names.ts'

/** Who looks after a group, and what becomes of a deleted one. */
export type GroupKeepingChange =
  /** Brings back a group deleted within 30 days, or lets it go for good before. */
  | { readonly do: 'restore_group'; readonly groupId: string }
  | { readonly do: 'purge_group'; readonly groupId: string }
  | { readonly do: 'add_group_owner'; readonly accountId: string; readonly groupId: string }
  | { readonly do: 'remove_group_owner'; readonly accountId: string; readonly groupId: string }

/** Owners of groups, and what becomes of deleted ones. Neither is known to the snapshot until it is loaded anew. */
export const groupKeepingChanges: Family<GroupKeepingChange['do']> = {
  restore_group: {
    title: ({ groupId }, s) => `Restore the group ${groupName(s, groupId)}`,
    weakens: 0,
    blast: 2,
    isReversible: true,
    by: 'press',
    sideEffects: () => ['Those who were in it and are still there join again, and so do its apps.'],
    // What it was stands in the directory and not in the snapshot.
    apply: (s) => s,
    inverse: () => null,
  },
  purge_group: {
    title: ({ groupId }, s) => `Erase the deleted group ${groupName(s, groupId)} for good`,
    weakens: 0,
    blast: 1,
    isReversible: false,
    by: 'press',
    sideEffects: () => ['Nobody can restore the group any more.'],
    apply: (s) => s,
    inverse: () => null,
  },
  add_group_owner: {
    title: ({ accountId, groupId }, s) => `Make ${person(s, accountId)} an owner of ${groupName(s, groupId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => [
      s.tenant.groups[change.groupId]?.isRoleAssignable
        ? 'Its members stay a matter of those who may give roles.'
        : 'An owner says who is in the group, and what it is called.',
    ],
    apply: (s, { accountId, groupId }) => onOwners(s, accountId, groupId, 'in'),
    inverse: (change, s) => (isOwner(s, change) ? null : { ...change, do: 'remove_group_owner' }),
  },
  remove_group_owner: {
    title: ({ accountId, groupId }, s) => `${person(s, accountId)} is no longer an owner of ${groupName(s, groupId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { accountId, groupId }) => onOwners(s, accountId, groupId, 'out'),
    inverse: (change, s) => (isOwner(s, change) ? { ...change, do: 'add_group_owner' } : null),
  },
}

type Owner = { readonly accountId: string; readonly groupId: string }

function isOwner({ tenant }: Snapshot, { accountId, groupId }: Owner): boolean {
  return tenant.groups[groupId]?.ownerIds?.includes(accountId) === true
}

function onOwners(s: Snapshot, accountId: string, groupId: string, way: 'in' | 'out'): Snapshot {
  const group = s.tenant.groups[groupId]
  if (group === undefined || isOwner(s, { accountId, groupId }) === (way === 'in')) return s
  const { ownerIds = [], ...plain } = group
  const after = way === 'in' ? [...ownerIds, accountId].sort() : ownerIds.filter((id) => id !== accountId)
  const changed = after.length === 0 ? plain : { ...plain, ownerIds: after }
  return { ...s, tenant: { ...s.tenant, groups: { ...s.tenant.groups, [groupId]: changed } } }
}
