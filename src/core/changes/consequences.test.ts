import { describe, expect, it } from 'vitest'
import { aGroup, alice, aPolicy, aSnapshot, people, type SnapshotEdit } from '../../../test/support/a-snapshot.ts'
import type { Account, Group, Snapshot } from '../snapshot.ts'
import { applyAll, applyChange, factsOf } from './apply.ts'
import { settled } from './consequences.ts'

const plain = aSnapshot().tenant
const bare: Partial<Account> = {
  memberOf: [],
  licences: [],
  attributes: { department: 'Marketing', usageLocation: 'FR' },
}

/** Alice without groups or licences in a tenant with these groups besides her own. */
function alone(groups: readonly Group[] = [], edit: SnapshotEdit = {}): Snapshot {
  const all = { ...plain.groups, ...Object.fromEntries(groups.map((group) => [group.id, group])) }
  return settled(aSnapshot({ ...edit, account: { ...bare, ...edit.account }, tenant: { groups: all, ...edit.tenant } }))
}

function withSeats(seatsUsed: number): SnapshotEdit['tenant'] {
  return { products: { ...plain.products, 'sales-pro': { ...plain.products['sales-pro']!, seatsUsed } } }
}

const selling = aGroup({ id: 'selling', name: 'Selling', licences: [{ productId: 'sales-pro', disabledPlans: [] }] })
const join = { do: 'add_to_group', accountId: 'alice', groupId: 'selling' } as const
const toSales = { do: 'set_attribute', accountId: 'alice', name: 'department', value: 'Sales' } as const

describe('joining a group', () => {
  it('gives its licences and takes a seat', () => {
    const after = applyChange(alone([selling]), join)
    expect(after.account?.licences).toMatchObject([{ productId: 'sales-pro', groupId: 'selling', state: 'active' }])
    expect(after.tenant.products['sales-pro']?.seatsUsed).toBe(11)
  })

  it('takes no second seat of a product already held', () => {
    const assign = { do: 'assign_licence', accountId: 'alice', productId: 'sales-pro', disabledPlans: [] } as const
    expect(applyAll(alone([selling]), [assign, join]).tenant.products['sales-pro']?.seatsUsed).toBe(11)
  })

  it('shows the licence in error where no seat is left', () => {
    const s = alone([selling], { tenant: { ...withSeats(25), groups: { ...plain.groups, selling } } })
    const after = applyChange(s, join)
    expect(after.account?.licences).toMatchObject([{ state: 'error', error: 'no_seats' }])
    expect(after.tenant.products['sales-pro']?.seatsUsed).toBe(25)
    expect(factsOf(join, s).sideEffects).toContain(
      'Meridian Sales Professional cannot be given through Selling: no seat is left.',
    )
  })

  it('makes the person a nested member of the groups above', () => {
    const s = alone([{ ...selling, parentIds: ['staff'] }, aGroup({ id: 'staff', name: 'Staff' })])
    expect(applyChange(s, join).account?.memberOf).toEqual([
      { groupId: 'selling', how: 'direct' },
      { groupId: 'staff', how: 'nested' },
    ])
  })

  it('is refused for a group with a rule', () => {
    const s = alone()
    expect(applyChange(s, { do: 'add_to_group', accountId: 'alice', groupId: 'sales-licences' })).toBe(s)
  })

  it('tells of seats, groups and policies, with names and numbers', () => {
    const block = aPolicy({
      id: 'out',
      name: 'Contractors stay out',
      grant: 'block',
      users: { include: people({ groupIds: ['staff'] }), exclude: people() },
    })
    const s = alone([{ ...selling, parentIds: ['staff'] }, aGroup({ id: 'staff', name: 'Staff' })], {
      tenant: {
        groups: {
          ...plain.groups,
          selling: { ...selling, parentIds: ['staff'] },
          staff: aGroup({ id: 'staff', name: 'Staff' }),
        },
        policies: [block],
      },
    })
    expect(factsOf(join, s)).toMatchObject({
      title: 'Add Alice Moreau to Selling',
      role: 'groups-admin',
      sideEffects: [
        'Alice Moreau also joins Staff.',
        'Alice Moreau takes a seat of Meridian Sales Professional: 11 of 25 seats are then used.',
        '“Contractors stay out”, which blocks, then concerns Alice Moreau.',
      ],
      inverse: { do: 'remove_from_group', accountId: 'alice', groupId: 'selling' },
    })
  })
})

describe('an attribute', () => {
  it('moves the person into the groups whose rule it meets, with their licences', () => {
    const after = applyChange(alone(), toSales)
    expect(after.account?.memberOf).toEqual([{ groupId: 'sales-licences', how: 'rule' }])
    expect(after.account?.licences).toMatchObject([{ productId: 'sales-pro', groupId: 'sales-licences' }])
  })

  it('repairs a licence that waited for a usage location', () => {
    const s = alone([], { account: { attributes: { department: 'Sales' } } })
    expect(s.account?.licences).toMatchObject([{ error: 'usage_location_missing' }])
    const after = applyChange(s, { do: 'set_attribute', accountId: 'alice', name: 'usageLocation', value: 'FR' })
    expect(after.account?.licences).toMatchObject([{ state: 'active', error: null }])
  })

  it('of somebody else changes nothing here', () => {
    const s = alone()
    expect(applyChange(s, { ...toSales, accountId: 'bob' })).toBe(s)
  })
})

