import { type Detail, details } from '../core/profile/details.ts'
import { type RequiredDetails, requiredOf } from '../core/profile/required.ts'
import { groupsReading } from '../core/profile/rules-reading.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import type { Admit } from './admit.ts'
import { asAdministrator } from './directory.ts'
import type { Viewer } from './viewer.ts'

/** Which details an organisation asks of people, and which of all there are only administrators fill in, and why. */
export type RequiredDetailsShown = RequiredDetails & {
  readonly details: readonly { readonly detail: Detail; readonly readByRulesOf: readonly string[] }[]
}

/** How they are set now. */
export function requiredDetails(admit: Admit, viewer: Viewer): Promise<RequiredDetailsShown> {
  return asAdministrator(
    admit,
    viewer,
    'Policy.Read.All',
    async (t) => {
      const tenant = await loadTenantPart(t)
      return {
        member: requiredOf(tenant, 'member'),
        guest: requiredOf(tenant, 'guest'),
        details: details.map((detail) => ({ detail, readByRulesOf: groupsReading(tenant, detail) })),
      }
    },
    'policies',
  )
}
