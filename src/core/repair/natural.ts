import { applyAll, applyChange, weakeningOf } from '../changes/apply.ts'
import type { Change } from '../changes/change.ts'
import { decide } from '../decide.ts'
import type { Snapshot } from '../snapshot.ts'
import { conflictsOf } from './candidates.ts'
import { inOrder, keyOf, slotOf } from './order.ts'
import { type Among, costOf, type Found, smallestAdmitting } from './search.ts'

/** Steps after which it is given up: nobody has so many faults. */
const longest = 16

/**
 * The steps somebody would take who corrects each thing where it went wrong, one after the other: of every gate in the way
 * the change that its closest cause asks for. Not the cheapest, but quickly found; null where it leads nowhere.
 */
export function naturalPlan(s: Snapshot, { gates, causes }: Among): Found | null {
  let steps: readonly Change[] = []
  while (steps.length < longest) {
    const state = applyAll(s, steps)
    const decision = decide(state, gates)
    if (decision.outcome === 'admit') {
      const changes = smallestAdmitting(s, steps, gates) ?? steps
      return { changes, cost: costOf(s, changes).cost }
    }
    const step = nextStep(state, steps, conflictsOf(state, decision, gates, causes))
    if (step === null) return null
    steps = withStep(steps, step)
  }
  return null
}

function nextStep(state: Snapshot, steps: readonly Change[], conflicts: ReturnType<typeof conflictsOf>): Change | null {
  for (const { changes } of conflicts) {
    const effective = changes.filter((change) => !isTaken(steps, change) && applyChange(state, change) !== state)
    const gentle = effective.find((change) => weakeningOf(change, state) < 3) ?? effective[0]
    if (gentle !== undefined) return gentle
  }
  return null
}

function isTaken(steps: readonly Change[], change: Change): boolean {
  const [key, slot] = [keyOf(change), slotOf(change)]
  // Waiting longer is not waiting again.
  return steps.some(
    (step) => keyOf(step) === key || (slot !== null && slot === slotOf(step) && step.do !== 'wait_until'),
  )
}

function withStep(steps: readonly Change[], step: Change): readonly Change[] {
  const slot = slotOf(step)
  return inOrder([...steps.filter((one) => slot === null || slotOf(one) !== slot), step])
}
