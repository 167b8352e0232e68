import { expect, it } from 'vitest'
import { aSnapshot, morning } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { instanceUp } from './instance-up.ts'

const maintained = (maintenanceUntil: number | null) =>
  aSnapshot({ instance: { state: 'maintenance', maintenanceUntil } })

describeGate(instanceUp, {
  pass: {
    'an instance that is up': aSnapshot(),
    'an end of maintenance left over from before': aSnapshot({ instance: { maintenanceUntil: morning + 1 } }),
    'at the instant the maintenance ends': maintained(morning),
    'after the maintenance': maintained(morning - 1),
  },
  notApplicable: { 'where no instance was asked for': aSnapshot({ instance: null }) },
  stop: {
    'a millisecond before the maintenance ends': ['maintenance', maintained(morning + 1)],
    'during maintenance without an end': ['maintenance', maintained(null)],
    'an instance that is switched off': ['disabled', aSnapshot({ instance: { state: 'disabled' } })],
    'one that is switched off, whenever a maintenance ended': [
      'disabled',
      aSnapshot({ instance: { state: 'disabled', maintenanceUntil: morning - 1 } }),
    ],
  },
})

it('lets people wait where there is an end to wait for', () => {
  expect(instanceUp.check(maintained(morning + 1))).toMatchObject({
    remedies: [{ do: 'set_instance_state' }, { do: 'wait_until', until: morning + 1 }],
  })
  expect(instanceUp.check(maintained(null))).toMatchObject({
    args: { maintenanceUntil: 'further notice' },
    remedies: [{ do: 'set_instance_state' }],
  })
})
