import type { Admit } from '../admit.ts'
import { conclude } from '../sign-in/conclude.ts'
import { unproved } from '../sign-in/flow.ts'
import type { Step } from '../sign-in/step.ts'
import { within } from '../sign-in/under-way.ts'

/** Takes the provider that a guest comes by, in place of a name. */
export function chooseProvider(admit: Admit, id: string, providerId: string): Promise<Step> {
  return within(admit, id, (t, hash, flow) =>
    conclude(
      admit,
      t,
      hash,
      {
        ...{ ...flow, ...unproved, signInName: null, isSingleSignOn: false, failure: null, chosenProvider: providerId },
        // Who named themselves need not do so there again; it is only what they typed.
        loginHint: flow.signInName ?? flow.loginHint,
      },
      admit.now(),
    ),
  )
}
