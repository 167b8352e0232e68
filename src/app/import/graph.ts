import { type GraphObject, isObject, isUuid } from './fields.ts'
import { readAccess, readApplication, readGrant, readPrincipal } from './graph-apps.ts'
import { readGroup, readMember, readOwner } from './graph-groups.ts'
import { readLocation, readProduct, readUser } from './graph-objects.ts'
import { readDirectoryRole, readDomain, readRoleAssignment, readRoleDefinition, readUnit } from './graph-roles.ts'
import { type Records, type Spot, within } from './records.ts'
import type { Decoded } from './text.ts'

const readers = {
  user: readUser,
  deletedUser: (object: GraphObject, spot: Spot, records: Records) =>
    readUser({ deletedDateTime: '', ...object }, spot, records),
  group: readGroup,
  product: readProduct,
  location: readLocation,
  policy: (body: GraphObject, spot: Spot, records: Records) => void records.policies.push({ spot, body }),
  application: readApplication,
  principal: readPrincipal,
  grant: readGrant,
  access: readAccess,
  roleAssignment: readRoleAssignment,
  directoryRole: readDirectoryRole,
  roleDefinition: readRoleDefinition,
  domain: readDomain,
  unit: readUnit,
  // Says nothing that is not in the rest, or is not ours to take over.
  other: () => {},
} as const satisfies Record<string, (object: GraphObject, spot: Spot, records: Records) => void>

type Kind = keyof typeof readers | 'member' | 'owner'

/** Adds what a file of Microsoft Graph tells to the records; what each part is shows in what stands in it. */
export function readGraph(file: string, { text, badLines }: Decoded, records: Records): void {
  const spot: Spot = { file, line: null, pointer: '' }
  for (const line of badLines) records.faults.push({ file, line, pointer: null, reason: 'this line is not UTF-8' })
  if (badLines.size > 0) return
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    records.faults.push({ ...spot, reason: `this is not JSON: ${(error as Error).message}` })
    return
  }
  const before = counted(records)
  readPart(json, spot, null, records)
  for (const { spot: at, kind, count } of records.unsaid.values())
    records.notes.push({
      ...at,
      reason: `this is not kept${count === 1 ? '' : `; ${count} of the kind ${kind} say it`}`,
    })
  records.unsaid.clear()
  if (counted(records) === before) records.notes.push({ ...spot, reason: 'there is nothing in it to import' })
}

