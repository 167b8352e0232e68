import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type JWTPayload, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'

/** How a provider misbehaves; left out, it does not. */
export type Fault =
  | 'other_iss_in_answer'
  | 'other_nonce'
  | 'other_key'
  | 'unsigned'
  | 'other_audience'
  | 'other_issuer'
  | 'too_old'
  | 'too_early'
  | 'no_subject'
  | 'no_id_token'
  | 'says_no'
  | 'token_refused'
  | 'tokens_break'
  | 'tokens_elsewhere'
  | 'tokens_huge'
  | 'tokens_slow'
  | 'keys_away'
  | 'discovery_away'
  | 'discovery_elsewhere'
  | 'discovery_of_other'
  | 'discovery_without_keys'
  | 'discovery_without_pkce'
  | 'discovery_of_http'

export type FalseProvider = {
  readonly issuer: string
  fault: Fault | null
  claims: Record<string, unknown>
  /** The answers it gave: where it sent the browser back to. */
  readonly sent: string[]
  /** Paths it was asked for. */
  readonly asked: string[]
  readonly stop: () => Promise<void>
}

/** A provider made by hand, which answers rightly or in one of many wrong ways. */
export async function falseProvider(clientId: string): Promise<FalseProvider> {
  const [right, wrong] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
  const jwk = { ...(await exportJWK(right.publicKey)), alg: 'RS256', use: 'sig', kid: 'one' }
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  /** What was asked with, and who it was, by the code that was given for it. */
  const given = new Map<string, { readonly nonce: string; readonly claims: Record<string, unknown> }>()
  const all: FalseProvider = {
    issuer,
    fault: null,
    claims: {},
    sent: [],
    asked: [],
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }

  const idToken = ({ nonce, claims: said }: { nonce: string; claims: Record<string, unknown> }) => {
    const now = Math.floor(Date.now() / 1000)
    const at = all.fault === 'too_old' ? now - 7200 : all.fault === 'too_early' ? now + 7200 : now
    const { sub, ...claims } = { sub: 'ada', auth_time: now, ...said } as Record<string, unknown>
    const payload: JWTPayload = {
      ...claims,
      ...(all.fault === 'no_subject' ? {} : { sub: String(sub) }),
      iss: all.fault === 'other_issuer' ? 'https://other.example' : issuer,
      aud: all.fault === 'other_audience' ? 'another-client' : clientId,
      nonce: all.fault === 'other_nonce' ? 'another' : nonce,
      ...{ iat: at, exp: at + 3600 },
      ...(all.fault === 'too_early' ? { nbf: at } : {}),
    }
    if (all.fault === 'unsigned') return new UnsecuredJWT(payload).encode()
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .sign(all.fault === 'other_key' ? wrong.privateKey : right.privateKey)
  }

  server.on('request', (request, response) => {
    const url = new URL(request.url as string, issuer)
    all.asked.push(url.pathname)
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return discovery(response)
      case '/keys':
        return all.fault === 'keys_away' ? void response.writeHead(503).end() : send(response, { keys: [jwk] })
      case '/authorize':
        return authorize(url.searchParams, response)
      case '/token':
        return void text(request).then((body) => tokens(response, new URLSearchParams(body).get('code') ?? ''))
      default:
        return void response.writeHead(404).end()
    }
  })

  function discovery(response: ServerResponse): void {
    if (all.fault === 'discovery_away') return void response.writeHead(503).end()
    if (all.fault === 'discovery_elsewhere') return void response.writeHead(302, { location: `${issuer}/other` }).end()
    send(response, {
      issuer: all.fault === 'discovery_of_other' ? `${issuer}/{tenantid}` : issuer,
      authorization_endpoint:
        all.fault === 'discovery_of_http' ? 'http://login.example/authorize' : `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      ...(all.fault === 'discovery_without_keys' ? {} : { jwks_uri: `${issuer}/keys` }),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: all.fault === 'discovery_without_pkce' ? ['plain'] : ['S256'],
      authorization_response_iss_parameter_supported: true,
    })
  }

  function authorize(asked: URLSearchParams, response: ServerResponse): void {
    const code = `a-code-${all.sent.length}-${given.size}`
    given.set(code, { nonce: asked.get('nonce') ?? '', claims: all.claims })
    const back = new URL(asked.get('redirect_uri') as string)
    back.searchParams.set('state', asked.get('state') as string)
    back.searchParams.set('iss', all.fault === 'other_iss_in_answer' ? 'https://other.example' : issuer)
    if (all.fault === 'says_no') back.searchParams.set('error', 'access_denied')
    else back.searchParams.set('code', code)
    all.sent.push(back.href)
    response.writeHead(302, { location: back.href }).end()
  }

  async function tokens(response: ServerResponse, code: string): Promise<void> {
    const grant = given.get(code)
    // A code is good once, as it is everywhere.
    given.delete(code)
    if (grant === undefined) return send(response, { error: 'invalid_grant' }, 400)
    if (all.fault === 'token_refused') return send(response, { error: 'invalid_client' }, 401)
    if (all.fault === 'tokens_break') return void response.writeHead(500).end('<h1>sorry</h1>')
    if (all.fault === 'tokens_elsewhere') return void response.writeHead(307, { location: `${issuer}/other` }).end()
    if (all.fault === 'tokens_huge') return void response.writeHead(200).end(Buffer.alloc(300 * 1024, 'x'))
    if (all.fault === 'tokens_slow') return
    send(response, {
      access_token: 'an-access-token',
      token_type: 'Bearer',
      ...(all.fault === 'no_id_token' ? {} : { id_token: await idToken(grant) }),
    })
  }

  return all
}

function send(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
