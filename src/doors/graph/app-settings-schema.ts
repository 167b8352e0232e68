import { z } from 'zod'
import { claimSettings } from './app-claims.ts'
import { roles } from './app-roles.ts'
import { id, identifierUri, list, name, redirectUri, scopeName, text, webAddress } from './fields.ts'

/** An address where sign-ins may end, and what answers there. */
export const redirect = z.strictObject({ uri: redirectUri, kind: z.enum(['web', 'spa', 'native']) })

const scope = z.strictObject({
  name: scopeName,
  title: name,
  consent: z.enum(['user', 'admin']),
  id: id.optional(),
  description: text.optional(),
})

/** Words that scripts and people find an app by, each once. */
export const appTags = z
  .array(z.string().trim().min(1).max(256))
  .max(100)
  .transform((all) => [...new Set(all)])

/** The whole registration of an app. */
export const appSettings = z.strictObject({
  id,
  name,
  description: text.nullable(),
  homeUrl: webAddress.nullable(),
  redirectUris: list(redirect),
  postLogoutUris: list(webAddress),
  isPublicClient: z.boolean(),
  assignmentRequired: z.boolean(),
  requiredPlan: z.string().max(64).nullable(),
  identifierUri: identifierUri.nullable(),
  scopes: list(scope),
  requiredScopes: list(z.string().max(400)).optional(),
  appPermissions: list(z.string().max(128)),
  signedWith: z.enum(['RS256', 'ES256']).optional(),
  roles: roles.optional(),
  ...claimSettings,
  tags: appTags.optional(),
  notes: text.nullable().optional(),
  backChannelLogoutUri: webAddress.nullable().optional(),
})
