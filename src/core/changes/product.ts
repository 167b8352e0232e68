import type { Product, ProductSettings } from '../licensing/product.ts'
import type { Instant, Snapshot, TenantPart } from '../snapshot.ts'
import { onTenantSettled, settled } from './consequences.ts'
import type { Family } from './family.ts'
import { movesOf } from './moves.ts'
import { counted, moment, productName } from './names.ts'
import { once } from './once.ts'

export type ProductChange =
  | { readonly do: 'put_product'; readonly product: ProductSettings }
  | { readonly do: 'delete_product'; readonly productId: string }
  | { readonly do: 'renew_product'; readonly productId: string; readonly expiresAt: Instant | null }

/** Products: bought, renewed, and deleted where nobody holds them. */
export const productChanges: Family<ProductChange['do']> = {
  put_product: {
    title: ({ product }, s) => productTitle(product, s),
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'outside',
    sideEffects: (change, s) => [
      ...cost,
      ...served(change.product, s),
      ...forgotten(change.product, s),
      ...movesOf(s, putProduct(s, change.product)),
    ],
    apply: (s, { product }) => putProduct(s, product),
    inverse: ({ product }, s) => {
      const was = s.tenant.products[product.id]
      if (was === undefined) return { do: 'delete_product', productId: product.id }
      // Who had a plan left off that is no more would have it when it came back.
      if (isSame(was, product) || forgets(s, product)) return null
      return { do: 'put_product', product: settingsOf(was) }
    },
  },
  delete_product: {
    title: ({ productId }, s) => `Delete the product ${productName(s, productId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { productId }) => {
      const { [productId]: product, ...others } = s.tenant.products
      return product === undefined || isHeld(s, product) ? s : onTenantSettled(s, { products: others })
    },
    inverse: ({ productId }, s) => {
      const product = s.tenant.products[productId]
      return product === undefined || isHeld(s, product) ? null : { do: 'put_product', product: settingsOf(product) }
    },
  },
  renew_product: {
    title: ({ productId, expiresAt }, s) =>
      `Renew ${productName(s, productId)}${expiresAt === null ? '' : ` until ${moment(expiresAt)}`}`,
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'outside',
    sideEffects: ({ productId }, s) => {
      const product = s.tenant.products[productId]
      const who = product === undefined ? 'Everybody who holds it' : `All ${counted(product.seatsUsed, 'holder')} of it`
      return [...cost, `${who} may use it again.`]
    },
    apply: (s, { productId, expiresAt }) => {
      const product = s.tenant.products[productId]
      if (product === undefined || (product.status === 'enabled' && product.expiresAt === expiresAt)) return s
      return withProduct(s, { ...product, status: 'enabled', expiresAt })
    },
    inverse: ({ productId, expiresAt }, { tenant }) => {
      const was = tenant.products[productId]
      if (was === undefined || (was.status === 'enabled' && was.expiresAt === expiresAt)) return null
      return { do: 'put_product', product: settingsOf(was) }
    },
  },
}

function settingsOf({ seatsUsed: _, ahead: __, ...settings }: Product): ProductSettings {
  return settings
}

const cost = ['It is bought from the seller and costs money; here it is recorded.']

/** Who else gets a seat by it. */
function served({ id, seats }: ProductSettings, { tenant }: Snapshot): readonly string[] {
  const { ahead = 0, seatsUsed = 0 } = tenant.products[id] ?? {}
  const others = Math.min(ahead, seats - seatsUsed)
  return others > 0
    ? [
        `${counted(others, 'other')} who ${others === 1 ? 'waits' : 'wait'} for a seat of it ${others === 1 ? 'gets' : 'get'} one first.`,
      ]
    : []
}

/** Of which plans nobody says any more that they are left off. */
function forgotten(product: ProductSettings, { tenant }: Snapshot): readonly string[] {
  const gone = (tenant.products[product.id]?.plans ?? []).filter(
    ({ id }) => !product.plans.some((one) => one.id === id),
  )
  return gone.map(({ name }) => `Nobody has ${name} left off any more: it is then no plan of this product.`)
}

function productTitle(product: ProductSettings, s: Snapshot): string {
  const was = s.tenant.products[product.id]
  if (was === undefined) return `Add ${product.name} with ${counted(product.seats, 'seat')}`
  const more = product.seats - was.seats
  if (more > 0) return `Buy ${counted(more, 'more seat')} of ${was.name}: ${product.seats} instead of ${was.seats}`
  return `Change ${was.name}`
}

function withProduct(s: Snapshot, product: Product): Snapshot {
  return onTenantSettled(s, { products: { ...s.tenant.products, [product.id]: product } })
}

/** Whether somebody holds a product, waits for it, or gets it from a group: then it stays. */
function isHeld({ account, tenant }: Snapshot, { id, seatsUsed }: Product): boolean {
  const names = ({ productId }: { readonly productId: string }) => productId === id
  return (
    seatsUsed > 0 ||
    account?.licences.some(names) === true ||
    Object.values(tenant.groups).some((group) => group.licences.some(names))
  )
}

function putProduct(s: Snapshot, product: ProductSettings): Snapshot {
  const { account } = s
  const tenant = once(s.tenant, product, () => tenantWith(s.tenant, product))
  const licences = withoutStrangers(account?.licences ?? [], product)
  if (tenant === s.tenant && licences === (account?.licences ?? licences)) return s
  return settled({ ...s, tenant, account: account && { ...account, licences } })
}

function tenantWith(tenant: TenantPart, product: ProductSettings): TenantPart {
  const was = tenant.products[product.id]
  const groups = Object.entries(tenant.groups).map(([id, group]) => {
    const licences = withoutStrangers(group.licences, product)
    return [id, licences === group.licences ? group : { ...group, licences }] as const
  })
  const isOfGroups = groups.some(([id, group]) => group !== tenant.groups[id])
  if (was !== undefined && isSame(was, product) && !isOfGroups) return tenant
  const { seatsUsed = 0, ahead, skuPartNumber } = was ?? {}
  const known = { ...(skuPartNumber === undefined ? {} : { skuPartNumber }), ...(ahead === undefined ? {} : { ahead }) }
  return {
    ...tenant,
    ...(isOfGroups ? { groups: Object.fromEntries(groups) } : {}),
    products: { ...tenant.products, [product.id]: { ...known, ...product, seatsUsed } },
  }
}

/** What is left off, without what is no plan of the product; the same where there is nothing of that. */
function withoutStrangers<T extends Leaving>(all: readonly T[], { id, plans }: ProductSettings): readonly T[] {
  const isPlan = (plan: string) => plans.some((one) => one.id === plan)
  return all.some((one) => one.productId === id && !one.disabledPlans.every(isPlan))
    ? all.map((one) => (one.productId === id ? { ...one, disabledPlans: one.disabledPlans.filter(isPlan) } : one))
    : all
}

/** Whether somebody, or a group, leaves off of the product what is no plan of it. */
function forgets({ account, tenant }: Snapshot, product: ProductSettings): boolean {
  const all = [account?.licences ?? [], ...Object.values(tenant.groups).map(({ licences }) => licences)]
  return all.some((licences: readonly Leaving[]) => withoutStrangers(licences, product) !== licences)
}

type Leaving = { readonly productId: string; readonly disabledPlans: readonly string[] }

function isSame(a: ProductSettings, b: ProductSettings): boolean {
  const plans = (one: ProductSettings) =>
    JSON.stringify(one.plans.map(({ id, name, excludes = [], requires = [] }) => [id, name, excludes, requires]))
  return (
    a.name === b.name &&
    (b.skuPartNumber === undefined || a.skuPartNumber === b.skuPartNumber) &&
    a.status === b.status &&
    a.expiresAt === b.expiresAt &&
    a.seats === b.seats &&
    plans(a) === plans(b)
  )
}
