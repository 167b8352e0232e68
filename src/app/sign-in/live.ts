import { realmId } from '../../core/federation/personal.ts'
import { AppError } from '../../errors.ts'
import { insertFlow } from '../../store/flows.ts'
import { withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { mustBeOn } from '../realm/must-be-on.ts'
import type { Browser } from './browser.ts'
import { cameBefore, personalNames } from './came-before.ts'
import { conclude } from './conclude.ts'
import { type Flow, type FlowStart, flowLifetime, named, newFlow } from './flow.ts'
import { newSecret, readSecret } from './session.ts'
import type { Step } from './step.ts'
import { within } from './under-way.ts'
import { accountStep, broughtBy, withSession } from './which-account.ts'

/** Begins a sign-in, with a challenge where a passkey answers one already; gives the secret the browser keeps for it. */
export async function startFlow(
  admit: Admit,
  tenantId: string,
  start: FlowStart,
  challenge: string | null = null,
): Promise<{ readonly id: string }> {
  if (tenantId === realmId) mustBeOn(admit)
  const id = newSecret(tenantId)
  const key = readSecret(id)
  if (key === null) throw new AppError('tenant.not_found')
  const now = admit.now()
  const flow: Flow = { ...newFlow(start, now), challenge }
  await withTenant(admit.store, tenantId, (t) => insertFlow(t, key.hash, flow, now + flowLifetime))
  return { id }
}

/** What the browser is to show now. Asking twice changes nothing. */
export async function flowStep(admit: Admit, id: string, browser: Browser): Promise<Step> {
  const names = await personalNames(admit, browser)
  return within(admit, id, async (t, hash, stored) => {
    const now = admit.now()
    if (stored.refusal !== null) return { refused: stored.refusal }
    const brought = await withSession(admit, t, broughtBy(t, withHint(stored), browser))
    const flow = await cameBefore(t, handedTo(brought), names)
    const step = await conclude(admit, t, hash, flow, now)
    return 'ask' in step && step.ask === 'name' ? accountStep(t, flow, now, step) : step
  })
}

/** Takes the sign-in name. Nothing is said about whether there is such an account. */
export function submitName(admit: Admit, id: string, name: string): Promise<Step> {
  return within(admit, id, (t, hash, flow) => conclude(admit, t, hash, named(flow, name), admit.now()))
}

/** Whom an organisation hands over by name is asked to prove it, where the browser has nobody signed in who is that. */
function handedTo(flow: Flow): Flow {
  const { handsOver, signInName, loginHint, picks } = flow
  return handsOver === 'yes' && signInName === null && loginHint !== null && picks === 'open'
    ? named(flow, loginHint)
    : flow
}

/** A client that says who is coming saves the person the first page. */
function withHint(flow: Flow): Flow {
  // Whoever chose a provider is on the way to it.
  if ((flow.chosenProvider ?? null) !== null) return flow
  return flow.signInName === null && (flow.prompt === 'login' || flow.prompt === 'prove') && flow.loginHint !== null
    ? named(flow, flow.loginHint)
    : flow
}
