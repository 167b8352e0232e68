import { CompiledQuery, type DatabaseConnection, type Kysely, type Transaction } from 'kysely'

const [commit, rollback] = [CompiledQuery.raw('commit'), CompiledQuery.raw('rollback')]

/**
 * Runs `work` in one transaction. Its statements are sent as they come and answered in turn, so that those which do not wait
 * for each other cost one round trip; the query builder's own transactions send each after the answer to the one before.
 */
export function transaction<T>(db: Kysely<unknown>, work: (db: Transaction<unknown>) => Promise<T>): Promise<T> {
  return begun(db, async (connection, open) => {
    try {
      const result = await work(open.db)
      open.close()
      await connection.executeQuery(commit)
      return result
    } catch (error) {
      open.close()
      await connection.executeQuery(rollback)
      throw error
    }
  })
}

/** The same for work that sends all its statements before it waits: the end is sent with them. Where one fails, the end undoes all. */
export function oneTrip<T>(db: Kysely<unknown>, work: (db: Transaction<unknown>) => Promise<T>): Promise<T> {
  return begun(db, async (connection, open) => {
    const result = work(open.db)
    open.close()
    const [done, ended] = await Promise.allSettled([result, connection.executeQuery(commit)])
    if (done.status === 'rejected') throw done.reason
    if (ended.status === 'rejected') throw ended.reason
    return done.value
  })
}

type Open = { readonly db: Transaction<unknown>; readonly close: () => void }

function begun<T>(db: Kysely<unknown>, work: (connection: DatabaseConnection, open: Open) => Promise<T>): Promise<T> {
  const pool = db.getExecutor()
  return pool.provideConnection(async (connection) => {
    let isOver = false
    const executor = pool.withConnectionProvider({
      async provideConnection(use) {
        // INVARIANT: what comes late never gets into the transaction of whoever has the connection next.
        if (isOver) throw new Error('a statement came after the end of its transaction')
        return use(connection)
      },
    })
    // Sent with the first statement (connections.ts).
    await connection.executeQuery(CompiledQuery.raw('begin'))
    return work(connection, {
      db: { getExecutor: () => executor } as unknown as Transaction<unknown>,
      close: () => (isOver = true),
    })
  })
}
