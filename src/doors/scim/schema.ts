export const coreUser = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const coreGroup = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const enterpriseUser = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
export const admitUser = 'urn:ietf:params:scim:schemas:extension:admit:2.0:User'

/**
 * One attribute of a resource (RFC 7643 §2, §7): what `/Schemas` says of it, what is taken for it, and where the directory
 * keeps it. Nothing that is not declared here is read or written (SEC-28).
 */
export type Attribute = {
  readonly name: string
  readonly type: 'string' | 'boolean' | 'dateTime' | 'reference' | 'complex'
  readonly description: string
  readonly isMany?: true
  readonly isRequired?: true
  readonly isExact?: true
  readonly mutability?: 'readOnly' | 'immutable'
  readonly returned?: 'always'
  readonly uniqueness?: 'server'
  readonly canonicalValues?: readonly string[]
  readonly referenceTypes?: readonly string[]
  /** Code points at most. */
  readonly most?: number
  readonly sub?: readonly Attribute[]
  /** The directory's name for it, by which it is searched, sorted and written: `attribute:…` is one of the account's attributes. */
  readonly column?: string
  /** The directory's list that a filter looks into item by item. */
  readonly items?: 'emails' | 'phones' | 'groups' | 'members'
}

export type Schema = {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly attributes: readonly Attribute[]
}

type More = Partial<Omit<Attribute, 'name' | 'type' | 'description'>>
const text = (name: string, description: string, more: More = {}): Attribute => ({
  name,
  type: 'string',
  description,
  ...more,
})
const kept = (name: string, column: string, description: string, more: More = {}) =>
  text(name, description, { column: `attribute:${column}`, ...more })
const readOnly = { mutability: 'readOnly' } as const

const externalId = text('externalId', 'The identifier the client knows the resource by; unique in the organisation.', {
  isExact: true,
  most: 255,
  column: 'externalId',
})

/** Attributes that every resource has (RFC 7643 §3.1); they stand in no schema. */
export const common: readonly Attribute[] = [
  text('id', 'The identifier of the resource.', {
    ...readOnly,
    isExact: true,
    returned: 'always',
    uniqueness: 'server',
    column: 'id',
  }),
  externalId,
  {
    name: 'meta',
    type: 'complex',
    description: 'When the resource was made and changed, where it is and which version it has.',
    ...readOnly,
    sub: [
      text('resourceType', 'The kind of the resource.', { ...readOnly, isExact: true, column: 'resourceType' }),
      { name: 'created', type: 'dateTime', description: 'When it was made.', ...readOnly, column: 'createdAt' },
      {
        name: 'lastModified',
        type: 'dateTime',
        description: 'When it was changed.',
        ...readOnly,
        column: 'modifiedAt',
      },
      { name: 'location', type: 'reference', description: 'Its address.', ...readOnly, isExact: true },
      text('version', 'Its entity tag.', { ...readOnly, isExact: true }),
    ],
  },
]

const valueAndType = (canonicalValues: readonly string[], description: string): readonly Attribute[] => [
  text('value', description, { column: 'value', isRequired: true, most: 320 }),
  text('type', 'What it is for.', { column: 'type', canonicalValues, most: 32 }),
  { name: 'primary', type: 'boolean', description: 'Whether it is the main one.', column: 'primary' },
]

const userSchema: Schema = {
  id: coreUser,
  name: 'User',
  description: 'A person of the organisation',
  attributes: [
    text('userName', 'The name the person signs in with, such as name@company.com.', {
      isRequired: true,
      uniqueness: 'server',
      most: 320,
      column: 'signInName',
    }),
    {
      name: 'name',
      type: 'complex',
      description: 'The parts of the name.',
      sub: [
        kept('formatted', 'formattedName', 'The whole name; made of its parts where it is left out.'),
        kept('familyName', 'surname', 'The family name.'),
        kept('givenName', 'givenName', 'The given name.'),
        kept('middleName', 'middleName', 'The middle names.'),
        kept('honorificPrefix', 'honorificPrefix', 'A title before the name.'),
        kept('honorificSuffix', 'honorificSuffix', 'What follows the name.'),
      ],
    },
    text('displayName', 'The name others see; made of the name where it is left out.', {
      most: 256,
      column: 'displayName',
    }),
    kept('nickName', 'nickName', 'What the person is called.'),
    {
      name: 'profileUrl',
      type: 'reference',
      description: 'A page about the person.',
      referenceTypes: ['external'],
      column: 'attribute:profileUrl',
      most: 2048,
    },
    kept('title', 'jobTitle', 'The job title.'),
    kept('userType', 'employeeType', 'The kind of employment, such as Employee or Contractor.'),
    kept('preferredLanguage', 'preferredLanguage', 'The language the person reads best, such as en-GB.'),
    kept('locale', 'locale', 'The place whose forms of dates and numbers the person uses.'),
    kept('timezone', 'timezone', 'The time zone, such as Europe/Paris.'),
    {
      name: 'active',
      type: 'boolean',
      description: 'Whether the person may sign in. False blocks sign-in and ends every session.',
      column: 'isEnabled',
    },
    {
      name: 'emails',
      type: 'complex',
      description: 'E-mail addresses. The primary one, else the first of type work, is the work address.',
      isMany: true,
      items: 'emails',
      sub: valueAndType(['work', 'home', 'other'], 'The address.'),
    },
    {
      name: 'phoneNumbers',
      type: 'complex',
      description: 'Telephone numbers.',
      isMany: true,
      items: 'phones',
      sub: valueAndType(['work', 'mobile', 'fax', 'home', 'pager', 'other'], 'The number.'),
    },
    {
      name: 'addresses',
      type: 'complex',
      description: 'The work address; there is at most one.',
      isMany: true,
      sub: [
        kept('formatted', 'formattedAddress', 'The whole address, as it is written on an envelope.'),
        kept('streetAddress', 'streetAddress', 'Street and number.'),
        kept('locality', 'city', 'The town.'),
        kept('region', 'state', 'The state or region.'),
        kept('postalCode', 'postalCode', 'The postal code.'),
        kept('country', 'country', 'The country.'),
        text('type', 'Always work.', { canonicalValues: ['work'], most: 32 }),
        { name: 'primary', type: 'boolean', description: 'Whether it is the main one.' },
      ],
    },
    {
      name: 'groups',
      type: 'complex',
      description: 'The groups the person is in, changed at the groups.',
      isMany: true,
      items: 'groups',
      ...readOnly,
      sub: [
        text('value', 'The id of the group.', { ...readOnly, column: 'value' }),
        { name: '$ref', type: 'reference', description: 'Its address.', ...readOnly, referenceTypes: ['Group'] },
        text('display', 'Its name.', { ...readOnly, column: 'display' }),
        text('type', 'direct, or indirect through a group in it.', {
          ...readOnly,
          canonicalValues: ['direct', 'indirect'],
          column: 'type',
        }),
      ],
    },
  ],
}

