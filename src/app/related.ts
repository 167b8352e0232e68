import { isRole, roles } from '../core/changes/roles.ts'
import type { AdministrativeUnit } from '../core/organisation.ts'
import type { LicencePath } from '../core/snapshot.ts'
import { AppError } from '../errors.ts'
import { findAccounts } from '../store/accounts.ts'
import { ownedApps } from '../store/app-owners.ts'
import { type AppRow, findAppSettings } from '../store/apps.ts'
import { allGroups, type ListedAccount, type ListedGroup, presentAccounts } from '../store/directory-lists.ts'
import { withIds } from '../store/lists.ts'
import { managersOf, ownedGroups, pathsChangedAt, reportsOf } from '../store/related.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import { accountsWithin, unitsOf } from '../store/units.ts'
import type { Admit } from './admit.ts'
import { asAdministrator, asAdministratorWithin } from './directory.ts'
import { asReaderOf } from './lists.ts'
import { hasPermission, sightThrough, type Viewer } from './viewer.ts'

/** A thing of the directory of one kind or another. */
export type DirectoryRow =
  | { readonly kind: 'user'; readonly row: ListedAccount }
  /** Brief for who may not read groups: its name, and nothing of what makes it. */
  | { readonly kind: 'group'; readonly row: ListedGroup; readonly isBrief?: true }
  | { readonly kind: 'role'; readonly row: RoleRow }
  | { readonly kind: 'unit'; readonly row: AdministrativeUnit }
  | { readonly kind: 'app'; readonly row: AppRow }
/** A person or a group. */
export type PrincipalRow = Extract<DirectoryRow, { readonly kind: 'user' | 'group' }>

/** A directory role, with what it is for. */
export type RoleRow = { readonly key: string; readonly name: string; readonly description: string | null }

export type Reach = 'direct' | 'transitive'

export const asGroup = (row: ListedGroup): PrincipalRow => ({ kind: 'group', row })
export const asUser = (row: ListedAccount): PrincipalRow => ({ kind: 'user', row })
export const byName = (a: ListedGroup, b: ListedGroup) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)

/** What a person is in: groups, the roles held everywhere, and administrative units; throws `user.not_found`. */
export function membershipsOf(
  admit: Admit,
  viewer: Viewer,
  accountId: string,
  reach: Reach,
): Promise<readonly DirectoryRow[]> {
  return asReaderOf(admit, viewer, accountId, 'User.Read.All', async (t) => {
    const found = (await membershipsIn(t, viewer, [accountId], reach)).get(accountId)
    if (found === undefined) throw new AppError('user.not_found')
    return found
  })
}

/** The same of several people, by id; of those whom the viewer may see. */
export function membershipsOfMany(
  admit: Admit,
  viewer: Viewer,
  ids: readonly string[],
  reach: Reach,
): Promise<ReadonlyMap<string, readonly DirectoryRow[]>> {
  return readerOfMany(admit, viewer, ids, (t, seen) => membershipsIn(t, viewer, seen, reach))
}

async function membershipsIn(
  t: TenantDb,
  viewer: Viewer,
  ids: readonly string[],
  reach: Reach,
): Promise<ReadonlyMap<string, readonly DirectoryRow[]>> {
  const accounts = (await findAccounts(t, { ids })).filter((account) => account.deletedAt === null)
  const held = (how: string) => reach === 'transitive' || how !== 'nested'
  const groupIds = new Set(
    accounts.flatMap(({ memberOf }) => memberOf.filter(({ how }) => held(how)).map((one) => one.groupId)),
  )
  const groups = new Map((await withIds(t, allGroups, [...groupIds])).map((group) => [group.id, group]))
  const units = await unitsOf(t, ids)
  const seesUnits = sightThrough(viewer, 'roles') !== 'none' && hasPermission(viewer, ['AdministrativeUnit.Read.All'])
  return new Map(
    accounts.map((account) => [
      account.id,
      [
        ...account.memberOf
          .flatMap(({ groupId, how }) => (held(how) ? (groups.get(groupId) ?? []) : []))
          .sort(byName)
          .map((row) => groupFor(viewer, row)),
        ...account.roles.map((key): DirectoryRow => ({ kind: 'role', row: roleRowOf(key) })),
        ...(units.get(account.id) ?? []).map(
          (unit): DirectoryRow => ({
            kind: 'unit',
            row: seesUnits ? unit : { ...unit, description: null },
          }),
        ),
      ],
    ]),
  )
}

