import { randomUUID } from 'node:crypto'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import type { Account } from '../../core/snapshot.ts'
import { findPerson } from '../../app/people.ts'
import { meantScopes } from '../../app/meant-scopes.ts'
import { decideAgain } from '../../app/sign-in/decide-again.ts'
import type { ClientRecord } from '../../app/clients.ts'
import { methodsOfAmr } from '../../core/methods/methods.ts'
import { grantWidened } from './refresh.ts'
import { factsOf } from './request-facts.ts'

/** Which claims a scope brings into the ID token, beside those of the protocol. */
export const idTokenClaims = {
  openid: ['sub', 'oid', 'tid', 'ver', 'uti', 'amr'],
  profile: ['name', 'preferred_username', 'given_name', 'family_name'],
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
  const given = token as
    | { kind?: string; authTime?: number; amr?: string[]; scopes?: Set<string>; iat?: number }
    | undefined
  if (given?.kind === 'RefreshToken') {
    const facts = factsOf(ctx)
    const { refusal, account } = await decideAgain(admit, tenantId, {
      kind: 'refresh',
      accountId,
      appId: ctx.oidc.client?.clientId as string,
      redirectUri: null,
      scopes: [...(ctx.oidc.params?.['scope'] ? ctx.oidc.requestParamScopes : (given.scopes ?? []))],
      secondFactor: given.amr?.includes('mfa') ? 'verified' : 'not_presented',
      methods: methodsOfAmr(given.amr ?? []),
      authAt: (given.authTime ?? given.iat ?? 0) * 1000,
      ...facts,
    })
    if (refusal !== null) {
      facts.refusal = refusal
      return undefined
    }
    await grantWidened(ctx)
    return account === null ? undefined : tokenAccount(tenantId, account, given.amr)
  }
  const person = await findPerson(admit, tenantId, accountId)
  if (person === null || (given !== undefined && (!person.isEnabled || person.deletedAt !== null))) return undefined
  return tokenAccount(tenantId, person, given?.amr)
}

/** An account as the provider knows one: its id and what tokens may say of it. */
function tokenAccount(tenantId: string, person: Account, amr: readonly string[] | undefined) {
  const accountId = person.id
  return {
    accountId,
    claims: () => ({
      sub: accountId,
      oid: accountId,
      tid: tenantId,
      ver: '2.0',
      uti: randomUUID().replaceAll('-', ''),
      name: person.displayName,
      preferred_username: person.signInName,
      ...(amr === undefined ? {} : { amr: [...amr] }),
      ...textClaim('given_name', person.attributes['givenName']),
      ...textClaim('family_name', person.attributes['surname']),
      ...textClaim('email', person.attributes['mail']),
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
  const scopes =
    accountId === undefined ? granted : await meantScopes(admit, tenantId, { accountId, appId: clientId }, granted)
  const names = scopes
    .map((scope) => (scope.startsWith(`${audience}/`) ? scope.slice(audience.length + 1) : scope))
    .join(' ')
  delete parts.payload['scope']
  Object.assign(parts.payload, {
    tid: tenantId,
    ver: '2.0',
    appid: clientId,
    azp: clientId,
    nbf: parts.payload['iat'],
    uti: randomUUID().replaceAll('-', ''),
  })
  if (kind === 'ClientCredentials') {
    const client = ctx.oidc.client as unknown as { admit: ClientRecord }
    Object.assign(parts.payload, { idtyp: 'app', roles: client.admit.appPermissions, oid: clientId, sub: clientId })
  } else Object.assign(parts.payload, { oid: accountId, scp: names, ...proofOf(ctx) })
}

/** When and with what the person proved who they are, as the code or the refresh token remembers it: sensitive calls ask (SEC-32). */
function proofOf(ctx: KoaContextWithOIDC): { readonly auth_time?: number; readonly amr?: readonly string[] } {
  const { AuthorizationCode: code, RefreshToken: refresh } = ctx.oidc.entities as Readonly<
    Record<string, { readonly authTime?: number; readonly amr?: readonly string[] } | undefined>
  >
  const { authTime, amr } = code ?? refresh ?? {}
  return { ...(authTime === undefined ? {} : { auth_time: authTime }), ...(amr === undefined ? {} : { amr }) }
}
