import type { Account, Group, Membership, Snapshot } from '../snapshot.ts'
import type { ChangeOf, GroupChange } from './change.ts'
import { groupsWithout, onAccountSettled, onTenantSettled, settled } from './consequences.ts'
import type { Family } from './family.ts'
import { movesOf } from './moves.ts'
import { counted, groupName, listed, person, productName } from './names.ts'
import { once } from './once.ts'

/** Groups, their rules and who is in them. */
export const groupChanges: Family<GroupChange['do']> = {
  create_group: {
    title: ({ group }) => `Create the group ${group.name}`,
    weakens: 0,
    blast: ({ group }) => (group.rule === null ? 0 : 2),
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => [
      ...(change.group.rule === null ? [] : ['Everybody who meets its rule joins it.']),
      ...movesOf(s, create(s, change.group), [change.group.id]),
    ],
    apply: (s, { group }) => create(s, group),
    inverse: ({ group }, { tenant }) =>
      tenant.groups[group.id] === undefined ? { do: 'delete_group', groupId: group.id } : null,
  },
  update_group: {
    title: ({ groupId, set }, s) =>
      set.name === undefined
        ? `Change the ${changedOf(set)} of ${groupName(s, groupId)}`
        : `Rename ${groupName(s, groupId)} to ${set.name}`,
    weakens: 0,
    blast: 0,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { groupId, set: { name } }) => {
      const group = s.tenant.groups[groupId]
      return group === undefined || name === undefined || name === group.name ? s : withGroup(s, { ...group, name })
    },
    inverse: ({ groupId, set }, { tenant }) => {
      const group = tenant.groups[groupId]
      // What was there before stands in the journal, not in the snapshot, but for the name.
      const isElsewhere = Object.keys(set).some((name) => name !== 'name')
      if (group === undefined || isElsewhere || set.name === undefined || set.name === group.name) return null
      return { do: 'update_group', groupId, set: { name: group.name } }
    },
  },
  edit_rule: {
    title: ({ groupId, rule }, s) =>
      rule === null
        ? `Make ${groupName(s, groupId)} a group with assigned members`
        : `Change the rule of ${groupName(s, groupId)}`,
    weakens: 0,
    blast: 2,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => [
      change.rule === null
        ? 'Those who are in it stay in it.'
        : 'Whoever meets the new rule joins, and all others leave.',
      ...brings(s, change.groupId),
      ...movesOf(s, editRule(s, change)),
    ],
    apply: editRule,
    inverse: ({ groupId, rule }, { tenant }) => {
      const was = tenant.groups[groupId]?.rule
      // Members added by hand are lost to a rule: that way there is no way back.
      return was === undefined || was === null || was === rule ? null : { do: 'edit_rule', groupId, rule: was }
    },
  },
  delete_group: {
    title: ({ groupId }, s) => `Delete the group ${groupName(s, groupId)}`,
    weakens: 0,
    blast: 2,
    isReversible: false,
    by: 'press',
    sideEffects: (change, s) => [
      (s.tenant.groups[change.groupId]?.licences.length ?? 0) > 0
        ? `${groupName(s, change.groupId)} gives licences and cannot be deleted before they are taken from it.`
        : s.tenant.groups[change.groupId]?.kind === 'microsoft365'
          ? 'Everybody leaves it, and apps assigned to it lose its members; for 30 days it can be restored.'
          : 'Everybody leaves it, and apps assigned to it lose its members.',
      ...movesOf(s, remove(s, change), [change.groupId]),
    ],
    apply: remove,
    inverse: () => null,
  },
  add_to_group: {
    title: ({ accountId, groupId }, s) => `Add ${person(s, accountId)} to ${groupName(s, groupId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => movesOf(s, join(s, change.accountId, change.groupId), [change.groupId]),
    apply: (s, { accountId, groupId }) => join(s, accountId, groupId),
    inverse: ({ accountId, groupId }, before) =>
      changesMembership(before, accountId, groupId, 'in') ? { do: 'remove_from_group', accountId, groupId } : null,
  },
  remove_from_group: {
    title: ({ accountId, groupId }, s) => `Remove ${person(s, accountId)} from ${groupName(s, groupId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => movesOf(s, leave(s, change.accountId, change.groupId), [change.groupId]),
    apply: (s, { accountId, groupId }) => leave(s, accountId, groupId),
    inverse: ({ accountId, groupId }, before) =>
      changesMembership(before, accountId, groupId, 'out') ? { do: 'add_to_group', accountId, groupId } : null,
  },
  nest_group: {
    title: ({ childId, parentId }, s) => `Put ${groupName(s, childId)} into ${groupName(s, parentId)}`,
    weakens: 0,
    blast: 2,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => [
      `Members of ${groupName(s, change.childId)} become nested members of ${groupName(s, change.parentId)}: policies see them there, licences and app assignments do not.`,
      ...movesOf(s, nest(s, change.childId, change.parentId), [change.parentId]),
    ],
    apply: (s, { childId, parentId }) => nest(s, childId, parentId),
    inverse: ({ childId, parentId }, before) =>
      nest(before, childId, parentId) === before ? null : { do: 'unnest_group', childId, parentId },
  },
  unnest_group: {
    title: ({ childId, parentId }, s) => `Take ${groupName(s, childId)} out of ${groupName(s, parentId)}`,
    weakens: 0,
    blast: 2,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => movesOf(s, unnest(s, change.childId, change.parentId), [change.parentId]),
    apply: (s, { childId, parentId }) => unnest(s, childId, parentId),
    inverse: ({ childId, parentId }, before) =>
      unnest(before, childId, parentId) === before ? null : { do: 'nest_group', childId, parentId },
  },
  reprocess_group: {
    title: ({ groupId }, s) => `Work out members and licences of ${groupName(s, groupId)} anew`,
    weakens: 0,
    blast: 2,
    // What follows from the directory anyway needs no way back.
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => movesOf(s, reprocess(s, change.groupId)),
    apply: (s, { groupId }) => reprocess(s, groupId),
    inverse: () => null,
  },
  set_group_processing: {
    title: ({ groupId, state }, s) =>
      state === 'paused'
        ? `Pause the rule of ${groupName(s, groupId)}`
        : `Follow the rule of ${groupName(s, groupId)} again`,
    weakens: 0,
    blast: 2,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => [
      change.state === 'paused'
        ? 'Nobody joins or leaves by the rule while it is paused.'
        : 'Whoever met the rule meanwhile joins, and whoever did not leaves.',
      ...movesOf(s, setProcessing(s, change.groupId, change.state)),
    ],
    apply: (s, { groupId, state }) => setProcessing(s, groupId, state),
    inverse: ({ groupId, state }, before) =>
      setProcessing(before, groupId, state) === before && before.tenant.groups[groupId] !== undefined
        ? null
        : { do: 'set_group_processing', groupId, state: state === 'paused' ? 'on' : 'paused' },
  },
}

function withGroup(s: Snapshot, group: Group): Snapshot {
  return onTenantSettled(s, { groups: { ...s.tenant.groups, [group.id]: group } })
}

function create(s: Snapshot, { id, name, rule, kind, isRoleAssignable }: ChangeOf<'create_group'>['group']): Snapshot {
  const isForRoles = isRoleAssignable === 'yes'
  // Who is in a group for roles is said by hand, by those who may give the roles.
  if (s.tenant.groups[id] !== undefined || (isForRoles && rule !== null)) return s
  return withGroup(s, {
    ...{ id, name, rule, parentIds: [], licences: [] },
    ...(kind === 'microsoft365' ? { kind } : {}),
    ...(isForRoles ? { isRoleAssignable: true } : {}),
  })
}

/** A dynamic group has no hand-added members, and one that becomes assigned starts with those it had. */
function editRule(s: Snapshot, change: ChangeOf<'edit_rule'>): Snapshot {
  const { groupId, rule } = change
  const group = s.tenant.groups[groupId]
  if (group === undefined || group.rule === rule || (group.isRoleAssignable && rule !== null)) return s
  const memberOf = s.account?.memberOf.flatMap((one): Membership[] => {
    if (one.groupId !== groupId || one.how === 'nested') return [one]
    if (rule === null) return [{ groupId, how: 'direct' }]
    return one.how === 'direct' ? [] : [one]
  })
  const account = s.account === null || memberOf === undefined ? s.account : { ...s.account, memberOf }
  const { processing, ...plain } = group
  // Members by hand follow no rule that could be paused.
  const edited = { ...plain, ...(rule === null || processing === undefined ? {} : { processing }), rule }
  const groups = once(s.tenant.groups, change, () => ({ ...s.tenant.groups, [groupId]: edited }))
  return onTenantSettled({ ...s, account }, { groups })
}

function remove(s: Snapshot, change: ChangeOf<'delete_group'>): Snapshot {
  const { groupId } = change
  const group = s.tenant.groups[groupId]
  if (group === undefined || group.licences.length > 0) return s
  const groups = once(s.tenant.groups, change, () => groupsWithout(s.tenant.groups, groupId))
  const account: Account | null = s.account && {
    ...s.account,
    memberOf: s.account.memberOf.filter((one) => one.groupId !== groupId),
  }
  const app = s.app?.assignedGroupIds.includes(groupId)
    ? { ...s.app, assignedGroupIds: s.app.assignedGroupIds.filter((id) => id !== groupId) }
    : s.app
  return onTenantSettled({ ...s, account, app }, { groups })
}

function reprocess(s: Snapshot, groupId: string): Snapshot {
  const group = s.tenant.groups[groupId]
  if (group === undefined) return s
  const { processing, licencesProcessing, ...plain } = group
  const isPaused = processing === 'paused'
  if (licencesProcessing === undefined && (processing === undefined || isPaused)) return settled(s)
  return withGroup(s, isPaused ? { ...plain, processing } : plain)
}

function setProcessing(s: Snapshot, groupId: string, state: 'on' | 'paused'): Snapshot {
  const group = s.tenant.groups[groupId]
  if (group === undefined || group.rule === null || (group.processing === 'paused') === (state === 'paused')) return s
  const { processing: _, ...plain } = group
  return withGroup(s, state === 'paused' ? { ...plain, processing: 'paused' } : plain)
}

function isAssigned(s: Snapshot, groupId: string): boolean {
  return s.tenant.groups[groupId]?.rule === null
}

function join(s: Snapshot, accountId: string, groupId: string): Snapshot {
  if (!isAssigned(s, groupId)) return s
  return onAccountSettled(s, accountId, (account) => {
    if (account.memberOf.some((one) => one.groupId === groupId && one.how === 'direct')) return account
    return {
      ...account,
      memberOf: [...account.memberOf.filter((one) => one.groupId !== groupId), { groupId, how: 'direct' }],
    }
  })
}

function leave(s: Snapshot, accountId: string, groupId: string): Snapshot {
  if (!isAssigned(s, groupId)) return s
  return onAccountSettled(s, accountId, (account) => {
    if (!account.memberOf.some((one) => one.groupId === groupId && one.how === 'direct')) return account
    return { ...account, memberOf: account.memberOf.filter((one) => one.groupId !== groupId) }
  })
}

/** Whether the person's membership would be made (`in`) or ended (`out`); of somebody else it is taken to. */
function changesMembership(s: Snapshot, accountId: string, groupId: string, way: 'in' | 'out'): boolean {
  if (s.tenant.groups[groupId] !== undefined && !isAssigned(s, groupId)) return false
  if (s.account?.id !== accountId) return true
  const isIn = s.account.memberOf.some((one) => one.groupId === groupId && one.how === 'direct')
  return way === 'in' ? !isIn : isIn
}

function nest(s: Snapshot, childId: string, parentId: string): Snapshot {
  const child = s.tenant.groups[childId]
  if (child === undefined || !isAssigned(s, parentId) || child.parentIds.includes(parentId)) return s
  if (childId === parentId || ancestors(s, parentId).has(childId)) return s
  if (child.isRoleAssignable || s.tenant.groups[parentId]?.isRoleAssignable) return s
  return withGroup(s, { ...child, parentIds: [...child.parentIds, parentId].sort() })
}

function unnest(s: Snapshot, childId: string, parentId: string): Snapshot {
  const child = s.tenant.groups[childId]
  if (child === undefined || !child.parentIds.includes(parentId)) return s
  return withGroup(s, { ...child, parentIds: child.parentIds.filter((id) => id !== parentId) })
}

function ancestors(s: Snapshot, groupId: string): ReadonlySet<string> {
  const found = new Set<string>()
  const climb = [groupId]
  for (let id = climb.pop(); id !== undefined; id = climb.pop())
    for (const parent of s.tenant.groups[id]?.parentIds ?? [])
      if (!found.has(parent)) {
        found.add(parent)
        climb.push(parent)
      }
  return found
}

/** What being in the group brings, for those who join by a rule. */
function brings(s: Snapshot, groupId: string): string[] {
  const licences = s.tenant.groups[groupId]?.licences ?? []
  if (licences.length === 0) return []
  const names = listed(licences.map(({ productId }) => productName(s, productId)))
  return [`Each of its members takes ${counted(licences.length, 'licence')}: ${names}.`]
}

function changedOf(set: Extract<GroupChange, { do: 'update_group' }>['set']): string {
  const called = { description: 'description', mailNickname: 'mail nickname', externalId: 'external id' }
  return Object.entries(called).find(([name]) => name in set)?.[1] ?? 'kind'
}
