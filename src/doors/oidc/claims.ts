import { ownName } from '../../core/guests/invitation.ts'
import { createHmac, randomUUID } from 'node:crypto'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import type { Instance } from '../../core/instance.ts'
import { sessionEnds } from '../../core/sessions/session-rules.ts'
import type { Account } from '../../core/snapshot.ts'
import { instanceAt } from '../../app/instance-at.ts'
import { findPerson } from '../../app/people.ts'
import { meantScopes } from '../../app/meant-scopes.ts'
import { decideAgain } from '../../app/sign-in/decide-again.ts'
import { type ClientRecord, type Resource, resourcesOf } from '../../app/clients.ts'
import { clientRoles, wishedClaims, wishesAny } from '../../app/token-claims.ts'
import { methodsOfAmr } from '../../core/methods/methods.ts'
import type { Addressed } from './grant-address.ts'
import { sidOf } from './sid.ts'
import { grantWidened } from './refresh.ts'
import { factsOf } from './request-facts.ts'

/** When, in seconds, and with what a person proved who they are, as a code or a refresh token remembers it. */
export type Remembered = {
  readonly authTime?: number | undefined
  readonly amr?: readonly string[] | undefined
  readonly iat?: number | undefined
}

/** The scopes of OpenID Connect itself, which belong to no resource. */
export const oidcScopes: readonly string[] = ['openid', 'profile', 'email', 'offline_access']

/** Whether what is asked for is what userinfo takes: `openid`, and nothing of a resource. */
export function isForUserinfo(scope: unknown): boolean {
  const scopes = typeof scope === 'string' ? scope.split(' ').filter((one) => one !== '') : []
  return scopes.includes('openid') && scopes.every((one) => oidcScopes.includes(one))
}

/** Which claims a scope brings into the ID token, beside those of the protocol. */
export const idTokenClaims = {
  openid: [
    ...['sub', 'oid', 'tid', 'ver', 'uti', 'rh', 'nbf', 'auth_time', 'session_ends', 'sid', 'acr', 'amr'],
    ...['roles', 'groups', 'wids', '_claim_names', '_claim_sources', 'acct', 'ctry', 'email', 'login_hint', 'xms_pl'],
  ],
  profile: ['name', 'preferred_username', 'given_name', 'family_name', 'upn'],
  email: ['email'],
  sid: null,
  auth_time: null,
  acr: null,
  amr: null,
} as const as unknown as Record<string, string[] | null>

/**
 * The person a token is for; undefined when the person may not have it any more. A refresh is a sign-in decided again:
 * a disabled account does not keep its tokens.
 */
export async function findAccountFor(
  admit: Admit,
  tenantId: string,
  ctx: KoaContextWithOIDC,
  accountId: string,
  token?: unknown,
) {
  const given = token as (Remembered & { kind?: string; scopes?: Set<string> }) | undefined
  if (given?.kind === 'RefreshToken') {
    const facts = factsOf(ctx)
    const scopes = [...(ctx.oidc.params?.['scope'] ? ctx.oidc.requestParamScopes : (given.scopes ?? []))]
    const appId = ctx.oidc.client?.clientId as string
    const { refusal, account, instance } = await decideAgain(admit, tenantId, {
      ...broughtBy(given),
      ...{ accountId, appId, scopes, givenAt: (ctx.oidc.entities.Grant as Addressed | undefined)?.redirectUri ?? null },
      ...facts,
    })
    if (refusal !== null) {
      facts.refusal = refusal
      return undefined
    }
    await grantWidened(ctx)
    return account === null
      ? undefined
      : tokenAccount(tenantId, account, given.amr, {
          ...(await toldToClient(admit, tenantId, ctx, account)),
          ...endsIn(instance, given.authTime),
          ...knownBy(ctx),
        })
  }
  const person = await findPerson(admit, tenantId, accountId)
  if (person === null || (given !== undefined && (!person.isEnabled || person.deletedAt !== null))) return undefined
  const address = (ctx.oidc.entities.Grant as Addressed | undefined)?.redirectUri
  const appId = ctx.oidc.client?.clientId
  const instance =
    given?.authTime === undefined || address === undefined || appId === undefined
      ? null
      : await instanceAt(admit, tenantId, appId, address)
  return tokenAccount(tenantId, person, given?.amr, {
    ...(await toldToClient(admit, tenantId, ctx, person)),
    ...endsIn(instance, given?.authTime),
    ...knownBy(ctx),
  })
}

