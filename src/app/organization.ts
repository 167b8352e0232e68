import { loadTenantPart } from '../store/tenant-part.ts'
import type { Admit } from './admit.ts'
import { asAdministrator } from './directory.ts'
import type { Viewer } from './viewer.ts'

/** The viewer's organisation: its name, its domains and what it has subscribed to. */
export function organizationOf(admit: Admit, viewer: Viewer) {
  return asAdministrator(admit, viewer, 'Organization.Read.All', async (t) => {
    const { id, name, domains, products, usageLocation = null, preferredLanguage = null } = await loadTenantPart(t)
    return { id, name, domains, usageLocation, preferredLanguage, products: Object.values(products) }
  })
}
