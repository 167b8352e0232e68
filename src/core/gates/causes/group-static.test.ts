import { expect, it } from 'vitest'
import { aGroup, aSnapshot } from '../../../../test/support/a-snapshot.ts'
import { describeCause } from '../../../../test/support/describe-cause.ts'
import { aPath, aProduct, withLicence } from '../../../../test/support/licences.ts'
import type { Group, Membership } from '../../snapshot.ts'
import { groupStatic } from './group-static.ts'

const crmUsers = aGroup({ id: 'crm-users', name: 'CRM users' })
const partners = aGroup({ id: 'partners', name: 'Partners' })
const byRule = aGroup({ id: 'by-rule', name: 'By rule', rule: 'user.city -eq "Paris"' })

/** The app is assigned to these groups, and the person is in those. */
const assignedTo = (groups: readonly Group[], memberOf: readonly Membership[] = []) =>
  aSnapshot({
    app: { assignedGroupIds: groups.map(({ id }) => id) },
    account: { memberOf },
    tenant: { groups: Object.fromEntries(groups.map((group) => [group.id, group])) },
  })

const pro = aProduct({ id: 'crm-pro' })
const mail = aProduct({ id: 'mail', plans: [{ id: 'mail-plan', name: 'Mail' }] })
const giving = (id: string, disabledPlans: readonly string[] = []) =>
  aGroup({ id, licences: [{ productId: 'crm-pro', disabledPlans }] })

describeCause(groupStatic, {
  finds: {
    'who is in no assigned group': ['app-assigned', 'not_member', assignedTo([crmUsers])],
    'who is in one only through another': [
      'app-assigned',
      'nested',
      assignedTo([crmUsers], [{ groupId: 'crm-users', how: 'nested' }]),
    ],
    'who is nested in one and not in another: the nearer first': [
      'app-assigned',
      ['nested', 'not_member'],
      assignedTo([crmUsers, partners], [{ groupId: 'partners', how: 'nested' }]),
    ],
    'beside a group with a rule': ['app-assigned', 'not_member', assignedTo([crmUsers, byRule])],
    'who is not in the group that gives a licence': [
      'licensed',
      'not_member',
      withLicence([], [pro], { groups: [giving('sellers')] }),
    ],
    'who is not in a group with a free seat or without one': [
      'licensed',
      ['not_member', 'not_member'],
      withLicence([], [aProduct({ id: 'crm-pro', seats: 10 })], { groups: [giving('sellers'), giving('buyers')] }),
    ],
    'who holds a licence of something else': [
      'licence-covers',
      'not_member',
      withLicence([aPath({ productId: 'mail' })], [pro, mail], { groups: [giving('sellers')] }),
    ],
  },
  silent: {
    'where no group is assigned': ['app-assigned', assignedTo([])],
    'where only a group with a rule is': ['app-assigned', assignedTo([byRule])],
    'where the assigned group is gone': [
      'app-assigned',
      aSnapshot({ app: { assignedGroupIds: ['gone'] }, account: { memberOf: [] } }),
    ],
    'where no group gives a licence': ['licensed', withLicence([], [pro], { groups: [aGroup({ id: 'sellers' })] })],
    'where the group leaves the app off': [
      'licensed',
      withLicence([], [pro], { groups: [giving('sellers', ['crm-plan'])] }),
    ],
    'where what the group gives has ended': [
      'licensed',
      withLicence([], [aProduct({ id: 'crm-pro', status: 'deleted' })], { groups: [giving('sellers')] }),
    ],
    'to a member whom the licence did not reach': [
      'licensed',
      withLicence([aPath({ productId: 'crm-pro', groupId: 'sellers', state: 'error', error: 'no_seats' })], [pro], {
        groups: [giving('sellers')],
        account: { memberOf: [{ groupId: 'sellers', how: 'direct' }] },
      }),
    ],
  },
})

it('takes groups in the order of their names, then of their ids, whatever the app says first', () => {
  const [one, two, three] = [
    aGroup({ id: '1', name: 'B' }),
    aGroup({ id: '2', name: 'A' }),
    aGroup({ id: '3', name: 'A' }),
  ]
  const order = (groups: readonly Group[]) =>
    groupStatic
      .check(assignedTo(groups), 'app-assigned')
      .map((stop) => (stop.is === 'stop' ? stop.args['groupId'] : ''))
  expect(order([one, two, three])).toEqual(['2', '3', '1'])
  expect(order([three, one, two])).toEqual(['2', '3', '1'])
})
