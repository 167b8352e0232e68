import { type RawBuilder, sql } from 'kysely'
import {
  type Counted,
  type Failures,
  type FailureSource,
  type LockoutRules,
  noFailures,
} from '../core/lockout/lockout.ts'
import type { Account, Place } from '../core/snapshot.ts'
import { json, row, rows, type TenantDb } from './store.ts'

/**
 * What an account keeps of wrong passwords from such places, held until the transaction ends, so that guesses at the same
 * moment are counted one by one (SEC-03); and how many lock it. Null where there is no such account.
 */
export async function holdFailures(
  t: TenantDb,
  accountId: string,
  place: Counted,
): Promise<{ readonly failures: Failures; readonly rules: LockoutRules } | null> {
  const [, held] = await Promise.all([
    sql`insert into lockouts (tenant_id, account_id, place) select tenant_id, id, ${place} from accounts
      where tenant_id = ${t.tenantId} and id = ${accountId} on conflict do nothing`.execute(t.db),
    row(
      t,
      sql<
        Failures & LockoutRules
      >`select l.failed, l.locks, l.locked_until as "lockedUntil", l.last_at as "lastAt", l.wrong, l.sources,
        o.lockout_threshold as threshold, o.lockout_seconds as seconds, o.lockout_growth as growth
        from lockouts l join tenants o on o.id = l.tenant_id
        where l.tenant_id = ${t.tenantId} and l.account_id = ${accountId} and l.place = ${place} for update of l`,
    ),
  ])
  if (held === null) return null
  const { threshold, seconds, growth, ...failures } = held
  return { failures, rules: { threshold, seconds, growth } }
}

/** Keeps what has become of failures that are held. */
export async function saveFailures(t: TenantDb, accountId: string, place: Counted, now: Failures): Promise<void> {
  await sql`update lockouts set failed = ${now.failed}, locks = ${now.locks}, locked_until = ${now.lockedUntil}, last_at = ${now.lastAt},
    wrong = ${json(now.wrong)}, sources = ${json(now.sources)}
    where tenant_id = ${t.tenantId} and account_id = ${accountId} and place = ${place}`.execute(t.db)
}

/** Forgets the failures of such places after a right password. A lock that stands goes on standing. */
export async function forgetFailures(t: TenantDb, accountId: string, place: Counted, now: number): Promise<void> {
  await sql`delete from lockouts where tenant_id = ${t.tenantId} and account_id = ${accountId} and place = ${place}
    and coalesce(locked_until, 0) <= ${now}`.execute(t.db)
}

/** Forgets all wrong passwords of these accounts, and every lock; what was counted of codes stays. */
export async function unlockAccounts(t: TenantDb, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length > 0)
    await sql`delete from lockouts where tenant_id = ${t.tenantId} and account_id = any(${accountIds}::uuid[]) and place <> 'second_factor'`.execute(
      t.db,
    )
}

/** Forgets the wrong codes of an account, and the pause they brought. */
export async function unpauseSecondFactor(t: TenantDb, accountId: string): Promise<void> {
  await sql`delete from lockouts where tenant_id = ${t.tenantId} and account_id = ${accountId} and place = 'second_factor'`.execute(
    t.db,
  )
}

/** Locks an account until an instant, wherever somebody comes from, as failures would have. */
export async function lockAccount(t: TenantDb, accountId: string, until: number): Promise<void> {
  for (const place of ['familiar', 'strange'] as const) {
    await holdFailures(t, accountId, place)
    await saveFailures(t, accountId, place, { ...noFailures, locks: 1, lockedUntil: until, lastAt: until })
  }
}

/** Where the wrong passwords of an account came from, those of either kind of place the newest first. */
export async function listFailures(t: TenantDb, accountId: string): Promise<NonNullable<Account['failures']>> {
  const kept = await rows(
    t,
    sql<{ place: Place; sources: readonly FailureSource[] }>`select place, sources from lockouts
      where tenant_id = ${t.tenantId} and account_id = ${accountId} and place <> 'second_factor' order by place`,
  )
  return kept.flatMap(({ place, sources }) => sources.map((one) => ({ ...one, place })))
}

/** Forgets what is so long ago that the next failure would begin anew. */
export async function forgetFailuresBefore(t: TenantDb, before: number): Promise<void> {
  await sql`delete from lockouts where tenant_id = ${t.tenantId} and greatest(last_at, locked_until) < ${before}`.execute(
    t.db,
  )
}

/** The locks of an account `a`, as one value. */
export const locksOf =
  sql`(select jsonb_object_agg(l.place, jsonb_build_object('until', l.locked_until, 'failed', l.failed))
  from lockouts l where l.tenant_id = a.tenant_id and l.account_id = a.id)` as RawBuilder<Locks | null>

export type Locks = { readonly [P in Counted]?: { readonly until: number | null; readonly failed: number } }
