import { sql } from 'kysely'
import type { Entity } from './entities.ts'
import { actorName, entityName, type JournalEntry, type NamedEntry } from './journal.ts'
import { row, rows, type TenantDb } from './store.ts'

/** The number of the journal's last entry. */
export async function journalNumber(t: TenantDb): Promise<number> {
  const head = await row(t, sql<{ seq: number }>`select seq from journal_heads where tenant_id = ${t.tenantId}`)
  return head?.seq ?? 0
}

/**
 * The number that the journal had before an operation began to write, which is after `since`: what it wrote may be undone, and its
 * numbers be those of what others write next.
 */
export async function numberBefore(t: TenantDb, since: number, operationId: string): Promise<number> {
  const own = await row(
    t,
    sql<{ seq: number | null }>`select min(seq) - 1 as seq from journal
      where tenant_id = ${t.tenantId} and seq > ${since} and operation_id = ${operationId}::uuid`,
  )
  return own?.seq ?? since
}

/** So many entries about what an operation changed are looked at, the newest. */
const most = 500

/** Entries since a number about what an operation changed: its own, and those of others, the newest first. */
export function entriesAround(
  t: TenantDb,
  since: number,
  operationId: string,
): Promise<(Pick<JournalEntry, 'seq' | 'at' | 'entity' | 'entityId' | 'operationId' | 'payload'> & Named)[]> {
  return rows(
    t,
    sql`select seq, at, entity, entity_id as "entityId", operation_id as "operationId", payload,
      ${actorName} as "actorName", ${entityName} as "entityName"
      from (select * from journal n where n.tenant_id = ${t.tenantId} and n.seq > ${since} and exists (
        select from journal own where own.tenant_id = n.tenant_id and own.seq > ${since} and own.operation_id = ${operationId}::uuid
          and own.entity = n.entity and own.entity_id = n.entity_id)
        order by n.seq desc limit ${most}) j order by seq desc`,
  )
}

type Named = Pick<NamedEntry, 'actorName' | 'entityName'>

/** The number of the last journal entry about an entity that is not of this operation; 0 where there is none. */
export async function versionBefore(
  t: TenantDb,
  about: { readonly entity: Entity; readonly entityId: string },
  operationId: string,
): Promise<number> {
  const found = await row(
    t,
    sql<{
      seq: number
    }>`select seq from journal where tenant_id = ${t.tenantId} and entity = ${about.entity} and entity_id = ${about.entityId}
      and operation_id <> ${operationId}::uuid order by seq desc limit 1`,
  )
  return found?.seq ?? 0
}

/** The numbers of the last journal entries about entities of one kind, by id; those without any are left out. */
export async function versionsOf(
  t: TenantDb,
  entity: Entity,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const found = await rows(
    t,
    sql<{ id: string; seq: number }>`select w.id, last.seq from unnest(${ids}::text[]) w(id) cross join lateral (
      select j.seq from journal j where j.tenant_id = ${t.tenantId} and j.entity = ${entity} and j.entity_id = w.id order by j.seq desc limit 1) last`,
  )
  return new Map(found.map(({ id, seq }) => [id, seq]))
}
