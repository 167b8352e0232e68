import { aSnapshot, morning } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { ResetLink } from '../recovery/reset-link.ts'
import type { Account } from '../snapshot.ts'
import { linkFollowed } from './link-followed.ts'

const day = 86_400_000
const sent = (resetLink: ResetLink, more: Partial<Account> = {}) =>
  aSnapshot({ account: { hasContactMail: true, resetLink, ...more }, proof: { credential: 'verified' } })

describeGate(linkFollowed, {
  pass: {},
  notApplicable: {
    'who was sent no link': aSnapshot(),
    'a link at its end: password-trusted speaks': sent({ sentAt: morning - day }),
    'a link that reached nobody: password-trusted speaks': sent({ sentAt: morning - 1, isLost: true }),
    'who was let in by a passkey': aSnapshot({
      account: { resetLink: { sentAt: morning - 1 } },
      proof: { methods: ['passkey'] },
    }),
  },
  stop: {
    'a moment before the end of the link': ['waiting', sent({ sentAt: morning - day + 1 })],
    'as soon as it was sent': ['waiting', sent({ sentAt: morning })],
    'who had no password before': ['waiting', sent({ sentAt: morning }, { passwordSetAt: null })],
    'who cannot follow it any more': ['waiting', sent({ sentAt: morning }, { isEmergency: true })],
  },
})
