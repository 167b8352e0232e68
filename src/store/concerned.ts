import { type RawBuilder, sql } from 'kysely'
import type { Change } from '../core/changes/change.ts'
import type { TenantPart } from '../core/snapshot.ts'
import { everybody, membersOf } from './settle-groups.ts'
import { row, type TenantDb } from './store.ts'

type Who = RawBuilder<unknown>

const nobody = sql`false`
const anybody = sql`true`

/** People for whom the changes may decide otherwise, as a condition on rows `a` of accounts. More may be found than it is true of. */
export async function concernedBy(
  t: TenantDb,
  tenant: TenantPart,
  changes: readonly Change[],
  at: number,
): Promise<Who> {
  const each: Who[] = []
  for (const change of changes) each.push(await whom(t, tenant, change, at))
  return each.length === 0 ? nobody : sql`(${sql.join(each, sql` or `)})`
}

/** How many people who are not deleted meet the condition. */
export async function countConcerned(t: TenantDb, who: Who): Promise<number> {
  const found = await row(
    t,
    sql<{
      n: number
    }>`select count(*) as n from accounts a where a.tenant_id = ${t.tenantId} and a.deleted_at is null and ${who}`,
  )
  return found?.n ?? 0
}

async function whom(t: TenantDb, tenant: TenantPart, change: Change, at: number): Promise<Who> {
  switch (change.do) {
    // Who or what is new is in nobody's way yet, and what things are called is not asked.
    case 'create_account':
    case 'create_group':
    case 'update_group':
    case 'put_unit':
    case 'delete_unit':
    case 'add_group_to_unit':
    case 'remove_group_from_unit':
      return nobody
    case 'edit_rule':
      return sql`(${membersWithin(t, tenant, change.groupId)} or ${await meet(t, change.rule, at)})`
    case 'set_group_processing':
    case 'reprocess_group': {
      const rule = tenant.groups[change.groupId]?.rule ?? null
      return sql`(${membersWithin(t, tenant, change.groupId)} or ${await meet(t, rule, at)})`
    }
    case 'nest_group':
    case 'unnest_group':
      return membersWithin(t, tenant, change.childId)
    case 'switch_plan_on':
      return change.groupId === null ? person(change.accountId) : membersWithin(t, tenant, change.groupId)
    case 'put_product':
      return holders(t, change.product.id)
    case 'renew_product':
      return holders(t, change.productId)
    default:
      if ('accountId' in change) return person(change.accountId)
      return 'groupId' in change && change.do !== 'restore_group' ? membersWithin(t, tenant, change.groupId) : anybody
  }
}

const person = (accountId: string): Who => sql`a.id = ${accountId}::uuid`

const holders = (t: TenantDb, productId: string): Who =>
  sql`a.id in (select l.account_id from licence_assignments l where l.tenant_id = ${t.tenantId} and l.product_id = ${productId}::uuid)`

const meet = async (t: TenantDb, rule: string | null, at: number): Promise<Who> =>
  (await membersOf(t, { rule }, everybody, at)) ?? nobody

/** Members of the group and of all groups in it. */
function membersWithin(t: TenantDb, { groups }: TenantPart, groupId: string): Who {
  const within = new Set([groupId])
  // A set goes on over what is added to it meanwhile.
  for (const id of within)
    for (const group of Object.values(groups)) if (group.parentIds.includes(id)) within.add(group.id)
  return sql`a.id in (select m.account_id from group_members m where m.tenant_id = ${t.tenantId} and m.group_id = any(${[...within]}::uuid[]))`
}
