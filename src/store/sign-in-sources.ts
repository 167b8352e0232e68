import { sql } from 'kysely'
import { noTries, type SourceTries } from '../core/lockout/spray.ts'
import { json, row, rows, type TenantDb } from './store.ts'

const columns = sql<SourceTries>`since, failed, passed, waits, wait_until as "waitUntil"`

/** What is kept of the tries from an address. */
export async function findTries(t: TenantDb, address: string): Promise<SourceTries> {
  const found = await row(
    t,
    sql<SourceTries>`select ${columns} from sign_in_sources where tenant_id = ${t.tenantId} and address = ${address}`,
  )
  return found ?? noTries
}

/** The same, held until the transaction ends: of tries at the same moment, at whichever server, each sees the one before. */
export async function holdTries(t: TenantDb, address: string): Promise<SourceTries> {
  const [, held] = await Promise.all([
    sql`insert into sign_in_sources (tenant_id, address, since) values (${t.tenantId}, ${address}, 0) on conflict do nothing`.execute(
      t.db,
    ),
    row(
      t,
      sql<SourceTries>`select ${columns} from sign_in_sources where tenant_id = ${t.tenantId} and address = ${address} for update`,
    ),
  ])
  return held ?? noTries
}

/** An address that waits: for how many names its passwords were wrong, and until when. */
export type WaitingSource = { readonly address: string; readonly names: number; readonly waitUntil: number }

/** Addresses that have to wait, those that wait longest first, a hundred at most. */
export function listWaiting(t: TenantDb, now: number): Promise<WaitingSource[]> {
  return rows(
    t,
    sql<WaitingSource>`select address, jsonb_array_length(failed) as names, wait_until as "waitUntil" from sign_in_sources
      where tenant_id = ${t.tenantId} and wait_until > ${now} order by wait_until desc, address limit 100`,
  )
}

/** Keeps what has become of tries that are held. */
export async function saveTries(t: TenantDb, address: string, tries: SourceTries): Promise<void> {
  await sql`update sign_in_sources set since = ${tries.since}, failed = ${json(tries.failed)}, passed = ${json(tries.passed)},
    waits = ${tries.waits}, wait_until = ${tries.waitUntil} where tenant_id = ${t.tenantId} and address = ${address}`.execute(
    t.db,
  )
}

/** Forgets addresses that have not been counted anew since, and that wait for nothing. */
export async function forgetTriesBefore(t: TenantDb, before: number): Promise<void> {
  await sql`delete from sign_in_sources where tenant_id = ${t.tenantId} and since < ${before} and wait_until < ${before}`.execute(
    t.db,
  )
}
