import type { Product, ProductSettings } from '../licensing/product.ts'
import type { Instant, Snapshot } from '../snapshot.ts'
import { onTenantSettled } from './consequences.ts'
import type { Family } from './family.ts'
import { movesOf } from './moves.ts'
import { counted, moment, productName } from './names.ts'

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
    sideEffects: (change, s) => [...cost, ...served(change.product, s), ...movesOf(s, putProduct(s, change.product))],
    apply: (s, { product }) => putProduct(s, product),
    inverse: ({ product }, { tenant }) => {
      const was = tenant.products[product.id]
      if (was === undefined) return { do: 'delete_product', productId: product.id }
      if (isSame(was, product)) return null
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
  const was = s.tenant.products[product.id]
  if (was !== undefined && isSame(was, product)) return s
  const { seatsUsed = 0, ahead, skuPartNumber } = was ?? {}
  const known = { ...(skuPartNumber === undefined ? {} : { skuPartNumber }), ...(ahead === undefined ? {} : { ahead }) }
  return withProduct(s, { ...known, ...product, seatsUsed })
}

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
