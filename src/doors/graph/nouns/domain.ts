import type { DomainShown, WantedRecord } from '../../../app/domains.ts'
import type { Noun } from '../collection.ts'
import { flag, number, shown, text } from '../odata/field.ts'

export const domainNoun: Noun<DomainShown> = {
  name: 'domains',
  fields: {
    id: text(),
    authenticationType: text(),
    availabilityStatus: shown,
    isAdminManaged: flag(),
    isDefault: flag(),
    isInitial: flag(),
    isRoot: flag(),
    isVerified: flag(),
    supportedServices: shown,
  },
  shape: ({ name, isDefault, isVerified, providerId }) => ({
    ...{
      id: name,
      authenticationType: providerId === undefined ? 'Managed' : 'Federated',
      availabilityStatus: null,
      isAdminManaged: true,
      isDefault,
    },
    ...{ isInitial: false, isRoot: name.split('.').length === 2, isVerified, supportedServices: [] },
  }),
}

export const recordNoun: Noun<WantedRecord> = {
  name: 'domainDnsRecords',
  fields: {
    id: text(),
    isOptional: flag(),
    label: text(),
    recordType: text(),
    supportedService: text(),
    ttl: number(),
    text: text(),
  },
  shape: ({ name, value, ttl }) => ({
    '@odata.type': '#microsoft.graph.domainDnsTxtRecord',
    ...{ id: `${name}/${value}`, isOptional: false, label: name, recordType: 'Txt', supportedService: 'Verification' },
    ...{ ttl, text: value },
  }),
}
