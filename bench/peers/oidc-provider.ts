/**
 * oidc-provider as its manual sets it up, with the routes, grants, key types and token formats that Admit has: a program of
 * its own. It makes as many refresh tokens as its first argument says and keeps everything in memory, or in the PostgreSQL at
 * its second. Prints one line: its address and the tokens.
 */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'
import { postgresAdapter } from './oidc-postgres.ts'

const [refreshTokens = '0', databaseUrl] = process.argv.slice(2)
const resource = 'api://crm'
const scope = `openid profile offline_access ${resource}/access`
const { privateKey } = await generateKeyPair('RS256', { extractable: true })

const configuration: Configuration = {
  jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'bench' }] },
  clients: [
    {
      client_id: 'bench',
      client_secret: 'bench-secret-of-many-letters',
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      redirect_uris: ['https://localhost:9/callback'],
    },
  ],
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: 'Bench', preferred_username: id }) }),
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
  conformIdTokenClaims: false,
  scopes: ['openid', 'profile', 'offline_access'],
  rotateRefreshToken: true,
  issueRefreshToken: () => true,
  routes: { token: '/oauth2/v2.0/token', authorization: '/oauth2/v2.0/authorize', jwks: '/discovery/v2.0/keys' },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: `${resource}/access ${resource}/.default`,
        audience: resource,
        accessTokenFormat: 'jwt',
        accessTokenTTL: 3600,
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  ttl: { AccessToken: 3600, ClientCredentials: 3600, IdToken: 3600, Grant: 90 * 86_400, RefreshToken: 90 * 86_400 },
}
if (databaseUrl !== undefined) configuration.adapter = await postgresAdapter(databaseUrl)

// Warnings about what only production needs are of no use here.
console.info = console.warn = () => {}
const provider = new Provider('http://localhost', configuration)
const tokens: string[] = []
const client = await provider.Client.find('bench')
if (client === undefined) throw new Error('the client is not there')
for (let i = 0; i < Number(refreshTokens); i++) {
  const accountId = `bench${i}@meridian.example`
  const grant = new provider.Grant({ accountId, clientId: 'bench' })
  grant.addOIDCScope('openid profile offline_access')
  grant.addResourceScope(resource, `${resource}/access`)
  const grantId = await grant.save()
  const now = Math.floor(Date.now() / 1000)
  const token = new provider.RefreshToken({
    accountId,
    client,
    grantId,
    scope,
    resource,
    authTime: now,
    gty: 'authorization_code',
  } as never)
  tokens.push(await token.save())
}
const server = provider.listen(0, '127.0.0.1')
await once(server, 'listening')
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
console.log(`ready ${JSON.stringify({ origin, tokens })}`)
process.on('SIGTERM', () => process.exit(0))
