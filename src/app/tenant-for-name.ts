import { realmId } from '../core/federation/personal.ts'
import { findTenantByDomain, onlyTenant } from '../store/tenants.ts'
import type { Admit } from './admit.ts'
import { readSecret } from './sign-in/session.ts'
import { normalisedName } from './sign-in-name.ts'

/**
 * The tenant a sign-in name belongs to by its domain (D10). A domain nobody has is taken to the only tenant there is,
 * so that its administrators can explain the mistyped domain; with several tenants it is null. A browser that is at the personal accounts,
 * by one of these secrets, means one of those.
 */
export async function tenantForName(
  admit: Admit,
  typed: string,
  secrets: readonly (string | undefined)[] = [],
): Promise<string | null> {
  const domain = normalisedName(typed).split('@').at(-1) as string
  const [near] = secrets.flatMap((secret) => readSecret(secret ?? null) ?? [])
  const isAtRealm = near?.tenantId === realmId
  return (await findTenantByDomain(admit.store, domain)) ?? (isAtRealm ? realmId : await onlyTenant(admit.store))
}
