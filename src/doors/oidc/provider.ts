import { keepAddressOfGrants } from './grant-address.ts'
import { URL } from 'node:url'
import Provider, { type Configuration, errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import type { ClientRecord } from '../../app/clients.ts'
import { findClient, isAmongSecrets, type Resource, resourceOf, resourcesOf } from '../../app/clients.ts'
import { stillSignedIn } from '../../app/sign-in/sign-out.ts'
import { redirectMatches } from '../../core/gates/redirect-registered.ts'
import { adapterFor } from './adapter.ts'
import { assertionAlgorithms } from './client-assertion.ts'
import { decideClientGrants } from './client-grant.ts'
import { assertShortLived, checkAssertions } from './client-proof.ts'
import {
  customise,
  findAccountFor,
  idTokenClaims,
  isForUserinfo,
  oidcScopes,
  pairwiseSubject,
  signedInHere,
} from './claims.ts'
import { widenRefreshTokens } from './refresh.ts'
import { signedOutPage } from '../signin/account-pages.ts'
import { sendPageRaw } from './raw-page.ts'
import { inReadersLanguage } from './reader.ts'
import { factsOf } from './request-facts.ts'
import { alignWithSession, existingGrant, judgeChecks } from './session.ts'
import type { SigningKey } from './signing-key.ts'

/** The provider of one tenant at one origin: oidc-provider with our directory, our decision and the addresses clients expect. */
export function buildProvider(admit: Admit, tenantId: string, origin: string, keys: readonly SigningKey[]): Provider {
  const base = interactionPolicy.base()
  const login = base.get('login')
  const consent = base.get('consent')
  if (login === undefined || consent === undefined) throw new Error('oidc-provider has no login or consent prompt')
  // Our own decision says whether consent is lacking; what stays is that an app may want it anew.
  for (const { reason } of [...consent.checks]) if (reason !== 'consent_prompt') consent.checks.remove(reason)
  login.checks.remove('no_session')
  for (const check of judgeChecks(admit, tenantId)) login.checks.add(check)
  base.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0)
  base.add(new interactionPolicy.Prompt({ name: 'admin_consent', requestable: true }))

  const configuration: Configuration = {
    adapter: adapterFor(admit, tenantId),
    jwks: { keys: [...keys] },
    clientDefaults: { id_token_signed_response_alg: 'RS256' },
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_, accountId, client) => pairwiseSubject(admit, tenantId, client.clientId, accountId),
    sectorIdentifierUriValidate: () => false,
    findAccount: (ctx, id, token) => findAccountFor(admit, tenantId, ctx, id, token),
    claims: idTokenClaims,
    acrValues: [signedInHere],
    conformIdTokenClaims: false,
    scopes: [...oidcScopes],
    extraClientMetadata: { properties: ['admit'] },
    extraParams: {
      client_info: (ctx) => alignWithSession(admit, tenantId, ctx),
      domain_hint: null,
      sso_reload: null,
    },
    interactions: { policy: base, url: (_, interaction) => `/${tenantId}/interaction/${interaction.uid}` },
    loadExistingGrant: (ctx) => existingGrant(admit, tenantId, ctx),
    issueRefreshToken: async (_, client, source) =>
      client.grantTypeAllowed('refresh_token') && source.scopes.has('offline_access'),
    rotateRefreshToken: true,
    formats: { customizers: { jwt: (ctx, token, parts) => customise(admit, tenantId, ctx, token, parts) } },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    enabledJWA: { clientAuthSigningAlgValues: assertionAlgorithms },
    assertJwtClientAuthClaimsAndHeader: assertShortLived,
    pkce: { required: (_, client) => client.clientAuthMethod === 'none' },
    cookies: {
      // Keygrip gives it to createHmac, which takes a key as well as its bytes.
      keys: [admit.vault.keyFor(`oidc cookies ${tenantId}`) as unknown as Buffer],
      names: {
        session: `__Host-admit-op-${tenantId.slice(0, 8)}`,
        interaction: 'admit-op-interaction',
        resume: 'admit-op-resume',
      },
      long: { httpOnly: true, sameSite: 'lax', secure: true, signed: true, path: '/' },
      short: { httpOnly: true, sameSite: 'lax', secure: true, signed: true },
    },
    routes: {
      authorization: '/oauth2/v2.0/authorize',
      token: '/oauth2/v2.0/token',
      jwks: '/discovery/v2.0/keys',
      userinfo: '/oidc/userinfo',
      end_session: '/oauth2/v2.0/logout',
      revocation: '/oauth2/v2.0/revoke',
      introspection: '/oauth2/v2.0/introspect',
      pushed_authorization_request: '/oauth2/v2.0/par',
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true, allowedPolicy: isOwnToken },
      introspection: {
        enabled: true,
        allowedPolicy: (ctx, client, token) => client.clientAuthMethod !== 'none' && isOwnToken(ctx, client, token),
      },
      pushedAuthorizationRequests: { enabled: true },
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
      claimsParameter: { enabled: true },
      userinfo: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        // Whether and what is asked is ours to say, also where the provider knows of nobody (`sign-out.ts`).
        logoutSource: () => {},
        postLogoutSuccessSource: (ctx) => inReadersLanguage(admit, tenantId, ctx, () => signedOut(admit, ctx)),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx, _client, oneOf) => defaultResource(admit, tenantId, ctx, oneOf),
        getResourceServerInfo: (ctx, resource, client) =>
          resourceServer(admit, tenantId, ctx, resource, client.clientId),
        // Who refreshes for scopes of OpenID Connect alone gets what userinfo takes, whatever else was asked for once.
        useGrantedResource: ({ oidc }) =>
          oidc.params?.['grant_type'] !== 'refresh_token' || !isForUserinfo(oidc.params['scope']),
      },
    },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      ClientCredentials: 3600,
      IdToken: 3600,
      Interaction: 1200,
      Grant: 90 * 86_400,
      RefreshToken: (_, token, client) => refreshLifetime(admit, token.iiat, recordOf(client)),
      Session: 12 * 3600,
    },
    clientBasedCORS: (_, origin, client) =>
      recordOf(client).redirectUris.some(({ kind, uri }) => kind === 'spa' && URL.parse(uri)?.origin === origin),
    renderError: (ctx, out, error) =>
      inReadersLanguage(admit, tenantId, ctx, () => sendPageRaw(admit, tenantId, ctx, out, error)),
  }

  const provider = new Provider(`${origin}/${tenantId}/v2.0`, configuration)
  Object.assign(provider.Client.prototype, clientMethods)
  keepAddressOfGrants(provider)
  widenRefreshTokens(provider, admit, tenantId, oidcScopes)
  decideClientGrants(provider, admit, tenantId)
  checkAssertions(provider, admit, tenantId)
  return provider
}

