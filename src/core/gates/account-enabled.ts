import { defineGate, pass } from '../gate.ts'

const enabled = pass({ at: 'account.isEnabled', found: true, wanted: true })

/** *Block sign in* is off. */
export const accountEnabled = defineGate({
  id: 'account-enabled',
  question: 'May the account sign in?',
  needs: ['account'],
  reads: [],
  reasons: {
    blocked: {
      code: 'ACC-ENABLED',
      number: 50057,
      effect: 'refuse',
      disclose: 'never',
      title: 'Sign-in is blocked for the account',
      tell: '',
      explain: 'sign-in is blocked for {person}',
    },
  },

  check({ account }) {
    if (account.isEnabled) return enabled
    const evidence = [{ at: 'account.isEnabled', found: false, wanted: true }]
    return {
      is: 'stop',
      reason: 'blocked',
      args: {},
      evidence,
      remedies: [{ do: 'enable_account', accountId: account.id }],
    }
  },
})
