import type { Sight } from '../core/changes/who-reads.ts'
import type { Group, TenantPart } from '../core/snapshot.ts'
import { AppError } from '../errors.ts'
import { peopleOfUnits } from '../store/directory-lists.ts'
import type { IdSet } from '../store/id-sets.ts'
import type { TenantDb } from '../store/store.ts'
import { ownersOfApp } from '../store/app-owners.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import { unitsOfAccount } from '../store/units.ts'
import { hasPermission, sightThrough, type Viewer } from './viewer.ts'

type Seen = Exclude<Sight, 'none'>

/** The filter of a list that shows no more than the viewer may see. */
export function within(sight: Seen): { readonly unitIds?: readonly string[] } {
  return sight === 'all' ? {} : { unitIds: sight.unitIds }
}

/** The people among whom a list of them is to stay; undefined where it may show all. */
export function seenPeople(t: TenantDb, sight: Seen): IdSet | undefined {
  return sight === 'all' ? undefined : peopleOfUnits(t, sight.unitIds)
}

/** Throws `auth.forbidden` unless the viewer may see this person; one who is not there is in no unit. */
export async function mustSeePerson(t: TenantDb, sight: Seen, accountId: string | null): Promise<void> {
  if (sight === 'all') return
  const units = accountId === null ? [] : await unitsOfAccount(t, accountId)
  if (!units.some((id) => sight.unitIds.includes(id))) throw new AppError('auth.forbidden')
}

/** Whether the viewer may see this group. */
export function seesGroup(sight: Sight, group: Group | undefined): boolean {
  if (sight === 'all' || sight === 'none') return sight === 'all'
  return group?.unitIds?.some((id) => sight.unitIds.includes(id)) === true
}

/** Throws unless the viewer may see the group as an administrator or an owner; gives what the tenant shares. */
export async function mustSeeGroup(t: TenantDb, viewer: Viewer, id: string): Promise<TenantPart> {
  const tenant = await loadTenantPart(t)
  const known = tenant.groups[id]
  const isOwner = viewer.accountId !== null && known?.ownerIds?.includes(viewer.accountId) === true
  const isSeen = isOwner || seesGroup(sightThrough(viewer, 'groups'), known)
  if (!isSeen || !hasPermission(viewer, ['Group.Read.All'])) throw new AppError('auth.forbidden')
  if (known === undefined) throw new AppError('group.not_found')
  return tenant
}

/** Throws `auth.forbidden` unless the viewer may see the app as an administrator or an owner. */
export async function mustSeeApp(t: TenantDb, viewer: Viewer, id: string): Promise<void> {
  const isSeen =
    sightThrough(viewer, 'apps') === 'all' ||
    (viewer.accountId !== null && (await ownersOfApp(t, id)).includes(viewer.accountId))
  if (!isSeen || !hasPermission(viewer, ['Application.Read.All'])) throw new AppError('auth.forbidden')
}
