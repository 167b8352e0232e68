import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aSnapshot } from '../../test/support/a-snapshot.ts'
import { faulty, someFaults } from '../../test/support/faults.ts'
import { keysShuffled, listsShuffled, unreadChanged } from '../../test/support/other-order.ts'
import { decide, outcomeOf } from './decide.ts'
import { reading } from './explain/reading.ts'
import { gates } from './gates/index.ts'
import type { Snapshot } from './snapshot.ts'

const runs = { numRuns: Number(process.env.RUNS ?? 150) }

/** Parts that nobody knows, or that are not there. */
const gaps: Readonly<Record<string, (s: Snapshot) => Snapshot>> = {
  'no account': (s) => ({ ...s, account: null }),
  'no app': (s) => ({ ...s, app: null, instance: null }),
  'no instance': (s) => ({ ...s, instance: null }),
  'no name': (s) => ({ ...s, attempt: { ...s.attempt, signInName: null } }),
  'an address nobody knows': (s) => ({ ...s, attempt: { ...s.attempt, network: { ip: null, locationIds: null } } }),
  'a password nobody tried': (s) => ({ ...s, proof: { ...s.proof, credential: 'untested' } }),
}

const faultsAndGaps = fc
  .tuple(someFaults, fc.subarray(Object.keys(gaps)))
  .map(([names, missing]) => missing.reduce((s, name) => gaps[name]!(s), faulty(names)))
const seed = fc.integer()

describe('a decision', () => {
  it('is the same for the same snapshot, gate for gate', () => {
    fc.assert(
      fc.property(faultsAndGaps, (s) => {
        const once = decide(s)
        expect(decide(structuredClone(s))).toEqual(once)
        expect(outcomeOf(s)).toBe(once.outcome)
      }),
      runs,
    )
  })

  it('does not hang on what was decided before, whatever the two have in common', () => {
    const sides = ['account', 'app', 'instance', 'proof', 'tenant', 'now'] as const
    const ofAttempt = ['signInName', 'nearNames', 'appId', 'redirectUri', 'scopes', 'network', 'place'] as const
    let admitted = 0
    fc.assert(
      fc.property(
        fc.oneof(faultsAndGaps, fc.constant(aSnapshot())),
        fc.oneof(faultsAndGaps, fc.constant(aSnapshot())),
        fc.subarray([...sides, ...ofAttempt]),
        (before, other, taken) => {
          const from = (keys: readonly string[], o: object) =>
            Object.fromEntries(Object.entries(o).filter(([key]) => keys.includes(key)))
          const attempt = { ...before.attempt, ...from(taken, other.attempt) }
          const s = { ...before, ...from(taken, other), attempt } as Snapshot
          const fresh = decide(s, [...gates])
          if (fresh.outcome === 'admit') admitted++
          decide(before)
          expect(decide(s)).toEqual(fresh)
          outcomeOf(before)
          expect(outcomeOf(s)).toBe(fresh.outcome)
          expect(outcomeOf(s)).toBe(fresh.outcome)
        },
      ),
      { numRuns: 4 * runs.numRuns },
    )
    expect(admitted).toBeGreaterThan(0)
  })

  it('does not look at the order in which records were put in', () => {
    fc.assert(
      fc.property(faultsAndGaps, seed, (s, seed) => {
        expect(decide(keysShuffled(s, seed)).trace).toEqual(decide(s).trace)
      }),
      runs,
    )
  })

  it('comes out the same in whatever order lists are: only what is shown first may differ', () => {
    const answers = (s: Snapshot) => decide(s).trace.map((step) => (step.is === 'stop' ? step.reason : step.is))
    fc.assert(
      fc.property(faultsAndGaps, seed, (s, seed) => {
        expect(answers(listsShuffled(s, seed))).toEqual(answers(s))
      }),
      runs,
    )
  })

  it('never admits while anything is skipped, unknown or stopped', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(faultsAndGaps, (s) => {
        const { outcome, because, trace } = decide(s)
        const open = trace.every(({ is }) => is === 'pass' || is === 'not_applicable')
        expect(outcome === 'admit').toBe(open)
        expect(because === null).toBe(outcome === 'admit' || outcome === 'unknown')
        for (const { is } of trace) seen.add(is)
      }),
      runs,
    )
    expect([...seen].sort()).toEqual(['not_applicable', 'pass', 'skipped', 'stop', 'unknown'])
  })

  it('hangs on what was read and on nothing else: whatever else is changed, each gate answers the same', () => {
    let changed = 0
    fc.assert(
      fc.property(fc.oneof(faultsAndGaps, fc.constant(aSnapshot())), (s) => {
        for (const gate of gates) {
          if (gate.needs.some((need) => s[need] === null)) continue
          const { snapshot, reads } = reading(s)
          const answer = JSON.stringify(gate.check(snapshot))
          const other = unreadChanged(s, reads())
          if (other !== s) changed++
          expect(JSON.stringify(gate.check(other)), gate.id).toBe(answer)
        }
      }),
      runs,
    )
    expect(changed).toBeGreaterThan(1000)
  })
})
