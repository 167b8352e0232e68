import { once } from 'node:events'
import { mkdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { postgresBinaries } from './embedded-binaries.ts'
import { keptSecret, makeCluster } from './embedded-cluster.ts'
import { takeLock } from './embedded-lock.ts'
import { endOrphans } from './embedded-orphans.ts'
import { ownerOf } from './embedded-owner.ts'
import { type Launch, launch, type Server } from './embedded-server.ts'

export type Embedded = { readonly url: string; readonly stop: () => Promise<void> }

export type EmbeddedOptions = {
  readonly dataDir: string
  /** `no` is for tests, which keep nothing. */
  readonly isDurable?: 'yes' | 'no'
  /** Called as soon as PostgreSQL works by itself: what else is done meanwhile costs no time. */
  readonly atWork?: () => void
  readonly log?: { readonly warn: (details: object, text: string) => void }
}

/**
 * PostgreSQL of our own in `dataDir`, made on the first start: loopback only, with random passwords. It is shut down with
 * us, however we end, and started again when it ends before us. Throws `database.in_use` while another process of ours
 * uses the folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const lock = await takeLock(join(dataDir, 'server.pid'))
  try {
    const { cluster, ...passwords } = await secretsOf(dataDir)
    const owner = await ownerOf(cluster)
    const binaries = await postgresBinaries(dataDir, owner)
    await endOrphans(cluster)
    const atWork = options.atWork ?? (() => {})
    await makeCluster(cluster, binaries, passwords.superuser, owner, atWork)
    const plan: Omit<Launch, 'port'> = {
      postgres: binaries.postgres,
      cluster,
      logFile: join(dataDir, 'postgres.log'),
      owner,
      password: passwords.superuser,
      isDurable: options.isDurable ?? 'yes',
      atWork,
    }
    const { server, port } = await launchOnFreePort(plan)
    const stop = keepUp(server, { ...plan, port }, options.log)
    await prepare(port, passwords).catch(async (error) => {
      await stop()
      throw error
    })
    let stopped: Promise<void> | null = null
    return {
      url: urlOf(port, passwords.role),
      stop: () => (stopped ??= stop().then(lock.release)),
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** The address of the server that another process of ours runs in `dataDir`, or null when none does. */
export async function findRunningPostgres(dataDir: string): Promise<string | null> {
  const [pidFile, password] = await Promise.all(
    [join(dataDir, 'postgres', 'postmaster.pid'), join(dataDir, 'admit.password')].map((path) =>
      readFile(path, 'utf8').catch(() => null),
    ),
  )
  // postmaster.pid: process, folder, start, port, socket folder, address, shared memory, state.
  const lines = pidFile?.split('\n').map((line) => line.trim()) ?? []
  if (lines[7] !== 'ready' || !password) return null
  const url = urlOf(Number(lines[3]), password)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  const answers = await client.connect().then(
    () => true,
    () => false,
  )
  await client.end().catch(() => {})
  return answers ? url : null
}

async function secretsOf(
  dataDir: string,
): Promise<{ readonly cluster: string; readonly superuser: string; readonly role: string }> {
  const superuser = await keptSecret(join(dataDir, 'postgres.password'))
  return { cluster: join(dataDir, 'postgres'), superuser, role: await keptSecret(join(dataDir, 'admit.password')) }
}

const urlOf = (port: number, password: string): string => `postgres://admit:${password}@127.0.0.1:${port}/admit`

async function launchOnFreePort(
  plan: Omit<Launch, 'port'>,
): Promise<{ readonly server: Server; readonly port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    try {
      return { server: await launch({ ...plan, port }), port }
    } catch (error) {
      // Somebody may have taken the port meanwhile.
      if (attempt === 3) throw error
    }
  }
}

/** Starts the server again, on its old port, whenever it ends without being told to; gives what ends it for good. */
function keepUp(first: Server, plan: Launch, log: EmbeddedOptions['log']): () => Promise<void> {
  let server = first
  const stopping = new AbortController()
  const up = (async () => {
    for (let failures = 0; ; ) {
      await server.gone
      if (stopping.signal.aborted) return
      log?.warn({ failures }, 'PostgreSQL ended; starting it again')
      try {
        await endOrphans(plan.cluster)
        server = await launch(plan)
        failures = 0
      } catch (error) {
        failures++
        log?.warn({ failures, error: (error as Error).message }, 'PostgreSQL could not be started again')
        await sleep(Math.min(failures * 500, 10_000), undefined, { ref: false, signal: stopping.signal }).catch(
          () => {},
        )
      }
      // It may have been told to stop while it was coming up.
      if (stopping.signal.aborted) await server.stop()
    }
  })()
  return async () => {
    stopping.abort()
    await server.stop()
    await up
  }
}

/** The role we use is no superuser, so that row-level security holds for it. */
async function prepare(port: number, passwords: { readonly superuser: string; readonly role: string }): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: passwords.superuser,
    database: 'template1',
  })
  await client.connect()
  try {
    const { rowCount: roles } = await client.query("select from pg_roles where rolname = 'admit'")
    if (roles === 0) await client.query('create role admit')
    await client.query(
      `alter role admit login createdb nosuperuser nobypassrls password ${client.escapeLiteral(passwords.role)}`,
    )
    const { rowCount: databases } = await client.query("select from pg_database where datname = 'admit'")
    // A new one would be a copy of the one that initdb has just made, which nobody uses, and would keep the start waiting.
    if (databases === 0)
      await client.query('alter database postgres rename to admit; alter database admit owner to admit')
  } finally {
    await client.end()
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}
