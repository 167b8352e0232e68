import { expect, it } from 'vitest'
import { aSnapshot, morning } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { withinPeriod } from './within-period.ts'

const day = 86_400_000
const having = (account: { readonly accessFrom?: number; readonly accessUntil?: number }, now = morning) =>
  aSnapshot({ account, now })

describeGate(withinPeriod, {
  pass: {
    'on the first instant': having({ accessFrom: morning }),
    'on the last instant': having({ accessUntil: morning + 1 }),
    between: having({ accessFrom: morning - day, accessUntil: morning + day }),
  },
  notApplicable: { 'where there is no beginning and no end': aSnapshot() },
  stop: {
    'at the end': ['ended', having({ accessUntil: morning })],
    'after the end': ['ended', having({ accessFrom: morning - day, accessUntil: morning - 1 })],
    'before the beginning, to wait for': ['not_yet', having({ accessFrom: morning + 1 })],
    'long before the beginning': [
      'not_yet',
      having({ accessFrom: morning + 9 * day, accessUntil: morning + 19 * day }),
    ],
  },
})

it('extends to the same instant on one day, so that the repair that was shown is the one that is made', () => {
  const at = (now: number) => withinPeriod.check(having({ accessUntil: morning - day }, now) as never)
  const until = (now: number) => (at(now) as { remedies: readonly { until?: number }[] }).remedies[0]?.until
  expect(until(morning)).toBe(until(morning + 3 * 3_600_000))
  expect((until(morning) as number) - morning).toBeGreaterThanOrEqual(30 * day)
})
