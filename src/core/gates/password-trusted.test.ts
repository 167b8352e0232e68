import { aSnapshot, morning } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { ResetLink } from '../recovery/reset-link.ts'
import { passwordTrusted } from './password-trusted.ts'

const reportedAt = Date.UTC(2030, 0, 8)
const day = 86_400_000
/** Somebody who is written to, and was sent a link then. */
const sent = (resetLink: ResetLink, more = {}) =>
  aSnapshot({ account: { hasContactMail: true, resetLink, ...more }, proof: { credential: 'verified' } })

describeGate(passwordTrusted, {
  pass: { 'a link that is still good: link-followed speaks': sent({ sentAt: morning - day + 1 }) },
  notApplicable: {
    'a password nobody has reported': aSnapshot(),
    'who was let in by a passkey': aSnapshot({
      account: { passwordReportedAt: reportedAt },
      proof: { methods: ['passkey'] },
    }),
    'who was let in by a passkey, whatever became of a link': aSnapshot({
      account: { resetLink: { sentAt: morning - day } },
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
    'one that was reported, be there a link or not': [
      'reported',
      sent({ sentAt: morning - 1 }, { passwordReportedAt: reportedAt }),
    ],
    'a link at its end': ['link_over', sent({ sentAt: morning - day })],
    'a link that reached nobody': ['link_over', sent({ sentAt: morning - 1, isLost: true })],
    'a link that is over, where there was no password': [
      'link_over',
      sent({ sentAt: morning - day }, { passwordSetAt: null }),
    ],
  },
})
