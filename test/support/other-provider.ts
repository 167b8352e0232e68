import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateKeyPair, exportJWK } from 'jose'
import Provider from 'oidc-provider'

type Person = Readonly<Record<string, unknown>>

export type OtherProvider = {
  readonly issuer: string
  /** Who signs in there next, and what it knows of them by their ids. */
  next: string
  readonly people: Record<string, Person>
  /** What the next sign-in there is proved with. */
  amr: readonly string[]
  /** The parameters of the last question. */
  asked: URLSearchParams
  readonly stop: () => Promise<void>
}

type Client = { readonly id: string; readonly secret: string; readonly redirectUris: readonly string[] }

/** An OpenID Connect provider that is none of ours: oidc-provider as it comes, at which whoever is next signs in without a page. */
export async function otherProvider(clients: readonly Client[]): Promise<OtherProvider> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const all: OtherProvider = {
    issuer,
    next: 'nobody',
    people: {},
    amr: ['pwd'],
    asked: new URLSearchParams(),
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'one' }] },
    clients: clients.map(({ id, secret, redirectUris }) => ({
      client_id: id,
      client_secret: secret,
      redirect_uris: [...redirectUris],
    })),
    cookies: { keys: ['a key of a test'] },
    claims: {
      openid: ['sub', 'amr'],
      profile: ['name', 'preferred_username', 'oid', 'tid', 'upn'],
      email: ['email', 'email_verified'],
      auth_time: null,
    },
    conformIdTokenClaims: false,
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...all.people[accountId] }) }),
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId as string,
        accountId: ctx.oidc.session?.accountId as string,
      })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
  })
  const serve = provider.callback()
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/auth?')) all.asked = new URLSearchParams(request.url.slice(6))
    if (!request.url?.startsWith('/interaction/')) return serve(request, response)
    const login = { accountId: all.next, amr: [...all.amr] }
    await provider.interactionFinished(request, response, { login })
  }
  server.on('request', (request, response) => void answer(request, response))
  return all
}
