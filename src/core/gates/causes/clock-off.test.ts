import { expect, it } from 'vitest'
import { aSnapshot } from '../../../../test/support/a-snapshot.ts'
import { describeCause } from '../../../../test/support/describe-cause.ts'
import { explain } from '../../explain/explain.ts'
import { clockOff } from './clock-off.ts'

const wrong = (codeSteps?: number) =>
  aSnapshot({ proof: { secondFactor: 'wrong', ...(codeSteps === undefined ? {} : { codeSteps }) } })

describeCause(clockOff, {
  finds: {
    'a code of five steps before': ['mfa-done', 'off', wrong(-5)],
    'a code of twenty steps after': ['mfa-done', 'off', wrong(20)],
  },
  silent: { 'a code of no time': ['mfa-done', wrong()] },
})

it('names the seconds in the explanation', () => {
  const { headline, findings } = explain(wrong(-5))
  expect(headline).toBe(
    'The code Alice Moreau gave was wrong, because the clock of the phone that made it is about 150 seconds slow.',
  )
  expect(findings[0]?.root).toBe('MFA-CLOCK')
})
