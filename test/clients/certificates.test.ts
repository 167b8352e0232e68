import { ConfidentialClientApplication, CryptoProvider } from '@azure/msal-node'
import { decodeJwt } from 'jose'
import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addCertificate } from '../../src/app/certificates.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { type Made, makeCertificate } from '../support/certificates.ts'
import { person } from '../support/demo.ts'
import { type ServedWebApp, serveWebApp } from '../support/served-web-app.ts'
import { signInAt } from '../support/sign-in.ts'
import { Visitor } from '../support/visitor.ts'

let given: ServedWebApp
let served: ServedWebApp['served']
let app: ServedWebApp['app']
let web: ServedWebApp['web']
let https: string
let rsa: Made
let ec: Made

const scope = 'api://web/.default'
const tenantId = () => served.demo.tenant.id

beforeAll(async () => {
  given = await serveWebApp()
  ;({ served, app, web, https } = given)
  ;[rsa, ec] = await Promise.all([makeCertificate(), makeCertificate('P-256')])
  for (const { pem } of [rsa, ec])
    await addCertificate(served.running.admit, commandLine(tenantId()), web.id, { certificate: pem })
})
afterAll(() => given.stop())

describe('@azure/msal-node with a certificate', () => {
  const settings = (more: object, tenant: string) => ({
    auth: {
      clientId: web.id,
      authority: `${https}/${tenant}`,
      knownAuthorities: [new URL(https).host],
      clientCertificate: { privateKey: rsa.keyPem, ...more },
    },
  })

  it('gets tokens of its own, whichever way it names the certificate, and again with the assertion that it keeps', async () => {
    for (const more of [
      { thumbprintSha256: rsa.sha256.toString('hex') },
      { thumbprintSha256: rsa.sha256.toString('hex'), x5c: rsa.pem },
      { thumbprint: rsa.sha1.toString('hex') },
    ])
      for (const tenant of [tenantId(), 'meridian.example']) {
        const robot = new ConfidentialClientApplication(settings(more, tenant))
        const result = await robot.acquireTokenByClientCredential({ scopes: [scope] })
        expect(decodeJwt(result?.accessToken as string)).toMatchObject({ aud: 'api://web', idtyp: 'app', azp: web.id })
        const fresh = await robot.acquireTokenByClientCredential({ scopes: [scope], skipCache: true })
        expect(fresh?.accessToken).not.toBe(result?.accessToken)
      }
  })

  it.each(['the tenant id', 'a domain', 'common'])(
    'signs people in and refreshes, the authority being %s',
    async (named) => {
      const tenant = named === 'the tenant id' ? tenantId() : named === 'a domain' ? 'meridian.example' : named
      const robot = new ConfidentialClientApplication(
        settings({ thumbprintSha256: rsa.sha256.toString('hex') }, tenant),
      )
      const redirectUri = `${app.origin}/callback`
      // One library serves everybody who signs in, with one assertion.
      for (const key of ['marc', 'ida']) {
        const { verifier, challenge } = await new CryptoProvider().generatePkceCodes()
        const ask = { scopes: ['api://web/read'], redirectUri }
        const address = await robot.getAuthCodeUrl({ ...ask, codeChallenge: challenge, codeChallengeMethod: 'S256' })
        expect((await signInAt(new Visitor(), address, person(key))).text).toBe('Back at the app')
        const code = app.taken().url.searchParams.get('code') as string
        const result = await robot.acquireTokenByCode({ ...ask, code, codeVerifier: verifier })
        expect(decodeJwt(result.accessToken)).toMatchObject({ scp: 'read', oid: person(key).id })
        const account = result.account as NonNullable<typeof result.account>
        const fresh = await robot.acquireTokenSilent({ account, scopes: ['api://web/read'], forceRefresh: true })
        expect(fresh.accessToken).not.toBe(result.accessToken)
      }
    },
  )
})

describe.each(['RSA', 'an elliptic curve'])('openid-client with PrivateKeyJwt and %s', (kind) => {
  const configured = async () => {
    const made = kind === 'RSA' ? rsa : ec
    const { key } = made
    const algorithm = kind === 'RSA' ? { name: 'RSA-PSS', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256' }
    const pkcs8 = key.export({ type: 'pkcs8', format: 'der' })
    const signs = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign'])
    const proves = oidc.PrivateKeyJwt({ key: signs, kid: made.sha256.toString('hex').toUpperCase() })
    return oidc.discovery(new URL(`${https}/${tenantId()}/v2.0`), web.id, undefined, proves)
  }

  it('reads that it may, and gets tokens of its own', async () => {
    const config = await configured()
    expect(config.serverMetadata()).toMatchObject({
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
      token_endpoint_auth_signing_alg_values_supported: ['PS256', 'RS256', 'ES256', 'ES384'],
    })
    const tokens = await oidc.clientCredentialsGrant(config, { scope })
    expect(decodeJwt(tokens.access_token)).toMatchObject({ aud: 'api://web', idtyp: 'app' })
  })

  it('pushes its request, redeems the code, refreshes, asks about the token and revokes it', async () => {
    const config = await configured()
    const verifier = oidc.randomPKCECodeVerifier()
    const to = await oidc.buildAuthorizationUrlWithPAR(config, {
      redirect_uri: `${app.origin}/callback`,
      scope: 'openid offline_access',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    expect((await signInAt(new Visitor(), to.href, person('omar'))).text).toBe('Back at the app')
    const tokens = await oidc.authorizationCodeGrant(config, app.taken().url, { pkceCodeVerifier: verifier })
    const again = await oidc.refreshTokenGrant(config, tokens.refresh_token as string)
    const refreshToken = again.refresh_token as string
    expect(await oidc.tokenIntrospection(config, refreshToken)).toMatchObject({ active: true, client_id: web.id })
    await oidc.tokenRevocation(config, refreshToken)
    expect(await oidc.tokenIntrospection(config, refreshToken)).toMatchObject({ active: false })
  })
})
