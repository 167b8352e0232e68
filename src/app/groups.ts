import { AppError, type ErrorCode, errors } from '../errors.ts'
import { listApps } from '../store/apps.ts'
import { listDeletedGroups } from '../store/deleted-groups.ts'
import { presentAccounts } from '../store/directory-lists.ts'
import { findGroup, type GroupFilter, type GroupRow, listGroups, listMembers, listOwners } from '../store/groups.ts'
import { withIds } from '../store/lists.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'
import { asAdministrator, asAdministratorWithin } from './directory.ts'
import { childrenOf } from './groups-within.ts'
import { asUser, type DirectoryRow } from './related.ts'
import { mustSeeGroup, within } from './sight.ts'
import type { Viewer } from './viewer.ts'

/** A group with its members, up to two hundred, its owners and roles, and what it gives; throws `group.not_found`. */
export function groupDetails(admit: Admit, viewer: Viewer, id: string) {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const [group, tenant] = await seenGroup(t, viewer, id)
    return {
      ...group,
      problem: processingProblem(group),
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
      groups: [...(childrenOf(tenant.groups).get(id) ?? [])].map((child) => ({
        id: child,
        name: tenant.groups[child]?.name ?? child,
      })),
      units: (tenant.groups[id]?.unitIds ?? []).map((unitId) => ({
        id: unitId,
        name: tenant.units?.[unitId]?.name ?? unitId,
      })),
      apps: (await listApps(t))
        .filter((app) => app.assignedGroupIds.includes(id))
        .map((app) => ({ id: app.id, name: app.name })),
    }
  })
}

/** What keeps a group's members or licences from being worked out, in a sentence; null where nothing does. */
export function processingProblem({
  processing,
  licencesProcessing,
  processingError: code,
}: Pick<GroupRow, 'processing' | 'licencesProcessing' | 'processingError'>): {
  readonly code: string
  readonly message: string
} | null {
  if (code === null || (processing !== 'error' && licencesProcessing !== 'error')) return null
  return { code, message: Object.hasOwn(errors, code) ? errors[code as ErrorCode].title : code }
}

/** The group, for administrators who may see it and for its owners. */
async function seenGroup(t: TenantDb, viewer: Viewer, id: string) {
  const tenant = await mustSeeGroup(t, viewer, id)
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
  return asAdministratorWithin(admit, viewer, 'Group.Read.All', (t, sight) =>
    listGroups(t, { ...filter, ...within(sight) }),
  )
}

/** Owners of a group in the order of their names; throws `group.not_found`. */
export function ownerList(admit: Admit, viewer: Viewer, groupId: string): Promise<readonly DirectoryRow[]> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    await mustSeeGroup(t, viewer, groupId)
    const owners = await listOwners(t, groupId)
    const rows = await withIds(
      t,
      presentAccounts,
      owners.map((one) => one.id),
    )
    return owners.flatMap(({ id }) => rows.filter((row) => row.id === id).map(asUser))
  })
}

/** Deleted groups that can be restored. */
export function deletedGroups(admit: Admit, viewer: Viewer) {
  return asAdministrator(admit, viewer, 'Group.Read.All', (t) => listDeletedGroups(t, admit.now()))
}
