import { defineGate, notApplicable, type Unknown } from '../gate.ts'
import { isRegistered } from '../methods/methods.ts'
import { isByPass, usualPass } from '../methods/temporary-pass.ts'
import { anyPolicy } from '../policy/any-policy.ts'
import { matchPolicies, policiesThat } from '../policy/match.ts'
import { idsOf, listed } from '../policy/words.ts'
import type { Snapshot } from '../snapshot.ts'

const tell = 'Your organisation needs more proof that it is you. Set up an authenticator app to go on.'

/** Who is asked for a second factor, by a policy or by the multi-factor state, needs a method to prove it with. */
export const mfaRegistered = defineGate({
  id: 'mfa-registered',
  question: 'Has the person a method for the second factor that is asked for?',
  needs: ['account', 'app'],
  reads: ['tenant', 'network', 'proof'],
  reasons: {
    policy: {
      code: 'MFA-REG',
      number: 50079,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'No method is registered, and a policy asks for one',
      tell,
      explain: '{person} has no method to prove a second factor with, which {app} needs because of {policies}',
    },
    state: {
      code: 'MFA-STATE-REG',
      number: 50079,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'No method is registered, and multi-factor is on for the person',
      tell,
      explain: '{person} has no method to prove a second factor with, and multi-factor is {state} for {person}',
    },
  },

  glance(s) {
    if (isRegistered(s.account) || isByPass(s) || isProvedElsewhere(s)) return true
    return anyPolicy(s, 'mfa') === 'applies' ? 'policy' : null
  },

  check(s) {
    const { account } = s
    const { applies, cannotTell } = matchPolicies(s).mfa
    if (applies + cannotTell === 0 && account.mfaState === 'disabled') return notAsked
    const methods = { at: 'account.methods', found: account.methods, wanted: 'a usable method' }
    if (isRegistered(account)) return { is: 'pass', evidence: [methods] }
    // Nor is one needed here by who proved it to their provider, which is believed.
    if (isProvedElsewhere(s))
      return { is: 'pass', evidence: [{ at: 'proof.methods', found: s.proof.methods, wanted: 'a second factor' }] }
    // A pass is a second proof, and who has one sets a method up while it is good.
    if (isByPass(s))
      return { is: 'pass', evidence: [{ at: 'proof.methods', found: s.proof.methods, wanted: 'a pass' }] }

    const register = { do: 'register_method', accountId: account.id, kind: 'totp' } as const
    const pass = { do: 'issue_temporary_pass', accountId: account.id, ...usualPass } as const
    if (applies > 0) {
      const asking = policiesThat('applies', s, 'mfa')
      const policies = { at: 'tenant.policies', found: idsOf(asking), wanted: [] }
      const args = { policies: listed(asking) }
      return { is: 'stop', reason: 'policy', args, evidence: [methods, policies], remedies: [register, pass] }
    }
    if (account.mfaState !== 'disabled') {
      const state = { at: 'account.mfaState', found: account.mfaState, wanted: 'disabled' }
      // Not where a policy may ask as well: the state alone would then open nothing for certain.
      const remedies =
        cannotTell > 0
          ? [register, pass]
          : [register, pass, { do: 'set_mfa_state', accountId: account.id, state: 'disabled' } as const]
      return { is: 'stop', reason: 'state', args: { state: account.mfaState }, evidence: [methods, state], remedies }
    }
    return placeUnknown(methods, s.attempt.network.locationIds)
  },
})

/** Whether the second factor was proved to another provider. */
const isProvedElsewhere = ({ proof }: Pick<Snapshot, 'proof'>) =>
  proof.secondFactor === 'verified' && proof.methods?.includes('provider_factor') === true

const notAsked = notApplicable('nothing asks for a second factor')

function placeUnknown(methods: Unknown['evidence'][number], found: readonly string[] | null): Unknown {
  const place = { at: 'attempt.network.locationIds', found, wanted: 'any known address' }
  return { is: 'unknown', why: 'not_measured', evidence: [methods, place] }
}
