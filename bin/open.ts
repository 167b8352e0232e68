import { setTimeout as sleep } from 'node:timers/promises'
import type { Admit } from '../src/app/admit.ts'
import { unsentOf } from '../src/app/codes/unsent.ts'
import { relyingParty } from '../src/app/passkeys/relying-party.ts'
import { openVault } from '../src/app/vault.ts'
import { type Config, readConfig } from '../src/config.ts'
import { AppError } from '../src/errors.ts'
import { type Embedded, findRunningPostgres, startEmbeddedPostgres } from '../src/store/embedded.ts'
import { migrate } from '../src/store/migrate.ts'
import { beginVisit, closeToVisits, openStore, type Visit } from '../src/store/store.ts'

const quiet = () => {}

/**
 * Runs work on the database: the one of DATABASE_URL, the embedded one of a server that runs, or else the embedded one,
 * started for this and stopped afterwards.
 */
export async function withAdmit<T>(work: (admit: Admit) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const { url, own, visit } = await databaseOf(config)
  try {
    // Beside a server the schema is the server's; alone it may be older than we are.
    if (own !== null) await migrate(url)
    const store = openStore(url, 4, { passkeyHost: relyingParty(config).id, unsent: unsentOf(config) })
    try {
      const log = { info: quiet, warn: quiet, error: quiet }
      return await work({
        store,
        config,
        vault: await openVault(config.dataDir),
        mail: null,
        texts: null,
        now: Date.now,
        log,
      })
    } catch (error) {
      if ((error as { code?: string }).code !== '42P01') throw error
      throw new Error('the database is empty: run admit start first', { cause: error })
    } finally {
      await store.close()
    }
  } finally {
    await visit?.end()
    // Another command may have come in meanwhile and found our database: it ends its work first.
    if (own !== null) await closeToVisits(url)
    await own?.stop()
  }
}

type Database = { readonly url: string; readonly own: Embedded | null; readonly visit: Visit | null }

async function databaseOf(config: Config): Promise<Database> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, own: null, visit: null }
  for (let tries = 1; ; tries++) {
    const running = await findRunningPostgres(config.dataDir)
    // One that is found may be on the way down: then the next look finds none, and starts its own.
    const visit = running === null ? null : await beginVisit(running).catch(() => null)
    if (running !== null && visit !== null) return { url: running, own: null, visit }
    try {
      const own = await startEmbeddedPostgres({ dataDir: config.dataDir })
      return { url: own.url, own, visit: null }
    } catch (error) {
      // Whoever holds the folder is on the way up, or on the way down.
      if (!(error instanceof AppError) || error.code !== 'database.in_use' || tries === 60) throw error
      await sleep(250)
    }
  }
}
