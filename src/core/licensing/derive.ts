import type { Account, LicenceError, LicencePath, Membership, TenantPart } from '../snapshot.ts'

/**
 * The licences an account gets through its groups, each active or in error. Direct and rule members get them, nested ones do
 * not; a product already held takes no second seat; seats are looked for in the order of groups, then of products.
 */
export function derivedLicences(
  account: Account,
  memberOf: readonly Membership[],
  tenant: TenantPart,
): readonly LicencePath[] {
  const held = new Set(account.licences.filter((path) => path.state === 'active').map((path) => path.productId))
  const paths: LicencePath[] = []
  for (const groupId of memberOf
    .filter((one) => one.how !== 'nested')
    .map((one) => one.groupId)
    .sort())
    for (const { productId, disabledPlans } of tenant.groups[groupId]?.licences ?? []) {
      const error = errorOf(account, productId, held, tenant)
      if (error === null) held.add(productId)
      paths.push({ productId, groupId, disabledPlans, state: error === null ? 'active' : 'error', error })
    }
  return paths
}

/** Why the account cannot get the product now, or null. */
export function errorOf(
  account: Account,
  productId: string,
  held: ReadonlySet<string>,
  tenant: TenantPart,
): LicenceError | null {
  const product = tenant.products[productId]
  if (product === undefined) return 'missing_prerequisite'
  const place = account.attributes['usageLocation']
  if (typeof place !== 'string' || place === '') return 'usage_location_missing'
  return held.has(productId) || product.seatsUsed < product.seats ? null : 'no_seats'
}