describe('a licence', () => {
  it('is not assigned without a usage location or a seat', () => {
    const assign = { do: 'assign_licence', accountId: 'alice', productId: 'sales-pro', disabledPlans: [] } as const
    for (const s of [alone([], { account: { attributes: {} } }), alone([], { tenant: withSeats(25)! })])
      expect(applyChange(s, assign)).toBe(s)
  })

  it('bought for one more person goes to the one who waits', () => {
    const s = alone([], {
      account: { attributes: { department: 'Sales', usageLocation: 'FR' } },
      tenant: withSeats(25)!,
    })
    const { seatsUsed: _, ...product } = s.tenant.products['sales-pro']!
    const buy = { do: 'put_product', product: { ...product, seats: 26 } } as const
    expect(factsOf(buy, s).title).toBe('Buy 1 more seat of Meridian Sales Professional: 26 instead of 25')
    expect(applyChange(s, buy).account?.licences).toMatchObject([{ state: 'active' }])
  })

  it('is left off no plan that is none of it any more, by person or group, and that is said and final', () => {
    const off = { productId: 'sales-pro', disabledPlans: ['crm-plan'] }
    const s = alone([{ ...selling, licences: [off] }], {
      account: {
        memberOf: [{ groupId: 'selling', how: 'direct' }],
        licences: [{ ...off, groupId: null, state: 'active', error: null }],
      },
    })
    const { seatsUsed: _, ...product } = s.tenant.products['sales-pro']!
    const put = { do: 'put_product', product: { ...product, plans: [] } } as const
    const after = applyChange(s, put)
    expect(after.account?.licences.map(({ disabledPlans }) => disabledPlans)).toEqual([[], []])
    expect(after.tenant.groups['selling']?.licences).toEqual([{ productId: 'sales-pro', disabledPlans: [] }])
    const facts = factsOf(put, s)
    expect(facts.sideEffects).toContain('Nobody has CRM left off any more: it is then no plan of this product.')
    expect(facts.inverse).toBe(null)
  })

  it('has a plan switched on where it was left off, for the whole group where the group left it off', () => {
    const off = { productId: 'sales-pro', disabledPlans: ['crm-plan'] }
    const s = alone([{ ...selling, licences: [off] }], {
      account: { ...bare, memberOf: [{ groupId: 'selling', how: 'direct' }] },
    })
    const on = {
      do: 'switch_plan_on',
      accountId: 'alice',
      productId: 'sales-pro',
      groupId: 'selling',
      planId: 'crm-plan',
    } as const
    expect(applyChange(s, on).account?.licences).toMatchObject([{ disabledPlans: [] }])
    expect(factsOf(on, s)).toMatchObject({
      title: 'Switch on CRM in Meridian Sales Professional for Selling',
      blast: 2,
    })
  })
})

describe('an account made for the attempt', () => {
  it('is there, in the groups of its attributes, without a password', () => {
    const made = {
      id: 'new',
      signInName: 'Alice@meridian.example',
      displayName: 'Alice',
      userType: 'member',
      isEnabled: true,
    } as const
    const s = aSnapshot({ account: null })
    const create = {
      do: 'create_account',
      account: { ...made, attributes: { department: 'Sales', usageLocation: 'FR' } },
    } as const
    expect(applyChange(s, create).account).toMatchObject({
      ...made,
      passwordSetAt: null,
      memberOf: [{ groupId: 'sales-licences' }],
    })
  })

  it('of another name is not the one who signs in', () => {
    const s = aSnapshot({ account: null })
    const account = { ...alice, signInName: 'bob@meridian.example' }
    expect(applyChange(s, { do: 'create_account', account })).toBe(s)
  })
})

describe('multi-factor', () => {
  it('switched on again asks for registration anew, which ends in Enforced', () => {
    const anew = applyChange(aSnapshot(), { do: 'set_mfa_state', accountId: 'alice', state: 'enabled' })
    expect(anew.account?.methods).toMatchObject([{ isUsable: false }])
    expect(anew.proof.secondFactor).toBe('not_presented')
    const registered = applyChange(anew, { do: 'register_method', accountId: 'alice', kind: 'totp' })
    expect(registered.account?.mfaState).toBe('enforced')
    expect(registered.proof.secondFactor).toBe('verified')
  })

  it('switched off weakens only where no policy asks all the same', () => {
    const off = { do: 'set_mfa_state', accountId: 'alice', state: 'disabled' } as const
    const enforced = { account: { mfaState: 'enforced' } } as const
    expect(factsOf(off, aSnapshot(enforced)).weakens).toBe(2)
    expect(factsOf(off, aSnapshot({ ...enforced, tenant: { policies: [aPolicy({ id: 'all' })] } })).weakens).toBe(0)
  })
})

describe('a place', () => {
  const away = { network: { ip: '203.0.113.9', locationIds: [] } }

  it('that gets the range of the address holds the attempt', () => {
    const add = { do: 'add_location_range', locationId: 'office', range: '203.0.113.9/32' } as const
    expect(applyChange(aSnapshot({ attempt: away }), add).attempt.network.locationIds).toEqual(['office'])
  })

  it('that gets another range does not', () => {
    const add = { do: 'add_location_range', locationId: 'office', range: '192.0.2.0/24' } as const
    expect(applyChange(aSnapshot({ attempt: away }), add).attempt.network.locationIds).toEqual([])
  })

  it('is not deleted while a policy names it', () => {
    const policy = aPolicy({ id: 'away', locations: { include: 'any', exclude: ['office'] } })
    const s = aSnapshot({ tenant: { policies: [policy] } })
    expect(applyChange(s, { do: 'delete_location', locationId: 'office' })).toBe(s)
  })
})
