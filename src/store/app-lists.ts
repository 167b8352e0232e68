import { sql } from 'kysely'
import { everybodyRole } from '../core/consent/app-role.ts'
import type { List } from './lists.ts'
import { everywhere } from './roles-held.ts'
import { changed, rows, type TenantDb } from './store.ts'

/** Who may use an app, as lists show it. */
export type ListedAssignment = {
  readonly appId: string
  readonly appName: string
  readonly principalId: string
  readonly kind: 'account' | 'group' | 'app'
  readonly name: string
  /** The zero role is the app as a whole. */
  readonly roleId: string
}

const role = sql`coalesce(r.role_id, ${everybodyRole}::uuid)`

export const appAssignments: List<ListedAssignment> = {
  from: sql`app_assignments s left join app_roles_given r on r.tenant_id = s.tenant_id and r.app_id = s.app_id and r.principal_id = s.principal_id`,
  own: (t) => sql`s.tenant_id = ${t.tenantId}`,
  select: sql<ListedAssignment>`select s.app_id as "appId", (select p.name from apps p where p.tenant_id = s.tenant_id and p.id = s.app_id) as "appName",
    s.principal_id as "principalId", s.principal_kind as kind, ${role} as "roleId",
    coalesce((select a.display_name from accounts a where a.tenant_id = s.tenant_id and a.id = s.principal_id),
      (select g.name from groups g where g.tenant_id = s.tenant_id and g.id = s.principal_id),
      (select p.name from apps p where p.tenant_id = s.tenant_id and p.id = s.principal_id), '') as name`,
  id: sql`(s.app_id::text || s.principal_id || ${role})`,
  columns: {
    own: {
      principalId: { sql: sql`s.principal_id`, kind: 'id', isFast: true },
      appId: { sql: sql`s.app_id`, kind: 'id', isFast: true },
      kind: { sql: sql`s.principal_kind`, kind: 'exact' },
    },
  },
  sorted: ['principalId', 'appId'],
  usual: [
    { column: 'appId', field: 'resourceId', direction: 'asc' },
    { column: 'principalId', field: 'principalId', direction: 'asc' },
  ],
}

/** Assignments to one app, and those of one person or group. */
export const toApp = (appId: string) => sql`s.app_id = ${appId}::uuid`
export const ofPrincipal = (principalId: string) => sql`s.principal_id = ${principalId}::uuid`

/** A consent that one person gave. */
export type ConsentRow = { readonly appId: string; readonly accountId: string; readonly scopes: readonly string[] }

/** Consents that people gave for themselves, in the order of apps and people, after the pair given. */
export function listConsents(
  t: TenantDb,
  filter: {
    readonly appId?: string
    readonly accountId?: string
    readonly after: readonly [string, string] | null
    readonly limit: number
  },
): Promise<ConsentRow[]> {
  const { appId, accountId, after } = filter
  const where = [
    sql`tenant_id = ${t.tenantId}`,
    ...(appId === undefined ? [] : [sql`app_id = ${appId}::uuid`]),
    ...(accountId === undefined ? [] : [sql`account_id = ${accountId}::uuid`]),
    ...(after === null ? [] : [sql`(account_id, app_id) > (${after[0]}::uuid, ${after[1]}::uuid)`]),
  ]
  return rows(
    t,
    sql<ConsentRow>`select app_id as "appId", account_id as "accountId", scopes from consents where ${sql.join(where, sql` and `)}
      order by account_id, app_id limit ${filter.limit}`,
  )
}

/** Takes one secret of an app away; whether there was one. */
export async function deleteSecret(t: TenantDb, appId: string, id: string): Promise<boolean> {
  return (
    (await changed(
      t,
      sql`delete from app_secrets where tenant_id = ${t.tenantId} and app_id = ${appId} and id = ${id}`,
    )) > 0
  )
}

/** A role as it was given: to a person or a group for roles, everywhere or within a unit. */
export type RoleAssignment = {
  readonly principalId: string
  readonly kind: 'account' | 'group'
  readonly role: string
  /** Null everywhere. */
  readonly unitId: string | null
}

/** Who was given which directory role, without deleted people. */
export function listRoleAssignments(t: TenantDb): Promise<RoleAssignment[]> {
  return rows(
    t,
    sql<RoleAssignment>`select x.* from (
      select r.account_id as "principalId", 'account' as kind, r.role, nullif(r.unit_id, ${everywhere}::uuid) as "unitId" from role_assignments r
        join accounts a on a.tenant_id = r.tenant_id and a.id = r.account_id where r.tenant_id = ${t.tenantId} and a.deleted_at is null
      union all select r.group_id, 'group', r.role, nullif(r.unit_id, ${everywhere}::uuid) from group_roles r where r.tenant_id = ${t.tenantId}) x
      order by x.role, x."principalId", x."unitId" nulls first`,
  )
}
