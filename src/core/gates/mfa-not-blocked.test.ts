import { expect, it } from 'vitest'
import { aPolicy, aSnapshot, morning, type SnapshotEdit } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { Account } from '../snapshot.ts'
import { mfaNotBlocked } from './mfa-not-blocked.ts'

const everybody = aPolicy({ id: 'everybody', name: 'Second factor for all' })
const away = aPolicy({ id: 'away', locations: { include: 'any', exclude: 'trusted' } })
const later = { secondFactorPausedUntil: morning + 900_000 }

function paused(account: Partial<Account>, edit: SnapshotEdit = {}) {
  return aSnapshot({ proof: { secondFactor: 'not_presented' }, ...edit, account: { ...later, ...account } })
}

describeGate(mfaNotBlocked, {
  pass: {
    'who proved a second factor before': paused({ mfaState: 'enforced' }, { proof: { secondFactor: 'verified' } }),
  },
  notApplicable: {
    'where no code was wrong too often': aSnapshot({ account: { mfaState: 'enforced' } }),
    'at the instant the pause ends': paused({ mfaState: 'enforced', secondFactorPausedUntil: morning }),
    'where nothing asks for a second factor': paused({}),
    'where a policy may ask, and the address is not known': paused(
      {},
      { tenant: { policies: [away] }, attempt: { network: { ip: null, locationIds: null } } },
    ),
    'where there is no method': paused({ mfaState: 'enforced', methods: [] }),
  },
  stop: {
    'where multi-factor is on': ['paused', paused({ mfaState: 'enforced' })],
    'where a policy asks': ['paused', paused({}, { tenant: { policies: [everybody] } })],
    'a wrong code': ['paused', paused({ mfaState: 'enabled' }, { proof: { secondFactor: 'wrong' } })],
    'a millisecond before the pause ends': [
      'paused',
      paused({ mfaState: 'enforced', secondFactorPausedUntil: morning + 1 }),
    ],
  },
})

it('opens by an administrator, or by waiting until it ends, not sooner', () => {
  expect(mfaNotBlocked.check(paused({ mfaState: 'enforced' }))).toMatchObject({
    remedies: [
      { do: 'unblock_second_factor', accountId: 'alice' },
      { do: 'wait_until', until: morning + 900_000 },
    ],
  })
})
