import { sql } from 'kysely'
import { tiedProducts } from '../core/licensing/derive.ts'
import { changed, json, row, rows, type TenantDb } from './store.ts'
import { type Range, within } from './settle-groups.ts'
import { endNeedlessWaiting } from './seats.ts'
import { type SettledPeople, settlePeople } from './settle-people.ts'
import { loadTenantPart } from './tenant-part.ts'

/**
 * Gives a group's products to its members within the range and takes them from those who are in it no more, set by set and as
 * `derivedLicences` says it person by person. Products that have to do with others are left to that very function, for those
 * whom they concern. Additions come first, so that nobody who has another path to a product is without it between two statements.
 */
export async function settleGroupLicences(
  t: TenantDb,
  groupId: string,
  productIds: readonly string[],
  range: Range,
  at: number,
): Promise<SettledPeople> {
  const { products } = await loadTenantPart(t)
  const tied = tiedProducts(products)
  const free = productIds.filter((id) => !tied.has(id))
  let moved = 0
  if (free.length > 0) {
    moved += await settleSets(t, groupId, free, range, at)
    await endNeedlessWaiting(t, free, range, at)
  }
  const freed = new Set(free)
  const others = productIds.filter((id) => tied.has(id))
  if (others.length > 0) {
    const people = await peopleOf(t, groupId, others, range)
    const settled = await settlePeople(t, people, at)
    moved += settled.moved
    for (const id of settled.freed) freed.add(id)
  }
  return { moved, freed }
}

async function settleSets(
  t: TenantDb,
  groupId: string,
  productIds: readonly string[],
  range: Range,
  at: number,
): Promise<number> {
  const isOurs = sql`l.tenant_id = ${t.tenantId} and l.group_id = ${groupId} and l.product_id = any(${productIds}::uuid[])
    and ${within(sql`l.account_id`, range)}`
  const { usageLocation } = await loadTenantPart(t)
  const isPlaced = usageLocation === undefined ? sql`coalesce(a.usage_location_key, '') <> ''` : sql`true`
  const isHeld = sql`0 < (select count(*) from licence_assignments o where o.tenant_id = m.tenant_id and o.account_id = m.account_id
    and o.product_id = g.product_id and o.state = 'active')`
  const isFirst = (await row(t, sql`select 1 from licence_assignments l where ${isOurs} limit 1`)) === null
  // Seats that are free go to those who come, in the order of ids; who held the product by another path needs none.
  const made = await changed(
    t,
    sql`insert into licence_assignments (tenant_id, account_id, product_id, group_id, disabled_plans, state, error, changed_at)
      select n.tenant_id, n.account_id, n.product_id, n.group_id, n.disabled_plans, case when n.error is null then 'active' else 'error' end, n.error, ${at}::bigint
      from (
        select w.*, case when not w.is_placed then 'usage_location_missing' when w.is_held or w.rank <= w.free then null else 'no_seats' end as error
        from (
          select m.tenant_id, m.account_id, g.product_id, m.group_id, g.disabled_plans, p.seats - p.seats_used as free,
            ${isPlaced} as is_placed, ${isHeld} as is_held,
            row_number() over (partition by g.product_id, ${isPlaced}, ${isHeld} order by m.account_id) as rank
          from group_licences g
            join products p on p.tenant_id = g.tenant_id and p.id = g.product_id
            join group_members m on m.tenant_id = g.tenant_id and m.group_id = g.group_id
            join lateral (select * from accounts x where x.tenant_id = m.tenant_id and x.id = m.account_id
              and x.deleted_at is null offset 0) a on true
          where g.tenant_id = ${t.tenantId} and g.group_id = ${groupId} and g.product_id = any(${productIds}::uuid[])
            and ${within(sql`m.account_id`, range)}
            and 0 = (select count(*) from licence_assignments e where e.tenant_id = m.tenant_id and e.account_id = m.account_id
              and e.product_id = g.product_id and e.group_id = m.group_id)
        ) w
      ) n`,
  )
  // What was made a moment ago is as it should be.
  if (isFirst) return made
  const kept = await keep(t, groupId, productIds, range, at)
  const gone = await changed(
    t,
    sql`delete from licence_assignments l
      where ${isOurs}
        and (not exists (select 1 from group_licences g where g.tenant_id = l.tenant_id and g.group_id = l.group_id and g.product_id = l.product_id)
          or 0 = (select count(*) from group_members m where m.tenant_id = l.tenant_id and m.group_id = l.group_id and m.account_id = l.account_id))
        and 0 < (select count(*) from accounts a
          where a.tenant_id = l.tenant_id and a.id = l.account_id and a.deleted_at is null)`,
  )
  return made + kept + gone
}

/** Brings what was there already up to date. Row by row on purpose: a join is planned by what was there before. */
async function keep(
  t: TenantDb,
  groupId: string,
  productIds: readonly string[],
  range: Range,
  at: number,
): Promise<number> {
  const { groups, usageLocation } = await loadTenantPart(t)
  const ofPerson = sql`from accounts a where a.tenant_id = l.tenant_id and a.id = l.account_id`
  const isLost =
    usageLocation === undefined ? sql`coalesce((select a.usage_location_key ${ofPerson}), '') = ''` : sql`false`
  const error = sql`(case when ${isLost} then 'usage_location_missing'
    when 0 < (select count(*) from licence_assignments o where o.tenant_id = l.tenant_id and o.account_id = l.account_id
      and o.product_id = l.product_id and o.state = 'active') then null else 'no_seats' end)`
  let kept = 0
  for (const { productId, disabledPlans } of groups[groupId]?.licences ?? []) {
    if (!productIds.includes(productId)) continue
    kept += await changed(
      t,
      sql`update licence_assignments l set disabled_plans = ${json(disabledPlans)}, error = ${error},
          state = case when ${error} is null then 'active' else 'error' end, changed_at = ${at}
        where l.tenant_id = ${t.tenantId} and l.group_id = ${groupId} and l.product_id = ${productId}
          and ${within(sql`l.account_id`, range)} and (l.disabled_plans, l.error) is distinct from (${json(disabledPlans)}, ${error})
          and 0 < (select count(*) ${ofPerson} and a.deleted_at is null)`,
    )
  }
  return kept
}

/** Those whom these licences of the group concern: its members, and who has a path through it. */
async function peopleOf(
  t: TenantDb,
  groupId: string,
  productIds: readonly string[],
  range: Range,
): Promise<readonly string[]> {
  const found = await rows(
    t,
    sql<{
      id: string
    }>`select account_id as id from group_members where tenant_id = ${t.tenantId} and group_id = ${groupId}
        and account_id > ${range.after} and account_id <= ${range.upTo}
      union select account_id from licence_assignments where tenant_id = ${t.tenantId} and group_id = ${groupId}
        and product_id = any(${productIds}::uuid[]) and account_id > ${range.after} and account_id <= ${range.upTo}`,
  )
  return found.map(({ id }) => id)
}
