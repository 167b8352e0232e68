import { sql } from 'kysely'
import { lookEdition } from '../core/naming/look-alike.ts'
import { isId } from './accounts.ts'
import { changed, row, rows, type Store, type TenantDb } from './store.ts'

export type TenantRow = { readonly id: string; readonly name: string; readonly isDemo: boolean }

/** The tenant that owns a verified domain, or null. Asked before any tenant is known. */
export function findTenantByDomain(store: Store, name: string): Promise<string | null> {
  return store.db.transaction().execute(async (db) => {
    await sql`select set_config('admit.finding', 'domain', true)`.execute(db)
    return (
      (await row({ db }, sql<{ id: string }>`select tenant_id as id from domains where name = ${name} and is_verified`))
        ?.id ?? null
    )
  })
}

/** The tenant, or null. */
export async function findTenantRow(store: Pick<Store, 'db'>, id: string): Promise<TenantRow | null> {
  return isId(id)
    ? row(store, sql<TenantRow>`select id, name, is_demo as "isDemo" from tenants where id = ${id}`)
    : null
}

/** Every organisation, the oldest first. */
export function listTenants(store: Store): Promise<TenantRow[]> {
  return rows(
    store,
    sql<TenantRow>`select id, name, is_demo as "isDemo" from tenants where kind = 'organisation' order by made_at, id`,
  )
}

/** Every tenant, that of personal accounts too, the oldest first: for what the clock asks of all of them. */
export function everyTenant(store: Store): Promise<TenantRow[]> {
  return rows(store, sql<TenantRow>`select id, name, is_demo as "isDemo" from tenants order by made_at, id`)
}

/** The only organisation there is; null when there is none or more than one. */
export async function onlyTenant(store: Store): Promise<string | null> {
  const [first, second] = await listTenants(store)
  return first !== undefined && second === undefined ? first.id : null
}

/** Whether there is no organisation yet. Whoever asks holds the answer until the transaction ends: of two first runs at once one waits and reads no. */
export async function isFirstTenant(t: TenantDb): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('admit: the first tenant'))`.execute(t.db)
  return (await row(t, sql`select 1 from tenants where kind = 'organisation' limit 1`)) === null
}

/** Holds the making of the tenant of personal accounts until the transaction ends: of two servers one makes it. */
export async function holdRealm(t: TenantDb): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('admit: the realm'))`.execute(t.db)
}

/** Makes a tenant, empty, inside a transaction bound to it. */
export async function insertTenant(
  t: TenantDb,
  tenant: { readonly name: string; readonly isDemo: boolean; readonly kind?: 'organisation' | 'personal' },
): Promise<void> {
  const { name, isDemo, kind = 'organisation' } = tenant
  await sql`insert into tenants (id, name, is_demo, look_edition, kind)
    values (${t.tenantId}, ${name}, ${isDemo}, ${lookEdition}, ${kind})`.execute(t.db)
  await sql`insert into journal_heads (tenant_id) values (${t.tenantId})`.execute(t.db)
}

/** A part of Admit as an app of the tenant. */
export type OwnApp = {
  readonly id: string
  readonly name: string
  readonly homeUrl: string | null
  readonly identifierUri: string | null
  readonly scopes: readonly { readonly name: string; readonly title: string; readonly consent: 'user' | 'admin' }[]
}

/** Registers the parts of Admit, which every tenant has; those that are there take what is new in them. Gives how many it wrote. */
export async function putOwnApps(t: TenantDb, apps: readonly OwnApp[], at: number): Promise<number> {
  let put = 0
  for (const app of apps)
    put += await changed(
      t,
      sql`insert into apps (tenant_id, id, name, home_url, is_own, identifier_uri, scopes, created_at)
      values (${t.tenantId}, ${app.id}, ${app.name}, ${app.homeUrl}, true, ${app.identifierUri}, ${JSON.stringify(app.scopes)}::jsonb, ${at})
      on conflict (tenant_id, id) do update set name = excluded.name, home_url = excluded.home_url, scopes = excluded.scopes
        where (apps.name, apps.home_url, apps.scopes) is distinct from (excluded.name, excluded.home_url, excluded.scopes)`,
    )
  return put
}
