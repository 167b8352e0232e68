import type { Product } from '../../../core/licensing/product.ts'

import type { Noun } from '../collection.ts'
import { type Fields, id, list, number, object, shown, text } from '../odata/field.ts'

const capability = {
  enabled: 'Enabled',
  warning: 'Warning',
  suspended: 'Suspended',
  deleted: 'Deleted',
  locked_out: 'LockedOut',
} as const

/** A product as Graph's `subscribedSku`. */
function skuShape(product: Product): Record<string, unknown> {
  const { status, seats } = product
  return {
    id: product.id,
    skuId: product.id,
    skuPartNumber: product.skuPartNumber,
    capabilityStatus: capability[status],
    appliesTo: 'User',
    consumedUnits: product.seatsUsed,
    prepaidUnits: {
      enabled: status === 'enabled' ? seats : 0,
      warning: status === 'warning' ? seats : 0,
      suspended: status === 'suspended' ? seats : 0,
      lockedOut: status === 'locked_out' ? seats : 0,
    },
    servicePlans: product.plans.map((plan) => ({
      servicePlanId: plan.id,
      servicePlanName: plan.name,
      provisioningStatus: 'Success',
      appliesTo: 'User',
    })),
  }
}

const units = { enabled: number(), warning: number(), suspended: number(), lockedOut: number() }

const fields: Fields = {
  id: text(),
  skuId: id(),
  skuPartNumber: text(),
  capabilityStatus: text(),
  appliesTo: text(),
  consumedUnits: number(),
  prepaidUnits: object(units),
  servicePlans: list(undefined, {
    servicePlanId: text(),
    servicePlanName: text(),
    provisioningStatus: text(),
    appliesTo: text(),
  }),
  subscriptionIds: shown,
  accountId: shown,
  accountName: shown,
}

export const skuNoun: Noun<Product> = {
  name: 'subscribedSkus',
  fields,
  shape: skuShape,
  search: { field: 'skuPartNumber', column: 'skuPartNumber' },
}
