import { describe, expect, it } from 'vitest'
import { aGroup, aSnapshot, type SnapshotEdit } from '../../../../test/support/a-snapshot.ts'
import { describeCause } from '../../../../test/support/describe-cause.ts'
import { aPath, aProduct, withLicence } from '../../../../test/support/licences.ts'
import type { Account, Snapshot } from '../../snapshot.ts'
import { groupRule } from './group-rule.ts'

const attributes = { department: 'Sale', city: 'Lyon', jobTitle: 'Account manager', usageLocation: 'FR' }

/** The app is assigned to groups of these rules, and the person is in none of them. */
function ruledBy(rules: readonly string[], account: Partial<Account> = {}, edit: SnapshotEdit = {}): Snapshot {
  const groups = rules.map((rule, i) => aGroup({ id: `g${i}`, name: `Group ${i}`, rule }))
  return aSnapshot({
    ...edit,
    app: { assignedGroupIds: groups.map(({ id }) => id) },
    account: { attributes, memberOf: [], ...account },
    tenant: { groups: Object.fromEntries(groups.map((group) => [group.id, group])) },
  })
}

const pro = aProduct({ id: 'crm-pro' })
const mail = aProduct({ id: 'mail', plans: [{ id: 'mail-plan', name: 'Mail' }] })
const sellers = aGroup({
  id: 'sellers',
  rule: 'user.department -eq "Sales"',
  licences: [{ productId: 'crm-pro', disabledPlans: [] }],
})

describeCause(groupRule, {
  finds: {
    'who misses the group by a letter': ['app-assigned', 'near_miss', ruledBy(['user.department -eq "Sales"'])],
    'who has not the attribute at all': ['app-assigned', 'near_miss', ruledBy(['user.state -eq "Rhône"'])],
    'who misses one comparison of two': [
      'app-assigned',
      'near_miss',
      ruledBy(['user.department -eq "Sales" -and user.city -eq "Lyon"']),
    ],
    'who is in none of a list': ['app-assigned', 'near_miss', ruledBy(['user.city -in ["Paris", "Lille"]'])],
    'whose text begins otherwise': ['app-assigned', 'near_miss', ruledBy(['user.jobTitle -startsWith "Head"'])],
    'who has another name': ['app-assigned', 'near_miss', ruledBy(['user.displayName -eq "Alicia Moreau"'])],
    'who is a member where guests are wanted': ['app-assigned', 'near_miss', ruledBy(['user.userType -eq "Guest"'])],
    'who misses two comparisons': [
      'app-assigned',
      'no_match',
      ruledBy(['user.department -eq "Finance" -and user.city -eq "Paris"']),
    ],
    'who is what must not be': ['app-assigned', 'no_match', ruledBy(['user.city -ne "Lyon"'])],
    'whose account is blocked where enabled ones are wanted': [
      'app-assigned',
      'no_match',
      ruledBy(['user.accountEnabled -eq true'], { isEnabled: false }),
    ],
    'who has another manager': [
      'app-assigned',
      'no_match',
      ruledBy(['Direct Reports for "00000000-0000-4000-8000-0000000000b1"']),
    ],
    'who is in none of other groups': [
      'app-assigned',
      'no_match',
      ruledBy(["user.memberOf -any (group.objectId -in ['other'])"]),
    ],
    'where the rule cannot be read': ['app-assigned', 'broken', ruledBy(['user.departmnt -eq "Sales"'])],
    'by several groups, the nearest first, the broken last': [
      'app-assigned',
      ['near_miss', 'near_miss', 'no_match', 'broken'],
      ruledBy([
        'this is no rule',
        'user.department -eq "Finance" -and user.city -eq "Paris"',
        'user.department -eq "Finance"',
        'user.department -eq "Sales"',
      ]),
    ],
    'where a person stands in a group with a rule by hand, which counts for nothing': [
      'app-assigned',
      'near_miss',
      ruledBy(['user.department -eq "Sales"'], { memberOf: [{ groupId: 'g0', how: 'nested' }] }),
    ],
    'whom a rule keeps from a licence': [
      'licensed',
      'near_miss',
      withLicence([], [pro], { groups: [sellers], account: { attributes } }),
    ],
    'who holds a licence of something else': [
      'licence-covers',
      'near_miss',
      withLicence([aPath({ productId: 'mail' })], [pro, mail], { groups: [sellers], account: { attributes } }),
    ],
  },
  silent: {
    'where no group has a rule': ['app-assigned', aSnapshot({ account: { memberOf: [] } })],
    'where no group is assigned': ['app-assigned', ruledBy([])],
    'where no group gives a licence': ['licensed', withLicence([], [pro])],
    'to a member whom the licence did not reach': [
      'licensed',
      withLicence([aPath({ productId: 'crm-pro', groupId: 'sellers', state: 'error', error: 'no_seats' })], [pro], {
        groups: [sellers],
        account: { memberOf: [{ groupId: 'sellers', how: 'rule' }] },
      }),
    ],
  },
})

describe('the rule of a group', () => {
  const found = (s: Snapshot) =>
    groupRule.check(s, 'app-assigned').map((stop) => {
      if (stop.is !== 'stop') throw new Error(`it is ${stop.is}`)
      return stop
    })

  it('is explained by the comparison with the smallest correction, where the fact stands', () => {
    expect(found(ruledBy(['user.department -eq "Sales"']))).toMatchObject([
      {
        args: { property: 'department', wanted: 'Sales', found: 'Sale' },
        evidence: [{ at: 'account.attributes.department', found: 'Sale', wanted: 'Sales' }, {}],
        remedies: [{ do: 'set_attribute', name: 'department', value: 'Sales' }],
      },
    ])
    expect(found(ruledBy(['user.state -eq "Rhône"']))).toMatchObject([
      {
        args: { property: 'state', found: 'not set' },
        evidence: [{ at: 'account.attributes.state', found: null }, {}],
      },
    ])
    expect(found(ruledBy(['user.jobTitle -startsWith "Head"']))).toMatchObject([{ args: { property: 'job title' } }])
    expect(found(ruledBy(['user.city -in ["Paris", "Lyons"]']))).toMatchObject([{ args: { wanted: 'Lyons' } }])
  })

  it('shows a fact of the account where it stands, and renames nobody for it', () => {
    expect(found(ruledBy(['user.displayName -eq "Alicia Moreau"']))).toMatchObject([
      {
        args: { property: 'display name' },
        evidence: [{ at: 'account.displayName', found: 'Alice Moreau' }, {}],
        remedies: [],
      },
    ])
    expect(found(ruledBy(['user.userType -eq "Guest"']))).toMatchObject([{ remedies: [] }])
  })

  it('shows every comparison with its answer, also where none is near', () => {
    const [stop] = found(ruledBy(['user.department -eq "Finance" -and user.city -eq "Paris"']))
    expect(stop).toMatchObject({
      evidence: [{ at: 'account.attributes', found: { kind: 'and', truth: 'does_not_match', parts: [{}, {}] } }],
      remedies: [],
    })
  })
})
