import { expect, it } from 'vitest'
import { aGroup } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { aPath, aProduct, withLicence } from '../../../test/support/licences.ts'
import { licencePlan } from './licence-plan.ts'

const crm = aProduct({ id: 'crm-pro', name: 'CRM Pro' })
const plus = aProduct({ id: 'crm-plus' })
const off = (productId: string, groupId: string | null = null) =>
  aPath({ productId, groupId, disabledPlans: ['crm-plan'] })
const sellers = aGroup({
  id: 'sellers',
  name: 'Sellers',
  licences: [{ productId: 'crm-pro', disabledPlans: ['crm-plan', 'mail-plan'] }],
})
const asSeller = { groups: [sellers], account: { memberOf: [{ groupId: 'sellers', how: 'direct' as const }] } }

describeGate(licencePlan, {
  pass: {
    'the app left on': withLicence([aPath({ productId: 'crm-pro' })], [crm]),
    'another plan left off': withLicence([aPath({ productId: 'crm-pro', disabledPlans: ['mail-plan'] })], [crm]),
    'the app left on by the second path to the product': withLicence(
      [off('crm-pro'), aPath({ productId: 'crm-pro', groupId: 'sellers' })],
      [crm],
    ),
    'the app left on by another product': withLicence([off('crm-pro'), aPath({ productId: 'crm-plus' })], [crm, plus]),
  },
  notApplicable: {
    'where the app needs no licence': withLicence([off('crm-pro')], [crm], { app: { requiredPlan: null } }),
    'to who holds none: licensed speaks': withLicence([], [crm]),
    'to who holds an ended one: licence-valid speaks': withLicence([off('crm-pro')], [{ ...crm, status: 'suspended' }]),
  },
  stop: {
    'the app left off directly': ['off', withLicence([off('crm-pro')], [crm])],
    'the app left off in days of grace': ['off', withLicence([off('crm-pro')], [{ ...crm, status: 'warning' }])],
    'the app left off through a group': ['off', withLicence([off('crm-pro', 'sellers')], [crm], asSeller)],
    'the app left off by every path': [
      'off',
      withLicence([off('crm-pro'), off('crm-pro', 'sellers')], [crm], asSeller),
    ],
    'the app left off in two products': ['off', withLicence([off('crm-plus'), off('crm-pro')], [crm, plus])],
    'the app left off, and left on by a subscription that ended': [
      'off',
      withLicence([off('crm-pro'), aPath({ productId: 'crm-plus' })], [crm, { ...plus, status: 'deleted' }]),
    ],
    'the app left off, and left on by a path that failed': [
      'off',
      withLicence(
        [off('crm-pro'), aPath({ productId: 'crm-plus', groupId: 'x', state: 'error', error: 'no_seats' })],
        [crm, plus],
      ),
    ],
  },
})

it('says by which path, and is opened in each path of a subscription in force', () => {
  expect(licencePlan.check(withLicence([off('crm-pro')], [crm]))).toMatchObject({
    args: { plan: 'CRM', product: 'CRM Pro', path: 'directly' },
  })
  const s = withLicence([off('crm-plus'), off('crm-pro', 'sellers')], [crm, { ...plus, status: 'deleted' }], asSeller)
  expect(licencePlan.check(s)).toMatchObject({
    args: { plan: 'CRM', product: 'CRM Pro', path: 'through Sellers' },
    remedies: [{ do: 'switch_plan_on', productId: 'crm-pro', groupId: 'sellers', planId: 'crm-plan' }],
  })
})
