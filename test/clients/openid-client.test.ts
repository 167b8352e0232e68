import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { sql } from 'kysely'
import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withTenant } from '../../src/store/store.ts'
import { person } from '../support/demo.ts'
import { registerApp } from '../support/register-app.ts'
import { type ServedWebApp, serveWebApp } from '../support/served-web-app.ts'
import { signInAt } from '../support/sign-in.ts'
import { Visitor } from '../support/visitor.ts'

let given: ServedWebApp
let served: ServedWebApp['served']
let app: ServedWebApp['app']
let web: ServedWebApp['web']
let https: string

beforeAll(async () => {
  given = await serveWebApp(['api://crm/access', 'api://crm/export'])
  ;({ served, app, web, https } = given)
})
afterAll(() => given.stop())

const discover = (auth?: oidc.ClientAuth) =>
  oidc.discovery(new URL(`${https}/${served.demo.tenant.id}/v2.0`), web.id, web.secret, auth)

/** Signs somebody in by code and PKCE, with every check the library has. */
async function signIn(config: oidc.Configuration, scope: string, key: string, more: Record<string, string> = {}) {
  const verifier = oidc.randomPKCECodeVerifier()
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
  const to = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${app.origin}/callback`,
    scope,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...more,
  })
  const visitor = new Visitor()
  const page = await signInAt(visitor, to.href, person(key))
  expect(page.text).toBe('Back at the app')
  const tokens = await oidc.authorizationCodeGrant(config, app.taken().url, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  })
  return { tokens, visitor }
}

describe.each(['client_secret_basic', 'client_secret_post'] as const)('openid-client with %s', (method) => {
  const auth = () =>
    method === 'client_secret_basic' ? oidc.ClientSecretBasic(web.secret) : oidc.ClientSecretPost(web.secret)

  it('SEC-21: signs in with the issuer in the response, reads userinfo, and refreshes', async () => {
    const config = await discover(auth())
    expect(config.serverMetadata()).toMatchObject({ authorization_response_iss_parameter_supported: true })
    const { tokens } = await signIn(config, 'openid profile email offline_access', 'marc')
    const sub = tokens.claims()?.sub as string
    expect(sub, 'pairwise').not.toBe(person('marc').id)
    const { iat = 0, ...claims } = decodeJwt(tokens.id_token as string)
    expect(claims).toMatchObject({ acr: '1', rh: expect.any(String), nbf: expect.any(Number) })
    expect(Math.abs(Number(claims.nbf) - iat)).toBeLessThanOrEqual(1)
    expect(iat - Number(claims['auth_time']), 'just now').toSatisfy((ago) => ago >= 0 && ago < 60)
    const info = await oidc.fetchUserInfo(config, tokens.access_token, sub)
    expect(info).toMatchObject({ name: person('marc').displayName, preferred_username: person('marc').signInName })
    const again = await oidc.refreshTokenGrant(config, tokens.refresh_token as string)
    expect(again.claims()?.sub).toBe(sub)
    expect(again.refresh_token, 'rotated').not.toBe(tokens.refresh_token)
  })

  it('refreshes for userinfo where an API was asked for, and for the API again', async () => {
    const config = await discover(auth())
    const { tokens } = await signIn(config, 'openid profile offline_access api://web/read', 'marc')
    const sub = tokens.claims()?.sub as string
    const refreshed = (from: oidc.TokenEndpointResponse, scope: string) =>
      oidc.refreshTokenGrant(config, from.refresh_token as string, { scope })
    const own = await refreshed(tokens, 'openid profile')
    expect(own.scope?.split(' ').sort()).toEqual(['openid', 'profile'])
    expect(await oidc.fetchUserInfo(config, own.access_token, sub)).toMatchObject({ name: person('marc').displayName })
    const api = await refreshed(own, 'api://web/read')
    expect(decodeJwt(api.access_token)).toMatchObject({ aud: 'api://web', scp: 'read' })
    await expect(oidc.fetchUserInfo(config, api.access_token, sub)).rejects.toThrow()
  })

  it('revokes a refresh token, which is inactive and useless afterwards', async () => {
    const config = await discover(auth())
    const { tokens } = await signIn(config, 'openid offline_access', 'omar')
    const refreshToken = tokens.refresh_token as string
    expect(await oidc.tokenIntrospection(config, refreshToken)).toMatchObject({ active: true, client_id: web.id })
    await oidc.tokenRevocation(config, refreshToken)
    expect(await oidc.tokenIntrospection(config, refreshToken)).toMatchObject({ active: false })
    await expect(oidc.refreshTokenGrant(config, refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' })
  })
})

describe('what most apps ask for is answered without the provider, and as it answers (ADR 42)', () => {
  const scope = 'openid profile email offline_access api://web/read'

  /** A token of the endpoint: by a secret among the parameters, or by one in the header, which the provider answers. */
  async function asked(by: 'plain' | 'provider', parameters: Readonly<Record<string, string>>, app = web) {
    const basic = Buffer.from(`${encodeURIComponent(app.id)}:${encodeURIComponent(app.secret)}`).toString('base64')
    const proof = by === 'plain' ? { client_id: app.id, client_secret: app.secret } : {}
    const answer = await fetch(`${served.origin}/${served.demo.tenant.id}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: by === 'plain' ? {} : { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ ...parameters, ...proof }),
    })
    const body = (await answer.json()) as Record<string, string>
    const headers = Object.fromEntries(answer.headers)
    // The provider has a word for browsers in each of its answers, and ours are for none; a refusal is always the provider's.
    if (answer.ok) expect('access-control-allow-origin' in headers, `${by} answers itself`).toBe(by === 'provider')
    // Of the moment, of the connection, and for browsers, whose requests the provider answers.
    for (const name of [
      'date',
      'content-length',
      'request-id',
      'client-request-id',
      'keep-alive',
      'connection',
      'vary',
    ])
      delete headers[name]
    for (const name of Object.keys(headers)) if (name.startsWith('access-control-')) delete headers[name]
    return { status: answer.status, headers, body }
  }

  /** What is the same of two answers to the same question: all but what is new in each. */
  function same({ status, headers, body }: Awaited<ReturnType<typeof asked>>) {
    const decoded = (token: string | undefined) => {
      if (token === undefined) return undefined
      const { jti, uti, rh, iat, exp, nbf, ...claims } = decodeJwt(token)
      const kept = { ...claims, isNew: [jti, uti, rh, iat, exp, nbf].map((one) => typeof one) }
      return { header: decodeProtectedHeader(token), claims: kept, lasts: Number(exp) - Number(iat) }
    }
    const { access_token, id_token, refresh_token, ...rest } = body
    const tokens = { access: decoded(access_token), id: decoded(id_token), refresh: refresh_token?.length }
    return { status, headers, rest, ...tokens }
  }

  it('a token of an app itself', async () => {
    const parameters = { grant_type: 'client_credentials', scope: 'api://web/.default' }
    const [plain, theirs] = [await asked('plain', parameters), await asked('provider', parameters)]
    expect(plain.status).toBe(200)
    expect(same(plain)).toEqual(same(theirs))
  })

  it('a refresh, for all and for less than was given; either takes what the other gave', async () => {
    const { tokens } = await signIn(await discover(oidc.ClientSecretPost(web.secret)), scope, 'marc')
    let refresh_token = tokens.refresh_token as string
    const refreshed = async (by: 'plain' | 'provider', more: { readonly scope?: string }) => {
      const answer = await asked(by, { grant_type: 'refresh_token', refresh_token, ...more })
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      refresh_token = answer.body['refresh_token'] as string
      return answer
    }
    const isTheSame = async (more: { readonly scope?: string }) => {
      const theirs = await refreshed('provider', more)
      expect(same(await refreshed('plain', more))).toEqual(same(theirs))
    }
    for (const more of [{}, { scope: 'api://web/read offline_access' }, { scope: 'openid api://web/read' }])
      await isTheSame(more)
    // More than was given is the provider's to add; from then on it is for two resources, one at a time.
    await refreshed('provider', { scope: 'api://crm/access api://crm/export' })
    for (const more of [{}, { scope: 'api://crm/access' }, { scope: 'openid api://web/read' }]) await isTheSame(more)
    await withTenant(served.running.admit.store, served.demo.tenant.id, async (t) => {
      const kept = await sql<{ payload: Record<string, unknown> }>`select payload from artifacts
        where model = 'RefreshToken' and payload ->> 'clientId' = ${web.id} and payload ->> 'resource' is not null order by (payload ->> 'rotations')::int`.execute(
        t.db,
      )
      const known = kept.rows.map(({ payload }) => Object.keys(payload).toSorted())
      expect(known.length).toBeGreaterThan(6)
      // The first was given for a code, by the provider; the others are alike, whoever made them.
      for (const one of known.slice(2)) expect(one).toEqual(known[1])
    })
  })

  it('SEC-21: a refresh token is good for the app it was given to, and for no other', async () => {
    const { tokens } = await signIn(await discover(oidc.ClientSecretPost(web.secret)), scope, 'marc')
    // It is consented to all that the token is for: nothing but whose the token is stands in the way.
    const redirectUris = [{ uri: `${app.origin}/other`, kind: 'web' as const }]
    const other = await registerApp(served, { name: 'Another web app', redirectUris }, scope.split(' '))
    const parameters = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token as string }
    expect((await asked('plain', parameters, other)).body).toMatchObject({ error: 'invalid_grant' })
    expect((await asked('plain', parameters)).status).toBe(200)
  })

  it('SEC-20: a used one that comes back after the moment of grace ends its family', async () => {
    const { tokens } = await signIn(await discover(oidc.ClientSecretPost(web.secret)), scope, 'omar')
    const first = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token as string }
    const next = await asked('plain', first)
    expect(next.status).toBe(200)
    const { admit } = served.running
    const { now } = admit
    Object.assign(admit, { now: () => now() + 11_000 })
    try {
      expect((await asked('plain', first)).body).toMatchObject({ error: 'invalid_grant', error_codes: [54005] })
      const after = await asked('plain', { ...first, refresh_token: next.body['refresh_token'] as string })
      expect(after.body).toMatchObject({ error: 'invalid_grant' })
    } finally {
      Object.assign(admit, { now })
    }
  })
})

