import { createHash } from 'node:crypto'
import type { Duplex } from 'node:stream'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'

/** Statements that one connection keeps prepared; those of unusual filters beyond them are planned each time. */
const keptPrepared = 400

/**
 * A pool of connections that send what they are given without waiting for earlier answers, have PostgreSQL plan each statement
 * once, and begin a transaction together with its first statement.
 */
export function openConnections(url: string, most: number): PostgresPool {
  // INVARIANT: statements of one connection are answered in the order they were sent, each for itself.
  const settings: pg.PoolConfig & { readonly pipeline: boolean } = {
    connectionString: url,
    max: most,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'admit',
    pipeline: true,
  }
  const pool = new pg.Pool(settings)
  // A connection lost while idle is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => {})
  const known = new WeakMap<pg.PoolClient, Connection>()
  return {
    async connect() {
      const client = await pool.connect()
      const connection = known.get(client) ?? new Connection(client)
      known.set(client, connection)
      return connection as unknown as PostgresPoolClient
    },
    end: () => pool.end(),
  }
}

/** What binds a transaction to a tenant, as the query builder writes it: sent in one message with the beginning. */
const bindTenant = "select set_config('admit.tenant', $1, true)"
const boundTo = (tenantId: string) => bindTenant.replace('$1', () => pg.escapeLiteral(tenantId))

const nothing = { command: 'SELECT' as const, rowCount: 0, rows: [] }

class Connection {
  readonly #client: pg.PoolClient
  readonly #prepared = new Map<string, string>()
  #isToBegin = false
  #isHeld = false

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  query(text: string, values: readonly unknown[]): Promise<unknown> {
    if (text === 'begin') {
      this.#isToBegin = true
      return Promise.resolve(nothing)
    }
    this.#hold()
    if (this.#isToBegin) {
      this.#isToBegin = false
      if (text === 'commit' || text === 'rollback') return Promise.resolve(nothing)
      if (text === bindTenant) return this.#client.query(`begin; ${boundTo(String(values[0]))}`)
      // Should it fail, the connection is lost, and so is the statement after it.
      this.#client.query('begin').catch(() => {})
    }
    if (values.length === 0) return this.#client.query(text)
    const name = this.#nameOf(text)
    return this.#client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) })
  }

  /** What is sent in one turn goes out together, in one system call. */
  #hold(): void {
    if (this.#isHeld) return
    this.#isHeld = true
    const { stream } = (this.#client as unknown as { readonly connection: { readonly stream: Duplex } }).connection
    stream.cork()
    process.nextTick(() => {
      this.#isHeld = false
      stream.uncork()
    })
  }

  #nameOf(text: string): string | undefined {
    let name = this.#prepared.get(text)
    if (name === undefined && this.#prepared.size < keptPrepared) {
      name = createHash('sha256').update(text).digest('base64url').slice(0, 24)
      this.#prepared.set(text, name)
    }
    return name
  }

  release(): void {
    this.#client.release()
  }
}
