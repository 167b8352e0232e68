import { expect, it } from 'vitest'
import { aGroup } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { aPath, aProduct, withLicence } from '../../../test/support/licences.ts'
import { licenceCovers } from './licence-covers.ts'

const crm = aProduct({ id: 'crm-pro' })
const mail = aProduct({ id: 'mail', name: 'Office Basic', plans: [{ id: 'mail-plan', name: 'Mail' }] })
const sellers = aGroup({ id: 'sellers', licences: [{ productId: 'crm-pro', disabledPlans: [] }] })

describeGate(licenceCovers, {
  pass: {
    'a licence with the app in it': withLicence([aPath({ productId: 'crm-pro' })], [crm, mail]),
    'one such of several': withLicence([aPath({ productId: 'mail' }), aPath({ productId: 'crm-pro' })], [crm, mail]),
    'one such that has ended: licence-valid speaks': withLicence(
      [aPath({ productId: 'crm-pro' })],
      [aProduct({ id: 'crm-pro', status: 'suspended' })],
    ),
    'one such with the app left off: licence-plan speaks': withLicence(
      [aPath({ productId: 'crm-pro', disabledPlans: ['crm-plan'] })],
      [crm],
    ),
  },
  notApplicable: {
    'where the app needs no licence': withLicence([aPath({ productId: 'mail' })], [mail], {
      app: { requiredPlan: null },
    }),
    'to who holds none: licensed speaks': withLicence([], [crm]),
    'to whom a group could give none: licensed speaks': withLicence(
      [aPath({ productId: 'mail', groupId: 'sellers', state: 'error', error: 'no_seats' })],
      [crm, mail],
    ),
  },
  stop: {
    'a licence of something else': ['other_app', withLicence([aPath({ productId: 'mail' })], [crm, mail])],
    'a licence of something else, and one for the app that failed on its way': [
      'other_app',
      withLicence(
        [
          aPath({ productId: 'mail' }),
          aPath({ productId: 'crm-pro', groupId: 'sellers', state: 'error', error: 'no_seats' }),
        ],
        [crm, mail],
        { groups: [sellers] },
      ),
    ],
    'where a group gives the right one': [
      'other_app',
      withLicence([aPath({ productId: 'mail' })], [crm, mail], { groups: [sellers] }),
    ],
    'where no product has the app': ['other_app', withLicence([aPath({ productId: 'mail' })], [mail])],
    'a licence of a product that is no longer sold': ['other_app', withLicence([aPath({ productId: 'gone' })], [crm])],
  },
})

it('names each product once, by its name where it has one', () => {
  const s = withLicence(
    [aPath({ productId: 'mail' }), aPath({ productId: 'mail', groupId: 'sellers' }), aPath({ productId: 'gone' })],
    [crm, mail],
  )
  expect(licenceCovers.check(s)).toMatchObject({ args: { products: 'Office Basic, gone' } })
})
