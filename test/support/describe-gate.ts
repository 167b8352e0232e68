import { describe, expect, it } from 'vitest'
import { applyChange } from '../../src/core/changes/apply.ts'
import { reading } from '../../src/core/explain/reading.ts'
import type { Gate, Verdict } from '../../src/core/gate.ts'
import { bitsOf, type Read } from '../../src/core/reads.ts'
import type { Snapshot } from '../../src/core/snapshot.ts'

type Cases = {
  readonly pass: Readonly<Record<string, Snapshot>>
  readonly notApplicable?: Readonly<Record<string, Snapshot>>
  readonly unknown?: Readonly<Record<string, Snapshot>>
  readonly stop: Readonly<Record<string, readonly [reason: string, snapshot: Snapshot]>>
}

/**
 * A gate's cases as a table, and the promises nobody should have to remember: a stop shows evidence that was really read,
 * every remedy when applied opens the gate, every reason has a case and a text, and the same snapshot gives the same answer.
 */
export function describeGate(gate: Gate, cases: Cases): void {
  describe(gate.id, () => {
    for (const [name, s] of Object.entries(cases.pass)) it(`passes ${name}`, () => expect(ask(gate, s).is).toBe('pass'))
    for (const [name, s] of Object.entries(cases.notApplicable ?? {}))
      it(`does not apply ${name}`, () => expect(ask(gate, s).is).toBe('not_applicable'))
    for (const [name, s] of Object.entries(cases.unknown ?? {}))
      it(`cannot tell ${name}`, () => expect(ask(gate, s).is).toBe('unknown'))

    for (const [name, [reason, s]] of Object.entries(cases.stop)) {
      it(`stops ${name}`, () => {
        const answer = ask(gate, s)
        expect(answer).toMatchObject({ is: 'stop', reason })
        if (answer.is !== 'stop') return
        expect(answer.evidence.length, 'a stop shows evidence').toBeGreaterThan(0)
        for (const [, word] of `${gate.reasons[reason]?.explain} ${gate.reasons[reason]?.tell}`.matchAll(/\{(\w+)/g))
          if (!['person', 'app', 'instance', 'ref'].includes(word as string))
            expect(answer.args, `{${word}}`).toHaveProperty(word as string)
        for (const remedy of answer.remedies) {
          const after = ask(gate, applyChange(s, remedy))
          expect(['pass', 'not_applicable'], `after ${remedy.do} it is ${after.is}`).toContain(after.is)
        }
      })
    }

    it('names evidence that it read', () => {
      for (const s of everyCase(cases)) {
        const { snapshot, reads } = reading(s)
        const answer = ask(gate, snapshot)
        if (!('evidence' in answer)) continue
        for (const { at } of answer.evidence) expect([...reads()], `${at} was read`).toContain(at)
      }
    })

    it('reads what it says it reads and nothing else', () => {
      const told = bitsOf([...gate.needs, ...gate.reads])
      for (const s of everyCase(cases)) {
        const { snapshot, reads } = reading(s)
        ask(gate, snapshot)
        for (const at of reads()) expect(told & bitsOf(sidesOf(at)), `${at} is read`).toBe(bitsOf(sidesOf(at)))
      }
    })

    if (gate.glance !== undefined)
      it('comes at a glance to what its check comes to', () => {
        for (const s of everyCase(cases)) {
          const answer = ask(gate, s)
          const glimpse = gate.glance?.(s) ?? null
          if (glimpse === true) expect(['pass', 'not_applicable']).toContain(answer.is)
          else if (glimpse !== null) expect(answer).toMatchObject({ is: 'stop', reason: glimpse })
        }
      })

    it('gives the same answer twice', () => {
      for (const s of everyCase(cases)) expect(ask(gate, structuredClone(s))).toEqual(ask(gate, s))
    })

    it('has a case for each of its reasons', () => {
      expect(new Set(Object.values(cases.stop).map(([reason]) => reason))).toEqual(new Set(Object.keys(gate.reasons)))
    })
  })
}

function ask(gate: Gate, s: Snapshot): Verdict {
  for (const need of gate.needs)
    if (s[need] === null) throw new Error(`${gate.id} needs ${need}: the case leaves it out`)
  return gate.check(s)
}

/** The side of a snapshot that a path lies on; the attempt has four. */
function sidesOf(path: string): readonly Read[] {
  const [first = '', second] = path.split('.')
  if (first !== 'attempt') return [first as Read]
  if (second === undefined) return []
  if (second === 'network' || second === 'place') return [second]
  return [second === 'signInName' || second === 'nearNames' ? 'name' : 'request']
}

function everyCase(cases: Cases): Snapshot[] {
  return [
    ...Object.values(cases.pass),
    ...Object.values(cases.notApplicable ?? {}),
    ...Object.values(cases.unknown ?? {}),
    ...Object.values(cases.stop).map(([, s]) => s),
  ]
}
