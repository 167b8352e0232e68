import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Embedded, findRunningPostgres, startEmbeddedPostgres } from './embedded.ts'

const program = new URL('./embedded.ts', import.meta.url).href

let parent: string
let dataDir: string
const running: { stop: () => Promise<void> }[] = []
const children: ChildProcess[] = []

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'admit-embedded-'))
  // Nobody but us can walk through here, as in root's home: the server's own user must manage all the same.
  await chmod(parent, 0o700)
  dataDir = join(parent, 'data')
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const one of running.splice(0)) await one.stop()
  await expect.poll(() => serverProcesses(dataDir), { timeout: 20_000 }).toEqual([])
  await rm(parent, { recursive: true, force: true })
})

describe('the server', () => {
  it('is durable, Unicode, on loopback, and used by a role without power', async () => {
    const { url } = await begun()
    const [settings] = await ask(
      url,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages,
         current_setting('listen_addresses') as listen,
         current_setting('password_encryption') as passwords, current_setting('server_encoding') as encoding,
         lower('ÅSA ŁUKASZ ÖMER') as lowered, current_database() as database`,
    )
    expect(settings).toEqual({
      fsync: 'on',
      commit: 'on',
      pages: 'on',
      listen: '127.0.0.1',
      passwords: 'scram-sha-256',
      encoding: 'UTF8',
      lowered: 'åsa łukasz ömer',
      database: 'admit',
    })
    const [role] = await ask(
      url,
      'select rolsuper, rolcreatedb, rolcreaterole, rolbypassrls from pg_roles where rolname = current_user',
    )
    expect(role).toEqual({ rolsuper: false, rolcreatedb: true, rolcreaterole: false, rolbypassrls: false })
    await expect(ask(url.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'select 1')).rejects.toThrow(
      /password authentication failed/,
    )
    // Our role's password is not the superuser's.
    await expect(ask(url.replace('//admit:', '//postgres:'), 'select 1')).rejects.toThrow(
      /password authentication failed/,
    )
  })

  it('shows its passwords to nobody else', async () => {
    await begun()
    for (const name of ['postgres.password', 'admit.password', 'postgres.log', 'server.pid'])
      expect(((await stat(join(dataDir, name))).mode & 0o777).toString(8)).toBe('600')
    expect(((await stat(dataDir)).mode & 0o777).toString(8)).toBe('700')
    expect((await readdir(dataDir)).filter((name) => name.includes('.new'))).toEqual([])
  })

  it('keeps what was written, and leaves no process and no lock', async () => {
    const first = await begun()
    await ask(first.url, 'create table kept as select 42 as answer')
    await first.stop()
    expect(await serverProcesses(dataDir)).toEqual([])
    expect(await findRunningPostgres(dataDir)).toBeNull()
    await first.stop()

    const second = await begun()
    expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('has no socket in the file system', async () => {
    const { url } = await begun()
    const superuser = url.replace(
      /admit:[0-9a-f]+@/,
      `postgres:${await readFile(join(dataDir, 'postgres.password'), 'utf8')}@`,
    )
    expect(await ask(superuser, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }])
  })

  it('takes a folder given relative to where we are', async () => {
    const here = process.cwd()
    const { url } = await inChild({ cwd: parent, folder: 'data' })
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(process.cwd()).toBe(here)
  })
})

describe('a second start on the same folder', () => {
  it('is refused while the first lives, in this process and in another, and the first is found', async () => {
    const first = await begun()
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ code: 'database.in_use' })
    await expect(inChild()).rejects.toThrow(/database\.in_use/)
    expect(await findRunningPostgres(dataDir)).toBe(first.url)
    expect(await ask(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('lets one of two that start at the same time through', async () => {
    const both = await Promise.allSettled([begun(), begun()])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('after kill -9', () => {
  it('of us, the server ends by itself', async () => {
    const { child } = await inChild()
    expect((await serverProcesses(dataDir)).length).toBeGreaterThan(0)
    await killed(child)
    await expect.poll(() => serverProcesses(dataDir), { timeout: 10_000 }).toEqual([])
  })

  it('of us, five times over, a new start at once has every acknowledged row', async () => {
    let acknowledged = 0
    for (let round = 0; round < 5; round++) {
      const { child, url } = await inChild()
      await ask(url, 'create table if not exists written (n int primary key)')
      const client = new pg.Client({ connectionString: url })
      client.on('error', () => {})
      await client.connect()
      const end = sleep(30 * round).then(() => killed(child))
      try {
        for (;;) {
          await client.query('insert into written values ($1) on conflict do nothing', [acknowledged])
          acknowledged++
        }
      } catch {
        // The server went away under us, as it should.
      }
      await end
      await client.end().catch(() => {})
    }
    const { url } = await begun()
    const [found] = await ask(url, 'select count(*)::int as rows from written where n < $1', [acknowledged])
    expect(acknowledged).toBeGreaterThan(5)
    expect(found).toEqual({ rows: acknowledged })
  })

  it('of us and of the watchdog, the orphan is ended by the next start', async () => {
    const { child, url } = await inChild()
    await ask(url, 'create table kept as select 42 as answer')
    const [postmaster] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
    for (const pid of await watchdogsOf(postmaster as string)) process.kill(pid, 'SIGKILL')
    await killed(child)
    await sleep(300)
    expect((await serverProcesses(dataDir)).length).toBeGreaterThan(0)
    const next = await begun()
    expect(await ask(next.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('of the postmaster, it is started again on the same port, with the data', async () => {
    const said: string[] = []
    const { url } = await begun((text) => said.push(text))
    await ask(url, 'create table kept as select 42 as answer')
    process.kill(await postmasterOf(), 'SIGKILL')
    await expect
      .poll(() => ask(url, 'select answer from kept').catch((error: Error) => error.message), { timeout: 15_000 })
      .toEqual([{ answer: 42 }])
    expect(said).toEqual(['PostgreSQL ended; starting it again'])
  })

  it('of postmaster and us, a new start has the data, even when another program has the old number', async () => {
    const { child, url } = await inChild()
    await ask(url, 'create table kept as select 42 as answer')
    child.kill('SIGSTOP')
    process.kill(await postmasterOf(), 'SIGKILL')
    await killed(child)
    // As after a restart of a container, where numbers come round again at once.
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
    const lines = (await readFile(pidFile, 'utf8')).split('\n')
    const { uid, gid } = await stat(pidFile)
    const other = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid } : {})
    children.push(other)
    await once(other, 'spawn')
    await writeFile(pidFile, [other.pid, ...lines.slice(1)].join('\n'))
    const next = await begun()
    expect(await ask(next.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('of us while the cluster is made, the next start makes it whole', async () => {
    const child = childOf()
    children.push(child)
    await expect
      .poll(async () => (await readdir(dataDir).catch(() => [])).some((name) => name.startsWith('postgres.new-')), {
        timeout: 10_000,
        interval: 5,
      })
      .toBe(true)
    await sleep(150)
    await killed(child)
    const { url } = await begun()
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

it('does not touch a cluster of another PostgreSQL', async () => {
  await (await begun()).stop()
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n')
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/made by PostgreSQL 15/)
  // The lock is free again.
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/made by PostgreSQL 15/)
})

async function begun(onWarning: (text: string) => void = () => {}): Promise<Embedded> {
  const one = await startEmbeddedPostgres({ dataDir, log: { warn: (_details, text) => onWarning(text) } })
  running.push(one)
  return one
}

function childOf(at: { cwd: string; folder: string } = { cwd: parent, folder: dataDir }): ChildProcess {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(program)}
    const { url } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(at.folder)} })
    console.log(url)
    setInterval(() => {}, 1000)`
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: at.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** The server started by another process, which can be killed. */
async function inChild(at?: {
  cwd: string
  folder: string
}): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = childOf(at)
  children.push(child)
  let said = ''
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()))
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const url = await Promise.race([
    once(lines, 'line').then(([line]) => line as string),
    once(child, 'close').then(() => Promise.reject(new Error(said))),
  ])
  return { child, url }
}

async function killed(child: ChildProcess): Promise<void> {
  const over = once(child, 'exit')
  child.kill('SIGKILL')
  await over
}

async function ask(url: string, text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query(text, values)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

const postmasterOf = async () =>
  Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])

async function processes(): Promise<readonly { pid: number; cwd: string; exe: string; command: string }[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const link = (path: string) => readlink(path).catch(() => '')
  return Promise.all(
    pids.map(async (pid) => ({
      pid: Number(pid),
      cwd: await link(`/proc/${pid}/cwd`),
      exe: await link(`/proc/${pid}/exe`),
      command: await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    })),
  )
}

/** Everything of PostgreSQL that lives below a folder. */
async function serverProcesses(folder: string): Promise<readonly string[]> {
  const found = (await processes()).filter(
    ({ cwd, exe }) => cwd.startsWith(`${folder}/`) && basename(exe).startsWith('postgres'),
  )
  return found.map(({ pid, command }) => `${pid} ${command}`)
}

async function watchdogsOf(postmaster: string): Promise<readonly number[]> {
  return (await processes())
    .filter(({ command }) => command.includes(`admit-watchdog\0${postmaster}\0`))
    .map(({ pid }) => pid)
}
