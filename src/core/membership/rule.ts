/** Where in a rule's text something stands, from `start` up to and not including `end`. */
export type Span = { readonly start: number; readonly end: number }

export type Operator =
  | 'eq'
  | 'ne'
  | 'startsWith'
  | 'notStartsWith'
  | 'endsWith'
  | 'notEndsWith'
  | 'contains'
  | 'notContains'
  | 'match'
  | 'notMatch'
  | 'in'
  | 'notIn'
  | 'ge'
  | 'le'
  | 'gt'
  | 'lt'

/** `system.now` and a number of days from it, or a written date. */
export type DateValue = { readonly daysFromNow: number } | { readonly date: number; readonly text: string }

export type Literal = string | boolean | null | DateValue

/** One comparison: an attribute of the person against a value, or against each of a list. */
export type Leaf = {
  readonly kind: 'leaf'
  readonly property: string
  readonly operator: Operator
  readonly values: readonly Literal[]
  readonly span: Span
}

export type Rule =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Rule[]; readonly span: Span }
  | { readonly kind: 'not'; readonly part: Rule; readonly span: Span }
  | Leaf
  /** Some or every item of a collection; `inner` compares the item (`_`) or a field of it. */
  | { readonly kind: 'any' | 'all'; readonly property: string; readonly inner: Rule; readonly span: Span }
  | { readonly kind: 'memberOf'; readonly groupIds: readonly string[]; readonly span: Span }
  | { readonly kind: 'directReports'; readonly managerId: string; readonly span: Span }

export type PropertyType = 'string' | 'boolean' | 'date' | 'strings' | 'plans'

const texts =
  'city companyName country department displayName employeeId employeeType facsimileTelephoneNumber givenName jobTitle mail mailNickName mobile objectId ' +
  'onPremisesDistinguishedName onPremisesSamAccountName onPremisesSecurityIdentifier passwordPolicies physicalDeliveryOfficeName postalCode preferredLanguage ' +
  'sipProxyAddress state streetAddress surname telephoneNumber usageLocation userPrincipalName userType'

const numbered = Array.from({ length: 15 }, (_, i) => `extensionAttribute${i + 1}`)

/** Attributes a rule may read, by the name as it is written, and what each holds. */
export const properties: Readonly<Record<string, PropertyType>> = {
  ...Object.fromEntries([...texts.split(' '), ...numbered].map((name) => [name, 'string' as const])),
  accountEnabled: 'boolean',
  dirSyncEnabled: 'boolean',
  employeeHireDate: 'date',
  otherMails: 'strings',
  proxyAddresses: 'strings',
  assignedPlans: 'plans',
}

const byLowerCase = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]))

/** Whether this names an extension of the directory: `extension_`, the digits of its app's id, and its name. */
export function isExtension(name: string): boolean {
  return /^extension_[0-9a-f]{32}_\w{1,85}$/i.test(name)
}

/** The property as we spell it, whatever case it was written in; null when there is none. */
export function propertyNamed(name: string): string | null {
  if (isExtension(name)) return name
  return byLowerCase.get(name.toLowerCase()) ?? null
}
