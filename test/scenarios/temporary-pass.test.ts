import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { listenAsApp } from '../support/app-address.ts'
import { BareClient } from '../support/bare-client.ts'
import { graphApi, refusalOf } from '../support/graph-api.ts'
import { registerApp } from '../support/register-app.ts'
import { somebodyNew } from '../support/somebody.ts'
import { codeNow, Visitor } from '../support/visitor.ts'

let served: Served
let at: Awaited<ReturnType<typeof listenAsApp>>
let client: BareClient
/** How far the server's clock is ahead, in milliseconds. */
let ahead = 0
const send = graphApi(() => served)
const minutes = 60_000
const admin = 'admin'

beforeAll(async () => {
  ;[served, at] = await Promise.all([serveDemo(), listenAsApp()])
  const redirectUri = `${at.origin}/callback`
  const app = await registerApp(served, { name: 'A web app', redirectUris: [{ uri: redirectUri, kind: 'web' }] })
  client = new BareClient(served, app, redirectUri)
  Object.assign(served.running.admit, { now: () => Date.now() + ahead })
}, 60_000)
afterAll(async () => {
  await at.stop()
  await served.stop()
})

const passes = (id: string) => `/users/${id}/authentication/temporaryAccessPassMethods`

/** A pass for somebody, from an administrator. */
async function passFor(id: string, how: object = {}): Promise<{ readonly id: string; readonly pass: string }> {
  const { status, body } = await send(admin, 'POST', passes(id), how)
  expect([status, body]).toEqual([201, body])
  return { id: String(body['id']), pass: String(body['temporaryAccessPass']) }
}

/** What comes of a name and what is typed in the field of the password. */
async function gives(name: string, password: string, address = '/myapps', visitor = new Visitor()): Promise<Visitor> {
  await visitor.open(new URL(address, served.origin).href)
  if (visitor.page?.html.includes('<h1>Sign in</h1>')) await visitor.send({ name })
  expect(visitor.page?.html).toContain('<h1>Enter your password</h1>')
  await visitor.send({ password })
  return visitor
}

const isIn = ({ page }: Visitor) => page?.url === `${served.origin}/myapps`

