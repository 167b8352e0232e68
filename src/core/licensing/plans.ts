import type { With } from '../gate.ts'
import type { Product } from './product.ts'
import type { Account, Group, LicencePath, TenantPart } from '../snapshot.ts'
import { statusOf } from './life-cycle.ts'

type Index = {
  /** Products that hold a plan, by the plan's id, in the order of product ids. */
  readonly covering: ReadonlyMap<string, readonly Product[]>
}

const indexes = new WeakMap<TenantPart['products'], Index>()

function indexOf(products: TenantPart['products']): Index {
  let index = indexes.get(products)
  if (index === undefined) {
    const covering = new Map<string, Product[]>()
    for (const id of Object.keys(products).sort())
      for (const plan of (products[id] as Product).plans) {
        const list = covering.get(plan.id)
        if (list === undefined) covering.set(plan.id, [products[id] as Product])
        else list.push(products[id] as Product)
      }
    index = { covering }
    indexes.set(products, index)
  }
  return index
}

const none: readonly never[] = []

/** Products that hold the plan, in the order of their ids. */
export function productsWithPlan(tenant: TenantPart, planId: string): readonly Product[] {
  return indexOf(tenant.products).covering.get(planId) ?? none
}

/** Whether a product works: in its grace it still does. */
export function isValid(product: Product, now: number): boolean {
  const status = statusOf(product, now)
  return status === 'enabled' || status === 'warning'
}

/** The first active path, in the order of paths, that is for the plan at all, in force as well, and has it on as well. */
export type PlanPaths = {
  readonly covering: LicencePath | null
  readonly valid: LicencePath | null
  readonly on: LicencePath | null
}

type Found = {
  readonly account: Account | null
  readonly products: TenantPart['products'] | null
  readonly now: number
  readonly byPlan: Map<string, PlanPaths>
}

let last: Found = { account: null, products: null, now: 0, byPlan: new Map() }

/** The paths by which the account has the plan now. */
export function planPaths(account: Account, { products }: TenantPart, planId: string, now: number): PlanPaths {
  // INVARIANT: snapshots are never changed in place, so the same objects have the same paths. Three gates ask in a row, for
  // each app of a scan.
  if (last.account !== account || last.products !== products || last.now !== now)
    last = { account, products, now, byPlan: new Map() }
  const known = last.byPlan.get(planId)
  if (known !== undefined) return known
  const paths = pathsTo(account, products, planId, now)
  last.byPlan.set(planId, paths)
  return paths
}

function pathsTo(account: Account, products: TenantPart['products'], planId: string, now: number): PlanPaths {
  const holding = indexOf(products).covering.get(planId) ?? none
  let covering: LicencePath | null = null
  let valid: LicencePath | null = null
  let on: LicencePath | null = null
  for (const path of account.licences) {
    if (path.state !== 'active') continue
    for (const product of holding) {
      if (product.id !== path.productId) continue
      covering ??= path
      if (!isValid(product, now)) continue
      valid ??= path
      if (!path.disabledPlans.includes(planId)) on ??= path
    }
    if (on !== null) break
  }
  return { covering, valid, on }
}

/** Whether the person has the plan that the app requires, where it requires one. */
export function hasRequiredPlan({ account, app, tenant, now }: With<'account' | 'app'>): boolean {
  return app.requiredPlan === null || planPaths(account, tenant, app.requiredPlan, now).on !== null
}

/** Service plans that work for the account: the union of what any active path of a valid product leaves on. */
export function effectivePlans(account: Account, tenant: TenantPart, now: number): ReadonlySet<string> {
  const plans = new Set<string>()
  for (const path of account.licences) {
    const product = tenant.products[path.productId]
    if (path.state !== 'active' || product === undefined || !isValid(product, now)) continue
    for (const plan of product.plans) if (!path.disabledPlans.includes(plan.id)) plans.add(plan.id)
  }
  return plans
}

const giving = new WeakMap<TenantPart['groups'], readonly Group[]>()

/** Groups that give anything, in the order of names, found once for each set of groups. */
function groupsGiving(groups: TenantPart['groups']): readonly Group[] {
  let found = giving.get(groups)
  if (found === undefined) {
    found = Object.values(groups)
      .filter((group) => group.licences.length > 0)
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1))
    giving.set(groups, found)
  }
  return found
}

/** Groups whose members get a valid product that holds the plan, and has it on; in the order of names. */
export function groupsGranting(tenant: TenantPart, planId: string, now: number): readonly Group[] {
  const products = productsWithPlan(tenant, planId).filter((product) => isValid(product, now))
  const gives = ({ licences }: Group) =>
    licences.some(
      ({ productId, disabledPlans }) => products.some(({ id }) => id === productId) && !disabledPlans.includes(planId),
    )
  return groupsGiving(tenant.groups).filter(gives)
}
