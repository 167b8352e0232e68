import type { Change } from '../../core/changes/change.ts'
import { providerOf } from '../../core/federation/identity-provider.ts'
import { resetObstacle, resetPart } from '../../core/recovery/reset-rules.ts'
import type { Account, Instant, TenantPart } from '../../core/snapshot.ts'

/** Whether somebody can reset their own password, and could not once other rules hold. */
export function isLeftWithoutReset(
  account: Account,
  tenant: TenantPart,
  changes: readonly Change[],
  now: Instant,
): boolean {
  let after = tenant
  for (const change of changes)
    if (change.do === 'set_self_service_reset') {
      const { selfServiceReset: _, ...rest } = after
      after = { ...rest, ...resetPart(change.rules) }
    }
  if (after === tenant || providerOf(tenant, account) !== null) return false
  return resetObstacle(account, { tenant, now }) === null && resetObstacle(account, { tenant: after, now }) !== null
}
