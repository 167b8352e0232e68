import { defineGate, notApplicable } from '../gate.ts'
import { recordIn } from '../instance-users.ts'

const none = notApplicable('no instance was asked for')
const unknown = notApplicable('the instance has no record of the person: instance-user speaks')

/** The person holds at least one security role in the instance (D13). */
export const instanceRole = defineGate({
  id: 'instance-role',
  question: 'Has the person a security role?',
  needs: ['account'],
  reads: ['instance'],
  reasons: {
    none: {
      code: 'INS-ROLE',
      number: 1004003,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'No security role',
      tell: 'You have not been assigned a security role in {instance}, so you have insufficient privileges to open it. Its administrator can assign one. Reference {ref}.',
      explain: '{person} has no security role in {instance}',
    },
  },

  glance: ({ account, instance }) =>
    instance === null || recordIn(account, instance)?.roles.length !== 0 ? true : 'none',

  check({ account, instance }) {
    if (instance === null) return none
    const user = recordIn(account, instance)
    if (user === undefined) return unknown
    const evidence = [{ at: 'account.instanceUsers', found: user.roles, wanted: 'a security role' }]
    if (user.roles.length > 0) return { is: 'pass', evidence }
    const [least] = instance.roles
    return {
      is: 'stop',
      reason: 'none',
      args: {},
      evidence,
      remedies:
        least === undefined
          ? []
          : [{ do: 'give_instance_role', instanceId: instance.id, accountId: account.id, role: least }],
    }
  },
})