const counted = (records: Records) =>
  Object.values(records).reduce((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0)

/** An answer of Graph, a list, a bundle of answers, or one object. `kind` is what the place says that it holds. */
function readPart(part: unknown, spot: Spot, kind: Kind | null, records: Records, groupId: string | null = null): void {
  if (Array.isArray(part)) {
    part.forEach((one, i) => readOne(one, within(spot, i), kind, records, groupId))
    return
  }
  if (!isObject(part)) return fault(records, spot, 'an object or a list is wanted')
  if (Array.isArray(part['value'])) {
    const told = toldBy(part)
    readPart(part['value'], within(spot, 'value'), told.kind ?? kind, records, told.groupId ?? groupId)
    if (typeof part['@odata.nextLink'] === 'string')
      records.notes.push({ ...spot, reason: 'this is one page of several: @odata.nextLink leads to the rest' })
    return
  }
  if (kindOf(part) !== null || kind !== null) return readOne(part, spot, kind, records, groupId)
  readBundle(part, spot, records)
}

const named: Readonly<Record<string, Kind>> = {
  users: 'user',
  deletedUsers: 'deletedUser',
  'directory/deletedItems/microsoft.graph.user': 'deletedUser',
  groups: 'group',
  subscribedSkus: 'product',
  policies: 'policy',
  conditionalAccessPolicies: 'policy',
  'conditionalAccess/policies': 'policy',
  'identity/conditionalAccess/policies': 'policy',
  namedLocations: 'location',
  'conditionalAccess/namedLocations': 'location',
  'identity/conditionalAccess/namedLocations': 'location',
  applications: 'application',
  servicePrincipals: 'principal',
  oauth2PermissionGrants: 'grant',
  appRoleAssignments: 'access',
  appRoleAssignedTo: 'access',
  domains: 'domain',
  directoryRoles: 'directoryRole',
  roleAssignments: 'roleAssignment',
  'roleManagement/directory/roleAssignments': 'roleAssignment',
  roleDefinitions: 'roleDefinition',
  'roleManagement/directory/roleDefinitions': 'roleDefinition',
  administrativeUnits: 'unit',
  'directory/administrativeUnits': 'unit',
  directoryRoleTemplates: 'other',
  organization: 'other',
}

/** Paths below which more paths stand. */
const folders = new Set(['conditionalAccess', 'identity', 'directory', 'roleManagement', 'deletedItems'])

/** Several answers in one object, each under its path. `members` and `owners` hold a list for each group id. */
function readBundle(bundle: GraphObject, spot: Spot, records: Records, above = ''): void {
  for (const [key, part] of Object.entries(bundle)) {
    if (key.startsWith('@')) continue
    const at = within(spot, key)
    const path = `${above}${key.replace(/^\/+/, '')}`
    const [, group, what] = /^groups\/([^/]+)\/(members|owners)$/.exec(path) ?? []
    const kind = named[path] ?? named[key.replace(/^\/+/, '')]
    if (group !== undefined) readPart(part, at, what === 'owners' ? 'owner' : 'member', records, group)
    else if (/^(servicePrincipals|users|groups)\/[^/]+\/appRoleAssign(edTo|ments)$/.test(path))
      readPart(part, at, 'access', records)
    else if (kind !== undefined) readPart(part, at, kind, records)
    else if ((path === 'members' || path === 'owners') && isObject(part) && !Array.isArray(part['value']))
      for (const [groupId, list] of Object.entries(part))
        readPart(list, within(at, groupId), path === 'owners' ? 'owner' : 'member', records, groupId)
    else if (path === 'members' && isUuid(bundle['groupId'])) readPart(part, at, 'member', records, bundle['groupId'])
    else if (folders.has(key) && isObject(part)) readBundle(part, at, records, `${path}/`)
    else if (path !== 'groupId') fault(records, at, 'it does not show what this is')
  }
}

/** What `@odata.context` and the links say that a list holds. */
function toldBy(part: GraphObject): { readonly kind: Kind | null; readonly groupId: string | null } {
  const context = String(part['@odata.context'] ?? '')
  const links = [context, part['@odata.id'], part['@odata.nextLink']].map(String).join(' ')
  const of = (context.split('#')[1] ?? '').replace(/\(.*$/s, '').replace(/\/\$.*$/, '')
  if (named[of] !== undefined) return { kind: named[of], groupId: null }
  if (/\bappRoleAssign(edTo|ments)\b/.test(context)) return { kind: 'access', groupId: null }
  const owned = /groups(?:\/|\(')([0-9a-f-]{36})(?:'\))?\/owners/i.exec(links)?.[1]
  if (owned !== undefined) return { kind: 'owner', groupId: owned }
  const groupId =
    /groups(?:\/|\(')([0-9a-f-]{36})(?:'\))?\/(?:transitive)?members/i.exec(links)?.[1] ??
    (isUuid(part['groupId']) ? part['groupId'] : null)
  if (groupId !== null || of === 'directoryObjects') return { kind: 'member', groupId }
  return { kind: null, groupId: null }
}

function readOne(object: unknown, spot: Spot, said: Kind | null, records: Records, groupId: string | null): void {
  if (typeof object === 'string' && (said === 'member' || said === 'owner') && groupId !== null)
    return (said === 'owner' ? readOwner : readMember)({ id: object }, spot, records, groupId)
  if (!isObject(object)) return fault(records, spot, 'an object is wanted')
  if (object['@removed'] !== undefined) {
    records.notes.push({ ...spot, reason: 'it is marked as removed; an import takes nothing away' })
    return
  }
  if (said === 'member' || said === 'owner') {
    if (groupId === null)
      return fault(
        records,
        spot,
        'it is not said whose members these are: write "groupId" beside "value", or export groups with $expand=members',
      )
    return (said === 'owner' ? readOwner : readMember)(object, spot, records, groupId)
  }
  const kind = said ?? kindOf(object)
  if (kind === null || kind === 'member' || kind === 'owner')
    return fault(
      records,
      spot,
      'it does not show what this is: neither a user, a group, a product, a policy, an app nor anything else that is taken over',
    )
  readers[kind](object, spot, records)
}

/** What an object is, by the fields that only its kind has. */
function kindOf(object: GraphObject): Kind | null {
  const type = String(object['@odata.type'] ?? '').replace('#microsoft.graph.', '')
  if (type === 'user') return object['deletedDateTime'] == null ? 'user' : 'deletedUser'
  if (type === 'group') return type
  const byType = {
    application: 'application',
    servicePrincipal: 'principal',
    administrativeUnit: 'unit',
    domain: 'domain',
  } as const
  if (Object.hasOwn(byType, type)) return byType[type as keyof typeof byType]
  if (/^(ip|country|compliantNetwork)NamedLocation$/.test(type) || Array.isArray(object['ipRanges'])) return 'location'
  if (typeof object['skuId'] === 'string' && Array.isArray(object['servicePlans'])) return 'product'
  if (isObject(object['conditions']) && 'state' in object) return 'policy'
  if ('servicePrincipalType' in object || 'appRoleAssignmentRequired' in object) return 'principal'
  if (
    typeof object['appId'] === 'string' &&
    ('signInAudience' in object || 'web' in object || 'identifierUris' in object)
  )
    return 'application'
  if ('consentType' in object && 'clientId' in object) return 'grant'
  if ('appRoleId' in object && 'principalId' in object) return 'access'
  if ('roleDefinitionId' in object && 'principalId' in object) return 'roleAssignment'
  if ('roleTemplateId' in object) return 'directoryRole'
  if ('rolePermissions' in object) return 'roleDefinition'
  if ('isVerified' in object && 'isDefault' in object) return 'domain'
  if (typeof object['userPrincipalName'] === 'string') return object['deletedDateTime'] == null ? 'user' : 'deletedUser'
  if ('groupTypes' in object || 'securityEnabled' in object || 'membershipRule' in object) return 'group'
  return null
}

function fault(records: Records, spot: Spot, reason: string): void {
  records.faults.push({ ...spot, reason })
}
