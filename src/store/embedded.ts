import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { access, chmod, chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '../errors.ts'
import { postgresBinaries } from './embedded-binaries.ts'
import { isAlive, type Owner, ownerOf, whoAmI } from './embedded-owner.ts'

export type Embedded = { readonly url: string; readonly stop: () => Promise<void> }

/**
 * PostgreSQL of our own in `dataDir`, made on the first start: loopback only, with random passwords. It is shut down with
 * us, however we end; one that is still shutting down after a hard kill is waited for. Throws `database.in_use` when
 * another server of ours uses the folder. `isDurable: 'no'` is for tests, which keep nothing.
 */
export async function startEmbeddedPostgres(options: { readonly dataDir: string; readonly isDurable?: 'yes' | 'no' }): Promise<Embedded> {
  const owner = await ownerOf()
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 })
  // The folder stays closed to others; the user the server runs as may only walk through it.
  if (owner.uid !== undefined) await chmod(options.dataDir, 0o711)
  const lock = await takeLock(join(options.dataDir, 'server.pid'))
  try {
    const cluster = join(options.dataDir, 'postgres')
    const binaries = await postgresBinaries(options.dataDir, owner)
    await untilStopped(cluster)
    const password = await secret(join(options.dataDir, 'postgres.password'))
    await initialise(cluster, binaries.initdb, password, owner)
    const port = await freePort()
    const server = await launch(binaries.postgres, cluster, port, owner, options.isDurable ?? 'yes')
    const superuser = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
    await untilReady(superuser, server.process, join(options.dataDir, 'postgres.log'))
    await prepare(superuser, password)
    return {
      url: `postgres://admit:${password}@127.0.0.1:${port}/admit`,
      async stop() {
        await server.stop()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** Makes the cluster beside its place and moves it there whole: a kill in the middle leaves nothing half done. */
async function initialise(cluster: string, initdb: string, password: string, owner: Owner): Promise<void> {
  if (await exists(join(cluster, 'PG_VERSION'))) return
  const beside = `${cluster}.new`
  await rm(beside, { recursive: true, force: true })
  await mkdir(beside, { mode: 0o700 })
  const passwordFile = `${cluster}.init`
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (owner.uid !== undefined) {
    await chown(beside, owner.uid, owner.gid as number)
    await chown(passwordFile, owner.uid, owner.gid as number)
  }
  const args = ['-D', beside, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--no-sync']
  const made = spawn(initdb, args, { ...owner, stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' })
  let said = ''
  made.stdout.on('data', (text) => (said += text))
  made.stderr.on('data', (text) => (said += text))
  const [code] = (await once(made, 'close')) as [number]
  await rm(passwordFile, { force: true })
  if (code !== 0) throw new Error(`initdb failed:\n${said}`)
  await rename(beside, cluster)
}

type Running = { readonly process: ChildProcess; readonly stop: () => Promise<void> }

async function launch(postgres: string, cluster: string, port: number, owner: Owner, isDurable: 'yes' | 'no'): Promise<Running> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '64MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(isDurable === 'no' ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  const log = await open(join(cluster, '..', 'postgres.log'), 'a', 0o600)
  const args = ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  // Its own process group: Ctrl-C reaches us alone, and we shut it down in order.
  const server = spawn(postgres, args, { ...owner, detached: true, stdio: ['ignore', log.fd, log.fd], cwd: '/' })
  await log.close()
  // The watchdog holds the other end of a pipe of ours. When we end, however we end, it reads the end of it.
  const watchdog = spawn('/bin/sh', ['-c', 'read _; kill -INT "$1" 2>/dev/null', 'admit-watchdog', String(server.pid)], { detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: '/' })
  watchdog.unref()
  watchdog.stdin.on('error', () => {})
  ;(watchdog.stdin as unknown as { unref?: () => void }).unref?.()
  server.unref()
  return {
    process: server,
    async stop() {
      watchdog.kill('SIGKILL')
      if (server.exitCode === null && server.signalCode === null) {
        server.ref()
        const over = once(server, 'exit')
        server.kill('SIGINT')
        await over
      }
    },
  }
}

async function untilReady(url: string, server: ChildProcess, log: string): Promise<void> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      await client.end().catch(() => {})
      if (server.exitCode !== null || Date.now() > deadline) throw new Error(`PostgreSQL did not start (${(error as Error).message}); see ${log}`)
      await sleep(20)
    }
  }
}

/** The role we use is no superuser, so that row-level security holds for it. */
async function prepare(superuser: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuser })
  await client.connect()
  try {
    const role = await client.query("select 1 from pg_roles where rolname = 'admit'")
    if (role.rowCount === 0) await client.query(`create role admit login createdb nosuperuser nobypassrls password ${client.escapeLiteral(password)}`)
    const database = await client.query("select 1 from pg_database where datname = 'admit'")
    if (database.rowCount === 0) await client.query('create database admit owner admit')
  } finally {
    await client.end()
  }
}

/** Waits for a server that a hard kill of ours left shutting down. */
async function untilStopped(cluster: string): Promise<void> {
  const deadline = Date.now() + 30_000
  for (;;) {
    const pid = Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
    if (!pid || !(await isAlive(pid, 'postgres'))) return
    if (Date.now() > deadline) throw new AppError('database.in_use', { pid })
    await sleep(50)
  }
}

/** One server per folder: the file names the process that holds it, and when that began. */
async function takeLock(path: string): Promise<{ readonly release: () => Promise<void> }> {
  const me = await whoAmI(process.pid)
  for (;;) {
    try {
      const file = await open(path, 'wx', 0o600)
      await file.writeFile(me)
      await file.close()
      return { release: () => rm(path, { force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const other = await readFile(path, 'utf8').catch(() => '')
    const pid = Number(other.split(' ')[0])
    if (pid && pid !== process.pid && (await whoAmI(pid).catch(() => null)) === other) throw new AppError('database.in_use', { pid })
    await rm(path, { force: true })
  }
}

async function secret(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept !== null && kept.length >= 32) return kept
  const made = randomBytes(24).toString('hex')
  await writeFile(`${path}.new`, made, { mode: 0o600 })
  await chmod(`${path}.new`, 0o600)
  await rename(`${path}.new`, path)
  return made
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
