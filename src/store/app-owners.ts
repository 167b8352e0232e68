import { sql } from 'kysely'
import { isId } from './accounts.ts'
import { rows, type TenantDb } from './store.ts'

export type AppOwner = { readonly id: string; readonly displayName: string; readonly signInName: string }

/** People who own an app, by name. */
export async function listAppOwners(t: TenantDb, appId: string): Promise<readonly AppOwner[]> {
  if (!isId(appId)) return []
  return rows(
    t,
    sql<AppOwner>`select a.id, a.display_name as "displayName", a.sign_in_name as "signInName" from app_owners o
      join accounts a on a.tenant_id = o.tenant_id and a.id = o.account_id
      where o.tenant_id = ${t.tenantId} and o.app_id = ${appId} and a.deleted_at is null order by lower(a.display_name), a.id`,
  )
}

/** The ids of people who own an app. */
export async function ownersOfApp(t: TenantDb, appId: string): Promise<readonly string[]> {
  return (await listAppOwners(t, appId)).map(({ id }) => id)
}

/** The ids of apps that a person owns, in the order of names; deleted ones are not among them. */
export async function ownedApps(t: TenantDb, accountId: string): Promise<readonly string[]> {
  const found = await rows(
    t,
    sql<{
      id: string
    }>`select o.app_id as id from app_owners o join apps a on a.tenant_id = o.tenant_id and a.id = o.app_id
      where o.tenant_id = ${t.tenantId} and o.account_id = ${accountId} and a.deleted_at is null order by lower(a.name), a.id`,
  )
  return found.map(({ id }) => id)
}

/** The roles that somebody has in an app: their own, and those of groups they are directly in. */
export async function rolesIn(t: TenantDb, appId: string, principalIds: readonly string[]): Promise<readonly string[]> {
  const found = await rows(
    t,
    sql<{ id: string }>`select distinct role_id as id from app_roles_given
      where tenant_id = ${t.tenantId} and app_id = ${appId} and principal_id = any(${principalIds}::uuid[])`,
  )
  return found.map(({ id }) => id)
}

/** Every role that somebody has in an app: the ids of the app, of whose it is and of the role, with spaces between. */
export async function listRolesGiven(t: TenantDb): Promise<readonly string[]> {
  const found = await rows(
    t,
    sql<{ is: string }>`select app_id || ' ' || principal_id || ' ' || role_id as is from app_roles_given
      where tenant_id = ${t.tenantId}`,
  )
  return found.map(({ is }) => is)
}
