import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { accountEnabled } from './account-enabled.ts'

describeGate(accountEnabled, {
  pass: {
    'an account that may sign in': aSnapshot(),
    'a deleted account: another gate speaks': aSnapshot({ account: { deletedAt: 0 } }),
  },
  stop: {
    'while Block sign-in is on': ['blocked', aSnapshot({ account: { isEnabled: false } })],
    'whatever else is in order': ['blocked', aSnapshot({ account: { isEnabled: false, roles: ['global-admin'] } })],
  },
})
