import { ownName } from '../../core/guests/invitation.ts'
import { createHash, randomBytes } from 'node:crypto'
import type { ProvedBy } from '../../core/methods/methods.ts'
import { isOverByTime, type SessionKind } from '../../core/sessions/stay.ts'
import type { Instant } from '../../core/snapshot.ts'
import {
  copySession,
  endSessionRow,
  findSessionRow,
  insertSession,
  moveGrants,
  type SessionState,
  touchSession,
} from '../../store/sessions.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'

/** A browser somebody is signed in with. Only a hash of its secret is stored (SEC-13). */
export type Session = {
  readonly id: string
  readonly tenantId: string
  readonly accountId: string
  readonly signInName: string
  /** The name the person knows as theirs. */
  readonly ownName: string
  readonly displayName: string
  readonly kind: SessionKind
  readonly roles: readonly string[]
  /** Roles held within administrative units. */
  readonly scoped: readonly { readonly role: string; readonly unitId: string }[]
  /** When the password was proved. */
  readonly authAt: Instant
  readonly secondFactorAt: Instant | null
  /** What both were proved with. */
  readonly methods: readonly ProvedBy[]
}

/** The secret in the cookie: the tenant, so that it is found within it, and 256 bits nobody can guess. */
export function newSecret(tenantId: string): string {
  return `${tenantId}.${randomBytes(32).toString('base64url')}`
}

/** The tenant and the stored hash of a secret; null when it has not the form of one. */
export function readSecret(secret: string | null): { readonly tenantId: string; readonly hash: string } | null {
  const parts = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/.exec(secret ?? '')
  return parts === null
    ? null
    : {
        tenantId: parts[1] as string,
        hash: createHash('sha256')
          .update(parts[2] as string)
          .digest('base64url'),
      }
}

/** The session this browser brings, with the person as the directory has them now; null when it is over, revoked or nobody's. */
export async function findSession(admit: Admit, secret: string | null): Promise<Session | null> {
  const key = readSecret(secret)
  return key === null ? null : withTenant(admit.store, key.tenantId, (t) => findSessionIn(admit, t, key.hash))
}

/** The same inside a transaction of the tenant. */
export async function findSessionIn(admit: Admit, t: TenantDb, hash: string): Promise<Session | null> {
  const now = admit.now()
  const row = await findSessionRow(t, hash)
  if (row === null || !stands(row, now)) return null
  if (now - row.lastSeenAt > 60_000) await touchSession(t, hash, now)
  return {
    id: hash,
    tenantId: t.tenantId,
    accountId: row.accountId,
    signInName: row.signInName,
    ownName: ownName(row),
    displayName: row.displayName,
    kind: row.kind,
    roles: row.roles,
    scoped: row.scoped,
    authAt: row.authAt,
    secondFactorAt: row.secondFactorAt,
    methods: row.methods,
  }
}

/** Whether somebody is still signed in by a session. */
export function stands(row: SessionState, now: Instant): boolean {
  if (row.endedAt !== null || isOverByTime(row, row.stayDays, now)) return false
  // A blocked or deleted account has no session, and one older than the password or a revocation is over. What was proved in the
  // act that revoked is said to be of the next second (`standsFrom`).
  if (!row.isEnabled || row.deletedAt !== null || (row.sessionsRevokedAt ?? 0) > Math.min(row.authAt, row.startedAt))
    return false
  // One that was begun with a pass ends with it.
  return !row.methods.includes('temporary_pass') || (row.passUntil ?? 0) > now
}

/** Makes a session out of fresh proofs, ending the one it takes the place of; gives its secret. */
export async function startSession(
  t: TenantDb,
  proofs: {
    readonly accountId: string
    readonly authAt: Instant
    readonly secondFactorAt: Instant | null
    readonly methods: readonly ProvedBy[]
    /** Left out, it ends with the browser. */
    readonly kind?: SessionKind
    readonly ip: string | null
    readonly client: string | null
  },
  now: Instant,
  replaces: string | null,
): Promise<{ readonly secret: string; readonly id: string }> {
  const secret = newSecret(t.tenantId)
  const id = readSecret(secret)?.hash as string
  await insertSession(t, { id, kind: 'browser', ...proofs, startedAt: now })
  if (replaces !== null) {
    await moveGrants(t, replaces, id)
    await endSessionRow(t, replaces, now)
  }
  return { secret, id }
}

/** Ends the browser's session: nothing works with its secret afterwards (L2). */
export async function endSession(admit: Admit, secret: string | null): Promise<void> {
  const key = readSecret(secret)
  if (key !== null) await withTenant(admit.store, key.tenantId, (t) => endSessionRow(t, key.hash, admit.now()))
}

/**
 * The same session under a new secret, for whoever the browser turns to from now on: what knew the old one knows nothing (SEC-13). Null
 * when it is over.
 */
export async function renewSession(
  admit: Admit,
  secret: string,
): Promise<{ readonly secret: string; readonly kind: SessionKind; readonly replaced: string } | null> {
  const key = readSecret(secret)
  if (key === null) return null
  return withTenant(admit.store, key.tenantId, async (t) => {
    const renewed = newSecret(t.tenantId)
    const id = readSecret(renewed)?.hash as string
    const session = await findSessionIn(admit, t, key.hash)
    if (session === null || !(await copySession(t, key.hash, id))) return null
    await moveGrants(t, key.hash, id)
    await endSessionRow(t, key.hash, admit.now())
    return { secret: renewed, kind: session.kind, replaced: key.hash }
  })
}
