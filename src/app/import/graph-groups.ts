import { type GraphObject, isObject, isUuid, quoted, readName, readText } from './fields.ts'
import { licencesOf } from './graph-objects.ts'
import { noteUnsaid, Reader } from './graph-reader.ts'
import { type Records, type Spot, type WantedGroup, within } from './records.ts'

/** Adds a `group`, and its members where they stand in it. */
export function readGroup(object: GraphObject, spot: Spot, records: Records): void {
  const reader = new Reader(object, spot, records)
  const id = reader.id()
  const name = reader.needed('displayName', (text) => readName(text, 'the name'))
  const description = reader.text('description', (text) =>
    text.length > 1024 ? { ok: false, reason: 'it has more than 1024 characters' } : readText(text, 'the description'),
  )
  const types = reader.list('groupTypes')
  const isDynamic =
    'groupTypes' in object ? types.includes('DynamicMembership') : typeof object['membershipRule'] === 'string'
  const rule = isDynamic ? reader.needed('membershipRule', (text) => ({ ok: true, value: text })) : null
  const nickname = reader.text('mailNickname', (text) => readName(text, 'the mail nickname'))
  const isUnified = types.includes('Unified')
  if (object['mailEnabled'] === true && !isUnified)
    records.notes.push({
      ...within(spot, 'mailEnabled'),
      reason: 'mail to the group is not kept: it comes as a security group',
    })
  if (isUnified && object['visibility'] === 'HiddenMembership')
    records.notes.push({ ...within(spot, 'visibility'), reason: 'who may read a group sees who is in it' })
  noteUnsaid('group', object, spot, records, (field) => (field === 'visibility' ? isUnified : ofGroup.has(field)))
  const licences = licencesOf(reader, spot)
  if (!reader.isWhole || id === undefined || name === undefined) return
  const saysHow = 'groupTypes' in object || 'membershipRule' in object
  records.groups.push({
    spot,
    id,
    name,
    ...('description' in object ? { description: description ?? null } : {}),
    ...(saysHow ? { rule: rule ?? null } : {}),
    ...(isDynamic && object['membershipRuleProcessingState'] === 'Paused' ? { isPaused: true as const } : {}),
    ...(isUnified ? { kind: 'microsoft365' as const, mailNickname: nickname ?? null, ...ofTeam(object) } : {}),
    ...(object['isAssignableToRole'] === true ? { isRoleAssignable: true as const } : {}),
    licences,
  })
  reader.list('owners').forEach((owner, i) => {
    readOwner(isObject(owner) ? owner : { id: owner }, within(spot, 'owners', i), records, id)
  })
  for (const field of ['members', 'members@delta'])
    reader.list(field).forEach((member, i) => {
      const at = within(spot, field, i)
      if (isObject(member) && member['@removed'] !== undefined)
        records.notes.push({ ...at, reason: 'it is marked as removed; an import takes nothing away' })
      else readMember(isObject(member) ? member : { id: member }, at, records, id)
    })
}

/** What is said of a Microsoft 365 group alone. */
function ofTeam({ securityEnabled, visibility, isAssignableToRole }: GraphObject) {
  return {
    ...(typeof securityEnabled === 'boolean' && isAssignableToRole !== true ? { isSecurity: securityEnabled } : {}),
    ...(visibility === 'Public' || visibility === 'Private' ? { visibility } : {}),
  } satisfies Pick<WantedGroup, 'isSecurity' | 'visibility'>
}

const ofGroup = new Set([
  ...[
    'id',
    'displayName',
    'description',
    'groupTypes',
    'membershipRule',
    'membershipRuleProcessingState',
    'mailNickname',
  ],
  ...[
    'mailEnabled',
    'securityEnabled',
    'members@delta',
    'isAssignableToRole',
    'assignedLicenses',
    'members',
    'owners',
    'createdDateTime',
  ],
  ...[
    'renewedDateTime',
    'membershipRuleProcessingStatus',
    'licenseProcessingState',
    'securityIdentifier',
    'mail',
    'proxyAddresses',
  ],
  ...['creationOptions', 'onPremisesLastSyncDateTime', 'hasMembersWithLicenseErrors', 'deletedDateTime'],
])

/** Adds an owner of a group; apps that own one are noted. */
export function readOwner(object: GraphObject, spot: Spot, records: Records, groupId: string): void {
  const type = String(object['@odata.type'] ?? '').replace('#microsoft.graph.', '')
  if (type !== '' && type !== 'user') {
    records.notes.push({ ...spot, reason: `a ${type} is not taken as an owner; people are` })
    return
  }
  const reader = new Reader(object, spot, records)
  const accountId = reader.id()
  if (!isUuid(groupId)) reader.fault('', `${quoted(groupId)} is not the id of a group`)
  if (accountId !== undefined && reader.isWhole)
    records.owners.push({ spot, groupId: groupId.toLowerCase(), memberId: accountId })
}

/** Adds a membership; devices and apps have no place in our groups. */
export function readMember(object: GraphObject, spot: Spot, records: Records, groupId: string): void {
  const type = String(object['@odata.type'] ?? '').replace('#microsoft.graph.', '')
  if (type !== '' && type !== 'user' && type !== 'group') {
    records.notes.push({ ...spot, reason: `a ${type} is not taken as a member; people and groups are` })
    return
  }
  const reader = new Reader(object, spot, records)
  const memberId = reader.id()
  if (!isUuid(groupId)) reader.fault('', `${quoted(groupId)} is not the id of a group`)
  if (memberId !== undefined && reader.isWhole) records.members.push({ spot, groupId: groupId.toLowerCase(), memberId })
}
