import { applyAll, applyChange } from '../changes/apply.ts'
import type { Change } from '../changes/change.ts'
import { type Decision, decide, outcomeOf } from '../decide.ts'
import type { CauseGate, Gate, Verdict } from '../gate.ts'
import type { Snapshot } from '../snapshot.ts'
import { conflictsOf } from './candidates.ts'
import { type Cost, compareCosts, isNoWorse, nothing, plus, seatsTaken } from './cost.ts'
import { keyOf, placeOf, slotOf } from './order.ts'
import { Queue } from './queue.ts'

/** The gates and causes a repair is sought among. */
export type Among = { readonly gates: readonly Gate[]; readonly causes: readonly CauseGate[] }

/** Steps that together let the attempt in, in their order, none of them superfluous. */
export type Found = { readonly changes: readonly Change[]; readonly cost: Cost }

export type Searched = {
  /** The cheapest first, then those that cost less in weakening, role or waiting. */
  readonly found: readonly Found[]
  /** Sets of steps decided on. */
  readonly explored: number
  /** Whether nothing was left to look at, so that the cheapest is the cheapest there is. */
  readonly isComplete: boolean
}

/** A change as the search knows it: one object for equal changes. */
type Candidate = {
  readonly change: Change
  readonly key: string
  readonly place: number
  readonly slot: string | null
  /** 0 for the most natural change where it was first met, then 1, 2, … */
  readonly detour: number
}

type Node = {
  readonly steps: readonly Candidate[]
  readonly name: string
  /** Never more than what it will cost, until it is decided on: then what it costs. */
  readonly cost: Cost
  readonly detours: number
  readonly state: Snapshot | null
}

/**
 * Sets of steps in the order of their cost, cheapest first, until those that let in are found: a hitting-set tree built as
 * it is walked. At a set that does not let in, one gate still in the way is chosen, and each change that does something
 * about it gives one larger set (explain.md §5.3).
 */
export function search(s: Snapshot, { gates, causes }: Among, most: number, budget: number): Searched {
  const candidates = new Map<string, Candidate>()
  const seen = new Set<string>([''])
  const queue = new Queue<Node>(compareNodes)
  const found: Found[] = []
  let explored = 0
  queue.push({ steps: [], name: '', cost: nothing, detours: 0, state: s })

  for (let node = queue.pop(); node !== null; node = queue.pop()) {
    const { cost } = node
    if (found.some((plan) => isNoWorse(plan.cost, cost))) continue
    if (node.state === null) {
      // What it costs shows when it is done: back into the queue where that is more than was thought.
      const done = carriedOut(s, node)
      if (compareCosts(done.cost, cost) > 0) {
        queue.push(done)
        continue
      }
      node = done
    }
    if (explored === budget) return { found, explored, isComplete: false }
    explored++
    const state = node.state as Snapshot
    const decision = decide(state, gates)
    if (decision.outcome === 'admit') {
      found.push(withoutSuperfluous(s, node, gates))
      if (found.length === most) return { found, explored, isComplete: true }
      continue
    }
    for (const next of larger(node, state, decision)) if (!seen.has(next.name)) queue.push(noted(next))
  }
  return { found, explored, isComplete: true }

  function noted(node: Node): Node {
    seen.add(node.name)
    return node
  }

  /** One step larger, in each way that does something about one chosen gate: whoever gets in must take one of them. */
  function larger(node: Node, state: Snapshot, decision: Decision): Node[] {
    const conflicts = conflictsOf(state, decision, gates, causes)
    const effects = new Map<Candidate, Snapshot>()
    const known = conflicts.map(({ changes }) => changes.map(candidateFor))
    for (const candidate of new Set(known.flat())) {
      const after = applyChange(state, candidate.change)
      if (after !== state) effects.set(candidate, after)
    }
    // The gate that least is known for is asked first: fewer ways, fewer sets. But not one of whose changes some work only after others.
    const waits = ({ own, changes }: { readonly own: readonly unknown[]; readonly changes: readonly unknown[] }) =>
      Number(own.length < changes.length)
    const fewestFirst = conflicts
      .map((conflict, i) => ({
        ...conflict,
        own: (known[i] as readonly Candidate[]).filter((one) => effects.has(one)),
      }))
      .sort((a, b) => waits(a) - waits(b) || a.own.length - b.own.length)
    for (const { gate, place, own, changes } of fewestFirst) {
      const before = decision.trace[place] as Verdict
      const ways = [...effects].filter(([candidate, after]) => own.includes(candidate) || helps(gate, before, after))
      if (ways.length > 0) return ways.map(([candidate, after]) => joined(s, node, candidate, after))
      // Nothing is known for it, now or after other steps: this set leads nowhere.
      if (changes.length === 0) return []
    }
    return []
  }

  function candidateFor(change: Change, detour: number): Candidate {
    const key = keyOf(change)
    let candidate = candidates.get(key)
    if (candidate === undefined) {
      candidate = { change, key, place: placeOf(change), slot: slotOf(change), detour }
      candidates.set(key, candidate)
    }
    return candidate
  }
}