describe('signing out', () => {
  it('ends the session here, and leads back to the app with its state', async () => {
    const config = await discover()
    const { tokens, visitor } = await signIn(config, 'openid', 'ida')
    const end = oidc.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token as string,
      post_logout_redirect_uri: `${app.origin}/signed-out`,
      state: 'a state',
    })
    await visitor.open(end.href)
    const { url } = app.taken()
    expect(url.pathname).toBe('/signed-out')
    expect(url.searchParams.get('state')).toBe('a state')
    expect((await visitor.open(`${https}/myapps`)).text).toContain('Sign in')
  })

  it('L2: of one or of all at our own pages ends the refresh tokens given in that browser, and no others', async () => {
    const config = await discover()
    const scope = 'openid offline_access'
    const refresh = ({ tokens }: Awaited<ReturnType<typeof signIn>>) =>
      oidc.refreshTokenGrant(config, tokens.refresh_token as string)
    for (const [which, key] of [
      ['current', 'ida'],
      ['all', 'tom'],
    ] as const) {
      const [here, elsewhere] = [await signIn(config, scope, key), await signIn(config, scope, key)]
      await here.visitor.open(`${https}/myapps`)
      await here.visitor.send({ which }, '/signout')
      await expect(refresh(here), which).rejects.toMatchObject({ error: 'invalid_grant' })
      await expect(refresh(elsewhere), which).resolves.toBeDefined()
    }
  })

  it('proving anew who one is signs no app out, and signing out afterwards does', async () => {
    const config = await discover()
    const { tokens, visitor } = await signIn(config, 'openid offline_access', 'peter')
    await visitor.open(`${https}/signin?prompt=prove&returnTo=/myapps`)
    expect((await visitor.send({ password: person('peter').password })).text).toContain('My apps')
    const again = await oidc.refreshTokenGrant(config, tokens.refresh_token as string)
    await visitor.open(`${https}/myapps`)
    await visitor.send({}, '/signout')
    await expect(oidc.refreshTokenGrant(config, again.refresh_token as string)).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  })
})

