import type { SessionKind } from '../../core/sessions/stay.ts'
import type { Instant } from '../../core/snapshot.ts'
import { carryOut } from '../../store/carry-out.ts'
import { listSessions } from '../../store/sessions.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { takeOwnTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { clientName } from '../mail/client-name.ts'
import { stands } from './session.ts'
import type { OwnSession } from './visit.ts'

/** Where a person is signed in: one browser, and the apps that were opened in it and hold tokens. */
export type SessionSeen = {
  readonly id: string
  readonly kind: SessionKind
  readonly startedAt: Instant
  readonly lastSeenAt: Instant
  /** From where it was begun. */
  readonly ip: string | null
  /** `Firefox on Windows`; null where it is none we know. */
  readonly client: string | null
  readonly apps: readonly string[]
}

/** The sessions of a person that stand, the one last seen first. */
export async function sessionsOf(t: TenantDb, accountId: string, now: Instant): Promise<readonly SessionSeen[]> {
  return (await listSessions(t, accountId))
    .filter((one) => stands(one, now))
    .map(({ id, kind, startedAt, lastSeenAt, ip, client, apps }) => ({
      ...{ id, kind, startedAt, lastSeenAt, ip, apps },
      client: clientName(client),
    }))
}

/** Where the person at a browser is signed in, this browser among them. */
export function ownSessions(admit: Admit, { tenantId, accountId }: OwnSession): Promise<readonly SessionSeen[]> {
  return withTenant(admit.store, tenantId, (t) => sessionsOf(t, accountId, admit.now()))
}

/** Ends one session of the person's, or all but the one they are in. Throws `session.not_found`. */
export function endOwnSessions(admit: Admit, session: OwnSession, which: string | 'others'): Promise<void> {
  const { tenantId, accountId } = session
  return withTenant(admit.store, tenantId, async (t) => {
    await takeOwnTurn(t)
    const now = admit.now()
    const others = (await listSessions(t, accountId)).filter(({ id }) => id !== session.id)
    const by = { actor: accountId, actorKind: 'self', reason: null, operationId: null, at: now } as const
    for (const sessionId of which === 'others' ? others.map(({ id }) => id) : [which])
      await carryOut(t, { do: 'end_session', accountId, sessionId }, by)
  })
}
