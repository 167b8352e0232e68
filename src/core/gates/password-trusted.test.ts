import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { passwordTrusted } from './password-trusted.ts'

const reportedAt = Date.UTC(2030, 0, 8)

describeGate(passwordTrusted, {
  pass: {},
  notApplicable: {
    'a password nobody has reported': aSnapshot(),
    'who was let in by a passkey': aSnapshot({
      account: { passwordReportedAt: reportedAt },
      proof: { methods: ['passkey'] },
    }),
    'no password at all': aSnapshot({ account: { passwordSetAt: null } }),
  },
  stop: {
    'one that was reported': ['reported', aSnapshot({ account: { passwordReportedAt: reportedAt } })],
    'one that is to be changed as well: choosing another does not make up for it': [
      'reported',
      aSnapshot({ account: { passwordReportedAt: reportedAt, mustChangePassword: true } }),
    ],
  },
})
