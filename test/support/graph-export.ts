/** What Microsoft Graph gives for a small company, as it is exported: nothing renamed, nothing left out that it always has. */
const context = (set: string) => ({ '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${set}` })
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export const ids = {
  alice: id(1),
  bob: id(2),
  guest: id(3),
  sales: id(11),
  desk: id(12),
  everyone: id(13),
  sku: id(21),
  crmPlan: id(22),
  mailPlan: id(23),
  office: id(31),
  mfa: id(41),
  risky: id(42),
  outside: id(43),
}

const user = (own: object) => ({
  businessPhones: [],
  givenName: null,
  jobTitle: null,
  mail: null,
  texts: null,
  mobilePhone: null,
  officeLocation: null,
  preferredLanguage: null,
  surname: null,
  userType: 'Member',
  accountEnabled: true,
  ...own,
})

export const users = {
  ...context('users'),
  value: [
    user({
      id: ids.alice,
      userPrincipalName: 'Alice@contoso.example',
      displayName: 'Alice Moreau',
      department: 'Sales',
      usageLocation: 'FR',
      mobilePhone: '+33 1',
      businessPhones: ['+33 2'],
      passwordPolicies: 'DisablePasswordExpiration',
      onPremisesExtensionAttributes: { extensionAttribute1: 'A1', extensionAttribute2: null },
      assignedLicenses: [{ skuId: ids.sku, disabledPlans: [] }],
      manager: { '@odata.type': '#microsoft.graph.user', id: ids.bob },
    }),
    user({
      id: ids.bob,
      userPrincipalName: 'bob@contoso.example',
      displayName: 'Bob Lind',
      department: 'Support',
      usageLocation: 'SE',
      accountEnabled: false,
      assignedLicenses: [{ skuId: ids.sku, disabledPlans: [ids.mailPlan] }],
    }),
    user({
      id: ids.guest,
      userPrincipalName: 'gil_partner.example#EXT#@contoso.example',
      displayName: 'Gil',
      userType: 'Guest',
      assignedLicenses: [],
    }),
  ],
}

const group = (own: object) => ({
  description: null,
  groupTypes: [],
  mailEnabled: false,
  securityEnabled: true,
  membershipRule: null,
  membershipRuleProcessingState: null,
  ...own,
})

export const groups = {
  ...context('groups'),
  value: [
    group({
      id: ids.sales,
      displayName: 'Sales',
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.department -eq "Sales"',
      membershipRuleProcessingState: 'On',
      assignedLicenses: [{ skuId: ids.sku, disabledPlans: [] }],
    }),
    group({
      id: ids.desk,
      displayName: 'Service desk',
      description: 'Answers the phone',
      'members@delta': [{ '@odata.type': '#microsoft.graph.user', id: ids.bob }],
    }),
    group({
      id: ids.everyone,
      displayName: 'Everyone',
      members: [
        { '@odata.type': '#microsoft.graph.group', id: ids.desk },
        { '@odata.type': '#microsoft.graph.device', id: id(99) },
      ],
    }),
  ],
}

export const members = {
  ...context('directoryObjects'),
  groupId: ids.everyone,
  value: [
    {
      '@odata.type': '#microsoft.graph.user',
      id: ids.guest,
      userPrincipalName: 'gil_partner.example#EXT#@contoso.example',
    },
    { '@odata.type': '#microsoft.graph.user', id: ids.alice },
  ],
}

export const skus = {
  ...context('subscribedSkus'),
  value: [
    {
      id: `x_${ids.sku}`,
      skuId: ids.sku,
      skuPartNumber: 'CRM_PRO',
      capabilityStatus: 'Enabled',
      appliesTo: 'User',
      consumedUnits: 2,
      prepaidUnits: { enabled: 5, suspended: 0, warning: 1, lockedOut: 0 },
      servicePlans: [
        { servicePlanId: ids.crmPlan, servicePlanName: 'CRM', provisioningStatus: 'Success', appliesTo: 'User' },
        { servicePlanId: ids.mailPlan, servicePlanName: 'MAIL', provisioningStatus: 'Success', appliesTo: 'User' },
      ],
    },
  ],
}

export const locations = {
  ...context('identity/conditionalAccess/namedLocations'),
  value: [
    {
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      id: ids.office,
      displayName: 'Office',
      isTrusted: true,
      ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '198.51.100.0/24' }],
    },
    {
      '@odata.type': '#microsoft.graph.countryNamedLocation',
      id: ids.outside,
      displayName: 'Abroad',
      countriesAndRegions: ['SE'],
      includeUnknownCountriesAndRegions: false,
    },
  ],
}

const policy = (own: {
  readonly id: string
  readonly displayName: string
  readonly conditions: object
  readonly control: string
}) => ({
  id: own.id,
  displayName: own.displayName,
  state: 'enabled',
  templateId: null,
  sessionControls: null,
  conditions: {
    userRiskLevels: [],
    signInRiskLevels: [],
    clientAppTypes: ['all'],
    platforms: null,
    locations: null,
    applications: { includeApplications: ['All'], excludeApplications: [], includeUserActions: [] },
    users: {
      includeUsers: ['All'],
      excludeUsers: [],
      includeGroups: [],
      excludeGroups: [],
      includeRoles: [],
      excludeRoles: [],
    },
    ...own.conditions,
  },
  grantControls: {
    operator: 'OR',
    builtInControls: [own.control],
    customAuthenticationFactors: [],
    termsOfUse: [],
    authenticationStrength: null,
  },
})

export const policies = {
  ...context('identity/conditionalAccess/policies'),
  value: [
    policy({
      id: ids.mfa,
      displayName: 'Second factor outside',
      control: 'mfa',
      conditions: {
        locations: { includeLocations: ['All'], excludeLocations: [ids.office] },
        users: { includeGroups: [ids.sales], excludeUsers: [ids.bob] },
      },
    }),
    policy({ id: ids.risky, displayName: 'No risk', control: 'block', conditions: { signInRiskLevels: ['high'] } }),
  ],
}
