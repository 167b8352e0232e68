import type { Account, LicencePath, Membership, TenantPart } from '../snapshot.ts'
import { derivedLicences } from './derive.ts'
import { rulesReadingPlans, settleMemberships } from './settle.ts'

/** A rule that asks for plans may be met by a plan that another brings along: after so many rounds it stays as it is. */
const mostRounds = 4

/** The groups an account is in and the licences they give it, as they follow from what the directory says of it. */
export function whatFollows(
  account: Account,
  tenant: TenantPart,
  now: number,
): { readonly memberOf: readonly Membership[]; readonly derived: readonly LicencePath[] } {
  const direct = account.licences.filter((path) => path.groupId === null)
  let memberOf = settleMemberships(account, tenant, now)
  let derived = derivedLicences(account, memberOf, tenant)
  if (rulesReadingPlans(tenant.groups).length === 0) return { memberOf, derived }
  for (let round = 1; round < mostRounds; round++) {
    const then = settleMemberships({ ...account, licences: [...direct, ...derived] }, tenant, now)
    if (JSON.stringify(then) === JSON.stringify(memberOf)) break
    memberOf = then
    derived = derivedLicences(account, memberOf, tenant)
  }
  return { memberOf, derived }
}
