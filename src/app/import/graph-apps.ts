import { type AppRole, everybodyRole } from '../../core/consent/app-role.ts'
import { isSafeRedirect, whatIsSafe } from '../safe-redirect.ts'
import { type GraphObject, isObject, isUuid, readName, readText } from './fields.ts'
import { noteUnsaid, Reader } from './graph-reader.ts'
import { type Records, type Spot, type WantedApp, within } from './records.ts'

type Redirect = WantedApp['redirectUris'][number]

const ofApplication = new Set([
  ...[
    'id',
    'appId',
    'displayName',
    'description',
    'identifierUris',
    'web',
    'spa',
    'publicClient',
    'isFallbackPublicClient',
  ],
  ...[
    'appRoles',
    'signInAudience',
    'api',
    'createdDateTime',
    'deletedDateTime',
    'publisherDomain',
    'requiredResourceAccess',
  ],
])

/** Adds an `application`. Secrets are in no export, and keys are noted. */
export function readApplication(object: GraphObject, spot: Spot, records: Records): void {
  const reader = new Reader(object, spot, records)
  const appId = reader.id('appId')
  const name = reader.needed('displayName', (text) => readName(text, 'the name'))
  const description = reader.text('description', (text) => readText(text.slice(0, 1024), 'the description'))
  const web = part(object, 'web')
  const redirectUris = [
    ...redirects(web, 'web', within(spot, 'web'), records, appId),
    ...redirects(part(object, 'spa'), 'spa', within(spot, 'spa'), records, appId),
    ...redirects(part(object, 'publicClient'), 'native', within(spot, 'publicClient'), records, appId),
  ]
  const identifiers = reader.list('identifierUris').filter((uri): uri is string => typeof uri === 'string')
  identifiers.slice(1).forEach((_, i) => {
    records.notes.push({
      ...within(spot, 'identifierUris', i + 1),
      reason: 'an app has one identifier here; the first is kept',
    })
  })
  if (!['AzureADMyOrg', undefined, null].includes(object['signInAudience'] as string | undefined))
    records.notes.push({ ...within(spot, 'signInAudience'), reason: 'the app comes as one of this organisation alone' })
  const logout = web['logoutUrl']
  if (typeof logout === 'string' && logout !== '')
    records.notes.push({
      ...within(spot, 'web', 'logoutUrl'),
      reason: 'it is kept as an address to return to after signing out',
    })
  noteUnsaid('application', object, spot, records, (field) => ofApplication.has(field))
  if (!reader.isWhole || appId === undefined || name === undefined) return
  records.apps.push({
    spot,
    appId,
    objectId: isUuid(object['id']) ? object['id'].toLowerCase() : null,
    name,
    description: description ?? null,
    homeUrl: webAddress(web['homePageUrl']),
    redirectUris,
    postLogoutUris: typeof logout === 'string' && isSafeRedirect(logout, appId) ? [logout] : [],
    isPublicClient: object['isFallbackPublicClient'] === true,
    identifierUri: identifiers[0] ?? null,
    scopes: scopesOf(
      part(object, 'api')['oauth2PermissionScopes'],
      within(spot, 'api', 'oauth2PermissionScopes'),
      records,
    ),
    roles: Array.isArray(object['appRoles']) ? rolesOf(object['appRoles'], within(spot, 'appRoles'), records) : null,
  })
}

/** Roles of an app that can be had here; others are noted. */
function rolesOf(given: readonly unknown[], spot: Spot, records: Records): readonly AppRole[] {
  const roles: AppRole[] = []
  given.forEach((one, i) => {
    const role = isObject(one) ? roleOf(one) : null
    const isNew = !roles.some(
      ({ id, value }) => id === role?.id || (value !== null && value.toLowerCase() === role?.value?.toLowerCase()),
    )
    if (role !== null && isNew) roles.push(role)
    else records.notes.push({ ...within(spot, i), reason: 'this is no role that an app can have here' })
  })
  return roles
}