/** Costs first; then what is most natural; then names, so that the same question always gets the same answer. */
function compareNodes(a: Node, b: Node): number {
  return compareCosts(a.cost, b.cost) || a.detours - b.detours || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
}

/** Whether a gate that does not let through answers otherwise after a change. */
function helps(gate: Gate, before: Verdict, state: Snapshot): boolean {
  for (const need of gate.needs) if (state[need] === null) return false
  const after = gate.check(state)
  if (after.is !== before.is) return true
  return after.is === 'stop' && before.is === 'stop' && after.reason !== before.reason
}

/** The set with one step more, in the order of steps; the step takes the place of one that writes the same. */
function joined(s: Snapshot, node: Node, step: Candidate, after: Snapshot): Node {
  const others = step.slot === null ? node.steps : node.steps.filter(({ slot }) => slot !== step.slot)
  const isMore = others.length === node.steps.length
  const isLast = isMore && others.every((other) => compareSteps(other, step) < 0)
  const steps = isLast ? [...others, step] : [...others, step].sort(compareSteps)
  const name = steps.map(({ key }) => key).join('\n')
  const cost = isMore ? plus(node.cost, step.change, node.state ?? s) : nothing
  const detours = steps.reduce((sum, { detour }) => sum + detour, 0)
  return isLast
    ? { steps, name, cost: { ...cost, seats: seatsTaken(s, after) }, detours, state: after }
    : { steps, name, cost, detours, state: null }
}

function compareSteps(a: Candidate, b: Candidate): number {
  return a.place - b.place || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
}

function carriedOut(s: Snapshot, node: Node): Node {
  const { cost, state } = costOf(
    s,
    node.steps.map(({ change }) => change),
  )
  return { ...node, cost, state }
}

/** What the steps cost, done in their order, and the snapshot after them. */
export function costOf(s: Snapshot, changes: readonly Change[]): { readonly cost: Cost; readonly state: Snapshot } {
  let state = s
  let cost = nothing
  for (const change of changes) {
    cost = plus(cost, change, state)
    state = applyChange(state, change)
  }
  return { cost: { ...cost, seats: seatsTaken(s, state) }, state }
}

/** The smallest subset that lets in just as well. */
function withoutSuperfluous(s: Snapshot, { steps }: Node, gates: readonly Gate[]): Found {
  const all = steps.map(({ change }) => change)
  const changes = smallestAdmitting(s, all, gates) ?? all
  return { changes, cost: costOf(s, changes).cost }
}

/** Plans are short: up to this many steps, every proper subset is tried, beyond it one step after the other is left out. */
const short = 6

/** A proper subset of the steps, of least size, that lets in; null when there is none. */
export function smallestAdmitting(
  s: Snapshot,
  all: readonly Change[],
  gates: readonly Gate[],
): readonly Change[] | null {
  if (all.length > short) {
    let left = all
    for (const step of all) {
      const without = left.filter((one) => one !== step)
      if (outcomeOf(applyAll(s, without), gates) === 'admit') left = without
    }
    return left.length < all.length ? (smallestAdmitting(s, left, gates) ?? left) : null
  }
  let least: readonly Change[] | null = null
  // Each subset's snapshot is made from that of the subset without its last step.
  const leaveOut = (i: number, state: Snapshot, taken: readonly Change[]): void => {
    if (least !== null && taken.length >= least.length) return
    const step = all[i]
    if (step === undefined) {
      if (taken.length < all.length && outcomeOf(state, gates) === 'admit') least = taken
      return
    }
    leaveOut(i + 1, state, taken)
    leaveOut(i + 1, applyChange(state, step), [...taken, step])
  }
  leaveOut(0, s, [])
  return least
}
