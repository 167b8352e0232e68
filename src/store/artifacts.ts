import { sql } from 'kysely'
import { json, row, type TenantDb } from './store.ts'

export type Artifact = { readonly payload: Record<string, unknown>; readonly consumedAt: number | null }

/** Keeps something of the OpenID Connect provider until it expires. */
export async function upsertArtifact(
  t: TenantDb,
  model: string,
  id: string,
  artifact: {
    readonly payload: object
    readonly grantId: string | null
    readonly uid: string | null
    readonly userCode: string | null
    readonly expiresAt: number | null
  },
): Promise<void> {
  await sql`insert into artifacts (tenant_id, model, id, payload, grant_id, uid, user_code, expires_at)
    values (${t.tenantId}, ${model}, ${id}, ${json(artifact.payload)}, ${artifact.grantId}, ${artifact.uid}, ${artifact.userCode}, ${artifact.expiresAt})
    on conflict (tenant_id, model, id) do update set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid, user_code = excluded.user_code, expires_at = excluded.expires_at`.execute(
    t.db,
  )
}

/** What is kept under this id, or under this uid or user code; null when it is not there or has expired. */
export function findArtifactRow(
  t: TenantDb,
  model: string,
  by: { readonly id: string } | { readonly uid: string } | { readonly userCode: string },
  now: number,
): Promise<Artifact | null> {
  const key = 'id' in by ? sql`id = ${by.id}` : 'uid' in by ? sql`uid = ${by.uid}` : sql`user_code = ${by.userCode}`
  return row(
    t,
    sql<Artifact>`select payload, consumed_at as "consumedAt" from artifacts where tenant_id = ${t.tenantId} and model = ${model} and ${key} and (expires_at is null or expires_at > ${now})`,
  )
}

/** Marks something as used; the mark is set once. */
export async function consumeArtifactRow(t: TenantDb, model: string, id: string, now: number): Promise<boolean> {
  const statement = sql`update artifacts set consumed_at = ${now} where tenant_id = ${t.tenantId} and model = ${model} and id = ${id} and consumed_at is null`
  return (await statement.execute(t.db)).numAffectedRows === 1n
}

/** Removes something. */
export async function deleteArtifact(t: TenantDb, model: string, id: string): Promise<void> {
  await sql`delete from artifacts where tenant_id = ${t.tenantId} and model = ${model} and id = ${id}`.execute(t.db)
}

/** Removes everything that came of a grant. */
export async function deleteByGrant(t: TenantDb, grantId: string): Promise<void> {
  await sql`delete from artifacts where tenant_id = ${t.tenantId} and (grant_id = ${grantId} or (model = 'Grant' and id = ${grantId}))`.execute(
    t.db,
  )
}

/** Removes what has expired. */
export async function deleteExpired(t: TenantDb, now: number): Promise<void> {
  await sql`delete from artifacts where tenant_id = ${t.tenantId} and expires_at < ${now}`.execute(t.db)
  await sql`delete from sign_in_flows where tenant_id = ${t.tenantId} and expires_at < ${now}`.execute(t.db)
}
