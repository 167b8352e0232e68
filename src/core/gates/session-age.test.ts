import { expect, it } from 'vitest'
import { aSnapshot, morning } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { decide } from '../decide.ts'
import { applyChange } from '../changes/apply.ts'
import { sessionAge } from './session-age.ts'

const minute = 60_000
/** Somebody who proved who they are so many minutes ago and comes again. */
const since = (minutes: number, session?: { minutes: number; warnMinutes: number }) =>
  aSnapshot({
    proof: { credentialAt: morning - minutes * minute },
    ...(session === undefined ? {} : { instance: { session } }),
  })
const hour = { minutes: 60, warnMinutes: 20 }

describeGate(sessionAge, {
  pass: {
    'a minute before eight hours are over': since(479),
    'a minute before the hour of the instance is over': since(59, hour),
    'a day that the instance allows': since(1439, { minutes: 1440, warnMinutes: 20 }),
  },
  notApplicable: {
    'where no instance was asked for': aSnapshot({ instance: null, proof: { credentialAt: 0 } }),
    'who proves it in this very attempt': aSnapshot(),
    'who has not proved it yet': aSnapshot({ proof: { credential: 'not_presented', credentialAt: 0 } }),
  },
  stop: {
    'after eight hours': ['over', since(480)],
    'after the hour of the instance': ['over', since(60, hour)],
    'by a passkey alone': [
      'over',
      aSnapshot({
        account: {
          passwordSetAt: null,
          methods: [{ id: 'm1', kind: 'passkey', isUsable: true }],
        },
        proof: { credentialAt: morning - 480 * minute, secondFactor: 'verified', methods: ['passkey'] },
      }),
    ],
  },
})

it('asks for the credentials, before anything else is said, and for nothing more', () => {
  const s = since(600)
  const decision = decide(s)
  expect(decision).toMatchObject({ outcome: 'challenge', because: { code: 'SES-AGE' } })
  expect(decide(applyChange(s, { do: 'retype_password' })).outcome).toBe('admit')
})
