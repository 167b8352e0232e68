import { describe, expect, it } from 'vitest'
import { aGroup, alice, aSnapshot } from '../../../test/support/a-snapshot.ts'
import { aPath, aProduct } from '../../../test/support/licences.ts'
import type { Product } from './product.ts'
import type { LicencePath, TenantPart } from '../snapshot.ts'
import { derivedLicences, errorOf, tiedProducts } from './derive.ts'
import { seatsByState, statusOf } from './life-cycle.ts'

const plan = (id: string, more: { excludes?: string[]; requires?: string[] } = {}) => ({ id, name: id, ...more })
const base = aProduct({ id: 'base', plans: [plan('files')] })
const pro = aProduct({ id: 'pro', plans: [plan('pro', { requires: ['files'] })] })
const lite = aProduct({ id: 'lite', plans: [plan('lite', { excludes: ['pro'] })] })
const plain = aProduct({ id: 'plain', plans: [plan('plain')] })
const full = { seats: 5, seatsUsed: 5 }

function tenantOf(products: readonly Product[], given: Readonly<Record<string, readonly string[]>>): TenantPart {
  return {
    ...aSnapshot().tenant,
    products: Object.fromEntries(products.map((one) => [one.id, one])),
    groups: Object.fromEntries(
      Object.entries(given).map(([id, ids]) => [
        id,
        aGroup({ id, licences: ids.map((productId) => ({ productId, disabledPlans: [] })) }),
      ]),
    ),
  }
}

/** What each path of a member of all the groups comes to. */
function outcome(tenant: TenantPart, licences: readonly LicencePath[] = []): Readonly<Record<string, string>> {
  const memberOf = Object.keys(tenant.groups).map((groupId) => ({ groupId, how: 'direct' as const }))
  const paths = derivedLicences({ ...alice, licences }, memberOf, tenant)
  return Object.fromEntries(paths.map((path) => [`${path.groupId} ${path.productId}`, path.error ?? path.state]))
}

