import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { mfaDone } from './mfa-done.ts'

describeGate(mfaDone, {
  pass: { 'the right code': aSnapshot({ proof: { secondFactor: 'verified' } }) },
  notApplicable: {
    'where no code was given, asked for or not': aSnapshot({
      account: { mfaState: 'enforced' },
      proof: { secondFactor: 'not_presented' },
    }),
  },
  stop: {
    'a wrong code': ['wrong', aSnapshot({ proof: { secondFactor: 'wrong' } })],
    'a wrong code that nothing asked for': [
      'wrong',
      aSnapshot({ account: { mfaState: 'disabled' }, proof: { secondFactor: 'wrong' } }),
    ],
  },
})
