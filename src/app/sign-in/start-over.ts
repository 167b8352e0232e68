import { saveFlow } from '../../store/flows.ts'
import type { Admit } from '../admit.ts'
import { newFlow, unproved } from './flow.ts'
import { within } from './under-way.ts'

/**
 * Takes a sign-in back to its first step, for another account, and still to the app it was begun for; after a refusal too. It lives no longer
 * for that, and the wrong codes given so far, and those sent, still count (SEC-07).
 */
export function startOver(admit: Admit, id: string): Promise<void> {
  return within(admit, id, async (t, hash, flow) => {
    if (flow.admittedSession !== null) return
    const again = newFlow({ ...flow, loginHint: null, domainHint: null, prompt: 'select_account' }, flow.startedAt)
    await saveFlow(t, hash, {
      ...again,
      // Nor is any of it left that belongs to who began it.
      ...{ ...unproved, chosenProvider: null, atProvider: null, provesAnew: 'no' },
      ...{ wrongCodes: flow.wrongCodes, sent: flow.sent, timesAtProvider: flow.timesAtProvider ?? 0 },
    })
  })
}
