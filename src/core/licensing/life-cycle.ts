import type { Product } from './product.ts'

const day = 86_400_000

/** Days after its end in which a product still works, and then in which it does not but nothing is lost. */
export const graceDays = 30
export const suspendedDays = 90

const order = ['enabled', 'warning', 'suspended', 'deleted'] as const

/**
 * What a product is now: from its end on in warning for 30 days, suspended for 90 more, then deleted; never better than what
 * the seller said of it. Told by time, so that an explanation and a decision of the same instant agree.
 */
export function statusOf({ status, expiresAt }: Product, now: number): Product['status'] {
  if (status === 'locked_out' || expiresAt === null || now < expiresAt) return status
  const daysOver = (now - expiresAt) / day
  const byTime = daysOver < graceDays ? 1 : daysOver < graceDays + suspendedDays ? 2 : 3
  return order[Math.max(byTime, order.indexOf(status))] as Product['status']
}

/** Seats by the state they are in: all of a product's are in the one that it is in; of a deleted one there are none. */
export type SeatsByState = {
  readonly enabled: number
  readonly warning: number
  readonly suspended: number
  readonly lockedOut: number
}

/** The product's seats by state (`prepaidUnits`). */
export function seatsByState(product: Product, now: number): SeatsByState {
  const status = statusOf(product, now)
  const of = (state: Product['status']) => (status === state ? product.seats : 0)
  return { enabled: of('enabled'), warning: of('warning'), suspended: of('suspended'), lockedOut: of('locked_out') }
}
