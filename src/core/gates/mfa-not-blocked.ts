import { waitingUntil } from '../changes/waiting.ts'
import { defineGate, notApplicable } from '../gate.ts'
import { canProve } from '../methods/allowed.ts'
import { matchPolicies } from '../policy/match.ts'

const free = notApplicable('codes are taken')
const noMethod = notApplicable('there is no method to prove with: mfa-registered speaks')
const notAsked = notApplicable('nothing is known to ask for a second factor')

/**
 * After too many wrong codes, in whichever sign-ins, none is taken for a while (SEC-07). Only who has the password gives codes: no
 * stranger can bring this about. Whoever proved a second factor before goes on.
 */
export const mfaNotBlocked = defineGate({
  id: 'mfa-not-blocked',
  question: 'Are codes of the person taken now?',
  needs: ['account', 'app'],
  reads: ['proof', 'tenant', 'network', 'now'],
  reasons: {
    paused: {
      code: 'MFA-BLOCK',
      number: 1003025,
      effect: 'refuse',
      disclose: 'after_password',
      title: 'The second factor is paused after wrong codes',
      tell: 'Too many codes were wrong, so none is taken until {pausedUntil}. If you did not type them, somebody knows your password: tell your administrator at once. Reference {ref}.',
      explain:
        '{person} has to prove a second factor for {app}, and after too many wrong codes none is taken until {pausedUntil}',
    },
  },

  glance: ({ account, now }) => ((account.secondFactorPausedUntil ?? 0) <= now ? true : null),

  check(s) {
    const { account, proof, now } = s
    const pausedUntil = account.secondFactorPausedUntil ?? 0
    if (pausedUntil <= now) return free
    const evidence = [
      { at: 'account.secondFactorPausedUntil', found: pausedUntil, wanted: 'none, or past' },
      { at: 'proof.secondFactor', found: proof.secondFactor, wanted: 'verified before' },
    ]
    if (proof.secondFactor === 'verified') return { is: 'pass', evidence }
    if (!canProve(account, s.tenant)) return noMethod
    if (account.mfaState === 'disabled' && matchPolicies(s).mfa.applies === 0) return notAsked
    const remedies = [
      { do: 'unblock_second_factor', accountId: account.id } as const,
      ...waitingUntil(pausedUntil, now),
    ]
    return { is: 'stop', reason: 'paused', args: { pausedUntil }, evidence, remedies }
  },
})
