import { defineGate, type Evidence, notApplicable, passBy, type Stop, type Unknown, type With } from '../gate.ts'
import { isRegistered, maySetUp, mayProve } from '../methods/allowed.ts'
import { keptOff } from '../methods/kept-off.ts'
import { methodsAsStrong, methodsText, provedWith, strengthName, strengthProved } from '../methods/strengths.ts'
import { isByPass, passRemedy } from '../methods/temporary-pass.ts'
import { anyPolicy } from '../policy/any-policy.ts'
import { strongestOf } from '../policy/asks.ts'
import { matchPolicies, policiesThat } from '../policy/match.ts'
import { exclusionsFrom } from '../policy/remedies.ts'
import { asksForStrength, policiesAskingMore } from '../policy/strength.ts'
import { idsOf, listed } from '../policy/words.ts'
import type { Policy, Snapshot } from '../snapshot.ts'

const aMethod = 'a usable method'
const registered = passBy('account.methods', aMethod)
const tell = 'Your organisation needs more proof that it is you. Set up an authenticator app to go on.'

/** Who is asked for a second factor, by a policy or by the multi-factor state, needs a method to prove it with that is strong enough. */
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
    strength: {
      code: 'MFA-STRENGTH-REG',
      number: 50079,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'No method is registered that is as strong as a policy asks for',
      tell: '{app} asks for a stronger proof than you can give. Set up a passkey or a security key to go on.',
      explain:
        '{person} proved {proved}, and {app} asks for {asked}, because of {policies}, for which {person} has no method: what is set up is {has}',
    },
  },

  glance(s) {
    if (s.tenant.methodRules !== undefined || asksForStrength(s.tenant)) return null
    if (isRegistered(s.account, s.tenant) || isByPass(s) || isProvedElsewhere(s)) return true
    return anyPolicy(s, 'mfa') === 'applies' ? 'policy' : null
  },

  check(s) {
    const { account } = s
    const { applies, cannotTell } = matchPolicies(s).mfa
    if (applies + cannotTell === 0 && account.mfaState === 'disabled') return notAsked
    if (keptOff(s) !== null) return notAllowed
    const weak = tooWeak(s)
    if (weak?.is === 'stop') return weak
    if (isRegistered(account, s.tenant)) return weak ?? registered(account.methods)
    // Nor is one needed here by who proved it to their provider, which is believed.
    if (isProvedElsewhere(s))
      return (
        weak ?? { is: 'pass', evidence: [{ at: 'proof.methods', found: s.proof.methods, wanted: 'a second factor' }] }
      )
    // A pass is a second proof, and who has one sets a method up while it is good.
    if (isByPass(s))
      return weak ?? { is: 'pass', evidence: [{ at: 'proof.methods', found: s.proof.methods, wanted: 'a pass' }] }

    const methods = { at: 'account.methods', found: account.methods, wanted: aMethod }
    const [kind] = maySetUp(account, s.tenant)
    if (kind === undefined) return nothingToSetUp
    const register = { do: 'register_method', accountId: account.id, kind } as const
    // Where a policy may ask for more than a pass proves, a pass opens nothing for certain.
    const ways = weak === null ? [register, ...passRemedy(s)] : byPasskey(s)
    if (applies > 0) {
      const asking = policiesThat('applies', s, 'mfa')
      const policies = { at: 'tenant.policies', found: idsOf(asking), wanted: [] }
      return {
        is: 'stop',
        reason: 'policy',
        args: { policies: listed(asking) },
        evidence: [methods, policies],
        remedies: ways,
      }
    }
    if (account.mfaState !== 'disabled') {
      const state = { at: 'account.mfaState', found: account.mfaState, wanted: 'disabled' }
      // Not where a policy may ask as well: the state alone would then open nothing for certain.
      const remedies =
        cannotTell > 0 ? ways : [...ways, { do: 'set_mfa_state', accountId: account.id, state: 'disabled' } as const]
      return { is: 'stop', reason: 'state', args: { state: account.mfaState }, evidence: [methods, state], remedies }
    }
    return placeUnknown(methods, s.attempt.network.locationIds)
  },
})

const byPasskey = ({ account, tenant }: With<'account'>) =>
  mayProve('passkey', account, tenant)
    ? [{ do: 'register_method', accountId: account.id, kind: 'passkey' } as const]
    : []

/** Whether the second factor was proved to another provider. */
const isProvedElsewhere = ({ proof }: Pick<Snapshot, 'proof'>) =>
  proof.secondFactor === 'verified' && proof.methods?.includes('provider_factor') === true

const notAsked = notApplicable('nothing asks for a second factor')
const notAllowed = notApplicable('what is asked for is not allowed: method-allowed speaks')
const nothingToSetUp = notApplicable('nothing that could be set up is allowed')

function placeUnknown(methods: Evidence, found: readonly string[] | null): Unknown {
  const place = { at: 'attempt.network.locationIds', found, wanted: 'any known address' }
  return { is: 'unknown', why: 'not_measured', evidence: [methods, place] }
}

/** What policies ask for that is stronger than what was proved, and than all that the person has; null where none does. */
function tooWeak(s: With<'account' | 'app'>): Stop | Unknown | null {
  if (!asksForStrength(s.tenant)) return null
  const proved = strengthProved(s.proof)
  const asking = policiesAskingMore('applies', s, proved)
  const mayAsk = policiesAskingMore('cannot_tell', s, proved)
  const able = (policies: readonly Policy[]) => methodsAsStrong(s, strongestOf(policies)).length > 0
  if (asking.length > 0 && !able(asking)) return stopFor(s, asking, mayAsk)
  if (mayAsk.length === 0 || able([...asking, ...mayAsk])) return null
  const wanted = strengthName[strongestOf(mayAsk)]
  return placeUnknown({ at: 'proof.methods', found: provedWith(s.proof), wanted }, s.attempt.network.locationIds)
}

function stopFor(s: With<'account' | 'app'>, asking: readonly Policy[], mayAsk: readonly Policy[]): Stop {
  const { account, proof } = s
  const wanted = strengthName[strongestOf(asking)]
  const usable = account.methods.filter(({ isUsable }) => isUsable)
  const { applies, cannotTell } = matchPolicies(s).mfa
  // An exception is enough where one policy asks for so much, and what the person has is enough for the others.
  const isEnough =
    isRegistered(account, s.tenant) || isByPass(s) || (applies + cannotTell === 1 && account.mfaState === 'disabled')
  return {
    is: 'stop',
    reason: 'strength',
    args: {
      proved: methodsText(provedWith(proof)) || 'nothing yet',
      asked: wanted,
      policies: listed(asking),
      has: methodsText(usable.map(({ kind }) => kind)) || 'nothing beside the password',
    },
    evidence: [
      { at: 'account.methods', found: account.methods, wanted },
      { at: 'proof.methods', found: provedWith(proof), wanted },
      { at: 'tenant.policies', found: idsOf(asking), wanted: [] },
    ],
    remedies: [
      { do: 'register_method', accountId: account.id, kind: 'passkey' },
      ...(isEnough && asking.length + mayAsk.length === 1 ? exclusionsFrom(asking, account.id) : []),
    ],
  }
}
