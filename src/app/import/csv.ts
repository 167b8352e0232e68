import { properties, propertyNamed } from '../../core/membership/rule.ts'
import { nearest } from '../../core/nearest.ts'
import type { AttributeValue } from '../../core/snapshot.ts'
import { csvRecords } from './csv-lines.ts'
import {
  type Read,
  quoted,
  readName,
  readSignInName,
  readText,
  readUsageLocation,
  readUserType,
  readYesNo,
} from './fields.ts'
import type { Records, Spot, WantedPerson } from './records.ts'
import type { Decoded } from './text.ts'

/** What a column tells, by its heading without case, spaces and signs. */
const headings: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['signinname', 'userprincipalname', 'username'].map((name) => [name, 'signInName'])),
  ...Object.fromEntries(['displayname', 'name'].map((name) => [name, 'displayName'])),
  usertype: 'userType',
  ...Object.fromEntries(['accountenabled', 'enabled'].map((name) => [name, 'isEnabled'])),
  ...Object.fromEntries(['password', 'temporarypassword', 'initialpassword'].map((name) => [name, 'password'])),
  ...Object.fromEntries(['groups', 'memberof'].map((name) => [name, 'groups'])),
  manager: 'manager',
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
  'groups',
  'manager',
  'department',
  'jobTitle',
  'usageLocation',
]
const own = new Set(['displayName', 'userPrincipalName', 'userType', 'accountEnabled', 'objectId', 'passwordPolicies'])

/** Adds the people, or the groups, of a CSV file to the records: the headings tell which it is. */
export function readCsv(file: string, { text, badLines }: Decoded, records: Records): void {
  const spot = (line: number): Spot => ({ file, line, pointer: null })
  const fault = (line: number, reason: string) => records.faults.push({ ...spot(line), reason })
  let columns: readonly (string | null)[] | null = null
  let count = 0
  for (const record of csvRecords(text)) {
    const bad = [...badLines].find((line) => line >= record.line && line <= record.lastLine)
    if (bad !== undefined) fault(bad, 'this line is not UTF-8')
    if ('reason' in record) fault(record.line, record.reason)
    if (columns === null) {
      if ('reason' in record || bad !== undefined) return
      columns = columnsOf(record.fields, (reason) => fault(record.line, reason))
      if (columns === null) return
      continue
    }
    if ('reason' in record || bad !== undefined) continue
    count++
    if (record.fields.length !== columns.length) {
      fault(record.line, `there are ${record.fields.length} fields under ${columns.length} headings`)
      continue
    }
    const fields = new Map(
      record.fields.flatMap((field, i) =>
        columns?.[i] == null || field.trim() === '' ? [] : [[columns[i], field] as const],
      ),
    )
    const faults = columns.includes('group')
      ? addGroup(fields, spot(record.line), records)
      : addPerson(fields, spot(record.line), records)
    for (const reason of faults) fault(record.line, reason)
  }
  if (columns === null) fault(1, 'the file is empty')
  else if (count === 0) records.notes.push({ ...spot(1), reason: 'there are headings and nothing below them' })
}

/** What each column tells; null for one that is not understood, and null for all where it is no table of ours. */
function columnsOf(fields: readonly string[], fault: (reason: string) => void): readonly (string | null)[] | null {
  const columns = fields.map((heading) => {
    const plain = heading.replace(/^\uFEFF/, '').trim()
    const key = headings[plain.toLowerCase().replace(/[\s_-]/g, '')]
    if (key !== undefined) return key
    const property = propertyNamed(plain) ?? propertyNamed(plain.replace(/[\s_-]/g, ''))
    return property === null ||
      own.has(property) ||
      !['string', 'boolean', 'date'].includes(properties[property] ?? 'string')
      ? null
      : property
  })
  if (!columns.includes('signInName') && !columns.includes('group')) {
    const [only] = fields
    const separator = fields.length === 1 && only !== undefined ? /[;\t|]/.exec(only)?.[0] : undefined
    fault(
      separator === undefined
        ? 'there is neither a column signInName (people) nor a column group (groups)'
        : `the columns are separated by ${separator === '\t' ? 'tabs' : quoted(separator)}; commas are wanted`,
    )
    return null
  }
  fields.forEach((heading, i) => {
    if (columns[i] != null) return
    const near = nearest(heading.trim(), ofPeople, 3)
    fault(`the column ${quoted(heading.trim())} is not understood${near === null ? '' : `; is ${near} meant?`}`)
  })
  const twice = columns.find((column, i) => column !== null && columns.indexOf(column) !== i)
  if (twice === undefined) return columns
  fault(`two columns tell the ${twice}`)
  return null
}

function addPerson(fields: ReadonlyMap<string, string>, spot: Spot, records: Records): readonly string[] {
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
  const attributes: Record<string, AttributeValue> = {}
  for (const column of fields.keys()) {
    if (own.has(column) || (properties[column] === undefined && !column.startsWith('extension_'))) continue
    const value = take<AttributeValue>(column, (text) =>
      column === 'usageLocation'
        ? readUsageLocation(text)
        : properties[column] === 'boolean'
          ? readYesNo(text, column)
          : readText(text.trim(), column),
    )
    if (value !== undefined) attributes[column] = value
  }
  const groups = (fields.get('groups') ?? '')
    .split(';')
    .map((name) => name.trim())
    .filter(Boolean)
  for (const name of groups)
    if (name.length > 256) faults.push(`the group ${quoted(name)} has a name of more than 256 characters`)
  if (faults.length > 0 || !signInName.ok) return faults
  const person: WantedPerson = {
    spot,
    id: null,
    signInName: signInName.value,
    ...(displayName === undefined ? {} : { displayName }),
    ...(userType === undefined ? {} : { userType }),
    ...(isEnabled === undefined ? {} : { isEnabled }),
    ...(password === undefined ? {} : { password }),
    ...(manager === undefined ? {} : { manager }),
    attributes,
    groups: [...new Set(groups)],
    licences: [],
    licencesAre: 'direct',
  }
  records.people.push(person)
  return []
}

function addGroup(fields: ReadonlyMap<string, string>, spot: Spot, records: Records): readonly string[] {
  const name = readName(fields.get('group') ?? '', 'the name of the group')
  const description = readText((fields.get('description') ?? '').trim(), 'the description')
  if (!name.ok) return [name.reason]
  if (!description.ok) return [description.reason]
  const rule = fields.get('rule')
  records.groups.push({
    spot,
    id: null,
    name: name.value,
    ...(description.value === '' ? {} : { description: description.value }),
    ...(rule === undefined ? {} : { rule: rule.trim() }),
    licences: [],
  })
  return []
}
