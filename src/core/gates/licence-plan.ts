import { defineGate, notApplicable, passBy } from '../gate.ts'
import { hasRequiredPlan, isValid, planPaths } from '../licensing/plans.ts'
import type { Product } from '../licensing/product.ts'
import type { LicencePath } from '../snapshot.ts'

const leftOn = passBy('account.licences', 'the plan left on')
const needsNone = notApplicable('the app needs no licence')
const hasNone = notApplicable('no licence in force is for this app')

/** The app's service plan is left on by some path; the plans that work are the union over all of them. */
export const licencePlan = defineGate({
  id: 'licence-plan',
  question: 'Is the app switched on in the licence?',
  needs: ['account', 'app'],
  reads: ['tenant', 'now'],
  reasons: {
    off: {
      code: 'LIC-PLAN',
      number: 1003004,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'Switched off in the licence',
      tell: '{app} is switched off in your licence. Your help desk can switch it on. Reference {ref}.',
      explain: '{plan} is switched off in the licence {product} that {person} has {path}',
    },
  },

  glance: (s) => (hasRequiredPlan(s) ? true : null),

  check(s) {
    const plan = s.app.requiredPlan
    if (plan === null) return needsNone
    const { valid, on } = planPaths(s.account, s.tenant, plan, s.now)
    if (on !== null) return leftOn(on)
    if (valid === null) return hasNone

    const product = s.tenant.products[valid.productId] as Product
    const paths = s.account.licences.filter(
      (path) =>
        path.state === 'active' &&
        isOff(path, plan) &&
        s.tenant.products[path.productId]?.plans.some((one) => one.id === plan),
    )
    return {
      is: 'stop',
      reason: 'off',
      args: {
        plan: product.plans.find((one) => one.id === plan)?.name ?? plan,
        product: product.name,
        path: valid.groupId === null ? 'directly' : `through ${s.tenant.groups[valid.groupId]?.name ?? valid.groupId}`,
      },
      evidence: [{ at: 'account.licences', found: paths, wanted: 'a path that leaves the plan on' }],
      remedies: paths
        .filter((path) => isValid(s.tenant.products[path.productId] as Product, s.now))
        .map((path) => ({
          do: 'switch_plan_on' as const,
          accountId: s.account.id,
          productId: path.productId,
          groupId: path.groupId,
          planId: plan,
        })),
    }
  },
})

function isOff(path: LicencePath, plan: string): boolean {
  return path.disabledPlans.includes(plan)
}
