import { signInUrl } from '../../probes/openid-provider.ts'
import { saveFlow } from '../../store/flows.ts'
import { findProviderRow } from '../../store/identity-providers.ts'
import type { Admit } from '../admit.ts'
import { conclude } from '../sign-in/conclude.ts'
import { type Flow, unproved } from '../sign-in/flow.ts'
import { readSecret } from '../sign-in/session.ts'
import type { Step } from '../sign-in/step.ts'
import { within } from '../sign-in/under-way.ts'
import { callbackPath, unreached } from './at-provider.ts'
import { reach, tiesOf } from './reach.ts'

/** How old a proof at a provider may be, in seconds: as old as a session, or of this moment. */
const ages = { usual: 12 * 3600, anew: 300 } as const

/** Where the browser goes to prove at the provider that is due; the step it is at, where none is, or the provider is not there. */
export async function leaveForProvider(
  admit: Admit,
  id: string,
  origin: string,
): Promise<{ readonly to: string } | { readonly step: Step }> {
  const due = await within(admit, id, async (t, hash, flow) => {
    const step = await conclude(admit, t, hash, flow, admit.now())
    const provider = 'ask' in step && step.ask === 'provider' ? await findProviderRow(t, step.provider.id) : null
    return provider === null ? { step } : { provider, flow, tenantId: t.tenantId }
  })
  if (due.step !== undefined) return { step: due.step }
  const { provider, tenantId } = due
  const reached = await reach(admit, tenantId, provider)
  if (reached.is !== 'there') {
    const answer = { providerId: provider.id, ...unreached(reached) }
    return {
      step: await within(admit, id, (t, hash, flow) =>
        conclude(admit, t, hash, { ...flow, ...unproved, provider: answer }, admit.now()),
      ),
    }
  }
  const isAnew = asksAnew(due.flow)
  const asked = {
    providerId: provider.id,
    redirectUri: `${origin}${callbackPath(provider.id)}`,
    maxAge: isAnew ? ages.anew : null,
  }
  const nth = await within(admit, id, async (t, hash, flow) => {
    const next = (flow.timesAtProvider ?? 0) + 1
    await saveFlow(t, hash, { ...flow, atProvider: { ...asked, nth: next }, timesAtProvider: next })
    return next
  })
  const hash = readSecret(id)?.hash as string
  return {
    to: await signInUrl(reached, {
      ...tiesOf(admit, { tenantId, hash, nth }),
      ...{ redirectUri: asked.redirectUri, scopes: provider.scopes },
      // Asked for a greatest age, it says how old the proof is.
      maxAge: isAnew ? ages.anew : ages.usual,
      loginHint: due.flow.signInName ?? due.flow.loginHint,
      prompt: isAnew ? 'login' : null,
    }),
  }
}

/** Whether a proof of this moment is asked for: by who administers, by the app, or because earlier ones were revoked. */
function asksAnew({ kind, prompt, provesAnew }: Flow): boolean {
  return prompt === 'prove' || (kind === 'oidc' && prompt === 'login') || provesAnew === 'yes'
}
