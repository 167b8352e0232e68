import { defineGate, notApplicable, passBy } from '../gate.ts'
import { hasRequiredPlan, planPaths } from '../licensing/plans.ts'
import { licenceRemedies } from '../licensing/remedies.ts'

const covers = passBy('account.licences', 'a licence with the plan')
const needsNone = notApplicable('the app needs no licence')
const hasNone = notApplicable('there is no licence to look into')

/** Some licence the person holds is for a product that has the app in it. */
export const licenceCovers = defineGate({
  id: 'licence-covers',
  question: 'Is a licence of theirs for this app?',
  needs: ['account', 'app'],
  reads: ['tenant', 'now'],
  reasons: {
    other_app: {
      code: 'LIC-COVERS',
      number: 1003002,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'The licence is for something else',
      tell: "Your licence doesn't include {app}. Your help desk can give you one that does. Reference {ref}.",
      explain: 'none of the licences of {person} ({products}) includes {app}',
    },
  },

  glance: (s) => (hasRequiredPlan(s) ? true : null),

  check(s) {
    const plan = s.app.requiredPlan
    if (plan === null) return needsNone
    const { covering } = planPaths(s.account, s.tenant, plan, s.now)
    if (covering !== null) return covers(covering)
    const held = s.account.licences.filter((one) => one.state === 'active')
    if (held.length === 0) return hasNone

    const names = held.map((one) => s.tenant.products[one.productId]?.name ?? one.productId)
    return {
      is: 'stop',
      reason: 'other_app',
      args: { products: [...new Set(names)].join(', ') },
      evidence: [
        { at: 'account.licences', found: held, wanted: 'a licence with the plan' },
        { at: 'app.requiredPlan', found: plan, wanted: plan },
      ],
      remedies: licenceRemedies(s),
    }
  },
})
