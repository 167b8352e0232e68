import { defineGate, notApplicable } from '../gate.ts'
import { isPasswordGiven } from '../methods/methods.ts'
import { byLink } from '../recovery/reset-link.ts'
import { ownReset } from '../recovery/reset-rules.ts'

const own = notApplicable('the password is not a temporary one')
const replaced = notApplicable('a link to choose another was sent: password-trusted and link-followed speak')
const otherwise = notApplicable('who signs in proves it otherwise than by the password')

/** A temporary password that nobody used in time is over: whoever finds it later has nothing. */
export const temporaryPasswordValid = defineGate({
  id: 'temporary-password-valid',
  question: 'Is a temporary password used in time?',
  needs: ['account'],
  reads: ['proof', 'tenant', 'now'],
  reasons: {
    over: {
      code: 'CRE-TEMP-OVER',
      number: 50055,
      effect: 'refuse',
      disclose: 'after_password',
      title: 'The temporary password is over',
      tell: "Your temporary password was not used in time. Use “Can't access your account?”, or ask your administrator for a new one. Reference {ref}.",
      explain: 'the temporary password of {person} ended on {temporaryUntil} without being used',
    },
  },

  check(s) {
    const { account, proof, now } = s
    const { temporaryUntil, resetLink } = account
    if (temporaryUntil === undefined) return own
    if (resetLink !== undefined) return replaced
    if (!isPasswordGiven(proof)) return otherwise
    const evidence = [{ at: 'account.temporaryUntil', found: temporaryUntil, wanted: 'later than now' }]
    if (now < temporaryUntil) return { is: 'pass', evidence }
    return {
      is: 'stop',
      reason: 'over',
      args: { temporaryUntil },
      evidence,
      remedies: [
        ...ownReset(account, s),
        { do: 'issue_temporary_password', accountId: account.id },
        ...byLink(account, s),
      ],
    }
  },
})
