import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import type { Instant } from '../../core/snapshot.ts'

/** Longer than any line: a hash of 40 digits, a count and an end. */
const window = 128

/**
 * Whether a password stands in a list of those that were stolen elsewhere: a file of upper-case SHA-1 or NT hashes, a line each, in their
 * order, with or without `:` and a count, as Have I Been Pwned gives them. It is searched by halves and never read as a
 * whole. Throws where the file cannot be read, or is no such list.
 */
export async function isBreached(password: string, path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const [first = ''] = (await lineFrom(file, 0)) ?? []
    return await holds(file, size, await hashFor(password, first.length))
  } finally {
    await file.close()
  }
}

/** What is known of a list without reading it. Throws where it cannot be read, or does not begin as such a list does. */
export async function aboutList(path: string): Promise<{ readonly bytes: number; readonly changedAt: Instant }> {
  const file = await open(path)
  try {
    const { size, mtimeMs } = await file.stat()
    if ((await lineFrom(file, 0)) === null) throw noHash()
    return { bytes: size, changedAt: Math.round(mtimeMs) }
  } finally {
    await file.close()
  }
}

/** The hash of the kind that has so many hexadecimal digits. */
async function hashFor(password: string, digits: number): Promise<string> {
  if (digits === 40) return createHash('sha1').update(password).digest('hex').toUpperCase()
  const { ntHash } = await import('./nt-hash.ts')
  return ntHash(password).toUpperCase()
}

/** Binary search over bytes: what is looked for begins at or after `low`, and before `high`. */
async function holds(file: FileHandle, size: number, wanted: string): Promise<boolean> {
  let [low, high] = [0, size]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const [hash, begin, end] = (await lineFrom(file, middle)) ?? []
    // Nothing begins between the middle and the end of what is left.
    if (hash === undefined || begin === undefined || end === undefined || begin >= high) high = middle
    else if (hash === wanted) return true
    else if (hash < wanted) low = end
    else high = middle
  }
  return false
}

/** The first line that begins at this byte or after it: its hash, and the bytes where it begins and ends; null where none does. */
async function lineFrom(file: FileHandle, at: number): Promise<readonly [string, number, number] | null> {
  // One byte before tells whether a line begins just here.
  const from = Math.max(0, at - 1)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2 * window), 0, 2 * window, from)
  const text = buffer.toString('latin1', 0, bytesRead)
  const start = at === 0 ? 0 : text.indexOf('\n') + 1
  if (at !== 0 && start === 0) {
    if (bytesRead === 2 * window) throw noHash()
    return null
  }
  const [line, hash] = /^([0-9A-F]{40}|[0-9A-F]{32})(?::\d+)?\r?(?:\n|$)/.exec(text.slice(start)) ?? []
  if (line === undefined || hash === undefined) {
    if (start >= bytesRead) return null
    throw noHash()
  }
  return [hash, from + start, from + start + line.length]
}

const noHash = () => new Error('it has a line that is no hash')
