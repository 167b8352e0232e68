import { defineGate, notApplicable, pass } from '../gate.ts'
import { passRemedy } from '../methods/temporary-pass.ts'

const none = notApplicable('no code was given')
const verified = pass({ at: 'proof.secondFactor', found: 'verified', wanted: 'verified' })

/** A code that was given is right; whether one must be given is not asked here. */
export const mfaDone = defineGate({
  id: 'mfa-done',
  question: 'Is the code right?',
  needs: ['account'],
  reads: ['proof', 'tenant'],
  reasons: {
    wrong: {
      code: 'MFA-DONE',
      number: 500121,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'The code was wrong',
      tell: "That code didn't work. Use the newest one; of recovery codes, one that you have not used yet.",
      explain: 'the code {person} gave was wrong',
    },
  },

  check(s) {
    const { proof } = s
    if (proof.secondFactor === 'not_presented') return none
    if (proof.secondFactor === 'verified') return verified
    const evidence = [{ at: 'proof.secondFactor', found: proof.secondFactor, wanted: 'verified' }]
    return {
      is: 'stop',
      reason: 'wrong',
      args: {},
      evidence,
      remedies: [{ do: 'prove_second_factor' }, ...passRemedy(s)],
    }
  },
})
