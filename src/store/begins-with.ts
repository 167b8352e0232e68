import { type RawBuilder, sql } from 'kysely'

/** Texts that begin so, as two comparisons: these may look into an index, where row-level security lets no function. */
export function beginsWith(folded: RawBuilder<unknown>, text: string): RawBuilder<unknown> {
  const after = afterAll(text)
  if (text === '') return sql`${folded} is not null`
  return after === null ? sql`${folded} >= ${text}` : sql`(${folded} >= ${text} and ${folded} < ${after})`
}

/** The first text, letter by letter, that comes after all that begin with this one; null where there is none. */
function afterAll(text: string): string | null {
  const letters = Array.from(text)
  for (let last = letters.pop(); last !== undefined; last = letters.pop()) {
    const code = last.codePointAt(0) as number
    if (code < 0x10ffff) return letters.join('') + String.fromCodePoint(code === 0xd7ff ? 0xe000 : code + 1)
  }
  return null
}
