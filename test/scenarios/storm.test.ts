import { type ChildProcess, execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { vaultOf } from '../../src/app/vault.ts'
import { readConfig } from '../../src/config.ts'
import { openStore, type Store, withTenant } from '../../src/store/store.ts'
import { freshDatabase } from '../setup/database.ts'
import type { Served } from '../setup/server.ts'
import { listenAsApp } from '../support/app-address.ts'
import { BareClient } from '../support/bare-client.ts'
import { demo, person } from '../support/demo.ts'
import type { StormAnswer, StormSettings } from '../support/password-storm.ts'
import { registerApp } from '../support/register-app.ts'
import { startedServer } from '../support/server-process.ts'
import { Visitor } from '../support/visitor.ts'

let dataDir: string
let server: ChildProcess
let origin: string
let store: Store
let app: Awaited<ReturnType<typeof listenAsApp>>
let client: BareClient

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'admit-storm-'))
  const databaseUrl = await freshDatabase()
  const started = await startedServer(dataDir, databaseUrl, { ADMIT_TRUSTED_PROXIES: '127.0.0.1' })
  server = started.server
  origin = `http://localhost:${started.port}`
  store = openStore(databaseUrl, 2)
  app = await listenAsApp()
  const quiet = () => {}
  const log = { info: quiet, warn: quiet, error: quiet }
  const admit = { store, config: readConfig({}), vault: vaultOf(randomBytes(32)), now: () => Date.now(), log }
  // As much of what is served as a client and its registration look at.
  const served = { running: { admit }, demo, origin } as unknown as Served
  const redirectUri = `${app.origin}/callback`
  const web = await registerApp(served, { name: 'A web app', redirectUris: [{ uri: redirectUri, kind: 'web' }] })
  client = new BareClient(served, web, redirectUri)
}, 60_000)
afterAll(async () => {
  server.kill()
  if (server.exitCode === null) await once(server, 'exit')
  await app.stop()
  await store.close()
  await rm(dataDir, { recursive: true, force: true })
})

const flowCookie = '__Host-admit-flow'

/** A browser at the password page of somebody. */
async function atPassword(name: string): Promise<StormSettings['browsers'][number]> {
  const visitor = new Visitor()
  await visitor.open(`${origin}/myapps`)
  const page = await visitor.send({ name })
  const token = /name="token" value="([^"]+)"/.exec(page.html)?.[1] as string
  return { cookie: `${flowCookie}=${visitor.cookie(new URL(origin).host, flowCookie)}`, token }
}

async function storm(settings: Omit<StormSettings, 'origin'>): Promise<readonly StormAnswer[]> {
  const script = fileURLToPath(new URL('../support/password-storm.ts', import.meta.url))
  const sent = JSON.stringify({ ...settings, origin })
  const { stdout } = await promisify(execFile)(process.execPath, [script, sent], { maxBuffer: 2 ** 28 })
  return JSON.parse(stdout) as StormAnswer[]
}

/** Does it again and again until it is told to stop; gives how many milliseconds each took, the shortest first. */
async function timed(what: () => Promise<void>, isOver: () => boolean): Promise<readonly number[]> {
  const took: number[] = []
  while (!isOver()) {
    const began = performance.now()
    await what()
    took.push(performance.now() - began)
    await sleep(50)
  }
  return took.sort((a, b) => a - b)
}

const p95 = (sorted: readonly number[]) => sorted[Math.floor(sorted.length * 0.95)] as number

/** A page without what is another each time. */
const plain = (html: string) =>
  html.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+Z|\d+ seconds|a second|nonce-?[^"' ]*/g, 'X')

it('SEC-01: in a storm whoever would wait too long is told when to come again, all alike and counted for nothing, and tokens and pages go on', {
  timeout: 90_000,
}, async () => {
  const inside = new Visitor()
  let refresh = (await client.redeem(await client.code('marc', {}, inside))).body['refresh_token']
  const { id, signInName } = person('alice')
  const browsers = await Promise.all(
    [...Array(40).keys()].map((i) => atPassword(i === 0 ? signInName : `nobody${i}@meridian.example`)),
  )
  let isOver = false
  const others = Promise.all([
    timed(
      async () => {
        const answer = await client.refresh(refresh)
        expect(answer.status).toBe(200)
        refresh = answer.body['refresh_token']
      },
      () => isOver,
    ),
    timed(
      async () => {
        const response = await inside.fetch(`${origin}/myapps`)
        expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('My apps')])
      },
      () => isOver,
    ),
  ])
  // More than wait at once, and more than the fastest machine hashes in five seconds.
  const answers = await storm({ browsers, burst: 2400, perSecond: 150, seconds: 3 })
  isOver = true
  const [refreshes, pages] = await others

  const refused = answers.filter(({ status }) => status === 503)
  const tried = answers.filter(({ status }) => status === 303)
  expect(refused.length + tried.length).toBe(answers.length)
  expect(refused.length).toBeGreaterThan(100)
  expect(tried.length).toBeGreaterThan(100)
  for (const { retryAfter } of refused) expect(Number(retryAfter)).toBeGreaterThanOrEqual(1)
  // One and the same page, whether or not there is such an account.
  expect([...new Set(refused.map(({ html }) => plain(html)))]).toEqual([expect.stringContaining('Too many people')])
  const ofAlice = answers.filter(({ browser }) => browser === 0)
  expect(ofAlice.some(({ status }) => status === 503)).toBe(true)
  const { rows } = await withTenant(store, demo.tenant.id, (t) =>
    sql<{ failed: number }>`select coalesce(sum(failed + 10 * locks), 0)::int as failed from lockouts
      where tenant_id = ${demo.tenant.id} and account_id = ${id}`.execute(t.db),
  )
  expect(rows[0]?.failed).toBeLessThanOrEqual(ofAlice.filter(({ status }) => status === 303).length)

  // However busy the machine is, nobody of these waits as long as those in line do.
  for (const others of [refreshes, pages]) {
    expect(others.length).toBeGreaterThan(10)
    expect(p95(others)).toBeLessThan(5000)
  }

  // It is over as soon as it is over.
  const { status, milliseconds } = (await storm({ browsers, burst: 20, perSecond: 0, seconds: 0 })).at(
    -1,
  ) as StormAnswer
  expect(status).toBe(303)
  expect(milliseconds).toBeLessThan(5000)
})
