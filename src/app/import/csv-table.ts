import { nearest } from '../../core/nearest.ts'
import { csvRecords } from './csv-lines.ts'
import { quoted } from './fields.ts'
import type { Decoded } from './text.ts'

/** The headings of a table, or a line below them: its fields by column, empty ones left out, or what is wrong with it. */
export type TablePart = { readonly line: number } & (
  | { readonly headings: readonly string[]; readonly columns: readonly (string | null)[] }
  | { readonly isRow: boolean; readonly fields: ReadonlyMap<string, string> }
  | { readonly isRow: boolean; readonly reason: string }
)

/** Reads a CSV text as a table, a line at a time; ends where its headings cannot be read. */
export function* csvTable(
  { text, badLines }: Decoded,
  columnNamed: (heading: string) => string | null,
): Generator<TablePart> {
  let columns: readonly (string | null)[] | null = null
  const bad = [...badLines].sort((a, b) => a - b)
  let nextBad = 0
  for (const record of csvRecords(text)) {
    const { line } = record
    while ((bad[nextBad] ?? Infinity) < line) nextBad++
    const badLine = bad[nextBad]
    const isBad = badLine !== undefined && badLine <= record.lastLine
    if (isBad) yield { line: badLine, isRow: false, reason: 'this line is not UTF-8' }
    if ('reason' in record) yield { line, isRow: false, reason: record.reason }
    if ('reason' in record || isBad) {
      if (columns === null) return
    } else if (columns === null) {
      const headings = record.fields.map((heading) => heading.replace(/^\uFEFF/, '').trim())
      columns = headings.map(columnNamed)
      yield { line, headings, columns }
    } else if (record.fields.length !== columns.length)
      yield { line, isRow: true, reason: `there are ${record.fields.length} fields under ${columns.length} headings` }
    else {
      const known: readonly (string | null)[] = columns
      const fields = record.fields.flatMap((field, i) => {
        const column = known[i]
        return column == null || field.trim() === '' ? [] : [[column, field] as const]
      })
      yield { line, isRow: true, fields: new Map(fields) }
    }
  }
}

/** What is wrong where a table has one column because something else than commas separates its columns; null otherwise. */
export function separatorFault(headings: readonly string[]): string | null {
  const [only] = headings
  const separator = headings.length === 1 && only !== undefined ? /[;\t|]/.exec(only)?.[0] : undefined
  if (separator === undefined) return null
  return `the columns are separated by ${separator === '\t' ? 'tabs' : quoted(separator)}; commas are wanted`
}

/** The headings that are not understood, and the column that two of them tell. */
export function headingFaults(
  columns: readonly (string | null)[],
  headings: readonly string[],
  meant: readonly string[],
): readonly string[] {
  const strange = headings.flatMap((heading, i) => {
    if (columns[i] != null) return []
    const near = nearest(heading, meant, 3)
    return [`the column ${quoted(heading)} is not understood${near === null ? '' : `; is ${near} meant?`}`]
  })
  const twice = columns.find((column, i) => column !== null && columns.indexOf(column) !== i)
  return twice === undefined ? strange : [...strange, `two columns tell the ${twice}`]
}

/** Whether no column is told twice. */
export function isEachOnce(columns: readonly (string | null)[]): boolean {
  return columns.every((column, i) => column === null || columns.indexOf(column) === i)
}
