import { type GraphObject, isObject, isUuid, quoted, readName, readText } from './fields.ts'
import { noteUnsaid, Reader } from './graph-reader.ts'
import { type Records, type Spot, within } from './records.ts'
import { roleOfId } from './role-templates.ts'

/** Adds a `unifiedRoleAssignment`. A role that there is none like here is noted. */
export function readRoleAssignment(object: GraphObject, spot: Spot, records: Records): void {
  const reader = new Reader(object, spot, records)
  const [definition, principalId] = [reader.id('roleDefinitionId'), reader.id('principalId')]
  const scope = String(object['directoryScopeId'] ?? '/')
  const unit = /^\/administrativeUnits\/([0-9a-f-]{36})$/i.exec(scope)?.[1]
  if (!reader.isWhole || definition === undefined || principalId === undefined) return
  if (scope !== '/' && unit === undefined) {
    records.notes.push({
      ...within(spot, 'directoryScopeId'),
      reason: `a role for ${quoted(scope)} alone cannot be said here`,
    })
    return
  }
  addRole(definition, principalId, unit?.toLowerCase() ?? null, spot, 'roleDefinitionId', records)
}

/** Adds the holders of a `directoryRole`, where they stand in it. */
export function readDirectoryRole(object: GraphObject, spot: Spot, records: Records): void {
  const reader = new Reader(object, spot, records)
  const template = reader.id('roleTemplateId')
  if (template === undefined) return
  reader.list('members').forEach((member, i) => {
    const at = within(spot, 'members', i)
    const type = isObject(member) ? String(member['@odata.type'] ?? '') : ''
    const memberId = isObject(member) ? member['id'] : member
    if (type.endsWith('.servicePrincipal'))
      records.notes.push({ ...at, reason: 'an app holds no role here; people and groups do' })
    else if (!isUuid(memberId)) records.faults.push({ ...at, reason: 'an id is wanted' })
    else addRole(template, memberId.toLowerCase(), null, at, null, records)
  })
}

function addRole(
  definition: string,
  principalId: string,
  unitId: string | null,
  spot: Spot,
  field: string | null,
  records: Records,
): void {
  const role = roleOfId(definition)
  if (role === null)
    records.notes.push({
      ...(field === null ? spot : within(spot, field)),
      reason: `there is no role like ${definition} here`,
    })
  else records.roles.push({ spot, role, principalId, unitId })
}

/** Notes a role that the organisation made itself. */
export function readRoleDefinition(object: GraphObject, spot: Spot, records: Records): void {
  if (object['isBuiltIn'] === false)
    records.notes.push({
      ...spot,
      reason: `the role ${quoted(String(object['displayName']))} is one of their own, which there is none like here`,
    })
}

const ofDomain = new Set([
  ...[
    'id',
    'isVerified',
    'isDefault',
    'isInitial',
    'isRoot',
    'isAdminManaged',
    'supportedServices',
    'authenticationType',
  ],
  ...[
    'passwordValidityPeriodInDays',
    'passwordNotificationWindowInDays',
    'availabilityStatus',
    'manufacturer',
    'model',
  ],
])

/** Adds a `domain`. Who owns it is proved by DNS and not by a file. */
export function readDomain(object: GraphObject, spot: Spot, records: Records): void {
  const reader = new Reader(object, spot, records)
  const name = reader.needed('id', (text) =>
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i.test(text) && text.length <= 253
      ? { ok: true, value: text.toLowerCase() }
      : { ok: false, reason: `${quoted(text)} is no name of a domain` },
  )
  if (object['authenticationType'] === 'Federated')
    records.notes.push({
      ...within(spot, 'authenticationType'),
      reason: 'another identity provider signs its people in there; here they sign in with a password',
    })
  noteUnsaid('domain', object, spot, records, (field) => ofDomain.has(field))
  if (reader.isWhole && name !== undefined)
    records.domains.push({
      spot,
      name,
      isVerified: object['isVerified'] === true,
      isDefault: object['isDefault'] === true,
    })
}

/** Adds an `administrativeUnit` and who is in it, where that stands in it. */
export function readUnit(object: GraphObject, spot: Spot, records: Records): void {
  const reader = new Reader(object, spot, records)
  const id = reader.id()
  const name = reader.needed('displayName', (text) => readName(text, 'the name'))
  const description = reader.text('description', (text) => readText(text.slice(0, 1024), 'the description'))
  if (object['membershipRule'] != null)
    records.notes.push({
      ...within(spot, 'membershipRule'),
      reason: 'a unit has no rule here: who is in it now is kept',
    })
  if (!reader.isWhole || id === undefined || name === undefined) return
  records.units.push({ spot, unit: { id, name, description: description ?? null } })
  reader.list('members').forEach((member, i) => {
    const at = within(spot, 'members', i)
    const memberId = isObject(member) ? member['id'] : member
    if (isObject(member) && String(member['@odata.type'] ?? '').endsWith('.device'))
      records.notes.push({ ...at, reason: 'a device is in no unit here; people and groups are' })
    else if (isUuid(memberId)) records.unitMembers.push({ spot: at, groupId: id, memberId: memberId.toLowerCase() })
    else records.faults.push({ ...at, reason: 'an id is wanted' })
  })
}
