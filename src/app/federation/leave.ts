import { isPersonal } from '../../core/federation/personal.ts'
import { signInUrl } from '../../probes/openid-provider.ts'
import { saveFlow } from '../../store/flows.ts'
import { findProviderRow } from '../../store/identity-providers.ts'
import type { Admit } from '../admit.ts'
import { conclude } from '../sign-in/conclude.ts'
import { type Flow, unproved } from '../sign-in/flow.ts'
import type { Step } from '../sign-in/step.ts'
import { within } from '../sign-in/under-way.ts'
import { callbackPath, unreached } from './at-provider.ts'
import { type Around, handOver } from './hand-over.ts'
import { reach, tiesOf } from './reach.ts'

/** How old a proof at a provider may be, in seconds: as old as a session, or of this moment. */
const ages = { usual: 12 * 3600, anew: 300 } as const

/**
 * Where the browser goes to prove at the provider that is due, or the secret of the sign-in at the realm that takes the place of this one
 * meanwhile; the step it is at, where none is due, or the provider is not there.
 */
export async function leaveForProvider(
  admit: Admit,
  id: string,
  origin: string,
  around: Around,
): Promise<{ readonly to: string } | { readonly handedOver: string } | { readonly step: Step }> {
  const due = await within(admit, id, async (t, hash, flow) => {
    const step = await conclude(admit, t, hash, flow, admit.now())
    const provider = 'ask' in step && step.ask === 'provider' ? await findProviderRow(t, step.provider.id) : null
    return provider === null ? { step } : { provider, flow, tenantId: t.tenantId }
  })
  if (due.step !== undefined) return { step: due.step }
  const { provider, tenantId } = due
  const isAnew = asksAnew(due.flow)
  const asked = {
    providerId: provider.id,
    redirectUri: `${origin}${callbackPath(provider.id)}`,
    maxAge: isAnew ? ages.anew : null,
  }
  const leaving = () =>
    within(admit, id, async (t, hash, flow) => {
      const next = (flow.timesAtProvider ?? 0) + 1
      await saveFlow(t, hash, { ...flow, atProvider: { ...asked, nth: next }, timesAtProvider: next })
      return { tenantId, hash, nth: next }
    })
  if (isPersonal(provider)) {
    const loginHint = due.flow.loginHint ?? due.flow.signInName
    // Nobody is handed over without a word whom nobody named: of several accounts the person says which.
    const prompt = isAnew ? 'prove' : loginHint === null ? 'select_account' : null
    const to = { providerId: provider.id, loginHint, prompt } as const
    return { handedOver: await handOver(admit, await leaving(), to, around) }
  }
  const reached = await reach(admit, tenantId, provider)
  if (reached.is !== 'there') {
    const answer = { providerId: provider.id, ...unreached(reached) }
    return {
      step: await within(admit, id, (t, hash, flow) =>
        conclude(admit, t, hash, { ...flow, ...unproved, provider: answer }, admit.now()),
      ),
    }
  }
  return {
    to: await signInUrl(reached, {
      ...tiesOf(admit, await leaving()),
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
