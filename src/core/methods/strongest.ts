import type { Account, TenantPart } from '../snapshot.ts'
import { canProve, mayProve } from './allowed.ts'
import { hardnessOf, isDayKind, type Method, type ProvedBy } from './methods.ts'

type Holder = Pick<Account, 'memberOf'> & { readonly methods: readonly Pick<Method, 'kind' | 'isUsable'>[] }
type Rules = Pick<TenantPart, 'methodRules'>

/**
 * How hard to have for somebody else the second factor must be that shows who the person is where they change what they prove themselves with, or
 * administer (SEC-09, SEC-32): as hard as the hardest that they have for every day. 0 where they have none.
 */
export function hardnessHeld(account: Holder, tenant: Rules): number {
  if (!canProve(account, tenant)) return 0
  const kinds = account.methods.flatMap(({ kind, isUsable }) =>
    isUsable && isDayKind(kind) && mayProve(kind, account, tenant) ? [kind] : [],
  )
  return Math.max(1, hardnessOf(kinds))
}

/** Whether it was proved with the strongest that the person has, or with what takes its place: a recovery code, a pass, the factor of a provider. */
export function isStrongest(proved: readonly ProvedBy[], account: Holder, tenant: Rules): boolean {
  return hardnessOf(proved) >= hardnessHeld(account, tenant)
}
