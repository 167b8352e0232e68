import { expect, it } from 'vitest'
import { aGroup, aSnapshot, type SnapshotEdit } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { Group, Membership } from '../snapshot.ts'
import { appAssigned } from './app-assigned.ts'

const crmUsers = aGroup({ id: 'crm-users', name: 'CRM users' })

function among(memberOf: readonly Membership[], groups: readonly Group[] = [crmUsers], edit: SnapshotEdit = {}) {
  return aSnapshot({
    app: { assignedGroupIds: groups.map(({ id }) => id), ...edit.app },
    account: { memberOf, ...edit.account },
    tenant: { groups: Object.fromEntries(groups.map((group) => [group.id, group])), ...edit.tenant },
  })
}

const byRule = (rule: string) => aGroup({ id: 'by-rule', name: 'By rule', rule })

describeGate(appAssigned, {
  pass: {
    'who is assigned directly': among([], [], { account: { assignedApps: ['ledger', 'crm'] } }),
    'a direct member of an assigned group': among([{ groupId: 'crm-users', how: 'direct' }]),
    'a member by the rule of an assigned group': among(
      [{ groupId: 'by-rule', how: 'rule' }],
      [byRule('user.city -eq "Lyon"')],
    ),
    'a member of one of several': among([{ groupId: 'b', how: 'direct' }], [aGroup({ id: 'a' }), aGroup({ id: 'b' })]),
  },
  notApplicable: {
    'where the app is open to everybody': among([], [], { app: { assignmentRequired: false } }),
  },
  stop: {
    'who is in no assigned group': ['not_assigned', among([])],
    'who is in another group': ['not_assigned', among([{ groupId: 'sales', how: 'direct' }])],
    'who is assigned to another app': ['not_assigned', among([], [], { account: { assignedApps: ['ledger'] } })],
    'who is in an assigned group only through another one': [
      'not_assigned',
      among([{ groupId: 'crm-users', how: 'nested' }]),
    ],
    'everybody where no group is assigned': ['not_assigned', among([], [])],
    'where the assigned group is gone': ['not_assigned', among([], [], { app: { assignedGroupIds: ['gone'] } })],
    'where the assigned groups are one by hand and one by rule': [
      'not_assigned',
      among([], [crmUsers, byRule('user.city -eq "Paris"')]),
    ],
    'where a rule wants another name, which nobody takes for it': [
      'not_assigned',
      among([], [byRule('user.displayName -eq "Alice Moreau-Petit"')]),
    ],
    'where a rule wants several attributes': [
      'not_assigned',
      among([], [byRule('user.city -eq "Paris" -and user.jobTitle -eq "Boss"')]),
    ],
    'where a rule cannot be read': ['not_assigned', among([], [byRule('this is no rule')])],
    'a Global Administrator too': ['not_assigned', among([], [crmUsers], { account: { roles: ['global-admin'] } })],
  },
})

const remedies = (s: ReturnType<typeof aSnapshot>) => {
  const answer = appAssigned.check(s)
  return answer.is === 'stop' ? answer.remedies : null
}

it('opens by the groups first, then for this person alone, and last for everybody', () => {
  expect(remedies(among([], [crmUsers, byRule('user.city -eq "Paris"')]))).toEqual([
    { do: 'add_to_group', accountId: 'alice', groupId: 'crm-users' },
    { do: 'set_attribute', accountId: 'alice', name: 'city', value: 'Paris' },
    { do: 'assign_app', appId: 'crm', accountId: 'alice' },
    { do: 'require_assignment', appId: 'crm', required: 'no' },
  ])
})

it('renames nobody to fit a rule, and corrects no more than one attribute by one press', () => {
  const alone = ['assign_app', 'require_assignment']
  for (const rule of [
    'user.displayName -eq "Bob"',
    'user.userType -eq "Guest"',
    'user.objectId -eq "x"',
    'user.accountEnabled -eq false',
  ])
    expect(
      remedies(among([], [byRule(rule)]))?.map((change) => change.do),
      rule,
    ).toEqual(alone)
  expect(
    remedies(among([], [byRule('user.city -eq "Paris" -and user.jobTitle -eq "Boss"')]))?.map((change) => change.do),
  ).toEqual(alone)
})
