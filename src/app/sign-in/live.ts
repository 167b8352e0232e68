import { AppError } from '../../errors.ts'
import { insertFlow } from '../../store/flows.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { normalisedName } from '../sign-in-name.ts'
import { conclude } from './conclude.ts'
import { type Flow, type FlowStart, flowLifetime, newFlow, unproved } from './flow.ts'
import { findSessionIn, newSecret, readSecret, type Session } from './session.ts'
import type { Step } from './step.ts'
import { within } from './under-way.ts'

/** Begins a sign-in; gives the secret the browser keeps for it. */
export async function startFlow(admit: Admit, tenantId: string, start: FlowStart): Promise<{ readonly id: string }> {
  const id = newSecret(tenantId)
  const key = readSecret(id)
  if (key === null) throw new AppError('tenant.not_found')
  const now = admit.now()
  await withTenant(admit.store, tenantId, (t) => insertFlow(t, key.hash, newFlow(start, now), now + flowLifetime))
  return { id }
}

/** What the browser is to show now. Asking twice changes nothing. */
export function flowStep(admit: Admit, id: string, sessionSecret: string | null): Promise<Step> {
  return within(admit, id, async (t, hash, stored) => {
    const now = admit.now()
    if (stored.refusal !== null) return { refused: stored.refusal }
    const browserSession = readSecret(sessionSecret)?.hash ?? null
    const flow = await withSession(admit, t, { ...withHint(stored), browserSession })
    return conclude(admit, t, hash, flow, now)
  })
}

/** Takes the sign-in name. Nothing is said about whether there is such an account. */
export function submitName(admit: Admit, id: string, name: string): Promise<Step> {
  return within(admit, id, (t, hash, flow) => conclude(admit, t, hash, named(flow, name), admit.now()))
}

/** Whoever is signed in already is not asked again, unless the app or the person wants that. */
async function withSession(admit: Admit, t: TenantDb, flow: Flow): Promise<Flow> {
  if (
    flow.browserSession === null ||
    flow.signInName !== null ||
    flow.prompt === 'login' ||
    flow.prompt === 'prove' ||
    flow.prompt === 'select_account'
  )
    return flow
  const session: Session | null = await findSessionIn(admit, t, flow.browserSession)
  if (
    session === null ||
    (flow.loginHint !== null && normalisedName(flow.loginHint) !== session.signInName.toLowerCase())
  )
    return flow
  return {
    ...flow,
    signInName: session.signInName,
    accountId: session.accountId,
    credential: 'verified',
    credentialAt: session.authAt,
    secondFactor: session.secondFactorAt === null ? 'not_presented' : 'verified',
    secondFactorAt: session.secondFactorAt,
    methods: session.methods,
    isSingleSignOn: true,
    place: 'familiar',
  }
}

/** A client that says who is coming saves the person the first page. */
function withHint(flow: Flow): Flow {
  return flow.signInName === null && (flow.prompt === 'login' || flow.prompt === 'prove') && flow.loginHint !== null
    ? named(flow, flow.loginHint)
    : flow
}

function named(flow: Flow, name: string): Flow {
  return {
    ...flow,
    signInName: normalisedName(name),
    ...unproved,
    chosenMethod: null,
    isSingleSignOn: false,
    place: null,
    failure: null,
  }
}
