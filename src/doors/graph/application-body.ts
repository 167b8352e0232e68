import { z } from 'zod'
import { AppError } from '../../errors.ts'
import type { AppSettings } from '../../core/changes/change.ts'
import { groupMembershipClaims, optionalClaims } from './app-claims.ts'
import { appRoles, rolesIn } from './app-roles.ts'
import { appTags } from './app-settings-schema.ts'
import { keyCredentials } from './key-credentials.ts'
import { id, identifierUri, list, name, redirectUri, scopeName, text, webAddress } from './fields.ts'

const addresses = z.strictObject({ redirectUris: list(redirectUri).optional() })
/** Graph has a text for people and one for administrators; here both are shown the one for people. */
const permissionScope = z.strictObject({
  id,
  value: scopeName,
  type: z.enum(['User', 'Admin']).default('User'),
  isEnabled: z.literal(true, 'one that is off is taken out of the list').optional(),
  adminConsentDisplayName: name.nullish(),
  adminConsentDescription: text.nullish(),
  userConsentDisplayName: name.nullish(),
  userConsentDescription: text.nullish(),
  origin: z.literal('Application').optional(),
})
const permissionScopes = list(permissionScope).refine(
  (all) =>
    new Set(all.map(({ value }) => value)).size === all.length && new Set(all.map((one) => one.id)).size === all.length,
  'each permission has a name and an id of its own',
)
const resourceAccess = z.strictObject({
  id,
  type: z.literal('Scope', 'what an app does by itself is not asked for here: a privileged administrator says it'),
})
const fields = {
  api: z.strictObject({ oauth2PermissionScopes: permissionScopes.optional() }).optional(),
  requiredResourceAccess: list(z.strictObject({ resourceAppId: id, resourceAccess: list(resourceAccess) })).optional(),
  description: text.nullable().optional(),
  identifierUris: z.array(identifierUri).max(1, 'an app has one identifier at most').optional(),
  web: addresses.extend({ homePageUrl: webAddress.nullable().optional() }).optional(),
  spa: addresses.optional(),
  publicClient: addresses.optional(),
  isFallbackPublicClient: z.boolean().nullable().optional(),
  signInAudience: z.literal('AzureADMyOrg').optional(),
  keyCredentials: keyCredentials.optional(),
  appRoles: appRoles.optional(),
  groupMembershipClaims: groupMembershipClaims.optional(),
  optionalClaims: optionalClaims.optional(),
  tags: appTags.optional(),
  notes: text.nullable().optional(),
}

/** A new app registration. */
export const newApplication = z.strictObject({ displayName: name, ...fields })

/** What of a registration can be changed; lists that are given take the place of those there. */
export const applicationChanges = z.strictObject({ displayName: name.optional(), ...fields })

function scopesIn(given: z.infer<typeof permissionScopes>): AppSettings['scopes'] {
  return given.map((one) => {
    const description = one.userConsentDescription || one.adminConsentDescription
    return {
      name: one.value,
      title: one.userConsentDisplayName ?? one.adminConsentDisplayName ?? one.value,
      consent: one.type === 'Admin' ? 'admin' : 'user',
      id: one.id,
      ...(description ? { description } : {}),
    }
  })
}

/** Throws `request.invalid` where permissions are exposed and nobody could ask for one, for the app has no address. */
function mustHaveAddress({ scopes, identifierUri }: AppSettings): void {
  if (scopes.length > 0 && identifierUri === null)
    throw new AppError('request.invalid', {
      field: 'identifierUris',
      hint: 'an app that exposes permissions has an address, such as api://crm',
    })
}

/** The whole registration: what is given, over what was there, over what a new one begins with. */
export function settingsOf(
  id: string,
  body: z.infer<typeof applicationChanges>,
  before: AppSettings | null,
  requiredScopes?: readonly string[],
): AppSettings {
  const uris = (part: z.infer<typeof addresses> | undefined, kind: 'web' | 'spa' | 'native') =>
    part?.redirectUris?.map((uri) => ({ uri, kind })) ??
    (before?.redirectUris ?? []).filter((redirect) => redirect.kind === kind)
  const had = <T>(given: T | undefined, value: T | undefined, first: T): T =>
    given !== undefined ? given : value !== undefined ? value : first
  const settings: AppSettings = {
    id,
    name: had(body.displayName, before?.name, ''),
    description: had(body.description, before?.description, null),
    homeUrl: had(body.web?.homePageUrl, before?.homeUrl, null),
    redirectUris: [...uris(body.web, 'web'), ...uris(body.spa, 'spa'), ...uris(body.publicClient, 'native')],
    postLogoutUris: before?.postLogoutUris ?? [],
    isPublicClient: had(body.isFallbackPublicClient, before?.isPublicClient, false) ?? false,
    assignmentRequired: before?.assignmentRequired ?? false,
    requiredPlan: before?.requiredPlan ?? null,
    identifierUri: had<string | null>(
      body.identifierUris && (body.identifierUris[0] ?? null),
      before?.identifierUri,
      null,
    ),
    scopes: body.api?.oauth2PermissionScopes ? scopesIn(body.api.oauth2PermissionScopes) : (before?.scopes ?? []),
    ...(requiredScopes === undefined ? {} : { requiredScopes }),
    appPermissions: before?.appPermissions ?? [],
    ...(body.appRoles === undefined ? {} : { roles: rolesIn(body.appRoles, before?.roles ?? []) }),
    groupClaims: body.groupMembershipClaims,
    optionalClaims: body.optionalClaims,
    tags: body.tags,
    notes: body.notes,
  }
  if (body.api !== undefined || body.identifierUris !== undefined) mustHaveAddress(settings)
  return settings
}
