import { defineGate, notApplicable } from '../gate.ts'

const nobody = notApplicable('nobody has said who they are')

/** The directory has an account with the sign-in name. */
export const accountExists = defineGate({
  id: 'account-exists',
  question: 'Is there such an account?',
  needs: [],
  reasons: {
    none: {
      code: 'ACC-EXISTS',
      number: 50034,
      effect: 'refuse',
      disclose: 'never',
      title: 'No such account',
      tell: '',
      explain: 'there is no account {name}{hint}',
    },
  },

  check({ account, attempt }) {
    if (account !== null)
      return { is: 'pass', evidence: [{ at: 'account', found: account.signInName, wanted: 'an account' }] }
    const name = attempt.signInName
    if (name === null) return nobody
    const near = attempt.nearNames
    return {
      is: 'stop',
      reason: 'none',
      args: { name, hint: near.length === 0 ? '' : `; there is ${near.join(', ')}` },
      evidence: [
        { at: 'attempt.signInName', found: name, wanted: 'the name of an account' },
        { at: 'attempt.nearNames', found: near, wanted: name },
      ],
      remedies: [],
    }
  },
})
