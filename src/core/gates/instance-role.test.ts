import { expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { instanceRole } from './instance-role.ts'

const holding = (roles: readonly string[], isEnabled = true) =>
  aSnapshot({ account: { instanceUsers: [{ instanceId: 'emea', isEnabled, roles }] } })

describeGate(instanceRole, {
  pass: {
    'who has a security role': holding(['Salesperson']),
    'whose record is switched off but has a role: another gate speaks': holding(['Salesperson'], false),
  },
  notApplicable: {
    'where no instance was asked for': aSnapshot({ instance: null }),
    'who has no record: another gate speaks': aSnapshot({ account: { instanceUsers: [] } }),
    'who has a role in another instance only': aSnapshot({
      account: { instanceUsers: [{ instanceId: 'apac', isEnabled: true, roles: ['Salesperson'] }] },
    }),
  },
  stop: {
    'who has none': ['none', holding([])],
    'who has none, where the instance knows no role to give': [
      'none',
      aSnapshot({
        instance: { roles: [] },
        account: { instanceUsers: [{ instanceId: 'emea', isEnabled: true, roles: [] }] },
      }),
    ],
  },
})

it('D13: offers the role with the least privilege', () => {
  expect(instanceRole.check(holding([]))).toMatchObject({
    remedies: [{ do: 'give_instance_role', instanceId: 'emea', accountId: 'alice', role: 'Salesperson' }],
  })
})
