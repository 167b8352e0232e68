import type { Product } from '../api.ts'

/** How the subscription of a product stands, in words. */
export const states: Readonly<Record<Product['status'], string>> = {
  enabled: 'valid',
  warning: 'ended, still working for a while',
  suspended: 'suspended',
  deleted: 'deleted',
  locked_out: 'locked by the seller',
}
