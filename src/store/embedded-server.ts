import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { asSeenBy } from './embedded-cluster.ts'
import type { Owner } from './embedded-owner.ts'

export type Launch = {
  readonly postgres: string
  readonly cluster: string
  readonly logFile: string
  readonly owner: Owner
  readonly password: string
  readonly port: number
  readonly isDurable: 'yes' | 'no'
  /** Called when there is nothing to do but to wait until it answers. */
  readonly atWork: () => void
}

export type Server = {
  /** Settles when the postmaster is gone, whoever ended it. */
  readonly gone: Promise<unknown>
  /** Ends every session, writes everything, waits until it is gone. */
  readonly stop: () => Promise<void>
}

/** Starts the server and waits until it answers; throws with the end of its log when it does not. */
export async function launch(given: Launch): Promise<Server> {
  await rotate(given.logFile)
  const log = await open(given.logFile, 'a', 0o600)
  const folder = await open(given.cluster)
  const args = [
    '-D',
    asSeenBy(given.owner, 3, given.cluster),
    ...settings(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  // Its own process group: Ctrl-C reaches us alone, and we shut it down in order.
  const postmaster = spawn(given.postgres, args, {
    ...given.owner,
    detached: true,
    stdio: ['ignore', log.fd, log.fd, folder.fd],
    cwd: '/',
  })
  const gone = new Promise<void>((resolve) => postmaster.once('exit', () => resolve()))
  try {
    await once(postmaster, 'spawn')
  } finally {
    await Promise.all([log.close(), folder.close()])
  }
  const watchdog = watch(postmaster.pid as number)
  void gone.then(() => watchdog.kill('SIGKILL'))
  const server: Server = {
    gone,
    async stop() {
      // While it is awaited the event loop must not run empty.
      postmaster.ref()
      postmaster.kill('SIGINT')
      await gone
    },
  }
  given.atWork()
  try {
    await untilReady(given, postmaster)
  } catch (error) {
    await server.stop()
    throw error
  }
  postmaster.unref()
  return server
}

function settings({ port, isDurable }: Launch): readonly (readonly [string, string | number])[] {
  const durable = isDurable === 'yes' ? 'on' : 'off'
  return [
    ['cluster_name', 'admit'],
    ['listen_addresses', '127.0.0.1'],
    ['port', port],
    ['unix_socket_directories', ''],
    ['max_connections', 100],
    ['shared_buffers', `${sharedMegabytes()}MB`],
    ['max_wal_size', '4GB'],
    ['jit', 'off'],
    ['timezone', 'UTC'],
    ['log_timezone', 'UTC'],
    ['fsync', durable],
    ['synchronous_commit', durable],
    ['full_page_writes', durable],
  ]
}

/** What PostgreSQL keeps of the directory in memory, as far as it reads so much: an eighth of the machine's, 1 GB at most. */
function sharedMegabytes(): number {
  return Math.max(64, Math.min(1024, Math.floor(totalmem() / 8 / 2 ** 20)))
}

/** Holds the other end of a pipe of ours: when we end, however we end, it reads the end of it and shuts the server down. */
function watch(pid: number): ChildProcess {
  const script = `read _; kill -INT $1; i=0
    while kill -0 $1 && [ $i -lt 150 ]; do sleep 0.2; i=$((i+1)); done
    [ $i -lt 150 ] || kill -QUIT $1`
  const watchdog = spawn('/bin/sh', ['-c', script, 'admit-watchdog', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  })
  watchdog.on('error', () => {})
  watchdog.stdin?.on('error', () => {})
  watchdog.unref()
  ;(watchdog.stdin as { unref?: () => void } | null)?.unref?.()
  return watchdog
}

async function untilReady(given: Launch, postmaster: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port: given.port,
      user: 'postgres',
      password: given.password,
      database: 'template1',
      connectionTimeoutMillis: 5000,
    })
    client.on('error', () => {})
    try {
      await client.connect()
      return
    } catch (error) {
      const isOver = postmaster.exitCode !== null || postmaster.signalCode !== null
      if (isOver || Date.now() > deadline)
        throw new Error(`PostgreSQL did not start: ${await lastLines(given.logFile)} (${given.logFile})`, {
          cause: error,
        })
      await sleep(20)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

async function lastLines(logFile: string): Promise<string> {
  return (await readFile(logFile, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-3).join('\n')
}

/** One older log is kept, so that the log never fills the disk. */
async function rotate(logFile: string): Promise<void> {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  )
  if (size > 10_000_000) await rename(logFile, `${logFile}.1`)
}
