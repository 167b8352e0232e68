import type { Change } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { carryOut, type Secrets } from '../../store/carry-out.ts'
import { loadFlow } from '../../store/flows.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { takeOwnTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { tellOfChanges } from '../mail/tell.ts'
import type { Flow } from './flow.ts'
import { readSecret } from './session.ts'
import { askedIn } from '../words/reader.ts'

/** Works on the sign-in this secret belongs to, in one transaction; throws `sign_in.over` when there is none any more. */
export async function within<T>(
  admit: Admit,
  id: string,
  work: (t: TenantDb, hash: string, flow: Flow) => Promise<T>,
): Promise<T> {
  const key = readSecret(id)
  if (key === null) throw new AppError('sign_in.over')
  return withTenant(admit.store, key.tenantId, async (t) => {
    const flow = await loadFlow<Flow | Other>(t, key.hash, admit.now())
    if (flow === null || !isSignIn(flow)) throw new AppError('sign_in.over')
    askedIn(flow.uiLocales)
    // What a server of the version before began knows nothing of codes that are sent.
    return work(t, key.hash, { ...flow, sent: flow.sent ?? [], settingUp: flow.settingUp ?? null })
  })
}

/** A reset of a password lies in the same table, so do invitations and methods that are being set up; none is taken for another. */
type Other = { readonly kind: 'reset' | 'redemption' | 'set_up' | 'sign_up' }
const isSignIn = (found: Flow | Other): found is Flow => found.kind === 'oidc' || found.kind === 'own'

/** A change that the person makes to their own account while signing in. */
export async function asSelf(t: TenantDb, flow: Flow, at: number, change: Change, secrets: Secrets = {}) {
  // What is said for everybody waits its turn with all other changes.
  if (change.do !== 'consent_for_all') await takeOwnTurn(t)
  const by = { actor: flow.accountId, actorKind: 'self', reason: 'at sign-in', operationId: null, at } as const
  const done = await carryOut(t, change, by, secrets)
  await tellOfChanges(t, [change], at)
  return done
}
