import {
  ConfidentialClientApplication,
  CryptoProvider,
  InteractionRequiredAuthError,
  PublicClientApplication,
} from '@azure/msal-node'
import { decodeJwt } from 'jose'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { person } from '../support/demo.ts'
import { type ServedWebApp, serveWebApp } from '../support/served-web-app.ts'
import { signInAt } from '../support/sign-in.ts'
import { Visitor } from '../support/visitor.ts'

let given: ServedWebApp
let served: ServedWebApp['served']
let app: ServedWebApp['app']
let web: ServedWebApp['web']
let https: string

beforeAll(async () => {
  given = await serveWebApp(['https://graph.admit/User.Read'])
  ;({ served, app, web, https } = given)
})
afterAll(() => given.stop())

const settings = (clientId: string, tenant: string, secret?: string) => ({
  auth: {
    clientId,
    authority: `${https}/${tenant}`,
    knownAuthorities: [new URL(https).host],
    ...(secret === undefined ? {} : { clientSecret: secret }),
  },
})

/** Signs somebody in by code and PKCE, as a web app with this library does. */
async function acquire(
  client: ConfidentialClientApplication | PublicClientApplication,
  scopes: readonly string[],
  redirectUri: string,
  key = 'marc',
) {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes()
  const address = await client.getAuthCodeUrl({
    scopes: [...scopes],
    redirectUri,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    state: 'a state',
    nonce: 'a nonce',
  })
  const visitor = new Visitor()
  let page = await signInAt(visitor, address, person(key))
  if (page.text.includes('asks for your permission')) page = await visitor.send({ answer: 'yes' })
  expect(page.text).toBe('Back at the app')
  const brought = app.taken().url.searchParams
  expect(brought.get('state')).toBe('a state')
  const result = await client.acquireTokenByCode({
    code: brought.get('code') as string,
    scopes: [...scopes],
    redirectUri,
    codeVerifier: verifier,
    nonce: 'a nonce',
    state: 'a state',
  })
  return { result, visitor }
}

describe.each(['the tenant id', 'a domain', 'common', 'organizations'])('a web app whose authority is %s', (named) => {
  const tenant = () =>
    named === 'the tenant id' ? served.demo.tenant.id : named === 'a domain' ? 'meridian.example' : named

  it('signs a person in, keeps the account by object and tenant id, and refreshes silently', async () => {
    const client = new ConfidentialClientApplication(settings(web.id, tenant(), web.secret))
    const { result } = await acquire(client, ['api://web/read'], `${app.origin}/callback`)
    expect(result.account?.homeAccountId).toBe(`${person('marc').id}.${served.demo.tenant.id}`)
    expect(result.idTokenClaims).toMatchObject({ iss: `${https}/${served.demo.tenant.id}/v2.0`, nonce: 'a nonce' })
    expect(decodeJwt(result.accessToken)).toMatchObject({ aud: 'api://web', scp: 'read', oid: person('marc').id })
    expect(await client.getTokenCache().getAllAccounts()).toHaveLength(1)

    const account = result.account as NonNullable<typeof result.account>
    const cached = await client.acquireTokenSilent({ account, scopes: ['api://web/read'] })
    expect(cached.accessToken, 'from the cache').toBe(result.accessToken)
    const fresh = await client.acquireTokenSilent({ account, scopes: ['api://web/read'], forceRefresh: true })
    expect(fresh.fromCache).toBe(false)
    expect(fresh.accessToken).not.toBe(result.accessToken)
    const other = await client.acquireTokenSilent({ account, scopes: ['https://graph.admit/User.Read'] })
    expect(decodeJwt(other.accessToken)).toMatchObject({ aud: 'https://graph.admit', scp: 'User.Read' })
    const byDefault = await client.acquireTokenSilent({ account, scopes: ['https://graph.admit/.default'] })
    expect(decodeJwt(byDefault.accessToken)).toMatchObject({ aud: 'https://graph.admit', scp: 'User.Read' })
  })
})

it('an automation gets a token by client credentials, for what it was given and nothing else', async () => {
  const { id, secret } = served.demo.automation
  for (const tenant of [served.demo.tenant.id, 'meridian.example']) {
    const client = new ConfidentialClientApplication(settings(id, tenant, secret))
    const result = await client.acquireTokenByClientCredential({ scopes: ['https://graph.admit/.default'] })
    expect(decodeJwt(result?.accessToken as string)).toMatchObject({
      aud: 'https://graph.admit',
      idtyp: 'app',
      roles: served.demo.automation.appPermissions,
    })
  }
})

describe('a native app', () => {
  const client = () => new PublicClientApplication(settings(served.demo.publicClient.id, 'organizations'))

  it('SEC-23: comes back on any port of this machine, and redeems without a secret', async () => {
    const { result } = await acquire(client(), ['https://graph.admit/User.Read'], app.origin)
    expect(decodeJwt(result.accessToken)).toMatchObject({ scp: 'User.Read' })
  })

  it('refreshes, until the account is blocked, and is told why by the known number', async () => {
    const tools = client()
    const { result } = await acquire(tools, ['https://graph.admit/User.Read'], app.origin, 'lena')
    const account = result.account as NonNullable<typeof result.account>
    const silent = { account, scopes: ['https://graph.admit/User.Read'], forceRefresh: true }
    expect((await tools.acquireTokenSilent(silent)).fromCache).toBe(false)
    const { admit } = served.running
    const viewer = commandLine(served.demo.tenant.id)
    await applyChanges(admit, viewer, [{ do: 'block_account', accountId: person('lena').id }], 'a test')
    await expect(tools.acquireTokenSilent(silent)).rejects.toThrow(/AADSTS50057/)
  })

  it('asks for more than was consented to, and is told that the person must be asked', async () => {
    const tools = client()
    const { result } = await acquire(tools, ['https://graph.admit/User.Read'], app.origin, 'omar')
    const account = result.account as NonNullable<typeof result.account>
    const more = tools.acquireTokenSilent({ account, scopes: ['api://crm/access'] })
    await expect(more).rejects.toBeInstanceOf(InteractionRequiredAuthError)
    await expect(more).rejects.toThrow(/AADSTS65001/)
  })
})
