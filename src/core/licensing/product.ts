import type { ServicePlan } from './service-plan.ts'
import type { Instant } from '../snapshot.ts'

export type Product = {
  readonly id: string
  readonly name: string
  /** What the seller calls it, such as `SALES_PRO`; left out, it is made of the first name. */
  readonly skuPartNumber?: string
  readonly plans: readonly ServicePlan[]
  /** As the seller says; what it is by `expiresAt`, `statusOf` tells. */
  readonly status: 'enabled' | 'warning' | 'suspended' | 'deleted' | 'locked_out'
  readonly expiresAt: Instant | null
  readonly seats: number
  /** People who hold the product by any active path. */
  readonly seatsUsed: number
  /** How many wait for a seat and get one before the person; left out, it was not looked up. */
  readonly ahead?: number
}

/** What is set of a product, without what follows from who holds it. */
export type ProductSettings = Omit<Product, 'seatsUsed' | 'ahead'>
