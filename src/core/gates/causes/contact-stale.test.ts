import { expect, it } from 'vitest'
import { aPolicy, aSnapshot } from '../../../../test/support/a-snapshot.ts'
import { describeCause } from '../../../../test/support/describe-cause.ts'
import { explain } from '../../explain/explain.ts'
import type { Method } from '../../methods/methods.ts'
import type { Account, Proof } from '../../snapshot.ts'
import { contactStale } from './contact-stale.ts'

const mail: Method = { id: 'mail-1', kind: 'email', isUsable: true, undeliverableAt: Date.UTC(2030, 0, 14) }
const phone: Method = { id: 'phone-1', kind: 'phone', isUsable: true, undeliverableAt: Date.UTC(2030, 0, 14) }
const app: Method = { id: 'totp-1', kind: 'totp', isUsable: true }
const codes: Method = { id: 'codes', kind: 'recovery_codes', isUsable: true }

const having = (
  methods: readonly Method[],
  secondFactor: Proof['secondFactor'] = 'not_presented',
  mfaState: Account['mfaState'] = 'enforced',
) => aSnapshot({ account: { methods, mfaState }, proof: { secondFactor } })

describeCause(contactStale, {
  finds: {
    'an address that is gone, and a code that was guessed': ['mfa-done', 'stale', having([mail], 'wrong')],
    'a code that never came': ['mfa-state', 'stale', having([mail, codes])],
    'a number and an address that are both gone': ['mfa-state', ['stale'], having([phone])],
    'a code that a policy asks for': [
      'policy-mfa',
      'stale',
      aSnapshot({
        account: { methods: [phone], mfaState: 'disabled' },
        proof: { secondFactor: 'not_presented' },
        tenant: { policies: [aPolicy({ id: 'mfa', grant: 'mfa' })] },
      }),
    ],
    'one that no longer counts': ['mfa-registered', 'stale', having([{ ...mail, isUsable: false }])],
  },
  silent: {
    'where an app is at hand': ['mfa-state', having([mail, app])],
    'where all arrives': ['mfa-state', having([{ id: 'mail-1', kind: 'email', isUsable: true }])],
    'of a wrong code of an app': ['mfa-done', having([mail, app], 'wrong')],
  },
})

it('is told to the administrator with the day', () => {
  const { headline, findings } = explain(having([mail]))
  expect(headline).toContain('because the e-mail address on file of Alice Moreau may be out of date')
  expect(headline).toContain('2030')
  expect(findings[0]?.root).toBe('MFA-CONTACT')
})
