import { waitingUntil } from '../changes/waiting.ts'
import { defineGate, notApplicable } from '../gate.ts'
import type { Instant } from '../snapshot.ts'

const always = notApplicable('the account may sign in without a beginning and an end')

/** Who is let in for a time, such as a guest, comes in within it: from its first instant up to its end. */
export const withinPeriod = defineGate({
  id: 'within-period',
  question: 'Is it a time at which the account may sign in?',
  needs: ['account'],
  reads: ['now'],
  reasons: {
    ended: {
      code: 'ACC-PERIOD',
      number: 50057,
      effect: 'refuse',
      disclose: 'never',
      title: 'The time of access is over',
      tell: '',
      explain: 'the access of {person} ended on {accessUntil}',
    },
    not_yet: {
      code: 'ACC-PERIOD-AHEAD',
      number: 50057,
      effect: 'refuse',
      disclose: 'never',
      title: 'The time of access has not begun',
      tell: '',
      explain: 'the access of {person} begins on {accessFrom}',
    },
  },

  check({ account, now }) {
    const { id: accountId, accessFrom = null, accessUntil = null } = account
    if (accessFrom === null && accessUntil === null) return always
    const begins = { at: 'account.accessFrom', found: accessFrom, wanted: 'none, or past' }
    const ends = { at: 'account.accessUntil', found: accessUntil, wanted: 'none, or later than now' }
    if (accessUntil !== null && now >= accessUntil) {
      const from = accessFrom !== null && accessFrom <= now ? accessFrom : null
      const extended = { do: 'set_access_period' as const, accountId, from, until: monthFrom(now) }
      return { is: 'stop', reason: 'ended', args: { accessUntil }, evidence: [begins, ends], remedies: [extended] }
    }
    if (accessFrom !== null && now < accessFrom)
      return {
        is: 'stop',
        reason: 'not_yet',
        args: { accessFrom },
        evidence: [begins, ends],
        remedies: [
          ...waitingUntil(accessFrom, now),
          { do: 'set_access_period', accountId, from: null, until: accessUntil },
        ],
      }
    return { is: 'pass', evidence: [begins, ends] }
  },
})

const day = 86_400_000

/** The end of the thirtieth day from now: the same for everybody who looks on one day, so that a repair is still the one that was shown. */
function monthFrom(now: Instant): Instant {
  return (Math.floor(now / day) + 31) * day
}
