import { type RawBuilder, sql } from 'kysely'
import type { Account } from '../core/snapshot.ts'
import { AppError } from '../errors.ts'
import { findAccounts, isId } from './accounts.ts'
import { type Condition, columnOf, conditionSql, isIndexed, type Table } from './scim-conditions.ts'
import { json, row, rows, type TenantDb } from './store.ts'
import { loadTenantPart } from './tenant-part.ts'

/** Which part of which of them, in what order. */
export type Search = {
  readonly where: Condition | null
  readonly sort: { readonly column: string; readonly order: 'ascending' | 'descending' } | null
  readonly offset: number
  readonly limit: number
}

/** So many are looked through one by one; more only by an index. */
const mostScanned = 50_000
/** So many members are given in one answer. */
export const mostMembers = 10_000

const tables: { readonly [T in Table]: { readonly from: RawBuilder<unknown>; readonly id: RawBuilder<unknown> } } = {
  people: { from: sql`accounts a`, id: sql`a.id` },
  groups: { from: sql`groups g`, id: sql`g.id` },
}
const inOrder: Readonly<Record<Table, readonly string[]>> = {
  people: ['id', 'signInName', 'displayName'],
  groups: ['id', 'displayName'],
}

/** The ids found, one page, and how many there are in all; throws `scim.too_many` where no index answers it in time. */
export async function searchScim(
  t: TenantDb,
  of: Table | 'deleted_people',
  { where, sort, offset, limit }: Search,
): Promise<{ readonly total: number; readonly ids: readonly string[] }> {
  const table = of === 'groups' ? 'groups' : 'people'
  const { from, id } = tables[table]
  const own = {
    people: sql`a.tenant_id = ${t.tenantId} and a.deleted_at is null`,
    deleted_people: sql`a.tenant_id = ${t.tenantId} and a.deleted_at is not null`,
    groups: sql`g.tenant_id = ${t.tenantId}`,
  }[of]
  const isFast = where === null ? isSorted(table, sort) : isIndexed(table, where)
  if (!isFast) {
    const many = await row(
      t,
      sql<{ n: number }>`select count(*) as n from (select 1 from ${from} where ${own} limit ${mostScanned + 1}) x`,
    )
    if ((many?.n ?? 0) > mostScanned)
      throw new AppError('scim.too_many', {
        hint: 'ask by equality of id, userName, externalId, employeeNumber, the work e-mail, a group or a member',
      })
  }
  const asked = where === null ? own : sql`${own} and ${conditionSql(table, where)}`
  const total = (await row(t, sql<{ n: number }>`select count(*) as n from ${from} where ${asked}`))?.n ?? 0
  if (limit === 0 || offset >= total) return { total, ids: [] }
  const direction = sort?.order === 'descending' ? sql`desc nulls last` : sql`asc nulls last`
  const by = sort === null || sort.column === 'id' ? sql`` : sql`${columnOf(table, sort.column).sql} ${direction}, `
  const found = await rows(
    t,
    sql<{ id: string }>`select ${id} as id from ${from} where ${asked}
      order by ${by}${id} ${sort?.order === 'descending' ? sql`desc` : sql`asc`} offset ${offset} limit ${limit}`,
  )
  return { total, ids: found.map((one) => one.id) }
}

function isSorted(table: Table, sort: Search['sort']): boolean {
  return sort === null || (inOrder[table].includes(sort.column) && sort.order === 'ascending')
}

type Stamped = {
  readonly createdAt: number
  readonly modifiedAt: number
  /** Differs whenever what was written of it differs. */
  readonly version: string
}

/** An account with what a provisioning client sees beside it. */
export type FoundPerson = Stamped & {
  readonly account: Account
  readonly managerName: string | null
  readonly groups: readonly { readonly id: string; readonly name: string; readonly how: 'direct' | 'rule' | 'nested' }[]
}

const stamp = (entity: string, id: RawBuilder<unknown>) =>
  sql`left join lateral (select j.seq, j.at from journal j where j.tenant_id = ${sql`current_setting('admit.tenant')::uuid`} and j.entity = ${entity}
    and j.entity_id = ${id}::text order by j.seq desc limit 1) last on true`

/** The accounts with these ids, in their order, without deleted ones. */
export async function loadPeople(t: TenantDb, wanted: readonly string[]): Promise<FoundPerson[]> {
  const ids = wanted.filter(isId)
  const accounts = new Map((await findAccounts(t, { ids })).map((account) => [account.id, account]))
  const { groups } = await loadTenantPart(t)
  const beside = await rows(
    t,
    sql<
      Stamped & { id: string; managerName: string | null }
    >`select a.id, a.created_at as "createdAt", coalesce(last.at, a.created_at) as "modifiedAt",
      coalesce(last.seq, 0)::text as version, b.display_name as "managerName" from accounts a
      left join accounts b on b.tenant_id = a.tenant_id and b.id = a.manager_id ${stamp('account', sql`a.id`)}
      where a.tenant_id = ${t.tenantId} and a.deleted_at is null and a.id in (select v::uuid from jsonb_array_elements_text(${json(ids)}) v)`,
  )
  const found = new Map(beside.map((one) => [one.id, one]))
  return ids.flatMap((id) => {
    const [account, one] = [accounts.get(id), found.get(id)]
    if (account === undefined || one === undefined) return []
    const { createdAt, modifiedAt, version, managerName } = one
    const memberOf = account.memberOf.flatMap(({ groupId, how }) =>
      groups[groupId] === undefined ? [] : [{ id: groupId, name: groups[groupId].name, how }],
    )
    return [{ account, groups: memberOf, createdAt, modifiedAt, version, managerName }]
  })
}

