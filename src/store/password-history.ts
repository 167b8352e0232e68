import { sql } from 'kysely'
import { changed, rows, type TenantDb } from './store.ts'

/** Hashes of the passwords an account had before its own, the last first, as many as the organisation keeps. */
export async function findFormerHashes(t: TenantDb, accountId: string): Promise<readonly string[]> {
  const found = await rows(
    t,
    sql<{
      hash: string
    }>`select hash from password_history where tenant_id = ${t.tenantId} and account_id = ${accountId}
      order by set_at desc limit (select password_history from tenants where id = ${t.tenantId})`,
  )
  return found.map(({ hash }) => hash)
}

/** Keeps the hash that is about to be replaced; temporary ones are nobody's choice. More than the organisation keeps are forgotten. */
export async function keepFormerHash(t: TenantDb, accountId: string): Promise<void> {
  const kept = await changed(
    t,
    sql`insert into password_history (tenant_id, account_id, set_at, hash)
    select tenant_id, id, coalesce(password_set_at, 0), password_hash from accounts
    where tenant_id = ${t.tenantId} and id = ${accountId} and password_hash is not null and temporary_until is null
    on conflict (tenant_id, account_id, set_at) do update set hash = excluded.hash`,
  )
  if (kept === 0) return
  await sql`delete from password_history h where h.tenant_id = ${t.tenantId} and h.account_id = ${accountId} and h.set_at not in (
    select k.set_at from password_history k where k.tenant_id = ${t.tenantId} and k.account_id = ${accountId}
    order by k.set_at desc limit (select password_history from tenants where id = ${t.tenantId}))`.execute(t.db)
}
