import { attributeOf } from '../../core/membership/kept-as.ts'
import { properties, propertyNamed } from '../../core/membership/rule.ts'
import type { Product } from '../../core/licensing/product.ts'
import type { AttributeValue } from '../../core/snapshot.ts'
import { isRange } from '../locate.ts'
import {
  type GraphObject,
  isObject,
  isUuid,
  quoted,
  type Read,
  readInstant,
  readName,
  readSignInName,
  readUsageLocation,
  readUserType,
  readValue,
} from './fields.ts'
import { noteUnsaid, Reader } from './graph-reader.ts'
import { type Records, type Spot, type WantedLicence, within } from './records.ts'

/** Fields of a user that are kept under their own names, beside those that rules read. */
const kept = new Set(['mobilePhone', 'officeLocation', 'mailNickname', 'businessPhones', 'faxNumber'])
/** What is kept under another name than Graph's. */
const alias: Readonly<Record<string, string>> = { onPremisesSyncEnabled: 'dirSyncEnabled' }
const own = new Set([
  'displayName',
  'userPrincipalName',
  'userType',
  'accountEnabled',
  'objectId',
  'passwordPolicies',
  'assignedPlans',
])

/** Adds a `user`. */
export function readUser(object: GraphObject, spot: Spot, records: Records): void {
  const reader = new Reader(object, spot, records)
  const id = reader.id()
  const signInName = reader.needed('userPrincipalName', readSignInName)
  const displayName = reader.text('displayName', (text) => readName(text, 'the display name'))
  const userType = reader.text('userType', readUserType)
  const enabled = object['accountEnabled']
  if (enabled !== undefined && enabled !== null && typeof enabled !== 'boolean')
    reader.fault('accountEnabled', 'true or false is wanted')
  const policies = object['passwordPolicies']
  const attributes = attributesOf(object, reader)
  const manager = isObject(object['manager']) ? object['manager']['id'] : undefined
  const licences = userLicences(object, reader, spot)
  noteUnsaid('user', object, spot, records, isOfUser)
  if (!reader.isWhole || id === undefined || signInName === undefined) return
  records.people.push({
    spot,
    id,
    ...(object['deletedDateTime'] == null ? {} : { isDeleted: true as const }),
    signInName,
    ...(displayName === undefined ? {} : { displayName }),
    ...(userType === undefined ? {} : { userType }),
    ...(typeof enabled === 'boolean' ? { isEnabled: enabled } : {}),
    ...(typeof policies === 'string' ? { passwordNeverExpires: policies.includes('DisablePasswordExpiration') } : {}),
    ...(typeof manager === 'string' ? { manager } : {}),
    attributes,
    groups: [],
    licences,
    licencesAre: Array.isArray(object['licenseAssignmentStates']) ? 'direct' : 'all',
  })
}

/** Fields of a user that are read, or that follow from others here as they do there. */
function isOfUser(field: string): boolean {
  return propertyNamed(field) !== null || kept.has(field) || alias[field] !== undefined || ofUser.has(field)
}

const ofUser = new Set([
  ...[
    'id',
    'manager',
    'licenseAssignmentStates',
    'assignedLicenses',
    'onPremisesExtensionAttributes',
    'createdDateTime',
  ],
  ...['deletedDateTime', 'perUserMfaState', 'signInActivity', 'provisionedPlans', 'onPremisesLastSyncDateTime'],
  ...[
    'lastPasswordChangeDateTime',
    'refreshTokensValidFromDateTime',
    'signInSessionsValidFromDateTime',
    'securityIdentifier',
  ],
  ...['creationType', 'imAddresses', 'identities', 'authorizationInfo', 'serviceProvisioningErrors'],
])

function attributesOf(object: GraphObject, reader: Reader): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {}
  const extended = isObject(object['onPremisesExtensionAttributes']) ? object['onPremisesExtensionAttributes'] : {}
  for (const [field, value] of [...Object.entries(object), ...Object.entries(extended)]) {
    const property = alias[field] ?? (kept.has(field) ? field : propertyNamed(field))
    if (property === null) continue
    const name = attributeOf(property)
    if (own.has(name) || properties[name] === 'plans') continue
    const read: Read<AttributeValue> =
      name === 'usageLocation' && typeof value === 'string'
        ? readUsageLocation(value)
        : properties[name] === 'date' && value !== null
          ? readInstant(String(value), field)
          : readValue(value, field)
    if (!read.ok) reader.fault(field in extended ? `onPremisesExtensionAttributes/${field}` : field, read.reason)
    else attributes[name] = read.value
  }
  return attributes
}

