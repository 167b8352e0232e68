import { type GraphObject, isObject, isUuid } from './fields.ts'
import { readGroup, readLocation, readMember, readProduct, readUser } from './graph-objects.ts'
import { type Records, type Spot, within } from './records.ts'
import type { Decoded } from './text.ts'

type Kind = 'user' | 'group' | 'product' | 'policy' | 'location' | 'member'

const readers: {
  readonly [K in Exclude<Kind, 'member'>]: (object: GraphObject, spot: Spot, records: Records) => void
} = {
  user: readUser,
  group: readGroup,
  product: readProduct,
  location: readLocation,
  policy: (body, spot, records) => void records.policies.push({ spot, body }),
}

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
  if (counted(records) === before) records.notes.push({ ...spot, reason: 'there is nothing in it to import' })
}

const counted = (records: Records) => Object.values(records).reduce((sum, list) => sum + list.length, 0)

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
  groups: 'group',
  subscribedSkus: 'product',
  policies: 'policy',
  conditionalAccessPolicies: 'policy',
  'conditionalAccess/policies': 'policy',
  'identity/conditionalAccess/policies': 'policy',
  namedLocations: 'location',
  'conditionalAccess/namedLocations': 'location',
  'identity/conditionalAccess/namedLocations': 'location',
}

/** Several answers in one object, each under its path. `members` holds a list for each group id. */
function readBundle(bundle: GraphObject, spot: Spot, records: Records): void {
  for (const [key, part] of Object.entries(bundle)) {
    if (key.startsWith('@')) continue
    const at = within(spot, key)
    const path = key.replace(/^\/+/, '')
    const group = /^groups\/([^/]+)\/members$/.exec(path)?.[1]
    if (group !== undefined) readPart(part, at, 'member', records, group)
    else if (named[path] !== undefined) readPart(part, at, named[path], records)
    else if (path === 'members' && isObject(part) && !Array.isArray(part['value']))
      for (const [groupId, list] of Object.entries(part))
        readPart(list, within(at, groupId), 'member', records, groupId)
    else if (path === 'members' && isUuid(bundle['groupId'])) readPart(part, at, 'member', records, bundle['groupId'])
    else if (path === 'conditionalAccess' || path === 'identity') readPart(part, at, null, records)
    else if (path !== 'groupId') fault(records, at, 'it does not show what this is')
  }
}

/** What `@odata.context` and the links say that a list holds. */
function toldBy(part: GraphObject): { readonly kind: Kind | null; readonly groupId: string | null } {
  const context = String(part['@odata.context'] ?? '')
  const links = [context, part['@odata.id'], part['@odata.nextLink']].map(String).join(' ')
  const groupId =
    /groups(?:\/|\(')([0-9a-f-]{36})(?:'\))?\/(?:transitive)?members/i.exec(links)?.[1] ??
    (isUuid(part['groupId']) ? part['groupId'] : null)
  const set = context.split('#')[1] ?? ''
  if (groupId !== null || /^directoryObjects\b/.test(set)) return { kind: 'member', groupId }
  const of = set.replace(/\(.*$/s, '').replace(/\/\$.*$/, '')
  return { kind: named[of] ?? null, groupId: null }
}

function readOne(object: unknown, spot: Spot, said: Kind | null, records: Records, groupId: string | null): void {
  if (typeof object === 'string' && said === 'member' && groupId !== null)
    return readMember({ id: object }, spot, records, groupId)
  if (!isObject(object)) return fault(records, spot, 'an object is wanted')
  if (object['@removed'] !== undefined) {
    records.notes.push({ ...spot, reason: 'it is marked as removed; an import takes nothing away' })
    return
  }
  if (said === 'member') {
    if (groupId === null)
      return fault(
        records,
        spot,
        'it is not said whose members these are: write "groupId" beside "value", or export groups with $expand=members',
      )
    return readMember(object, spot, records, groupId)
  }
  const kind = said ?? kindOf(object)
  if (kind === null || kind === 'member')
    return fault(
      records,
      spot,
      'it does not show what this is: neither a user, a group, a subscribed SKU, a policy nor a named location',
    )
  readers[kind](object, spot, records)
}

/** What an object is, by the fields that only its kind has. */
function kindOf(object: GraphObject): Kind | null {
  const type = String(object['@odata.type'] ?? '').replace('#microsoft.graph.', '')
  if (type === 'user' || type === 'group') return type
  if (/^(ip|country|compliantNetwork)NamedLocation$/.test(type) || Array.isArray(object['ipRanges'])) return 'location'
  if (typeof object['skuId'] === 'string' && Array.isArray(object['servicePlans'])) return 'product'
  if (isObject(object['conditions']) && 'state' in object) return 'policy'
  if (typeof object['userPrincipalName'] === 'string') return 'user'
  if ('groupTypes' in object || 'securityEnabled' in object || 'membershipRule' in object) return 'group'
  return null
}

function fault(records: Records, spot: Spot, reason: string): void {
  records.faults.push({ ...spot, reason })
}
