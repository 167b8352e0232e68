import type { Change } from '../changes/change.ts'
import { defineGate, type Evidence, notApplicable } from '../gate.ts'
import { conditionsOf } from '../policy/conditions.ts'
import { matchPolicies } from '../policy/match.ts'
import { filled, listed } from '../policy/words.ts'

/** Block wins: one policy that blocks is enough, whatever the others grant. Those that look at the place are policy-location. */
export const policyBlocks = defineGate({
  id: 'policy-blocks',
  question: 'Does no policy block this person from this app?',
  needs: ['account', 'app'],
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

  check(s) {
    const { inForce, applies, parts } = matchPolicies(s).block
    if (inForce === 0) return parts.length === 0 ? noPolicy : { ...noPolicy, parts }
    const [first] = applies
    if (first === undefined) return { is: 'pass', evidence: nothingMore, parts }

    const because = parts.find(({ id }) => id === first.id)?.because
    const exclusions = applies.map(
      ({ id }): Change => ({ do: 'exclude_from_policy', policyId: id, accountId: s.account.id }),
    )
    const switches = applies.map(({ id }): Change => ({ do: 'set_policy_state', policyId: id, state: 'report_only' }))
    return {
      is: 'stop',
      reason: 'blocked',
      args: {
        policies: listed(applies.map(({ name }) => name)),
        because: because === undefined ? '' : filled(because, s),
      },
      evidence: [
        { at: 'tenant.policies', found: applies.map(({ id }) => id), wanted: [] },
        ...conditionsOf(first, s)
          .filter(({ of }) => of === 'people' || of === 'app')
          .map(({ at, found, wanted }) => ({ at, found, wanted })),
      ],
      remedies: [...exclusions, ...switches],
      parts,
    }
  },
})

const noPolicy = notApplicable('no policy in force blocks')
const nothingMore: readonly Evidence[] = []
