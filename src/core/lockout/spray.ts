import type { Instant } from '../snapshot.ts'

/**
 * What is kept of an address: with whose wrong passwords it came within an hour, and with whose right ones. Many names and few
 * tries for each is how passwords are sprayed, and no counter of one account sees it.
 */
export type SourceTries = {
  readonly since: Instant
  /** Names, as keyed hashes, whose password was wrong, and whose was right. */
  readonly failed: readonly string[]
  readonly passed: readonly string[]
  /** How often it has been made to wait. */
  readonly waits: number
  readonly waitUntil: Instant
}

/** Names that may fail from an address in an hour, and one more for each that succeeds: an office is no attacker. */
export const namesAllowed = 20

const [hour, firstWait, longestWait] = [3_600_000, 5_000, 900_000]
/** More that succeed weigh no more: then an address that never sprays is not written about any more. */
const passedKept = 64

/** An address nobody came from. */
export const noTries: SourceTries = { since: 0, failed: [], passed: [], waits: 0, waitUntil: 0 }

/** How many milliseconds an attempt from the address has to wait; 0 where it has not. */
export function waitOf(tries: SourceTries, now: Instant): number {
  return Math.max(0, tries.waitUntil - now)
}

/** What is kept after one more try from the address; the same object where it says nothing new. */
export function afterTry(kept: SourceTries, name: string, was: 'right' | 'wrong', now: Instant): SourceTries {
  const isOver = now - kept.since > hour && kept.waitUntil <= now
  const tries = isOver ? { ...noTries, since: now } : kept
  const { failed, passed, waits } = tries
  if (was === 'right') {
    const isNew = !passed.includes(name) && passed.length < passedKept
    if (!isNew && !failed.includes(name)) return kept
    return { ...tries, failed: failed.filter((one) => one !== name), passed: isNew ? [...passed, name] : passed }
  }
  const isMore = !failed.includes(name)
  const names = isMore ? [...failed, name].slice(-(namesAllowed + passedKept + 1)) : failed
  // Somebody who mistypes again and again is one name, and meets the lock of one account.
  if (names.length <= namesAllowed + passed.length) return isMore ? { ...tries, failed: names } : kept
  return {
    ...tries,
    failed: names,
    waits: waits + 1,
    waitUntil: now + Math.min(firstWait * 2 ** Math.min(waits, 20), longestWait),
  }
}
