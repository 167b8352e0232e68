import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../setup/database.ts'
import { demo } from '../support/demo.ts'
import { startedServer } from '../support/server-process.ts'

let dataDir: string
let databaseUrl: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'admit-stop-'))
  databaseUrl = await freshDatabase()
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const started = () => startedServer(dataDir, databaseUrl)

const form = new URLSearchParams({
  ...{ grant_type: 'client_credentials', scope: 'api://crm/.default' },
  ...{ client_id: demo.automation.id, client_secret: demo.automation.secret },
}).toString()

/** A request for a token of which only a half was sent; `end` sends the other. */
async function halfSent(port: number): Promise<ClientRequest> {
  const half = request({
    ...{ host: '127.0.0.1', port, method: 'POST', path: `/${demo.tenant.id}/oauth2/v2.0/token` },
    agent: new Agent({ keepAlive: true }),
    headers: {
      host: `localhost:${port}`,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(form.length),
    },
  })
  half.flushHeaders()
  half.write(form.slice(0, 20))
  await once(half, 'socket')
  // The server has it, and not only this side of the connection.
  await new Promise((done) => setTimeout(done, 300))
  return half
}

async function answerTo(half: ClientRequest): Promise<{ readonly status: number; readonly body: string }> {
  const [answer] = (await once(half, 'response')) as [IncomingMessage]
  let body = ''
  for await (const chunk of answer) body += String(chunk)
  return { status: answer.statusCode as number, body }
}

const refusesNewOnes = (port: number) =>
  new Promise<boolean>((told) => {
    const one = connect(port, '127.0.0.1', () => told(false))
    one.on('error', () => told(true)).on('connect', () => one.destroy())
  })

describe('REL-07: a server that is told to stop', { timeout: 120_000 }, () => {
  it('takes nobody new, answers whoever it has begun with, and ends at once when all are answered', async () => {
    const { server, port } = await started()
    const idle = connect(port, '127.0.0.1')
    await once(idle, 'connect')
    const half = await halfSent(port)
    server.kill('SIGTERM')
    await expect.poll(() => refusesNewOnes(port)).toBe(true)
    expect(server.exitCode).toBe(null)

    const answered = answerTo(half)
    half.end(form.slice(20))
    const { status, body } = await answered
    expect(status, body).toBe(200)
    expect(JSON.parse(body)).toHaveProperty('access_token')
    const from = performance.now()
    if (server.exitCode === null) await once(server, 'exit')
    expect(server.exitCode).toBe(0)
    expect(performance.now() - from, 'nobody waits for an idle connection').toBeLessThan(4_000)
  })

  it('waits ten seconds for whoever never finishes, and no longer', async () => {
    const { server, port } = await started()
    const half = await halfSent(port)
    const cut = once(half, 'error')
    const from = performance.now()
    server.kill('SIGTERM')
    await once(server, 'exit')
    const waited = performance.now() - from
    expect(server.exitCode).toBe(0)
    expect(waited).toBeGreaterThan(9_000)
    expect(waited).toBeLessThan(20_000)
    await cut
  })
})
