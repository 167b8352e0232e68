import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { BareClient } from '../support/bare-client.ts'
import { type Registered, registerApp } from '../support/register-app.ts'
import { Visitor } from '../support/visitor.ts'
import { listenAsApp } from '../support/app-address.ts'

let served: Served
let app: Awaited<ReturnType<typeof listenAsApp>>
let web: Registered
let client: BareClient
let other: BareClient

beforeAll(async () => {
  served = await serveDemo()
  app = await listenAsApp()
  const redirectUris = ['/callback', '/second'].map((path) => ({ uri: app.origin + path, kind: 'web' as const }))
  web = await registerApp(served, { name: 'A web app', redirectUris })
  client = new BareClient(served, web, `${app.origin}/callback`)
  other = new BareClient(served, await registerApp(served, { name: 'Another', redirectUris }), `${app.origin}/callback`)
})
afterAll(async () => {
  await app.stop()
  await served.stop()
})

const refused = (number: number, error = 'invalid_grant') => ({ status: 400, body: { error, error_codes: [number] } })

describe('SEC-19: a code', () => {
  it('is redeemed once; a second time takes back what the first gave', async () => {
    const code = await client.code('marc')
    const { body } = await client.redeem(code)
    expect(body['access_token']).toBeTypeOf('string')
    expect(await client.redeem(code)).toMatchObject(refused(54005))
    expect(await client.refresh(body['refresh_token'])).toMatchObject(refused(70000))
  })
  it('is redeemed once when twenty redeem it at the same moment, and nobody keeps anything', async () => {
    const code = await client.code('lena')
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.redeem(code)))
    const given = answers.filter((answer) => answer.status === 200)
    expect(given.length).toBeLessThanOrEqual(1)
    for (const { body } of given) expect(await client.refresh(body['refresh_token'])).toMatchObject(refused(70000))
  })
  it('is bound to its app', async () => {
    expect(await other.redeem(await client.code('omar'))).toMatchObject(refused(70000))
  })
  it('is bound to its redirect address, even to another of the same app', async () => {
    const code = await client.code('ida')
    expect(await client.redeem(code, { redirect_uri: `${app.origin}/second` })).toMatchObject(refused(50011))
  })
  it('is bound to its challenge', async () => {
    const code = await client.code('tom')
    expect(await client.redeem(code, { code_verifier: 'x'.repeat(43) })).toMatchObject(refused(501481))
    expect(await client.redeem(code, { code_verifier: undefined })).toMatchObject(refused(501481))
  })
  it('is good for a minute', async () => {
    const code = await client.code('jan')
    await later('AuthorizationCode', 61)
    expect((await client.redeem(code)).body).toMatchObject({ error: 'invalid_grant' })
  })
})

describe('SEC-20: a refresh token', () => {
  it('is exchanged for another; brought again later, nothing of its family works', async () => {
    const first = (await client.redeem(await client.code('marc'))).body['refresh_token']
    const second = (await client.refresh(first)).body['refresh_token']
    expect(second).not.toBe(first)
    await later('RefreshToken', 60)
    expect(await client.refresh(first)).toMatchObject(refused(54005))
    expect(await client.refresh(second)).toMatchObject(refused(70000))
  })
  it('may be brought twice by two tabs at the same moment', async () => {
    const first = (await client.redeem(await client.code('lena'))).body['refresh_token']
    const answers = await Promise.all([client.refresh(first), client.refresh(first)])
    expect(answers.map((answer) => answer.status)).toEqual([200, 200])
    for (const { body } of answers) expect((await client.refresh(body['refresh_token'])).status).toBe(200)
  })
  it('is bound to its app', async () => {
    const token = (await client.redeem(await client.code('omar'))).body['refresh_token']
    expect(await other.refresh(token)).toMatchObject(refused(70000))
  })
})

describe('a refresh is decided again', () => {
  const change = (change: Parameters<typeof applyChanges>[2][number]) =>
    applyChanges(served.running.admit, commandLine(served.demo.tenant.id), [change], 'a test')
  const idOf = (key: string) => served.demo.people.find((one) => one.key === key)?.id as string

  it('and refused by number when the account is blocked, and does not come back with it', async () => {
    const token = (await client.redeem(await client.code('sofia'))).body['refresh_token']
    await change({ do: 'block_account', accountId: idOf('sofia') })
    expect(await client.refresh(token)).toMatchObject(refused(50057))
    await change({ do: 'enable_account', accountId: idOf('sofia') })
    expect(await client.refresh(token)).toMatchObject(refused(50173))
  })
  it('and refused when the app is switched off', async () => {
    const token = (await client.redeem(await client.code('peter'))).body['refresh_token']
    await change({ do: 'disable_app', appId: web.id })
    const { body } = await client.refresh(token)
    await change({ do: 'enable_app', appId: web.id })
    expect(body).toMatchObject({ error: 'invalid_grant', error_codes: [7000112] })
  })
  it('and refused when the sign-in was revoked', async () => {
    const visitor = new Visitor()
    const token = (await client.redeem(await client.code('claire', {}, visitor))).body['refresh_token']
    await withTenant(served.running.admit.store, served.demo.tenant.id, (t) =>
      sql`update accounts set sessions_revoked_at = ${Date.now() + 5000} where id = ${idOf('claire')}`.execute(t.db),
    )
    expect(await client.refresh(token)).toMatchObject(refused(50173))
    expect((await visitor.open(client.address())).text, 'nor does the browser go on').toContain('Sign in')
  })
})

/** Everything of this kind becomes older. */
async function later(model: string, seconds: number): Promise<void> {
  await withTenant(served.running.admit.store, served.demo.tenant.id, (t) =>
    sql`update artifacts set consumed_at = consumed_at - ${seconds * 1000}::bigint, expires_at = expires_at - ${seconds * 1000}::bigint where model = ${model}`.execute(
      t.db,
    ),
  )
}
