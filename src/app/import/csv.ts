import { settingOf } from '../../core/membership/kept-as.ts'
import { properties, propertyNamed } from '../../core/membership/rule.ts'
import type { AttributeValue } from '../../core/snapshot.ts'
import { readImported } from '../passwords/imported-form.ts'
import { csvTable, headingFaults, isEachOnce, separatorFault } from './csv-table.ts'
import {
  type Read,
  quoted,
  readInstant,
  readName,
  readSignInName,
  readText,
  readUsageLocation,
  readUserType,
  readYesNo,
} from './fields.ts'
import type { Records, Spot, WantedGroup, WantedPerson } from './records.ts'
import type { Decoded } from './text.ts'

/** What a column tells, by its heading without case, spaces and signs. */
const headings: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['signinname', 'userprincipalname', 'username'].map((name) => [name, 'signInName'])),
  ...Object.fromEntries(['displayname', 'name'].map((name) => [name, 'displayName'])),
  usertype: 'userType',
  ...Object.fromEntries(['accountenabled', 'enabled'].map((name) => [name, 'isEnabled'])),
  ...Object.fromEntries(['password', 'temporarypassword', 'initialpassword'].map((name) => [name, 'password'])),
  passwordhash: 'passwordHash',
  ...Object.fromEntries(['groups', 'memberof'].map((name) => [name, 'groups'])),
  manager: 'manager',
  mobilephone: 'mobile',
  ...Object.fromEntries(['businessphone', 'businessphones'].map((name) => [name, 'telephoneNumber'])),
  officelocation: 'physicalDeliveryOfficeName',
  faxnumber: 'facsimileTelephoneNumber',
  ...Object.fromEntries(['group', 'groupname'].map((name) => [name, 'group'])),
  description: 'description',
  ...Object.fromEntries(['membershiprule', 'rule'].map((name) => [name, 'rule'])),
}
const ofPeople = [
  'signInName',
  'displayName',
  'userType',
  'accountEnabled',
  'password',
  'passwordHash',
  'groups',
  'manager',
  'department',
  'jobTitle',
  'usageLocation',
]
const own = new Set(['displayName', 'userPrincipalName', 'userType', 'accountEnabled', 'objectId', 'passwordPolicies'])

/** Adds the people, or the groups, of a CSV file to the records: the headings tell which it is. */
export function readCsv(file: string, decoded: Decoded, records: Records): void {
  const spot = (line: number): Spot => ({ file, line, pointer: null })
  const fault = (line: number, reason: string) => records.faults.push({ ...spot(line), reason })
  let columns: readonly (string | null)[] | null = null
  let count = 0
  for (const part of csvTable(decoded, columnNamed)) {
    if ('columns' in part) {
      columns = part.columns
      if (!mayBeColumns(part.columns, part.headings, (reason) => fault(part.line, reason))) return
    } else {
      if (part.isRow) count++
      if ('reason' in part) fault(part.line, part.reason)
      else {
        const isGroup = columns?.includes('group') === true
        const read = isGroup
          ? readGroupFields(part.fields, spot(part.line))
          : readPersonFields(part.fields, spot(part.line))
        if ('faults' in read) for (const reason of read.faults) fault(part.line, reason)
        else if ('person' in read) records.people.push(read.person)
        else records.groups.push(read.group)
      }
    }
  }
  if (records.faults.some((one) => one.file === file)) return
  if (columns === null) fault(1, 'the file is empty')
  else if (count === 0) records.notes.push({ ...spot(1), reason: 'there are headings and nothing below them' })
}

/** What a column of people or groups tells, by its heading; null where that is not understood. */
export function columnNamed(heading: string): string | null {
  const key = headings[heading.toLowerCase().replace(/[\s_-]/g, '')]
  if (key !== undefined) return key
  const property = propertyNamed(heading) ?? propertyNamed(heading.replace(/[\s_-]/g, ''))
  return property === null ||
    own.has(property) ||
    !['string', 'boolean', 'date'].includes(properties[property] ?? 'string')
    ? null
    : property
}

