import { sql } from 'kysely'
import { json, row, type TenantDb } from './store.ts'

/** Keeps a sign-in under way, by the hash of the browser's secret. */
export async function insertFlow(t: TenantDb, id: string, body: object, expiresAt: number): Promise<void> {
  await sql`insert into sign_in_flows (tenant_id, id, body, expires_at) values (${t.tenantId}, ${id}, ${json(body)}, ${expiresAt})`.execute(
    t.db,
  )
}

/** The sign-in under way, locked until the transaction ends: two tabs take their turns. Null when it is over. */
export async function loadFlow<T>(t: TenantDb, id: string, now: number): Promise<T | null> {
  const found = await row(
    t,
    sql<{
      body: T
    }>`select body from sign_in_flows where tenant_id = ${t.tenantId} and id = ${id} and expires_at > ${now} for update`,
  )
  if (found !== null) stands.set(t, `${id} ${JSON.stringify(found.body)}`)
  return found?.body ?? null
}

/** What a transaction found, and holds locked. */
const stands = new WeakMap<TenantDb, string>()

/** Keeps the sign-in as it now stands; what stands there already is not written again. */
export async function saveFlow(t: TenantDb, id: string, body: object): Promise<void> {
  const text = `${id} ${JSON.stringify(body)}`
  if (stands.get(t) === text) return
  stands.set(t, text)
  await sql`update sign_in_flows set body = ${json(body)} where tenant_id = ${t.tenantId} and id = ${id}`.execute(t.db)
}

/** Ends a sign-in. */
export async function deleteFlow(t: TenantDb, id: string): Promise<void> {
  await sql`delete from sign_in_flows where tenant_id = ${t.tenantId} and id = ${id}`.execute(t.db)
}