describe('access tokens', () => {
  it('are verified by anyone with the published keys', async () => {
    const config = await discover()
    const { tokens } = await signIn(config, 'openid api://web/read', 'tom')
    const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri as string))
    const { payload } = await jwtVerify(tokens.access_token, keys, { audience: 'api://web', typ: 'at+jwt' })
    expect(payload).toMatchObject({ scp: 'read', tid: served.demo.tenant.id })
    expect(decodeProtectedHeader(tokens.access_token).alg).toBe('RS256')
  })

  it('and ID tokens are signed with ES256 for an app that wants that', async () => {
    const uri = `${app.origin}/elliptic`
    const settings = {
      name: 'An elliptic app',
      redirectUris: [{ uri, kind: 'web' as const }],
      identifierUri: 'api://elliptic',
      scopes: [{ name: 'read', title: 'Read', consent: 'user' as const }],
      signedWith: 'ES256' as const,
    }
    const { id, secret } = await registerApp(served, settings, ['openid', 'api://elliptic/read'])
    const at = new URL(`${https}/${served.demo.tenant.id}/v2.0`)
    const config = await oidc.discovery(at, id, { client_secret: secret, id_token_signed_response_alg: 'ES256' })
    oidc.enableNonRepudiationChecks(config)
    const { tokens } = await signIn(config, 'openid api://elliptic/read', 'peter', { redirect_uri: uri })
    expect(decodeProtectedHeader(tokens.id_token as string).alg).toBe('ES256')
    const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri as string))
    const verified = await jwtVerify(tokens.access_token, keys, { audience: 'api://elliptic', algorithms: ['ES256'] })
    expect(verified.payload).toMatchObject({ scp: 'read' })
  })

  it('SEC-25: the published keys are public parts only, of both kinds', async () => {
    const config = await discover()
    const { keys } = (await (await fetch(config.serverMetadata().jwks_uri as string)).json()) as {
      keys: Record<string, string>[]
    }
    expect(keys.map((key) => key['alg']).toSorted()).toEqual(['ES256', 'RS256'])
    for (const key of keys)
      expect(Object.keys(key).filter((part) => ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth'].includes(part))).toEqual(
        [],
      )
  })
})
