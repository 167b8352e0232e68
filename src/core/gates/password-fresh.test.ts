import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { passwordFresh } from './password-fresh.ts'

const set = Date.UTC(2030, 0, 1)
const lastInstant = Date.UTC(2030, 3, 1)
const at = (now: number, account = {}) => aSnapshot({ now, account: { passwordSetAt: set, ...account } })

describeGate(passwordFresh, {
  pass: {
    'on the day it is set': at(set),
    'on its last day: 90 days count in full': at(lastInstant),
    'a password set in the future, as after a clock was put back': at(set - 1),
  },
  notApplicable: {
    'where passwords live for ever': aSnapshot({ now: lastInstant + 1, tenant: { passwordLifetimeDays: null } }),
    'for an account whose password never expires': at(lastInstant + 1, { passwordNeverExpires: true }),
    'who was let in by a passkey': aSnapshot({
      now: lastInstant + 1,
      account: { passwordSetAt: set },
      proof: { methods: ['passkey'] },
    }),
    'where there is no password': at(lastInstant + 1, { passwordSetAt: null }),
  },
  stop: {
    'a moment after its last day': ['expired', at(lastInstant + 1)],
    'years later': ['expired', at(Date.UTC(2035, 0, 1))],
    'a password of yesterday where it lives no day': [
      'expired',
      aSnapshot({ now: set + 1, account: { passwordSetAt: set }, tenant: { passwordLifetimeDays: 0 } }),
    ],
  },
})
