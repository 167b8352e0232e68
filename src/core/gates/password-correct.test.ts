import { expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { Proof } from '../snapshot.ts'
import { passwordCorrect } from './password-correct.ts'

const gave = (credential: Proof['credential'], account = {}) => aSnapshot({ proof: { credential }, account })
const noPassword = { passwordSetAt: null }

describeGate(passwordCorrect, {
  pass: {
    'the right password': gave('verified'),
    'the right password, temporary: password-own speaks': gave('verified', { mustChangePassword: true }),
    'the right password, set at the beginning of time': gave('verified', { passwordSetAt: 0 }),
    'the right password of a blocked account: another gate speaks': gave('verified', { isEnabled: false }),
  },
  unknown: {
    'what nobody tried': gave('untested'),
    'what nobody tried, where there is no password': gave('untested', noPassword),
  },
  stop: {
    'a wrong password': ['wrong', gave('wrong')],
    'before a password is given': ['not_presented', gave('not_presented')],
    'before a password is given, where there is none': ['not_presented', gave('not_presented', noPassword)],
    'any password where there is none': ['none', gave('wrong', noPassword)],
    'even one that seems right where there is none': ['none', gave('verified', noPassword)],
  },
})

it('SEC-01: asks everybody for a password, and says no different where there is none', () => {
  const { remedies: _, ...asked } = passwordCorrect.check(gave('not_presented')) as { remedies: unknown }
  expect(passwordCorrect.check(gave('not_presented', noPassword))).toMatchObject(asked)
})

it('tells the administrator when the right one was set, and offers typing it before a reset', () => {
  expect(passwordCorrect.check(gave('wrong', { passwordSetAt: 7 }))).toMatchObject({
    args: { passwordSetAt: 7 },
    remedies: [{ do: 'retype_password' }, { do: 'issue_temporary_password', accountId: 'alice' }],
  })
})