/** Where Graph says how a licence came, only those assigned directly. */
function userLicences(object: GraphObject, reader: Reader, spot: Spot): readonly WantedLicence[] {
  const states = object['licenseAssignmentStates']
  const throughGroups = new Set<string>()
  const direct = new Set<string>()
  if (Array.isArray(states))
    for (const state of states.filter(isObject))
      (state['assignedByGroup'] == null ? direct : throughGroups).add(String(state['skuId']).toLowerCase())
  return licencesOf(reader, spot).filter(({ productId }) => direct.has(productId) || !throughGroups.has(productId))
}

/** The products that `assignedLicenses` of a user or a group names. */
export function licencesOf(reader: Reader, spot: Spot): WantedLicence[] {
  return reader.list('assignedLicenses').flatMap((licence, i) => {
    const at = `assignedLicenses/${i}`
    if (!isObject(licence) || !isUuid(licence['skuId'])) return reader.fault(at, 'there is no skuId') ?? []
    const disabled = licence['disabledPlans'] ?? []
    if (!Array.isArray(disabled) || !disabled.every(isUuid))
      return reader.fault(`${at}/disabledPlans`, 'a list of ids is wanted') ?? []
    return [
      {
        productId: licence['skuId'].toLowerCase(),
        disabledPlans: disabled.map((plan: string) => plan.toLowerCase()),
        spot: within(spot, 'assignedLicenses', i),
      },
    ]
  })
}

const states: Readonly<Record<string, Product['status']>> = {
  Enabled: 'enabled',
  Warning: 'warning',
  Suspended: 'suspended',
  Deleted: 'deleted',
  LockedOut: 'locked_out',
}

/** Adds a `subscribedSku`. */
export function readProduct(object: GraphObject, spot: Spot, records: Records): void {
  const reader = new Reader(object, spot, records)
  const id = reader.id('skuId')
  const name = reader.needed('skuPartNumber', (text) => readName(text, 'the name'))
  const status = reader.needed('capabilityStatus', (text) =>
    states[text] === undefined
      ? { ok: false, reason: `${quoted(text)} is no state we know` }
      : { ok: true, value: states[text] },
  )
  const units = object['prepaidUnits']
  if (!isObject(units)) reader.fault('prepaidUnits', 'it is missing')
  const count = (unit: string): number => {
    const value = isObject(units) ? (units[unit] ?? 0) : 0
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10_000_000) return value
    reader.fault(`prepaidUnits/${unit}`, 'a number of seats is wanted')
    return 0
  }
  // In the grace period seats still work; in the other states they count as what will be there again.
  const seats =
    count('enabled') +
    count('warning') +
    (status === 'suspended' ? count('suspended') : 0) +
    (status === 'locked_out' ? count('lockedOut') : 0)
  const plans = reader.list('servicePlans').flatMap((plan, i) => {
    if (!isObject(plan) || !isUuid(plan['servicePlanId']))
      return reader.fault(`servicePlans/${i}`, 'there is no servicePlanId') ?? []
    const label = readName(String(plan['servicePlanName'] ?? ''), 'the name of the plan')
    return label.ok
      ? [{ id: plan['servicePlanId'].toLowerCase(), name: label.value }]
      : (reader.fault(`servicePlans/${i}/servicePlanName`, label.reason) ?? [])
  })
  if (!reader.isWhole || id === undefined || name === undefined || status === undefined) return
  records.products.push({ spot, product: { id, name, skuPartNumber: name, plans, status, expiresAt: null, seats } })
}

/** Adds a named location of addresses; one of countries is only noted: nobody here knows an address's country. */
export function readLocation(object: GraphObject, spot: Spot, records: Records): void {
  const reader = new Reader(object, spot, records)
  const id = reader.id()
  const name = reader.needed('displayName', (text) => readName(text, 'the name'))
  if (object['ipRanges'] === undefined) {
    records.notes.push({
      ...spot,
      reason: `${quoted(name ?? 'the location')} is not made of address ranges: neither it nor a policy that names it takes effect`,
    })
    return
  }
  const ranges = reader.list('ipRanges').flatMap((range, i) => {
    const cidr = isObject(range) ? range['cidrAddress'] : undefined
    return typeof cidr === 'string' && isRange(cidr)
      ? [cidr]
      : (reader.fault(`ipRanges/${i}/cidrAddress`, 'an address range such as 198.51.100.0/24 is wanted') ?? [])
  })
  const isTrusted = object['isTrusted'] ?? false
  if (typeof isTrusted !== 'boolean') reader.fault('isTrusted', 'true or false is wanted')
  if (reader.isWhole && id !== undefined && name !== undefined)
    records.locations.push({ spot, location: { id, name, isTrusted: isTrusted === true, ranges } })
}
