import { Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely'
import pg from 'pg'

// Instants and counters are 64-bit in the database and integers below 2^53 here.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

declare const bound: unique symbol

/** The database, before any tenant is chosen. */
export type Store = {
  readonly db: Kysely<unknown>
  readonly pool: pg.Pool
  readonly url: string
  readonly close: () => Promise<void>
}

/** A transaction bound to one tenant. Only `withTenant` makes one, so no store function can be called without a tenant. */
export type TenantDb = { readonly tenantId: string; readonly db: Transaction<unknown>; readonly [bound]: true }

/** Opens a pool of connections; nothing is asked of the database yet. */
export function openStore(url: string, connections = 20): Store {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'admit',
  })
  // A connection lost while idle is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return { db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }), pool, url, close: () => pool.end() }
}

/** How many others hold a connection to the database now. */
export async function countGuests(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000, application_name: 'admit' })
  try {
    await client.connect()
    const others = await client.query<{ n: number }>(
      `select count(*) as n from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
    )
    return others.rows[0]?.n ?? 0
  } finally {
    await client.end()
  }
}

/** Runs `work` in one transaction of one tenant; row-level security shows it nothing of any other (SEC-30). */
export function withTenant<T>(store: Store, tenantId: string, work: (t: TenantDb) => Promise<T>): Promise<T> {
  return store.db.transaction().execute(async (db) => {
    await sql`select set_config('admit.tenant', ${tenantId}, true)`.execute(db)
    return work({ tenantId, db } as TenantDb)
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

/** A value as one jsonb parameter. */
export function json(value: unknown): RawBuilder<unknown> {
  return sql`${JSON.stringify(value)}::jsonb`
}