export type FoundMember = { readonly id: string; readonly name: string; readonly kind: 'account' | 'group' }

/** A group as a provisioning client sees it; `members` is null where nobody asked for them. */
export type FoundGroup = Stamped & {
  readonly id: string
  readonly name: string
  readonly rule: string | null
  readonly externalId: string | null
  readonly members: readonly FoundMember[] | null
}

/**
 * The groups with these ids, in their order. A change of members changes the version: of groups with too many members to
 * be given, by their number. Throws `scim.too_many` where the members asked for are too many for one answer.
 */
export async function loadGroups(
  t: TenantDb,
  wanted: readonly string[],
  members: 'with_members' | 'without_members',
): Promise<FoundGroup[]> {
  const ids = wanted.filter(isId)
  type Raw = Omit<FoundGroup, 'members' | 'version'> & { seq: number; n: number; digest: string | null }
  const found = await rows(
    t,
    sql<Raw>`select g.id, g.name, g.rule, g.external_id as "externalId", g.created_at as "createdAt", coalesce(last.at, g.created_at) as "modifiedAt",
      coalesce(last.seq, 0) as seq, people.n + nested.n as n, to_hex(coalesce(people.digest, 0) # coalesce(nested.digest, 0)) as digest
      from groups g ${stamp('group', sql`g.id`)}
      cross join lateral (select count(*) as n, case when count(*) <= ${mostMembers} then bit_xor(hashtextextended(m.account_id::text, 0)) end as digest
        from group_members m where m.tenant_id = g.tenant_id and m.group_id = g.id) people
      cross join lateral (select count(*) as n, bit_xor(hashtextextended(c.child_id::text, 0)) as digest
        from group_nesting c where c.tenant_id = g.tenant_id and c.parent_id = g.id) nested
      where g.tenant_id = ${t.tenantId} and g.id in (select v::uuid from jsonb_array_elements_text(${json(ids)}) v)`,
  )
  const lists = members === 'with_members' ? await membersOf(t, found) : null
  const byId = new Map(found.map((one) => [one.id, one]))
  return ids.flatMap((id) => {
    const one = byId.get(id)
    if (one === undefined) return []
    const { seq, n, digest, ...group } = one
    return [{ ...group, version: `${seq}-${n}-${digest}`, members: lists === null ? null : (lists.get(id) ?? []) }]
  })
}

async function membersOf(
  t: TenantDb,
  groups: readonly { readonly id: string; readonly n: number }[],
): Promise<ReadonlyMap<string, readonly FoundMember[]>> {
  const many = groups.reduce((sum, { n }) => sum + n, 0)
  if (many > mostMembers)
    throw new AppError('scim.too_many', {
      members: many,
      hint: 'ask with excludedAttributes=members, or whether one is in it: filter=members eq "…"',
    })
  const ids = json(groups.map(({ id }) => id))
  const all = await rows(
    t,
    sql<FoundMember & { of: string }>`select * from (
      select m.group_id as of, a.id, a.display_name as name, 'account' as kind from group_members m
        join accounts a on a.tenant_id = m.tenant_id and a.id = m.account_id
        where m.tenant_id = ${t.tenantId} and a.deleted_at is null and m.group_id in (select v::uuid from jsonb_array_elements_text(${ids}) v)
      union all select n.parent_id, c.id, c.name, 'group' from group_nesting n join groups c on c.tenant_id = n.tenant_id and c.id = n.child_id
        where n.tenant_id = ${t.tenantId} and n.parent_id in (select v::uuid from jsonb_array_elements_text(${ids}) v)) x order by x.of, x.id`,
  )
  const lists = new Map<string, FoundMember[]>()
  for (const { of, ...member } of all) {
    const list = lists.get(of)
    if (list === undefined) lists.set(of, [member])
    else list.push(member)
  }
  return lists
}

/** Which of these ids are accounts, which are groups, and which of both are in the group already by hand. */
export async function sortMembers(
  t: TenantDb,
  groupId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly kind: 'account' | 'group'; readonly isMember: boolean }>> {
  const list = sql`(select v::uuid from jsonb_array_elements_text(${json(ids.filter(isId))}) v)`
  const found = await rows(
    t,
    sql<{ id: string; kind: 'account' | 'group'; isMember: boolean }>`
      select a.id, 'account' as kind, exists (select 1 from group_members m where m.tenant_id = a.tenant_id and m.group_id = ${groupId}::uuid and m.account_id = a.id) as "isMember"
        from accounts a where a.tenant_id = ${t.tenantId} and a.deleted_at is null and a.id in ${list}
      union all select g.id, 'group', exists (select 1 from group_nesting n where n.tenant_id = g.tenant_id and n.parent_id = ${groupId}::uuid and n.child_id = g.id)
        from groups g where g.tenant_id = ${t.tenantId} and g.id in ${list}`,
  )
  return new Map(found.map(({ id, ...one }) => [id, one]))
}
