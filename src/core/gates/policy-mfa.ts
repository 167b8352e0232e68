import { defineGate, type Evidence, notApplicable, type Part, type Stop, type With } from '../gate.ts'
import { canProve } from '../methods/allowed.ts'
import { matchPolicies, policiesThat } from '../policy/match.ts'
import { anyPolicy } from '../policy/any-policy.ts'
import { exclusionsFrom } from '../policy/remedies.ts'
import { idsOf, listed } from '../policy/words.ts'
import type { Policy } from '../snapshot.ts'

/** Policies that apply may ask for a second factor. Who has no method yet is led there by mfa-registered. */
export const policyMfa = defineGate({
  id: 'policy-mfa',
  question: 'Is there a second factor where a policy asks for one?',
  needs: ['account', 'app'],
  reads: ['tenant', 'proof', 'network'],
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

  glance(s) {
    if (s.proof.secondFactor === 'verified' || !canProve(s.account, s.tenant)) return true
    const any = anyPolicy(s, 'mfa')
    return any === 'none' ? true : any === 'applies' ? 'asked' : null
  },

  check(s) {
    const { inForce, applies, cannotTell, parts } = matchPolicies(s).mfa
    if (inForce === 0) return parts.length === 0 ? noPolicy : { ...noPolicy, parts }
    if (applies + cannotTell === 0) return { is: 'not_applicable', because: nobodyAsks, parts }
    if (s.proof.secondFactor === 'verified') return { is: 'pass', evidence: verified, parts }
    if (!canProve(s.account, s.tenant)) return { is: 'not_applicable', because: noMethodYet, parts }

    if (applies > 0) return stop(s, policiesThat('applies', s, 'mfa'), parts)

    const { proof, attempt } = s
    const factor = { at: 'proof.secondFactor', found: proof.secondFactor, wanted: 'verified' }
    const place = { at: 'attempt.network.locationIds', found: attempt.network.locationIds, wanted: 'any known address' }
    return { is: 'unknown', why: 'not_measured', evidence: [factor, place], parts }
  },
})

const noPolicy = notApplicable('no policy in force asks for a second factor')
const nobodyAsks = 'no policy that asks for a second factor applies'
const noMethodYet = 'there is no method yet'
const verified: readonly Evidence[] = [{ at: 'proof.secondFactor', found: 'verified', wanted: 'verified' }]

function stop(s: With<'account' | 'app'>, applies: readonly Policy[], parts: readonly Part[]): Stop {
  return {
    is: 'stop',
    reason: 'asked',
    args: { policies: listed(applies) },
    evidence: [
      { at: 'proof.secondFactor', found: s.proof.secondFactor, wanted: 'verified' },
      { at: 'tenant.policies', found: idsOf(applies), wanted: [] },
    ],
    // An exception is a way in only where one policy asks; a proof satisfies all of them.
    remedies: [{ do: 'prove_second_factor' }, ...(applies.length === 1 ? exclusionsFrom(applies, s.account.id) : [])],
    parts,
  }
}
