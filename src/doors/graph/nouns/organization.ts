import type { organizationOf } from '../../../app/organization.ts'
import type { Noun } from '../collection.ts'
import { id, shown, text } from '../odata/field.ts'

type Organization = Awaited<ReturnType<typeof organizationOf>>

export const organizationNoun: Noun<Organization> = {
  name: 'organization',
  fields: {
    id: id(),
    displayName: text(),
    tenantType: text(),
    countryLetterCode: text(),
    preferredLanguage: text(),
    verifiedDomains: shown,
    assignedPlans: shown,
  },
  shape: ({ id, name, domains, usageLocation, preferredLanguage, products }) => ({
    id,
    displayName: name,
    tenantType: 'AAD',
    countryLetterCode: usageLocation,
    preferredLanguage,
    verifiedDomains: domains
      .filter((domain) => domain.isVerified)
      .map((domain) => ({
        name: domain.name,
        isDefault: domain.isDefault,
        isInitial: false,
        type: 'Managed',
        capabilities: 'Email',
      })),
    assignedPlans: products.flatMap((product) =>
      product.plans.map((plan) => ({
        servicePlanId: plan.id,
        service: plan.name,
        capabilityStatus: product.status === 'enabled' || product.status === 'warning' ? 'Enabled' : 'Suspended',
        assignedDateTime: null,
      })),
    ),
  }),
}
