import { sql } from 'kysely'
import { isId } from './accounts.ts'
import { changed, row, rows, type TenantDb } from './store.ts'

/** A provisioning client's token as administrators list it; what it is stays with its holder. */
export type ScimToken = {
  readonly id: string
  readonly name: string
  /** The last letters of the token. */
  readonly hint: string
  /** Whose accounts it may touch: of people without roles, or also of those a User Administrator reaches. */
  readonly reach: 'people' | 'administrators'
  readonly perMinute: number
  readonly madeBy: string | null
  readonly createdAt: number
  readonly expiresAt: number
  readonly lastUsedAt: number | null
  readonly revokedAt: number | null
}

const whole = sql<ScimToken>`select id, name, hint, reach, per_minute as "perMinute", made_by as "madeBy", created_at as "createdAt",
  expires_at as "expiresAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt" from scim_tokens`

/** Keeps a token by its SHA-256. */
export async function insertScimToken(
  t: TenantDb,
  token: Omit<ScimToken, 'lastUsedAt' | 'revokedAt'>,
  hash: string,
): Promise<void> {
  await sql`insert into scim_tokens (tenant_id, id, name, hash, hint, reach, per_minute, made_by, created_at, expires_at)
    values (${t.tenantId}, ${token.id}, ${token.name}, ${hash}, ${token.hint}, ${token.reach}, ${token.perMinute}, ${token.madeBy}, ${token.createdAt}, ${token.expiresAt})`.execute(
    t.db,
  )
}

/** Every token of the tenant, the newest first, those that ended too. */
export function listScimTokens(t: TenantDb): Promise<ScimToken[]> {
  return rows(t, sql<ScimToken>`${whole} where tenant_id = ${t.tenantId} order by created_at desc, id`)
}

/** The token with this id, or null. */
export function findScimToken(t: TenantDb, id: string): Promise<ScimToken | null> {
  return row(t, sql<ScimToken>`${whole} where tenant_id = ${t.tenantId} and id = ${id}`)
}

/** Ends a token; whether there was one to end. */
export async function endScimToken(t: TenantDb, id: string, at: number): Promise<boolean> {
  if (!isId(id)) return false
  return (
    (await changed(
      t,
      sql`update scim_tokens set revoked_at = ${at} where tenant_id = ${t.tenantId} and id = ${id} and revoked_at is null`,
    )) > 0
  )
}

/**
 * Counts a use of the token with this id and hash and gives it, with what was spent of the current minute, this use
 * included; null when there is none or it has ended.
 */
export async function spendScimToken(
  t: TenantDb,
  id: string,
  hash: string,
  cost: number,
  now: number,
): Promise<(ScimToken & { readonly spent: number }) | null> {
  const minute = Math.floor(now / 60_000)
  // A count may be lost with the server; a request need not wait for the disk because of it.
  await sql`set local synchronous_commit = off`.execute(t.db)
  return row(
    t,
    sql<ScimToken & { readonly spent: number }>`update scim_tokens set last_used_at = ${now}, minute = ${minute},
      spent = least(case when minute = ${minute} then spent else 0 end + ${cost}, 1000000)
      where tenant_id = ${t.tenantId} and id = ${id} and hash = ${hash} and revoked_at is null and expires_at > ${now}
      returning id, name, hint, reach, per_minute as "perMinute", made_by as "madeBy", created_at as "createdAt",
        expires_at as "expiresAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt", spent`,
  )
}
