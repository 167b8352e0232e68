import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DemoPerson } from '../../src/app/demo.ts'
import { type Embedded, startEmbeddedPostgres } from '../../src/store/embedded.ts'
import { migrate } from '../../src/store/migrate.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { Visitor } from '../support/visitor.ts'

let dataDir: string
let postgres: Embedded
let relay: Server
let served: Served

/** Hands connections on to PostgreSQL, which comes back at another port than it left. */
function relayed(): Server {
  return createServer((client: Socket) => {
    const onward = connect(Number(new URL(postgres.url).port), '127.0.0.1')
    for (const [one, other] of [
      [client, onward],
      [onward, client],
    ] as const)
      one
        .on('error', () => other.destroy())
        .on('close', () => other.destroy())
        .pipe(other)
  })
}

const begin = () => startEmbeddedPostgres({ dataDir, isDurable: 'no' })

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'admit-away-'))
  postgres = await begin()
  await migrate(postgres.url)
  relay = relayed()
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  const url = new URL(postgres.url)
  url.port = String((relay.address() as { port: number }).port)
  served = await serveDemo({ DATABASE_URL: url.href })
}, 120_000)
afterAll(async () => {
  await served.stop()
  relay.close()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const askToken = () => {
  const { id, secret } = served.demo.automation
  return fetch(`${served.origin}/${served.demo.tenant.id}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: secret,
      scope: 'https://graph.admit/.default',
    }),
  })
}
const person = (key: string) => served.demo.people.find((one) => one.key === key) as DemoPerson

describe('REL-02: the database is away', () => {
  it('pages, tokens and the API say 503 and when to come again; afterwards all goes on, a sign-in half-way too', async () => {
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/signin?returnTo=/myapps`)
    await visitor.send({ name: person('alice').signInName })
    const token = String(((await (await askToken()).json()) as Record<string, unknown>)['access_token'])
    const list = () => fetch(`${served.origin}/v1.0/users?$top=1`, { headers: { authorization: `Bearer ${token}` } })
    expect((await list()).status).toBe(200)
    const half = visitor.page

    await postgres.stop()
    const answers = {
      'the password': await visitor.send({ password: person('alice').password }),
      'a page': await new Visitor().open(`${served.origin}/myapps`),
      'a token': await askToken(),
      'the API': await list(),
    }
    for (const [what, { status, headers }] of Object.entries(answers))
      expect([what, status, headers.get('retry-after')]).toEqual([what, 503, '2'])
    expect((await fetch(`${served.origin}/healthz`)).status).toBe(200)
    expect((await fetch(`${served.origin}/readyz`)).status).toBe(503)

    postgres = await begin()
    await expect.poll(async () => (await askToken()).status, { timeout: 20_000 }).toBe(200)
    expect((await list()).status).toBe(200)
    visitor.page = half
    expect((await visitor.send({ password: person('alice').password })).text).toContain('My apps')
  }, 60_000)
})
