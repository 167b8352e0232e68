import { listed } from '../changes/names.ts'
import { defineGate, pass } from '../gate.ts'
import { detailNames, evidenceOf, notAsked, whomText } from '../profile/asked-of.ts'
import { missingDetails } from '../profile/required.ts'
import { groupsReading } from '../profile/rules-reading.ts'

/** A detail that the rule of a group reads gives access: people do not say it of themselves, an administrator does. */
export const profileKept = defineGate({
  id: 'profile-kept',
  question: 'Has an administrator said of the person what only they may?',
  needs: ['account'],
  reads: ['tenant', 'request'],
  reasons: {
    missing: {
      code: 'ACC-PROFILE-KEPT',
      number: 1004005,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'Details are missing that an administrator fills in',
      tell: 'Your organisation needs to know your {details} before you continue, and only your administrator can fill that in. Ask them for it. Reference {ref}.',
      explain:
        '{person} lacks {details}, which the organisation asks of all {whom}; the rule of {groups} reads it, so only an administrator fills it in',
    },
  },

  glance: ({ tenant }) => (tenant.requiredDetails === undefined ? true : null),

  check(s) {
    const without = notAsked(s)
    if (without !== null) return without
    const { account, tenant } = s
    const details = missingDetails(account, tenant, 'administrator')
    const evidence = evidenceOf(s)
    if (details.length === 0) return pass(...evidence)
    const groups = new Set(details.flatMap((detail) => groupsReading(tenant, detail)))
    return {
      is: 'stop',
      reason: 'missing',
      args: {
        details: detailNames(details),
        whom: whomText(account),
        groups: listed([...groups].map((name) => `“${name}”`)),
      },
      evidence,
      remedies: [{ do: 'fill_in_profile', accountId: account.id, details }],
    }
  },
})
