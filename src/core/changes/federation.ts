import { findProvider, type IdentityProvider, isSameProvider } from '../federation/identity-provider.ts'
import { isTrueToItsId, personalProviderId } from '../federation/personal.ts'
import type { Domain } from '../organisation.ts'
import type { Account, Snapshot, TenantPart } from '../snapshot.ts'
import { onAccount } from './consequences.ts'
import type { Change } from './change.ts'
import type { Family } from './family.ts'
import type { FederationChange } from './federation-change.ts'
import { person } from './names.ts'

/** Other providers that people sign in through, what they look after, and who is who there. */
export const federationChanges: Family<FederationChange['do']> = {
  put_identity_provider: {
    title: ({ provider }, s) =>
      `${findProvider(s.tenant, provider.id) === null ? 'Add' : 'Change'} the identity provider ${provider.name}`,
    weakens: ({ provider }, { tenant }) => {
      const was = findProvider(tenant, provider.id)
      return opens(provider, was) ? 3 : 0
    },
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ provider }, { tenant }) => {
      const was = findProvider(tenant, provider.id)
      return [
        ...(provider.secondFactor === 'trusted' && was?.secondFactor !== 'trusted'
          ? [`Where ${provider.name} says that somebody proved two factors, none is asked for here.`]
          : []),
        ...(provider.guests === 'welcome' && was?.guests !== 'welcome'
          ? [`Guests can accept an invitation with ${provider.name}, and sign in with it from then on.`]
          : []),
        ...(provider.guests === 'none' && was?.guests === 'welcome'
          ? [`Guests who came with ${provider.name} do not come in by it any more.`]
          : []),
      ]
    },
    apply: (s, { provider }) => {
      const was = findProvider(s.tenant, provider.id)
      if (was !== null && (isSameProvider(was, provider) || !isSameSource(was, provider))) return s
      if (!isTrueToItsId(provider)) return s
      const others = s.tenant.identityProviders ?? {}
      return { ...s, tenant: { ...s.tenant, identityProviders: { ...others, [provider.id]: provider } } }
    },
    inverse: ({ provider }, { tenant }) => {
      const was = findProvider(tenant, provider.id)
      if (was === null) return { do: 'delete_identity_provider', providerId: provider.id }
      return isSameProvider(was, provider) || !isSameSource(was, provider)
        ? null
        : { do: 'put_identity_provider', provider: was }
    },
  },
  delete_identity_provider: {
    title: ({ providerId }, s) => `Remove the identity provider ${providerName(s, providerId)}`,
    weakens: 0,
    blast: 4,
    isReversible: false,
    by: 'press',
    sideEffects: ({ providerId }, s) => [
      `Whoever came by ${providerName(s, providerId)} is linked with nobody there any more, and its secret is forgotten.`,
    ],
    apply: (s, { providerId }) => {
      const { identityProviders = {}, ...tenant } = s.tenant
      if (findProvider(s.tenant, providerId) === null || isServing(s.tenant, providerId)) return s
      const { [providerId]: _, ...others } = identityProviders
      const left = Object.keys(others).length === 0 ? tenant : { ...tenant, identityProviders: others }
      return { ...s, tenant: left, account: s.account === null ? null : withoutIdentity(s.account, providerId) }
    },
    inverse: () => null,
  },
  set_provider_secret: {
    title: ({ providerId }, s) => `Change the secret that ${providerName(s, providerId)} knows us by`,
    weakens: 0,
    blast: 4,
    isReversible: false,
    by: 'press',
    sideEffects: ({ providerId }, s) => [
      `Nobody comes by ${providerName(s, providerId)} until both have the same secret.`,
    ],
    // No decision looks at a secret.
    apply: (s) => s,
    inverse: () => null,
  },
  set_domain_provider: {
    title: ({ name, providerId }, s) =>
      providerId === null
        ? `Look after the people of ${name} here`
        : `Have the people of ${name} sign in at ${providerName(s, providerId)}`,
    weakens: 1,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ name, providerId }, s) =>
      providerId === null
        ? [`People of ${name} sign in with the password they have here; whoever has none needs a temporary one.`]
        : [
            `Passwords that people of ${name} have here are good for nothing from then on: ${providerName(s, providerId)} says who they are.`,
            `Who administers ${providerName(s, providerId)} can sign in as anybody of ${name}.`,
          ],
    apply: (s, { name, providerId }) => {
      const was = domainOf(s, name)
      if (was === undefined || (was.providerId ?? null) === providerId) return s
      if (providerId !== null && (!was.isVerified || was.isDefault || findProvider(s.tenant, providerId) === null))
        return s
      // Who signs up for themselves vouches for nobody's people.
      if (providerId === personalProviderId) return s
      const domains = s.tenant.domains.map((one) => (one === was ? federated(one, providerId) : one))
      return { ...s, tenant: { ...s.tenant, domains } }
    },
    inverse: ({ name, providerId }, s): Change | null => {
      const was = domainOf(s, name)
      return was === undefined || (was.providerId ?? null) === providerId
        ? null
        : { do: 'set_domain_provider', name: was.name, providerId: was.providerId ?? null }
    },
  },
  link_identity: {
    title: ({ accountId, providerId }, s) => `${person(s, accountId)} comes by ${providerName(s, providerId)}`,
    weakens: 0,
    blast: 0,
    isReversible: true,
    by: 'self',
    sideEffects: () => [],
    apply: (s, { accountId, providerId }) =>
      findProvider(s.tenant, providerId) === null
        ? s
        : onAccount(s, accountId, (account) => withIdentity(account, providerId)),
    inverse: () => null,
  },
  unlink_identity: {
    title: ({ accountId, providerId }, s) =>
      `Unlink ${person(s, accountId)} from who they are at ${providerName(s, providerId)}`,
    weakens: 0,
    blast: 1,
    // The next sign-in there links them anew, where the domain says who they are; a guest is invited again.
    isReversible: true,
    by: 'press',
    sideEffects: ({ accountId, providerId }, s) => [
      `Every session of ${person(s, accountId)} ends.`,
      `Whom ${providerName(s, providerId)} next says to have the name is linked: make sure that it is the person.`,
    ],
    apply: (s, { accountId, providerId }) => onAccount(s, accountId, (account) => withoutIdentity(account, providerId)),
    inverse: () => null,
  },
}

