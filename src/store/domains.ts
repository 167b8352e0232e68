import { sql } from 'kysely'
import type { Domain } from '../core/organisation.ts'
import { row, rows, type TenantDb } from './store.ts'

/** A domain with the text that proves it. */
export type DomainRow = Domain & { readonly token: string }

/** Who uses a domain: a few by name, and how many in all. */
export type DomainUse = { readonly names: readonly string[]; readonly count: number }

/** A domain as decisions read it, as JSON: who looks after its people only where somebody does. */
export const domainOf = sql<Domain>`jsonb_build_object('name', name, 'isVerified', is_verified, 'isDefault', is_default)
  || case when provider_id is null then '{}' else jsonb_build_object('providerId', provider_id) end`

const whole = sql<{
  domain: DomainRow
}>`select ${domainOf} || jsonb_build_object('token', token) as domain from domains`

/** The tenant's domains, the default one first. */
export async function listDomains(t: TenantDb): Promise<DomainRow[]> {
  const found = await rows(
    t,
    sql<{ domain: DomainRow }>`${whole} where tenant_id = ${t.tenantId} order by is_default desc, name`,
  )
  return found.map(({ domain }) => domain)
}

/** The domain of this name, whatever its case, or null. */
export async function findDomain(t: TenantDb, name: string): Promise<DomainRow | null> {
  const found = await row(
    t,
    sql<{ domain: DomainRow }>`${whole} where tenant_id = ${t.tenantId} and name = ${name.toLowerCase()}`,
  )
  return found?.domain ?? null
}

/** Whether another tenant has proved the domain. Row-level security shows nothing else of it. */
export async function isTakenElsewhere(t: TenantDb, name: string): Promise<boolean> {
  await sql`select set_config('admit.finding', 'domain', true)`.execute(t.db)
  const other = await row(
    t,
    sql`select 1 from domains where name = ${name.toLowerCase()} and is_verified and tenant_id <> ${t.tenantId}`,
  )
  await sql`select set_config('admit.finding', '', true)`.execute(t.db)
  return other !== null
}

/** People whose names, and apps whose identifiers, are under the domain; deleted people keep their names too. */
export async function domainUse(t: TenantDb, name: string): Promise<DomainUse> {
  const domain = name.toLowerCase()
  const people = await rows(
    t,
    sql<{
      name: string
      n: number
    }>`select case when deleted_at is null then sign_in_name else sign_in_name || ' (deleted)' end as name,
      count(*) over () as n from (
        select sign_in_name, deleted_at, name_key from accounts where tenant_id = ${t.tenantId} and name_domain = ${domain}
        union all select n.name, a.deleted_at, n.name_key from account_aliases n join accounts a on a.tenant_id = n.tenant_id and a.id = n.account_id
          where n.tenant_id = ${t.tenantId} and n.name_domain = ${domain}) used
      order by name_key limit 5`,
  )
  const apps = await rows(
    t,
    sql<{ name: string }>`select name || ' (' || identifier_uri || ')' as name from apps
      where tenant_id = ${t.tenantId} and split_part(lower(identifier_uri), '/', 3) = ${domain} order by name`,
  )
  return {
    names: [...people, ...apps].map((one) => one.name).slice(0, 5),
    count: (people[0]?.n ?? 0) + apps.length,
  }
}
