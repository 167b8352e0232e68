import { expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { appExists } from './app-exists.ts'

describeGate(appExists, {
  pass: {
    'an app of the tenant': aSnapshot(),
    'an app that is switched off: another gate speaks': aSnapshot({ app: { isEnabled: false } }),
  },
  stop: {
    'a client id nobody registered': ['unknown', aSnapshot({ app: null, attempt: { appId: 'no-such-app' } })],
    'an app that was deleted': ['deleted', aSnapshot({ app: { deletedAt: 1_800_000_000_000 } })],
  },
})

it('says which id was asked for', () => {
  expect(appExists.check(aSnapshot({ app: null, attempt: { appId: 'no-such-app' } }))).toMatchObject({
    args: { appId: 'no-such-app' },
  })
})
