import { expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { accountExists } from './account-exists.ts'

const nobody = (nearNames: readonly string[]) =>
  aSnapshot({ account: null, attempt: { signInName: 'alicia@meridian.example', nearNames } })

describeGate(accountExists, {
  pass: {
    'an account of the directory': aSnapshot(),
    'an account found by its id, without a name': aSnapshot({ attempt: { signInName: null } }),
    'a deleted account: another gate speaks': aSnapshot({ account: { deletedAt: 0 } }),
  },
  notApplicable: { 'before a name is given': aSnapshot({ account: null, attempt: { signInName: null } }) },
  stop: {
    'a name nobody has': ['none', nobody([])],
    'a name that looks like others': ['none', nobody(['alice@meridian.example', 'alicja@meridian.example'])],
  },
})

it('names those it looks like', () => {
  expect(accountExists.check(nobody([]))).toMatchObject({ args: { name: 'alicia@meridian.example', hint: '' } })
  expect(accountExists.check(nobody(['alice@meridian.example', 'alicja@meridian.example']))).toMatchObject({
    args: { hint: '; there is alice@meridian.example, alicja@meridian.example' },
  })
})
