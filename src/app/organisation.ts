import { findTenantRow, listTenants, type TenantRow } from '../store/tenants.ts'
import type { Admit } from './admit.ts'
import { readSecret } from './sign-in/session.ts'

/** The organisation a browser is with: that of the first of its secrets which names one, else the only one there is; or null. */
export async function organisationOf(
  admit: Admit,
  secrets: readonly (string | undefined)[],
): Promise<TenantRow | null> {
  for (const secret of secrets) {
    const key = readSecret(secret ?? null)
    const named = key === null ? null : await findTenantRow(admit.store, key.tenantId)
    if (named !== null) return named
  }
  const [first, second] = await listTenants(admit.store)
  return first !== undefined && second === undefined ? first : null
}
