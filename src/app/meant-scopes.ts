import { withoutDefault } from '../core/consent/default-scope.ts'
import { findAccount } from '../store/accounts.ts'
import { findApp } from '../store/apps.ts'
import { withTenant } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import type { Admit } from './admit.ts'

/** Scopes as they were granted, with `resource/.default` read as what the person and administrators have consented to. */
export async function meantScopes(
  admit: Admit,
  tenantId: string,
  of: { readonly accountId: string; readonly appId: string },
  granted: readonly string[],
): Promise<readonly string[]> {
  if (!granted.some((scope) => scope.endsWith('/.default'))) return granted
  return withTenant(admit.store, tenantId, async (t) =>
    withoutDefault(
      granted,
      await findAccount(t, of.accountId),
      await findApp(t, of.appId),
      (await loadTenantPart(t)).permissions,
    ),
  )
}
