import { checkDirectory, type DirectoryCheck } from '../store/check.ts'
import { withTenantAtOneInstant } from '../store/store.ts'
import { everyTenant } from '../store/tenants.ts'
import type { Admit } from './admit.ts'

export type CheckedDirectory = DirectoryCheck & { readonly tenant: { readonly id: string; readonly name: string } }

/** Whether everything in the directory of one tenant, or of every tenant, is what follows from the rest. */
export async function checkDirectories(admit: Admit, tenantId: string | null): Promise<readonly CheckedDirectory[]> {
  const checked: CheckedDirectory[] = []
  for (const tenant of await everyTenant(admit.store))
    if (tenantId === null || tenant.id === tenantId) {
      const check = await withTenantAtOneInstant(admit.store, tenant.id, (t) => checkDirectory(t, admit.now()))
      checked.push({ tenant: { id: tenant.id, name: tenant.name }, ...check })
    }
  return checked
}