const enterpriseSchema: Schema = {
  id: enterpriseUser,
  name: 'EnterpriseUser',
  description: 'What an employer knows of a person',
  attributes: [
    kept('employeeNumber', 'employeeId', 'The number of the employee.', { most: 256 }),
    kept('costCenter', 'costCenter', 'The cost centre.'),
    kept('organization', 'companyName', 'The company.'),
    kept('division', 'division', 'The division.'),
    kept('department', 'department', 'The department.'),
    {
      name: 'manager',
      type: 'complex',
      description: 'Whom the person reports to.',
      sub: [
        text('value', 'The id of the manager.', { isExact: true, column: 'managerId' }),
        { name: '$ref', type: 'reference', description: 'Their address.', referenceTypes: ['User'], most: 2048 },
        text('displayName', 'Their name.', readOnly),
      ],
    },
  ],
}

const admitSchema: Schema = {
  id: admitUser,
  name: 'AdmitUser',
  description: 'What Admit asks of a person besides',
  attributes: [kept('usageLocation', 'usageLocation', 'The country a licence is used in, two letters.', { most: 2 })],
}

const groupSchema: Schema = {
  id: coreGroup,
  name: 'Group',
  description: 'A group of people',
  attributes: [
    text('displayName', 'The name of the group.', {
      isRequired: true,
      uniqueness: 'server',
      most: 256,
      column: 'displayName',
    }),
    {
      name: 'members',
      type: 'complex',
      description: 'Who is in the group: people, and groups. Of a group with a rule they follow from the rule.',
      isMany: true,
      items: 'members',
      sub: [
        text('value', 'The id of the member.', { mutability: 'immutable', isRequired: true, column: 'value' }),
        {
          name: '$ref',
          type: 'reference',
          description: 'Its address.',
          mutability: 'immutable',
          referenceTypes: ['User', 'Group'],
          most: 2048,
        },
        text('type', 'User or Group.', { mutability: 'immutable', canonicalValues: ['User', 'Group'], column: 'type' }),
        text('display', 'Its name.', { ...readOnly, column: 'display' }),
      ],
    },
  ],
}

/** A kind of resource: its address, its schema and the extensions of it. */
export type ResourceType = {
  readonly name: 'User' | 'Group'
  readonly endpoint: '/Users' | '/Groups'
  readonly schema: Schema
  readonly extensions: readonly Schema[]
}

export const userType: ResourceType = {
  name: 'User',
  endpoint: '/Users',
  schema: userSchema,
  extensions: [enterpriseSchema, admitSchema],
}
export const groupType: ResourceType = { name: 'Group', endpoint: '/Groups', schema: groupSchema, extensions: [] }
export const resourceTypes: readonly ResourceType[] = [userType, groupType]

/** The attribute with this name in any case, or null. */
export function attributeNamed(attributes: readonly Attribute[], name: string): Attribute | null {
  const wanted = name.toLowerCase()
  return attributes.find((one) => one.name.toLowerCase() === wanted) ?? null
}

/** Attributes of a User in RFC 7643 §4.1 that are not kept here. */
const unkept = new Set(['ims', 'photos', 'entitlements', 'roles', 'x509certificates'])

/** Whether this names one of them, or a part of one: in a resource that is sent a server is free to ignore it (RFC 7644 §3.3). */
export function isUnkept({ schema }: ResourceType, text: string): boolean {
  const name = text.trim().toLowerCase().replace(`${coreUser.toLowerCase()}:`, '')
  return schema.id === coreUser && unkept.has(/^\w+/.exec(name)?.[0] ?? '')
}
