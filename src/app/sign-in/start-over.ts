import { loadFlow, saveFlow } from '../../store/flows.ts'
import { withTenant } from '../../store/store.ts'
import { AppError } from '../../errors.ts'
import type { Admit } from '../admit.ts'
import { type Flow, newFlow } from './flow.ts'
import { readSecret } from './session.ts'

/**
 * Takes a sign-in back to its first step, for another account, and still to the app it was begun for. It lives no longer
 * for that, and the wrong codes given so far still count (SEC-07).
 */
export async function startOver(admit: Admit, id: string): Promise<void> {
  const key = readSecret(id)
  if (key === null) throw new AppError('sign_in.over')
  await withTenant(admit.store, key.tenantId, async (t) => {
    const flow = await loadFlow<Flow>(t, key.hash, admit.now())
    if (flow === null) throw new AppError('sign_in.over')
    if (flow.refusal !== null || flow.admittedSession !== null) return
    const again = newFlow({ ...flow, loginHint: null, prompt: 'select_account' }, flow.startedAt)
    await saveFlow(t, key.hash, { ...again, wrongCodes: flow.wrongCodes })
  })
}
