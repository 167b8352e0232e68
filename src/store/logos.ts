import { sql } from 'kysely'
import { row, type TenantDb } from './store.ts'

export type Logo = { readonly type: 'image/png' | 'image/jpeg'; readonly bytes: Buffer }

/** How many pictures a tenant keeps, so that a look it had can be had again. */
const kept = 20

/** Keeps a picture by its digest; of those that are shown no more the oldest goes when there are too many. */
export async function insertLogo(t: TenantDb, id: string, logo: Logo, at: number): Promise<void> {
  await sql`insert into logos (tenant_id, id, type, bytes, added_at) values (${t.tenantId}, ${id}, ${logo.type}, ${logo.bytes}, ${at})
    on conflict (tenant_id, id) do update set added_at = excluded.added_at`.execute(t.db)
  await sql`delete from logos where tenant_id = ${t.tenantId} and id in (select l.id from logos l join tenants o on o.id = l.tenant_id
    where l.tenant_id = ${t.tenantId} and l.id is distinct from o.branding->>'logo' order by l.added_at desc, l.id offset ${kept})`.execute(
    t.db,
  )
}

/** The picture with this digest, or null. */
export function findLogo(t: TenantDb, id: string): Promise<Logo | null> {
  return row(t, sql<Logo>`select type, bytes from logos where tenant_id = ${t.tenantId} and id = ${id}`)
}

/** Whether the tenant has this picture. */
export async function hasLogo(t: TenantDb, id: string): Promise<boolean> {
  return (await row(t, sql`select 1 from logos where tenant_id = ${t.tenantId} and id = ${id}`)) !== null
}
