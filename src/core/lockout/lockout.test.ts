import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alice, morning } from '../../../test/support/a-snapshot.ts'
import { afterWrong, defaultLockout, type Failures, lockedFor, noFailures, sourceText, unlocked } from './lockout.ts'

const minute = 60_000
const day = 86_400_000
const wrong = (hash: string, at = morning, from: { ip?: string; client?: string } = {}) => ({
  ...{ hash, at, ip: '203.0.113.9', client: 'Mail/2.0' },
  ...from,
})
/** What is kept after these, one after the other. */
const keptOf = (all: readonly ReturnType<typeof wrong>[], rules = defaultLockout, kept: Failures = noFailures) =>
  all.reduce((failures, one) => afterWrong(failures, one, rules), kept)
const guesses = (n: number, at = morning) => Array.from({ length: n }, (_, i) => wrong(`${at} ${i}`, at))

describe('wrong passwords', () => {
  it('lock at the threshold, each time for twice as long, a day at most', () => {
    expect(keptOf(guesses(9))).toMatchObject({ failed: 9, lockedUntil: null })
    expect(keptOf(guesses(10))).toMatchObject({ failed: 0, locks: 1, lockedUntil: morning + minute })
    let kept = noFailures
    let at = morning
    const lasted: number[] = []
    for (let i = 0; i < 13; i++) {
      kept = keptOf(guesses(10, at), defaultLockout, kept)
      lasted.push(((kept.lockedUntil ?? 0) - at) / minute)
      at = kept.lockedUntil as number
    }
    expect(lasted).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1024, 1024])
    const longest = { threshold: 5, seconds: 18_000, growth: 2 }
    expect(keptOf(guesses(5), longest, { ...noFailures, locks: 9, lastAt: morning }).lockedUntil).toBe(morning + day)
  })

  it.each([
    [1, [1, 1, 1, 1]],
    [3, [1, 3, 9, 27]],
    [10, [1, 10, 100, 1000]],
  ])('lock each time for %i times as long, where that is what the organisation says', (growth, lasts) => {
    const rules = { threshold: 5, seconds: 60, growth }
    let kept = noFailures
    let at = morning
    for (const minutes of lasts) {
      kept = keptOf(guesses(5, at), rules, kept)
      expect(kept.lockedUntil).toBe(at + minutes * minute)
      at = kept.lockedUntil as number
    }
  })

  it('do not count while a lock stands, nor make it longer', () => {
    const locked = keptOf(guesses(10))
    expect(keptOf(guesses(100, morning + minute - 1), defaultLockout, locked)).toBe(locked)
    expect(keptOf(guesses(1, morning + minute), defaultLockout, locked)).toMatchObject({ failed: 1, locks: 1 })
  })

  it('do not count again where one is among the last three, and are noted', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((hash) => wrong(hash)) as [
      ReturnType<typeof wrong>,
      ReturnType<typeof wrong>,
      ReturnType<typeof wrong>,
      ReturnType<typeof wrong>,
    ]
    expect(keptOf(Array.from({ length: 100 }, () => a))).toMatchObject({
      failed: 1,
      lockedUntil: null,
      sources: [{ ip: '203.0.113.9', client: 'Mail/2.0', times: 1, repeats: 99 }],
    })
    expect(keptOf([a, b, c, a, b, c]).failed).toBe(3)
    // The one sent again is the newest of the three again, and the one before it falls out.
    expect(keptOf([a, b, c, a, d]).wrong).toEqual(['d', 'a', 'c'])
    expect(keptOf([a, b, c, d, a]).failed).toBe(5)
  })

  it('begin anew a day after the last, or after the lock they brought', () => {
    const nine = keptOf(guesses(9))
    expect(keptOf(guesses(1, morning + day - 1), defaultLockout, nine).locks).toBe(1)
    expect(keptOf(guesses(1, morning + day), defaultLockout, nine)).toMatchObject({ failed: 1, locks: 0 })
    const locked = keptOf(guesses(10))
    expect(keptOf(guesses(10, morning + day), defaultLockout, locked).locks).toBe(2)
    expect(keptOf(guesses(10, morning + minute + day), defaultLockout, locked).locks).toBe(1)
  })

  it('say where they came from, the five newest', () => {
    const kept = keptOf(
      [1, 2, 3, 4, 5, 6, 2].map((n) => wrong(`${n} ${Math.random()}`, morning, { ip: `192.0.2.${n}` })),
    )
    expect(kept.sources.map(({ ip, times }) => [ip, times])).toEqual([
      ['192.0.2.2', 2],
      ['192.0.2.6', 1],
      ['192.0.2.5', 1],
      ['192.0.2.4', 1],
      ['192.0.2.3', 1],
    ])
    expect(sourceText({ ip: null, client: null, times: 3, repeats: 2, lastAt: 0 })).toBe(
      '3 wrong from an address not shown by an unknown client, one of the last three again 2 times',
    )
  })

  it('never let more different guesses through than the threshold between two locks', () => {
    const aGuess = fc.record({ hash: fc.constantFrom(...'abcdefghijkl'), wait: fc.constantFrom(0, 0, 0, 1000, minute) })
    fc.assert(
      fc.property(fc.array(aGuess, { maxLength: 80 }), fc.integer({ min: 5, max: 12 }), (all, threshold) => {
        let [kept, at, counted] = [noFailures, morning, 0]
        for (const { hash, wait } of all) {
          at += wait
          const before = kept
          kept = afterWrong(kept, wrong(hash, at), { threshold, seconds: 60, growth: 2 })
          if (kept === before) continue
          if (!before.wrong.includes(hash)) counted++
          if (kept.locks > before.locks) {
            expect(counted).toBe(threshold)
            counted = 0
          }
          expect(kept.failed).toBeLessThan(threshold)
          expect(kept.wrong.length).toBeLessThanOrEqual(3)
        }
      }),
    )
  })
})

describe('a lock', () => {
  it('SEC-03: holds for the kind of place it fell in, and both where nobody knows the place', () => {
    const both = { ...alice, lockedUntil: 5, familiarLockedUntil: 7 }
    expect([lockedFor(both, 'strange'), lockedFor(both, 'familiar'), lockedFor(both, undefined)]).toEqual([5, 7, 7])
    expect(lockedFor({ ...alice, lockedUntil: 5 }, 'familiar')).toBeNull()
    expect(lockedFor({ ...alice, familiarLockedUntil: 7 }, 'strange')).toBeNull()
    expect(lockedFor({ ...alice, familiarLockedUntil: 7 }, undefined)).toBe(7)
  })

  it('is gone with both counts when the account is unlocked', () => {
    expect(
      unlocked({ ...alice, failedAttempts: 3, lockedUntil: 5, familiarFailedAttempts: 2, familiarLockedUntil: 7 }),
    ).toEqual(alice)
    expect(unlocked(alice)).toBe(alice)
  })
})
