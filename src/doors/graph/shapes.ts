import type { AccountRow } from '../../store/accounts.ts'
import type { AppRow } from '../../store/apps.ts'
import type { GroupRow, Member } from '../../store/groups.ts'
import type { SignInRow } from '../../store/sign-ins.ts'
import type { Product } from '../../core/snapshot.ts'
import type { Noun } from './collection.ts'

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** Attributes that Graph has as fields of a user. */
export const userAttributes = [
  'businessPhones',
  'city',
  'companyName',
  'country',
  'department',
  'employeeId',
  'employeeType',
  'givenName',
  'jobTitle',
  'mail',
  'mailNickname',
  'mobilePhone',
  'officeLocation',
  'postalCode',
  'preferredLanguage',
  'state',
  'streetAddress',
  'surname',
  'usageLocation',
] as const

/** An account as Graph's `user`. */
function userShape(row: AccountRow): Record<string, unknown> {
  return {
    id: row.id,
    userPrincipalName: row.signInName,
    displayName: row.displayName,
    accountEnabled: row.isEnabled,
    userType: row.userType === 'guest' ? 'Guest' : 'Member',
    createdDateTime: iso(row.createdAt),
    deletedDateTime: iso(row.deletedAt),
    perUserMfaState: row.mfaState,
    ...Object.fromEntries(
      userAttributes.map((field) => [field, row.attributes[field] ?? (field === 'businessPhones' ? [] : null)]),
    ),
  }
}

/** A group as Graph's `group`. */
function groupShape(row: GroupRow): Record<string, unknown> {
  return {
    id: row.id,
    displayName: row.name,
    description: row.description,
    securityEnabled: row.kind === 'security',
    mailEnabled: row.kind === 'microsoft365',
    mailNickname: row.mailNickname,
    isAssignableToRole: row.isRoleAssignable,
    groupTypes: [
      ...(row.kind === 'microsoft365' ? ['Unified'] : []),
      ...(row.rule === null ? [] : ['DynamicMembership']),
    ],
    membershipRule: row.rule,
    membershipRuleProcessingState: row.rule === null ? null : 'On',
    assignedLicenses: row.licences.map((licence) => ({
      skuId: licence.productId,
      disabledPlans: licence.disabledPlans,
    })),
    createdDateTime: iso(row.createdAt),
  }
}

const capability = {
  enabled: 'Enabled',
  warning: 'Warning',
  suspended: 'Suspended',
  deleted: 'Deleted',
  locked_out: 'LockedOut',
} as const

/** A product as Graph's `subscribedSku`. */
function skuShape(product: Product): Record<string, unknown> {
  const { status, seats } = product
  return {
    id: product.id,
    skuId: product.id,
    skuPartNumber: product.name.toUpperCase().replace(/[^A-Z0-9]+/g, '_'),
    capabilityStatus: capability[status],
    appliesTo: 'User',
    consumedUnits: product.seatsUsed,
    prepaidUnits: {
      enabled: status === 'enabled' ? seats : 0,
      warning: status === 'warning' ? seats : 0,
      suspended: status === 'suspended' ? seats : 0,
      lockedOut: status === 'locked_out' ? seats : 0,
    },
    servicePlans: product.plans.map((plan) => ({
      servicePlanId: plan.id,
      servicePlanName: plan.name,
      provisioningStatus: 'Success',
      appliesTo: 'User',
    })),
  }
}

/** An app's registration as Graph's `application`. */
function applicationShape(app: AppRow): Record<string, unknown> {
  const uris = (kind: string) =>
    app.redirectUris.filter((redirect) => redirect.kind === kind).map((redirect) => redirect.uri)
  return {
    id: app.id,
    appId: app.id,
    displayName: app.name,
    description: app.description,
    identifierUris: app.identifierUri === null ? [] : [app.identifierUri],
    isFallbackPublicClient: app.isPublicClient,
    signInAudience: 'AzureADMyOrg',
    web: { homePageUrl: app.homeUrl, redirectUris: uris('web') },
    spa: { redirectUris: uris('spa') },
    publicClient: { redirectUris: uris('native') },
    api: {
      oauth2PermissionScopes: app.scopes.map((scope) => ({
        value: scope.name,
        adminConsentDisplayName: scope.title,
        type: scope.consent === 'admin' ? 'Admin' : 'User',
        isEnabled: true,
      })),
    },
    createdDateTime: iso(app.createdAt),
  }
}

