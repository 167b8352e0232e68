import { findProvider, type IdentityProvider, providerOf } from '../federation/identity-provider.ts'
import { defineGate, notApplicable, pass } from '../gate.ts'
import type { Account, Proof, TenantPart } from '../snapshot.ts'

const here = notApplicable('the person proves who they are here')
const untested = { is: 'unknown', why: 'not_measured' } as const

/** Whoever belongs to another provider comes by it: no password of ours is good for them, and by a provider comes nobody else. */
export const byProvider = defineGate({
  id: 'by-provider',
  question: 'Does the person come by the provider that looks after them?',
  needs: ['account'],
  reads: ['proof', 'tenant'],
  reasons: {
    asked: {
      code: 'CRE-FED-ASK',
      number: 50058,
      effect: 'challenge',
      disclose: 'never',
      title: 'The identity provider is to say who it is',
      tell: '',
      explain: '{person} has to sign in at {provider}, which looks after the people of the domain',
    },
    closed: {
      code: 'CRE-FED-CLOSED',
      number: 50020,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'Nobody comes by this identity provider any more',
      tell: 'The way by which you signed in is closed here. Sign in again in another way, or ask whoever invited you for one.',
      explain: '{person} came by an identity provider, and no provider that guests may use knows {person}',
    },
  },

  glance: ({ proof, tenant }) => (tenant.identityProviders === undefined && !isByProvider(proof) ? true : null),

  check({ account, proof, tenant }) {
    const provider = providerOf(tenant, account)
    const isBy = isByProvider(proof)
    if (provider === null && !isBy) return here
    const methods = { at: 'proof.methods', found: proof.methods ?? [], wanted: 'provider' }
    if (provider === null) {
      const linked = linkedOf(tenant, account)
      const identities = {
        at: 'account.identities',
        found: account.identities ?? [],
        wanted: 'one that guests may use',
      }
      if (linked.some(({ guests }) => guests === 'welcome')) return pass(methods, identities)
      const [first] = linked
      return {
        is: 'stop',
        reason: 'closed',
        args: {},
        evidence: [methods, identities],
        remedies:
          first === undefined ? [] : [{ do: 'put_identity_provider', provider: { ...first, guests: 'welcome' } }],
      }
    }
    const evidence = [{ at: 'proof.credential', found: proof.credential, wanted: 'verified' }, methods]
    if (proof.credential === 'untested') return { ...untested, evidence }
    if (proof.credential === 'verified' && isBy) return { is: 'pass', evidence }
    return {
      is: 'stop',
      reason: 'asked',
      args: { provider: provider.name },
      evidence,
      remedies: [{ do: 'sign_in_at_provider', providerId: provider.id }],
    }
  },
})

const isByProvider = ({ methods }: Proof): boolean => methods?.includes('provider') === true

function linkedOf(tenant: TenantPart, { identities = [] }: Account): readonly IdentityProvider[] {
  return identities.flatMap(({ providerId }) => findProvider(tenant, providerId) ?? [])
}
