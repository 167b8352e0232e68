import { describe, expect, it } from 'vitest'
import { aGroup, aPolicy, aSnapshot, people, type SnapshotEdit } from '../../../test/support/a-snapshot.ts'
import { faulty } from '../../../test/support/faults.ts'
import { settled } from '../changes/consequences.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Plan } from './plan.ts'
import { type RepairOptions, repair } from './repair.ts'

/** The plans as titles, each step with who does it. */
function told(s: Snapshot, options?: RepairOptions): string[][] {
  return repair(s, options).plans.map(steps)
}

function steps(plan: Plan): string[] {
  return plan.steps.map(({ title, role }) => `${title} [${role}]`)
}

function away(edit: SnapshotEdit = {}): Snapshot {
  return aSnapshot({ attempt: { network: { ip: '192.0.2.9', locationIds: [] } }, ...edit })
}

const officesOnly = aPolicy({
  id: 'offices',
  name: 'Offices only',
  grant: 'block',
  locations: { include: 'any', exclude: 'trusted' },
  note: 'The books stay in the house',
})

describe('the cheapest plan', () => {
  it('is no plan for who gets in', () => {
    expect(repair(aSnapshot())).toEqual({ plans: [], complete: true, advice: [] })
  })

  it('costs time rather than privilege, and who cannot wait is unlocked', () => {
    expect(told(faulty(['locked']))).toEqual([
      ['Wait until 2030-01-15 09:15 UTC [nobody]'],
      ['Unlock Alice Moreau [helpdesk]'],
    ])
  })

  it('is least privileged, and what corrects the cause stands beside it', () => {
    const [least, root] = repair(faulty(['a typo in the department'])).plans
    expect(least?.why).toBe('least')
    expect(root?.why).toBe('root')
    expect(root && steps(root)).toEqual(['Set the department of Alice Moreau to “Sales” [user-admin]'])
    expect(root?.steps[0]).toMatchObject({
      sideEffects: expect.arrayContaining(['Alice Moreau also joins Sales – Licences.']),
      inverse: { do: 'set_attribute', accountId: 'alice', name: 'department', value: 'Sale' },
    })
  })

  it('asks of the person what the person can give, in the order of the sign-in, after what others do', () => {
    const s = faulty(['no password', 'password not asked yet', 'no consent', 'second factor by policy'])
    const methodless = { ...s, account: s.account && { ...s.account, methods: [] } }
    expect(told(methodless)[0]).toEqual([
      'Issue a temporary password for Alice Moreau [helpdesk]',
      'Alice Moreau chooses a new password at sign-in [self]',
      'Alice Moreau sets up an authenticator app at sign-in [self]',
      'Alice Moreau consents to CRM at sign-in [self]',
    ])
  })

  it('repairs the obvious and then what the obvious brings about', () => {
    // The only group assigned to the app pulls in a policy that blocks; the way around it needs another role.
    const groups = {
      ...aSnapshot().tenant.groups,
      contractors: aGroup({ id: 'contractors', name: 'Contractors' }),
      'crm-users': aGroup({ id: 'crm-users', name: 'CRM users', parentIds: ['contractors'] }),
    }
    const block = { include: people({ groupIds: ['contractors'] }), exclude: people() }
    const policies = [aPolicy({ id: 'out', name: 'Contractors stay out', grant: 'block', users: block })]
    const s = settled(aSnapshot({ account: { memberOf: [] }, tenant: { groups, policies } }))
    const [least] = repair(s).plans
    expect(least && steps(least)).toEqual(['Assign Alice Moreau to CRM [app-admin]'])
    // The natural way is not shown: it would end in an exception from a policy.
    expect(repair(s).plans).toHaveLength(1)
  })

  it('gives a record before its role, and each step is missed by its own gate', () => {
    const [plan] = repair(faulty(['not in the instance'])).plans
    expect(plan && steps(plan)).toEqual([
      'Add Alice Moreau to Meridian EMEA [instance-admin]',
      'Give Alice Moreau the security role Salesperson in Meridian EMEA [instance-admin]',
    ])
    expect(plan?.proof.without).toEqual([
      { step: 0, stillStops: ['instance-user'] },
      { step: 1, stillStops: ['instance-role'] },
    ])
  })

  it('waits for the later of two things', () => {
    const s = faulty(['locked', 'maintenance'])
    expect(told(s)[0]).toEqual(['Wait until 2030-01-15 11:00 UTC [nobody]'])
    expect(repair(s).plans[0]?.cost.wait).toBe(7_200_000)
  })

  it('buys a seat where all are taken', () => {
    const [plan] = repair(faulty(['no seats'])).plans
    expect(plan && steps(plan)).toEqual([
      'Buy 1 more seat of Meridian Sales Professional: 26 instead of 25 [billing-admin]',
    ])
    expect(plan).toMatchObject({ warn: ['money'], cost: { seats: 1 } })
  })
})

