import {
  findProvider,
  guestProviders,
  type IdentityProvider,
  providerOfName,
} from '../../core/federation/identity-provider.ts'
import { personalProviderId, realmId } from '../../core/federation/personal.ts'
import type { Snapshot, TenantPart } from '../../core/snapshot.ts'
import type { Flow } from './flow.ts'
import type { ProviderChoice, Step } from './step.ts'

/** What is asked of who has proved nothing, where somebody is named or meant: by the domain alone, whoever has the name (SEC-01). */
export function firstProof({ tenant }: Snapshot, flow: Flow): Step {
  const provider = routed(tenant, flow)
  const around = { organisation: tenant.name, failure: flow.failure }
  return provider === null
    ? {
        ask: 'password',
        signInName: flow.signInName ?? '',
        ...signUpAt(tenant),
        ...waysOfGuests(tenant, flow),
        ...around,
      }
    : { ask: 'provider', provider: { id: provider.id, name: provider.name }, signInName: flow.signInName, ...around }
}

/** What is offered to every name from outside, beside a password: by the domain alone (SEC-01). */
function waysOfGuests(tenant: TenantPart, { signInName }: Flow): { readonly providers?: readonly ProviderChoice[] } {
  const providers = guestProviders(tenant).map(({ id, name }) => ({ id, name }))
  const domain = signInName?.split('@').at(-1)
  const isOurs = tenant.domains.some(({ name, isVerified }) => isVerified && name === domain)
  return isOurs || signInName?.includes('@') !== true || providers.length === 0 ? {} : { providers }
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
    ...signUpAt(s.tenant),
  }
}

/** Of personal accounts one makes one's own. */
const signUpAt = ({ id }: TenantPart) => (id === realmId ? { signUp: 'offered' as const } : {})

/** The provider that a sign-in leads to: that of the domain that was named, or hinted at, or the one a guest chose. */
function routed(tenant: TenantPart, flow: Flow): IdentityProvider | null {
  const chosen = findProvider(tenant, flow.chosenProvider ?? undefined)
  if (flow.signInName === null && chosen?.guests === 'welcome') return chosen
  // Who is named goes where the domain says, or to what the person chose, or came by before in this very browser.
  if (flow.signInName !== null)
    return providerOfName(tenant, flow.signInName) ?? (chosen?.guests === 'welcome' ? chosen : null)
  // Whoever wants to choose is not led away.
  if (flow.picks === 'another' || flow.prompt === 'select_account') return null
  const personal = flow.domainHint === 'consumers' ? findProvider(tenant, personalProviderId) : null
  if (personal?.guests === 'welcome') return personal
  return (
    providerOfName(tenant, flow.loginHint) ??
    providerOfName(tenant, flow.domainHint == null ? null : `@${flow.domainHint}`)
  )
}
