import { sql } from 'kysely'
import { changed, row, rows, type TenantDb } from './store.ts'

/** After ten failures an account is locked for a minute, and longer after each further ten (semantics: smart lockout). */
const failuresAllowed = 10
const lockMillis = 60_000

/** The PHC hash of an account's password, or null. */
export async function findPasswordHash(t: TenantDb, accountId: string): Promise<string | null> {
  return (
    (
      await row(
        t,
        sql<{
          hash: string | null
        }>`select password_hash as hash from accounts where tenant_id = ${t.tenantId} and id = ${accountId}`,
      )
    )?.hash ?? null
  )
}

/** The account with this id, or this normalised name or alias, and the PHC hash of its password; null where there is no such account. */
export function findCredential(
  t: TenantDb,
  who: { readonly id: string } | { readonly name: string },
): Promise<{ readonly accountId: string; readonly phc: string | null } | null> {
  const isThey =
    'id' in who
      ? sql`id = ${who.id}`
      : sql`(name_key = ${who.name} or id = (select n.account_id from account_aliases n where n.tenant_id = ${t.tenantId} and n.name_key = ${who.name}))`
  return row(
    t,
    sql`select id as "accountId", password_hash as phc from accounts where tenant_id = ${t.tenantId} and ${isThey}`,
  )
}

/** Takes the place of the hash that is known to be there; false when it has been replaced meanwhile. */
export async function passwordHashIs(t: TenantDb, accountId: string, hash: string | null): Promise<boolean> {
  return (
    (await row(
      t,
      sql`select 1 from accounts where tenant_id = ${t.tenantId} and id = ${accountId} and password_hash is not distinct from ${hash} for update`,
    )) !== null
  )
}

/** Counts a wrong password; the count and the lock are one statement, so parallel guesses are counted one by one (SEC-03). */
export async function recordFailure(t: TenantDb, accountId: string, now: number): Promise<void> {
  await sql`update accounts set
      failed_attempts = case when failed_attempts + 1 >= ${failuresAllowed} then 0 else failed_attempts + 1 end,
      lock_count = case when failed_attempts + 1 >= ${failuresAllowed} then lock_count + 1 else lock_count end,
      locked_until = case when failed_attempts + 1 >= ${failuresAllowed} then ${now} + ${lockMillis} * power(2, least(lock_count, 10))::bigint else locked_until end
    where tenant_id = ${t.tenantId} and id = ${accountId} and coalesce(locked_until, 0) <= ${now}`.execute(t.db)
}

/** Forgets the failures after a right password. A lock that stands goes on standing. */
export async function recordSuccess(t: TenantDb, accountId: string, now: number): Promise<void> {
  await sql`update accounts set failed_attempts = 0, lock_count = 0, locked_until = null
    where tenant_id = ${t.tenantId} and id = ${accountId} and coalesce(locked_until, 0) <= ${now} and (failed_attempts > 0 or lock_count > 0 or locked_until is not null)`.execute(
    t.db,
  )
}

/** The usable authenticator apps of an account, their seeds sealed. */
export function findTotps(
  t: TenantDb,
  accountId: string,
): Promise<{ readonly id: string; readonly sealedSecret: Buffer }[]> {
  return rows(
    t,
    sql`select id, sealed_secret as "sealedSecret" from methods where tenant_id = ${t.tenantId} and account_id = ${accountId} and kind = 'totp' and is_usable order by created_at, id`,
  )
}

/** Takes a time step for good: true for the one who comes first, false for a replay (SEC-07). */
export async function useTotpStep(t: TenantDb, accountId: string, methodId: string, step: number): Promise<boolean> {
  return (
    (await changed(
      t,
      sql`update methods set last_step = ${step} where tenant_id = ${t.tenantId} and account_id = ${accountId} and id = ${methodId} and last_step < ${step}`,
    )) === 1
  )
}

/** Locks an account until an instant, as its failures would have. */
export async function lockAccount(t: TenantDb, accountId: string, until: number): Promise<void> {
  await sql`update accounts set locked_until = ${until}, failed_attempts = 0, lock_count = 1 where tenant_id = ${t.tenantId} and id = ${accountId}`.execute(
    t.db,
  )
}