const secretExpired = {
  number: 7000222,
  text: "The app's secret has expired. Its owner must add a new one.",
  error: 'invalid_client',
}

const recordOf = (client: object) => (client as { readonly admit: ClientRecord }).admit

/** Tokens are shown to, and taken back by, the app they were given to and no other. */
const isOwnToken = (_: unknown, client: { readonly clientId: string }, token: object) =>
  (token as { readonly clientId?: string }).clientId === client.clientId

/**
 * How long a refresh token is good for, in seconds: ninety days, but in an app that runs in the browser one day from the
 * sign-in, however often it is exchanged.
 */
function refreshLifetime(admit: Admit, firstIssuedAt: number | undefined, client: ClientRecord): number {
  if (!client.redirectUris.some((redirect) => redirect.kind === 'spa')) return 90 * 86_400
  const now = Math.floor(admit.now() / 1000)
  return Math.max(1, (firstIssuedAt ?? now) + 86_400 - now)
}

/** What we do our own way: secrets are compared by hash, redirect addresses by the rule the decision uses too. */
const clientMethods = {
  compareClientSecret(this: { admit: ClientRecord }, secret: string): boolean {
    const ctx = Provider.ctx as KoaContextWithOIDC | undefined
    if (ctx !== undefined && isAmongSecrets(this.admit.expiredHashes, secret)) factsOf(ctx).refusal = secretExpired
    return isAmongSecrets(this.admit.secretHashes, secret)
  },
  redirectUriAllowed(this: { admit: ClientRecord }, uri: string): boolean {
    return redirectMatches(this.admit.redirectUris, uri)
  },
}

