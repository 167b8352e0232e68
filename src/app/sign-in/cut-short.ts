import { decide } from '../../core/decide.ts'
import { carryOut } from '../../store/carry-out.ts'
import type { TenantDb } from '../../store/store.ts'
import { takeOwnTurn } from '../../store/turn.ts'
import { isCutShort, reachesBcryptEnd } from '../passwords.ts'
import type { Flow } from './flow.ts'
import { snapshotOf } from './judge.ts'

/**
 * Whoever signs in with a password of which another system kept only the beginning is asked for a new one: nobody knows whether the rest
 * was right, so that neither what was typed nor that beginning is kept for ever (SEC-05). Gives the flow, which says so where it is so. Before
 * anything else is written: it takes a turn.
 */
export async function askedAnew(
  t: TenantDb,
  flow: Flow,
  { password, phc }: { readonly password: string; readonly phc: string | null },
  now: number,
): Promise<Flow> {
  // By what was typed alone, so that it takes as long whether or not it was right (SEC-01).
  if (!reachesBcryptEnd(password)) return flow
  const s = await snapshotOf(t, flow, now)
  // What is answered like a wrong password is left as it is.
  const isTold = decide(s).because?.disclose !== 'never'
  if (flow.credential !== 'verified' || s.account === null || !isTold || !isCutShort(password, phc)) return flow
  if (!s.account.mustChangePassword) {
    await takeOwnTurn(t)
    const reason = 'its hash of another system is of 72 bytes at most'
    const by = { actor: null, actorKind: 'system', reason, operationId: null, at: now } as const
    await carryOut(t, { do: 'require_password_change', accountId: s.account.id }, by)
  }
  return { ...flow, cutShort: 'yes' }
}
