import { describe, expect, it } from 'vitest'
import { morning } from '../../../test/support/a-snapshot.ts'
import { afterTry, namesAllowed, noTries, type SourceTries, waitOf } from './spray.ts'

const [minute, hour] = [60_000, 3_600_000]
const names = (n: number, from = 0) => Array.from({ length: n }, (_, i) => `name ${from + i}`)
const tried = (was: 'right' | 'wrong', all: readonly string[], kept: SourceTries = noTries, at = morning) =>
  all.reduce((tries, name) => afterTry(tries, name, was, at), kept)

describe('tries from one address', () => {
  it('SEC-04: wait once the passwords of many were wrong, each time twice as long, a quarter of an hour at most', () => {
    const many = tried('wrong', names(namesAllowed))
    expect(waitOf(many, morning)).toBe(0)
    let [kept, at] = [many, morning]
    const waits: number[] = []
    for (let i = 0; i < 10; i++) {
      kept = afterTry(kept, `other ${i}`, 'wrong', at)
      waits.push(waitOf(kept, at) / 1000)
      at = kept.waitUntil
      expect(waitOf(kept, at)).toBe(0)
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900])
  })

  it('do not wait for what one person mistypes, however often', () => {
    const one = tried(
      'wrong',
      Array.from({ length: 500 }, () => 'name'),
    )
    expect([one.failed, one.waits]).toEqual([['name'], 0])
  })

  it('go on where many get in: an office is no attacker', () => {
    const office = tried('right', names(40))
    expect(waitOf(tried('wrong', names(namesAllowed + 40, 100), office), morning)).toBe(0)
    expect(waitOf(tried('wrong', names(namesAllowed + 41, 100), office), morning)).toBeGreaterThan(0)
  })

  it('are forgiven who mistyped and got in', () => {
    const mistyped = tried('wrong', names(15))
    const gotIn = tried('right', names(15), mistyped)
    expect([gotIn.failed, gotIn.passed.length]).toEqual([[], 15])
    // Over and over at one's own account counts once.
    expect(
      tried(
        'right',
        Array.from({ length: 100 }, () => 'mine'),
        mistyped,
      ).passed,
    ).toEqual(['mine'])
  })

  it('are counted anew after an hour, but not while they wait', () => {
    const many = tried('wrong', names(namesAllowed))
    expect(afterTry(many, 'more', 'wrong', morning + hour).waits).toBe(1)
    expect(afterTry(many, 'more', 'wrong', morning + hour + 1)).toMatchObject({ failed: ['more'], waits: 0 })
    const waiting = { ...many, waits: 9, waitUntil: morning + hour + minute }
    expect(afterTry(waiting, 'more', 'wrong', morning + hour + 1).waits).toBe(10)
  })

  it('take no more room than a few dozen names, and nothing is written for what says nothing new', () => {
    const all = tried('wrong', names(5000), tried('right', names(5000, 10_000)))
    expect(all.failed.length + all.passed.length).toBeLessThan(200)
    expect(afterTry(all, 'name 10000', 'right', morning)).toBe(all)
    expect(afterTry(all, 'a name of tomorrow', 'right', morning)).toBe(all)
  })
})
