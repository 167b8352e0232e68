import { isPersonal } from '../../core/federation/personal.ts'
import { AppError } from '../../errors.ts'
import { saveFlow } from '../../store/flows.ts'
import type { Admit } from '../admit.ts'
import { emptyBrowser } from '../sign-in/browser.ts'
import { conclude } from '../sign-in/conclude.ts'
import type { From } from '../sign-in/familiar.ts'
import { unproved } from '../sign-in/flow.ts'
import { flowStep } from '../sign-in/live.ts'
import type { Step } from '../sign-in/step.ts'
import { within } from '../sign-in/under-way.ts'
import { askBack, type CameBack, isAnswerTo } from './at-provider.ts'
import { whoCame } from './who-came.ts'

/**
 * Takes what a browser brought back from a provider. An answer is taken once, whatever becomes of it, and only by the browser that was
 * sent for it: throws `sign_in.other_browser` otherwise (SEC-14, SEC-19).
 */
export async function comeBack(admit: Admit, id: string, came: CameBack, from: From): Promise<Step> {
  const taken = await within(admit, id, async (t, hash, flow) => {
    const at = flow.atProvider ?? null
    // Back, or Reload: what was asked has been answered.
    if (at === null) return null
    const question = { tenantId: t.tenantId, hash, nth: at.nth }
    if (!isAnswerTo(admit, question, came)) throw new AppError('sign_in.other_browser')
    await saveFlow(t, hash, { ...flow, atProvider: null })
    return { at, question }
  })
  if (taken === null) return flowStep(admit, id, emptyBrowser)
  const said = await askBack(admit, taken.question, taken.at, came)
  return within(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    const { provider } = said
    if (provider === null || 'answer' in said) {
      const answer = 'answer' in said ? said.answer : null
      return conclude(admit, t, hash, { ...flow, ...unproved, provider: answer }, now)
    }
    const came = await whoCame(admit, t, flow, { provider, claims: said.claims, from })
    const isShared = isPersonal(provider) && said.claims['shared'] === true
    return conclude(admit, t, hash, isShared ? { ...came, computer: 'shared' } : came, now)
  })
}