function roleOf(object: GraphObject): AppRole | null {
  const { id, value, displayName, description, allowedMemberTypes, isEnabled } = object
  const types = Array.isArray(allowedMemberTypes) ? allowedMemberTypes : []
  const members = [
    ...(types.includes('User') ? (['people'] as const) : []),
    ...(types.includes('Application') ? (['apps'] as const) : []),
  ]
  if (!isUuid(id) || typeof displayName !== 'string' || displayName.trim() === '' || members.length === 0) return null
  if (typeof value === 'string' && value !== '' && !/^(?!\.)[!#-[\]-~]{1,120}$/.test(value)) return null
  return {
    id: id.toLowerCase(),
    value: typeof value === 'string' && value !== '' ? value : null,
    name: displayName.trim().slice(0, 256),
    description: (typeof description === 'string' && description !== '' ? description : displayName).slice(0, 1024),
    members,
    isEnabled: isEnabled !== false,
  }
}

const ofPrincipal = new Set([
  ...[
    'id',
    'appId',
    'displayName',
    'appDisplayName',
    'accountEnabled',
    'appRoleAssignmentRequired',
    'homepage',
    'replyUrls',
  ],
  ...[
    'servicePrincipalNames',
    'servicePrincipalType',
    'appOwnerOrganizationId',
    'oauth2PermissionScopes',
    'createdDateTime',
  ],
  ...[
    'signInAudience',
    'appRoleAssignedTo',
    'tags',
    'description',
    'appDescription',
    'deletedDateTime',
    'alternativeNames',
  ],
  ...['appRoles', 'resourceSpecificApplicationPermissions', 'verifiedPublisher', 'info', 'logoutUrl'],
])

/** Tenants whose apps are Microsoft's own services. */
const microsofts = new Set(['f8cdef31-a31e-4b4a-93e4-5f571e91255a', '72f988bf-86f1-41af-91ab-2d7cd011db47'])

/** Adds a `servicePrincipal`, and who is assigned to it where that stands in it. */
export function readPrincipal(object: GraphObject, spot: Spot, records: Records): void {
  const reader = new Reader(object, spot, records)
  const appId = reader.id('appId')
  const objectId = reader.id()
  const name = reader.needed('displayName', (text) => readName(text, 'the name'))
  const type = String(object['servicePrincipalType'] ?? 'Application')
  const isMicrosofts = microsofts.has(String(object['appOwnerOrganizationId']))
  const isNone = isMicrosofts ? 'it is a service of Microsoft' : type === 'Application' ? null : `it is a ${type}`
  if (isNone === null) noteUnsaid('service principal', object, spot, records, (field) => ofPrincipal.has(field))
  const uris = { redirectUris: object['replyUrls'] }
  if (!reader.isWhole || appId === undefined || objectId === undefined || name === undefined) return
  records.principals.push({
    ...{ spot, appId, objectId, name, isNone },
    homeUrl: webAddress(object['homepage']),
    redirectUris: isNone === null ? redirects(uris, 'web', spot, records, appId, 'replyUrls') : [],
    isEnabled: object['accountEnabled'] !== false,
    assignmentRequired: object['appRoleAssignmentRequired'] === true,
  })
  reader.list('appRoleAssignedTo').forEach((one, i) => {
    if (isObject(one)) readAccess(one, within(spot, 'appRoleAssignedTo', i), records)
  })
}

/** Adds an `oauth2PermissionGrant`. */
export function readGrant(object: GraphObject, spot: Spot, records: Records): void {
  const reader = new Reader(object, spot, records)
  const [clientId, resourceId] = [reader.id('clientId'), reader.id('resourceId')]
  const isForAll = object['consentType'] === 'AllPrincipals'
  const principalId = isForAll ? null : reader.id('principalId')
  const scope = reader.text('scope', (text) => readText(text, 'the scope')) ?? ''
  if (!reader.isWhole || clientId === undefined || resourceId === undefined || principalId === undefined) return
  records.grants.push({ spot, clientId, resourceId, principalId, scopes: scope.split(/\s+/).filter(Boolean) })
}

/** Adds an `appRoleAssignment`: of people and groups. What apps may do by themselves is noted. */
export function readAccess(object: GraphObject, spot: Spot, records: Records): void {
  if (object['principalType'] === 'ServicePrincipal') {
    records.notes.push({
      ...spot,
      reason: 'what an app may do by itself is not taken over; an administrator gives it here',
    })
    return
  }
  const reader = new Reader(object, spot, records)
  const [resourceId, principalId] = [reader.id('resourceId'), reader.id('principalId')]
  if (!reader.isWhole || resourceId === undefined || principalId === undefined) return
  const roleId = isUuid(object['appRoleId']) ? object['appRoleId'].toLowerCase() : everybodyRole
  records.access.push({ spot, resourceId, principalId, roleId })
}

function part(object: GraphObject, field: string): GraphObject {
  const value = object[field]
  return isObject(value) ? value : {}
}

function redirects(
  from: GraphObject,
  kind: Redirect['kind'],
  spot: Spot,
  records: Records,
  appId: string | undefined,
  field = 'redirectUris',
): readonly Redirect[] {
  const uris = Array.isArray(from['redirectUris']) ? (from['redirectUris'] as unknown[]) : []
  return uris.flatMap((uri, i) => {
    if (typeof uri === 'string' && uri.length <= 2048 && isSafeRedirect(uri, appId ?? null)) return [{ uri, kind }]
    records.notes.push({
      ...within(spot, field, i),
      reason: `no code is sent there from here: ${whatIsSafe}`,
    })
    return []
  })
}

function webAddress(value: unknown): string | null {
  return typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value) ? value.slice(0, 2048) : null
}

function scopesOf(value: unknown, spot: Spot, records: Records): WantedApp['scopes'] {
  if (!Array.isArray(value)) return []
  return (value as unknown[]).flatMap((one, i) => {
    if (!isObject(one) || typeof one['value'] !== 'string' || !/^[\w.:-]{1,120}$/.test(one['value'])) {
      records.notes.push({ ...within(spot, i), reason: 'a scope without a proper value is left out' })
      return []
    }
    if (one['isEnabled'] === false) {
      records.notes.push({ ...within(spot, i, 'isEnabled'), reason: 'a scope that is switched off is left out' })
      return []
    }
    const title = [one['userConsentDisplayName'], one['adminConsentDisplayName'], one['value']].find(
      (text) => typeof text === 'string' && text !== '',
    )
    return [
      {
        name: one['value'],
        title: String(title).slice(0, 256),
        consent: one['type'] === 'Admin' ? ('admin' as const) : ('user' as const),
      },
    ]
  })
}
