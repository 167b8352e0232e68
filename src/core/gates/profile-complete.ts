import { defineGate, pass } from '../gate.ts'
import { detailNames, evidenceOf, notAsked, whomText } from '../profile/asked-of.ts'
import { missingDetails } from '../profile/required.ts'

/** An organisation asks for details of people, and who lacks one that is theirs to say fills it in before they go on. */
export const profileComplete = defineGate({
  id: 'profile-complete',
  question: 'Has the person said of themselves what the organisation asks for?',
  needs: ['account'],
  reads: ['tenant', 'request'],
  reasons: {
    missing: {
      code: 'ACC-PROFILE',
      number: 1004006,
      effect: 'challenge',
      disclose: 'after_second_factor',
      title: 'Details of the profile are missing',
      tell: 'We need a few details before you continue: {details}.',
      explain: '{person} lacks {details}, which the organisation asks of all {whom}',
    },
  },

  glance: ({ tenant }) => (tenant.requiredDetails === undefined ? true : null),

  check(s) {
    const without = notAsked(s)
    if (without !== null) return without
    const { account, tenant } = s
    const details = missingDetails(account, tenant, 'self')
    const evidence = evidenceOf(s)
    if (details.length === 0) return pass(...evidence)
    return {
      is: 'stop',
      reason: 'missing',
      args: { details: detailNames(details), whom: whomText(account) },
      evidence,
      remedies: [
        { do: 'complete_profile', accountId: account.id, details },
        { do: 'fill_in_profile', accountId: account.id, details },
      ],
    }
  },
})
