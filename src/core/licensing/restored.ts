import { hasSeat } from './derive.ts'
import type { LicencePath, TenantPart } from '../snapshot.ts'

/** The licences of an account that is deleted: it keeps them all, without a seat; the rest is asked anew when it is restored. */
export function licencesAtRest(paths: readonly LicencePath[]): readonly LicencePath[] {
  return paths.map((path) => (path.error === 'no_seats' ? path : { ...path, state: 'error', error: 'no_seats' }))
}

/** The licences of a deleted account as they would be, were it restored now: all that it kept, as far as there are seats. */
export function licencesIfRestored(paths: readonly LicencePath[], { products }: TenantPart): readonly LicencePath[] {
  return paths.map((path) => {
    const product = products[path.productId]
    const isKept = path.error === 'no_seats' && product !== undefined && hasSeat(product)
    return isKept ? { ...path, state: 'active', error: null } : path
  })
}

/**
 * The licences of an account that is restored, before its groups are asked: a direct one stands as it did, where there is a
 * seat, and says where there is none.
 */
export function restoredLicences(paths: readonly LicencePath[], { products }: TenantPart): readonly LicencePath[] {
  return paths.map((path) => {
    if (path.groupId !== null || path.state === 'active') return path
    const product = products[path.productId]
    if (product === undefined) return { ...path, error: 'other' }
    return hasSeat(product) ? { ...path, state: 'active', error: null } : path
  })
}
