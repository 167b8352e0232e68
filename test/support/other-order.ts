import { reading } from '../../src/core/explain/reading.ts'
import type { Snapshot } from '../../src/core/snapshot.ts'

/** The same snapshot with the keys of every record put in in another order. */
export function keysShuffled<T>(value: T, seed: number): T {
  if (Array.isArray(value)) return value.map((one) => keysShuffled(one, seed)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    shuffled(Object.entries(value), seed).map(([key, one]) => [key, keysShuffled(one, seed)]),
  ) as T
}

/** The same snapshot with every list in another order. */
export function listsShuffled<T>(value: T, seed: number): T {
  if (Array.isArray(value)) return shuffled(value, seed).map((one) => listsShuffled(one, seed)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, listsShuffled(one, seed)])) as T
}

/** The snapshot with everything changed that is not among the paths read, as `reading` names them. */
export function unreadChanged(s: Snapshot, reads: ReadonlySet<string>): Snapshot {
  return changed(s, '', reads) as Snapshot
}

function changed(value: object, path: string, reads: ReadonlySet<string>): object {
  let isSame = true
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
    const at = path === '' ? key : `${path}.${key}`
    const after = !reads.has(at) ? 'changed' : isWatched(inner) ? changed(inner, at, reads) : inner
    if (after !== inner) isSame = false
    return [key, after]
  })
  // Big parts whose inside is not watched count as read in one.
  return isSame || !isInside(path) ? value : Object.fromEntries(entries)
}

const isWatched = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether reading inside the part is noted there, and not only that it was read. */
function isInside(path: string): boolean {
  if (path === '') return true
  const probe = path.split('.').reduceRight<object>((inner, key) => ({ [key]: inner }), { probe: 1 })
  const { snapshot, reads } = reading(probe as Snapshot)
  const found = path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], snapshot)
  void (found as { probe: number }).probe
  return reads().has(`${path}.probe`)
}

/** Another order of the list, the same for the same seed (Fisher and Yates, over a small generator). */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const all = [...list]
  let state = seed >>> 0
  for (let i = all.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const j = state % (i + 1)
    ;[all[i], all[j]] = [all[j] as T, all[i] as T]
  }
  return all
}
