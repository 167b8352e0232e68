import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { AppError } from '../../errors.ts'
import { appendJournal } from '../../store/journal.ts'
import {
  endScimToken,
  findScimToken,
  insertScimToken,
  listScimTokens,
  type ScimToken,
  spendScimToken,
} from '../../store/scim-tokens.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { takeTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { actorOf, hasPermission, mustHaveProved, mustRead, type Viewer } from '../viewer.ts'

export type NewScimToken = {
  readonly name: string
  readonly reach: ScimToken['reach']
  readonly days: number
  /** Requests a minute; each operation of a bulk counts. */
  readonly perMinute: number
}

/** What a token is when nothing else is said. Entra's client asks for 25 requests a second. */
export const usualToken = { reach: 'people', days: 365, perMinute: 3000 } as const

/** A provisioning client at work: a token of one tenant, never a person. */
export type Provisioner = {
  readonly tenantId: string
  readonly tokenId: string
  readonly reach: ScimToken['reach']
}

/** Makes a token for a provisioning client; the token itself is given this once and only its hash is kept (SEC-22). */
export function makeScimToken(
  admit: Admit,
  viewer: Viewer,
  wanted: NewScimToken,
): Promise<ScimToken & { readonly token: string }> {
  mayManage(viewer)
  const at = admit.now()
  mustHaveProved(viewer, at)
  const id = randomUUID()
  const token = prefix + Buffer.concat([bytesOf(viewer.tenantId), bytesOf(id), randomBytes(32)]).toString('base64url')
  const made = {
    id,
    name: wanted.name,
    hint: token.slice(-4),
    reach: wanted.reach,
    perMinute: wanted.perMinute,
    madeBy: viewer.accountId,
    createdAt: at,
    expiresAt: at + wanted.days * 86_400_000,
  }
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    await takeTurn(t)
    await insertScimToken(t, made, hashOf(token))
    await record(t, viewer, at, 'make_scim_token', id, {
      name: made.name,
      reach: made.reach,
      expiresAt: made.expiresAt,
    })
    return { ...made, lastUsedAt: null, revokedAt: null, token }
  })
}

/** The tenant's tokens, without the tokens. */
export function scimTokens(admit: Admit, viewer: Viewer): Promise<readonly ScimToken[]> {
  mustRead(viewer, 'Directory.Read.All', 'provisioning')
  return withTenant(admit.store, viewer.tenantId, listScimTokens)
}

/** Ends a token at once; throws `scim.token_not_found` when there is none that has not ended. */
export function revokeScimToken(admit: Admit, viewer: Viewer, id: string): Promise<ScimToken> {
  mayManage(viewer)
  const at = admit.now()
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    await takeTurn(t)
    if (!(await endScimToken(t, id, at))) throw new AppError('scim.token_not_found')
    await record(t, viewer, at, 'revoke_scim_token', id, { revokedAt: at })
    return (await findScimToken(t, id)) as ScimToken
  })
}

/**
 * Who holds this token, which it costs `cost` of its requests a minute to ask. The tenant is the one the token was made in,
 * whatever a request says (SEC-28). Throws `auth.token_invalid`, or `rate.limited` with the seconds to wait.
 */
export async function provisionerOf(admit: Admit, token: string, cost = 1): Promise<Provisioner> {
  const bytes = token.startsWith(prefix) ? Buffer.from(token.slice(prefix.length), 'base64url') : Buffer.alloc(0)
  // What decodes to the same bytes is not the same token.
  if (bytes.length !== 64 || prefix + bytes.toString('base64url') !== token) throw new AppError('auth.token_invalid')
  const [tenantId, tokenId] = [idOf(bytes.subarray(0, 16)), idOf(bytes.subarray(16, 32))]
  const now = admit.now()
  const found = await withTenant(admit.store, tenantId, (t) => spendScimToken(t, tokenId, hashOf(token), cost, now))
  if (found === null) throw new AppError('auth.token_invalid')
  if (found.spent > found.perMinute)
    throw new AppError('rate.limited', { retryAfter: Math.max(1, Math.ceil((60_000 - (now % 60_000)) / 1000)) })
  return { tenantId, tokenId, reach: found.reach }
}

// Scanners for leaked secrets know one by its beginning.
const prefix = 'admit_scim_'
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')
const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')

/** A token does what a User Administrator may, so only such a person gives it away (SEC-31); an app would outlive itself by one. */
function mayManage(viewer: Viewer): void {
  const isAble =
    viewer.via === 'command_line' ||
    (viewer.via !== 'app' && viewer.roles.some((role) => role === 'global-admin' || role === 'user-admin'))
  if (!isAble || !hasPermission(viewer, ['Directory.ReadWrite.All'])) throw new AppError('auth.forbidden')
}

async function record(
  t: TenantDb,
  viewer: Viewer,
  at: number,
  kind: 'make_scim_token' | 'revoke_scim_token',
  tokenId: string,
  after: object,
): Promise<void> {
  await appendJournal(t, { ...actorOf(viewer), reason: null, operationId: randomUUID(), at }, [
    { kind, entity: 'scim_token', entityId: tokenId, payload: { change: { do: kind, tokenId }, after } },
  ])
}
