import type { Change } from '../../core/changes/change.ts'
import { canProve, withAllowed } from '../../core/methods/allowed.ts'
import type { Account, TenantPart } from '../../core/snapshot.ts'

/** Whether somebody has a method that they may use, and would have none once other ways are allowed. */
export function isLeftWithout(account: Account, tenant: TenantPart, changes: readonly Change[]): boolean {
  let methodRules = tenant.methodRules
  for (const change of changes)
    if (change.do === 'allow_method') methodRules = withAllowed(methodRules, change.kind, change.to)
  if (methodRules === tenant.methodRules || !canProve(account, tenant)) return false
  return !canProve(account, methodRules === undefined ? {} : { methodRules })
}
