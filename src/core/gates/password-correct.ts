import { defineGate } from '../gate.ts'

/** The first proof: the door compared the password, at the same cost whether or not there is one (SEC-01). */
export const passwordCorrect = defineGate({
  id: 'password-correct',
  question: 'Is the password right?',
  needs: ['account'],
  reads: ['proof'],
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
  },

  check({ account, proof }) {
    const found = proof.credential
    const evidence = [{ at: 'proof.credential', found, wanted: 'verified' }]
    if (found === 'untested') return { is: 'unknown', why: 'not_measured', evidence }

    const { passwordSetAt } = account
    const set = { at: 'account.passwordSetAt', found: passwordSetAt, wanted: 'a password' }
    const reset = { do: 'issue_temporary_password' as const, accountId: account.id }
    if (found === 'not_presented') {
      // The page asks all the same: it does not show who has a password and who has none (SEC-01).
      const remedies = passwordSetAt === null ? [reset] : [{ do: 'retype_password' as const }]
      return { is: 'stop', reason: 'not_presented', args: {}, evidence, remedies }
    }
    if (passwordSetAt === null)
      return { is: 'stop', reason: 'none', args: {}, evidence: [...evidence, set], remedies: [reset] }
    if (found === 'verified') return { is: 'pass', evidence }
    return {
      is: 'stop',
      reason: 'wrong',
      args: { passwordSetAt },
      evidence: [...evidence, set],
      remedies: [{ do: 'retype_password' }, reset],
    }
  },
})
