import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'

export type Cells = Readonly<Record<string, string | number | null>>

/**
 * Lines as CSV that table programs read as it is meant, written while they are read: with a mark, and a cell that such a
 * program would take for a formula is one no more (SEC-37). The first line is read before anything is given, so that what is
 * refused is refused in words.
 */
export async function csvOf(columns: readonly string[], lines: AsyncIterator<Cells>): Promise<Readable> {
  const first = await lines.next()
  const table = stringify({
    header: true,
    columns: [...columns],
    escape_formulas: true,
    bom: true,
    record_delimiter: 'windows',
  })
  const source = Readable.from(after(first, lines))
  source.on('error', (error) => table.destroy(error))
  table.on('close', () => source.destroy())
  return source.pipe(table)
}

async function* after(first: IteratorResult<Cells>, rest: AsyncIterator<Cells>): AsyncGenerator<Cells> {
  for (let one = first; one.done !== true; one = await rest.next()) yield one.value
}