/** An app in this tenant as Graph's `servicePrincipal`. */
function principalShape(app: AppRow): Record<string, unknown> {
  return {
    id: app.id,
    appId: app.id,
    displayName: app.name,
    accountEnabled: app.isEnabled,
    appRoleAssignmentRequired: app.assignmentRequired,
    homepage: app.homeUrl,
    replyUrls: app.redirectUris.map((redirect) => redirect.uri),
    servicePrincipalNames: [app.id, ...(app.identifierUri === null ? [] : [app.identifierUri])],
    servicePrincipalType: 'Application',
  }
}

/** A decision of the log as Graph's `signIn`. */
function signInShape(row: SignInRow): Record<string, unknown> {
  return {
    id: row.reference,
    createdDateTime: iso(row.at),
    userId: row.accountId,
    userPrincipalName: row.signInName,
    userDisplayName: row.displayName,
    appId: row.appId,
    appDisplayName: row.appName,
    ipAddress: row.ip,
    clientAppUsed: row.kind === 'client' ? 'Other clients' : 'Browser',
    correlationId: row.correlationId,
    isInteractive: row.kind === 'interactive',
    status: { errorCode: row.outcome === 'admit' ? 0 : (row.number ?? 50000), failureReason: row.code },
  }
}

const text = (...fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, 'text' as const]))

export const userNoun: Noun<AccountRow> = {
  name: 'users',
  fields: [
    ...['id', 'userPrincipalName', 'displayName', 'accountEnabled', 'userType', 'createdDateTime', 'deletedDateTime'],
    ...['perUserMfaState', ...userAttributes],
  ],
  filterable: {
    ...text('id', 'userPrincipalName', 'displayName', 'userType', ...userAttributes),
    accountEnabled: 'flag',
  },
  shape: userShape,
}

export const groupNoun: Noun<GroupRow> = {
  name: 'groups',
  fields: [
    ...['id', 'displayName', 'description', 'securityEnabled', 'mailEnabled', 'mailNickname', 'isAssignableToRole'],
    ...['groupTypes', 'membershipRule', 'membershipRuleProcessingState', 'assignedLicenses', 'createdDateTime'],
  ],
  filterable: text('id', 'displayName'),
  shape: groupShape,
}

export const memberNoun: Noun<Member> = {
  name: 'directoryObjects',
  fields: ['id', 'displayName', 'userPrincipalName'],
  filterable: {},
  shape: ({ id, displayName, signInName }) => ({
    '@odata.type': '#microsoft.graph.user',
    id,
    displayName,
    userPrincipalName: signInName,
  }),
}

export const skuNoun: Noun<Product> = {
  name: 'subscribedSkus',
  fields: [
    ...['id', 'skuId', 'skuPartNumber', 'capabilityStatus', 'appliesTo', 'consumedUnits', 'prepaidUnits'],
    'servicePlans',
  ],
  filterable: text('id', 'skuId', 'skuPartNumber', 'capabilityStatus'),
  shape: skuShape,
}

export const applicationNoun: Noun<AppRow> = {
  name: 'applications',
  fields: [
    ...['id', 'appId', 'displayName', 'description', 'identifierUris', 'isFallbackPublicClient', 'signInAudience'],
    ...['web', 'spa', 'publicClient', 'api', 'createdDateTime'],
  ],
  filterable: text('id', 'appId', 'displayName'),
  shape: applicationShape,
}

export const principalNoun: Noun<AppRow> = {
  name: 'servicePrincipals',
  fields: [
    ...['id', 'appId', 'displayName', 'accountEnabled', 'appRoleAssignmentRequired', 'homepage', 'replyUrls'],
    ...['servicePrincipalNames', 'servicePrincipalType'],
  ],
  filterable: { ...text('id', 'appId', 'displayName'), accountEnabled: 'flag' },
  shape: principalShape,
}

export const signInNoun: Noun<SignInRow> = {
  name: 'auditLogs/signIns',
  fields: [
    ...['id', 'createdDateTime', 'userId', 'userPrincipalName', 'userDisplayName', 'appId', 'appDisplayName'],
    ...['ipAddress', 'clientAppUsed', 'correlationId', 'isInteractive', 'status'],
  ],
  filterable: text('userId', 'appId', 'correlationId'),
  shape: signInShape,
}
