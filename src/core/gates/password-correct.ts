import { defineGate, notApplicable, type Stop, type With } from '../gate.ts'
import { providerOf } from '../federation/identity-provider.ts'
import { isPasswordGiven } from '../methods/methods.ts'
import { isByPass, passRemedy } from '../methods/temporary-pass.ts'
import { moment } from '../changes/names.ts'
import { byLink } from '../recovery/reset-link.ts'
import { ownReset } from '../recovery/reset-rules.ts'
import type { Proof } from '../snapshot.ts'

const elsewhere = notApplicable('another provider says who the person is: by-provider speaks')

/**
 * The first proof: the door compared the password, at the same cost whether or not there is one (SEC-01). A Temporary Access
 * Pass is given in its place, and says why it is none while it is good for nothing.
 */
export const passwordCorrect = defineGate({
  id: 'password-correct',
  question: 'Is the password right?',
  needs: ['account'],
  reads: ['proof', 'now', 'tenant'],
  reasons: {
    not_presented: {
      code: 'CRE-ASK',
      number: 50058,
      effect: 'challenge',
      disclose: 'anyone',
      title: 'A password is asked for',
      tell: 'Enter your password.',
      explain: '{person} has not given a password yet',
    },
    none: {
      code: 'CRE-NONE',
      number: 50056,
      effect: 'refuse',
      disclose: 'never',
      title: 'The account has no password',
      tell: '',
      explain: '{person} has no password',
    },
    wrong: {
      code: 'CRE-MATCH',
      number: 50126,
      effect: 'refuse',
      disclose: 'never',
      title: 'Wrong password',
      tell: '',
      explain: 'the password {person} gave was wrong; the right one was set on {passwordSetAt}',
    },
    over: {
      code: 'CRE-PASS-OVER',
      number: 1003021,
      effect: 'refuse',
      disclose: 'after_password',
      title: 'The Temporary Access Pass is over',
      tell: 'Your Temporary Access Pass is over. Ask your administrator for a new one. Reference {ref}.',
      explain: 'the Temporary Access Pass of {person} {ended}',
    },
    used: {
      code: 'CRE-PASS-USED',
      number: 1003022,
      effect: 'refuse',
      disclose: 'after_password',
      title: 'The Temporary Access Pass is used up',
      tell: 'Your Temporary Access Pass was good for one sign-in, which it was used for. If that was not you, tell your administrator at once. Reference {ref}.',
      explain: 'the Temporary Access Pass of {person} was good once, and was used on {usedAt}',
    },
    early: {
      code: 'CRE-PASS-EARLY',
      number: 1003023,
      effect: 'refuse',
      disclose: 'after_password',
      title: 'The Temporary Access Pass is not good yet',
      tell: 'Your Temporary Access Pass is good from {startsAt} on. Try again then. Reference {ref}.',
      explain: 'the Temporary Access Pass of {person} is good from {startsAt} on',
    },
  },

  check(s) {
    const { account, proof, tenant, now } = s
    if (providerOf(tenant, account) !== null) return elsewhere
    const found = proof.credential
    const evidence = [{ at: 'proof.credential', found, wanted: 'verified' }]
    if (found === 'untested') return { is: 'unknown', why: 'not_measured', evidence }

    if (proof.pass !== undefined && found !== 'verified') return passStop(proof.pass, s)
    if (found === 'verified' && isByPass({ proof })) {
      const { temporaryPass: pass } = account
      // What was begun with a pass lasts no longer than the pass, and ends with it when it is taken back.
      if (pass === undefined || pass.endsAt <= now) return passStop('over', s)
      return { is: 'pass', evidence }
    }
    const { passwordSetAt, resetLink } = account
    // Who has none and was sent a link to choose one is asked for that by its own gate.
    const hasOne = passwordSetAt !== null || resetLink !== undefined
    if (found === 'verified' && (hasOne || !isPasswordGiven(proof))) return { is: 'pass', evidence }

    const set = { at: 'account.passwordSetAt', found: passwordSetAt, wanted: 'a password' }
    const temporary = { do: 'issue_temporary_password' as const, accountId: account.id }
    const reset = [...ownReset(account, s), temporary, ...byLink(account, s)]
    if (found === 'not_presented') {
      // The page asks all the same: it does not show who has a password and who has none (SEC-01).
      const remedies = passwordSetAt === null ? reset : [{ do: 'retype_password' as const }]
      return { is: 'stop', reason: 'not_presented', args: {}, evidence, remedies }
    }
    if (passwordSetAt === null)
      return { is: 'stop', reason: 'none', args: {}, evidence: [...evidence, set], remedies: reset }
    return {
      is: 'stop',
      reason: 'wrong',
      args: { passwordSetAt },
      evidence: [...evidence, set],
      remedies: [{ do: 'retype_password' }, ...reset],
    }
  },
})

function passStop(reason: NonNullable<Proof['pass']>, s: With<'account'>): Stop {
  const { account, now, proof } = s
  const { temporaryPass: pass } = account
  const args = {
    ended: pass === undefined ? 'was taken back' : `ended on ${moment(pass.endsAt)}`,
    startsAt: pass?.startsAt ?? now,
    usedAt: pass?.usedAt ?? now,
  }
  return {
    is: 'stop',
    reason,
    args,
    evidence: [
      { at: 'proof.credential', found: proof.credential, wanted: 'verified' },
      { at: 'account.temporaryPass', found: pass ?? null, wanted: 'one that is good now' },
    ],
    remedies: [...passRemedy(s), ...(account.passwordSetAt === null ? [] : [{ do: 'retype_password' } as const])],
  }
}