/** The groups a person owns, by name, and then the apps; throws `user.not_found`. */
export function ownedBy(admit: Admit, viewer: Viewer, accountId: string): Promise<readonly DirectoryRow[]> {
  return asReaderOf(admit, viewer, accountId, 'User.Read.All', async (t) => {
    const [found] = await withIds(t, presentAccounts, [accountId])
    if (found === undefined) throw new AppError('user.not_found')
    const groups = await withIds(t, allGroups, await ownedGroups(t, accountId))
    const apps = await Promise.all((await ownedApps(t, accountId)).map((id) => findAppSettings(t, id)))
    return [
      ...groups.toSorted(byName).map((row) => groupFor(viewer, row)),
      ...apps.flatMap((row): readonly DirectoryRow[] => (row === null ? [] : [{ kind: 'app', row }])),
    ]
  })
}

/** A group, brief for who may not read groups. */
function groupFor(viewer: Viewer, row: ListedGroup): DirectoryRow {
  const isBrief = sightThrough(viewer, 'groups') !== 'all' || !hasPermission(viewer, ['Group.Read.All'])
  return isBrief ? { kind: 'group', row, isBrief } : asGroup(row)
}

/** The role with this key. */
export function roleRowOf(key: string): RoleRow {
  const { name, description } = isRole(key) ? roles[key] : { name: key, description: null }
  return { key, name, description }
}

/** Groups that hold a group; throws `group.not_found`. */
export function parentsOf(
  admit: Admit,
  viewer: Viewer,
  ids: readonly string[],
  reach: Reach,
): Promise<ReadonlyMap<string, readonly DirectoryRow[]>> {
  return asAdministrator(admit, viewer, 'Group.Read.All', async (t) => {
    const { groups } = await loadTenantPart(t)
    if (ids.some((id) => groups[id] === undefined)) throw new AppError('group.not_found')
    const up = new Map(ids.map((id) => [id, climbed(id, reach, (one) => groups[one]?.parentIds ?? [])]))
    const found = new Map(
      (await withIds(t, allGroups, [...new Set([...up.values()].flat())])).map((group) => [group.id, group]),
    )
    return new Map(
      [...up].map(([id, parents]) => [
        id,
        parents
          .flatMap((parent) => found.get(parent) ?? [])
          .sort(byName)
          .map(asGroup),
      ]),
    )
  })
}

/** What is reached from one thing by steps: one, or as many as there are. */
export function climbed(from: string, reach: Reach, next: (id: string) => readonly string[]): readonly string[] {
  const seen = new Set<string>(next(from))
  if (reach === 'transitive') for (const id of seen) for (const further of next(id)) seen.add(further)
  seen.delete(from)
  return [...seen]
}

