import { AppError } from '../errors.ts'
import type { Condition } from '../store/list-conditions.ts'
import type { Asked } from '../store/lists.ts'
import { sightThrough, type Viewer } from './viewer.ts'

/**
 * Whether the viewer sees in lists where people come from: whoever reads the logs whole. The help desk reads sign-ins for the numbers that
 * are read out to it, and asks about one at a time, which is noted (SEC-33).
 */
export const seesAddresses = (viewer: Viewer): boolean => sightThrough(viewer, 'journal') === 'all'

/** Sign-ins or sessions with the addresses they came from, or without where the viewer does not see those. */
export function asSeen<T extends { readonly ip: string | null }>(viewer: Viewer, all: readonly T[]): readonly T[] {
  return seesAddresses(viewer) ? all : all.map((one) => ({ ...one, ip: null }))
}

/** Throws `auth.forbidden` where sign-ins are asked for by an address that the viewer does not see: the answer would tell it. */
export function mustNotAskAddresses(viewer: Viewer, { where }: Pick<Asked, 'where'>): void {
  if (where !== null && asksAddress(where) && !seesAddresses(viewer)) throw new AppError('auth.forbidden')
}

function asksAddress(where: Condition): boolean {
  switch (where.is) {
    case 'and':
    case 'or':
      return where.parts.some(asksAddress)
    case 'not':
      return asksAddress(where.part)
    case 'compare':
    case 'in':
      return where.column === 'ip'
    case 'any':
    case 'all':
    case 'count':
      return false
  }
}
