import { createHash } from 'node:crypto'
import {
  allowInsecureRequests,
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  ResponseBodyError,
} from 'openid-client'
import { type Guard, guardedFetch, NotFetched } from './guarded-fetch.ts'

/** A provider as it is asked: what it is, and what it knows us by. */
export type ProviderAsked = {
  readonly issuer: string
  readonly clientId: string
  readonly secret: string | null
}

/** A provider that said what it is, and can be asked. */
export type Reached = { readonly is: 'there'; readonly configuration: Configuration }

/** One that was not reached, or says of itself what cannot be used: a part of a sentence says what. */
export type NotReached = { readonly is: 'unreachable' | 'unfit'; readonly what: string }

/** How an answer was asked for, so that it is taken for nothing else. */
export type Checks = {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** How old the proof there may be, in seconds; null where that does not matter. */
  readonly maxAge: number | null
}

/** What a provider answered: what its ID token says, or in a part of a sentence why that is nothing. */
export type OpenIdAnswer =
  | { readonly is: 'good'; readonly claims: Readonly<Record<string, unknown>> }
  | { readonly is: 'unreachable' | 'refused' | 'invalid'; readonly what: string }

/** What providers said of themselves stays good for ten minutes: their keys are read anew whenever one is missing. */
const freshFor = 600_000
const most = 200
const known = new Map<string, { readonly reached: Reached; readonly until: number }>()
/** Questions under way: of many people at once, one is enough. */
const asking = new Map<string, Promise<Reached | NotReached>>()

/** Asks a provider what it is, and whether that can be used here; never throws. */
export async function reachProvider(asked: ProviderAsked, guard: Guard, now: number): Promise<Reached | NotReached> {
  const key = createHash('sha256')
    .update(JSON.stringify([asked, guard]))
    .digest('base64url')
  const kept = known.get(key)
  if (kept !== undefined && kept.until > now) return kept.reached
  known.delete(key)
  const question = asking.get(key) ?? discover(asked, guard).finally(() => asking.delete(key))
  asking.set(key, question)
  const reached = await question
  if (reached.is === 'there') {
    if (known.size >= most) known.delete(known.keys().next().value as string)
    known.set(key, { reached, until: now + freshFor })
  }
  return reached
}

async function discover({ issuer, clientId, secret }: ProviderAsked, guard: Guard): Promise<Reached | NotReached> {
  const server = URL.parse(issuer)
  if (server === null) return { is: 'unfit', what: 'its issuer is no address' }
  try {
    const found = await discovery(server, clientId, {}, None(), {
      [customFetch]: guardedFetch(guard),
      // The guard decides where http may be spoken.
      execute: [allowInsecureRequests],
      timeout: 10,
    })
    const is = found.serverMetadata()
    const problem = unfit(server, is)
    if (problem !== null) return { is: 'unfit', what: problem }
    const ways = is.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const auth =
      secret === null
        ? None()
        : ways.includes('client_secret_basic') || !ways.includes('client_secret_post')
          ? ClientSecretBasic(secret)
          : ClientSecretPost(secret)
    const configuration = new Configuration(is, clientId, {}, auth)
    configuration[customFetch] = guardedFetch(guard)
    allowInsecureRequests(configuration)
    // An ID token that came over TLS has its signature checked all the same.
    enableNonRepudiationChecks(configuration)
    return { is: 'there', configuration }
  } catch (error) {
    const { is, what } = whyNot(error)
    return { is: is === 'unreachable' ? is : 'unfit', what }
  }
}

type Metadata = ReturnType<Configuration['serverMetadata']>

/** What a provider says of itself that we cannot use; null where there is nothing. */
function unfit(server: URL, is: Metadata): string | null {
  // One for many organisations at once, any of which could answer for ours, says a pattern here.
  if (URL.parse(is.issuer)?.href !== server.href) return `it says that its issuer is ${is.issuer.slice(0, 200)}`
  const places = [is.authorization_endpoint, is.token_endpoint, is.jwks_uri]
  if (places.some((one) => one === undefined)) return 'it does not say where to sign in, to get tokens, and its keys'
  if (![...places, is.end_session_endpoint].every((one) => one === undefined || isPlace(one, server)))
    return 'it names an address that is not https'
  if (is.response_types_supported !== undefined && !is.response_types_supported.includes('code'))
    return 'it does not know the authorization code flow'
  if (is.code_challenge_methods_supported !== undefined && !is.code_challenge_methods_supported.includes('S256'))
    return 'it does not know PKCE with S256'
  return null
}

