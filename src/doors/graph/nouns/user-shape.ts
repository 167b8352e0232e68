import { instantText } from '../../../core/membership/instant.ts'
import type { AttributeValue } from '../../../core/snapshot.ts'
import type { ListedAccount } from '../../../store/directory-lists.ts'
import { bySelect, type Fields, flag, id, instant, list, object, text } from '../odata/field.ts'
import { iso } from './instant.ts'

/** Attributes that Graph has as fields of a user and that hold one text. */
const words = [
  ...[
    'city',
    'companyName',
    'country',
    'department',
    'employeeId',
    'employeeType',
    'faxNumber',
    'givenName',
    'jobTitle',
  ],
  ...[
    'mail',
    'mailNickname',
    'mobilePhone',
    'officeLocation',
    'onPremisesDistinguishedName',
    'onPremisesSamAccountName',
  ],
  ...['onPremisesSecurityIdentifier', 'postalCode', 'preferredLanguage', 'state', 'streetAddress', 'surname'],
  'usageLocation',
] as const

/** Those that hold several. */
const lists = ['businessPhones', 'otherMails', 'proxyAddresses'] as const

const numbered = Array.from({ length: 15 }, (_, i) => `extensionAttribute${i + 1}`)

/** Attributes that Graph has as fields of a user: one text each, and those that hold several. */
export const userAttributes = words
export const userLists = lists

/** The fields of a user. */
export const userFields: Fields = {
  id: id('id'),
  userPrincipalName: text('signInName'),
  displayName: text('displayName'),
  accountEnabled: flag('isEnabled'),
  userType: text('userType', { words: { member: 'member', guest: 'guest' } }),
  createdDateTime: instant('createdAt'),
  externalUserState: bySelect,
  externalUserStateChangeDateTime: bySelect,
  deletedDateTime: instant('deletedAt'),
  perUserMfaState: text('mfaState', { words: { disabled: 'disabled', enabled: 'enabled', enforced: 'enforced' } }),
  passwordPolicies: bySelect,
  ...Object.fromEntries(words.map((name) => [name, text(name)])),
  ...Object.fromEntries(lists.map((name) => [name, list(name, { '': text('value') })])),
  // No index has it, so nothing is asked by it; rules of groups are.
  employeeHireDate: { ...instant(), isOnlyShown: true },
  onPremisesExtensionAttributes: object(Object.fromEntries(numbered.map((name) => [name, text(name)])), {
    isBySelect: true,
  }),
  assignedLicenses: list('licences', { skuId: id('productId') }, { isBySelect: true }),
  assignedPlans: list('plans', { servicePlanId: text('planId') }, { isBySelect: true }),
  licenseAssignmentStates: list(
    'paths',
    { skuId: id('productId'), state: text('state', { words: { active: 'active', error: 'error' } }) },
    { isBySelect: true },
  ),
  identities: list('names', { issuerAssignedId: text('name'), issuer: text('issuer') }, { isBySelect: true }),
  // Beyond Graph: people are found by the group they are in, and by the role they hold.
  memberOf: list('memberships', { id: id('groupId') }, { isBySelect: true }),
  assignedRoles: list('roles', { role: text('role') }, { isBySelect: true }),
}

/** How an invitation stands, in Graph's words; one that was withdrawn is none. */
const externalState = { pending: 'PendingAcceptance', accepted: 'Accepted', withdrawn: null } as const

/** What was written before it had to be an instant may be none. */
const hired = (value: AttributeValue | undefined) => (typeof value === 'string' ? instantText(value) : null)

/** An account as Graph's `user`. */
export function userShape(row: ListedAccount): Record<string, unknown> {
  const { attributes } = row
  return {
    id: row.id,
    userPrincipalName: row.signInName,
    displayName: row.displayName,
    accountEnabled: row.isEnabled,
    userType: row.userType === 'guest' ? 'Guest' : 'Member',
    createdDateTime: iso(row.createdAt),
    externalUserState: externalState[row.invitation?.state ?? 'withdrawn'],
    externalUserStateChangeDateTime: iso(row.invitation?.changedAt ?? null),
    deletedDateTime: iso(row.deletedAt),
    perUserMfaState: row.mfaState,
    passwordPolicies: row.passwordNeverExpires ? 'DisablePasswordExpiration' : null,
    ...Object.fromEntries(words.map((field) => [field, attributes[field] ?? null])),
    ...Object.fromEntries(lists.map((field) => [field, attributes[field] ?? []])),
    employeeHireDate: hired(attributes['employeeHireDate']),
    onPremisesExtensionAttributes: Object.fromEntries(numbered.map((field) => [field, attributes[field] ?? null])),
  }
}
