import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { appEnabled } from './app-enabled.ts'

describeGate(appEnabled, {
  pass: { 'an app that is switched on': aSnapshot() },
  stop: { 'an app that is switched off': ['off', aSnapshot({ app: { isEnabled: false } })] },
})
