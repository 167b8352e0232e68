import { defineGate, notApplicable } from '../gate.ts'
import { recordIn } from '../instance-users.ts'

const none = notApplicable('no instance was asked for')

/** The instance has a record of the person, and it is enabled. */
export const instanceUser = defineGate({
  id: 'instance-user',
  question: 'Does the instance know the person?',
  needs: ['account'],
  reads: ['instance'],
  reasons: {
    absent: {
      code: 'INS-USER',
      number: 1004002,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'Not in the system yet',
      tell: "Your account isn't in {instance} yet. Your help desk can add it. Reference {ref}.",
      explain: '{instance} has no record of {person}',
    },
    disabled: {
      code: 'INS-USER-OFF',
      number: 1004002,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'Switched off in the system',
      tell: 'Your account is switched off in {instance}. Your help desk can switch it on. Reference {ref}.',
      explain: 'the record of {person} in {instance} is disabled',
    },
  },

  glance: ({ account, instance }) => (instance === null || recordIn(account, instance)?.isEnabled ? true : null),

  check({ account, instance }) {
    if (instance === null) return none
    const found = recordIn(account, instance)
    const evidence = [{ at: 'account.instanceUsers', found: found ?? null, wanted: 'an enabled record' }]
    if (found?.isEnabled) return { is: 'pass', evidence }
    return {
      is: 'stop',
      reason: found === undefined ? 'absent' : 'disabled',
      args: {},
      evidence,
      remedies: [{ do: 'put_instance_user', instanceId: instance.id, accountId: account.id }],
    }
  },
})
