import { defineGate, notApplicable, passBy } from '../gate.ts'
import { hasRequiredPlan, planPaths } from '../licensing/plans.ts'
import { statusOf } from '../licensing/life-cycle.ts'
import { licenceRemedies } from '../licensing/remedies.ts'

const inForce = passBy('account.licences', 'a subscription in force')
const needsNone = notApplicable('the app needs no licence')
const hasNone = notApplicable('no licence of theirs is for this app')

/** The subscription behind a licence has not run out; in its thirty days of grace it still works. */
export const licenceValid = defineGate({
  id: 'licence-valid',
  question: 'Is the subscription in force?',
  needs: ['account', 'app'],
  reads: ['tenant', 'now'],
  reasons: {
    ended: {
      code: 'LIC-VALID',
      number: 1003003,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'The subscription has ended',
      tell: "Your organisation's subscription for {app} needs attention. Your help desk knows what to do. Reference {ref}.",
      explain: 'the subscription {product} through which {person} has {app} is {status}',
    },
  },

  glance: (s) => (hasRequiredPlan(s) ? true : null),

  check(s) {
    const plan = s.app.requiredPlan
    if (plan === null) return needsNone
    const { covering, valid } = planPaths(s.account, s.tenant, plan, s.now)
    if (valid !== null) return inForce(valid)
    const product = covering === null ? undefined : s.tenant.products[covering.productId]
    if (product === undefined) return hasNone

    const status = statusOf(product, s.now)
    return {
      is: 'stop',
      reason: 'ended',
      args: { product: product.name, status: status.replace('_', ' ') },
      evidence: [
        { at: 'account.licences', found: covering, wanted: 'a licence of a subscription in force' },
        {
          at: 'tenant.products',
          found: { name: product.name, status, expiresAt: product.expiresAt },
          wanted: 'enabled or warning',
        },
      ],
      remedies: [...licenceRemedies(s), { do: 'renew_product', productId: product.id, expiresAt: null }],
    }
  },
})
