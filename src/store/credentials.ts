import { sql } from 'kysely'
import { changed, row, rows, type TenantDb } from './store.ts'

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

/** The account with this id, or this normalised name or alias, the PHC hash of its password and what is kept of its pass; null where there is no such account. */
export function findCredential(
  t: TenantDb,
  who: { readonly id: string } | { readonly name: string },
): Promise<{ readonly accountId: string; readonly phc: string | null; readonly passHash: Buffer | null } | null> {
  const isThey =
    'id' in who
      ? sql`id = ${who.id}`
      : sql`(name_key = ${who.name} or id = (select n.account_id from account_aliases n where n.tenant_id = ${t.tenantId} and n.name_key = ${who.name}))`
  return row(
    t,
    sql`select id as "accountId", password_hash as phc,
      (select p.hash from temporary_passes p where p.tenant_id = accounts.tenant_id and p.account_id = accounts.id) as "passHash" from accounts where tenant_id = ${t.tenantId} and ${isThey}`,
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

/** Puts another hash of the same password in the place of the one it was proved by; false when that has been replaced meanwhile. */
export async function replacePasswordHash(t: TenantDb, accountId: string, was: string, is: string): Promise<boolean> {
  return (
    (await changed(
      t,
      sql`update accounts set password_hash = ${is} where tenant_id = ${t.tenantId} and id = ${accountId} and password_hash = ${was}`,
    )) === 1
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
export async function useTotpStep(
  t: TenantDb,
  accountId: string,
  methodId: string,
  step: number,
  now: number,
): Promise<boolean> {
  return (
    (await changed(
      t,
      sql`update methods set last_step = ${step}, last_used_at = ${now} where tenant_id = ${t.tenantId} and account_id = ${accountId} and id = ${methodId} and last_step < ${step} and not (${step} = any(refused_steps))`,
    )) === 1
  )
}

/** Keeps that the code of a time step is never to be taken; those of steps long past are forgotten. */
export async function refuseTotpStep(t: TenantDb, methodId: string, step: number, stepNow: number): Promise<void> {
  await sql`update methods set refused_steps = array(select distinct s from unnest(refused_steps || ${step}::bigint) s where s >= ${stepNow - 2} order by s)
    where tenant_id = ${t.tenantId} and id = ${methodId}`.execute(t.db)
}
