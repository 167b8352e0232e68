import { defineGate, notApplicable } from '../gate.ts'
import { isPasswordGiven } from '../methods/methods.ts'
import { ownReset } from '../recovery/reset-rules.ts'

const otherwise = notApplicable('who signs in proves it otherwise than by the password')
const own = notApplicable('nobody has said that the password is in other hands')

/** Whoever reports that something was not them has a password that others may know: it is good for nothing until it is reset. */
export const passwordTrusted = defineGate({
  id: 'password-trusted',
  question: 'Is the password known to nobody else?',
  needs: ['account'],
  reads: ['proof', 'tenant', 'now'],
  reasons: {
    reported: {
      code: 'CRE-REPORTED',
      number: 50055,
      effect: 'refuse',
      disclose: 'after_password',
      title: 'The password is set aside',
      tell: "You told us that something was not you, so your password is set aside. Use “Can't access your account?”, or ask your administrator for a new one. Reference {ref}.",
      explain:
        'the password of {person} was reported on {passwordReportedAt} to be in other hands, and has not been reset since',
    },
  },

  check({ account, proof, tenant, now }) {
    const { passwordReportedAt } = account
    if (passwordReportedAt === undefined) return own
    if (!isPasswordGiven(proof)) return otherwise
    return {
      is: 'stop',
      reason: 'reported',
      args: { passwordReportedAt },
      evidence: [{ at: 'account.passwordReportedAt', found: passwordReportedAt, wanted: 'a password set later' }],
      remedies: [...ownReset(account, { tenant, now }), { do: 'issue_temporary_password', accountId: account.id }],
    }
  },
})
