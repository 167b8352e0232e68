import { type RawBuilder, sql } from 'kysely'
import { isId } from './accounts.ts'
import { json, row, rows, type TenantDb } from './store.ts'

/** A group as administrators list it. */
export type GroupRow = {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly rule: string | null
  readonly kind: 'security' | 'microsoft365'
  /** A Microsoft 365 group may be one too. */
  readonly isSecurity: boolean
  readonly visibility: 'Public' | 'Private' | null
  readonly mailNickname: string | null
  readonly isRoleAssignable: boolean
  readonly members: number
  readonly licences: readonly {
    readonly productId: string
    readonly product: string
    readonly disabledPlans: readonly string[]
  }[]
  /** How far its members follow its rule, and its people have its licences. */
  readonly processing: 'not_started' | 'updating' | 'up_to_date' | 'paused' | 'error'
  readonly licencesProcessing: 'updating' | 'up_to_date' | 'error'
  readonly processedAt: number | null
  /** The code of what keeps it from being worked out; null where nothing does. */
  readonly processingError: string | null
  readonly createdAt: number
}

const whole = sql<GroupRow>`select g.id, g.name, g.description, g.rule, g.kind, g.is_security as "isSecurity", g.visibility, g.mail_nickname as "mailNickname", g.is_role_assignable as "isRoleAssignable", g.processing, g.licences_processing as "licencesProcessing", g.processed_at as "processedAt", g.processing_error as "processingError", g.created_at as "createdAt",
  (select count(*) from group_members m join accounts a on a.tenant_id = m.tenant_id and a.id = m.account_id
    where m.tenant_id = g.tenant_id and m.group_id = g.id and a.deleted_at is null) as members,
  coalesce((select jsonb_agg(jsonb_build_object('productId', l.product_id, 'product', p.name, 'disabledPlans', l.disabled_plans) order by p.name)
    from group_licences l join products p on p.tenant_id = l.tenant_id and p.id = l.product_id where l.tenant_id = g.tenant_id and l.group_id = g.id), '[]') as licences
  from groups g`

export type GroupFilter = {
  readonly search?: string
  readonly name?: string
  readonly id?: string
  /** In one of these administrative units. */
  readonly unitIds?: readonly string[]
}

/** Groups in the order of names, one page; `after` is the last name, in small letters, and id of the page before. */
export function listGroups(
  t: TenantDb,
  filter: GroupFilter & { readonly after?: readonly [string, string]; readonly limit: number },
): Promise<GroupRow[]> {
  const where = conditions(t, filter)
  if (filter.after) where.push(sql`(lower(g.name), g.id) > (lower(${filter.after[0]}), ${filter.after[1]}::uuid)`)
  return rows(
    t,
    sql<GroupRow>`${whole} where ${sql.join(where, sql` and `)} order by lower(g.name), g.id limit ${filter.limit}`,
  )
}

function conditions(t: TenantDb, filter: GroupFilter): RawBuilder<unknown>[] {
  const where: RawBuilder<unknown>[] = [sql`g.tenant_id = ${t.tenantId}`]
  if (filter.search)
    where.push(sql`lower(g.name) like ${`%${filter.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`}`)
  if (filter.name !== undefined) where.push(sql`lower(g.name) = lower(${filter.name})`)
  if (filter.unitIds !== undefined)
    where.push(sql`g.id in (select u.group_id from unit_groups u where u.tenant_id = ${t.tenantId}
      and u.unit_id in (select jsonb_array_elements_text(${json(filter.unitIds)})::uuid))`)
  if (filter.id !== undefined) where.push(sql`g.id::text = lower(${filter.id})`)
  return where
}

/** The group with this id, or null. */
export function findGroup(t: TenantDb, id: string): Promise<GroupRow | null> {
  return isId(id)
    ? row(t, sql<GroupRow>`${whole} where g.tenant_id = ${t.tenantId} and g.id = ${id}`)
    : Promise.resolve(null)
}

/** Those of the groups in which somebody cannot have what the group gives. */
export async function withLicenceErrors(t: TenantDb, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await rows(
    t,
    sql<{
      id: string
    }>`select p.group_id as id from group_licences p where p.tenant_id = ${t.tenantId} and p.group_id = any(${ids}::uuid[])
      and exists (select 1 from licence_assignments l where l.tenant_id = p.tenant_id and l.product_id = p.product_id
        and l.state = 'error' and l.group_id = p.group_id)`,
  )
  return new Set(found.map(({ id }) => id))
}

/** Those of the groups that are for security, Microsoft 365 groups that are so too among them. */
export async function securityAmong(t: TenantDb, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await rows(
    t,
    sql<{
      id: string
    }>`select id from groups where tenant_id = ${t.tenantId} and id = any(${ids}::uuid[]) and is_security`,
  )
  return new Set(found.map(({ id }) => id))
}

/** How many people are in each of these groups themselves, without deleted accounts; groups without any are left out. */
export async function countMembers(t: TenantDb, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counted = await rows(
    t,
    sql<{ id: string; n: number }>`select m.group_id as id, count(*) as n from group_members m
      join accounts a on a.tenant_id = m.tenant_id and a.id = m.account_id
      where m.tenant_id = ${t.tenantId} and m.group_id = any(${ids}::uuid[]) and a.deleted_at is null group by m.group_id`,
  )
  return new Map(counted.map(({ id, n }) => [id, n]))
}

export type Member = {
  readonly id: string
  readonly displayName: string
  readonly signInName: string
  readonly how: 'direct' | 'rule'
}

/** The first members of a group in the order of names, without deleted accounts. */
export function listMembers(t: TenantDb, groupId: string, limit: number): Promise<Member[]> {
  return rows(
    t,
    sql<Member>`select a.id, a.display_name as "displayName", a.sign_in_name as "signInName", m.how from group_members m
      join accounts a on a.tenant_id = m.tenant_id and a.id = m.account_id
      where m.tenant_id = ${t.tenantId} and m.group_id = ${groupId} and a.deleted_at is null
      order by a.display_key, a.id limit ${limit}`,
  )
}

/** Owners of a group, without deleted accounts, in the order of names. */
export function listOwners(
  t: TenantDb,
  groupId: string,
): Promise<{ readonly id: string; readonly displayName: string; readonly signInName: string }[]> {
  return rows(
    t,
    sql`select a.id, a.display_name as "displayName", a.sign_in_name as "signInName" from group_owners o
      join accounts a on a.tenant_id = o.tenant_id and a.id = o.account_id
      where o.tenant_id = ${t.tenantId} and o.group_id = ${groupId} and a.deleted_at is null order by a.display_key, a.id`,
  )
}
