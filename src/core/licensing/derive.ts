import type { Product } from './product.ts'
import type { Account, LicenceError, LicencePath, Membership, TenantPart } from '../snapshot.ts'

/** A path a group would give: which products, with which plans left off. */
type Offer = { readonly groupId: string; readonly productId: string; readonly disabledPlans: readonly string[] }

/**
 * The licences an account gets through its groups, each active or in error, in the order of groups, then of products. Direct and
 * rule members get them, nested ones do not. One seat per person and product over all paths.
 *
 * What comes first where not all can have all: direct licences stand; products held already come before new ones (holders keep
 * theirs), then the order of groups, then of products. Of several errors the person's own come first: no place of use, plans
 * that exclude each other, a plan that is missing; no seat is only said to who could use one.
 */
export function derivedLicences(
  account: Account,
  memberOf: readonly Membership[],
  tenant: TenantPart,
): readonly LicencePath[] {
  const offers = memberOf
    .filter((one) => one.how !== 'nested')
    .map((one) => one.groupId)
    .sort()
    .flatMap((groupId) => (tenant.groups[groupId]?.licences ?? []).map((licence): Offer => ({ groupId, ...licence })))
  if (offers.length === 0) return []
  const had = productsOf(account.licences)
  const holding = holdingOf(
    account.licences.filter((path) => path.groupId === null),
    tenant,
  )
  const errors = new Map<Offer, LicenceError | null>()
  const open = [...offers.filter((one) => had.has(one.productId)), ...offers.filter((one) => !had.has(one.productId))]
  for (let i = 0; i < open.length; ) {
    const offer = open[i] as Offer
    // Who held it has a seat, and so has who got one by another path just now.
    const isSeated = had.has(offer.productId) || holding.products.has(offer.productId)
    const error = fault(account, { ...offer, isOfGroup: true }, holding, tenant, isSeated)
    errors.set(offer, error)
    if (error !== null) {
      i++
      continue
    }
    open.splice(i, 1)
    hold(holding, offer, tenant)
    // A plan that is there now may be what one before was waiting for.
    if (tiedProducts(tenant.products).has(offer.productId)) i = 0
  }
  return offers.map((offer) => {
    const error = errors.get(offer) ?? null
    const { productId, groupId, disabledPlans } = offer
    return { productId, groupId, disabledPlans, state: error === null ? 'active' : 'error', error }
  })
}

/**
 * Why the account cannot get the product now, with these plans left off, or null. By a group it may be used where the tenant is,
 * when the person has no place of their own.
 */
export function errorOf(
  account: Account,
  productId: string,
  held: ReadonlySet<string>,
  tenant: TenantPart,
  { disabledPlans = [], by = 'itself' }: { disabledPlans?: readonly string[]; by?: 'itself' | 'group' } = {},
): LicenceError | null {
  const others = holdingOf(
    account.licences.filter((path) => path.productId !== productId),
    tenant,
  )
  const offer = { productId, disabledPlans, isOfGroup: by === 'group' }
  return fault(account, offer, others, tenant, held.has(productId))
}

/** Products that have to do with others: a plan of theirs excludes or requires another, or is excluded or required. */
export function tiedProducts(products: TenantPart['products']): ReadonlySet<string> {
  let tied = ties.get(products)
  if (tied === undefined) {
    const plans = Object.values(products).flatMap((product) => product.plans)
    const named = new Set(
      plans.flatMap(({ id, excludes = [], requires = [] }) =>
        excludes.length + requires.length === 0 ? [] : [id, ...excludes, ...requires],
      ),
    )
    tied = new Set(
      Object.values(products)
        .filter((product) => product.plans.some((plan) => named.has(plan.id)))
        .map((product) => product.id),
    )
    ties.set(products, tied)
  }
  return tied
}

const ties = new WeakMap<TenantPart['products'], ReadonlySet<string>>()

type Holding = {
  readonly products: Set<string>
  readonly plans: Set<string>
  /** Plans that what is held excludes. */
  readonly excluded: Set<string>
}

function holdingOf(paths: readonly LicencePath[], tenant: TenantPart): Holding {
  const holding: Holding = { products: new Set(), plans: new Set(), excluded: new Set() }
  for (const path of paths) if (path.state === 'active') hold(holding, path, tenant)
  return holding
}

function hold(holding: Holding, { productId, disabledPlans }: Omit<Offer, 'groupId'>, tenant: TenantPart): void {
  holding.products.add(productId)
  for (const plan of plansOn(tenant.products[productId], disabledPlans)) {
    holding.plans.add(plan.id)
    for (const id of plan.excludes ?? []) holding.excluded.add(id)
  }
}

const plansOn = (product: Product | undefined, disabledPlans: readonly string[]) =>
  (product?.plans ?? []).filter((plan) => !disabledPlans.includes(plan.id))

function fault(
  account: Account,
  { productId, disabledPlans, isOfGroup }: Omit<Offer, 'groupId'> & { readonly isOfGroup: boolean },
  holding: Holding,
  tenant: TenantPart,
  isSeated: boolean,
): LicenceError | null {
  const product = tenant.products[productId]
  if (product === undefined) return 'other'
  const place = account.attributes['usageLocation'] || (isOfGroup ? tenant.usageLocation : undefined)
  if (typeof place !== 'string' || place === '') return 'usage_location_missing'
  if (tiedProducts(tenant.products).has(productId)) {
    const on = plansOn(product, disabledPlans)
    const isOwn = (id: string) => product.plans.some((plan) => plan.id === id)
    const excludes = on.some(
      ({ id, excludes: out = [] }) =>
        (holding.excluded.has(id) && !holding.plans.has(id)) ||
        out.some((one) => holding.plans.has(one) && !isOwn(one)),
    )
    if (excludes) return 'conflicting_plans'
    const isThere = (id: string) => holding.plans.has(id) || on.some((plan) => plan.id === id)
    if (!on.every((plan) => (plan.requires ?? []).every(isThere))) return 'missing_prerequisite'
  }
  return isSeated || hasSeat(product) ? null : 'no_seats'
}

/** Whether there is a seat for one more, when all who wait for one before have theirs. */
export const hasSeat = ({ seats, seatsUsed, ahead = 0 }: Product): boolean => seatsUsed + ahead < seats

function productsOf(paths: readonly LicencePath[]): ReadonlySet<string> {
  return new Set(paths.filter((path) => path.state === 'active').map((path) => path.productId))
}
