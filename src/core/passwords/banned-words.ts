import { readingOf } from './look.ts'

/** How long a banned word may be, and how many of them an organisation may have. */
export const bannedWord = { least: 4, most: 16, count: 1000 } as const

/** Banned words as they are kept: small letters, each once, in their order. */
export function bannedWordsOf(words: readonly string[]): readonly string[] {
  return [...new Set(words.map((word) => word.trim().normalize('NFKC').toLowerCase()))].sort()
}

/** A password has to have this many points. */
const pointsNeeded = 5

/** So many characters are beyond what banned words alone can make. */
const lookedAt = pointsNeeded * (bannedWord.most + 1)

/**
 * Whether a password is little more than banned words: each one in it counts one point, as every other character does, and five
 * are needed (as Entra ID scores them). Words count in capitals, other scripts and digits for letters, with one letter too many,
 * missing or another, and blanks count nothing. `words` are those of `readingOf`.
 */
export function isMadeOf(password: string, words: ReadonlySet<string>): boolean {
  const text = readingOf(password).replaceAll(/\s+/g, '')
  if (text.length > lookedAt || words.size === 0) return false
  // The fewest points of what comes before each place.
  const points = [0]
  for (let end = 1; end <= text.length; end++) {
    let least = (points[end - 1] as number) + 1
    for (const word of words)
      for (const length of [word.length - 1, word.length, word.length + 1])
        if (length >= bannedWord.least && length <= end) {
          const before = points[end - length] as number
          if (before + 1 < least && isNear(text.slice(end - length, end), word)) least = before + 1
        }
    points.push(least)
  }
  return (points[text.length] as number) < pointsNeeded
}

/** Whether a text holds one of the words, whatever stands around it. */
export function holds(password: string, words: ReadonlySet<string>): boolean {
  const text = readingOf(password)
  // A long one is found in pieces too; a short one would be found across the words of others.
  const joined = text.replaceAll(/[\s._-]/g, '')
  for (const word of words)
    if (word.length >= bannedWord.least && (word.length < 7 ? text : joined).includes(word)) return true
  return false
}

/** Whether one becomes the other by one letter more, less or another within it, or by none: what stands beside a word is no part of it. */
function isNear(a: string, b: string): boolean {
  if (a[0] !== b[0] || a.at(-1) !== b.at(-1)) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  return endA - start <= 1 && endB - start <= 1
}