/** Clients name scopes, not resources (V2 model): the resource is the one whose scopes are asked for. */
async function defaultResource(
  admit: Admit,
  tenantId: string,
  ctx: KoaContextWithOIDC,
  oneOf: readonly string[] | undefined,
): Promise<string | string[]> {
  const scopes = String(ctx.oidc.params?.['scope'] ?? '').split(' ')
  // A refresh for one of several resources: the one whose scopes it names; none named, none meant.
  if (oneOf !== undefined && ctx.oidc.params?.['scope'] !== undefined)
    return oneOf.find((resource) => scopes.some((scope) => scope.startsWith(`${resource}/`))) as string
  if (oneOf !== undefined) return oneOf[0] as string
  const resources = await resourcesOf(admit, tenantId)
  mustBeScopes(ctx, resources, scopes)
  const asked = resourceOf(resources, scopes)
  if (asked !== undefined) return asked.identifierUri
  const stranger = scopes.find((scope) => scope.includes('://'))
  if (stranger !== undefined) {
    factsOf(ctx).refusal = {
      number: 500011,
      text: `There is no resource here that has the scope ${stranger}.`,
      error: 'invalid_resource',
    }
    throw new errors.InvalidTarget('no such resource')
  }
  return undefined as unknown as string
}

/** Throws `invalid_scope` where one is asked for that its resource does not have, or that is of no resource and none of OpenID Connect's (RFC 6749 §4.1.2.1). */
function mustBeScopes(ctx: KoaContextWithOIDC, resources: readonly Resource[], scopes: readonly string[]): void {
  const stray = scopes.find((scope) => {
    if (scope === '' || oidcScopes.includes(scope)) return false
    const of = resources.filter(({ identifierUri }) => scope.startsWith(`${identifierUri}/`))
    if (of.length === 0) return !scope.includes('://')
    return !of.some((one) => [...one.scopes, '.default'].some((name) => scope === `${one.identifierUri}/${name}`))
  })
  if (stray === undefined) return
  const text = `The app asks for the scope ${stray.slice(0, 200)}, which does not exist here.`
  factsOf(ctx).refusal = { number: 70011, text, error: 'invalid_scope' }
  throw new errors.InvalidScope('there is no such scope', stray)
}

async function resourceServer(
  admit: Admit,
  tenantId: string,
  ctx: KoaContextWithOIDC,
  identifierUri: string,
  clientId: string,
) {
  const resource = (await resourcesOf(admit, tenantId)).find((candidate) => candidate.identifierUri === identifierUri)
  const client = await findClient(admit, tenantId, clientId)
  if (resource === undefined) {
    factsOf(ctx).refusal = {
      number: 500011,
      text: `There is no resource ${identifierUri} here.`,
      error: 'invalid_resource',
    }
    throw new errors.InvalidTarget('no such resource')
  }
  // An app that comes for itself is decided about, with a row in the log, before its token is made.
  const isDecided = ctx.oidc.params?.['grant_type'] === 'client_credentials'
  if (client === null || (!client.isEnabled && !isDecided)) {
    factsOf(ctx).refusal = { number: 7000112, text: 'The app is switched off.', error: 'unauthorized_client' }
    throw new errors.UnauthorizedClient('the app is switched off')
  }
  return {
    scope: [...resource.scopes, '.default'].map((name) => `${identifierUri}/${name}`).join(' '),
    audience: identifierUri,
    accessTokenFormat: 'jwt' as const,
    accessTokenTTL: 3600,
    jwt: { sign: { alg: resource.signedWith } },
  }
}

async function signedOut(admit: Admit, ctx: KoaContextWithOIDC): Promise<void> {
  ctx.body = signedOutPage(await stillSignedIn(admit, factsOf(ctx).browser), null)
}
