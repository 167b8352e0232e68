import type { Admit } from '../admit.ts'
import { conclude } from './conclude.ts'
import { notConsented } from './consent-step.ts'
import { judge } from './judge.ts'
import type { Step } from './step.ts'
import { asSelf, within } from './under-way.ts'

/**
 * Takes the answer to an app's request for permissions; only what was shown is granted (SEC-24). Where more is asked for by
 * now, the page comes again.
 */
export function submitConsent(
  admit: Admit,
  id: string,
  answer: { readonly accepted: 'yes' | 'no'; readonly forAll: 'yes' | 'no'; readonly shown: readonly string[] },
): Promise<Step> {
  return within(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    const { s, step } = await judge(admit, t, flow, now)
    if (step === null || !('ask' in step) || step.ask !== 'consent' || flow.accountId === null)
      return conclude(admit, t, hash, flow, now)
    if (answer.accepted === 'no') return conclude(admit, t, hash, { ...flow, declined: 'yes' }, now)
    const scopes = step.scopes.map((scope) => scope.value)
    if (!scopes.every((scope) => answer.shown.includes(scope))) return conclude(admit, t, hash, flow, now)
    const lacking = notConsented(s)
    if (answer.forAll === 'yes' && step.mayConsentForAll)
      await asSelf(t, flow, now, { do: 'consent_for_all', appId: flow.appId, scopes })
    else if (lacking.length > 0)
      await asSelf(t, flow, now, { do: 'consent', appId: flow.appId, accountId: flow.accountId, scopes: lacking })
    return conclude(admit, t, hash, { ...flow, consented: 'yes' }, now)
  })
}
