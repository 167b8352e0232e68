import { defineGate, type Evidence, notApplicable } from '../gate.ts'
import { matchPolicies } from '../policy/match.ts'
import { hasUsableMethod } from '../policy/usable-method.ts'
import { listed } from '../policy/words.ts'

/** Policies that apply may ask for a second factor. Who has no method yet is led there by mfa-registered. */
export const policyMfa = defineGate({
  id: 'policy-mfa',
  question: 'Is there a second factor where a policy asks for one?',
  needs: ['account', 'app'],
  reasons: {
    asked: {
      code: 'POL-MFA',
      number: 50076,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'A policy asks for a second factor',
      tell: 'Confirm that it is you: enter the code from your authenticator app.',
      explain: '{person} has to prove a second factor for {app}, because of {policies}',
    },
  },

  check(s) {
    const { inForce, applies, cannotTell, parts } = matchPolicies(s).mfa
    if (inForce === 0) return parts.length === 0 ? noPolicy : { ...noPolicy, parts }
    if (applies.length === 0 && cannotTell.length === 0) return { is: 'not_applicable', because: nobodyAsks, parts }
    if (s.proof.secondFactor === 'verified') return { is: 'pass', evidence: verified, parts }
    if (!hasUsableMethod(s.account)) return { is: 'not_applicable', because: noMethodYet, parts }

    const proof = { at: 'proof.secondFactor', found: s.proof.secondFactor, wanted: 'verified' }
    if (applies.length === 0) {
      const place = {
        at: 'attempt.network.locationIds',
        found: s.attempt.network.locationIds,
        wanted: 'any known address',
      }
      return { is: 'unknown', why: 'not_measured', evidence: [proof, place], parts }
    }
    return {
      is: 'stop',
      reason: 'asked',
      args: { policies: listed(applies.map(({ name }) => name)) },
      evidence: [proof, { at: 'tenant.policies', found: applies.map(({ id }) => id), wanted: [] }],
      remedies: [
        { do: 'prove_second_factor' },
        ...applies.map(({ id }) => ({ do: 'exclude_from_policy', policyId: id, accountId: s.account.id }) as const),
      ],
      parts,
    }
  },
})

const noPolicy = notApplicable('no policy in force asks for a second factor')
const nobodyAsks = 'no policy that asks for a second factor applies'
const noMethodYet = 'there is no method yet'
const verified: readonly Evidence[] = [{ at: 'proof.secondFactor', found: 'verified', wanted: 'verified' }]
