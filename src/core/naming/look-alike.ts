import { lookalikes, looks } from './looks.ts'
import { nameKey } from './sign-in-name.ts'

/** Raised with every change to what names look like: names kept under an earlier one are looked at anew. */
export const lookEdition = 1

const plain = /^[\x20-\x7e]*$/
const unseen = /\p{Default_Ignorable_Code_Point}/gu
const record = 7

/**
 * What a name looks like (UTS #39 §4, skeleton, in small letters): two names are the same to the eye when this is the same. ASCII
 * stays as it is: `paypa1` and `paypal` are two names, as they are everywhere. Marks that Latin letters are written with make
 * another letter (`müller`, `muller`); a dot over what has one is not seen.
 */
export function lookOf(name: string): string {
  const key = nameKey(name)
  if (plain.test(key)) return key
  // Capitals are drawn like other letters than their small ones are: `Ν` like `N`, `ν` like `v`.
  const shown = Array.from(name.normalize('NFKC').normalize('NFD'), capitalOf).join('')
  const letters = nameKey(shown).normalize('NFD').replace(unseen, '')
  return Array.from(letters, drawnAs)
    .join('')
    .normalize('NFD')
    .replace(/([ij])\u0307/g, '$1')
    .normalize('NFC')
    .trim()
}

const capitalOf = (letter: string): string => (letter === letter.toLowerCase() ? letter : drawnAs(letter))

/** Letters that were looked up: most names of an organisation are made of the same few. */
const known = new Map<string, string>()
const keptAtMost = 1000

/** What stands for all that a character is drawn like; itself where it is drawn like nothing else. */
function drawnAs(letter: string): string {
  const there = known.get(letter)
  if (there !== undefined) return there
  const look = plain.test(letter) ? letter : found(letter)
  if (known.size < keptAtMost) known.set(letter, look)
  return look
}

let byPlace: readonly string[] | null = null

function found(letter: string): string {
  const wanted = (letter.codePointAt(0) as number).toString(36).padStart(4, '0')
  let [low, high] = [0, lookalikes.length / record]
  while (low < high) {
    const middle = (low + high) >> 1
    if (lookalikes.slice(middle * record, middle * record + 4) < wanted) low = middle + 1
    else high = middle
  }
  const entry = lookalikes.slice(low * record, (low + 1) * record)
  if (!entry.startsWith(wanted)) return letter
  byPlace ??= looks.split(' ')
  const look = byPlace[Number.parseInt(entry.slice(4), 36)] ?? ''
  return String.fromCodePoint(...look.split('+').map((one) => Number.parseInt(one, 36)))
}