describe('licences of groups', () => {
  it('have what they build on first, whatever the order of groups', () => {
    expect(outcome(tenantOf([base, pro], { a: ['pro'], b: ['base'] }))).toEqual({
      'a pro': 'active',
      'b base': 'active',
    })
    expect(outcome(tenantOf([base, pro], { a: ['pro'] }))).toEqual({ 'a pro': 'missing_prerequisite' })
    expect(outcome(tenantOf([{ ...base, ...full }, pro], { a: ['pro'], b: ['base'] }))).toEqual({
      'a pro': 'missing_prerequisite',
      'b base': 'no_seats',
    })
  })

  it('that exclude each other: who comes first has it, who holds one keeps it', () => {
    const tenant = tenantOf([base, pro, lite], { a: ['base', 'lite'], b: ['pro'] })
    expect(outcome(tenant)).toMatchObject({ 'a lite': 'active', 'b pro': 'conflicting_plans' })
    const held = [aPath({ productId: 'pro', groupId: 'b' }), aPath({ productId: 'base', groupId: 'a' })]
    expect(outcome(tenant, held)).toMatchObject({ 'a lite': 'conflicting_plans', 'b pro': 'active' })
  })

  it('stand behind what was assigned directly', () => {
    const tenant = tenantOf([base, pro, lite], { a: ['lite'] })
    const direct = [aPath({ productId: 'pro' }), aPath({ productId: 'base' })]
    expect(outcome(tenant, direct)).toEqual({ 'a lite': 'conflicting_plans' })
  })

  it('take one seat by all paths, and none from who holds it', () => {
    const tenant = tenantOf([{ ...plain, ...full }], { a: ['plain'], b: ['plain'] })
    expect(outcome(tenant)).toEqual({ 'a plain': 'no_seats', 'b plain': 'no_seats' })
    expect(outcome(tenant, [aPath({ productId: 'plain', groupId: 'gone' })])).toEqual({
      'a plain': 'active',
      'b plain': 'active',
    })
  })

  it('leave a seat to those who wait for one before', () => {
    const free = (ahead: number) => tenantOf([{ ...plain, seats: 3, seatsUsed: 1, ahead }], { a: ['plain'] })
    expect(outcome(free(1))).toEqual({ 'a plain': 'active' })
    expect(outcome(free(2))).toEqual({ 'a plain': 'no_seats' })
  })

  it('are for those who are in the group itself, by hand or by its rule', () => {
    const tenant = tenantOf([plain], { a: ['plain'] })
    const given = (how: 'direct' | 'rule' | 'nested') => derivedLicences(alice, [{ groupId: 'a', how }], tenant).length
    expect([given('direct'), given('rule'), given('nested')]).toEqual([1, 1, 0])
  })

  it('say the error of the person before that of the product', () => {
    const tenant = tenantOf([{ ...pro, ...full }], { a: ['pro'] })
    expect(outcome(tenant)).toEqual({ 'a pro': 'missing_prerequisite' })
    expect(derivedLicences({ ...alice, attributes: {} }, [{ groupId: 'a', how: 'rule' }], tenant)).toMatchObject([
      { error: 'usage_location_missing' },
    ])
  })

  it('of groups are used where the organisation is, by people without a place of their own; direct ones are not', () => {
    const tenant = { ...tenantOf([plain], { a: ['plain'] }), usageLocation: 'SE' }
    const nowhere = { ...alice, attributes: {}, licences: [] }
    expect(derivedLicences(nowhere, [{ groupId: 'a', how: 'rule' }], tenant)).toMatchObject([{ state: 'active' }])
    expect(errorOf(nowhere, 'plain', new Set(), tenant)).toBe('usage_location_missing')
    expect(errorOf(nowhere, 'plain', new Set(), tenant, { by: 'group' })).toBe(null)
  })

  it('assigned directly have the same errors', () => {
    const { products, ...rest } = tenantOf([base, pro, lite], {})
    const holder = { ...alice, licences: [aPath({ productId: 'lite' })] }
    expect(errorOf(holder, 'pro', new Set(), { ...rest, products })).toBe('conflicting_plans')
    expect(errorOf({ ...alice, licences: [] }, 'pro', new Set(), { ...rest, products })).toBe('missing_prerequisite')
    expect(
      errorOf({ ...alice, licences: [] }, 'pro', new Set(), { ...rest, products }, { disabledPlans: ['pro'] }),
    ).toBe(null)
    expect(errorOf(alice, 'gone', new Set(), { ...rest, products })).toBe('other')
  })

  it('knows which products have to do with each other', () => {
    expect([...tiedProducts(tenantOf([base, pro, plain], {}).products)]).toEqual(['base', 'pro'])
  })
})

describe('a product', () => {
  const day = 86_400_000
  const ends = Date.UTC(2030, 0, 1)
  const ending = aProduct({ id: 'ending', expiresAt: ends })

  it.each([
    [-1, 'enabled'],
    [0, 'warning'],
    [30 * day - 1, 'warning'],
    [30 * day, 'suspended'],
    [120 * day - 1, 'suspended'],
    [120 * day, 'deleted'],
  ] as const)('%i ms after its end is %s', (after, status) => {
    expect(statusOf(ending, ends + after)).toBe(status)
  })

  it('is never better than the seller says', () => {
    expect(statusOf({ ...ending, status: 'suspended' }, ends)).toBe('suspended')
    expect(statusOf({ ...ending, status: 'locked_out' }, ends + 365 * day)).toBe('locked_out')
  })

  it('has its seats in the state it is in', () => {
    expect(seatsByState(ending, ends)).toEqual({ enabled: 0, warning: 25, suspended: 0, lockedOut: 0 })
    expect(seatsByState(ending, ends + 365 * day)).toEqual({ enabled: 0, warning: 0, suspended: 0, lockedOut: 0 })
  })
})
