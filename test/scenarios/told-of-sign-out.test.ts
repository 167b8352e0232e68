import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliverLogout } from '../../src/app/sign-out/deliver-logout.ts'
import { logoutTokens } from '../../src/doors/oidc/logout-token.ts'
import { rows, withTenant } from '../../src/store/store.ts'
import { sql } from 'kysely'
import { type Served, serveDemo } from '../setup/server.ts'
import { BareClient } from '../support/bare-client.ts'
import { person } from '../support/demo.ts'
import { changesBy, graphApi } from '../support/graph-api.ts'
import { registerApp } from '../support/register-app.ts'
import { signInAt } from '../support/sign-in.ts'
import { Visitor } from '../support/visitor.ts'

/** An app that is told of sign-outs, and answers as it is said to. */
const app = { answer: 200, told: [] as string[], server: null as unknown as Server, origin: '' }
let served: Served
let client: BareClient
let clientId: string
beforeAll(async () => {
  app.server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (request.url === '/out') app.told.push(Buffer.concat(chunks).toString())
    response.writeHead(request.url === '/out' ? app.answer : 200, { 'content-type': 'text/html' }).end()
  })
  app.server.listen(0, '127.0.0.1')
  await once(app.server, 'listening')
  app.origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  served = await serveDemo({ ADMIT_PROVIDER_RANGES: '127.0.0.0/8' })
  const back = `${app.origin}/back`
  const made = await registerApp(served, {
    ...{ name: 'The diary', redirectUris: [{ uri: back, kind: 'web' }] },
    backChannelLogoutUri: `${app.origin}/out`,
  })
  clientId = made.id
  client = new BareClient(served, made, back)
})
afterAll(async () => {
  await served.stop()
  app.server.closeAllConnections()
  app.server.close()
})
beforeEach(() => {
  app.answer = 200
  app.told = []
})

const send = graphApi(() => served)
const signedIn = async (key: string) => {
  const visitor = new Visitor()
  await signInAt(visitor, client.address(), person(key))
  const { body } = await client.redeem(new URL(visitor.page?.url ?? '').searchParams.get('code') as string)
  return { visitor, claims: decodeJwt(String(body['id_token'])), refreshToken: body['refresh_token'] }
}
const signsOut = async (visitor: Visitor) => {
  await visitor.open(`${served.origin}/myapps`)
  return visitor.send({}, '/signout')
}
const told = async (times = 1) => {
  await expect.poll(() => app.told.length).toBe(times)
  return app.told.map((body) => new URLSearchParams(body).get('logout_token') as string)
}
const kept = () =>
  withTenant(served.running.admit.store, served.demo.tenant.id, (t) =>
    rows(
      t,
      sql<{
        id: string
        state: string
        answer: string | null
        tries: number
      }>`select id, state, answer, tries from logouts order by made_at desc, id`,
    ),
  )

