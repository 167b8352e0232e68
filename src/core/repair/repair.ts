import { applyChange } from '../changes/apply.ts'
import { type Decision, decide, type Step } from '../decide.ts'
import type { Gate, Reason } from '../gate.ts'
import { causes, gates } from '../gates/index.ts'
import type { Snapshot } from '../snapshot.ts'
import { conflictsOf } from './candidates.ts'
import { compareCosts } from './cost.ts'
import { naturalPlan } from './natural.ts'
import { keyOf } from './order.ts'
import { type Plan, planFor } from './plan.ts'
import { type Among, type Found, search } from './search.ts'

/** A thing in the way that no change is known for. */
export type Advice = { readonly gate: string; readonly code: string | null; readonly title: string }

export type Repair = {
  /** Ways in, the cheapest first; none when the attempt is let in anyway, or nothing known helps. */
  readonly plans: readonly Plan[]
  /** Whether all sets of steps worth looking at were looked at. */
  readonly complete: boolean
  readonly advice: readonly Advice[]
}

export type RepairOptions = {
  /** The account of the one who asks: nobody repairs themselves. */
  readonly actorId?: string | null
  /** Sets of steps decided on before the search is broken off. */
  readonly budget?: number
  readonly among?: Among
}

/** Plans shown at most. */
const most = 4

/** Sets of steps decided on before the search is broken off: three faults at once take about twenty. */
const patience = 200

/**
 * The smallest, least privileged sets of steps that let this attempt in, each proved by deciding again on the snapshot after
 * it. Steps of the person and waiting count as steps that need no privilege.
 */
export function repair(s: Snapshot, options: RepairOptions = {}): Repair {
  const among = options.among ?? { gates, causes }
  const now = decide(s, among.gates)
  if (now.outcome === 'admit') return { plans: [], complete: true, advice: [] }

  const { found, explored, isComplete } = search(s, among, most, options.budget ?? patience)
  const told = { explored, optimal: isComplete, actorId: options.actorId ?? null }
  const natural = naturalPlan(s, among)
  const plans = chosen(found, natural).map(([plan, why]) => planFor(s, plan, among.gates, { ...told, why }))
  const advice = plans.length > 0 ? [] : adviceFor(s, now, among)
  return { plans, complete: isComplete, advice }
}

/** What the search found, and the natural plan beside it where it weakens nothing more. */
function chosen(found: readonly Found[], natural: Found | null): (readonly [Found, Plan['why']])[] {
  const [least, ...others] = [...found].sort((a, b) => compareCosts(a.cost, b.cost))
  if (least === undefined) return natural === null ? [] : [[natural, 'least']]
  const isNew = natural !== null && !found.some((plan) => isSame(plan, natural))
  const isWorthIt = isNew && natural.cost.weakens <= least.cost.weakens
  const trades = others.map((plan) => [plan, 'trade'] as const)
  if (!isWorthIt) return [[least, 'least'], ...trades]
  return [[least, 'least'], [natural, 'root'], ...trades.slice(0, most - 2)]
}

function isSame(a: Found, b: Found): boolean {
  return a.changes.length === b.changes.length && a.changes.every((change, i) => keyOf(change) === keyOf(b.changes[i]!))
}

/** What stands in the way for good: the gates that no known change opens by itself, or all where only together they hold. */
function adviceFor(s: Snapshot, now: Decision, { gates, causes }: Among): readonly Advice[] {
  const conflicts = conflictsOf(s, now, gates, causes)
  const shut = conflicts.filter(({ place, changes }) =>
    changes.every((change) => decide(applyChange(s, change), gates).trace[place]?.is === now.trace[place]?.is),
  )
  return (shut.length > 0 ? shut : conflicts).map(({ gate, place }) => advise(gate, now.trace[place]))
}

function advise(gate: Gate, answer: Step | undefined): Advice {
  const reason: Reason | undefined = answer?.is === 'stop' ? gate.reasons[answer.reason] : undefined
  return { gate: gate.id, code: reason?.code ?? null, title: reason?.title ?? gate.question }
}
