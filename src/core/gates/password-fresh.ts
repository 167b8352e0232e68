import { defineGate, notApplicable } from '../gate.ts'
import { isPasswordGiven } from '../methods/methods.ts'

const never = notApplicable('passwords do not expire here')
const exempt = notApplicable('the password of this account never expires')
const none = notApplicable('the account has no password')
const otherwise = notApplicable('who signs in proves it otherwise than by the password')
const day = 86_400_000

/** A password older than its lifetime must be changed before the app opens. */
export const passwordFresh = defineGate({
  id: 'password-fresh',
  question: 'Is the password still within its lifetime?',
  needs: ['account'],
  reads: ['tenant', 'now', 'proof'],
  reasons: {
    expired: {
      code: 'CRE-EXPIRED',
      number: 50055,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'The password has expired',
      tell: 'Your password has expired. Choose a new one.',
      explain: 'the password of {person} expired on {expiredAt}',
    },
  },

  check({ account, now, tenant, proof }) {
    const days = tenant.passwordLifetimeDays
    if (days === null) return never
    if (account.passwordNeverExpires) return exempt
    if (!isPasswordGiven(proof)) return otherwise
    const { passwordSetAt } = account
    if (passwordSetAt === null) return none

    // The last day is included: a 90-day password works on day 90.
    const expiredAt = passwordSetAt + days * day
    const evidence = [{ at: 'account.passwordSetAt', found: passwordSetAt, wanted: now - days * day }]
    if (now <= expiredAt) return { is: 'pass', evidence }
    return {
      is: 'stop',
      reason: 'expired',
      args: { expiredAt },
      evidence,
      remedies: [{ do: 'change_password', accountId: account.id }],
    }
  },
})
