import { expect, it } from 'vitest'
import { aSnapshot, morning } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { Account, Place } from '../snapshot.ts'
import { notLockedOut } from './not-locked-out.ts'

const locked = (lockedUntil: number | null) => aSnapshot({ account: { lockedUntil, failedAttempts: 10 } })

const minute = 60_000
const from = (place: Place | undefined, account: Partial<Account>) =>
  aSnapshot({ account, attempt: place === undefined ? {} : { place } })
const byStrangers = { lockedUntil: morning + minute }
const byThemselves = { familiarLockedUntil: morning + 2 * minute }
const failures = [
  { place: 'strange', ip: '203.0.113.9', client: 'Mail/2.0', times: 10, repeats: 0, lastAt: morning },
] as const

describeGate(notLockedOut, {
  pass: {
    'SEC-03: a familiar place, while strangers are locked out': from('familiar', byStrangers),
    'a strange place, while the person mistyped at home': from('strange', byThemselves),
    'a familiar place, after its lock has ended': from('familiar', { familiarLockedUntil: morning }),
    'a place nobody knows, after both have ended': from(undefined, {
      lockedUntil: morning,
      familiarLockedUntil: morning - 1,
    }),
    'an account without a lock, however often it failed': locked(null),
    'at the instant the lock ends': locked(morning),
    'after the lock has ended': locked(morning - 1),
  },
  notApplicable: {
    'SEC-03: a passkey, from wherever': aSnapshot({
      account: { ...byStrangers, ...byThemselves },
      proof: { methods: ['passkey'] },
    }),
  },
  stop: {
    'a passkey beside the password': [
      'locked',
      aSnapshot({ account: byStrangers, proof: { methods: ['password', 'passkey'] } }),
    ],
    'a pass, which can be guessed at': [
      'locked',
      aSnapshot({ account: byStrangers, proof: { methods: ['temporary_pass'] } }),
    ],
    'a strange place, while strangers are locked out': ['locked', from('strange', byStrangers)],
    'a familiar place, while it is locked itself': ['locked', from('familiar', byThemselves)],
    'a place nobody knows, whichever is locked': ['locked', from(undefined, { ...byThemselves, lockedUntil: morning })],
    'with where the wrong passwords came from': ['locked', from('strange', { ...byStrangers, failures })],
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

it('says from where nobody gets in, and waits until the last of two locks has ended', () => {
  const said = (place: Place | undefined, account: Partial<Account>) => {
    const answer = notLockedOut.check(from(place, account))
    return answer.is === 'stop' ? answer.args : answer.is
  }
  expect(said('strange', byStrangers)).toEqual({
    lockedUntil: morning + minute,
    where: ' from places where they had not signed in before; where they had, they still get in',
  })
  expect(said('familiar', byThemselves)).toEqual({
    lockedUntil: morning + 2 * minute,
    where: ' from where they usually sign in',
  })
  expect(said(undefined, { ...byStrangers, ...byThemselves })).toEqual({ lockedUntil: morning + 2 * minute, where: '' })
  expect(notLockedOut.check(from('strange', { ...byStrangers, failures }))).toMatchObject({
    evidence: expect.arrayContaining([
      expect.objectContaining({ at: 'account.failures', found: ['10 wrong from 203.0.113.9 by Mail/2.0'] }),
    ]),
  })
})
