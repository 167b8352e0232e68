import { sql } from 'kysely'
import type { Instance } from '../core/instance.ts'
import { isId } from './accounts.ts'
import { row, rows, type TenantDb } from './store.ts'

const whole = sql`select id, app_id as "appId", name, region, url, state, maintenance_until as "maintenanceUntil", roles,
  jsonb_build_object('minutes', session_minutes, 'warnMinutes', session_warn_minutes) as session from instances`

/** The instance with this id, or null. */
export function findInstance(t: TenantDb, id: string): Promise<Instance | null> {
  if (!isId(id)) return Promise.resolve(null)
  return row(t, sql<Instance>`${whole} where tenant_id = ${t.tenantId} and id = ${id}`)
}

/** The instances of an app. */
export function listInstancesOf(t: TenantDb, appId: string): Promise<Instance[]> {
  if (!isId(appId)) return Promise.resolve([])
  return rows(t, sql<Instance>`${whole} where tenant_id = ${t.tenantId} and app_id = ${appId} order by id`)
}

/** The instance of an app whose address begins this one: the longest, where several do; null when none does. */
export function findInstanceAt(t: TenantDb, appId: string, address: string): Promise<Instance | null> {
  if (!isId(appId)) return Promise.resolve(null)
  return row(
    t,
    sql<Instance>`${whole} where tenant_id = ${t.tenantId} and app_id = ${appId} and starts_with(${address}, url) order by length(url) desc limit 1`,
  )
}

/** The instance of an app that somebody most likely means: one where they are known, or else one that is up; null when the app has none. */
export function findInstanceFor(t: TenantDb, appId: string, accountId: string | null): Promise<Instance | null> {
  if (!isId(appId)) return Promise.resolve(null)
  return row(
    t,
    sql<Instance>`${whole} where tenant_id = ${t.tenantId} and app_id = ${appId}
      order by exists (select 1 from instance_users u where u.tenant_id = instances.tenant_id and u.instance_id = instances.id and u.account_id = ${accountId}) desc,
        state = 'enabled' desc, lower(name), id limit 1`,
  )
}

/** Every instance of apps that are there, in the order of names. */
export function listInstances(t: TenantDb): Promise<Instance[]> {
  return rows(
    t,
    sql<Instance>`${whole} where tenant_id = ${t.tenantId} and exists (select 1 from apps a where a.tenant_id = instances.tenant_id
      and a.id = instances.app_id and a.deleted_at is null) order by lower(name), id`,
  )
}
