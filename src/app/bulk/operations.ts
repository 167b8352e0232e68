import type { ChangeKind } from '../../core/changes/change.ts'

/** What can be done to many by a file, a line each. */
export type Operation = {
  readonly title: string
  /** Columns that a file must have, and those it may have; every attribute besides where `attributes` says so. */
  readonly needed: readonly string[]
  readonly more: readonly string[]
  readonly attributes?: true
  /** The changes it may come to: who may do none of them to anybody does not begin. */
  readonly does: readonly ChangeKind[]
  /** Lines of the template, below its headings. */
  readonly example: readonly (readonly string[])[]
}

const ofPeople = ['department', 'jobTitle', 'usageLocation', 'manager', 'groups']

/** Every bulk by its name in addresses and commands. */
export const operations = {
  create: {
    title: 'Create people',
    needed: ['signInName', 'displayName'],
    more: ['userType', 'accountEnabled', 'password', ...ofPeople],
    attributes: true,
    does: ['create_account'],
    example: [
      [
        'nora@contoso.example',
        'Nora Berg',
        'Member',
        'true',
        '',
        'Sales',
        'Agent',
        'NO',
        'otto@contoso.example',
        'Readers;Writers',
      ],
    ],
  },
  update: {
    title: 'Update people',
    needed: ['signInName'],
    more: ['newSignInName', 'displayName', 'accountEnabled', ...ofPeople],
    attributes: true,
    does: ['update_account', 'set_attribute', 'enable_account', 'block_account'],
    example: [['nora@contoso.example', '', 'Nora Berg-Lund', '', 'Marketing', '', '', '', '']],
  },
  delete: {
    title: 'Delete people',
    needed: ['signInName'],
    more: [],
    does: ['delete_account'],
    example: [['nora@contoso.example']],
  },
  restore: {
    title: 'Restore deleted people',
    needed: ['signInName'],
    more: ['newSignInName'],
    does: ['restore_account'],
    example: [['nora@contoso.example', '']],
  },
  invite: {
    title: 'Invite guests',
    needed: ['email'],
    more: ['displayName', 'department', 'jobTitle', 'usageLocation', 'manager', 'groups'],
    attributes: true,
    does: ['create_account', 'invite_guest'],
    example: [['mia@partner.example', 'Mia Partner', '', 'Consultant', '', '', 'Project X']],
  },
  'add-members': {
    title: 'Add people to groups',
    needed: ['group', 'signInName'],
    more: [],
    does: ['add_to_group'],
    example: [['Readers', 'nora@contoso.example']],
  },
  'remove-members': {
    title: 'Take people out of groups',
    needed: ['group', 'signInName'],
    more: [],
    does: ['remove_from_group'],
    example: [['Readers', 'nora@contoso.example']],
  },
  'assign-licences': {
    title: 'Assign licences',
    needed: ['signInName', 'product'],
    more: ['disabledPlans'],
    does: ['assign_licence'],
    example: [['nora@contoso.example', 'Dynamics 365 Sales', '']],
  },
  'remove-licences': {
    title: 'Remove licences',
    needed: ['signInName', 'product'],
    more: [],
    does: ['remove_licence'],
    example: [['nora@contoso.example', 'Dynamics 365 Sales']],
  },
} as const satisfies Readonly<Record<string, Operation>>

export type OperationName = keyof typeof operations

/** The operation of this name, or null. */
export function operationNamed(name: string): Operation | null {
  return isOperation(name) ? operations[name] : null
}

export function isOperation(name: string): name is OperationName {
  return Object.hasOwn(operations, name)
}

/** The headings of its template with an example below them, as CSV. */
export function templateOf({ needed, more, example }: Operation): string {
  const line = (fields: readonly string[]) =>
    fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')
  return [[...needed, ...more], ...example].map((fields) => `${line(fields)}\r\n`).join('')
}
