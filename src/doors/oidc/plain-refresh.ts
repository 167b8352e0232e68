import { randomBytes } from 'node:crypto'
import type { Admit } from '../../app/admit.ts'
import { findArtifact, markUsed, putArtifact } from '../../app/artifacts.ts'
import { type ClientRecord, resourceOf, resourcesOf } from '../../app/clients.ts'
import { decideAgain } from '../../app/sign-in/decide-again.ts'
import { wishedClaims } from '../../app/token-claims.ts'
import { commit, newWrites, type Writes } from '../../app/writes.ts'
import type { Account } from '../../core/snapshot.ts'
import {
  broughtBy,
  endsIn,
  idTokenClaims,
  isForUserinfo,
  ofAPerson,
  pairwiseSubject,
  type Remembered,
  tokenAccount,
  toldToResource,
} from './claims.ts'
import type { PlainForm } from './plain-request.ts'
import { accessToken, type AskedFrom, type Issuer, lifetime } from './issuing.ts'
import { sidOf } from './sid.ts'
import { signedJwt } from './signing-key.ts'

/** A refresh token as the provider keeps it. */
type RefreshToken = Remembered & {
  readonly clientId: string
  readonly accountId: string
  readonly grantId: string
  readonly exp: number
  readonly scope: string
  readonly resource?: string | readonly string[]
  readonly acr?: string
  readonly nonce?: string
  readonly sid?: string
  readonly gty?: string
  readonly rotations?: number
}

/** A grant as the provider keeps it: what of each resource was consented to. */
type Grant = {
  readonly clientId: string
  readonly accountId: string
  readonly exp: number
  readonly redirectUri?: string
  readonly openid?: { readonly scope?: string }
  readonly resources?: Readonly<Record<string, string>>
}

/** What only the provider knows how to go on with, in a token and in a grant. */
const rareInToken = ['consumed', 'claims', 'rar', 'jkt', 'x5t#S256', 'attestationJkt', 'expiresWithSession'] as const
const rareInGrant = ['rejected', 'rar'] as const

/** How long a refresh token is good for, in seconds. */
const days90 = 90 * 86_400

/** Another access token for a refresh token that is good, for what it was given for, with the refresh token to come next; else null (`plainToken`). */
export async function plainRefresh(
  admit: Admit,
  at: Issuer,
  client: ClientRecord,
  form: PlainForm,
  from: AskedFrom,
): Promise<Readonly<Record<string, unknown>> | null> {
  const ofBrowser = client.redirectUris.some(({ kind }) => kind === 'spa')
  if (!client.isEnabled || client.redirectUris.length === 0 || ofBrowser || !form['refresh_token']) return null
  const writes = newWrites()
  const found = await findBoth(admit, at.tenantId, client, form['refresh_token'], writes)
  if (found === null) return null
  const { token, grant } = found
  // What userinfo takes is made by the provider.
  if (isForUserinfo(form['scope']) && token.resource !== undefined) return null
  const asked = (form['scope'] || token.scope).split(' ')
  const given = new Set(token.scope.split(' '))
  const resource = await resourceMeant(admit, at.tenantId, token, form['scope'])
  if (!asked.every((scope) => given.has(scope)) || resource === undefined) return null

  const of = { accountId: token.accountId, appId: client.id }
  const { refusal, account, instance } = await decideAgain(admit, at.tenantId, {
    ...broughtBy(token),
    ...of,
    ...{ scopes: asked, givenAt: grant.redirectUri ?? null, ...from, writes },
  })
  if (refusal !== null || account === null) return null

  const { identifierUri, scopes, signedWith } = resource
  const theirs = [...scopes, '.default'].map((name) => `${identifierUri}/${name}`)
  const granted = within(grant.resources?.[identifierUri], (scope) => asked.includes(scope) && theirs.includes(scope))
  const subject = pairwiseSubject(admit, at.tenantId, client.id, account.id)
  const toResource = await toldToResource(admit, at.tenantId, identifierUri, account, at.issuer)
  const toClient = {
    ...(await wishedClaims(admit, at.tenantId, client, 'idToken', account, new URL(at.issuer).origin)),
    ...endsIn(instance, token.authTime),
    sid: sidOf(token.grantId),
  }
  const access = {
    ...accessToken(admit, at, client, identifierUri),
    sub: subject,
    ...(await ofAPerson(admit, at.tenantId, of, identifierUri, granted, token, toResource)),
  }
  const inGrant = within(grant.openid?.scope, (scope) => asked.includes(scope))
  const id = { ...idToken(at, client, token, account, inGrant, access.iat, toClient), sub: subject }
  const next = rotated(admit, writes, form['refresh_token'], token, access.iat)
  const [access_token, id_token] = await Promise.all([
    signedJwt(at.keys, signedWith, 'at+jwt', access),
    asked.includes('openid') ? signedJwt(at.keys, client.signedWith, undefined, id) : undefined,
    commit(admit, at.tenantId, writes),
  ])
  return {
    access_token,
    expires_in: lifetime,
    id_token,
    refresh_token: next,
    scope: granted.join(' '),
    token_type: 'Bearer',
    ext_expires_in: lifetime,
    client_info: Buffer.from(JSON.stringify({ uid: account.id, utid: at.tenantId })).toString('base64url'),
  }
}

