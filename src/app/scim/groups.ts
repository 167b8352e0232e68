import { randomUUID } from 'node:crypto'
import type { Change } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { type FoundGroup, loadGroups, searchScim, sortMembers } from '../../store/scim-search.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { carryOutFor, mustBeVersion, provisioning } from './provision.ts'
import type { Provisioner } from './tokens.ts'

/** What is to happen to who is in a group: people by id, and groups by theirs. `only` leaves nobody else in it. */
export type MemberEdit = { readonly do: 'add' | 'remove' | 'only'; readonly ids: readonly string[] }

export type GroupFields = {
  readonly name: string
  readonly externalId: string | null
  readonly members: readonly MemberEdit[]
}

export type WithMembers = 'with_members' | 'without_members'

/** The group with this id; throws `group.not_found`, and `scim.too_many` where its members are too many for one answer. */
export function readGroup(admit: Admit, who: Provisioner, id: string, members: WithMembers): Promise<FoundGroup> {
  return withTenant(admit.store, who.tenantId, (t) => groupIn(t, id, members))
}

/** Makes a group with assigned members. */
export function createGroup(admit: Admit, who: Provisioner, wanted: GroupFields): Promise<FoundGroup> {
  return provisioning(admit, who, async (t) => {
    const id = randomUUID()
    const { name, externalId } = wanted
    await carryOutFor(admit, t, who, [
      { do: 'create_group', group: { id, name, description: null, rule: null } },
      ...(externalId === null ? [] : [{ do: 'update_group' as const, groupId: id, set: { externalId } }]),
    ])
    await carryOutFor(admit, t, who, await memberChanges(t, id, wanted.members))
    return groupIn(t, id, 'with_members')
  })
}

/** Makes of a group what `edit` says; `versions` are those it may have now, null for any. */
export function changeGroup(
  admit: Admit,
  who: Provisioner,
  id: string,
  versions: readonly string[] | null,
  edit: (before: FoundGroup) => GroupFields,
): Promise<FoundGroup> {
  return provisioning(admit, who, async (t) => {
    const before = await groupIn(t, id, 'without_members')
    mustBeVersion(versions, before.version)
    const { name, externalId, members } = edit(before)
    const set = {
      ...(name === before.name ? {} : { name }),
      ...(externalId === before.externalId ? {} : { externalId }),
    }
    if (Object.keys(set).length > 0) await carryOutFor(admit, t, who, [{ do: 'update_group', groupId: id, set }])
    const moves = await memberChanges(t, id, members)
    // The store would say so too; said here it holds for nested groups as well.
    if (before.rule !== null && moves.length > 0) throw new AppError('group.is_dynamic', { rule: before.rule })
    await carryOutFor(admit, t, who, moves)
    return groupIn(t, id, 'without_members')
  })
}

/** Deletes a group. */
export function deleteGroup(
  admit: Admit,
  who: Provisioner,
  id: string,
  versions: readonly string[] | null,
): Promise<void> {
  return provisioning(admit, who, async (t) => {
    mustBeVersion(versions, (await groupIn(t, id, 'without_members')).version)
    await carryOutFor(admit, t, who, [{ do: 'delete_group', groupId: id }])
  })
}

/** The id of the group with this name and this external id, or null: one that was made by a request sent before. */
export function groupMadeBefore(
  admit: Admit,
  who: Provisioner,
  wanted: Pick<GroupFields, 'name' | 'externalId'>,
): Promise<string | null> {
  const { name, externalId } = wanted
  if (externalId === null) return Promise.resolve(null)
  return withTenant(admit.store, who.tenantId, async (t) => {
    const where = {
      is: 'and',
      parts: [
        { is: 'compare', column: 'externalId', op: 'eq', value: externalId },
        { is: 'compare', column: 'displayName', op: 'eq', value: name },
      ],
    } as const
    return (await searchScim(t, 'groups', { where, sort: null, offset: 0, limit: 1 })).ids[0] ?? null
  })
}

async function groupIn(t: TenantDb, id: string, members: WithMembers): Promise<FoundGroup> {
  const [found] = await loadGroups(t, [id], members)
  if (found === undefined) throw new AppError('group.not_found', { id })
  return found
}

/** The fewest changes that do the edits one after the other. */
async function memberChanges(t: TenantDb, groupId: string, edits: readonly MemberEdit[]): Promise<readonly Change[]> {
  if (edits.length === 0) return []
  const current = edits.some((edit) => edit.do === 'only')
    ? ((await loadGroups(t, [groupId], 'with_members'))[0]?.members ?? []).map(({ id }) => id)
    : []
  const named = [...new Set([...edits.flatMap((edit) => edit.ids), ...current])]
  const known = await sortMembers(t, groupId, named)
  const isIn = new Map(named.map((id) => [id, known.get(id)?.isMember ?? false]))
  for (const edit of edits) {
    if (edit.do === 'only') for (const id of named) isIn.set(id, false)
    for (const id of edit.ids) isIn.set(id, edit.do !== 'remove')
  }
  return named.flatMap((id): readonly Change[] => {
    const one = known.get(id)
    const wanted = isIn.get(id) === true
    if (one === undefined) {
      // One who is not there is in no group either.
      if (!wanted) return []
      throw new AppError('request.invalid', {
        attribute: 'members',
        value: id,
        hint: 'there is no such person or group',
      })
    }
    if (one.isMember === wanted) return []
    if (one.kind === 'account') return [{ do: wanted ? 'add_to_group' : 'remove_from_group', accountId: id, groupId }]
    return [{ do: wanted ? 'nest_group' : 'unnest_group', childId: id, parentId: groupId }]
  })
}