describe('L2: an app is told that somebody is signed out (OpenID Connect Back-Channel Logout 1.0)', () => {
  it('by a logout token of the person and the session it knows, which it can verify', async () => {
    const { visitor, claims } = await signedIn('tom')
    expect(claims['sid']).toMatch(/^[\w-]{43}$/)
    expect((await signsOut(visitor)).text).not.toContain('You may still be signed in')
    const [token = ''] = await told()
    const discovery = await (await fetch(`${client.at}/v2.0/.well-known/openid-configuration`)).json()
    expect(discovery).toMatchObject({ backchannel_logout_supported: true, backchannel_logout_session_supported: true })
    const { jwks_uri: keys, issuer } = discovery as { readonly jwks_uri: string; readonly issuer: string }
    const { payload, protectedHeader } = await jwtVerify(token, createRemoteJWKSet(new URL(keys)), {
      ...{ issuer, audience: clientId, typ: 'logout+jwt', maxTokenAge: 60 },
    })
    expect(protectedHeader.alg).toBe('RS256')
    expect(payload).toMatchObject({ sub: claims.sub, sid: claims['sid'], jti: expect.any(String) })
    expect(payload['events']).toEqual({ 'http://schemas.openid.net/event/backchannel-logout': {} })
    expect(payload).not.toHaveProperty('nonce')
    expect(await kept()).toMatchObject([{ state: 'done' }])
  })

  it('once, also where a session was renewed meanwhile, and keeps what the app knows it by at a refresh', async () => {
    const { visitor, claims, refreshToken } = await signedIn('tom')
    const { body } = await client.refresh(refreshToken)
    expect(decodeJwt(String(body['id_token']))['sid']).toBe(claims['sid'])
    await visitor.open(`${served.origin}/signin?prompt=login&returnTo=/myapps`)
    if (visitor.page?.html.includes('<h1>Sign in</h1>')) await visitor.send({ name: person('tom').signInName })
    await visitor.send({ password: person('tom').password })
    expect(app.told).toEqual([])
    await signsOut(visitor)
    const [token = ''] = await told()
    expect(decodeJwt(token)['sid']).toBe(claims['sid'])
  })

  it.each([
    ['revoke_sessions', 'marc'],
    ['issue_temporary_password', 'lena'],
    ['block_account', 'omar'],
  ] as const)('where %s ends the session, and nobody is at the browser', async (kind, key) => {
    const { claims } = await signedIn(key)
    await changesBy(send, 'admin')({ do: kind, accountId: person(key).id })
    const [token = ''] = await told()
    expect(decodeJwt(token)).toMatchObject({ sub: claims.sub, sid: claims['sid'] })
  })

  it('L5, SES-OUT: again where it does not answer, and whoever signed out reads which app it is', async () => {
    app.answer = 503
    const { visitor } = await signedIn('tom')
    const page = await signsOut(visitor)
    expect(page.text).toContain('You may still be signed in to The diary')
    expect(page.text).toContain('Close the browser if others use this computer.')
    app.answer = 204
    await told(2)
    await expect.poll(async () => (await kept())[0]?.state).toBe('done')
    expect((await visitor.open(page.url)).text).not.toContain('The diary')
  })

  it('REL-05: by one of two servers, and after a day no more', async () => {
    app.answer = 500
    const { visitor } = await signedIn('tom')
    await signsOut(visitor)
    await told()
    const { admit } = served.running
    const { id: logoutId } = (await kept()).find(({ state }) => state === 'waiting') as { id: string }
    const due = { tenantId: served.demo.tenant.id, logoutId }
    await deliverLogout({ ...admit, now: () => Date.now() + 86_400_001 }, due, logoutTokens(admit))
    expect((await kept()).find(({ id }) => id === logoutId)).toMatchObject({
      state: 'given_up',
      answer: 'it answered 500',
    })
    app.answer = 200
    const before = app.told.length
    await Promise.all([1, 2].map(() => deliverLogout(admit, due, logoutTokens(admit))))
    expect(app.told.length).toBe(before)
  })

  it('and where it says that it did not do it, that is told to whoever looks after it', async () => {
    app.answer = 400
    const { visitor } = await signedIn('tom')
    expect((await signsOut(visitor)).text).toContain('You may still be signed in to The diary')
    const { body } = await send('admin', 'GET', `/admit/apps/${clientId}`)
    expect(body['unanswered']).toContainEqual(expect.objectContaining({ state: 'refused', answer: 'it answered 400' }))
  })

  it('SEC-41: never at an address that is behind us', async () => {
    const { admit } = served.running
    const { visitor } = await signedIn('tom')
    app.answer = 500
    await signsOut(visitor)
    await told()
    const { id: logoutId } = (await kept()).find(({ state }) => state === 'waiting') as { id: string }
    const closed = { ...admit, config: { ...admit.config, providerRanges: [] } }
    const before = app.told.length
    await deliverLogout(closed, { tenantId: served.demo.tenant.id, logoutId }, logoutTokens(admit))
    expect(app.told.length).toBe(before)
  })
})