/** The token and its grant, both the app's own and good; null where either is not, or is more than it knows of. */
async function findBoth(admit: Admit, tenantId: string, client: ClientRecord, value: string, writes: Writes) {
  const token = (await findArtifact(admit, tenantId, writes, 'RefreshToken', value)) as RefreshToken | undefined
  const now = admit.now() / 1000
  const isGood = (one: RefreshToken | Grant | undefined, rare: readonly string[]) =>
    one?.clientId === client.id && one.exp > now && rare.every((name) => !(one as Record<string, unknown>)[name])
  if (token === undefined || !isGood(token, rareInToken)) return null
  const grant = (await findArtifact(admit, tenantId, writes, 'Grant', token.grantId)) as Grant | undefined
  return grant !== undefined && isGood(grant, rareInGrant) && grant.accountId === token.accountId
    ? { token, grant }
    : null
}

/** Of the resources that the token is for the one that is asked for, or the first where none is. */
async function resourceMeant(admit: Admit, tenantId: string, token: RefreshToken, scope: string | undefined) {
  const theirs = [token.resource ?? []].flat()
  const all = await resourcesOf(admit, tenantId)
  const known = theirs.map((uri) => all.find(({ identifierUri }) => identifierUri === uri))
  if (known.length === 0 || known.includes(undefined)) return undefined
  // One alone is meant whatever is asked for, as the provider has it.
  const isOne = typeof token.resource === 'string'
  return scope && !isOne ? resourceOf(known as typeof all, scope.split(' ')) : known[0]
}

const within = (scopes: string | undefined, isMeant: (scope: string) => boolean): string[] =>
  (scopes ?? '').split(' ').filter((scope) => scope !== '' && isMeant(scope))

/** What is said of the person to the app (OpenID Connect Core §2), by the scopes that were consented to. */
function idToken(
  at: Issuer,
  client: ClientRecord,
  token: RefreshToken,
  account: Account,
  scopes: readonly string[],
  iat: number,
  wished: Readonly<Record<string, unknown>>,
) {
  const known: Readonly<Record<string, unknown>> = {
    ...tokenAccount(at.tenantId, account, token.amr, wished).claims('id_token', scopes.join(' ')),
    ...{ nbf: iat, auth_time: token.authTime, acr: token.acr },
  }
  const names = scopes.flatMap((scope) => idTokenClaims[scope] ?? [])
  return {
    ...Object.fromEntries(names.filter((name) => name in known).map((name) => [name, known[name]])),
    nonce: token.nonce,
    ...{ aud: client.id, exp: iat + lifetime, iat, iss: at.issuer },
  }
}

/** The refresh token to come next; the one that was brought is used (SEC-20). */
function rotated(admit: Admit, writes: Writes, value: string, token: RefreshToken, iat: number): string {
  const next = randomBytes(32).toString('base64url')
  const isRefreshed = token.gty?.endsWith('refresh_token')
  markUsed(writes, 'RefreshToken', value)
  putArtifact(
    admit,
    writes,
    'RefreshToken',
    next,
    {
      ...token,
      ...{ iat, exp: iat + days90, rotations: (token.rotations ?? 0) + 1 },
      ...(token.gty === undefined ? {} : { gty: isRefreshed ? token.gty : `${token.gty} refresh_token` }),
    },
    days90,
  )
  return next
}
