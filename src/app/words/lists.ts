import { language } from './reader.ts'

/** Names as a list in the reader's language: `a, b and c`, or `a, b or c`. */
export function listOf(names: readonly string[], by: 'and' | 'or'): string {
  const now = language()
  const type = by === 'and' ? 'conjunction' : 'disjunction'
  return new Intl.ListFormat(now === 'en' ? 'en-GB' : now, { type }).format(names)
}
