import type { Change } from '../core/changes/change.ts'
import { inOrder, missingDetails, requiredPart } from '../core/profile/required.ts'
import type { Account, TenantPart } from '../core/snapshot.ts'

/** Who would have to fill in what somebody lacks once other details are asked for, and does not now; null where nobody has to. */
export function lacksDetails(
  account: Account,
  tenant: TenantPart,
  changes: readonly Change[],
): 'self' | 'administrator' | null {
  let { requiredDetails } = tenant
  for (const change of changes)
    if (change.do === 'require_details')
      requiredDetails = requiredPart({ ...requiredDetails, [change.of]: inOrder(change.details) }).requiredDetails
  if (requiredDetails === tenant.requiredDetails || account.isEmergency) return null
  const after = { groups: tenant.groups, ...requiredPart(requiredDetails ?? {}) }
  const isNew = (who: 'self' | 'administrator') =>
    missingDetails(account, after, who).length > 0 && missingDetails(account, tenant, who).length === 0
  return isNew('administrator') ? 'administrator' : isNew('self') ? 'self' : null
}
