import { decide } from '../../core/decide.ts'
import { canProve } from '../../core/methods/allowed.ts'
import { isStrongest } from '../../core/methods/strongest.ts'
import { tellPerson } from '../../core/explain/tell.ts'
import { readersWords } from '../words/wording.ts'
import type { Instant, Snapshot } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import type { Admit } from '../admit.ts'
import { consoleAppId } from '../own-apps.ts'
import type { Viewer } from '../viewer.ts'
import { snapshotAgain } from './decide-again.ts'
import { findSession, type Session } from './session.ts'

/** The session of somebody who is at one of our own pages. */
export type OwnSession = Session & {
  /** When the strongest was proved that the person has: a second factor, or without any the password (SEC-09); null where it was not. */
  readonly provedAt: Instant | null
}

/** Who is at one of our own pages: nobody, somebody who is not let in as they stand now, or somebody who is. */
export type Visit =
  | { readonly is: 'nobody' }
  | { readonly is: 'kept_out'; readonly error: AppError }
  | { readonly is: 'in'; readonly session: OwnSession }

/** A browser at one of our own pages, by what it brings. */
export type Visitor = { readonly secret: string | null; readonly ip: string | null }

/**
 * Decides whether the browser's session opens one of our own apps, on what the directory says now: whoever signed in
 * elsewhere has not for that proved what this app wants. Nothing is recorded; the sign-in that follows is.
 */
export async function visitTo(admit: Admit, appId: string, { secret, ip }: Visitor): Promise<Visit> {
  const session = await findSession(admit, secret)
  if (session === null) return { is: 'nobody' }
  const secondFactor = session.secondFactorAt === null ? 'not_presented' : 'verified'
  const { accountId, tenantId, methods } = session
  const asked = { accountId, appId, redirectUri: null, scopes: [], secondFactor, methods, ip } as const
  const s = goingOn((await snapshotAgain(admit, tenantId, asked)).s)
  const decision = decide(s)
  if (decision.outcome === 'admit') return { is: 'in', session: { ...session, provedAt: provedAt(session, s) } }
  const { title, code } = tellPerson(
    decision,
    s,
    secondFactor === 'verified' ? 'second_factor' : 'password',
    readersWords,
  )
  const isAsked = decision.outcome === 'challenge'
  return {
    is: 'kept_out',
    error: new AppError(isAsked ? 'auth.more_proof_needed' : 'auth.not_admitted', { hint: title, reason: code }),
  }
}

function provedAt({ authAt, secondFactorAt, methods }: Session, { account, tenant }: Snapshot): Instant | null {
  if (account === null) return null
  if (!canProve(account, tenant)) return authAt
  return isStrongest(methods, account, tenant) ? secondFactorAt : null
}

/**
 * A multi-factor state given since, a password that grew old, or a detail that is asked for since holds from the next sign-in on: sessions go on until they
 * end or are revoked (A7).
 */
function goingOn({ account, tenant: { requiredDetails: _, ...tenant }, ...s }: Snapshot): Snapshot {
  if (account === null) return { ...s, account, tenant }
  return { ...s, account: { ...account, mfaState: 'disabled', passwordNeverExpires: true }, tenant }
}

/** The viewer of the console and of what it asks the API; throws `auth.required`, `auth.more_proof_needed` or `auth.not_admitted`. */
export async function consoleViewer(admit: Admit, visitor: Visitor): Promise<Viewer> {
  const visit = await visitTo(admit, consoleAppId, visitor)
  if (visit.is === 'kept_out') throw visit.error
  if (visit.is === 'nobody') throw new AppError('auth.required')
  return viewerIn(visit.session)
}

/** The viewer somebody is at our own pages. */
export function viewerIn(session: OwnSession): Viewer {
  return {
    tenantId: session.tenantId,
    accountId: session.accountId,
    name: session.displayName,
    roles: session.roles,
    scoped: session.scoped,
    provedAt: session.provedAt,
    permissions: null,
    via: 'console',
  }
}
