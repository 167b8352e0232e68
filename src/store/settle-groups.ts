import { type RawBuilder, sql } from 'kysely'
import { personFacts, ruleOfGroup } from '../core/licensing/settle.ts'
import { ruleMatches } from '../core/membership/evaluate.ts'
import type { Group } from '../core/snapshot.ts'
import { findAccounts } from './accounts.ts'
import { ruleConditions } from './membership-sql.ts'
import { row, rows, type TenantDb } from './store.ts'
import { loadTenantPart } from './tenant-part.ts'

/** People by their ids: after the first, up to and with the second. */
export type Range = { readonly after: string; readonly upTo: string }

export const everybody: Range = {
  after: '00000000-0000-0000-0000-000000000000',
  upTo: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
}

/** The ids within the range, as a condition; of everybody none is asked, so that other indexes may lead. */
export function within(id: RawBuilder<unknown>, range: Range): RawBuilder<unknown> {
  return range === everybody ? sql`true` : sql`(${id} > ${range.after} and ${id} <= ${range.upTo})`
}

/**
 * Lets those in who meet the group's rule and are not in it, and out those who are and do not, in one statement; gives how many
 * that moved. A group without a rule, or whose rule cannot be read, stays as it is. Who is in it already is asked row by row on
 * purpose: a join is planned by what was there before, and in the middle of a job that is nobody.
 */
export async function settleRule(t: TenantDb, group: Group, range: Range, at: number): Promise<number> {
  const condition = await membersOf(t, group, range, at)
  if (condition === null || group.processing === 'paused') return 0
  const somebody = await row(
    t,
    sql`select 1 from group_members m where m.tenant_id = ${t.tenantId} and m.group_id = ${group.id}
      and ${within(sql`m.account_id`, range)} limit 1`,
  )
  const isNotIn = sql`0 = (select count(*) from group_members m
    where m.tenant_id = a.tenant_id and m.group_id = ${group.id} and m.account_id = a.id)`
  const moved = await row(
    t,
    sql<{ n: number }>`with joined as (
        insert into group_members (tenant_id, group_id, account_id, how)
        select a.tenant_id, ${group.id}::uuid, a.id, 'rule' from accounts a
        where a.tenant_id = ${t.tenantId} and ${within(sql`a.id`, range)} and a.deleted_at is null and ${condition}
          and ${somebody === null ? sql`true` : isNotIn}
        order by a.id
        returning 1),
      gone as (
        delete from group_members m
        where m.tenant_id = ${t.tenantId} and m.group_id = ${group.id} and m.how = 'rule'
          and ${within(sql`m.account_id`, range)}
          and 0 < (select count(*) from accounts a where a.tenant_id = m.tenant_id and a.id = m.account_id
            and a.deleted_at is null and (${condition}) is not true)
        returning 1)
      select (select count(*) from joined) + (select count(*) from gone) as n`,
  )
  return moved?.n ?? 0
}

/** Whether anybody is in the group who does not meet its rule, or meets it and is not in it. */
export async function isOutOfDate(t: TenantDb, group: Group, at: number): Promise<boolean> {
  const condition = await membersOf(t, group, everybody, at)
  if (condition === null || group.processing === 'paused') return false
  const one = await row(
    t,
    sql`select 1 from accounts a where a.tenant_id = ${t.tenantId} and a.deleted_at is null
      and ((${condition}) is true) <> exists (select 1 from group_members m
        where m.tenant_id = a.tenant_id and m.group_id = ${group.id} and m.account_id = a.id and m.how = 'rule') limit 1`,
  )
  return one !== null
}

/** Who meets the rule, as a condition on `a`; null where there is no rule to meet. */
export async function membersOf(
  t: TenantDb,
  group: Pick<Group, 'rule'>,
  range: Range,
  at: number,
): Promise<RawBuilder<unknown> | null> {
  const rule = ruleOfGroup(group)
  if (rule === null) return null
  const tenant = await loadTenantPart(t)
  const { sure, maybe, isExact } = ruleConditions(rule, tenant.groups, at)
  if (isExact) return sql`(${sure})`
  // What SQL cannot be sure of is asked of the core, of those people alone.
  const matching: string[] = []
  for (let after = range.after; ; ) {
    const some = await rows(
      t,
      sql<{
        id: string
      }>`select a.id from accounts a where a.tenant_id = ${t.tenantId} and a.id > ${after} and a.id <= ${range.upTo}
        and a.deleted_at is null and (${maybe}) and (${sure}) is not true order by a.id limit 1000`,
    )
    const people = await findAccounts(t, { ids: some.map(({ id }) => id) })
    for (const person of people)
      if (ruleMatches(rule, personFacts(person, tenant, at)) === true) matching.push(person.id)
    if (some.length < 1000) break
    after = (some.at(-1) as { id: string }).id
  }
  return sql`((${sure}) or a.id = any(${matching}::uuid[]))`
}