/** Where the app knows the session by, when it ends (OpenID Connect Back-Channel Logout 1.0 §2.1). */
function knownBy({ oidc }: KoaContextWithOIDC): { readonly sid?: string } {
  const grantId = oidc.entities.Grant?.jti
  return grantId === undefined ? {} : { sid: sidOf(grantId) }
}

/** When the session ends, for an app that wants to say so beforehand: of an instance alone (T1). */
export const endsIn = (instance: Instance | null, authTime: number | undefined): { readonly session_ends?: number } =>
  instance === null || authTime === undefined ? {} : { session_ends: sessionEnds(instance, authTime) }

/** What the app asked to be told in ID tokens. */
async function toldToClient(admit: Admit, tenantId: string, { oidc }: KoaContextWithOIDC, person: Account) {
  const client = oidc.client as unknown as { readonly admit: ClientRecord } | undefined
  if (client === undefined) return {}
  return wishedClaims(admit, tenantId, client.admit, 'idToken', person, new URL(oidc.provider.issuer).origin)
}

/** By what an app knows a person, and no other app (OpenID Connect Core §8.1). */
export function pairwiseSubject(admit: Admit, tenantId: string, clientId: string, accountId: string): string {
  return createHmac('sha256', admit.vault.keyFor('pairwise subject'))
    .update(`${tenantId} ${clientId} ${accountId}`)
    .digest('base64url')
}

/** What a refresh is decided on that its token remembers of the sign-in. */
export function broughtBy({ amr = [], authTime, iat = 0 }: Remembered) {
  return {
    kind: 'refresh' as const,
    redirectUri: null,
    secondFactor: amr.includes('mfa') ? ('verified' as const) : ('not_presented' as const),
    methods: methodsOfAmr(amr),
    authAt: (authTime ?? iat) * 1000,
  }
}

/** How a sign-in here was done, in the one word that clients of this ecosystem know for it: by a person, to us (`acr`). */
export const signedInHere = '1'

/** An account as the provider knows one: its id and what tokens may say of it. When it was proved the provider adds. */
export function tokenAccount(
  tenantId: string,
  person: Account,
  amr: readonly string[] | undefined,
  wished: Readonly<Record<string, unknown>> = {},
) {
  const accountId = person.id
  return {
    accountId,
    claims: (use = 'id_token', scope = '', asked: Readonly<Record<string, unknown>> = {}) => ({
      sub: accountId,
      oid: accountId,
      tid: tenantId,
      ver: '2.0',
      uti: newUti(),
      // Of one token, and not of the person: what nobody outside reads in `rh` is as good as any.
      ...(use === 'id_token' ? { rh: `0.${newUti()}.`, nbf: Math.floor(Date.now() / 1000) } : {}),
      name: person.displayName,
      preferred_username: ownName(person),
      ...(amr === undefined ? {} : { amr: [...amr] }),
      ...textClaim('given_name', person.attributes['givenName']),
      ...textClaim('family_name', person.attributes['surname']),
      ...(scope.split(' ').includes('email') || 'email' in asked ? textClaim('email', person.attributes['mail']) : {}),
      ...(use === 'id_token' ? wished : {}),
    }),
  }
}

function textClaim(name: string, value: unknown): Record<string, string> {
  return typeof value === 'string' ? { [name]: value } : {}
}

