import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faults, faulty, someFaults } from '../../../test/support/faults.ts'
import { keysShuffled } from '../../../test/support/other-order.ts'
import { applyAll, applyChange, changeKinds } from '../changes/apply.ts'
import type { Change } from '../changes/change.ts'
import { decide, outcomeOf } from '../decide.ts'
import { causes, gates } from '../gates/index.ts'
import type { Snapshot } from '../snapshot.ts'
import { conflictsOf } from './candidates.ts'
import { type Cost, compareCosts } from './cost.ts'
import { inOrder, keyOf, orderOfSteps } from './order.ts'
import { repair } from './repair.ts'
import { costOf } from './search.ts'

const runs = { numRuns: Number(process.env.RUNS ?? 300) }

describe('every plan', () => {
  it('admits when it is applied, and its decision says so', () => {
    fc.assert(
      fc.property(someFaults, (names) => {
        const s = faulty(names)
        for (const { steps, after } of repair(s).plans) {
          const state = applyAll(
            s,
            steps.map(({ change }) => change),
          )
          expect(outcomeOf(state)).toBe('admit')
          expect(after).toEqual(decide(state))
        }
      }),
      runs,
    )
  })

  it('has no step too many: no proper subset admits, and for each step something still stops without it', () => {
    fc.assert(
      fc.property(someFaults, (names) => {
        const s = faulty(names)
        for (const { steps, proof } of repair(s).plans) {
          const changes = steps.map(({ change }) => change)
          for (let mask = 0; mask < (1 << changes.length) - 1; mask++)
            expect(
              outcomeOf(
                applyAll(
                  s,
                  changes.filter((_, i) => mask & (1 << i)),
                ),
              ),
            ).not.toBe('admit')
          expect(proof.without.map(({ step }) => step)).toEqual(changes.map((_, i) => i))
          for (const { stillStops } of proof.without) expect(stillStops.length).toBeGreaterThan(0)
        }
      }),
      runs,
    )
  })

  it('costs what its steps cost, the cheapest first, at most four, each once', () => {
    fc.assert(
      fc.property(someFaults, (names) => {
        const s = faulty(names)
        const { plans } = repair(s)
        expect(plans.length).toBeLessThanOrEqual(4)
        expect(new Set(plans.map(({ id }) => id)).size).toBe(plans.length)
        for (const { cost, steps } of plans) {
          expect(cost).toEqual(
            costOf(
              s,
              steps.map(({ change }) => change),
            ).cost,
          )
          expect(compareCosts(plans[0]!.cost, cost)).toBeLessThanOrEqual(0)
        }
      }),
      runs,
    )
  })

  it('is the same whenever it is asked for, in whatever order records were put in', () => {
    fc.assert(
      fc.property(someFaults, fc.integer(), (names, seed) => {
        const once = repair(faulty(names))
        expect(repair(structuredClone(faulty(names)))).toEqual(once)
        expect(repair(keysShuffled(faulty(names), seed))).toEqual(once)
      }),
      { numRuns: 100 },
    )
  })
})

it('is the cheapest of all sets of up to three known changes', () => {
  fc.assert(
    fc.property(someFaults, (names) => {
      const s = faulty(names)
      const { plans, complete } = repair(s, { budget: 100_000 })
      expect(complete).toBe(true)
      const cheapest = bruteForce(s)
      const [least] = plans
      if (cheapest === null) expect(least === undefined || least.steps.length > 3).toBe(true)
      // A longer one may be cheaper: it weakens less.
      else if (least !== undefined && least.steps.length > 3)
        expect([names, compareCosts(least.cost, cheapest.cost) < 0]).toEqual([names, true])
      else expect({ names, cost: least?.cost }).toEqual({ names, cost: cheapest.cost })
    }),
    { numRuns: Number(process.env.RUNS ?? 60) },
  )
})

it('knows the order of every kind of step', () => {
  expect([...orderOfSteps].sort()).toEqual([...changeKinds].sort())
})

it('finds a way for every single fault that has one', () => {
  const without = Object.keys(faults).filter((name) => repair(faulty([name])).plans.length === 0)
  expect(without.filter((name) => outcomeOf(faulty([name])) !== 'admit')).toEqual(['no usage location'])
})

/** Every set of up to three changes that are known at the start or after one or two of them; the cheapest that admits. */
function bruteForce(s: Snapshot): { readonly cost: Cost; readonly changes: readonly Change[] } | null {
  const known = new Map<string, Change>()
  const learn = (state: Snapshot): string[] => {
    const fresh: string[] = []
    for (const { changes } of conflictsOf(state, decide(state), gates, causes))
      for (const change of changes) {
        const key = keyOf(change)
        if (known.has(key) || applyChange(state, change) === state) continue
        known.set(key, change)
        fresh.push(key)
      }
    return fresh
  }
  learn(s)
  const first = [...known.values()]
  for (const one of first) learn(applyChange(s, one))
  for (const one of first) for (const other of [...known.values()]) learn(applyAll(s, inOrder([one, other])))

  const all = inOrder([...known.values()])
  let best: { readonly cost: Cost; readonly changes: readonly Change[] } | null = null
  const consider = (changes: readonly Change[]) => {
    const { cost, state } = costOf(s, changes)
    if (best !== null && compareCosts(cost, best.cost) >= 0) return
    if (outcomeOf(state) === 'admit') best = { cost, changes }
  }
  for (let i = 0; i < all.length; i++) {
    consider([all[i]!])
    for (let j = i + 1; j < all.length; j++) {
      consider([all[i]!, all[j]!])
      for (let k = j + 1; k < all.length; k++) consider([all[i]!, all[j]!, all[k]!])
    }
  }
  return best
}
