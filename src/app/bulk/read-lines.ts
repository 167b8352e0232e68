import type { NewLine } from '../../store/bulk-lines.ts'
import { columnNamed } from '../import/csv.ts'
import { csvTable, headingFaults, isEachOnce, separatorFault, type TablePart } from '../import/csv-table.ts'
import { guessed } from '../import/text.ts'
import { normalisedName } from '../sign-in-name.ts'
import type { Operation } from './operations.ts'

/** More lines make no sense in one file, and are another one's. */
export const mostLines = 200_000

/** A file as a bulk reads it: why it cannot be done at all, or its columns, and its lines one after the other. */
export type BulkFile = { readonly warnings: readonly string[] } & (
  | { readonly faults: readonly string[] }
  | { readonly columns: readonly string[]; readonly lines: Generator<NewLine> }
)

/** Headings that only bulks have, without case, spaces and signs. */
const named: Readonly<Record<string, string>> = {
  email: 'email',
  emailaddress: 'email',
  inviteduseremailaddress: 'email',
  newsigninname: 'newSignInName',
  newuserprincipalname: 'newSignInName',
  member: 'signInName',
  product: 'product',
  licence: 'product',
  license: 'product',
  sku: 'product',
  disabledplans: 'disabledPlans',
}
/** What `csv.ts` calls otherwise than its heading. */
const headingOf: Readonly<Record<string, string>> = { isEnabled: 'accountEnabled' }

/** Reads the headings at once and the lines as they are asked for. */
export function readBulk(bytes: Uint8Array, operation: Operation): BulkFile {
  const { warning, ...decoded } = guessed(bytes)
  const warnings = warning === null ? [] : [warning]
  const parts = csvTable(decoded, (heading) => columnOf(heading, operation))
  const first = parts.next()
  if (first.done === true) return { warnings, faults: ['the file is empty'] }
  if (!('headings' in first.value)) return { warnings, faults: ['reason' in first.value ? first.value.reason : ''] }
  const { columns, headings } = first.value
  const faults = faultsOf(columns, headings, operation)
  if (faults.length > 0) return { warnings, faults }
  return { warnings, columns: columns.flatMap((column) => column ?? []), lines: linesOf(parts) }
}

function columnOf(heading: string, { needed, more, attributes }: Operation): string | null {
  const plain = heading.toLowerCase().replace(/[\s_-]/g, '')
  const column = named[plain] ?? columnNamed(heading)
  if (column === null) return null
  const own = headingOf[column] ?? column
  if (needed.includes(own) || more.includes(own)) return column
  const isOfOthers = [
    ...Object.values(named),
    'signInName',
    'displayName',
    'userType',
    'isEnabled',
    'password',
    'passwordHash',
    'groups',
    'manager',
    'group',
    'description',
    'rule',
  ].includes(column)
  return attributes === true && !isOfOthers ? column : null
}

function faultsOf(
  columns: readonly (string | null)[],
  headings: readonly string[],
  { needed, more }: Operation,
): readonly string[] {
  const separator = separatorFault(headings)
  if (separator !== null) return [separator]
  const missing = needed.filter((column) => !columns.includes(column)).map((column) => `there is no column ${column}`)
  const strange = columns.includes(null) || !isEachOnce(columns)
  return [...missing, ...(strange ? headingFaults(columns, headings, [...needed, ...more]) : [])]
}

function* linesOf(parts: Generator<TablePart>): Generator<NewLine> {
  let n = 0
  for (const part of parts) {
    if ('headings' in part) continue
    n++
    const at = { n, line: part.line }
    if ('reason' in part) yield { ...at, subject: '', bad: { code: 'bulk.line_unreadable', message: part.reason } }
    else yield { ...at, subject: subjectOf(part.fields), fields: Object.fromEntries(part.fields) }
  }
}

/** Whom a line is about: who, and in what or with what. */
function subjectOf(fields: ReadonlyMap<string, string>): string {
  const who = fields.get('signInName') ?? fields.get('email') ?? ''
  const what = fields.get('group') ?? fields.get('product')
  return [normalisedName(who), ...(what === undefined ? [] : [what.trim()])]
    .join(' · ')
    .slice(0, 600)
    .toWellFormed()
    .replaceAll('\0', '')
}