/** Says what is wrong with headings; gives whether the rest can be read. A column nobody understands is told and left out. */
function mayBeColumns(
  columns: readonly (string | null)[],
  fields: readonly string[],
  fault: (reason: string) => void,
): boolean {
  if (!columns.includes('signInName') && !columns.includes('group')) {
    fault(separatorFault(fields) ?? 'there is neither a column signInName (people) nor a column group (groups)')
    return false
  }
  for (const reason of headingFaults(columns, fields, ofPeople)) fault(reason)
  return isEachOnce(columns)
}

/** The person that the fields of a line tell of, by column; or what is wrong with them. */
export function readPersonFields(
  fields: ReadonlyMap<string, string>,
  spot: Spot,
): { readonly person: WantedPerson } | { readonly faults: readonly string[] } {
  const faults: string[] = []
  const take = <T>(column: string, read: (text: string) => Read<T>): T | undefined => {
    const text = fields.get(column)
    if (text === undefined) return undefined
    const result = read(text)
    if (result.ok) return result.value
    faults.push(result.reason)
    return undefined
  }
  const signInName = readSignInName(fields.get('signInName') ?? '')
  if (!signInName.ok) faults.push(signInName.reason)
  const displayName = take('displayName', (text) => readName(text, 'the display name'))
  const userType = take('userType', readUserType)
  const isEnabled = take('isEnabled', (text) => readYesNo(text, 'accountEnabled'))
  const manager = take('manager', readSignInName)
  const password = fields.get('password')
  const passwordHash = take('passwordHash', readHash)
  if (password !== undefined && fields.has('passwordHash'))
    faults.push('there are a password and a password hash; one of them is wanted')
  const attributes: Record<string, AttributeValue> = {}
  for (const column of fields.keys()) {
    if (own.has(column) || (properties[column] === undefined && !column.startsWith('extension_'))) continue
    const value = take<AttributeValue>(column, (text) =>
      column === 'usageLocation'
        ? readUsageLocation(text)
        : properties[column] === 'boolean'
          ? readYesNo(text, column)
          : properties[column] === 'date'
            ? readInstant(text, column)
            : readText(text.trim(), column),
    )
    if (value === undefined) continue
    const [name, kept] = settingOf(column, value, {})
    attributes[name] = kept
  }
  const groups = (fields.get('groups') ?? '')
    .split(';')
    .map((name) => name.trim())
    .filter(Boolean)
  for (const name of groups)
    if (name.length > 256) faults.push(`the group ${quoted(name)} has a name of more than 256 characters`)
  if (faults.length > 0 || !signInName.ok) return { faults }
  const person: WantedPerson = {
    spot,
    id: null,
    signInName: signInName.value,
    ...(displayName === undefined ? {} : { displayName }),
    ...(userType === undefined ? {} : { userType }),
    ...(isEnabled === undefined ? {} : { isEnabled }),
    ...(password === undefined ? {} : { password }),
    ...(passwordHash === undefined ? {} : { passwordHash }),
    ...(manager === undefined ? {} : { manager }),
    attributes,
    groups: [...new Set(groups)],
    licences: [],
    licencesAre: 'direct',
  }
  return { person }
}

function readHash(text: string): Read<string> {
  const read = readImported(text)
  return read.ok ? { ok: true, value: text } : read
}

function readGroupFields(
  fields: ReadonlyMap<string, string>,
  spot: Spot,
): { readonly group: WantedGroup } | { readonly faults: readonly string[] } {
  const name = readName(fields.get('group') ?? '', 'the name of the group')
  const description = readText((fields.get('description') ?? '').trim(), 'the description')
  if (!name.ok) return { faults: [name.reason] }
  if (!description.ok) return { faults: [description.reason] }
  const rule = fields.get('rule')
  return {
    group: {
      spot,
      id: null,
      name: name.value,
      ...(description.value === '' ? {} : { description: description.value }),
      ...(rule === undefined ? {} : { rule: rule.trim() }),
      licences: [],
    },
  }
}
