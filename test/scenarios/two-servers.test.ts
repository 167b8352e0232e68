import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addCertificate } from '../../src/app/certificates.ts'
import { type DemoFile, readDemo } from '../../src/app/demo.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { readConfig } from '../../src/config.ts'
import { type Running, start } from '../../src/main.ts'
import { freshDatabase } from '../setup/database.ts'
import { freePorts } from '../support/free-ports.ts'
import { proofBy } from '../support/assertion.ts'
import { makeCertificate } from '../support/certificates.ts'
import { Visitor } from '../support/visitor.ts'

let demo: DemoFile
let dataDir: string
let balancer: Server
let origin: string
let servers: { readonly port: number; readonly running: Running }[]
let asked: number[]

/** Gives each request to the next server, and to another where one does not answer, as a balancer before servers does. */
function balanced(): Server {
  let turn = 0
  return createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const give = (left: number): void => {
      const i = turn++ % servers.length
      const port = servers[i]?.port
      const onward = request(
        {
          host: '127.0.0.1',
          port,
          method: incoming.method,
          path: incoming.url,
          headers: incoming.headers,
          agent: false,
        },
        (answer) => {
          asked[i] = (asked[i] ?? 0) + 1
          outgoing.writeHead(answer.statusCode as number, answer.headers)
          answer.pipe(outgoing)
        },
      )
      onward.on('error', () => (left > 0 ? give(left - 1) : outgoing.writeHead(502).end()))
      onward.end(Buffer.concat(chunks))
    }
    give(2)
  })
}

beforeAll(async () => {
  demo = await readDemo()
  dataDir = await mkdtemp(join(tmpdir(), 'admit-two-'))
  servers = []
  asked = []
  balancer = balanced()
  balancer.listen(0, '127.0.0.1')
  await once(balancer, 'listening')
  origin = `http://localhost:${(balancer.address() as AddressInfo).port}`
  const url = await freshDatabase()
  for (const port of await freePorts(2)) {
    const running = await start(
      readConfig(
        {
          ADMIT_PORT: String(port),
          ADMIT_TLS_PORT: '0',
          ADMIT_PUBLIC_URL: origin,
          ADMIT_DATA: dataDir,
          DATABASE_URL: url,
          ADMIT_LOG: 'error',
        },
        ['--demo'],
      ),
    )
    servers.push({ port, running })
  }
}, 120_000)
afterAll(async () => {
  balancer.close()
  for (const { running } of servers) await running.stop().catch(() => {})
  await rm(dataDir, { recursive: true, force: true })
})

describe('REL-04: two servers on one database', () => {
  it('SEC-22: take an assertion once, which comes to both at the same moment', async () => {
    const robot = demo.automation.id
    const made = await makeCertificate('P-256')
    const { admit } = (servers[0] as (typeof servers)[number]).running
    await addCertificate(admit, commandLine(demo.tenant.id), robot, { certificate: made.pem })
    const at = `${origin}/${demo.tenant.id}/oauth2/v2.0/token`
    asked = []
    for (let round = 0; round < 5; round++) {
      const body = new URLSearchParams({
        ...{ grant_type: 'client_credentials', scope: 'https://graph.admit/.default' },
        ...(await proofBy(robot, at, made)),
      })
      const answers = await Promise.all(Array.from({ length: 10 }, () => fetch(at, { method: 'POST', body })))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 401)])
    }
    expect(asked.every((n) => n >= 20)).toBe(true)
  }, 60_000)

  it('take turns within a sign-in, tokens of one are good at the other, and one may end in the middle', async () => {
    const alice = demo.people.find((one) => one.key === 'alice')
    const visitor = new Visitor()
    await visitor.open(`${origin}/signin?returnTo=/myapps`)
    await visitor.send({ name: String(alice?.signInName) })
    expect((await visitor.send({ password: String(alice?.password) })).text).toContain('My apps')
    for (let i = 0; i < 4; i++) expect((await visitor.open(`${origin}/myapps`)).text).toContain('Alice Moreau')
    expect(asked.every((n) => n > 2)).toBe(true)

    const { id, secret } = demo.automation
    const token = async () => {
      const answer = await fetch(`${origin}/${demo.tenant.id}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: id,
          client_secret: secret,
          scope: 'https://graph.admit/.default',
        }),
      })
      return String(((await answer.json()) as Record<string, unknown>)['access_token'])
    }
    const list = async (bearer: string) =>
      (await fetch(`${origin}/v1.0/users?$top=1`, { headers: { authorization: `Bearer ${bearer}` } })).status
    const bearer = await token()
    for (let i = 0; i < 4; i++) expect(await list(bearer)).toBe(200)

    const second = new Visitor()
    await second.open(`${origin}/signin?returnTo=/myapps`)
    await second.send({ name: String(alice?.signInName) })
    await servers[0]?.running.stop()
    expect((await second.send({ password: String(alice?.password) })).text).toContain('My apps')
    expect((await visitor.open(`${origin}/myapps`)).text).toContain('Alice Moreau')
    expect(await list(bearer)).toBe(200)
    expect(await list(await token())).toBe(200)
  }, 60_000)
})
