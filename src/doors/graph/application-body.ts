import { z } from 'zod'
import type { AppSettings } from '../../core/changes/change.ts'
import { keyCredentials } from './key-credentials.ts'
import { identifierUri, list, name, redirectUri, text, webAddress } from './fields.ts'

const addresses = z.strictObject({ redirectUris: list(redirectUri).optional() })
const fields = {
  description: text.nullable().optional(),
  identifierUris: z.array(identifierUri).max(1, 'an app has one identifier at most').optional(),
  web: addresses.extend({ homePageUrl: webAddress.nullable().optional() }).optional(),
  spa: addresses.optional(),
  publicClient: addresses.optional(),
  isFallbackPublicClient: z.boolean().nullable().optional(),
  signInAudience: z.literal('AzureADMyOrg').optional(),
  keyCredentials: keyCredentials.optional(),
}

/** A new app registration. */
export const newApplication = z.strictObject({ displayName: name, ...fields })

/** What of a registration can be changed; lists that are given take the place of those there. */
export const applicationChanges = z.strictObject({ displayName: name.optional(), ...fields })

/** The whole registration: what is given, over what was there, over what a new one begins with. */
export function settingsOf(
  id: string,
  body: z.infer<typeof applicationChanges>,
  before: AppSettings | null,
): AppSettings {
  const uris = (part: z.infer<typeof addresses> | undefined, kind: 'web' | 'spa' | 'native') =>
    part?.redirectUris?.map((uri) => ({ uri, kind })) ??
    (before?.redirectUris ?? []).filter((redirect) => redirect.kind === kind)
  const had = <T>(given: T | undefined, value: T | undefined, first: T): T =>
    given !== undefined ? given : value !== undefined ? value : first
  return {
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
    scopes: before?.scopes ?? [],
    appPermissions: before?.appPermissions ?? [],
  }
}
