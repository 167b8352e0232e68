import { expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { Account, Proof } from '../snapshot.ts'
import { mfaState } from './mfa-state.ts'

const is = (state: Account['mfaState'], secondFactor: Proof['secondFactor'], isUsable = true) =>
  aSnapshot({
    account: { mfaState: state, methods: [{ id: 'totp-1', kind: 'totp', isUsable }] },
    proof: { secondFactor },
  })

describeGate(mfaState, {
  pass: {
    'Enforced, a code proved': is('enforced', 'verified'),
    'Enabled, a code proved': is('enabled', 'verified'),
    'a code proved just now by a method that has ceased to work': is('enforced', 'verified', false),
  },
  notApplicable: {
    'Disabled, nothing proved': is('disabled', 'not_presented'),
    'Disabled, a wrong code': is('disabled', 'wrong'),
    'no method that works: mfa-registered speaks': is('enforced', 'not_presented', false),
    'no method at all: mfa-registered speaks': aSnapshot({
      account: { mfaState: 'enabled', methods: [] },
      proof: { secondFactor: 'not_presented' },
    }),
  },
  stop: {
    'Enforced, nothing proved': ['prove', is('enforced', 'not_presented')],
    'Enabled, a method registered, nothing proved': ['prove', is('enabled', 'not_presented')],
    'Enforced, a wrong code': ['prove', is('enforced', 'wrong')],
  },
})

it('A7: setting an Enforced person to Disabled lets them in', () => {
  expect(mfaState.check(is('enforced', 'not_presented'))).toMatchObject({
    args: { state: 'Enforced' },
    remedies: [{ do: 'prove_second_factor' }, { do: 'set_mfa_state', accountId: 'alice', state: 'disabled' }],
  })
})
