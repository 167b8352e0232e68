import type { Account, TenantPart } from '../../core/snapshot.ts'
import { findAccounts } from '../../store/accounts.ts'
import { listRolesGiven } from '../../store/app-owners.ts'
import { type AppRow, listApps } from '../../store/apps.ts'
import { listDeletedAppIds } from '../../store/deleted-apps.ts'
import { type GroupRow, listGroups } from '../../store/groups.ts'
import type { TenantDb } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import { unitsOfAccount } from '../../store/units.ts'
import { normalisedName } from '../sign-in-name.ts'
import { isUuid } from './fields.ts'
import type { Records } from './records.ts'

/** What is in the directory of all that the records speak of. */
export type Here = {
  readonly tenant: TenantPart
  /** What the shared part does not say of groups, where the files speak of some. */
  readonly groups: ReadonlyMap<string, Pick<GroupRow, 'description' | 'isSecurity' | 'visibility'>>
  /** Accounts, deleted ones too, by id and by normalised sign-in name. */
  readonly byId: ReadonlyMap<string, Account>
  readonly byName: ReadonlyMap<string, Account>
  /** Every app, where the files speak of apps. */
  readonly apps: ReadonlyMap<string, AppRow>
  readonly deletedApps: ReadonlySet<string>
  /** Who has which role in an app: the ids of the app, of whose it is and of the role, with spaces between. */
  readonly rolesIn: ReadonlySet<string>
  /** The units of people whom the files put into one. */
  readonly unitsOf: ReadonlyMap<string, readonly string[]>
}

/** Reads it; the accounts are only those that are spoken of. */
export async function readHere(t: TenantDb, records: Records): Promise<Here> {
  const ids: string[] = []
  const names: string[] = []
  for (const { id, signInName, manager } of records.people) {
    if (id !== null) ids.push(id)
    names.push(normalisedName(signInName))
    if (manager !== undefined)
      (isUuid(manager) ? ids : names).push(isUuid(manager) ? manager.toLowerCase() : normalisedName(manager))
  }
  for (const { memberId } of [...records.members, ...records.owners, ...records.unitMembers]) ids.push(memberId)
  for (const { principalId } of [...records.access, ...records.roles, ...records.grants])
    if (principalId !== null) ids.push(principalId)
  // Policies name people deep inside; whatever looks like an id is asked for.
  for (const { body } of records.policies)
    ids.push(
      ...(JSON.stringify(body)
        .toLowerCase()
        .match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []),
    )
  const accounts = await findAccounts(t, { ids, names })
  const speaksOfApps =
    records.apps.length + records.principals.length + records.grants.length + records.access.length > 0
  const unitsOf = new Map<string, readonly string[]>()
  for (const { memberId } of records.unitMembers)
    if (!unitsOf.has(memberId)) unitsOf.set(memberId, await unitsOfAccount(t, memberId))
  return {
    unitsOf,
    apps: new Map(speaksOfApps ? (await listApps(t)).map((app) => [app.id, app]) : []),
    deletedApps: new Set(speaksOfApps ? await listDeletedAppIds(t) : []),
    rolesIn: new Set(records.access.length > 0 ? await listRolesGiven(t) : []),
    tenant: await loadTenantPart(t),
    groups:
      records.groups.length === 0
        ? new Map()
        : new Map((await listGroups(t, { limit: 1_000_000 })).map((group) => [group.id, group])),
    byId: new Map(accounts.map((account) => [account.id, account])),
    byName: new Map(
      accounts.flatMap((account) =>
        [account.signInName, ...(account.aliases ?? [])].map((name) => [normalisedName(name), account] as const),
      ),
    ),
  }
}
