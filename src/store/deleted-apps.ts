import { sql } from 'kysely'
import { isId } from './accounts.ts'
import { type AppRow, whole } from './apps.ts'
import { restorable } from './deleted-groups.ts'
import { row, rows, type TenantDb } from './store.ts'

export type DeletedApp = AppRow & { readonly deletedAt: number }

/** Apps that can be restored, the last deleted first. */
export function listDeletedApps(t: TenantDb, now: number): Promise<DeletedApp[]> {
  return rows(
    t,
    sql<DeletedApp>`select ${whole}, a.deleted_at as "deletedAt" from apps a
      where a.tenant_id = ${t.tenantId} and a.deleted_at >= ${now - restorable} order by a.deleted_at desc, a.id`,
  )
}

/** Whether there is an app with this id that was deleted. */
export async function isDeletedApp(t: TenantDb, id: string): Promise<boolean> {
  if (!isId(id)) return false
  const found = sql`select 1 from apps where tenant_id = ${t.tenantId} and id = ${id} and deleted_at is not null`
  return (await row(t, found)) !== null
}

/** Ids of apps deleted at this instant or before, the longest ago first. */
export async function listAppsDeletedBefore(t: TenantDb, at: number, limit: number): Promise<readonly string[]> {
  const found = await rows(
    t,
    sql<{
      id: string
    }>`select id from apps where tenant_id = ${t.tenantId} and deleted_at <= ${at} order by deleted_at, id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}

/** The ids of all apps that were deleted. */
export async function listDeletedAppIds(t: TenantDb): Promise<readonly string[]> {
  const found = await rows(
    t,
    sql<{ id: string }>`select id from apps where tenant_id = ${t.tenantId} and deleted_at is not null`,
  )
  return found.map(({ id }) => id)
}
