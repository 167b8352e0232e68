import { lookOf } from '../naming/look-alike.ts'

/** Digits and signs by the letter they are written for; letters that are drawn alike become one. */
const writtenFor: Readonly<Record<string, string>> = {
  a: '4@^',
  b: '8',
  c: '(',
  e: '3€',
  g: '9',
  l: '1i!|£',
  o: '0',
  s: '5$',
  t: '7+',
  z: '2',
}

const letters: ReadonlyMap<string, string> = new Map(
  Object.entries(writtenFor).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
)

/**
 * What a password reads like: small letters of the Latin alphabet without marks, with look-alikes of other scripts, digits and
 * signs as the letters they stand for. `P@ßwörd1` reads like `passwordl`, and so does every word it is compared with.
 */
export function readingOf(text: string): string {
  const bare = withoutMarks(text).replaceAll(/[ßẞ]/g, 'ss')
  return [...withoutMarks(lookOf(bare))].map((letter) => letters.get(letter) ?? letter).join('')
}

const withoutMarks = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '')
