import { waitingUntil } from '../changes/waiting.ts'
import { defineGate, pass } from '../gate.ts'

const free = pass({ at: 'account.lockedUntil', found: null, wanted: 'none, or past' })

/** After too many wrong passwords an account waits; the lock ends by itself at the instant named. */
export const notLockedOut = defineGate({
  id: 'not-locked-out',
  question: 'Is the account free of a lock?',
  needs: ['account'],
  reads: ['now'],
  reasons: {
    locked: {
      code: 'ACC-LOCK',
      number: 50053,
      effect: 'refuse',
      disclose: 'never',
      title: 'Locked out after wrong passwords',
      tell: '',
      explain: '{person} is locked out until {lockedUntil} after too many wrong passwords',
    },
  },

  check({ account, now }) {
    const { lockedUntil } = account
    if (lockedUntil === null) return free
    const evidence = [{ at: 'account.lockedUntil', found: lockedUntil, wanted: 'none, or past' }]
    if (lockedUntil <= now) return { is: 'pass', evidence }
    return {
      is: 'stop',
      reason: 'locked',
      args: { lockedUntil },
      evidence,
      remedies: [{ do: 'unlock_account', accountId: account.id }, ...waitingUntil(lockedUntil, now)],
    }
  },
})