/** Whether people may be sent there: https, or this machine's http where the provider itself is there. */
function isPlace(address: string, server: URL): boolean {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.hash !== '') return false
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && server.protocol === 'http:' && url.hostname === server.hostname)
  )
}

/** Where a browser is sent to prove who uses it. */
export async function signInUrl(
  { configuration }: Reached,
  asked: Checks & {
    readonly redirectUri: string
    readonly scopes: readonly string[]
    readonly loginHint: string | null
    /** Whether a proof of this moment is asked for. */
    readonly prompt: 'login' | null
  },
): Promise<string> {
  const { state, nonce, verifier, maxAge, redirectUri, scopes, loginHint, prompt } = asked
  return buildAuthorizationUrl(configuration, {
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: scopes.join(' '),
    ...{ state, nonce, code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
    ...(loginHint === null ? {} : { login_hint: loginHint }),
    ...(prompt === null ? {} : { prompt }),
    ...(maxAge === null ? {} : { max_age: String(maxAge) }),
  }).href
}

/** Where a browser is sent to sign out there as well; null where the provider has no such place. */
export function signOutUrl({ configuration }: Reached): string | null {
  const { end_session_endpoint: place } = configuration.serverMetadata()
  if (place === undefined) return null
  const url = new URL(place)
  url.searchParams.set('client_id', configuration.clientMetadata().client_id)
  return url.href
}

/** What a browser brought back from a provider, made good with it: its ID token validated whole; never throws. */
export async function readOpenIdAnswer({ configuration }: Reached, url: URL, checks: Checks): Promise<OpenIdAnswer> {
  const { issuer } = configuration.serverMetadata()
  const says = url.searchParams.get('iss')
  // RFC 9207: an answer of somebody else, brought to us in place of theirs.
  if (says !== null && says !== issuer) return { is: 'invalid', what: 'it comes from another issuer' }
  try {
    const tokens = await authorizationCodeGrant(configuration, url, {
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      pkceCodeVerifier: checks.verifier,
      idTokenExpected: true,
      ...(checks.maxAge === null ? {} : { maxAge: checks.maxAge }),
    })
    const claims = tokens.claims()
    return claims === undefined ? { is: 'invalid', what: 'there is no ID token in it' } : { is: 'good', claims }
  } catch (error) {
    return whyNot(error)
  }
}

type Failed = Exclude<OpenIdAnswer, { is: 'good' }>

/** What a failure means. Nothing that was in a token is said, and of what the provider writes only codes. */
function whyNot(error: unknown): Failed {
  const chain = [...causes(error)]
  const away = chain.find((one) => one instanceof NotFetched)
  if (away !== undefined) return { is: 'unreachable', what: away.what }
  if (error instanceof AuthorizationResponseError) return { is: 'refused', what: codeOf(error.error) }
  if (error instanceof ResponseBodyError)
    return { is: 'refused', what: `where tokens are had it answers ${codeOf(error.error)}` }
  const { code = '' } = error as { code?: string }
  const claim = chain.map((one) => (one as { claim?: unknown }).claim).find((one) => typeof one === 'string')
  switch (code) {
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
      return { is: 'unreachable', what: 'it answered with an error' }
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
      return { is: 'invalid', what: claims[claim ?? ''] ?? 'it is not meant for us' }
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return {
        is: 'invalid',
        what:
          claim === 'auth_time' ? 'the person proved who they are too long ago' : 'it is too old, or from the future',
      }
    case 'OAUTH_KEY_SELECTION_FAILED':
      return { is: 'invalid', what: 'none of its keys made the signature' }
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return { is: 'invalid', what: 'it says that its issuer is another' }
    case 'OAUTH_TIMEOUT':
      return { is: 'unreachable', what: 'it took too long' }
  }
  const isUnsigned = chain.some((one) => one instanceof Error && /signature/i.test(one.message))
  return { is: 'invalid', what: isUnsigned ? 'the signature is not right' : 'it is not as OpenID Connect has it' }
}

const claims: Readonly<Record<string, string>> = {
  iss: 'it comes from another issuer',
  aud: 'it is meant for another client',
  azp: 'it is meant for another client',
  nonce: 'it is an answer to another question',
}

/** An error and what it came of, as far as that is told. */
function* causes(error: unknown): Generator<object> {
  for (let one = error, deep = 0; typeof one === 'object' && one !== null && deep < 6; deep++) {
    yield one
    one = (one as { cause?: unknown }).cause
  }
}

/** A code of RFC 6749, and nothing else that somebody may have written in its place. */
const codeOf = (text: string): string => (/^[a-z_]{1,40}$/.test(text) ? text : 'an error')
