import { sql } from 'kysely'
import { rows, type TenantDb } from './store.ts'

export type KeyRow = {
  readonly id: string
  readonly alg: string
  readonly sealedJwk: Buffer
  readonly createdAt: number
  readonly retiredAt: number | null
}

/** The tenant's signing keys that are not retired, the newest first; private parts sealed. */
export function listKeys(t: TenantDb): Promise<KeyRow[]> {
  return rows(
    t,
    sql<KeyRow>`select id, alg, sealed_jwk as "sealedJwk", created_at as "createdAt", retired_at as "retiredAt" from signing_keys where tenant_id = ${t.tenantId} and retired_at is null order by created_at desc, id`,
  )
}

/** Keeps a signing key. */
export async function insertKey(t: TenantDb, key: KeyRow): Promise<void> {
  await sql`insert into signing_keys (tenant_id, id, alg, sealed_jwk, created_at, retired_at) values (${t.tenantId}, ${key.id}, ${key.alg}, ${key.sealedJwk}, ${key.createdAt}, ${key.retiredAt})`.execute(
    t.db,
  )
}

/** Waits its turn to make the tenant's keys: of several servers one makes them. */
export async function lockKeys(t: TenantDb): Promise<void> {
  // A lock of their own: the tenant's row may be held for as long as an import takes.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`signing keys ${t.tenantId}`}, 0))`.execute(t.db)
}
