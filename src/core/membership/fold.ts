/** Capitals without a simple small letter, and those that came after Unicode 16: nothing is done to these but what `special` says. */
const other = /[\u0130\u03a3\ua7ce\ua7d2\ua7d4\u{16ea0}-\u{16eb8}]/u

const special: Readonly<Record<string, string>> = { '\u0130': 'i', '\u03a3': '\u03c3' }

/**
 * A text as rules compare it, without regard to case: Unicode 16's simple lower case, letter by letter and in no language.
 * The database folds likewise (`folded` in migration 0007), so that a rule means the same to a person and to a million.
 */
export function fold(text: string): string {
  if (!other.test(text)) return text.toLowerCase()
  return Array.from(text, (letter) => (other.test(letter) ? (special[letter] ?? letter) : letter.toLowerCase())).join(
    '',
  )
}
