import { aGroup, aSnapshot } from '../../../../test/support/a-snapshot.ts'
import { describeCause } from '../../../../test/support/describe-cause.ts'
import { aPath, aProduct, withLicence } from '../../../../test/support/licences.ts'
import type { Group, LicencePath, Membership } from '../../snapshot.ts'
import { groupProcessing } from './group-processing.ts'

const pro = aProduct({ id: 'crm-pro' })
const mail = aProduct({ id: 'mail', plans: [{ id: 'mail-plan', name: 'Mail' }] })
const sellers = (edit: Partial<Group> = {}) =>
  aGroup({
    id: 'sellers',
    rule: 'user.department -eq "Sales"',
    licences: [{ productId: 'crm-pro', disabledPlans: [] }],
    ...edit,
  })
const isMember: readonly Membership[] = [{ groupId: 'sellers', how: 'rule' }]

/** Somebody of Sales with these memberships and licences, before the group was got to. */
const waiting = (group: Group, memberOf: readonly Membership[] = [], licences: readonly LicencePath[] = []) =>
  withLicence(licences, [pro, mail], {
    groups: [group],
    account: { memberOf, attributes: { department: 'Sales', usageLocation: 'FR' } },
  })

const assignedTo = (group: Group) =>
  aSnapshot({
    app: { assignedGroupIds: ['sellers'] },
    account: { memberOf: [], attributes: { department: 'Sales' } },
    tenant: { groups: { sellers: group } },
  })

describeCause(groupProcessing, {
  finds: {
    'whom the rule takes and nobody got to': ['licensed', 'members', waiting(sellers({ processing: 'updating' }))],
    'whom a paused rule would take': ['licensed', 'paused', waiting(sellers({ processing: 'paused' }))],
    'a member whose licence is on its way': [
      'licensed',
      'licences',
      waiting(sellers({ licencesProcessing: 'updating' }), isMember),
    ],
    'who holds something else meanwhile': [
      'licence-covers',
      'members',
      waiting(sellers({ processing: 'updating' }), [], [aPath({ productId: 'mail' })]),
    ],
    'whom an assigned group would take': ['app-assigned', 'members', assignedTo(sellers({ processing: 'updating' }))],
  },
  silent: {
    'whom the rule does not take': ['licensed', waiting(sellers({ rule: 'user.department -eq "Legal"' }))],
    'who is in no assigned group': ['app-assigned', assignedTo(sellers({ rule: null }))],
    'where the licence came, in error': [
      'licensed',
      waiting(sellers(), isMember, [
        aPath({ productId: 'crm-pro', groupId: 'sellers', state: 'error', error: 'no_seats' }),
      ]),
    ],
  },
})
