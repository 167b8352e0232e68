import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import type { FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { apiIdentifierUri } from '../../app/own-apps.ts'
import { findClient } from '../../app/clients.ts'
import { isRevoked } from '../../app/sign-in/decide-again.ts'
import { standingOf } from '../../app/sign-in/standing.ts'
import { consoleViewer } from '../../app/sign-in/visit.ts'
import { keyRing, publicParts } from '../../app/signing-keys.ts'
import type { Viewer } from '../../app/viewer.ts'
import { scopedOf } from '../../core/changes/held-roles.ts'
import { canProve } from '../../core/methods/allowed.ts'
import { methodsOfAmr } from '../../core/methods/methods.ts'
import { isStrongest } from '../../core/methods/strongest.ts'
import type { Account, TenantPart } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { sessionCookie } from '../forms.ts'

/** Who is asking: a token that Admit issued for its API, or the browser's session on our own pages. Throws `auth.required`. */
export function viewerOf(admit: Admit, request: FastifyRequest): Promise<Viewer> {
  const known = viewers.get(request)
  if (known !== undefined) return known
  const asking = viewerBehind(admit, request)
  viewers.set(request, asking)
  return asking
}

/** Who asks is found out once for a request. */
const viewers = new WeakMap<FastifyRequest, Promise<Viewer>>()

async function viewerBehind(admit: Admit, request: FastifyRequest): Promise<Viewer> {
  const { authorization } = request.headers
  if (authorization !== undefined) return tokenViewer(admit, authorization)
  const visitor = { secret: request.cookies[sessionCookie] ?? null, ip: request.ip }
  if (request.method !== 'GET' && request.method !== 'HEAD' && visitor.secret !== null) {
    // A page of another site can send neither this header nor our origin (SEC-14).
    const isOurs = request.headers.origin === undefined || admit.config.origins.includes(request.headers.origin)
    if (request.headers['x-admit-csrf'] !== '1' || !isOurs) throw new AppError('request.forged')
  }
  const viewer = await consoleViewer(admit, visitor)
  // A page that was opened for one person does nothing as another whom the browser was switched to meanwhile.
  const meant = request.headers['x-admit-account']
  if (meant !== undefined && meant !== viewer.accountId) throw new AppError('auth.required')
  return viewer
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const keySets = new WeakMap<object, ReturnType<typeof createLocalJWKSet>>()

async function tokenViewer(admit: Admit, authorization: string): Promise<Viewer> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1]
  if (token === undefined) throw new AppError('auth.token_invalid')
  try {
    const tenantId = String(decodeJwt(token)['tid'])
    if (!uuid.test(tenantId)) throw new AppError('auth.token_invalid')
    // Algorithm, type, issuer and audience are all pinned: no other token of ours passes for one (SEC-21).
    const { payload } = await jwtVerify(token, await keysFor(admit, tenantId, decodeProtectedHeader(token).kid), {
      algorithms: ['RS256', 'ES256'],
      typ: 'at+jwt',
      audience: apiIdentifierUri,
      issuer: admit.config.origins.map((origin) => `${origin}/${tenantId}/v2.0`),
      requiredClaims: ['exp', 'azp', 'oid'],
    })
    if (payload['tid'] !== tenantId) throw new AppError('auth.token_invalid')
    if (payload['idtyp'] === 'app') return await appViewer(admit, tenantId, String(payload['azp']), payload['roles'])
    return await personViewer(admit, tenantId, payload)
  } catch (error) {
    // A database that is away says nothing about the token: its holder comes again with it (REL-02).
    if (error instanceof errors.JOSEError || error instanceof TypeError) throw new AppError('auth.token_invalid')
    throw error
  }
}

/** The keys to verify with; one that is not known may have come a moment ago, made by another server. */
async function keysFor(admit: Admit, tenantId: string, kid: string | undefined) {
  let ring = await keyRing(admit, tenantId)
  if (!ring.some((key) => key.kid === kid)) ring = await keyRing(admit, tenantId, 1000)
  const keys = keySets.get(ring) ?? createLocalJWKSet({ keys: publicParts(ring) })
  keySets.set(ring, keys)
  return keys
}

/** An app that was switched off, or whose permission was taken, loses it at once and not when its token ends. */
async function appViewer(admit: Admit, tenantId: string, appId: string, roles: unknown): Promise<Viewer> {
  const client = await findClient(admit, tenantId, appId)
  if (client === null || !client.isEnabled) throw new AppError('auth.token_invalid')
  const inToken = Array.isArray(roles) ? roles.filter((role): role is string => typeof role === 'string') : []
  return {
    tenantId,
    accountId: null,
    name: client.name,
    roles: [],
    permissions: inToken.filter((role) => client.appPermissions.includes(role)),
    via: 'app',
    appId,
  }
}

async function personViewer(admit: Admit, tenantId: string, token: JWTPayload): Promise<Viewer> {
  const accountId = String(token['oid'])
  if (!uuid.test(accountId)) throw new AppError('auth.token_invalid')
  const { tenant, account: person, revokedAt } = await standingOf(admit, tenantId, accountId)
  if (person === null || !person.isEnabled || person.deletedAt !== null) throw new AppError('auth.token_invalid')
  // What was signed in before a revocation is over at once here, where it can be seen.
  if (isRevoked(revokedAt, Number(token['auth_time'] ?? token.iat) * 1000)) throw new AppError('auth.token_invalid')
  return {
    tenantId,
    accountId,
    name: person.displayName,
    roles: person.roles,
    scoped: scopedOf(person),
    provedAt: provedAt(token, person, tenant),
    permissions: String(token['scp'] ?? '')
      .split(' ')
      .filter(Boolean),
    via: 'token',
  }
}

/** When the person of a token proved the strongest they have; null where the token does not say so. */
function provedAt({ auth_time: at, amr }: JWTPayload, person: Account, tenant: TenantPart): number | null {
  const names = Array.isArray(amr) ? amr.filter((one) => typeof one === 'string') : []
  const isWhole =
    !canProve(person, tenant) || (names.includes('mfa') && isStrongest(methodsOfAmr(names), person, tenant))
  return typeof at === 'number' && isWhole ? at * 1000 : null
}
