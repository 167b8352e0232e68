import { sql } from 'kysely'
import { row, type TenantDb } from './store.ts'

/** Takes up to `wanted` requests of a caller's minute, for all servers together; gives how many were left to take. */
export async function takeRequests(t: TenantDb, caller: string, minute: number, wanted: number): Promise<number> {
  // A count may be lost with the server; a request need not wait for the disk because of it.
  await sql`set local synchronous_commit = off`.execute(t.db)
  await sql`insert into api_callers (tenant_id, caller, minute, taken) values (${t.tenantId}, ${caller}, ${minute}, 0)
    on conflict do nothing`.execute(t.db)
  const had = await row(
    t,
    sql<{
      taken: number
      most: number
    }>`select case when c.minute = ${minute} then c.taken else 0 end as taken, l.api_per_minute as most
      from api_callers c join tenants l on l.id = c.tenant_id where c.tenant_id = ${t.tenantId} and c.caller = ${caller} for update of c`,
  )
  const given = had === null ? 0 : Math.max(0, Math.min(wanted, had.most - had.taken))
  if (had !== null && given > 0)
    await sql`update api_callers set minute = ${minute}, taken = ${had.taken + given}
      where tenant_id = ${t.tenantId} and caller = ${caller}`.execute(t.db)
  return given
}
