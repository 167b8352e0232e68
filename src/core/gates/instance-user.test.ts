import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { InstanceUser } from '../snapshot.ts'
import { instanceUser } from './instance-user.ts'

const known = (...instanceUsers: readonly InstanceUser[]) => aSnapshot({ account: { instanceUsers } })
const apac = { instanceId: 'apac', isEnabled: true, roles: ['Salesperson'] }

describeGate(instanceUser, {
  pass: {
    'who is known to the instance': aSnapshot(),
    'who is known to several': known(apac, { instanceId: 'emea', isEnabled: true, roles: [] }),
  },
  notApplicable: { 'where no instance was asked for': aSnapshot({ instance: null, account: { instanceUsers: [] } }) },
  stop: {
    'who is known to none': ['absent', known()],
    'who is known to another one': ['absent', known(apac)],
    'whose record is switched off': [
      'disabled',
      known({ instanceId: 'emea', isEnabled: false, roles: ['Salesperson'] }),
    ],
  },
})
