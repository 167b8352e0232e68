import { randomInt } from 'node:crypto'

// No vowels and no look-alikes: it is read aloud on the phone and never spells a word.
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ23456789'

/** A code such as `K7QF-9TRM-2XHD`, of so many groups of four signs: 19 bits for each that nobody guesses. */
export function newSpokenCode(groups: number): string {
  const letters = Array.from({ length: groups * 4 }, () => alphabet[randomInt(alphabet.length)])
  return Array.from({ length: groups }, (_, i) => letters.slice(i * 4, i * 4 + 4).join('')).join('-')
}

/** A code as it was typed, in the one form it is compared in: without what separates, and in capital letters. */
export function asSpoken(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '')
}
