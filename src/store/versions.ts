import { sql } from 'kysely'
import type { Entity } from './entities.ts'
import { row, rows, type TenantDb } from './store.ts'

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
