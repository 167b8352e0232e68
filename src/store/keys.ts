import { sql } from 'kysely'
import { rows, type TenantDb } from './store.ts'

export type KeyRow = {
  readonly id: string
  readonly alg: string
  readonly sealedJwk: Buffer
  readonly createdAt: number
  readonly retiredAt: number | null
}

/** The tenant's signing keys, those that sign first and then the newest; without those retired before `since`; private parts sealed. */
export function listKeys(t: TenantDb, since: number): Promise<KeyRow[]> {
  return rows(
    t,
    sql<KeyRow>`select id, alg, sealed_jwk as "sealedJwk", created_at as "createdAt", retired_at as "retiredAt" from signing_keys where tenant_id = ${t.tenantId} and (retired_at is null or retired_at > ${since}) order by retired_at is not null, created_at desc, id`,
  )
}

/** Keeps a signing key. */
export async function insertKey(t: TenantDb, key: KeyRow): Promise<void> {
  await sql`insert into signing_keys (tenant_id, id, alg, sealed_jwk, created_at, retired_at) values (${t.tenantId}, ${key.id}, ${key.alg}, ${key.sealedJwk}, ${key.createdAt}, ${key.retiredAt})`.execute(
    t.db,
  )
}

/** From `at` on, the keys that sign now sign no more. */
export async function retireKeys(t: TenantDb, at: number): Promise<void> {
  await sql`update signing_keys set retired_at = ${at} where tenant_id = ${t.tenantId} and retired_at is null`.execute(
    t.db,
  )
}

/** Nothing that any key of the tenant has signed is good any more. */
export async function forgetKeys(t: TenantDb): Promise<void> {
  await sql`update signing_keys set retired_at = 0 where tenant_id = ${t.tenantId}`.execute(t.db)
}

/** Waits its turn to make the tenant's keys: of several servers one makes them. */
export async function lockKeys(t: TenantDb): Promise<void> {
  // A lock of their own: the tenant's row may be held for as long as an import takes.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`signing keys ${t.tenantId}`}, 0))`.execute(t.db)
}
