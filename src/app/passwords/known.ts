import { readFile } from 'node:fs/promises'
import { ofSign, type Piece } from '../../core/passwords/guesses.ts'
import { readingsOf } from '../../core/passwords/look.ts'
import { type Entry, findIn, leastLetters, stolenIn } from './known-form.ts'

/** What whoever guesses passwords knows: passwords out of thefts, words and names of six languages, and phrases (`scripts/write-known.ts`). */
export type Known = {
  /** How many of them are stolen passwords. */
  readonly stolen: number
  /** What is known of what reads so; null where nothing is. */
  readonly find: (key: string) => Entry | null
}

let file: Promise<Buffer> | undefined

/** Read when the first password is chosen, and not before: four megabytes. */
export async function known(): Promise<Known> {
  file ??= readFile(new URL('known.bin', import.meta.url))
  const read = await file
  return { stolen: stolenIn(read), find: (key) => findIn(read, key) }
}

/** No more letters are looked up at once: what is longer is made of what is shorter. */
const mostLetters = 48

/** From so many letters on, what is written backwards is looked up too. */
const backwards = 5

/**
 * Everything known within a text, with the blanks and signs in it and after it. A sign costs what it would cost beside it, and once
 * where the same one stands between all letters.
 */
export function piecesIn(text: string, { find }: Known): readonly Piece[] {
  const readings = readingsOf(text)
  const found = new Map<string, number | null>()
  const guessesOf = (key: string): number | null => {
    const there = found.get(key)
    if (there !== undefined) return there
    const guesses = guessesFor(key, find)
    found.set(key, guesses)
    return guesses
  }
  return readings.flatMap((first, from) => {
    const pieces: Piece[] = []
    const signs = new Set<string>()
    let key = ''
    for (let to = from + 1; first !== '' && to <= readings.length && key.length <= mostLetters; to++) {
      const reading = readings[to - 1] as string
      if (reading === '' && /\S/.test(text[to - 1] as string)) signs.add(text[to - 1] as string)
      key += reading
      const guesses = key.length < leastLetters ? null : guessesOf(key)
      if (guesses !== null) pieces.push({ from, to, guesses: guesses * ofSign ** signs.size })
    }
    return pieces
  })
}

function guessesFor(key: string, find: Known['find']): number | null {
  const forwards = find(key)?.rank ?? Infinity
  // Each way is tried after the other.
  const back = key.length < backwards ? Infinity : 2 * (find([...key].reverse().join(''))?.rank ?? Infinity)
  const least = Math.min(forwards, back)
  return least === Infinity ? null : least
}
