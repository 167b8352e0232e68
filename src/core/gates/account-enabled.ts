import { defineGate } from '../gate.ts'

/** *Block sign in* is off. */
export const accountEnabled = defineGate({
  id: 'account-enabled',
  question: 'May the account sign in?',
  needs: ['account'],
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
    const evidence = [{ at: 'account.isEnabled', found: account.isEnabled, wanted: true }]
    if (account.isEnabled) return { is: 'pass', evidence }
    return { is: 'stop', reason: 'blocked', args: {}, evidence, remedies: [{ do: 'enable_account', accountId: account.id }] }
  },
})
