import { expect, it } from 'vitest'
import { aSnapshot, morning } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { notLockedOut } from './not-locked-out.ts'

const locked = (lockedUntil: number | null) => aSnapshot({ account: { lockedUntil, failedAttempts: 10 } })

describeGate(notLockedOut, {
  pass: {
    'an account without a lock, however often it failed': locked(null),
    'at the instant the lock ends': locked(morning),
    'after the lock has ended': locked(morning - 1),
  },
  stop: {
    'a millisecond before the lock ends': ['locked', locked(morning + 1)],
    'an hour before the lock ends': ['locked', locked(morning + 3_600_000)],
    'the right password too': [
      'locked',
      aSnapshot({ account: { lockedUntil: morning + 1 }, proof: { credential: 'verified' } }),
    ],
  },
})

it('opens by unlocking or by waiting until it ends, not sooner', () => {
  expect(notLockedOut.check(locked(morning + 60_000))).toMatchObject({
    remedies: [
      { do: 'unlock_account', accountId: 'alice' },
      { do: 'wait_until', until: morning + 60_000 },
    ],
  })
})
