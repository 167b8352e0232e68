import { findTenantByDomain, onlyTenant } from '../store/tenants.ts'
import type { Admit } from './admit.ts'
import { normalisedName } from './sign-in-name.ts'

/**
 * The tenant a sign-in name belongs to by its domain (D10). A domain nobody has is taken to the only tenant there is,
 * so that its administrators can explain the mistyped domain; with several tenants it is null.
 */
export async function tenantForName(admit: Admit, typed: string): Promise<string | null> {
  const domain = normalisedName(typed).split('@').at(-1) as string
  return (await findTenantByDomain(admit.store, domain)) ?? (await onlyTenant(admit.store))
}