describe('A2, D4: a Temporary Access Pass', () => {
  it('is a first and a second proof for who has neither, who sets up a method by it; and ends with its use', async () => {
    const kim = await somebodyNew(served)
    await send(admin, 'POST', '/admit/changes', {
      changes: [{ do: 'set_mfa_state', accountId: kim.id, state: 'enabled' }],
    })
    const made = await send(admin, 'POST', passes(kim.id), { isUsableOnce: true })
    expect(made.body).toMatchObject({ lifetimeInMinutes: 60, isUsableOnce: true, isUsable: true })
    const pass = String(made.body['temporaryAccessPass'])
    expect(pass).toMatch(/^[B-DF-HJ-NP-TV-XZ2-9]{4}(-[B-DF-HJ-NP-TV-XZ2-9]{4}){2}$/)

    // As people type it.
    const visitor = await gives(kim.name, pass.toLowerCase().replaceAll('-', ' '))
    expect(visitor.page?.text).toContain('Set up a second factor')
    expect(visitor.page?.text).not.toContain('Not now')
    const token = /name="token" value="([^"]+)"/.exec(visitor.page?.html ?? '')?.[1] as string
    await visitor.fetch(`${served.origin}/signin/flow/later`, {
      method: 'POST',
      headers: { origin: served.origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token }).toString(),
    })
    expect((await visitor.open(`${served.origin}/signin/flow`)).text).toContain('Set up a second factor')
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(visitor.page?.html ?? '')?.[1]?.replaceAll(' ', '') as string
    await visitor.send({ code: codeNow(secret) })
    expect(isIn(visitor), visitor.page?.text).toBe(true)
    expect(await send(admin, 'GET', `/users/${kim.id}/authentication/softwareOathMethods`)).toMatchObject({
      body: { value: [{ secretKey: null }] },
    })

    const again = await gives(kim.name, pass)
    expect(again.page?.text).toContain('The Temporary Access Pass is used up')
    expect(again.page?.text).toContain('CRE-PASS-USED')
    const shown = await send(admin, 'GET', passes(kim.id))
    expect(shown.body.value).toMatchObject([
      { temporaryAccessPass: null, isUsable: false, methodUsabilityReason: 'OneTimeUsed' },
    ])
    expect(JSON.stringify(shown.body)).not.toContain(pass)
  })

  it('SEC-06: for one sign-in lets one of twenty in who give it at once, and is kept as nothing that could be given', async () => {
    const kim = await somebodyNew(served)
    const { pass } = await passFor(kim.id, { isUsableOnce: true })
    const tries = await Promise.all(Array.from({ length: 20 }, () => gives(kim.name, pass)))
    expect(tries.filter(isIn)).toHaveLength(1)
    expect(tries.filter(({ page }) => page?.text.includes('is used up'))).toHaveLength(19)
    const { admit } = served.running
    const kept = await withTenant(admit.store, served.demo.tenant.id, (t) =>
      sql<{
        all: string
      }>`select (select json_agg(p) from temporary_passes p)::text || (select json_agg(j) from journal j)::text as all`.execute(
        t.db,
      ),
    )
    expect(kept.rows[0]?.all).not.toContain(pass)
    expect(kept.rows[0]?.all).not.toContain(Buffer.from(pass).toString('hex'))
  })

  it('begins when it is said to and ends by time, and what was begun with it ends then too', async () => {
    const kim = await somebodyNew(served)
    const begin = new Date(served.running.admit.now() + 60 * minutes).toISOString()
    const { pass } = await passFor(kim.id, { startDateTime: begin, lifetimeInMinutes: 30 })
    expect((await gives(kim.name, pass)).page?.text).toMatch(/is good from \d{4}-\d\d-\d\d \d\d:\d\d UTC on/)
    try {
      ahead = 61 * minutes
      const visitor = await gives(kim.name, pass)
      expect(isIn(visitor)).toBe(true)
      const code = new URL((await visitor.open(client.address())).url).searchParams.get('code') as string
      const { body: tokens } = await client.redeem(code)
      const claims = JSON.parse(Buffer.from(String(tokens['id_token']).split('.')[1] as string, 'base64url').toString())
      expect(claims).toMatchObject({ amr: ['otp', 'mfa'] })
      const refreshed = await client.refresh(tokens['refresh_token'])
      expect(refreshed.status).toBe(200)

      ahead = 92 * minutes
      expect((await gives(kim.name, pass)).page?.text).toContain('The Temporary Access Pass is over')
      expect((await client.refresh(refreshed.body['refresh_token'])).body).toMatchObject({ error: 'invalid_grant' })
      expect((await visitor.open(`${served.origin}/myapps`)).html).toContain('<h1>Sign in</h1>')
    } finally {
      ahead = 0
    }
  })

  it('for many sign-ins is good until it is taken back, which ends what was begun with it', async () => {
    const kim = await somebodyNew(served)
    await send(admin, 'POST', '/admit/changes', {
      changes: [{ do: 'set_mfa_state', accountId: kim.id, state: 'enabled' }],
    })
    const { id, pass } = await passFor(kim.id, { isUsableOnce: false, lifetimeInMinutes: 480 })
    const first = await gives(kim.name, pass)
    await first.send({}, '/later')
    expect(isIn(first), first.page?.text).toBe(true)
    const second = await gives(kim.name, pass)
    await second.send({}, '/later')
    expect(isIn(second)).toBe(true)

    expect((await send(admin, 'DELETE', `${passes(kim.id)}/${id}`)).status).toBe(204)
    expect((await first.open(`${served.origin}/myapps`)).html).toContain('<h1>Sign in</h1>')
    expect((await gives(kim.name, pass)).page?.text).toContain("We couldn't sign you in")
  })

  it('SEC-01: says no more than a wrong password where the account is locked or blocked, and is not used up by that', async () => {
    const kim = await somebodyNew(served)
    const { pass } = await passFor(kim.id, { isUsableOnce: true })
    const change = (kind: string) =>
      send(admin, 'POST', '/admit/changes', { changes: [{ do: kind, accountId: kim.id }] })
    await change('block_account')
    const blocked = await gives(kim.name, pass)
    const wrong = await gives(kim.name, 'BCDF-GHJK-LMNP')
    const plain = (visitor: Visitor) => visitor.page?.text.replace(/[A-Z0-9]{4}(-[A-Z0-9]{4}){2}/, '')
    expect(plain(blocked)).toBe(plain(wrong))
    await change('enable_account')
    // A guess at a pass is a wrong password, and counts as one.
    expect((await send(admin, 'GET', `/admit/people/${kim.id}`)).body['account']).toMatchObject({ failedAttempts: 1 })
    expect(isIn(await gives(kim.name, pass))).toBe(true)
  })

  it('SEC-31: is given by whom the matrix lets, never for oneself, and by no app that may change people', async () => {
    const kim = await somebodyNew(served)
    const person = (key: string) => served.demo.people.find((one) => one.key === key)?.id as string
    for (const key of ['alice', 'hana', 'leo'])
      expect([key, (await send(key, 'POST', passes(kim.id), {})).status]).toEqual([key, 403])
    expect(refusalOf(await send(admin, 'POST', passes(person('admin')), {}))).toMatchObject({
      status: 403,
      code: 'change.forbidden',
    })
    expect((await send(admin, 'POST', passes(kim.id), { lifetimeInMinutes: 9 })).status).toBe(400)
    expect((await send(admin, 'POST', passes(kim.id), { lifetimeInMinutes: 43_201 })).status).toBe(400)
  })
})
