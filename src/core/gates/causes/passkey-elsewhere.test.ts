import { aPolicy, aSnapshot } from '../../../../test/support/a-snapshot.ts'
import { describeCause } from '../../../../test/support/describe-cause.ts'
import type { Account } from '../../snapshot.ts'
import { passkeyElsewhere } from './passkey-elsewhere.ts'

const strong = aPolicy({ id: 'strong', name: 'Passkeys for the CRM', strength: 'phishing_resistant' })
const totp = { id: 'totp-1', kind: 'totp' as const, isUsable: true }
const has = (...methods: Account['methods']) => aSnapshot({ account: { methods }, tenant: { policies: [strong] } })

describeCause(passkeyElsewhere, {
  finds: {
    'who has a passkey of another address': [
      'mfa-registered',
      'elsewhere',
      has(totp, { id: 'key-1', kind: 'passkey', isUsable: false, madeFor: 'old.example' }),
    ],
  },
  silent: {
    'of who has none': ['mfa-registered', has(totp)],
    'of whose passkey no longer counts': [
      'mfa-registered',
      has(totp, { id: 'key-1', kind: 'passkey', isUsable: false }),
    ],
  },
})
