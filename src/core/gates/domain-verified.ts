import { defineGate, notApplicable } from '../gate.ts'
import { nearest } from '../nearest.ts'
import { nameKey } from '../naming/sign-in-name.ts'
import type { Domain } from '../organisation.ts'
import type { Account } from '../snapshot.ts'

const nobody = notApplicable('nobody has said who they are')
const fromElsewhere = notApplicable('guests come with an address of another organisation')
const shapeless = notApplicable('what was typed has no domain')

/** The part after the @ is a domain that this organisation has proved to be its own. */
export const domainVerified = defineGate({
  id: 'domain-verified',
  question: 'Is the domain one of ours, and verified?',
  needs: [],
  reads: ['account', 'name', 'tenant'],
  reasons: {
    unknown: {
      code: 'ADR-DOMAIN',
      number: 50128,
      effect: 'refuse',
      disclose: 'never',
      title: 'Not a domain of ours',
      tell: '',
      explain: 'the domain {domain} does not belong to this organisation{hint}',
    },
    unverified: {
      code: 'ADR-DOMAIN-UNVERIFIED',
      number: 50128,
      effect: 'refuse',
      disclose: 'never',
      title: 'The domain is not verified',
      tell: '',
      explain: 'the domain {domain} was added here and is not verified yet',
    },
  },

  check({ account, attempt, tenant }) {
    const name = attempt.signInName
    if (name === null) return nobody
    for (const one of tenant.domains)
      if (name[name.length - one.name.length - 1] === '@' && name.endsWith(one.name)) return judge(one)

    const at = name.lastIndexOf('@')
    if (at === -1) return shapeless
    if (account !== null && comesFromElsewhere(account, name)) return fromElsewhere
    const domain = name.slice(at + 1)
    const near = nearest(
      domain,
      tenant.domains.map((one) => one.name),
      3,
    )
    return {
      is: 'stop',
      reason: 'unknown',
      args: { domain, hint: near === null ? '' : `; it looks like ${near}` },
      evidence: [
        {
          at: 'tenant.domains',
          found: domain,
          wanted: tenant.domains.filter((one) => one.isVerified).map((one) => one.name),
        },
      ],
      remedies: [],
    }
  },
})

/** A guest, or somebody who came as one and showed that the address is theirs. */
function comesFromElsewhere({ userType, invitation }: Account, name: string): boolean {
  if (userType === 'guest') return true
  return invitation?.state === 'accepted' && nameKey(invitation.address) === name
}

function judge(domain: Domain) {
  const evidence = [{ at: 'tenant.domains', found: domain, wanted: 'a verified domain' }]
  if (domain.isVerified) return { is: 'pass' as const, evidence }
  return {
    is: 'stop' as const,
    reason: 'unverified',
    args: { domain: domain.name },
    evidence,
    remedies: [{ do: 'verify_domain' as const, name: domain.name }],
  }
}
