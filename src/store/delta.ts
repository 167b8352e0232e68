import { type RawBuilder, sql } from 'kysely'
import { row, rows, type TenantDb } from './store.ts'

/** Where the directory is: the last number of its journal, and the first transaction of which nobody knows yet how it ends. */
export type Mark = { readonly seq: number; readonly xid: string }

/** Where the directory is now. Whoever asks for what came after it misses nothing, and may be told something twice. */
export async function markNow(t: TenantDb): Promise<Mark> {
  const found = await row(
    t,
    sql<Mark>`select seq, pg_snapshot_xmin(pg_current_snapshot())::text as xid from journal_heads where tenant_id = ${t.tenantId}`,
  )
  return found ?? { seq: 0, xid: '0' }
}

/**
 * From here on, until the instant, who joins and leaves groups is noted; gives since when it has been, without a gap. It waits
 * for those who write memberships just now: they hold the same row.
 */
export async function followMembers(t: TenantDb, now: number, until: number): Promise<string> {
  const found = await row(
    t,
    sql<{
      until: number
      since: string | null
    }>`select members_followed_until as until, members_followed_since::text as since
      from tenants where id = ${t.tenantId} for no key update`,
  )
  if (found !== null && found.since !== null && found.until > now) {
    // Whoever follows all the time need not write all the time.
    if (found.until < until - 86_400_000)
      await sql`update tenants set members_followed_until = ${until} where id = ${t.tenantId}`.execute(t.db)
    return found.since
  }
  await sql`delete from member_changes where tenant_id = ${t.tenantId}`.execute(t.db)
  const begun = await row(
    t,
    sql<{
      since: string
    }>`update tenants set members_followed_until = ${until}, members_followed_since = pg_current_xact_id()
      where id = ${t.tenantId} returning members_followed_since::text as since`,
  )
  return begun?.since ?? '0'
}

/** Whether the mark is one of this database: one that was restored counts its transactions anew. */
export async function isMarkOfHere(t: TenantDb, { seq, xid }: Mark): Promise<boolean> {
  const found = await row(
    t,
    sql`select 1 from journal_heads where tenant_id = ${t.tenantId} and seq >= ${seq} and ${xid}::xid8 <= pg_snapshot_xmax(pg_current_snapshot())`,
  )
  return found !== null
}

/** The ids that are asked for alone; null where all are. */
export type Only = readonly string[] | null

function among(id: RawBuilder<unknown>, only: Only, type: 'uuid' | 'text' = 'uuid'): RawBuilder<unknown> {
  return only === null ? sql`true` : sql`${id} = any(${only}::${sql.raw(type)}[])`
}

/** Who led each of these people before what changed after `after` and up to `upTo`, by id; of those whom somebody did. */
export async function managersBefore(
  t: TenantDb,
  ids: readonly string[],
  after: number,
  upTo: number,
): Promise<ReadonlyMap<string, string>> {
  const found = await rows(
    t,
    sql<{
      id: string
      manager: string | null
    }>`select distinct on (entity_id) entity_id as id, payload -> 'before' ->> 'managerId' as manager
      from journal where tenant_id = ${t.tenantId} and entity = 'account' and entity_id = any(${ids}::text[])
        and seq > ${after} and seq <= ${upTo} order by entity_id, seq`,
  )
  return new Map(found.flatMap(({ id, manager }) => (manager === null ? [] : [[id, manager] as const])))
}

/** Ids of things of one kind that changed after `after` and up to `upTo`, each at its last change, in the order of these. */
export function changedEntities(
  t: TenantDb,
  entity: 'account' | 'group',
  after: number,
  upTo: number,
  limit: number,
  only: Only,
): Promise<{ readonly id: string; readonly seq: number }[]> {
  return rows(
    t,
    sql<{ id: string; seq: number }>`select j.entity_id as id, j.seq from journal j
      where j.tenant_id = ${t.tenantId} and j.entity = ${entity} and j.seq > ${after} and j.seq <= ${upTo} and ${among(sql`j.entity_id`, only, 'text')}
        and not exists (select 1 from journal k where k.tenant_id = j.tenant_id and k.entity = j.entity and k.entity_id = j.entity_id and k.seq > j.seq and k.seq <= ${upTo})
      order by j.seq limit ${limit}`,
  )
}

export type MemberChange = { readonly groupId: string; readonly accountId: string; readonly isMember: boolean }

/** Memberships that changed since the mark, with what they are now, in the order of groups and people. */
export function changedMembers(
  t: TenantDb,
  xid: string,
  after: readonly [string, string],
  limit: number,
  only: Only,
): Promise<MemberChange[]> {
  return rows(
    t,
    sql<MemberChange>`select c.group_id as "groupId", c.account_id as "accountId",
      exists (select 1 from group_members m where m.tenant_id = c.tenant_id and m.group_id = c.group_id and m.account_id = c.account_id) as "isMember"
      from member_changes c where c.tenant_id = ${t.tenantId} and c.changed_by >= ${xid}::xid8
        and (c.group_id, c.account_id) > (${after[0]}::uuid, ${after[1]}::uuid) and ${among(sql`c.group_id`, only)}
      order by c.group_id, c.account_id limit ${limit}`,
  )
}

/** Everybody in every group, in the order of groups and people: where a first round begins. */
export function everyMember(
  t: TenantDb,
  after: readonly [string, string],
  limit: number,
  only: Only,
): Promise<MemberChange[]> {
  return rows(
    t,
    sql<MemberChange>`select m.group_id as "groupId", m.account_id as "accountId", true as "isMember" from group_members m
      where m.tenant_id = ${t.tenantId} and (m.group_id, m.account_id) > (${after[0]}::uuid, ${after[1]}::uuid) and ${among(sql`m.group_id`, only)}
      order by m.group_id, m.account_id limit ${limit}`,
  )
}

/** Groups that were put into groups or taken out of them since, as the journal has it: pairs of group and member. */
export function changedNesting(t: TenantDb, after: number, upTo: number, only: Only): Promise<MemberChange[]> {
  return rows(
    t,
    sql<MemberChange>`select distinct n.parent as "groupId", n.child as "accountId",
      exists (select 1 from group_nesting g where g.tenant_id = ${t.tenantId} and g.parent_id::text = n.parent and g.child_id::text = n.child) as "isMember"
      from (select payload -> 'change' ->> 'parentId' as parent, entity_id as child from journal where tenant_id = ${t.tenantId} and entity = 'group'
        and seq > ${after} and seq <= ${upTo} and kind in ('nest_group', 'unnest_group') and payload is not null
        and ${among(sql`payload -> 'change' ->> 'parentId'`, only, 'text')} order by seq desc limit 1000) n`,
  )
}
