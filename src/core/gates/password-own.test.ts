import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { passwordOwn } from './password-own.ts'

describeGate(passwordOwn, {
  pass: { 'a password the person chose': aSnapshot() },
  notApplicable: {
    'who was let in by a pass': aSnapshot({
      account: { mustChangePassword: true },
      proof: { methods: ['temporary_pass'] },
    }),
  },
  stop: { 'a temporary password': ['temporary', aSnapshot({ account: { mustChangePassword: true } })] },
})
