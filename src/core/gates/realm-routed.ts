import { findProvider, providerOf, providerOfName } from '../federation/identity-provider.ts'
import { defineGate, notApplicable, pass } from '../gate.ts'
import type { Change } from '../changes/change.ts'
import type { Attempt, Proof, TenantPart } from '../snapshot.ts'

const here = notApplicable('the people of the domain sign in here')
const nobody = notApplicable('nobody has proved who they are')

/** The people of a domain are led to the provider that looks after them, it is there, and it is the one that knows them. */
export const realmRouted = defineGate({
  id: 'realm-routed',
  question: 'Does the way lead to the right identity provider, and is it there?',
  needs: [],
  reads: ['account', 'name', 'proof', 'tenant'],
  reasons: {
    unreachable: {
      code: 'ADR-ROUTE-AWAY',
      number: 50107,
      effect: 'refuse',
      disclose: 'anyone',
      title: 'The identity provider is not reached',
      tell: "We couldn't reach {provider}, where you prove who you are. Try again in a few minutes. Reference {ref}.",
      explain: 'the identity provider {provider} could not be asked: {what}',
    },
    elsewhere: {
      code: 'ADR-ROUTE',
      number: 50107,
      effect: 'refuse',
      disclose: 'after_password',
      title: 'Another identity provider knows the person',
      tell: 'Your organisation sends you to {provider}, and you are known here by another one. Your administrator can put that right. Reference {ref}.',
      explain: 'the domain {domain} is set to {provider}, and {person} is linked with {source}',
    },
  },

  glance: ({ proof, tenant }) => (tenant.identityProviders === undefined && proof.provider === undefined ? true : null),

  check({ account, attempt, proof, tenant }) {
    const answer = proof.provider
    if (answer !== undefined) {
      const asked = findProvider(tenant, answer.providerId)
      const evidence = { at: 'proof.provider', found: answer.is, wanted: 'an answer' }
      if (asked !== null && answer.is === 'unreachable' && isWayStill(tenant, attempt, answer.providerId))
        return {
          is: 'stop',
          reason: 'unreachable',
          args: { provider: asked.name, what: answer.what ?? 'nobody answered' },
          evidence: [evidence],
          remedies: [
            { do: 'sign_in_at_provider', providerId: asked.id },
            ...(asked.guests === 'none' ? lookedAfterHere(tenant, attempt.signInName) : []),
          ],
        }
    }
    if (account === null) return nobody
    const provider = providerOf(tenant, account)
    if (provider === null) return here
    const { identities = [] } = account
    const domain = account.signInName.slice(account.signInName.lastIndexOf('@') + 1).toLowerCase()
    const set = { at: 'tenant.domains', found: provider.name, wanted: 'the provider that knows the person' }
    // Before anything is proved, everybody of the domain goes the same way (SEC-01).
    if (identities.length === 0 || identities.some(({ providerId }) => providerId === provider.id)) return pass(set)
    if (proof.credential === 'not_presented') return nobody
    const sources = identities.flatMap(({ providerId }) => findProvider(tenant, providerId) ?? [])
    const [source] = sources
    return {
      is: 'stop',
      reason: 'elsewhere',
      args: { domain, provider: provider.name, source: sources.map(({ name }) => name).join(', ') },
      evidence: [
        set,
        { at: 'account.identities', found: identities.map(({ providerId }) => providerId), wanted: provider.id },
        { at: 'proof.credential', found: proof.credential, wanted: 'proved where the person is known' },
      ],
      remedies: [
        ...(identities.length === 1
          ? [{ do: 'unlink_identity', accountId: account.id, providerId: identities[0]?.providerId as string } as const]
          : []),
        ...(source === undefined ? [] : [{ do: 'set_domain_provider', name: domain, providerId: source.id } as const]),
      ],
    }
  },
})

/** Whether people are still sent there: by their domain, or because guests may come by it. */
function isWayStill(
  tenant: TenantPart,
  { signInName }: Attempt,
  providerId: Required<Proof>['provider']['providerId'],
) {
  const ofDomain = providerOfName(tenant, signInName)
  return ofDomain === null ? findProvider(tenant, providerId)?.guests === 'welcome' : ofDomain.id === providerId
}

function lookedAfterHere(tenant: TenantPart, name: string | null): readonly Change[] {
  if (name === null || providerOfName(tenant, name) === null) return []
  return [{ do: 'set_domain_provider', name: name.slice(name.lastIndexOf('@') + 1), providerId: null }]
}
