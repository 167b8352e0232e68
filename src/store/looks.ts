import { type RawBuilder, sql } from 'kysely'
import { groupLook, keptName } from '../core/naming/fit.ts'
import { lookEdition } from '../core/naming/look-alike.ts'
import { row, rows, type TenantDb } from './store.ts'
import { lockSeats } from './turn.ts'

/** Where names stand that are not to look alike, each with the column that its row is found by. */
const places = [
  { table: 'accounts', key: 'id', type: 'uuid', name: 'sign_in_name', lookOf: (name: string) => keptName(name).look },
  {
    table: 'account_aliases',
    key: 'name_key',
    type: 'text',
    name: 'name',
    lookOf: (name: string) => keptName(name).look,
  },
  { table: 'groups', key: 'id', type: 'uuid', name: 'name', lookOf: groupLook },
] as const

/** How far the names of a tenant have been looked at. */
export type LooksCursor = { readonly place: number; readonly after: string | null }

type Named = { readonly key: string; readonly name: string; readonly look: string | null }

const isOther = (name: RawBuilder<unknown>) => sql`${name} ~ '[^ -~]'`

/** Whether names of the tenant are kept under an earlier edition of looks. */
export async function areLooksOld(t: TenantDb): Promise<boolean> {
  const found = await row(
    t,
    sql<{ edition: number }>`select look_edition as edition from tenants where id = ${t.tenantId}`,
  )
  return (found?.edition ?? lookEdition) < lookEdition
}

/**
 * Looks at the next thousand names that are not plain, and keeps what they look like now; at the end the tenant has the edition.
 * Nobody gives a name until the transaction ends. Gives how many were looked at, and where the next begin; null at the end.
 */
export async function lookAnew(
  t: TenantDb,
  { place, after }: LooksCursor,
): Promise<{ readonly seen: number; readonly changed: number; readonly next: LooksCursor | null }> {
  const at = places[place]
  if (at === undefined) {
    await sql`update tenants set look_edition = ${lookEdition} where id = ${t.tenantId}`.execute(t.db)
    return { seen: 0, changed: 0, next: null }
  }
  await lockSeats(t)
  const [table, key, name] = [sql.table(at.table), sql.ref(at.key), sql.ref(at.name)]
  const type = sql.raw(at.type)
  const batch = await rows(
    t,
    sql<Named>`select ${key}::text as key, ${name} as name, name_look as look from ${table} where tenant_id = ${t.tenantId}
      and ${after === null ? sql`true` : sql`${key} > ${after}::${type}`} and (${isOther(name)}${at.table === 'groups' ? sql` or name_look is null` : sql``})
      order by ${key} limit 1000`,
  )
  const others = batch.filter((one) => at.lookOf(one.name) !== one.look)
  if (others.length > 0)
    await sql`update ${table} x set name_look = w.look from unnest(${others.map((one) => one.key)}::${type}[],
      ${others.map((one) => at.lookOf(one.name))}::text[]) w(key, look) where x.tenant_id = ${t.tenantId} and x.${key} = w.key`.execute(
      t.db,
    )
  const last = batch.length === 1000 ? (batch.at(-1)?.key ?? null) : null
  return {
    seen: batch.length,
    changed: others.length,
    next: last === null ? { place: place + 1, after: null } : { place, after: last },
  }
}

/** Two names that look the same although no two may: both were there before they were known to. */
export type AlikeNames = {
  readonly entity: 'account' | 'group'
  readonly id: string
  readonly name: string
  /** Whoever is called so that it looks the same. */
  readonly otherId: string
  readonly otherName: string
}

/** The names of people and groups that look the same as another's, each pair once; a thousand at most. */
export function listAlikeNames(t: TenantDb): Promise<AlikeNames[]> {
  // All of them are found before some are taken: for the first thousand alone PostgreSQL compares each with each.
  return rows(
    t,
    sql<AlikeNames>`with names as (
        select id, sign_in_name as name, name_key as key, name_look as look from accounts where tenant_id = ${t.tenantId}
        union all select account_id, name, name_key, name_look from account_aliases where tenant_id = ${t.tenantId}),
      alike as materialized (select 'account' as entity, n.id, n.name, o.id as "otherId", o.name as "otherName" from names n
        join names o on o.key = n.look and o.id <> n.id where n.look is not null
      union all select 'account', n.id, n.name, o.id, o.name from names n
        join names o on o.look = n.look and o.id < n.id where n.look is not null
      union all select 'group', g.id, g.name, o.id, o.name from groups g
        join groups o on o.tenant_id = g.tenant_id and o.name_look = g.name_look and o.id < g.id where g.tenant_id = ${t.tenantId})
      select * from alike limit 1000`,
  )
}

/** Names that are kept with another look than they have; none of a tenant whose names are still to be looked at anew. */
export async function listWrongLooks(t: TenantDb): Promise<
  readonly {
    readonly table: string
    readonly key: string
    readonly found: string | null
    readonly wanted: string | null
  }[]
> {
  if (await areLooksOld(t)) return []
  const wrong = await Promise.all(
    places.map(async ({ table, key, name, lookOf }) => {
      const named = await rows(
        t,
        sql<Named>`select ${sql.ref(key)}::text as key, ${sql.ref(name)} as name, name_look as look from ${sql.table(table)}
          where tenant_id = ${t.tenantId} and (${isOther(sql.ref(name))} or name_look is not null or ${table === 'groups'})`,
      )
      return named
        .map((one) => ({ table, key: one.key, found: one.look, wanted: lookOf(one.name) }))
        .filter(({ found, wanted }) => found !== wanted)
    }),
  )
  return wrong.flat()
}
