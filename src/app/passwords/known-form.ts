import { hash } from 'node:crypto'

/** What is kept of something that whoever guesses passwords knows: its place among the most common, and whether it is a stolen password. */
export type Entry = { readonly rank: number; readonly isStolen: boolean }

/** Two letters are tried as quickly as they are looked up. */
export const leastLetters = 3

// The file: how many stolen passwords it holds; where the entries of each bucket begin, and where the last one ends; the entries. A bucket
// is the first two bytes of the SHA-256 of what something reads like. An entry is 25 bits of the next four, one bit for what is stolen, and
// six for its place: the power of two in thirds.
const buckets = 2 ** 16
const head = 4 * (1 + buckets + 1)
const thirds = 3

/** The file that holds these, by what they read like. */
export function knownFile(known: ReadonlyMap<string, Entry>): Buffer {
  const entries = [...known].map(([key, { rank, isStolen }]) => {
    const { bucket, mark } = placeOf(key)
    return { bucket, entry: mark * 128 + (isStolen ? 64 : 0) + Math.round(thirds * Math.log2(rank)) }
  })
  entries.sort((a, b) => a.bucket - b.bucket || a.entry - b.entry)
  const file = Buffer.alloc(head + 4 * entries.length)
  file.writeUInt32BE([...known.values()].filter(({ isStolen }) => isStolen).length)
  let from = 0
  for (let bucket = 0; bucket <= buckets; bucket++) {
    while (from < entries.length && (entries[from]?.bucket ?? 0) < bucket) from++
    file.writeUInt32BE(from, 4 * (1 + bucket))
  }
  for (const [i, { entry }] of entries.entries()) file.writeUInt32BE(entry, head + 4 * i)
  return file
}

/** How many stolen passwords the file holds. */
export const stolenIn = (file: Buffer): number => file.readUInt32BE(0)

/** What the file holds of what reads so, its place to a tenth; null where it holds nothing. One in two million strangers is taken for something. */
export function findIn(file: Buffer, key: string): Entry | null {
  const { bucket, mark } = placeOf(key)
  const end = file.readUInt32BE(4 * (2 + bucket))
  for (let i = file.readUInt32BE(4 * (1 + bucket)); i < end; i++) {
    const entry = file.readUInt32BE(head + 4 * i)
    if (entry >>> 7 === mark) return { rank: 2 ** ((entry & 63) / thirds), isStolen: (entry & 64) !== 0 }
  }
  return null
}

function placeOf(key: string): { readonly bucket: number; readonly mark: number } {
  const digest = hash('sha256', key, 'buffer')
  return { bucket: digest.readUInt16BE(0), mark: digest.readUInt32BE(2) >>> 7 }
}
