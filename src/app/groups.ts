import { AppError } from '../errors.ts'
import { listApps } from '../store/apps.ts'
import { listDeletedGroups } from '../store/deleted-groups.ts'
import { countGroups, findGroup, type GroupFilter, listGroups, listMembers, listOwners } from '../store/groups.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import type { Admit } from './admit.ts'
import { asAdministrator } from './directory.ts'
import { seesGroup, within } from './sight.ts'
import { hasPermission, sightThrough, type Viewer } from './viewer.ts'

/** A group with its members, up to two hundred, its owners and roles, and what it gives; throws `group.not_found`. */
export function groupDetails(admit: Admit, viewer: Viewer, id: string) {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const [group, tenant] = await seenGroup(t, viewer, id)
    return {
      ...group,
      people: await listMembers(t, id, 200),
      owners: await listOwners(t, id),
      roles: (tenant.groups[id]?.roles ?? []).map((one) => ({
        ...one,
        unit: one.unitId === null ? null : (tenant.units?.[one.unitId]?.name ?? one.unitId),
      })),
      parents: (tenant.groups[id]?.parentIds ?? []).map((parent) => ({
        id: parent,
        name: tenant.groups[parent]?.name ?? parent,
      })),
      apps: (await listApps(t))
        .filter((app) => app.assignedGroupIds.includes(id))
        .map((app) => ({ id: app.id, name: app.name })),
    }
  })
}

/** The group, for administrators who may see it and for its owners. */
async function seenGroup(t: TenantDb, viewer: Viewer, id: string) {
  const tenant = await loadTenantPart(t)
  const known = tenant.groups[id]
  const isOwner = viewer.accountId !== null && known?.ownerIds?.includes(viewer.accountId) === true
  const isSeen = isOwner || seesGroup(sightThrough(viewer, 'groups'), known)
  if (!isSeen || !hasPermission(viewer, ['Group.Read.All'])) throw new AppError('auth.forbidden')
  const group = await findGroup(t, id)
  if (group === null) throw new AppError('group.not_found')
  return [group, tenant] as const
}

/** Groups by name. */
export function groupList(
  admit: Admit,
  viewer: Viewer,
  filter: GroupFilter & { readonly after?: readonly [string, string]; readonly limit: number },
) {
  return asAdministrator(admit, viewer, 'Group.Read.All', (t, sight) => listGroups(t, { ...filter, ...within(sight) }))
}

/** How many groups a filter finds. */
export function groupCount(admit: Admit, viewer: Viewer, filter: GroupFilter) {
  return asAdministrator(admit, viewer, 'Group.Read.All', (t, sight) => countGroups(t, { ...filter, ...within(sight) }))
}

/** Members of a group, one page; throws `group.not_found`. */
export function memberList(
  admit: Admit,
  viewer: Viewer,
  groupId: string,
  page: { readonly limit: number; readonly after: readonly [string, string] | null },
) {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const [group] = await seenGroup(t, viewer, groupId)
    return { members: await listMembers(t, groupId, page.limit, page.after), count: group.members }
  })
}

/** Owners of a group; throws `group.not_found`. */
export function ownerList(admit: Admit, viewer: Viewer, groupId: string) {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    await seenGroup(t, viewer, groupId)
    return listOwners(t, groupId)
  })
}

/** Deleted Microsoft 365 groups that can be restored. */
export function deletedGroups(admit: Admit, viewer: Viewer) {
  return asAdministrator(admit, viewer, 'Group.Read.All', (t, sight) =>
    sight === 'all' ? listDeletedGroups(t, admit.now()) : Promise.resolve([]),
  )
}
