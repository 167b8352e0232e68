/** A record and the lines of the file it stands on, or what is wrong with it. */
export type CsvRecord = { readonly line: number; readonly lastLine: number } & (
  | { readonly fields: readonly string[] }
  | { readonly reason: string }
)

/**
 * The records of a CSV text (RFC 4180), empty lines left out. Lines are counted as an editor counts them, also within
 * quotes; after a record that cannot be read, reading goes on with the line after its first.
 */
export function* csvRecords(text: string): Generator<CsvRecord> {
  let [at, line] = [0, 1]
  while (at < text.length) {
    const read = recordAt(text, at)
    const isEmpty = 'fields' in read && read.fields.length === 1 && read.fields[0] === '' && read.end === at
    if (!isEmpty) {
      const place = { line, lastLine: line + linesIn(text, at, 'fields' in read ? read.end : at) }
      yield 'fields' in read ? { ...place, fields: read.fields } : { ...place, reason: read.reason }
    }
    const next = afterLine(text, 'fields' in read ? read.end : lineEnd(text, at))
    line += linesIn(text, at, next)
    at = next
  }
}

/** The fields from here to the end of the record. */
function recordAt(
  text: string,
  start: number,
): { readonly fields: string[]; readonly end: number } | { readonly reason: string } {
  const fields: string[] = []
  for (let at = start; ; at++) {
    if (text[at] === '"') {
      const end = quoteEnd(text, at + 1)
      if (end === -1) return { reason: 'a quote that opens here is never closed' }
      fields.push(text.slice(at + 1, end).replaceAll('""', '"'))
      at = end + 1
      if (!isFieldEnd(text, at))
        return { reason: 'there is text after a closing quote; a quote within quotes is written twice' }
    } else {
      const begin = at
      while (!isFieldEnd(text, at)) at++
      const field = text.slice(begin, at)
      if (field.includes('"')) return { reason: 'there is a quote in a field without quotes around it' }
      fields.push(field)
    }
    if (text[at] !== ',') return { fields, end: at }
  }
}

function quoteEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at
  return -1
}

function isFieldEnd(text: string, at: number): boolean {
  return at >= text.length || text[at] === ',' || text[at] === '\n' || text[at] === '\r'
}

function lineEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

function afterLine(text: string, end: number): number {
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = from; at < to; at++) if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) lines++
  return lines
}
