import { describe, expect, it } from 'vitest'
import { applyChange } from '../../src/core/changes/apply.ts'
import { reading } from '../../src/core/explain/reading.ts'
import type { CauseGate, Stop } from '../../src/core/gate.ts'
import { gates } from '../../src/core/gates/index.ts'
import type { Snapshot } from '../../src/core/snapshot.ts'

type CauseCases = {
  /** The gate that stopped, and the reasons found for it, the closest first. */
  readonly finds: Readonly<
    Record<string, readonly [stopped: string, reasons: string | readonly string[], snapshot: Snapshot]>
  >
  /** The gate stopped too, and this cause is not why. */
  readonly silent: Readonly<Record<string, readonly [stopped: string, snapshot: Snapshot]>>
}

/**
 * A cause's cases as a table, and the promises nobody should have to remember: the gate it explains did stop, the evidence
 * was really read, every remedy when applied opens that gate or does away with this very cause, every reason and every
 * explained gate has a case, and the same snapshot gives the same answer.
 */
export function describeCause(cause: CauseGate, cases: CauseCases): void {
  describe(cause.id, () => {
    for (const [name, [stopped, reasons, s]] of Object.entries(cases.finds))
      it(`is why ${stopped} stops ${name}`, () => {
        expect(isStopped(stopped, s), `${stopped} stops`).toBe(true)
        const found = ask(cause, s, stopped)
        expect(found.map(({ reason }) => reason)).toEqual([reasons].flat())
        for (const stop of found) {
          expect(stop.evidence.length, 'a cause shows evidence').toBeGreaterThan(0)
          for (const [, word] of `${cause.reasons[stop.reason]?.explain}`.matchAll(/\{(\w+)/g))
            if (!['person', 'app', 'instance'].includes(word as string))
              expect(stop.args, `{${word}}`).toHaveProperty(word as string)
          for (const remedy of stop.remedies) {
            const after = applyChange(s, remedy)
            const isGone = !isStopped(stopped, after) || !ask(cause, after, stopped).some((one) => isSame(one, stop))
            expect(isGone, `${remedy.do} does away with ${stop.reason} of ${stop.args['group']}`).toBe(true)
          }
        }
      })

    for (const [name, [stopped, s]] of Object.entries(cases.silent))
      it(`has nothing to say of ${stopped} ${name}`, () => {
        expect(isStopped(stopped, s), `${stopped} stops`).toBe(true)
        expect(ask(cause, s, stopped)).toEqual([])
      })

    it('names evidence that it read', () => {
      for (const [stopped, s] of everyCase(cases)) {
        const { snapshot, reads } = reading(s)
        for (const { evidence } of ask(cause, snapshot, stopped))
          for (const { at } of evidence) expect([...reads()], `${at} was read`).toContain(at)
      }
    })

    it('gives the same answer twice', () => {
      for (const [stopped, s] of everyCase(cases))
        expect(ask(cause, structuredClone(s), stopped)).toEqual(ask(cause, s, stopped))
    })

    it('has a case for each of its reasons and for each gate it explains', () => {
      const found = Object.values(cases.finds)
      expect(new Set(found.flatMap(([, reasons]) => reasons))).toEqual(new Set(Object.keys(cause.reasons)))
      expect(new Set(found.map(([stopped]) => stopped))).toEqual(new Set(cause.explains))
    })
  })
}

function isStopped(id: string, s: Snapshot): boolean {
  const gate = gates.find((one) => one.id === id)
  if (gate === undefined) throw new Error(`there is no gate ${id}`)
  return gate.check(s).is === 'stop'
}

function ask(cause: CauseGate, s: Snapshot, stopped: string): Stop[] {
  for (const need of cause.needs)
    if (s[need] === null) throw new Error(`${cause.id} needs ${need}: the case leaves it out`)
  return cause.check(s, stopped).flatMap((answer) => (answer.is === 'stop' ? [answer] : []))
}

/** The same reason for the same thing: what is found of it may differ. */
function isSame(a: Stop, b: Stop): boolean {
  return a.reason === b.reason && a.args['groupId'] === b.args['groupId'] && a.args['product'] === b.args['product']
}

function everyCase(cases: CauseCases): (readonly [stopped: string, snapshot: Snapshot])[] {
  return [...Object.values(cases.finds).map(([stopped, , s]) => [stopped, s] as const), ...Object.values(cases.silent)]
}
