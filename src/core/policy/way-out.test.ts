import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aGroup, aPolicy, aSnapshot, people } from '../../../test/support/a-snapshot.ts'
import { anAttempt, referenceFor } from '../../../test/support/policies.ts'
import { applyChange } from '../changes/apply.ts'
import type { With } from '../gate.ts'
import type { Policy, Snapshot } from '../snapshot.ts'
import { nearestWayOut } from './way-out.ts'
import { filled } from './words.ts'

describe('the nearest way out of a policy', () => {
  it('makes it not apply once the change is made, and is there whenever it may apply', () => {
    fc.assert(
      fc.property(anAttempt, (s) => {
        for (const policy of s.tenant.policies) {
          const way = nearestWayOut(policy, s)
          expect(way === null).toBe(referenceFor(policy, s) === 'does_not_apply')
          if (way === null) continue
          const after = applyChange(s, way.change) as With<'account' | 'app'>
          const policyAfter = after.tenant.policies.find(({ id }) => id === policy.id) as Policy
          expect(referenceFor(policyAfter, after)).toBe('does_not_apply')
        }
      }),
    )
  })

  it.each([
    ['a trusted place', { locations: { include: 'any', exclude: 'trusted' } }, 'the address were in Lyon office'],
    [
      'a group it leaves out',
      { users: { include: people({ all: true }), exclude: people({ groupIds: ['rule', 'partners'] }) } },
      'Alice Moreau were in Partner staff, which it excludes',
    ],
    [
      'the one group that brings the person in',
      { users: { include: people({ groupIds: ['crm-users'] }), exclude: people() } },
      'Alice Moreau were not in CRM users',
    ],
    [
      'the one role',
      { users: { include: people({ roles: ['user-admin'] }), exclude: people() } },
      'Alice Moreau did not have the role User Administrator',
    ],
    [
      'an exception where two groups bring the person in',
      { users: { include: people({ groupIds: ['crm-users', 'sales-licences'] }), exclude: people() } },
      'it excluded Alice Moreau',
    ],
    [
      'an exception where another group of theirs lies in the one that brings the person in',
      { users: { include: people({ groupIds: ['outer'] }), exclude: people() } },
      'it excluded Alice Moreau',
    ],
    [
      'an exception where the rule of a group does',
      { users: { include: people({ groupIds: ['sales-licences'] }), exclude: people() } },
      'it excluded Alice Moreau',
    ],
    ['an exception else', {}, 'it excluded Alice Moreau'],
  ] satisfies readonly (readonly [string, Partial<Policy>, string])[])('is %s', (_, edit, expected) => {
    const s = aSnapshot({
      account: {
        roles: ['user-admin'],
        memberOf: [
          { groupId: 'sales-licences', how: 'rule' },
          { groupId: 'crm-users', how: 'direct' },
          { groupId: 'inner', how: 'direct' },
          { groupId: 'outer', how: 'direct' },
        ],
      },
      attempt: { network: { ip: '203.0.113.9', locationIds: [] } },
    })
    const groups = {
      ...s.tenant.groups,
      partners: aGroup({ id: 'partners', name: 'Partner staff' }),
      inner: aGroup({ id: 'inner', parentIds: ['middle'] }),
      middle: aGroup({ id: 'middle', parentIds: ['outer', 'inner'] }),
      outer: aGroup({ id: 'outer' }),
      rule: aGroup({ id: 'rule', rule: 'user.city -eq "Lyon"' }),
    }
    const attempted = { ...s, tenant: { ...s.tenant, groups } } satisfies Snapshot as With<'account' | 'app'>
    const way = nearestWayOut(aPolicy({ id: 'p', ...edit }), attempted)
    expect(way && filled(way.ifOnly, attempted)).toBe(expected)
  })
})
