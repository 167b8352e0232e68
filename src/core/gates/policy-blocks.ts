import { defineGate, type Evidence, notApplicable, type Part, type Stop, type With } from '../gate.ts'
import { type Condition, peopleConditions } from '../policy/conditions.ts'
import { matchPolicies, policiesThat } from '../policy/match.ts'
import { anyPolicy } from '../policy/any-policy.ts'
import { exclusionsFrom, switchesOf } from '../policy/remedies.ts'
import { filled, idsOf, listed } from '../policy/words.ts'
import type { Policy } from '../snapshot.ts'

/** Block wins: one policy that blocks is enough, whatever the others grant. Those that look at the place are policy-location. */
export const policyBlocks = defineGate({
  id: 'policy-blocks',
  question: 'Does no policy block this person from this app?',
  needs: ['account', 'app'],
  reads: ['tenant', 'network'],
  reasons: {
    blocked: {
      code: 'POL-BLOCK',
      number: 53003,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'A policy blocks the sign-in',
      tell: 'Your organisation does not allow you to open {app}. An administrator can tell you why. Reference {ref}.',
      explain: '{person} is kept out of {app} by {policies}: {because}',
    },
  },

  glance: (s) => (anyPolicy(s, 'block') === 'applies' ? 'blocked' : true),

  check(s) {
    const { inForce, applies, parts } = matchPolicies(s).block
    if (inForce === 0) return parts.length === 0 ? noPolicy : { ...noPolicy, parts }
    if (applies === 0) return { is: 'pass', evidence: nothingMore, parts }
    return stop(s, policiesThat('applies', s, 'block'), parts)
  },
})

const noPolicy = notApplicable('no policy in force blocks')
const nothingMore: readonly Evidence[] = []

function stop(s: With<'account' | 'app'>, applies: readonly Policy[], parts: readonly Part[]): Stop {
  const [included] = peopleConditions(applies[0]!, s) as [Condition, ...Condition[]]
  const { at, found, wanted, because } = included
  return {
    is: 'stop',
    reason: 'blocked',
    args: { policies: listed(applies), because: filled(because, s) },
    evidence: [
      { at: 'tenant.policies', found: idsOf(applies), wanted: [] },
      { at, found, wanted },
    ],
    remedies: [...exclusionsFrom(applies, s.account.id), ...switchesOf(applies)],
    parts,
  }
}
