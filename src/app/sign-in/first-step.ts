import {
  findProvider,
  guestProviders,
  type IdentityProvider,
  providerOfName,
} from '../../core/federation/identity-provider.ts'
import type { Snapshot, TenantPart } from '../../core/snapshot.ts'
import type { Flow } from './flow.ts'
import type { Step } from './step.ts'

/** What is asked of who has proved nothing, where somebody is named or meant: by the domain alone, whoever has the name (SEC-01). */
export function firstProof({ tenant }: Snapshot, flow: Flow): Step {
  const provider = routed(tenant, flow)
  const around = { organisation: tenant.name, failure: flow.failure }
  return provider === null
    ? { ask: 'password', signInName: flow.signInName ?? '', ...around }
    : { ask: 'provider', provider: { id: provider.id, name: provider.name }, signInName: flow.signInName, ...around }
}

/** What is asked of who has not said who they are: their name, unless they are led to a provider already. */
export function nameStep(s: Snapshot, flow: Flow): Step {
  if (routed(s.tenant, flow) !== null) return firstProof(s, flow)
  return {
    ask: 'name',
    hint: flow.loginHint,
    organisation: s.tenant.name,
    failure: flow.failure,
    providers: guestProviders(s.tenant).map(({ id, name }) => ({ id, name })),
  }
}

/** The provider that a sign-in leads to: that of the domain that was named, or hinted at, or the one a guest chose. */
function routed(tenant: TenantPart, flow: Flow): IdentityProvider | null {
  const chosen = findProvider(tenant, flow.chosenProvider ?? undefined)
  if (flow.signInName === null && chosen?.guests === 'welcome') return chosen
  if (flow.signInName !== null) return providerOfName(tenant, flow.signInName)
  // Whoever wants to choose is not led away.
  if (flow.picks === 'another' || flow.prompt === 'select_account') return null
  return (
    providerOfName(tenant, flow.loginHint) ??
    providerOfName(tenant, flow.domainHint == null ? null : `@${flow.domainHint}`)
  )
}
