import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { MethodKind } from '../core/methods/methods.ts'
import type { TemporaryPass } from '../core/methods/temporary-pass.ts'
import { endSessionRow } from './sessions.ts'
import { changed, row, rows, type TenantDb } from './store.ts'

/** A method of a person with what is to be told of it; its secret stays where it is. */
export type MethodRow = {
  readonly id: string
  readonly kind: MethodKind
  /** What the person calls it; null where they never said. */
  readonly name: string | null
  readonly isUsable: boolean
  /** Since when it is the one asked for first; null where it is not. */
  readonly defaultSince: number | null
  readonly createdAt: number
  readonly lastUsedAt: number | null
  /** Where its codes are sent to; null for other kinds. */
  readonly address: string | null
  /** Since when nothing arrives there; null where it does, or nothing was sent. */
  readonly undeliverableAt: number | null
}

/** All methods of an account, those no longer usable too, the oldest first. */
export function listMethods(t: TenantDb, accountId: string): Promise<MethodRow[]> {
  return rows(
    t,
    sql<MethodRow>`select id, kind, name, is_usable as "isUsable", default_since as "defaultSince", created_at as "createdAt", last_used_at as "lastUsedAt", address, undeliverable_at as "undeliverableAt"
      from methods where tenant_id = ${t.tenantId} and account_id = ${accountId} order by created_at, id`,
  )
}

/** Writes down that a method was proved with. */
export async function methodUsed(t: TenantDb, methodId: string, at: number): Promise<void> {
  await sql`update methods set last_used_at = ${at} where tenant_id = ${t.tenantId} and id = ${methodId}`.execute(t.db)
}

/** Puts new recovery codes, as hashes, in the place of those before. */
export async function insertRecoveryCodes(
  t: TenantDb,
  accountId: string,
  hashes: readonly Buffer[],
  at: number,
): Promise<void> {
  const former = (await listMethods(t, accountId)).find(({ kind }) => kind === 'recovery_codes')
  const id = former?.id ?? randomUUID()
  await sql`delete from recovery_codes where tenant_id = ${t.tenantId} and method_id = ${id}`.execute(t.db)
  await sql`insert into methods (tenant_id, id, account_id, kind, created_at) values (${t.tenantId}, ${id}, ${accountId}, 'recovery_codes', ${at})
    on conflict (tenant_id, id) do update set is_usable = true, created_at = excluded.created_at, last_used_at = null`.execute(
    t.db,
  )
  await sql`insert into recovery_codes (tenant_id, method_id, hash)
    select ${t.tenantId}::uuid, ${id}::uuid, h from unnest(${hashes}::bytea[]) h`.execute(t.db)
}

/** Takes a recovery code for good: true for the one who comes first, false for everybody after (SEC-07). */
export async function useRecoveryCode(t: TenantDb, methodId: string, hash: Buffer, now: number): Promise<boolean> {
  // The method is held, so that of the last two codes used at once the later one sees that none is left.
  await sql`select 1 from methods where tenant_id = ${t.tenantId} and id = ${methodId} for update`.execute(t.db)
  const used = await changed(
    t,
    sql`update recovery_codes set used_at = ${now} where tenant_id = ${t.tenantId} and method_id = ${methodId} and hash = ${hash} and used_at is null`,
  )
  if (used === 0) return false
  await sql`update methods m set last_used_at = ${now}, is_usable = exists (select 1 from recovery_codes c
      where c.tenant_id = m.tenant_id and c.method_id = m.id and c.used_at is null)
    where tenant_id = ${t.tenantId} and id = ${methodId}`.execute(t.db)
  return true
}

/** Whether a code is one of these recovery codes, be it used. */
export async function isRecoveryCode(t: TenantDb, methodId: string, hash: Buffer): Promise<boolean> {
  const found = sql`select 1 from recovery_codes where tenant_id = ${t.tenantId} and method_id = ${methodId} and hash = ${hash}`
  return (await row(t, found)) !== null
}

/** How many recovery codes of an account are left; null where it never made any. */
export async function countRecoveryCodes(t: TenantDb, accountId: string): Promise<number | null> {
  const found = await row(
    t,
    sql<{
      left: number
    }>`select (select count(*) from recovery_codes c where c.tenant_id = m.tenant_id and c.method_id = m.id and c.used_at is null) as left
      from methods m where m.tenant_id = ${t.tenantId} and m.account_id = ${accountId} and m.kind = 'recovery_codes'`,
  )
  return found?.left ?? null
}

/** A pass as it is kept. */
export type PassRow = TemporaryPass & { readonly id: string; readonly createdAt: number }

/** The pass of a person, be it over; null where there is none. */
export async function findPass(t: TenantDb, accountId: string): Promise<PassRow | null> {
  const found = await row(
    t,
    sql<
      Omit<PassRow, 'usedAt'> & { readonly usedAt: number | null }
    >`select id, starts_at as "startsAt", ends_at as "endsAt", case when is_once then 'one' else 'many' end as uses,
      case when is_once then used_at end as "usedAt", created_at as "createdAt"
      from temporary_passes where tenant_id = ${t.tenantId} and account_id = ${accountId}`,
  )
  if (found === null) return null
  const { usedAt, ...pass } = found
  return usedAt === null ? pass : { ...pass, usedAt }
}

/** Uses a pass: true where it is good now, and of those who use one for one sign-in at once, for the first (SEC-06). */
export async function usePass(t: TenantDb, accountId: string, hash: Buffer, now: number): Promise<boolean> {
  return (
    (await changed(
      t,
      sql`update temporary_passes set used_at = ${now} where tenant_id = ${t.tenantId} and account_id = ${accountId} and hash = ${hash}
        and starts_at <= ${now} and ends_at > ${now} and (not is_once or used_at is null)`,
    )) === 1
  )
}

/** Ends every browser's session that was begun with a pass. */
export async function endSessionsOfPass(t: TenantDb, accountId: string, now: number): Promise<void> {
  const begun = await rows(
    t,
    sql<{
      id: string
    }>`select id from browser_sessions where tenant_id = ${t.tenantId} and account_id = ${accountId} and ended_at is null and methods ? 'temporary_pass'`,
  )
  for (const { id } of begun) await endSessionRow(t, id, now)
}
