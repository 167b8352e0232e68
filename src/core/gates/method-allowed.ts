import type { Change } from '../changes/change.ts'
import { defineGate, type Evidence, notApplicable, type Stop, type With } from '../gate.ts'
import { allowedFor, isAllowed, kindsOff, mayProve, type RuledKind, ruledName } from '../methods/allowed.ts'
import { hasElsewhere, keptOff } from '../methods/kept-off.ts'
import { isProvider, type ProvedBy, provesAlone, provesFirst } from '../methods/methods.ts'
import { methodsText, provedWith, strengthName, strengthProved } from '../methods/strengths.ts'
import { passRemedy } from '../methods/temporary-pass.ts'
import { strongestOf } from '../policy/asks.ts'
import { exclusionsFrom } from '../policy/remedies.ts'
import { policiesAskingMore } from '../policy/strength.ts'
import { idsOf, listed } from '../policy/words.ts'

const allAllowed = notApplicable('every way to prove it is allowed for everybody, and can be used here')

/** An organisation says which ways to prove who one is are allowed, and for whom. */
export const methodAllowed = defineGate({
  id: 'method-allowed',
  question: 'May the person prove it with what they have?',
  needs: ['account', 'app'],
  reads: ['tenant', 'proof', 'network'],
  reasons: {
    first: {
      code: 'CRE-METHOD',
      number: 1003031,
      effect: 'refuse',
      disclose: 'after_password',
      title: 'The way of signing in is not allowed',
      tell: 'Your organisation does not let you sign in with your {way}. Ask your administrator for another way in. Reference {ref}.',
      explain: '{person} proved {way}, and {rules}',
    },
    other: {
      code: 'CRE-METHOD-OTHER',
      number: 1003032,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'Another way of signing in is asked for',
      tell: 'Your organisation does not let you sign in with your {way}: use your {other}.',
      explain: '{person} proved {way}, and {rules}; {person} has a {other}, which is allowed',
    },
    none: {
      code: 'CRE-METHOD-NONE',
      number: 1003033,
      effect: 'refuse',
      disclose: 'after_password',
      title: 'No second factor that is set up is allowed',
      tell: 'Your organisation asks for a second factor, and does not allow the one you have. Ask your administrator for a Temporary Access Pass. Reference {ref}.',
      explain: '{person} has to prove a second factor for {app}, and what is set up is {has}: {rules}',
    },
    elsewhere: {
      code: 'CRE-PASSKEY',
      number: 1003035,
      effect: 'refuse',
      disclose: 'after_password',
      title: 'The passkey was made for another address',
      tell: 'Your passkey was made for {madeFor}, and this page is at another address. Open the sign-in page there, or ask your administrator for a Temporary Access Pass. Reference {ref}.',
      explain:
        '{person} has to prove a second factor for {app}, and the passkey of {person} was made for {madeFor}, which is not the address of this server',
    },
    strength: {
      code: 'CRE-METHOD-STRENGTH',
      number: 1003034,
      effect: 'refuse',
      disclose: 'after_password',
      title: 'What a policy asks for is not allowed',
      tell: '{app} asks for a stronger proof than your organisation lets you give. Your administrator can change that. Reference {ref}.',
      explain: '{app} asks for {asked}, because of {policies}, and {rules}',
    },
  },

  glance: (s) => (s.tenant.methodRules === undefined && !hasElsewhere(s.account) ? true : null),

  check(s) {
    const rules = s.tenant.methodRules
    if (rules === undefined && !hasElsewhere(s.account)) return allAllowed
    const first = rules === undefined ? [] : firstOff(s)
    if (first.length > 0) return stopFirst(s, first)
    switch (keptOff(s)) {
      case 'methods':
        return stopNone(s)
      case 'elsewhere':
        return stopElsewhere(s)
      case 'strength':
        return stopStrength(s)
      case null:
        return { is: 'pass', evidence: [rulesOf(s)] }
    }
  },
})

type Attempted = With<'account' | 'app'>

/** What was proved first, where none of it is allowed. */
function firstOff({ account, tenant, proof }: Attempted): readonly ProvedBy[] {
  if (proof.credential !== 'verified') return []
  const first = provedWith(proof).filter(provesFirst)
  return first.some((kind) => mayProve(kind, account, tenant)) ? [] : first
}

