import { defineGate, notApplicable, type Stop, type With } from '../gate.ts'
import type { Strength } from '../methods/methods.ts'
import { methodsAsStrong, methodsText, provedWith, strengthName, strengthProved } from '../methods/strengths.ts'
import { strongestOf } from '../policy/asks.ts'
import { exclusionsFrom } from '../policy/remedies.ts'
import { asksForStrength, policiesAskingMore } from '../policy/strength.ts'
import { idsOf, listed } from '../policy/words.ts'
import type { Policy } from '../snapshot.ts'

const notAsked = notApplicable('no policy that applies asks for more than a second factor')
const noMethod = notApplicable('there is no method that strong: mfa-registered speaks')

/** Policies may ask for more than any second factor: for a proof that needs no password, or one that nobody can be talked out of. */
export const mfaStrongEnough = defineGate({
  id: 'mfa-strong-enough',
  question: 'Is the proof as strong as policies ask for?',
  needs: ['account', 'app'],
  reads: ['tenant', 'proof', 'network'],
  reasons: {
    weak: {
      code: 'MFA-STRENGTH',
      number: 50076,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'A policy asks for a stronger proof',
      tell: '{app} asks for a stronger proof that it is you: use your {way}.',
      explain:
        '{person} proved {proved}, and {app} asks for {asked}, because of {policies}; {person} has the {way} for it',
    },
  },

  glance: (s) => (asksForStrength(s.tenant) ? null : true),

  check(s) {
    if (!asksForStrength(s.tenant)) return notAsked
    const proved = strengthProved(s.proof)
    const asking = policiesAskingMore('applies', s, proved)
    const mayAsk = policiesAskingMore('cannot_tell', s, proved)
    if (asking.length + mayAsk.length === 0) return notAskedOrPast(s)
    const strongest = strongestOf([...asking, ...mayAsk])
    const able = methodsAsStrong(s, asking.length > 0 ? strongestOf(asking) : strongest)
    if (able.length === 0) return noMethod
    if (asking.length > 0) return stop(s, asking, asking.length + mayAsk.length === 1 ? 'alone' : 'one of several')
    const place = {
      at: 'attempt.network.locationIds',
      found: s.attempt.network.locationIds,
      wanted: 'any known address',
    }
    return { is: 'unknown', why: 'not_measured', evidence: [evidenceOf(s, strongest), place] }
  },
})

/** Nothing asks for more than was proved: because it was enough, or because nothing asks at all. */
function notAskedOrPast(s: With<'account' | 'app'>) {
  const met = [
    ...policiesAskingMore('applies', s, 'single_factor'),
    ...policiesAskingMore('cannot_tell', s, 'single_factor'),
  ]
  return met.length === 0 ? notAsked : ({ is: 'pass', evidence: [evidenceOf(s, strongestOf(met))] } as const)
}

const evidenceOf = ({ proof }: With<'account' | 'app'>, wanted: Strength) => ({
  at: 'proof.methods',
  found: provedWith(proof),
  wanted: strengthName[wanted],
})

function stop(s: With<'account' | 'app'>, asking: readonly Policy[], it: 'alone' | 'one of several'): Stop {
  const asked = strongestOf(asking)
  const able = methodsAsStrong(s, asked)
  const kinds = [...new Set(able.map(({ kind }) => kind))]
  return {
    is: 'stop',
    reason: 'weak',
    args: {
      proved: methodsText(provedWith(s.proof)) || 'nothing yet',
      asked: strengthName[asked],
      policies: listed(asking),
      way: methodsText(kinds),
    },
    evidence: [
      evidenceOf(s, asked),
      { at: 'account.methods', found: s.account.methods, wanted: strengthName[asked] },
      { at: 'tenant.policies', found: idsOf(asking), wanted: [] },
    ],
    // An exception is a way in only where one policy asks; a proof satisfies all of them.
    remedies: [
      ...kinds.map((by) => ({ do: 'prove_second_factor', by }) as const),
      ...(it === 'alone' ? exclusionsFrom(asking, s.account.id) : []),
    ],
  }
}
