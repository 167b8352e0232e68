import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRecords } from './csv-lines.ts'

const read = (text: string) =>
  [...csvRecords(text)].map((one) => ('fields' in one ? [one.line, one.fields] : [one.line, one.reason]))

describe('lines of CSV', () => {
  it('are those of the file, whatever ends them and whatever quotes hold', () => {
    expect(read('a,b\r\n"x\r\ny",2\r\n\r\n3,4\n"p\nq\nr",5\r6,7')).toEqual([
      [1, ['a', 'b']],
      [2, ['x\r\ny', '2']],
      [5, ['3', '4']],
      [6, ['p\nq\nr', '5']],
      [9, ['6', '7']],
    ])
  })
  it('tell what is wrong and go on with the next', () => {
    expect(read('a,b\nx"y,1\n"p"q,2\ngood,3\n"never closed,4\nlast,5\n')).toEqual([
      [1, ['a', 'b']],
      [2, 'there is a quote in a field without quotes around it'],
      [3, 'there is text after a closing quote; a quote within quotes is written twice'],
      [4, ['good', '3']],
      [5, 'a quote that opens here is never closed'],
      [6, ['last', '5']],
    ])
  })
  it('keep empty fields, and quoted empty lines are records', () => {
    expect(read(',\n""\n"""",x\n')).toEqual([
      [1, ['', '']],
      [2, ['']],
      [3, ['"', 'x']],
    ])
  })
  it('hold what another reader of RFC 4180 finds in them', () => {
    const field = fc.stringMatching(/^[a-c,";\r\n é]{0,6}$/)
    const quote = (text: string) => (/[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text)
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
        fc.constantFrom('\n', '\r\n'),
        (table, end) => {
          const text = table.map((fields) => fields.map(quote).join(',') + end).join('')
          expect([...csvRecords(text)].map((one) => ('fields' in one ? one.fields : one.reason))).toEqual(table)
          expect(parse(text, { relax_column_count: true, record_delimiter: end })).toEqual(table)
        },
      ),
    )
  })
})
