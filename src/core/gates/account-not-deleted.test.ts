import { aSnapshot, morning } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { accountNotDeleted } from './account-not-deleted.ts'

describeGate(accountNotDeleted, {
  pass: {
    'an account that is there': aSnapshot(),
    'a blocked account: another gate speaks': aSnapshot({ account: { isEnabled: false } }),
  },
  stop: {
    'an account deleted yesterday': ['deleted', aSnapshot({ account: { deletedAt: morning - 86_400_000 } })],
    'an account deleted at this very instant': ['deleted', aSnapshot({ account: { deletedAt: morning } })],
    'an account deleted at the first instant there is': ['deleted', aSnapshot({ account: { deletedAt: 0 } })],
  },
})
