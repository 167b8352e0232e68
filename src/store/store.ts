import { Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { SentKind } from '../core/methods/methods.ts'
import { openConnections } from './connections.ts'
import { oneTrip, transaction } from './transaction.ts'

// Instants and counters are 64-bit in the database and integers below 2^53 here.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

declare const bound: unique symbol

/** What this server can do that no row says. */
export type Here = {
  /** The host that passkeys are made for here; left out, nobody asks. */
  readonly passkeyHost?: string | undefined
  /** Kinds of code that nothing is set up to send; left out, nobody asks. */
  readonly unsent?: readonly SentKind[] | undefined
  /** Whether this server has personal accounts; left out, it has. */
  readonly personalAccounts?: 'on' | 'off' | undefined
}

/** The database, before any tenant is chosen. */
export type Store = Here & {
  readonly db: Kysely<unknown>
  readonly url: string
  readonly close: () => Promise<void>
}

/** A transaction bound to one tenant. Only `withTenant` makes one, so no store function can be called without a tenant. */
export type TenantDb = Here & {
  readonly tenantId: string
  /** Whose transaction it is: two stores may have a tenant of the same id. */
  readonly store: Store
  readonly db: Transaction<unknown>
  readonly [bound]: true
}

/** Opens a pool of connections; nothing is asked of the database yet. Passkeys made for another host count as none that can be used. */
export function openStore(url: string, connections = 20, here: Here = {}): Store {
  const pool = openConnections(url, connections)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  return { ...here, db, url, close: () => pool.end() }
}

const boundTo = (store: Store, tenantId: string, db: Transaction<unknown>) => {
  const { passkeyHost, unsent, personalAccounts } = store
  return { tenantId, store, db, passkeyHost, unsent, personalAccounts } as TenantDb
}

/** What a visitor of the embedded database holds shared, and whoever started it for a visit takes alone before stopping it. */
const visiting = 7238194552

export type Visit = { readonly end: () => Promise<void> }

/** Keeps the database up until the visit ends; rejects where it is on the way down already. */
export async function beginVisit(url: string): Promise<Visit> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'admit' })
  client.on('error', () => {})
  await client.connect()
  await client.query('select pg_advisory_lock_shared($1)', [visiting])
  return { end: () => client.end() }
}

/** Waits, a minute at most, until nobody visits; from then on no visit begins, and each that tries is told when it ends. */
export async function closeToVisits(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'admit' })
  client.on('error', () => {})
  await client.connect()
  await client.query("select set_config('lock_timeout', '60s', false)")
  await client.query('select pg_advisory_lock($1)', [visiting]).catch(() => {})
}

/** Runs `work` in one transaction of one tenant; row-level security shows it nothing of any other (SEC-30). */
export function withTenant<T>(store: Store, tenantId: string, work: (t: TenantDb) => Promise<T>): Promise<T> {
  return transaction(store.db, async (db) => {
    // Sent ahead of the first statement and answered before it: nobody waits for it, and nothing runs without it.
    const bound = sql`select set_config('admit.tenant', ${tenantId}, true)`.execute(db)
    bound.catch(() => {})
    const result = await work(boundTo(store, tenantId, db))
    await bound
    return result
  })
}

/** The same for work that reads a lot and must see it as of one instant, whatever changes meanwhile; what it writes is refused. */
export function withTenantAtOneInstant<T>(
  store: Store,
  tenantId: string,
  work: (t: TenantDb) => Promise<T>,
): Promise<T> {
  return transaction(store.db, async (db) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(db)
    await sql`select set_config('admit.tenant', ${tenantId}, true)`.execute(db)
    return work(boundTo(store, tenantId, db))
  })
}

/** The same for work that sends all its statements before it waits for any of them; what it sends later is refused. */
export function withTenantAtOnce<T>(store: Store, tenantId: string, work: (t: TenantDb) => Promise<T>): Promise<T> {
  return oneTrip(store.db, async (db) => {
    const bound = sql`select set_config('admit.tenant', ${tenantId}, true)`.execute(db)
    const [result] = await Promise.all([work(boundTo(store, tenantId, db)), bound])
    return result
  })
}

/** The rows of a statement. */
export async function rows<T>(t: { readonly db: Kysely<unknown> }, statement: RawBuilder<T>): Promise<T[]> {
  return (await statement.execute(t.db)).rows
}

/** The first row of a statement, or null. */
export async function row<T>(t: { readonly db: Kysely<unknown> }, statement: RawBuilder<T>): Promise<T | null> {
  return (await statement.execute(t.db)).rows[0] ?? null
}

/** How many rows a statement changed. */
export async function changed(t: { readonly db: Kysely<unknown> }, statement: RawBuilder<unknown>): Promise<number> {
  return Number((await statement.execute(t.db)).numAffectedRows ?? 0n)
}

/** A value as one jsonb parameter. PostgreSQL keeps neither NUL nor half a surrogate pair: either is kept as U+FFFD. */
export function json(value: unknown): RawBuilder<unknown> {
  const text = JSON.stringify(value)
  return sql`${text.includes('\\u') ? text.replace(unstorable, '$1\ufffd') : text}::jsonb`
}

/** As JSON.stringify writes them, after an even number of backslashes; whole pairs it does not escape. */
const unstorable = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g
