import type { Product } from '../../src/core/licensing/product.ts'
import type { Group, LicencePath, Snapshot } from '../../src/core/snapshot.ts'
import { aSnapshot, type SnapshotEdit } from './a-snapshot.ts'

/** A product with the CRM in it, 25 seats of which 10 are used, in force, unless told otherwise. */
export function aProduct(product: Partial<Product> & { readonly id: string }): Product {
  return {
    name: product.id,
    plans: [{ id: 'crm-plan', name: 'CRM' }],
    status: 'enabled',
    expiresAt: null,
    seats: 25,
    seatsUsed: 10,
    ...product,
  }
}

/** A direct, active path to a product with everything left on, unless told otherwise. */
export function aPath(path: Partial<LicencePath> & { readonly productId: string }): LicencePath {
  return { groupId: null, disabledPlans: [], state: 'active', error: null, ...path }
}

/** Alice with these licences, in a tenant of these products and groups, opening the CRM, which needs its plan. */
export function withLicence(
  licences: readonly LicencePath[],
  products: readonly Product[],
  { groups = [], ...edit }: SnapshotEdit & { readonly groups?: readonly Group[] } = {},
): Snapshot {
  return aSnapshot({
    ...edit,
    account: { memberOf: [], licences, ...edit.account },
    tenant: {
      products: Object.fromEntries(products.map((one) => [one.id, one])),
      groups: Object.fromEntries(groups.map((one) => [one.id, one])),
      ...edit.tenant,
    },
  })
}