type Parts = { payload: Record<string, unknown> }

/** Makes an access token say what the libraries and APIs of this ecosystem read: `scp` or `roles`, `oid`, `tid`, `azp`. */
export async function customise(
  admit: Admit,
  tenantId: string,
  ctx: KoaContextWithOIDC,
  token: unknown,
  parts: Parts,
): Promise<void> {
  const { kind, accountId, clientId } = token as { kind: string; accountId?: string; clientId: string }
  const audience = String(parts.payload['aud'])
  const granted = String(parts.payload['scope'] ?? '')
    .split(' ')
    .filter(Boolean)
  delete parts.payload['scope']
  Object.assign(parts.payload, ofEveryToken(tenantId, clientId, parts.payload['iat']))
  if (kind === 'ClientCredentials') {
    const client = ctx.oidc.client as unknown as { admit: ClientRecord }
    const resource = (await resourcesOf(admit, tenantId)).find(({ identifierUri }) => identifierUri === audience)
    Object.assign(parts.payload, await ofAnAppItself(admit, tenantId, client.admit, resource))
  } else {
    const of = { accountId: accountId as string, appId: clientId }
    const wished = await toldToResource(admit, tenantId, audience, of.accountId, ctx.oidc.provider.issuer)
    Object.assign(parts.payload, await ofAPerson(admit, tenantId, of, audience, granted, remembered(ctx), wished))
  }
}

/** What a token says that an app has for a person: who it is, what of the resource it may use, and how the person proved it (SEC-32). */
export async function ofAPerson(
  admit: Admit,
  tenantId: string,
  of: { readonly accountId: string; readonly appId: string },
  audience: string,
  granted: readonly string[],
  { authTime, amr }: Remembered,
  wished: Readonly<Record<string, unknown>> = {},
) {
  const names = (await meantScopes(admit, tenantId, of, granted)).map((scope) =>
    scope.startsWith(`${audience}/`) ? scope.slice(audience.length + 1) : scope,
  )
  return {
    oid: of.accountId,
    scp: names.join(' '),
    ...(authTime === undefined ? {} : { auth_time: authTime }),
    ...(amr === undefined ? {} : { amr }),
    ...wished,
  }
}

/** What the resource asked to be told of the person in access tokens. */
export async function toldToResource(
  admit: Admit,
  tenantId: string,
  identifierUri: string,
  person: Account | string,
  issuer: string,
) {
  const resource = (await resourcesOf(admit, tenantId)).find((one) => one.identifierUri === identifierUri)
  if (resource === undefined || !wishesAny(resource, 'accessToken')) return {}
  const account = typeof person === 'string' ? await findPerson(admit, tenantId, person) : person
  if (account === null) return {}
  return wishedClaims(admit, tenantId, resource, 'accessToken', account, new URL(issuer).origin)
}

/** What every access token says beside the claims of the protocol. */
export function ofEveryToken(tenantId: string, clientId: string, issuedAt: unknown) {
  return { tid: tenantId, ver: '2.0', appid: clientId, azp: clientId, nbf: issuedAt, uti: newUti() }
}

/** What a token says that an app has for itself: what it may do here, and its roles in the resource. */
export async function ofAnAppItself(
  admit: Admit,
  tenantId: string,
  { id, appPermissions }: ClientRecord,
  resource: Resource | undefined,
) {
  const there = resource === undefined ? [] : await clientRoles(admit, tenantId, resource, id)
  return { idtyp: 'app', roles: [...appPermissions, ...there], oid: id, sub: id }
}

const newUti = () => randomUUID().replaceAll('-', '')

/** What the code or the refresh token remembers that a token is made for. */
function remembered(ctx: KoaContextWithOIDC): Remembered {
  const { AuthorizationCode: code, RefreshToken: refresh } = ctx.oidc.entities as Readonly<
    Record<string, Remembered | undefined>
  >
  return code ?? refresh ?? {}
}
