import { describe, expect, it } from 'vitest'
import { aPolicy, aSnapshot } from '../../../test/support/a-snapshot.ts'
import type { Change } from './change.ts'
import { missingOf } from './named.ts'

const accountId = 'alice'
const { tenant } = aSnapshot({ tenant: { policies: [aPolicy({ id: 'mfa' })] } })
const cases: readonly [Change, ReturnType<typeof missingOf>][] = [
  [{ do: 'add_to_group', accountId, groupId: 'crm-users' }, null],
  [{ do: 'add_to_group', accountId, groupId: 'nobody' }, 'group'],
  [{ do: 'nest_group', childId: 'crm-users', parentId: 'toString' }, 'group'],
  [{ do: 'restore_group', groupId: 'deleted' }, null],
  [{ do: 'assign_licence', accountId, productId: 'sales-pro', disabledPlans: [] }, null],
  [{ do: 'assign_licence', accountId, productId: 'sales-max', disabledPlans: [] }, 'product'],
  [{ do: 'switch_plan_on', accountId, productId: 'sales-pro', planId: 'mail-plan', groupId: null }, null],
  [{ do: 'set_policy_state', policyId: 'mfa', state: 'off' }, null],
  [{ do: 'set_policy_state', policyId: 'none', state: 'off' }, 'policy'],
  [{ do: 'add_location_range', locationId: 'away', range: '203.0.113.0/24' }, 'location'],
  [{ do: 'add_to_unit', unitId: 'north', accountId }, 'unit'],
  [{ do: 'block_account', accountId }, null],
]

describe('what a change names', () => {
  it.each(cases)('%o: missing is %s', (change, missing) => {
    expect(missingOf(change, tenant)).toBe(missing)
  })
})
