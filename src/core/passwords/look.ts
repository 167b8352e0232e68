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

/**
 * What each unit of a text reads like by itself: nothing for blanks and for signs that stand for no letter. Joined, `my-P@ßword 1` is
 * `mypasswordl`, the form in which what attackers know is kept and looked up.
 */
export function readingsOf(text: string): readonly string[] {
  const readings: string[] = []
  for (const sign of text) readings.push(readingOfSign(sign), ...Array<string>(sign.length - 1).fill(''))
  return readings
}

/** All of it, joined; null where a text is mostly signs and would be anything without them. */
export function keyOf(text: string): string | null {
  const key = readingsOf(text).join('')
  return 3 * key.length < 2 * text.replaceAll(/\s/g, '').length ? null : key
}

const bySign = new Map<string, string>()
const keptAtMost = 1000

function readingOfSign(sign: string): string {
  const there = bySign.get(sign)
  if (there !== undefined) return there
  const reading = readingOf(sign).replace(/[^\p{L}\p{N}]/gu, '')
  if (bySign.size < keptAtMost) bySign.set(sign, reading)
  return reading
}

const withoutMarks = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '')
