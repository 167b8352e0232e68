import type { Account } from '../core/snapshot.ts'
import { findAccount } from '../store/accounts.ts'
import { withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'

/** The account with this id, or null. */
export function findPerson(admit: Admit, tenantId: string, accountId: string): Promise<Account | null> {
  return withTenant(admit.store, tenantId, (t) => findAccount(t, accountId))
}
