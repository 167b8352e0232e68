import { defineGate, pass } from '../gate.ts'

const there = pass({ at: 'account.deletedAt', found: null, wanted: null })

/** A deleted account can be restored; until then nobody signs in with it. */
export const accountNotDeleted = defineGate({
  id: 'account-not-deleted',
  question: 'Is the account there, not deleted?',
  needs: ['account'],
  reads: ['now'],
  reasons: {
    deleted: {
      code: 'ACC-DELETED',
      number: 50034,
      effect: 'refuse',
      disclose: 'never',
      title: 'The account is deleted',
      tell: '',
      explain: 'the account of {person} was deleted on {deletedAt}',
    },
  },

  check({ account }) {
    const { deletedAt } = account
    if (deletedAt === null) return there
    const evidence = [{ at: 'account.deletedAt', found: deletedAt, wanted: null }]
    return {
      is: 'stop',
      reason: 'deleted',
      args: { deletedAt },
      evidence,
      remedies: [{ do: 'restore_account', accountId: account.id }],
    }
  },
})
