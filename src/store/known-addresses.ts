import { sql } from 'kysely'
import { row, type TenantDb } from './store.ts'

/** Whether the person signed in from the address at that instant or later. */
export async function isKnownAddress(t: TenantDb, accountId: string, address: string, since: number): Promise<boolean> {
  return (
    (await row(
      t,
      sql`select 1 from known_addresses where tenant_id = ${t.tenantId} and account_id = ${accountId} and address = ${address} and seen_at >= ${since}`,
    )) !== null
  )
}

/** Whether the person has signed in from anywhere lately. */
export async function hasKnownAddress(t: TenantDb, accountId: string): Promise<boolean> {
  return (
    (await row(
      t,
      sql`select 1 from known_addresses where tenant_id = ${t.tenantId} and account_id = ${accountId} limit 1`,
    )) !== null
  )
}

/** Remembers an address somebody signed in from; one known already is written again once a day. */
export async function rememberAddress(t: TenantDb, accountId: string, address: string, now: number): Promise<void> {
  await sql`insert into known_addresses (tenant_id, account_id, address, seen_at) values (${t.tenantId}, ${accountId}, ${address}, ${now})
    on conflict (tenant_id, account_id, address) do update set seen_at = excluded.seen_at
    where known_addresses.seen_at < excluded.seen_at - 86400000`.execute(t.db)
}

/** Forgets addresses nobody signed in from since. */
export async function forgetAddressesBefore(t: TenantDb, before: number): Promise<void> {
  await sql`delete from known_addresses where tenant_id = ${t.tenantId} and seen_at < ${before}`.execute(t.db)
}

/** Forgets every address the person signed in from. */
export async function forgetAddresses(t: TenantDb, accountId: string): Promise<void> {
  await sql`delete from known_addresses where tenant_id = ${t.tenantId} and account_id = ${accountId}`.execute(t.db)
}

/** From when on browsers of the person are known again; null where they were never forgotten, or there is no such person. */
export async function devicesForgottenAt(t: TenantDb, accountId: string): Promise<number | null> {
  const found = await row(
    t,
    sql<{
      at: number | null
    }>`select devices_forgotten_at as at from accounts where tenant_id = ${t.tenantId} and id = ${accountId}`,
  )
  return found?.at ?? null
}
