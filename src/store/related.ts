import { sql } from 'kysely'
import { type ListedAccount, presentAccounts } from './directory-lists.ts'
import { withIds } from './lists.ts'
import { rows, type TenantDb } from './store.ts'

/** So many of each are shown beside a list. */
const shownBeside = 20

/** The manager of each of these accounts that has one. */
export async function managersOf(t: TenantDb, ids: readonly string[]): Promise<ReadonlyMap<string, ListedAccount>> {
  const pairs = await rows(
    t,
    sql<{ id: string; manager: string }>`select id, manager_id as manager from accounts
      where tenant_id = ${t.tenantId} and id = any(${ids}::uuid[]) and manager_id is not null`,
  )
  const people = await byId(
    t,
    pairs.map(({ manager }) => manager),
  )
  return new Map(
    pairs.flatMap(({ id, manager }) => (people.has(manager) ? [[id, people.get(manager) as ListedAccount]] : [])),
  )
}

/** The first people, by name, whom each of these accounts leads. */
export async function reportsOf(
  t: TenantDb,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly ListedAccount[]>> {
  const pairs = await rows(
    t,
    sql<{ of: string; id: string }>`select w.id as of, x.id from unnest(${ids}::uuid[]) w(id) cross join lateral (
      select a.id from accounts a where a.tenant_id = ${t.tenantId} and a.manager_id = w.id and a.deleted_at is null order by a.display_key, a.id limit ${shownBeside}) x`,
  )
  return grouped(t, ids, pairs)
}

/** People in each of these groups, a few and in the order of ids: no more of a large group is read than is shown. */
export async function firstMembersOf(
  t: TenantDb,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly ListedAccount[]>> {
  const pairs = await rows(
    t,
    sql<{
      of: string
      id: string
    }>`select w.id as of, x.account_id as id from unnest(${ids}::uuid[]) w(id) cross join lateral (
      select m.account_id from group_members m join accounts a on a.tenant_id = m.tenant_id and a.id = m.account_id
        where m.tenant_id = ${t.tenantId} and m.group_id = w.id and a.deleted_at is null order by m.account_id limit ${shownBeside}) x`,
  )
  return grouped(t, ids, pairs)
}

async function grouped(
  t: TenantDb,
  ids: readonly string[],
  pairs: readonly { readonly of: string; readonly id: string }[],
): Promise<ReadonlyMap<string, readonly ListedAccount[]>> {
  const people = await byId(
    t,
    pairs.map(({ id }) => id),
  )
  return new Map(
    ids.map((of) => [of, pairs.filter((pair) => pair.of === of).flatMap(({ id }) => people.get(id) ?? [])]),
  )
}

async function byId(t: TenantDb, ids: readonly string[]): Promise<ReadonlyMap<string, ListedAccount>> {
  return new Map((await withIds(t, presentAccounts, [...new Set(ids)])).map((one) => [one.id, one]))
}

/** The ids of the groups a person owns. */
export async function ownedGroups(t: TenantDb, accountId: string): Promise<readonly string[]> {
  const found = await rows(
    t,
    sql<{
      id: string
    }>`select group_id as id from group_owners where tenant_id = ${t.tenantId} and account_id = ${accountId}`,
  )
  return found.map(({ id }) => id)
}

/** When licence paths of these accounts were given or last changed; those from before it was kept are left out. */
export function pathsChangedAt(
  t: TenantDb,
  ids: readonly string[],
): Promise<
  { readonly accountId: string; readonly productId: string; readonly groupId: string | null; readonly at: number }[]
> {
  return rows(
    t,
    sql`select account_id as "accountId", product_id as "productId", changed_at as at,
        nullif(group_id, '00000000-0000-0000-0000-000000000000') as "groupId" from licence_assignments
      where tenant_id = ${t.tenantId} and account_id = any(${ids}::uuid[]) and changed_at is not null`,
  )
}
