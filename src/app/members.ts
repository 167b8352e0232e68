import { allGroups, inGroup, inGroups, presentAccounts } from '../store/directory-lists.ts'
import type { Condition } from '../store/list-conditions.ts'
import { countMembers, withLicenceErrors } from '../store/groups.ts'
import { type Asked, countIn, type Page, pageOf, withIds } from '../store/lists.ts'
import { firstMembersOf } from '../store/related.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import type { Admit } from './admit.ts'
import { asAdministrator, asAdministratorWithin } from './directory.ts'
import { childrenOf } from './groups-within.ts'
import { asGroup, asUser, byName, climbed, type DirectoryRow, type Reach } from './related.ts'
import { mustSeeGroup } from './sight.ts'
import type { Viewer } from './viewer.ts'

/** Members of a group, one page: the groups within it, then people in the order of their names. Throws `group.not_found`. */
export function membersPage(
  admit: Admit,
  viewer: Viewer,
  groupId: string,
  what: { readonly reach: Reach; readonly kinds: 'all' | 'users' | 'groups' },
  asked: Asked,
  isMet: (row: DirectoryRow) => boolean,
): Promise<Page<DirectoryRow>> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const { within, groups } = await membersIn(t, viewer, groupId, what.reach)
    const held = what.kinds === 'users' ? [] : groups.map(asGroup).filter(isMet)
    const from = asked.after?.[0] === 'groups' ? Number(asked.after[1]) : asked.after === null ? 0 : held.length
    const first = held.slice(from, from + asked.limit)
    const wantsPeople = what.kinds !== 'groups'
    const count = asked.wantsCount
      ? held.length + (wantsPeople ? await countIn(t, presentAccounts, asked.where, within) : 0)
      : null
    if (from + first.length < held.length) return { items: first, next: ['groups', from + first.length], count }
    const left = asked.limit - first.length
    if (!wantsPeople) return { items: first, next: null, count }
    const after = asked.after?.[0] === 'groups' ? null : asked.after
    if (left === 0) return { items: first, next: ['groups', held.length], count }
    const page = await pageOf(t, presentAccounts, { ...asked, after, limit: left, wantsCount: false }, within)
    return { items: [...first, ...page.items.map(asUser)], next: page.next, count }
  })
}

/** How many members meet the condition. */
export function membersCount(
  admit: Admit,
  viewer: Viewer,
  groupId: string,
  reach: Reach,
  where: Condition | null,
  isMet: (row: DirectoryRow) => boolean,
): Promise<number> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const { within, groups } = await membersIn(t, viewer, groupId, reach)
    return groups.map(asGroup).filter(isMet).length + (await countIn(t, presentAccounts, where, within))
  })
}

async function membersIn(t: TenantDb, viewer: Viewer, groupId: string, reach: Reach) {
  const { groups: shape } = await mustSeeGroup(t, viewer, groupId)
  const children = childrenOf(shape)
  const below = climbed(groupId, reach, (id) => children.get(id) ?? [])
  const groups = (await withIds(t, allGroups, below)).sort(byName)
  const within = reach === 'direct' ? inGroup(t, groupId) : inGroups(t, [groupId, ...below])
  return { within, groups }
}

/** How many people are in each of these groups themselves. */
export function memberCounts(
  admit: Admit,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  return asAdministratorWithin(admit, viewer, 'Group.Read.All', async (t) => {
    const counted = await countMembers(t, ids)
    return new Map(ids.map((id) => [id, counted.get(id) ?? 0]))
  })
}

/** Whether somebody in each of these groups cannot have what it gives. */
export function licenceErrors(
  admit: Admit,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  return asAdministratorWithin(admit, viewer, 'Group.Read.All', async (t) => {
    const failing = await withLicenceErrors(t, ids)
    return new Map(ids.map((id) => [id, failing.has(id)]))
  })
}

/** Up to twenty members of each of these groups, as `$expand` shows them. */
export function membersOfMany(
  admit: Admit,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly DirectoryRow[]>> {
  return asAdministrator(admit, viewer, 'Group.Read.All', async (t) => {
    const { groups } = await loadTenantPart(t)
    const people = await firstMembersOf(t, ids)
    const below = childrenOf(groups)
    const found = new Map(
      (
        await withIds(
          t,
          allGroups,
          ids.flatMap((id) => below.get(id) ?? []),
        )
      ).map((one) => [one.id, one]),
    )
    return new Map(
      ids.map((id) => [
        id,
        [
          ...(below.get(id) ?? [])
            .flatMap((child) => found.get(child) ?? [])
            .sort(byName)
            .map(asGroup),
          ...(people.get(id) ?? []).map(asUser),
        ].slice(0, 20),
      ]),
    )
  })
}
