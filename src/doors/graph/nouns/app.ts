import type { DeletedApp } from '../../../store/deleted-apps.ts'
import type { AppRow, SecretRow } from '../../../store/apps.ts'
import { secretsOf } from '../../../app/app-lists.ts'
import { accessOf, scopeIdOf } from '../../../app/app-scopes.ts'
import { certificatesOf } from '../../../app/certificates.ts'
import type { Beside, Noun } from '../collection.ts'
import { keyCredentialShape } from '../key-credentials.ts'
import { bySelect, type Fields, flag, id, instant, list, object, shown, text } from '../odata/field.ts'
import { groupClaimsShape, optionalClaimsShape } from '../app-claims.ts'
import { appRoleShape } from '../app-roles.ts'
import { iso } from './instant.ts'

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
      oauth2PermissionScopes: app.scopes.map((scope) => scopeShape(app.id, scope)),
    },
    appRoles: app.roles.map(appRoleShape),
    groupMembershipClaims: groupClaimsShape(app.groupClaims),
    optionalClaims: optionalClaimsShape(app.optionalClaims),
    tags: app.tags,
    notes: app.notes,
    createdDateTime: iso(app.createdAt),
    deletedDateTime: null,
  }
}

/** A permission that an app exposes as Graph's `permissionScope`: one text, for people and for administrators. */
function scopeShape(appId: string, scope: AppRow['scopes'][number]): Record<string, unknown> {
  const { name, title, consent, description = title } = scope
  return {
    id: scopeIdOf(appId, scope),
    value: name,
    type: consent === 'admin' ? 'Admin' : 'User',
    isEnabled: true,
    ...{ adminConsentDisplayName: title, adminConsentDescription: description },
    ...{ userConsentDisplayName: title, userConsentDescription: description },
  }
}

/** What an app asks for as Graph's `requiredResourceAccess`. */
const requiredResourceAccess: Beside = async (admit, viewer, ids) =>
  new Map(
    [...(await accessOf(admit, viewer, ids))].map(([app, all]) => [
      app,
      all.map(({ resourceAppId, ids: scopes }) => ({
        resourceAppId,
        resourceAccess: scopes.map((id) => ({ id, type: 'Scope' })),
      })),
    ]),
  )

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
    appRoles: app.roles.map(appRoleShape),
    tags: app.tags,
    notes: app.notes,
    oauth2PermissionScopes: app.scopes.map((scope) => scopeShape(app.id, scope)),
  }
}

/** An app's secrets without the secrets: what they begin with, and how long they last. */
const passwordCredentials: Beside = async (admit, viewer, ids) =>
  new Map([...(await secretsOf(admit, viewer, ids))].map(([app, secrets]) => [app, secrets.map(credentialShape)]))

/** An app's certificates; the certificates themselves where nothing else is asked for, as Graph does. */
const keyCredentials: Beside = async (admit, viewer, ids, select) => {
  const key = select === 'keyCredentials' ? 'with key' : 'without'
  const found = [...(await certificatesOf(admit, viewer, ids))]
  return new Map(found.map(([app, all]) => [app, all.map((one) => keyCredentialShape(one, key))]))
}

/** A secret as Graph's `passwordCredential`, without the secret. */
export function credentialShape(secret: Omit<SecretRow, 'hash'>): Record<string, unknown> {
  return {
    keyId: secret.id,
    displayName: secret.displayName,
    hint: secret.hint,
    startDateTime: iso(secret.startsAt),
    endDateTime: iso(secret.expiresAt),
    secretText: null,
    customKeyIdentifier: null,
  }
}

const applicationFields: Fields = {
  id: id(),
  appId: id(),
  displayName: text(),
  description: text(),
  identifierUris: list(undefined, { '': text() }),
  isFallbackPublicClient: flag(),
  signInAudience: text(),
  web: object({ homePageUrl: text(), redirectUris: list(undefined, { '': text() }) }),
  spa: object({ redirectUris: list(undefined, { '': text() }) }),
  publicClient: object({ redirectUris: list(undefined, { '': text() }) }),
  api: shown,
  requiredResourceAccess: shown,
  appRoles: shown,
  groupMembershipClaims: shown,
  optionalClaims: shown,
  tags: list(undefined, { '': text() }),
  notes: text(),
  deletedDateTime: shown,
  passwordCredentials: bySelect,
  keyCredentials: bySelect,
  createdDateTime: instant(),
}

const principalFields: Fields = {
  id: id(),
  appId: id(),
  displayName: text(),
  accountEnabled: flag(),
  appRoleAssignmentRequired: flag(),
  homepage: text(),
  replyUrls: list(undefined, { '': text() }),
  servicePrincipalNames: list(undefined, { '': text() }),
  servicePrincipalType: text(),
  appRoles: shown,
  tags: list(undefined, { '': text() }),
  notes: text(),
  oauth2PermissionScopes: shown,
  passwordCredentials: bySelect,
  keyCredentials: bySelect,
}

export const applicationNoun: Noun<AppRow> = {
  name: 'applications',
  fields: applicationFields,
  shape: applicationShape,
  isDirectory: true,
  beside: { passwordCredentials, keyCredentials },
  always: { requiredResourceAccess },
}

export const principalNoun: Noun<AppRow> = {
  name: 'servicePrincipals',
  fields: principalFields,
  shape: principalShape,
  isDirectory: true,
  beside: { passwordCredentials, keyCredentials },
}

/** A deleted app, with since when; what it proves itself with is asked for when it is restored. */
export const deletedApplicationNoun: Noun<DeletedApp> = {
  name: 'applications',
  fields: { ...applicationFields, deletedDateTime: instant('deletedAt') },
  shape: (app) => ({ ...applicationShape(app), deletedDateTime: iso(app.deletedAt) }),
  isDirectory: true,
}
