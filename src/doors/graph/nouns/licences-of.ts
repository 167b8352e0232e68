import { type DatedPath, licencePathsOfMany } from '../../../app/related.ts'
import type { Product } from '../../../core/licensing/product.ts'
import type { LicenceError } from '../../../core/snapshot.ts'
import type { Beside } from '../collection.ts'
import { iso } from './instant.ts'

const errors: Readonly<Record<LicenceError, string>> = {
  no_seats: 'CountViolation',
  conflicting_plans: 'MutuallyExclusiveViolation',
  missing_prerequisite: 'DependencyViolation',
  usage_location_missing: 'ProhibitedInUsageLocationViolation',
  other: 'Other',
}

type Held = { readonly paths: readonly DatedPath[]; readonly products: Readonly<Record<string, Product>> }

const each =
  (shape: (held: Held) => unknown): Beside =>
  async (admit, viewer, ids) =>
    new Map([...(await licencePathsOfMany(admit, viewer, ids))].map(([id, held]) => [id, shape(held)]))

/** Each product once, with the plans that no active path leaves on. */
function merged(paths: readonly DatedPath[]): ReadonlyMap<string, readonly string[]> {
  const products = new Map<string, readonly string[]>()
  for (const { productId, disabledPlans, state } of paths) {
    if (state !== 'active') continue
    const known = products.get(productId)
    products.set(productId, known === undefined ? disabledPlans : known.filter((plan) => disabledPlans.includes(plan)))
  }
  return products
}

/** What a person has, by product. */
export const assignedLicences = each(({ paths }) =>
  [...merged(paths)].map(([skuId, disabledPlans]) => ({ skuId, disabledPlans })),
)

/** Every path by which a person has a product or cannot have it. */
export const assignmentStates = each(({ paths }) =>
  paths.map((path) => ({
    skuId: path.productId,
    assignedByGroup: path.groupId,
    disabledPlans: path.disabledPlans,
    state: path.state === 'active' ? 'Active' : 'Error',
    error: path.error === null ? 'None' : errors[path.error],
    lastUpdatedDateTime: iso(path.changedAt),
  })),
)

/** When the plan was given, or left off: by the first of the paths that say so; null where one is older than what is known. */
function givenAt(paths: readonly DatedPath[], productId: string, planId: string): number | null {
  const active = paths.filter((path) => path.productId === productId && path.state === 'active')
  const on = active.filter(({ disabledPlans }) => !disabledPlans.includes(planId))
  const instants = (on.length > 0 ? on : active).map(({ changedAt }) => changedAt)
  return instants.includes(null) ? null : Math.min(...instants.map(Number))
}

/** Every plan of what a person has, and whether it works. */
export const assignedPlans = each(({ paths, products }) =>
  [...merged(paths)].flatMap(([productId, disabled]) =>
    (products[productId]?.plans ?? []).map((plan) => ({
      servicePlanId: plan.id,
      service: plan.name,
      capabilityStatus: disabled.includes(plan.id) ? 'Deleted' : 'Enabled',
      assignedDateTime: iso(givenAt(paths, productId, plan.id)),
    })),
  ),
)

/** A person's products with the state of each plan, as `licenseDetails` shows them. */
export function licenceDetails({ paths, products }: Held): readonly Record<string, unknown>[] {
  return [...merged(paths)].flatMap(([productId, disabled]) => {
    const product = products[productId]
    if (product === undefined) return []
    return {
      id: productId,
      skuId: productId,
      skuPartNumber: product.skuPartNumber,
      servicePlans: product.plans.map((plan) => ({
        servicePlanId: plan.id,
        servicePlanName: plan.name,
        provisioningStatus: disabled.includes(plan.id) ? 'Disabled' : 'Success',
        appliesTo: 'User',
      })),
    }
  })
}
