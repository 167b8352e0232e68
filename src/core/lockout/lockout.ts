import type { Account, Instant, Place } from '../snapshot.ts'

/** What wrong answers are counted for, each apart: passwords by where they come from, and codes of the second factor. */
export type Counted = Place | 'second_factor'

/** After how many wrong codes none is taken for a while: whoever gives one has the password, so it is longer than a lock. */
export const codeRules: LockoutRules = { threshold: 10, seconds: 900, growth: 2 }

/** How many wrong passwords lock an account, for how many seconds the first time, and how many times as long each lock after that. */
export type LockoutRules = { readonly threshold: number; readonly seconds: number; readonly growth: number }

export const defaultLockout: LockoutRules = { threshold: 10, seconds: 60, growth: 2 }

/** The rules as a tenant says them: where they are those of the beginning, nothing. */
export function lockoutPart(rules: LockoutRules): { readonly lockout?: LockoutRules } {
  return isSameLockout(rules, defaultLockout) ? {} : { lockout: rules }
}

export const isSameLockout = (a: LockoutRules, b: LockoutRules): boolean =>
  a.threshold === b.threshold && a.seconds === b.seconds && a.growth === b.growth

/** What a tenant may set. */
export const lockoutLimits = { threshold: [5, 50], seconds: [5, 18_000], growth: [1, 10] } as const

/** What an account keeps of the wrong passwords that came from one kind of place. */
export type Failures = {
  /** Since the last lock, or the last right password. */
  readonly failed: number
  /** Locks in a row: each lasts longer than the one before, by the growth that the rules say. */
  readonly locks: number
  readonly lockedUntil: Instant | null
  readonly lastAt: Instant
  /** The last three wrong passwords, the newest first, as keyed hashes that tell nothing. */
  readonly wrong: readonly string[]
  /** Where they came from, the newest first. */
  readonly sources: readonly FailureSource[]
}

/** Wrong passwords from one address by one client: those that counted, and how often one came that had been wrong before. */
export type FailureSource = {
  readonly ip: string | null
  readonly client: string | null
  readonly times: number
  readonly repeats: number
  readonly lastAt: Instant
}

/** A wrong password, where it came from and when. */
export type Wrong = {
  readonly hash: string
  readonly ip: string | null
  readonly client: string | null
  readonly at: Instant
}

/** No lock is longer than a day; and a day after the last failure, or after the lock it brought, all begins anew. */
const day = 86_400_000
const sourcesKept = 5

/** An account of which nothing is kept. */
export const noFailures: Failures = { failed: 0, locks: 0, lockedUntil: null, lastAt: 0, wrong: [], sources: [] }

/**
 * What is kept after one more wrong password. One of the last three does not count again. While a lock stands nothing counts:
 * whoever goes on guessing learns nothing, and keeps nobody out for longer.
 */
export function afterWrong(kept: Failures, tried: Wrong, rules: LockoutRules): Failures {
  if ((kept.lockedUntil ?? 0) > tried.at) return kept
  const isOver = Math.max(kept.lastAt, kept.lockedUntil ?? 0) + day <= tried.at
  const before = isOver ? noFailures : kept
  const isRepeated = before.wrong.includes(tried.hash)
  const noted = {
    ...before,
    lastAt: tried.at,
    wrong: [tried.hash, ...before.wrong.filter((one) => one !== tried.hash)].slice(0, 3),
    sources: withSource(before.sources, tried, isRepeated ? 'repeated' : 'new'),
  }
  if (isRepeated) return noted
  const failed = before.failed + 1
  if (failed < rules.threshold) return { ...noted, failed }
  const millis = Math.min(rules.seconds * 1000 * rules.growth ** Math.min(before.locks, 10), day)
  return { ...noted, failed: 0, locks: before.locks + 1, lockedUntil: tried.at + millis }
}

/** What is kept after one more wrong code. Each counts, the same again too: what is wrong now may be right in a minute. */
export function afterWrongCode(kept: Failures, tried: Wrong): Failures {
  return { ...afterWrong({ ...kept, wrong: [] }, tried, codeRules), wrong: [] }
}

function withSource(all: readonly FailureSource[], { ip, client, at }: Wrong, is: 'new' | 'repeated') {
  const known = all.find((one) => one.ip === ip && one.client === client)
  const was = known ?? { ip, client, times: 0, repeats: 0 }
  const now = {
    ...was,
    times: was.times + (is === 'new' ? 1 : 0),
    repeats: was.repeats + (is === 'repeated' ? 1 : 0),
    lastAt: at,
  }
  return [now, ...all.filter((one) => one !== known)].slice(0, sourcesKept)
}

/** A source of wrong passwords in words: `7 wrong from 203.0.113.9 by Outlook/2.0, one of the last three again 12 times`. */
export function sourceText({ ip, client, times, repeats }: FailureSource): string {
  const from = `${times} wrong from ${ip ?? 'an address not shown'} by ${client?.slice(0, 80) ?? 'an unknown client'}`
  return repeats === 0 ? from : `${from}, one of the last three again ${repeats} times`
}

/** Until when an account is locked for an attempt from there, or null. Where nobody knows the place, either lock counts. */
export function lockedFor(account: Account, place: Place | undefined): Instant | null {
  const [strange, familiar] = [account.lockedUntil, account.familiarLockedUntil ?? null]
  if (place === 'strange') return strange
  if (place === 'familiar' || strange === null) return familiar
  return familiar === null ? strange : Math.max(strange, familiar)
}

/** The account with nothing left of wrong passwords; the same one where there was nothing. */
export function unlocked(account: Account): Account {
  const { familiarLockedUntil, familiarFailedAttempts, ...rest } = account
  const isClean =
    account.lockedUntil === null &&
    account.failedAttempts === 0 &&
    familiarLockedUntil === undefined &&
    familiarFailedAttempts === undefined
  return isClean ? account : { ...rest, lockedUntil: null, failedAttempts: 0 }
}
