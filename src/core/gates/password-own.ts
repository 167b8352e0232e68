import { defineGate, notApplicable, pass } from '../gate.ts'
import { isPasswordGiven } from '../methods/methods.ts'

const own = pass({ at: 'account.mustChangePassword', found: false, wanted: false })
const otherwise = notApplicable('who signs in proves it otherwise than by the password')

/** A temporary password opens one page only: the one where it is changed. */
export const passwordOwn = defineGate({
  id: 'password-own',
  question: 'Has the person chosen the password?',
  needs: ['account'],
  reads: ['proof'],
  reasons: {
    temporary: {
      code: 'CRE-TEMP',
      number: 50055,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'A temporary password is to be changed',
      tell: 'Choose a new password to finish signing in.',
      explain: '{person} has a temporary password and has not changed it yet',
    },
  },

  check({ account, proof }) {
    if (!account.mustChangePassword) return own
    if (!isPasswordGiven(proof)) return otherwise
    const evidence = [{ at: 'account.mustChangePassword', found: true, wanted: false }]
    return {
      is: 'stop',
      reason: 'temporary',
      args: {},
      evidence,
      remedies: [{ do: 'change_password', accountId: account.id }],
    }
  },
})
