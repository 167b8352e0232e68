import { defineGate, notApplicable } from '../gate.ts'

const own = notApplicable('the password is not a temporary one')

/** A temporary password that nobody used in time is over: whoever finds it later has nothing. */
export const temporaryPasswordValid = defineGate({
  id: 'temporary-password-valid',
  question: 'Is a temporary password used in time?',
  needs: ['account'],
  reads: ['now'],
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

  check({ account, now }) {
    const { temporaryUntil } = account
    if (temporaryUntil === undefined) return own
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
