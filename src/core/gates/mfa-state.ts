import { defineGate, notApplicable } from '../gate.ts'
import { canProve } from '../methods/allowed.ts'

const disabled = notApplicable('multi-factor is Disabled for the person')
const noMethod = notApplicable('there is no method to prove with: mfa-registered speaks')

/** Per-user multi-factor: *Enabled* and *Enforced* ask for the second factor at every sign-in, whatever the policies say (A7). */
export const mfaState = defineGate({
  id: 'mfa-state',
  question: 'Has the person proved the second factor that their status asks for?',
  needs: ['account'],
  reads: ['proof', 'tenant'],
  reasons: {
    prove: {
      code: 'MFA-STATE',
      number: 50076,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'A second factor is asked for',
      tell: 'Confirm that it is you: enter the code from your authenticator app.',
      explain: 'multi-factor is {state} for {person}, who has not given a code yet',
    },
  },

  check({ account, proof, tenant }) {
    const state = account.mfaState
    if (state === 'disabled') return disabled
    const evidence = [
      { at: 'account.mfaState', found: state, wanted: 'disabled' },
      { at: 'proof.secondFactor', found: proof.secondFactor, wanted: 'verified' },
    ]
    if (proof.secondFactor === 'verified') return { is: 'pass', evidence }
    if (!canProve(account, tenant)) return noMethod
    return {
      is: 'stop',
      reason: 'prove',
      args: { state: state === 'enabled' ? 'Enabled' : 'Enforced' },
      evidence,
      remedies: [{ do: 'prove_second_factor' }, { do: 'set_mfa_state', accountId: account.id, state: 'disabled' }],
    }
  },
})
