import type { Change } from '../changes/change.ts'
import { waitingUntil } from '../changes/waiting.ts'
import { defineGate, notApplicable } from '../gate.ts'

const none = notApplicable('no instance was asked for')

/** The instance is switched on and not being maintained. */
export const instanceUp = defineGate({
  id: 'instance-up',
  question: 'Is the instance up?',
  needs: [],
  reads: ['instance', 'now'],
  reasons: {
    maintenance: {
      code: 'INS-UP',
      number: 1004001,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'The system is being maintained',
      tell: '{instance} is being maintained until {maintenanceUntil}. Try again later. Reference {ref}.',
      explain: '{instance} is in maintenance until {maintenanceUntil}',
    },
    disabled: {
      code: 'INS-OFF',
      number: 1004004,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'The system is switched off',
      tell: '{instance} is switched off. Your help desk knows more. Reference {ref}.',
      explain: '{instance} is switched off',
    },
  },

  check({ instance, now }) {
    if (instance === null) return none
    const { state, maintenanceUntil } = instance
    const evidence = [{ at: 'instance.state', found: state, wanted: 'enabled' }]
    if (state === 'enabled') return { is: 'pass', evidence }

    const enable: Change = { do: 'set_instance_state', instanceId: instance.id, state: 'enabled', until: null }
    if (state === 'disabled') return { is: 'stop', reason: 'disabled', args: {}, evidence, remedies: [enable] }
    const end = { at: 'instance.maintenanceUntil', found: maintenanceUntil, wanted: 'past' }
    if (maintenanceUntil !== null && maintenanceUntil <= now) return { is: 'pass', evidence: [...evidence, end] }
    return {
      is: 'stop',
      reason: 'maintenance',
      args: { maintenanceUntil: maintenanceUntil ?? 'further notice' },
      evidence: [...evidence, end],
      remedies: [enable, ...waitingUntil(maintenanceUntil, now)],
    }
  },
})