function stopFirst(s: Attempted, first: readonly ProvedBy[]): Stop {
  const { account, tenant, proof } = s
  const others = account.methods.filter(
    ({ kind, isUsable }) => isUsable && provesAlone(kind) && mayProve(kind, account, tenant),
  )
  const kinds = first.flatMap(ruledBy)
  const canType = account.passwordSetAt !== null && isAllowed('password', account, tenant)
  const args = {
    way: methodsText(first),
    other: methodsText(others.map(({ kind }) => kind)),
    rules: rulesText(s, kinds),
  }
  return {
    is: 'stop',
    reason: others.length > 0 ? 'other' : 'first',
    args,
    evidence: [{ at: 'proof.methods', found: provedWith(proof), wanted: 'one that is allowed' }, rulesOf(s)],
    remedies: [
      ...(others[0] === undefined ? [] : [{ do: 'prove_second_factor', by: others[0].kind } as const]),
      ...(canType ? [{ do: 'retype_password' } as const] : []),
      ...passRemedy(s),
      ...openings(s, kinds),
    ],
  }
}

function stopNone(s: Attempted): Stop {
  const { account, tenant } = s
  const off = kindsOff(account, tenant)
  const kinds = off.length > 0 ? off.flatMap(ruledBy) : (['totp'] as const)
  return {
    is: 'stop',
    reason: 'none',
    args: { has: methodsText(off) || 'nothing, and nothing may be', rules: rulesText(s, kinds) },
    evidence: [{ at: 'account.methods', found: account.methods, wanted: 'one that is allowed' }, rulesOf(s)],
    remedies: [...passRemedy(s), ...openings(s, kinds)],
  }
}

function stopElsewhere(s: Attempted): Stop {
  const { account } = s
  const elsewhere = account.methods.filter(({ madeFor }) => madeFor !== undefined)
  return {
    is: 'stop',
    reason: 'elsewhere',
    args: { madeFor: [...new Set(elsewhere.map(({ madeFor }) => madeFor))].join(' and ') },
    evidence: [{ at: 'account.methods', found: elsewhere, wanted: 'one made for this address' }],
    remedies: [
      ...passRemedy(s),
      // Whoever signs in next with the password then sets another up: only an administrator says so (SEC-09).
      { do: 'remove_methods', accountId: account.id },
    ],
  }
}

function stopStrength(s: Attempted): Stop {
  const asking = policiesAskingMore('applies', s, strengthProved(s.proof))
  const asked = strengthName[strongestOf(asking)]
  return {
    is: 'stop',
    reason: 'strength',
    args: { asked, policies: listed(asking), rules: rulesText(s, ['passkey']) },
    evidence: [rulesOf(s), { at: 'tenant.policies', found: idsOf(asking), wanted: [] }],
    remedies: [...openings(s, ['passkey']), ...(asking.length === 1 ? exclusionsFrom(asking, s.account.id) : [])],
  }
}

const rulesOf = ({ tenant }: Attempted): Evidence => ({
  at: 'tenant.methodRules',
  found: tenant.methodRules,
  wanted: 'a way that is allowed',
})

const ruledBy = (kind: ProvedBy): readonly RuledKind[] =>
  isProvider(kind) ? [] : kind === 'phone' ? ['sms', 'voice'] : [kind]

/** For whom the ways are allowed, in words: `authenticator app is allowed for nobody`. */
function rulesText(s: Attempted, kinds: readonly RuledKind[]): string {
  return kinds.map((kind) => `${ruledName(kind)} is allowed for ${whomText(s, kind)}`).join(', ')
}

function whomText({ tenant }: Attempted, kind: RuledKind): string {
  const to = allowedFor(tenant, kind)
  if (typeof to === 'string') return to
  return `members of ${to.map((id) => `“${tenant.groups[id]?.name ?? id}”`).join(' or ')} only`
}

/** What lets the person use one of the ways: a group it is allowed for, or everybody's leave. */
function openings({ account, tenant }: Attempted, kinds: readonly RuledKind[]): readonly Change[] {
  return kinds.flatMap((kind): Change[] => {
    const to = allowedFor(tenant, kind)
    const group = typeof to === 'string' ? undefined : to.find((id) => tenant.groups[id]?.rule === null)
    return [
      ...(group === undefined ? [] : [{ do: 'add_to_group', accountId: account.id, groupId: group } as const]),
      { do: 'allow_method', kind, to: 'everybody' },
    ]
  })
}
