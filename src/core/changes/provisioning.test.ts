import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { aChange } from '../../../test/support/changes.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Change } from './change.ts'
import { mayProvision, type ProvisioningReach } from './provisioning.ts'
import { mayDo } from './may-do.ts'

const accountId = 'alice'
const account = { id: 'new', signInName: 'n@meridian.example', displayName: 'N', isEnabled: true, attributes: {} }
const group = { id: 'new', name: 'N', description: null }

function may(change: Change, s: Snapshot = aSnapshot(), reach: ProvisioningReach = 'people'): boolean {
  return mayProvision(reach, change, s).ok
}

describe('what a provisioning client may do', () => {
  it.each<[boolean, Change]>([
    [true, { do: 'create_account', account: { ...account, userType: 'member' } }],
    [false, { do: 'create_account', account: { ...account, userType: 'guest' } }],
    [
      true,
      { do: 'update_account', accountId, set: { signInName: 'a@meridian.example', displayName: 'A', managerId: null } },
    ],
    [false, { do: 'update_account', accountId, set: { isEmergency: true } }],
    [false, { do: 'update_account', accountId, set: { displayName: 'A', passwordNeverExpires: true } }],
    [true, { do: 'set_attribute', accountId, name: 'department', value: 'Sales' }],
    [true, { do: 'block_account', accountId }],
    [true, { do: 'enable_account', accountId }],
    [true, { do: 'delete_account', accountId }],
    [false, { do: 'restore_account', accountId }],
    [false, { do: 'unlock_account', accountId }],
    [false, { do: 'issue_temporary_password', accountId }],
    [false, { do: 'set_mfa_state', accountId, state: 'disabled' }],
    [false, { do: 'remove_methods', accountId }],
    [true, { do: 'create_group', group: { ...group, rule: null } }],
    [false, { do: 'create_group', group: { ...group, rule: 'user.department -eq "Sales"' } }],
    [true, { do: 'update_group', groupId: 'crm-users', set: { name: 'CRM', externalId: 'x' } }],
    [false, { do: 'update_group', groupId: 'sales-licences', set: { name: 'Sales' } }],
    [true, { do: 'delete_group', groupId: 'crm-users' }],
    [false, { do: 'delete_group', groupId: 'sales-licences' }],
    [false, { do: 'edit_rule', groupId: 'crm-users', rule: 'user.department -eq "Sales"' }],
    [true, { do: 'add_to_group', accountId, groupId: 'crm-users' }],
    [true, { do: 'remove_from_group', accountId, groupId: 'crm-users' }],
    [false, { do: 'assign_licence', accountId, productId: 'sales-pro', disabledPlans: [] }],
    [false, { do: 'assign_role', accountId, role: 'directory-reader' }],
    [false, { do: 'assign_app', accountId, appId: 'crm' }],
    [false, { do: 'exclude_from_policy', accountId, policyId: 'p' }],
  ])('%s: %j', (is, change) => expect(may(change)).toBe(is))

  it.each<[readonly string[], ProvisioningReach, boolean]>([
    [[], 'people', true],
    [['directory-reader'], 'people', false],
    [['global-admin'], 'people', false],
    [['a-role-of-tomorrow'], 'people', false],
    [['directory-reader'], 'administrators', true],
    [['user-admin'], 'administrators', true],
    [['app-admin'], 'administrators', false],
    [['directory-reader', 'global-admin'], 'administrators', false],
    [['a-role-of-tomorrow'], 'administrators', false],
  ])('to one who holds %j, with the reach %s: %s', (roles, reach, is) => {
    const s = aSnapshot({ account: { roles } })
    for (const change of [
      { do: 'block_account', accountId },
      { do: 'set_attribute', accountId, name: 'mail', value: 'x@y.example' },
      { do: 'add_to_group', accountId, groupId: 'crm-users' },
    ] as const)
      expect(may(change, s, reach), change.do).toBe(is)
  })

  it('to an emergency account nothing, whatever was allowed (SEC-31)', () => {
    const s = aSnapshot({ account: { isEmergency: true } })
    expect(may({ do: 'set_attribute', accountId, name: 'title', value: 'x' }, s, 'administrators')).toBe(false)
  })

  it('nothing that a User Administrator and a Groups Administrator together may not (SEC-31)', () => {
    fc.assert(
      fc.property(aChange, (change) => {
        const s = aSnapshot()
        if (mayProvision('administrators', change, s).ok)
          expect(mayDo(['user-admin', 'groups-admin'], null, change, s).ok).toBe(true)
      }),
    )
  })

  it('takes whoever holds a role within a unit, or is in a group for roles, for an administrator', () => {
    const { groups } = aSnapshot().tenant
    const forRoles = { ...groups, admins: { ...groups['crm-users']!, id: 'admins', isRoleAssignable: true as const } }
    const block: Change = { do: 'block_account', accountId }
    expect(may(block)).toBe(true)
    expect(
      may(block, aSnapshot({ account: { grants: [{ role: 'user-admin', unitId: 'lyon', groupId: null }] } })),
    ).toBe(false)
    const member = aSnapshot({
      tenant: { groups: forRoles },
      account: { memberOf: [{ groupId: 'admins', how: 'direct' }] },
    })
    expect(may(block, member)).toBe(false)
    expect(may(block, member, 'administrators')).toBe(false)
    expect(may({ do: 'add_to_group', accountId, groupId: 'admins' }, aSnapshot({ tenant: { groups: forRoles } }))).toBe(
      false,
    )
    expect(may({ do: 'create_group', group: { ...group, rule: null, isRoleAssignable: 'yes' } })).toBe(false)
  })
})
