import { defineGate, notApplicable } from '../gate.ts'
import { isPasswordGiven } from '../methods/methods.ts'

const own = notApplicable('the password is not a temporary one')
const otherwise = notApplicable('who signs in proves it otherwise than by the password')

/** A temporary password that nobody used in time is over: whoever finds it later has nothing. */
export const temporaryPasswordValid = defineGate({
  id: 'temporary-password-valid',
  question: 'Is a temporary password used in time?',
  needs: ['account'],
  reads: ['now', 'proof'],
  reasons: {
    over: {
      code: 'CRE-TEMP-OVER',
      number: 50055,
      effect: 'refuse',
      disclose: 'after_password',
      title: 'The temporary password is over',
      tell: 'Your temporary password was not used in time. Ask your administrator for a new one. Reference {ref}.',
      explain: 'the temporary password of {person} ended on {temporaryUntil} without being used',
    },
  },

  check({ account, now, proof }) {
    const { temporaryUntil } = account
    if (temporaryUntil === undefined) return own
    if (!isPasswordGiven(proof)) return otherwise
    const evidence = [{ at: 'account.temporaryUntil', found: temporaryUntil, wanted: 'later than now' }]
    if (now < temporaryUntil) return { is: 'pass', evidence }
    return {
      is: 'stop',
      reason: 'over',
      args: { temporaryUntil },
      evidence,
      remedies: [{ do: 'issue_temporary_password', accountId: account.id }],
    }
  },
})