/** The account linked with somebody at a provider; the same where it is. */
export function withIdentity(account: Account, providerId: string): Account {
  const { identities = [] } = account
  if (identities.some((one) => one.providerId === providerId)) return account
  const linked = [...identities, { providerId }].sort((a, b) => (a.providerId < b.providerId ? -1 : 1))
  return { ...account, identities: linked }
}

function withoutIdentity(account: Account, providerId: string): Account {
  const { identities = [], ...others } = account
  const left = identities.filter((one) => one.providerId !== providerId)
  if (left.length === identities.length) return account
  return left.length === 0 ? others : { ...others, identities: left }
}

/** The domain with who looks after it. */
export function federated({ providerId: _, ...domain }: Domain, providerId: string | null): Domain {
  return providerId === null ? domain : { ...domain, providerId }
}

const isServing = ({ domains }: TenantPart, providerId: string) => domains.some((one) => one.providerId === providerId)

/** Whether what makes somebody the same person there stays. */
const isSameSource = (a: IdentityProvider, b: IdentityProvider) => a.issuer === b.issuer && a.subject === b.subject

/** Whether more is believed than before. */
function opens(provider: IdentityProvider, was: IdentityProvider | null): boolean {
  return (
    (provider.secondFactor === 'trusted' && was?.secondFactor !== 'trusted') ||
    (provider.guests === 'welcome' && was?.guests !== 'welcome') ||
    (was !== null && (was.nameClaim !== provider.nameClaim || was.clientId !== provider.clientId))
  )
}

function domainOf(s: Snapshot, name: string): Domain | undefined {
  return s.tenant.domains.find((domain) => domain.name === name.toLowerCase())
}

function providerName({ tenant }: Snapshot, id: string): string {
  return findProvider(tenant, id)?.name ?? 'a provider'
}