describe('a place', () => {
  it('is changed by the person, or widened or excepted by an administrator, at a price', () => {
    const plans = repair(away({ tenant: { policies: [officesOnly] } })).plans
    expect(plans.map(steps)).toEqual([
      ['Alice Moreau signs in from Lyon office [self]'],
      ['Exclude Alice Moreau from the policy “Offices only” [policy-admin]'],
    ])
    expect(plans[1]).toMatchObject({ why: 'trade', warn: ['weakens', 'deliberate'], mayPress: true })
    expect(plans[1]?.steps[0]?.sideEffects[0]).toBe('It is there for a reason: “The books stay in the house”.')
  })

  it('nobody knows is settled by naming one', () => {
    const s = aSnapshot({ attempt: { network: { ip: null, locationIds: null } }, tenant: { policies: [officesOnly] } })
    expect(told(s)[0]).toEqual(['Alice Moreau signs in from Lyon office [self]'])
  })
})

describe('hard stops', () => {
  it('an emergency account is not touched', () => {
    const blocked = { account: { isEnabled: false, isEmergency: true } }
    expect(repair(aSnapshot(blocked))).toMatchObject({
      plans: [],
      advice: [{ gate: 'account-enabled', code: 'ACC-ENABLED' }],
    })
    const unproved = aSnapshot({ account: { isEmergency: true }, proof: { credential: 'not_presented' } })
    expect(told(unproved)).toEqual([['Alice Moreau types the right password [self]']])
  })

  it('nobody repairs themselves by a press', () => {
    const s = faulty(['not assigned'])
    expect(repair(s, { actorId: 'alice' }).plans[0]).toMatchObject({ mayPress: false, warn: ['oneself'] })
    expect(repair(s, { actorId: 'bob' }).plans[0]).toMatchObject({ mayPress: true, warn: [] })
    // What is theirs to do anyway is no grant.
    expect(repair(faulty(['no consent']), { actorId: 'alice' }).plans[0]?.warn).toEqual([])
  })

  it('a control off for everybody is never first, and never one press', () => {
    for (const names of [['not assigned'], ['blocked by a policy'], ['contractor'], ['away']]) {
      const { plans } = repair(faulty(names))
      expect(plans[0]?.cost.weakens).toBeLessThan(3)
      for (const plan of plans) expect(plan.mayPress).toBe(plan.cost.weakens < 3)
    }
  })

  it('handing a password to somebody asks who they are', () => {
    const s = faulty(['no password'])
    expect(repair(s).plans[0]?.warn).toEqual(['identity_proof', 'irreversible'])
  })
})

describe('what nothing is known for', () => {
  it('is said, and nothing is promised', () => {
    const s = faulty(['no usage location', 'no consent'])
    expect(repair(s)).toMatchObject({ plans: [], complete: true, advice: [{ gate: 'licensed', code: 'LIC-HAS' }] })
  })
})

describe('a search broken off', () => {
  it('still gives a plan that lets in and has no step too many, and does not call it the best', () => {
    const s = faulty(['blocked', 'a typo in the department', 'not in the instance', 'no consent'])
    const { plans, complete } = repair(s, { budget: 1 })
    expect(complete).toBe(false)
    expect(plans[0]).toMatchObject({ after: { outcome: 'admit' }, proof: { optimal: false, explored: 1 } })
    expect(plans[0]?.steps).toHaveLength(5)
  })
})
