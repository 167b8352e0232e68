import { sql } from 'kysely'
import type { AdministrativeUnit } from '../core/organisation.ts'
import { rolesHeld } from './roles-held.ts'
import { json, row, rows, type TenantDb } from './store.ts'

/** The administrative units an account is in. */
export async function unitsOfAccount(t: TenantDb, accountId: string): Promise<readonly string[]> {
  const found = await rows(
    t,
    sql<{
      id: string
    }>`select unit_id as id from unit_accounts where tenant_id = ${t.tenantId} and account_id = ${accountId} order by unit_id`,
  )
  return found.map(({ id }) => id)
}

/** The administrative units each of these accounts is in, by name. */
export async function unitsOf(
  t: TenantDb,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly AdministrativeUnit[]>> {
  const found = await rows(
    t,
    sql<AdministrativeUnit & { accountId: string }>`select m.account_id as "accountId", u.id, u.name, u.description
      from unit_accounts m join units u on u.tenant_id = m.tenant_id and u.id = m.unit_id
      where m.tenant_id = ${t.tenantId} and m.account_id = any(${ids}::uuid[]) order by lower(u.name)`,
  )
  const all = new Map<string, AdministrativeUnit[]>()
  for (const { accountId, ...unit } of found) all.set(accountId, [...(all.get(accountId) ?? []), unit])
  return all
}

/** Those of these accounts that are in one of these administrative units, in the order given. */
export async function accountsWithin(
  t: TenantDb,
  ids: readonly string[],
  unitIds: readonly string[],
): Promise<readonly string[]> {
  const found = await rows(
    t,
    sql<{ id: string }>`select account_id as id from unit_accounts where tenant_id = ${t.tenantId}
      and account_id = any(${ids}::uuid[]) and unit_id = any(${unitIds}::uuid[])`,
  )
  const within = new Set(found.map(({ id }) => id))
  return ids.filter((id) => within.has(id))
}

/** Everybody who is in one of these administrative units. */
export async function accountsOfUnits(t: TenantDb, unitIds: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await rows(
    t,
    sql<{ id: string }>`select distinct account_id as id from unit_accounts where tenant_id = ${t.tenantId}
      and unit_id in (select jsonb_array_elements_text(${json(unitIds)})::uuid)`,
  )
  return new Set(found.map(({ id }) => id))
}

/** An administrative unit with how much is in it and who holds which role within it. */
export type UnitRow = AdministrativeUnit & {
  readonly people: number
  readonly groups: readonly { readonly id: string; readonly name: string }[]
  readonly roles: readonly { readonly role: string; readonly accountId: string; readonly name: string }[]
}

const whole = sql<UnitRow>`select u.id, u.name, u.description,
  (select count(*) from unit_accounts m join accounts a on a.tenant_id = m.tenant_id and a.id = m.account_id and a.deleted_at is null
    where m.tenant_id = u.tenant_id and m.unit_id = u.id) as people,
  coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by lower(g.name)) from unit_groups m
    join groups g on g.tenant_id = m.tenant_id and g.id = m.group_id where m.tenant_id = u.tenant_id and m.unit_id = u.id), '[]') as groups,
  coalesce((select jsonb_agg(jsonb_build_object('role', h.role, 'accountId', a.id, 'name', a.display_name) order by h.role, a.display_key) from ${rolesHeld} h
    join accounts a on a.tenant_id = h.tenant_id and a.id = h.account_id and a.deleted_at is null
    where h.tenant_id = u.tenant_id and h.unit_id = u.id), '[]') as roles
  from units u`

/** All administrative units, by name. */
export function listUnits(t: TenantDb): Promise<UnitRow[]> {
  return rows(t, sql<UnitRow>`${whole} where u.tenant_id = ${t.tenantId} order by lower(u.name)`)
}

/** The unit with this id, or null. */
export function findUnit(t: TenantDb, id: string): Promise<UnitRow | null> {
  return row(t, sql<UnitRow>`${whole} where u.tenant_id = ${t.tenantId} and u.id = ${id}`)
}
