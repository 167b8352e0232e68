import { expect, it } from 'vitest'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { aPath, aProduct, withLicence } from '../../../test/support/licences.ts'
import type { Product } from '../licensing/product.ts'

import { licenceValid } from './licence-valid.ts'

const held = aPath({ productId: 'crm-pro' })
const is = (status: Product['status'], ...more: readonly Product[]) =>
  withLicence([held], [aProduct({ id: 'crm-pro', name: 'CRM Pro', status }), ...more])
const trial = aProduct({ id: 'crm-trial', status: 'suspended' })

describeGate(licenceValid, {
  pass: {
    'a subscription in force': is('enabled'),
    'one in its days of grace': is('warning'),
    'one of two paths': withLicence([aPath({ productId: 'crm-trial' }), held], [trial, aProduct({ id: 'crm-pro' })]),
    'one in force with the app left off: licence-plan speaks': withLicence(
      [aPath({ productId: 'crm-pro', disabledPlans: ['crm-plan'] })],
      [aProduct({ id: 'crm-pro' })],
    ),
  },
  notApplicable: {
    'where the app needs no licence': withLicence([held], [trial], { app: { requiredPlan: null } }),
    'to who holds none: licensed speaks': withLicence([], [trial]),
    'to who holds one of something else: licence-covers speaks': withLicence(
      [aPath({ productId: 'mail' })],
      [trial, aProduct({ id: 'mail', status: 'suspended', plans: [{ id: 'mail-plan', name: 'Mail' }] })],
    ),
    'to who holds one of a product that is gone': withLicence([aPath({ productId: 'gone' })], [trial]),
    'where the only path failed: licensed speaks': withLicence(
      [{ ...held, state: 'error', error: 'no_seats' }],
      [aProduct({ id: 'crm-pro', status: 'suspended' })],
    ),
  },
  stop: {
    'one suspended': ['ended', is('suspended')],
    'one deleted': ['ended', is('deleted')],
    'one locked out': ['ended', is('locked_out')],
    'one suspended, another in force that the person does not hold': [
      'ended',
      is('suspended', aProduct({ id: 'crm-plus' })),
    ],
    'two, both ended': [
      'ended',
      withLicence([aPath({ productId: 'crm-trial' }), held], [trial, aProduct({ id: 'crm-pro', status: 'deleted' })]),
    ],
  },
})

it('is told with the product and its state, and opens by another product or by renewing this one', () => {
  expect(licenceValid.check(is('locked_out', aProduct({ id: 'crm-plus' })))).toMatchObject({
    args: { product: 'CRM Pro', status: 'locked out' },
    remedies: [
      { do: 'assign_licence', productId: 'crm-plus' },
      { do: 'renew_product', productId: 'crm-pro', expiresAt: null },
    ],
  })
})
