import { type Detail, details } from '../core/profile/details.ts'
import { type RequiredDetails, requiredOf } from '../core/profile/required.ts'
import { groupsReading } from '../core/profile/rules-reading.ts'
import type { Admit } from './admit.ts'
import { settings } from './directory.ts'
import type { Viewer } from './viewer.ts'

/** Which details an organisation asks of people, and which of all there are only administrators fill in, and why. */
export type RequiredDetailsShown = RequiredDetails & {
  readonly details: readonly { readonly detail: Detail; readonly readByRulesOf: readonly string[] }[]
}

/** How they are set now. */
export function requiredDetails(admit: Admit, viewer: Viewer): Promise<RequiredDetailsShown> {
  return settings(admit, viewer, (tenant) => ({
    member: requiredOf(tenant, 'member'),
    guest: requiredOf(tenant, 'guest'),
    details: details.map((detail) => ({ detail, readByRulesOf: groupsReading(tenant, detail) })),
  }))
}
