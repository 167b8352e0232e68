import { expect, it } from 'vitest'
import { aGroup } from '../../../../test/support/a-snapshot.ts'
import { describeCause } from '../../../../test/support/describe-cause.ts'
import { aPath, aProduct, withLicence } from '../../../../test/support/licences.ts'
import type { Product } from '../../licensing/product.ts'
import type { LicenceError, LicencePath, Snapshot } from '../../snapshot.ts'
import { groupLicenceError } from './group-licence-error.ts'

const full = aProduct({ id: 'crm-pro', name: 'CRM Pro', seats: 10, seatsUsed: 10 })
const free = aProduct({ id: 'crm-pro', name: 'CRM Pro' })
const mail = aProduct({ id: 'mail', plans: [{ id: 'mail-plan', name: 'Mail' }], seats: 10 })
const sellers = aGroup({
  id: 'sellers',
  name: 'Sellers',
  licences: [
    { productId: 'crm-pro', disabledPlans: [] },
    { productId: 'mail', disabledPlans: [] },
  ],
})
const failed = (error: LicenceError | null, more: Partial<LicencePath> = {}) =>
  aPath({ productId: 'crm-pro', groupId: 'sellers', state: 'error', error, ...more })

/** A member of Sellers with these licences; the country says where they are used. */
function member(
  licences: readonly LicencePath[],
  products: readonly Product[],
  attributes: Readonly<Record<string, string>> = { usageLocation: 'FR' },
  groups = [sellers],
): Snapshot {
  return withLicence(licences, products, {
    groups,
    account: { memberOf: [{ groupId: 'sellers', how: 'direct' }], attributes },
  })
}

describeCause(groupLicenceError, {
  finds: {
    'where every seat is taken': ['licensed', 'no_seats', member([failed('no_seats')], [full])],
    'where a seat was freed since': ['licensed', 'no_seats', member([failed('no_seats')], [free])],
    'where more seats are used than there are': [
      'licensed',
      'no_seats',
      member([failed('no_seats')], [aProduct({ id: 'crm-pro', seats: 5, seatsUsed: 7 })]),
    ],
    'who has no usage location, the country known': [
      'licensed',
      'usage_location_missing',
      member([failed('usage_location_missing')], [free], { country: 'France' }),
    ],
    'who has no usage location, the country unknown': [
      'licensed',
      'usage_location_missing',
      member([failed('usage_location_missing')], [free], {}),
    ],
    'where plans exclude each other': ['licensed', 'conflicting_plans', member([failed('conflicting_plans')], [free])],
    'where another plan is missing': [
      'licensed',
      'missing_prerequisite',
      member([failed('missing_prerequisite')], [free]),
    ],
    'where nobody says why': ['licensed', 'other', member([failed(null)], [free])],
    'who holds something else meanwhile': [
      'licence-covers',
      'no_seats',
      member([aPath({ productId: 'mail' }), failed('no_seats')], [full, mail]),
    ],
    'whom two groups could not give it': [
      'licensed',
      ['no_seats', 'no_seats'],
      member([failed('no_seats'), failed('no_seats', { groupId: 'buyers' })], [full], { usageLocation: 'FR' }, [
        sellers,
        { ...sellers, id: 'buyers' },
      ]),
    ],
  },
  silent: {
    'of another product of the same group': [
      'licensed',
      member([failed('no_seats', { productId: 'mail' })], [free, mail]),
    ],
    'of a path that leaves the app off anyway': [
      'licensed',
      member([failed('no_seats', { disabledPlans: ['crm-plan'] })], [full]),
    ],
    'of a group that would not give the app': [
      'licensed',
      member([failed('no_seats')], [full], {}, [aGroup({ id: 'sellers' })]),
    ],
    'of a subscription that has ended': ['licensed', member([failed('no_seats')], [{ ...full, status: 'suspended' }])],
    'of a direct licence, which no group gives': ['licensed', member([failed('no_seats', { groupId: null })], [full])],
    'of somebody who is in no group': ['licensed', withLicence([], [full], { groups: [sellers] })],
  },
})

const found = (s: Snapshot) => {
  const [stop] = groupLicenceError.check(s, 'licensed')
  if (stop?.is !== 'stop') throw new Error('nothing is found')
  return stop
}

it('offers one seat more than are used, and none where one is free', () => {
  const { seatsUsed: _, ...settings } = full
  expect(found(member([failed('no_seats')], [full]))).toMatchObject({
    args: { group: 'Sellers', product: 'CRM Pro', seats: 10 },
    evidence: [{ at: 'account.licences' }, { at: 'tenant.products', found: { seats: 10, seatsUsed: 10 } }],
    remedies: [{ do: 'put_product', product: { ...settings, seats: 11 } }],
  })
  expect(
    found(member([failed('no_seats')], [aProduct({ id: 'crm-pro', seats: 5, seatsUsed: 7 })])).remedies,
  ).toMatchObject([{ product: { seats: 8 } }])
  expect(found(member([failed('no_seats')], [free])).remedies).toEqual([])
})

it.each([
  ['France', 'FR'],
  ['UNITED KINGDOM', 'GB'],
  ['us', 'US'],
  ['Atlantis', null],
  ['', null],
])('takes the usage location from the country %s: %s', (country, place) => {
  const { remedies } = found(member([failed('usage_location_missing')], [free], { country }))
  expect(remedies).toEqual(
    place === null ? [] : [{ do: 'set_attribute', accountId: 'alice', name: 'usageLocation', value: place }],
  )
})
