import { createPublicKey, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { signingKeys } from '../../src/app/signing-keys.ts'
import { makeTenantIn } from '../../src/app/make-tenant.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { listenAsApp } from '../support/app-address.ts'
import { BareClient } from '../support/bare-client.ts'
import { registerApp } from '../support/register-app.ts'

const otherTenant = randomUUID()
let served: Served
let app: Awaited<ReturnType<typeof listenAsApp>>
/** What the app was given: for our API, for another resource, and to know the person by. */
let tokens: { readonly api: string; readonly other: string; readonly id: string; readonly refresh: string }
let keys: JWK[]

beforeAll(async () => {
  served = await serveDemo()
  app = await listenAsApp()
  const scope = 'openid profile offline_access https://graph.admit/User.Read'
  const web = await registerApp(
    served,
    {
      name: 'A web app',
      redirectUris: [{ uri: `${app.origin}/callback`, kind: 'web' }],
      identifierUri: 'api://web',
      scopes: [{ name: 'read', title: 'Read for you', consent: 'user' }],
    },
    [...scope.split(' '), 'api://web/read'],
  )
  const client = new BareClient(served, web, `${app.origin}/callback`)
  const { body } = await client.redeem(await client.code('admin', { scope }))
  const other = await client.refresh(body['refresh_token'], { scope: 'openid api://web/read' })
  tokens = {
    api: String(body['access_token']),
    other: String(other.body['access_token']),
    id: String(body['id_token']),
    refresh: String(other.body['refresh_token']),
  }
  keys = await signingKeys(served.running.admit, served.demo.tenant.id)
  await withTenant(served.running.admit.store, otherTenant, (t) =>
    makeTenantIn(t, { name: 'Other', defaultDomain: 'other.example', isDemo: false }, Date.now()),
  )
})
afterAll(async () => {
  await app.stop()
  await served.stop()
})

async function me(token: string): Promise<number> {
  const response = await fetch(`${served.origin}/v1.0/me`, { headers: { authorization: `Bearer ${token}` } })
  const body = (await response.json()) as { error?: { code?: string } }
  if (response.status !== 200) expect(body.error?.code).toBe('InvalidAuthenticationToken')
  return response.status
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const rsa = () => keys.find((key) => key.alg === 'RS256') as JWK
const signed = async (payload: object, header: object, key: Parameters<SignJWT['sign']>[0]) =>
  new SignJWT(payload as never).setProtectedHeader(header as never).sign(key)
const header = () => ({ alg: 'RS256', typ: 'at+jwt', kid: rsa().kid })

describe('SEC-21: at the API', () => {
  it('the access token for it is taken, so that what follows is refused for its own fault', async () => {
    expect(await me(tokens.api)).toBe(200)
    expect(await me(await signed(decodeJwt(tokens.api), header(), await importJWK(rsa())))).toBe(200)
  })
  it('an ID token, a refresh token and an access token for another resource are no access token for it', async () => {
    expect(await me(tokens.id)).toBe(401)
    expect(await me(tokens.other)).toBe(401)
    expect(await me(tokens.refresh)).toBe(401)
  })
  it('no byte of it may be altered', async () => {
    const [head = '', body = '', signature = ''] = tokens.api.split('.')
    const admin = part({ ...decodeJwt(tokens.api), oid: randomUUID(), scp: 'Directory.ReadWrite.All' })
    for (const altered of [
      `${head}.${admin}.${signature}`,
      `${head}.${body}.`,
      `${head}.${body}`,
      `${head}.${body}.${signature}.x`,
    ])
      expect(await me(altered), altered).toBe(401)
  })
  it('it is signed, and not by anything made of the public key', async () => {
    const body = decodeJwt(tokens.api)
    for (const alg of ['none', 'None', 'NONE', ''])
      expect(await me(`${part({ ...header(), alg })}.${part(body)}.`), alg).toBe(401)
    const { n, e, kty } = rsa()
    const pem = createPublicKey({ key: { n, e, kty } as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
    for (const secret of [String(pem), String(pem).trim(), JSON.stringify({ kty, n, e }), String(n)])
      expect(await me(await signed(body, { ...header(), alg: 'HS256' }, Buffer.from(secret))), secret).toBe(401)
  })
  it('a key that the token brings or names is not asked for', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
    const jwk = { ...(await exportJWK(publicKey)), kid: 'mine', alg: 'RS256', use: 'sig' }
    let asked = 0
    const server = createServer((_, response) => {
      asked++
      response.end(JSON.stringify({ keys: [jwk] }))
    }).listen(0, 'localhost')
    await new Promise((resolve) => server.once('listening', resolve))
    const url = `http://localhost:${(server.address() as { port: number }).port}/keys`
    for (const more of [
      { jku: url, kid: 'mine' },
      { x5u: url, kid: 'mine' },
      { jwk, kid: 'mine' },
      { x5c: ['AAAA'] },
      { kid: rsa().kid },
      { kid: '../../../../dev/null' },
      { kid: "' union select 'x" },
      { kid: undefined },
    ])
      expect(await me(await signed(decodeJwt(tokens.api), { alg: 'RS256', typ: 'at+jwt', ...more }, privateKey))).toBe(
        401,
      )
    await new Promise((resolve) => server.close(resolve))
    expect(asked).toBe(0)
  })
  it('type, audience, issuer, tenant and time are what they must be', async () => {
    const right = decodeJwt(tokens.api)
    const key = await importJWK(rsa())
    const now = Math.floor(Date.now() / 1000)
    for (const [payload, head] of [
      [right, { typ: 'JWT' }],
      [right, { typ: undefined }],
      [{ ...right, aud: 'api://web' }, {}],
      [{ ...right, aud: 'https://graph.admit.evil.example' }, {}],
      [{ ...right, iss: 'https://evil.example' }, {}],
      [{ ...right, iss: String(right.iss).replace(served.demo.tenant.id, otherTenant) }, {}],
      [{ ...right, tid: otherTenant }, {}],
      [{ ...right, exp: now - 600 }, {}],
      [{ ...right, exp: undefined }, {}],
      [{ ...right, nbf: now + 600 }, {}],
      [{ ...right, oid: randomUUID() }, {}],
      [{ ...right, oid: 'x' }, {}],
    ] as const)
      expect(await me(await signed(payload, { ...header(), ...head }, key)), JSON.stringify([payload, head])).toBe(401)
  })
  it('another tenant signs for its own people only', async () => {
    const theirs = (await signingKeys(served.running.admit, otherTenant)).find((key) => key.alg === 'RS256') as JWK
    const key = await importJWK(theirs)
    const head = { ...header(), kid: theirs.kid }
    const right = decodeJwt(tokens.api)
    expect(await me(await signed(right, head, key))).toBe(401)
    const iss = String(right.iss).replace(served.demo.tenant.id, otherTenant)
    expect(await me(await signed({ ...right, iss, tid: otherTenant }, head, key)), 'nobody there').toBe(401)
  })
  it('and it stops when the person is blocked or their sessions are ended, for good', async () => {
    const accountId = String(decodeJwt(tokens.api)['oid'])
    const change = (kind: 'block_account' | 'enable_account' | 'revoke_sessions') =>
      applyChanges(served.running.admit, commandLine(served.demo.tenant.id), [{ do: kind, accountId }], 'a test')
    const key = await importJWK(rsa())
    const since = async (minutes: number) =>
      signed({ ...decodeJwt(tokens.api), auth_time: Math.floor(Date.now() / 1000) + minutes * 60 }, header(), key)

    await change('block_account')
    const next = await since(1)
    expect([await me(tokens.api), await me(next)]).toEqual([401, 401])
    await change('enable_account')
    expect([await me(tokens.api), await me(next)], 'only who signs in anew').toEqual([401, 200])

    const before = await since(0)
    await change('revoke_sessions')
    expect([await me(before), await me(next)]).toEqual([401, 200])
  })
})

describe('SEC-21: at the provider', () => {
  it('userinfo takes neither an ID token nor one for a resource', async () => {
    for (const token of [tokens.id, tokens.api, tokens.refresh, 'x']) {
      const at = `${served.origin}/${served.demo.tenant.id}/oidc/userinfo`
      const response = await fetch(at, { headers: { authorization: `Bearer ${token}` } })
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toContain('invalid_token')
    }
  })
  it('an ID token says what it is, and is no other kind', () => {
    expect(decodeProtectedHeader(tokens.id)).toMatchObject({ alg: 'RS256', kid: rsa().kid })
    expect(decodeProtectedHeader(tokens.id).typ).not.toBe('at+jwt')
    expect(decodeProtectedHeader(tokens.api).typ).toBe('at+jwt')
  })
})
