import { defineCause, type Stop } from '../../gate.ts'
import { clockText } from '../../methods/clock.ts'

/** A code that was wrong now is right at another time: the clock of the phone that made it is off. */
export const clockOff = defineCause({
  id: 'clock-off',
  question: 'Is the clock off that the code comes from?',
  needs: ['account'],
  explains: ['mfa-done'],
  reasons: {
    off: {
      code: 'MFA-CLOCK',
      number: 1003024,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'The clock of the phone is off',
      tell: "Your phone's clock is {off}. Let it set its time automatically, then use the newest code.",
      explain: 'the clock of the phone that made it is {off}',
    },
  },

  check({ proof }) {
    const { codeSteps } = proof
    if (codeSteps === undefined) return []
    const stop: Stop = {
      is: 'stop',
      reason: 'off',
      args: { off: clockText(codeSteps) },
      evidence: [{ at: 'proof.codeSteps', found: codeSteps, wanted: 'at most one step of 30 seconds' }],
      // Setting a clock is done on the phone; the newest code is then the proof that mfa-done asks for.
      remedies: [],
    }
    return [stop]
  },
})