/** The manager of each of these people who has one. */
export function managersOfMany(
  admit: Admit,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ListedAccount>> {
  return asAdministrator(admit, viewer, 'User.Read.All', (t) => managersOf(t, ids))
}

/** Up to twenty people whom each of these leads. */
export function reportsOfMany(
  admit: Admit,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly ListedAccount[]>> {
  return asAdministrator(admit, viewer, 'User.Read.All', (t) => reportsOf(t, ids))
}

/** A path, and when it was given or last changed; null where nobody kept it then. */
export type DatedPath = LicencePath & { readonly changedAt: number | null }

/** The paths by which each of these people has licences, with the plans of each product. */
export function licencePathsOfMany(admit: Admit, viewer: Viewer, ids: readonly string[]) {
  return readerOfMany(admit, viewer, ids, async (t, seen) => {
    const { products } = await loadTenantPart(t)
    const [accounts, dated] = await Promise.all([findAccounts(t, { ids: seen }), pathsChangedAt(t, seen)])
    const keyOf = (id: string, { productId, groupId }: Pick<LicencePath, 'productId' | 'groupId'>) =>
      `${id} ${productId} ${groupId}`
    const changedAt = new Map(dated.map((one) => [keyOf(one.accountId, one), one.at]))
    return new Map(
      accounts.map(({ id, licences }): [string, { paths: readonly DatedPath[]; products: typeof products }] => [
        id,
        {
          paths: licences.map((path) => ({
            ...path,
            changedAt: changedAt.get(keyOf(id, path)) ?? null,
          })),
          products,
        },
      ]),
    )
  })
}

/** The names each of these people signs in with: their own and their aliases, and the domain that stands for who issued them. */
export function namesOfMany(admit: Admit, viewer: Viewer, ids: readonly string[]) {
  return readerOfMany(admit, viewer, ids, async (t, seen) => {
    const { domains } = await loadTenantPart(t)
    const issuer = domains.find((domain) => domain.isDefault)?.name ?? ''
    const accounts = await findAccounts(t, { ids: seen })
    return new Map(
      accounts.map(({ id, signInName, aliases = [] }): [string, Names] => [id, { issuer, signInName, aliases }]),
    )
  })
}

type Names = { readonly issuer: string; readonly signInName: string; readonly aliases: readonly string[] }

/** Reads of people whom a list shows: of one as who may read them, of several those in the units of whose administrator it is. */
function readerOfMany<T>(
  admit: Admit,
  viewer: Viewer,
  ids: readonly string[],
  work: (t: TenantDb, seen: readonly string[]) => Promise<T>,
): Promise<T> {
  const [only] = ids
  if (ids.length === 1 && only !== undefined)
    return asReaderOf(admit, viewer, only, 'User.Read.All', (t) => work(t, ids))
  return asAdministratorWithin(admit, viewer, 'User.Read.All', async (t, sight) =>
    work(t, sight === 'all' ? ids : await accountsWithin(t, ids, sight.unitIds)),
  )
}

/** Things of the directory by id, in the order asked for, each of the kinds wanted; those that are not there are left out. */
export function directoryObjects(
  admit: Admit,
  viewer: Viewer,
  ids: readonly string[],
  kinds: ReadonlySet<'user' | 'group'>,
): Promise<readonly DirectoryRow[]> {
  return asAdministrator(admit, viewer, 'Directory.Read.All', (t) => objectsIn(t, ids, kinds))
}

/** The people and groups that roles were given to, by id: people as far as the viewer may see them, groups by their names at least. */
export function principalsOf(admit: Admit, viewer: Viewer, ids: readonly string[]): Promise<readonly PrincipalRow[]> {
  return asAdministrator(admit, viewer, 'RoleManagement.Read.Directory', async (t) => {
    const sight = hasPermission(viewer, ['User.Read.All']) ? sightThrough(viewer, 'people') : 'none'
    const seen = sight === 'all' ? ids : sight === 'none' ? [] : await accountsWithin(t, ids, sight.unitIds)
    const isBrief = sightThrough(viewer, 'groups') !== 'all' || !hasPermission(viewer, ['Group.Read.All'])
    const groups = await withIds(t, allGroups, ids)
    return [
      ...(await withIds(t, presentAccounts, seen)).map((row) => ({ kind: 'user' as const, row })),
      ...groups.map((row) => ({ kind: 'group' as const, row, ...(isBrief ? { isBrief } : {}) })),
    ]
  })
}

async function objectsIn(
  t: TenantDb,
  ids: readonly string[],
  kinds: ReadonlySet<'user' | 'group'>,
): Promise<readonly PrincipalRow[]> {
  const users = kinds.has('user') ? await withIds(t, presentAccounts, ids) : []
  const groups = kinds.has('group') ? await withIds(t, allGroups, ids) : []
  const found = new Map<string, PrincipalRow>([
    ...users.map((one): [string, PrincipalRow] => [one.id, asUser(one)]),
    ...groups.map((one): [string, PrincipalRow] => [one.id, asGroup(one)]),
  ])
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** Whether an id is a person's or a group's here; null where it is neither. For who may change memberships. */
export function kindOf(admit: Admit, viewer: Viewer, id: string): Promise<'user' | 'group' | null> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const [found] = await objectsIn(t, [id], new Set(['user', 'group']))
    return found?.kind ?? null
  })
}

/** The same of who may have a role in an app: other apps too. */
export async function assigneeOf(admit: Admit, viewer: Viewer, id: string): Promise<'user' | 'group' | 'app' | null> {
  const kind = await kindOf(admit, viewer, id)
  if (kind !== null) return kind
  return withTenant(admit.store, viewer.tenantId, async (t) => ((await findAppSettings(t, id)) === null ? null : 'app'))
}

/** Tells the ids of groups from those of people, by what the directory is now. */
export function isGroupHere(admit: Admit, viewer: Viewer): Promise<(id: string) => boolean> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const { groups } = await loadTenantPart(t)
    return (id) => Object.hasOwn(groups, id)
  })
}
