import { expect, it } from 'vitest'
import { aGroup } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { aPath, aProduct, withLicence } from '../../../test/support/licences.ts'
import { licensed } from './licensed.ts'

const crm = aProduct({ id: 'crm-pro' })
const mail = aProduct({ id: 'mail', plans: [{ id: 'mail-plan', name: 'Mail' }] })
const sellers = aGroup({ id: 'sellers', licences: [{ productId: 'crm-pro', disabledPlans: [] }] })
const failed = aPath({ productId: 'crm-pro', groupId: 'sellers', state: 'error', error: 'no_seats' })

describeGate(licensed, {
  pass: {
    'who holds a licence directly': withLicence([aPath({ productId: 'crm-pro' })], [crm]),
    'who holds one through a group': withLicence([aPath({ productId: 'crm-pro', groupId: 'sellers' })], [crm]),
    'who holds one of another app: licence-covers speaks': withLicence([aPath({ productId: 'mail' })], [crm, mail]),
    'who holds one of an ended subscription: licence-valid speaks': withLicence(
      [aPath({ productId: 'crm-pro' })],
      [aProduct({ id: 'crm-pro', status: 'deleted' })],
    ),
    'who holds one by the second of two paths': withLicence([failed, aPath({ productId: 'mail' })], [crm, mail]),
  },
  notApplicable: {
    'where the app needs none': withLicence([], [crm], { app: { requiredPlan: null } }),
  },
  stop: {
    'who holds none': ['none', withLicence([], [crm])],
    'whom a group could give none': ['none', withLicence([failed], [crm], { groups: [sellers] })],
    'where a group gives one': ['none', withLicence([], [crm], { groups: [sellers] })],
    'where a group gives one by a rule': [
      'none',
      withLicence([], [crm], { groups: [{ ...sellers, rule: 'user.city -eq "Paris"' }] }),
    ],
    'where every seat is taken': ['none', withLicence([], [aProduct({ id: 'crm-pro', seats: 10 })])],
    'who has no usage location': ['none', withLicence([], [crm], { account: { attributes: {} } })],
    'where no product has the app': ['none', withLicence([], [mail])],
  },
})

const offered = (s: ReturnType<typeof withLicence>) => {
  const answer = licensed.check(s)
  return answer.is === 'stop' ? answer.remedies : null
}
const direct = { do: 'assign_licence', accountId: 'alice', productId: 'crm-pro', disabledPlans: [] }

it('offers what the directory would carry out: groups by name, then products', () => {
  const more = aGroup({ id: 'a-team', licences: [{ productId: 'crm-pro', disabledPlans: [] }] })
  expect(offered(withLicence([], [crm], { groups: [sellers, more] }))).toEqual([
    { do: 'add_to_group', accountId: 'alice', groupId: 'a-team' },
    { do: 'add_to_group', accountId: 'alice', groupId: 'sellers' },
    direct,
  ])
  expect(offered(withLicence([], [aProduct({ id: 'crm-pro', seats: 10 })], { groups: [sellers] }))).toEqual([])
  expect(offered(withLicence([], [aProduct({ id: 'crm-pro', seats: 11 })]))).toEqual([direct])
  expect(offered(withLicence([], [crm], { account: { attributes: { usageLocation: '' } } }))).toEqual([])
  expect(offered(withLicence([], [aProduct({ id: 'crm-pro', status: 'suspended' })]))).toEqual([])
})

it('offers no group whose free seats are of something else, or that leaves the app off', () => {
  const licences = [
    { productId: 'crm-pro', disabledPlans: [] },
    { productId: 'mail', disabledPlans: [] },
  ]
  const full = aProduct({ id: 'crm-pro', seats: 10 })
  expect(offered(withLicence([], [full, mail], { groups: [aGroup({ id: 'both', licences })] }))).toEqual([])
  const off = aGroup({ id: 'off', licences: [{ productId: 'crm-pro', disabledPlans: ['crm-plan'] }] })
  expect(offered(withLicence([], [crm], { groups: [off] }))).toEqual([direct])
})
