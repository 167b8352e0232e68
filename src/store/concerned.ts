import { type RawBuilder, sql } from 'kysely'
import type { Change } from '../core/changes/change.ts'
import { readsRequired } from '../core/profile/rules-reading.ts'
import type { TenantPart } from '../core/snapshot.ts'
import { everybody, membersOf } from './settle-groups.ts'
import { row, rows, type TenantDb } from './store.ts'

type Who = RawBuilder<unknown>

/**
 * People for whom the changes may decide otherwise, as a statement that gives their ids, each once. More may be found than it is
 * true of, and deleted people too.
 */
export async function concernedBy(
  t: TenantDb,
  tenant: TenantPart,
  changes: readonly Change[],
  at: number,
): Promise<Who> {
  const each = [nobody]
  for (const change of changes) each.push(await whom(t, tenant, change, at))
  return sql.join(each, sql` union `)
}

/** The first of these people, in the order of ids, and how many they are. */
export async function firstOf(
  t: TenantDb,
  who: Who,
  most: number,
): Promise<{ readonly ids: readonly string[]; readonly count: number }> {
  const found = await rows(t, sql<{ id: string }>`select id from (${who}) w order by id limit ${most + 1}`)
  const ids = found.slice(0, most).map(({ id }) => id)
  if (found.length <= most) return { ids, count: ids.length }
  const all = await row(t, sql<{ n: number }>`select count(*) as n from (${who}) w`)
  return { ids, count: all?.n ?? 0 }
}

async function whom(t: TenantDb, tenant: TenantPart, change: Change, at: number): Promise<Who> {
  switch (change.do) {
    // Who or what is new is in nobody's way yet, and what things are called is not asked.
    case 'create_account':
    case 'update_group':
    case 'put_unit':
    case 'delete_unit':
    case 'add_group_to_unit':
    case 'remove_group_from_unit':
      return nobody
    // What a rule comes to read, people do not say of themselves any more: who lacks it waits for an administrator.
    case 'create_group':
      return readsRequired(change.group.rule, tenant) ? everyone(t) : nobody
    case 'edit_rule':
      if (readsRequired(change.rule, tenant)) return everyone(t)
      return sql`${membersWithin(t, tenant, change.groupId)} union ${await meet(t, change.rule, at)}`
    case 'set_group_processing':
    case 'reprocess_group': {
      const rule = tenant.groups[change.groupId]?.rule ?? null
      return sql`${membersWithin(t, tenant, change.groupId)} union ${await meet(t, rule, at)}`
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
    case 'set_provider_secret':
    case 'delete_product':
      return nobody
    case 'set_domain_provider':
      return present(t, sql`a.name_domain = ${change.name.toLowerCase()}`)
    case 'delete_identity_provider':
      return ofProvider(t, tenant, change.providerId)
    case 'put_identity_provider':
      return ofProvider(t, tenant, change.provider.id)
    default:
      if ('accountId' in change) return person(change.accountId)
      return 'groupId' in change && change.do !== 'restore_group'
        ? membersWithin(t, tenant, change.groupId)
        : everyone(t)
  }
}

const nobody: Who = sql`select null::uuid as id where false`
const person = (accountId: string): Who => sql`select ${accountId}::uuid`
const present = (t: TenantDb, condition: RawBuilder<unknown>): Who =>
  sql`select a.id from accounts a where a.tenant_id = ${t.tenantId} and a.deleted_at is null and ${condition}`

const everyone = (t: TenantDb) => present(t, sql`true`)

const holders = (t: TenantDb, productId: string): Who =>
  sql`select l.account_id from licence_assignments l where l.tenant_id = ${t.tenantId} and l.product_id = ${productId}::uuid`

/** Who is linked with a provider, and the people of the domains that it looks after. */
function ofProvider(t: TenantDb, { domains }: TenantPart, providerId: string): Who {
  const names = domains.filter((one) => one.providerId === providerId).map(({ name }) => name)
  return sql`select i.account_id from identities i where i.tenant_id = ${t.tenantId} and i.provider_id = ${providerId}::uuid
    union ${present(t, sql`a.name_domain = any(${names}::text[])`)}`
}

/** Everybody who meets the rule. */
async function meet(t: TenantDb, rule: string | null, at: number): Promise<Who> {
  const condition = await membersOf(t, { rule }, everybody, at)
  return condition === null ? nobody : present(t, condition)
}

/** Members of the group and of all groups in it. */
function membersWithin(t: TenantDb, { groups }: TenantPart, groupId: string): Who {
  const within = new Set([groupId])
  // A set goes on over what is added to it meanwhile.
  for (const id of within)
    for (const group of Object.values(groups)) if (group.parentIds.includes(id)) within.add(group.id)
  return sql`select m.account_id from group_members m where m.tenant_id = ${t.tenantId} and m.group_id = any(${[...within]}::uuid[])`
}
