import { applyAll, applyChange } from '../changes/apply.ts'
import type { Change } from '../changes/change.ts'
import { type Decision, decide, outcomeOf, type Step } from '../decide.ts'
import type { Gate, Reason } from '../gate.ts'
import { causes, gates } from '../gates/index.ts'
import type { Snapshot } from '../snapshot.ts'
import { conflictsOf } from './candidates.ts'
import { compareCosts } from './cost.ts'
import { naturalPlan } from './natural.ts'
import { inOrder, keyOf } from './order.ts'
import { type Plan, planFor } from './plan.ts'
import { type Among, costOf, type Found, search, smallestAdmitting } from './search.ts'

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
  const plans = chosen(found, natural, forgotten(s, found, among)).map(([plan, why]) =>
    planFor(s, plan, among.gates, { ...told, why }),
  )
  const advice = plans.length > 0 ? [] : adviceFor(s, now, among)
  return { plans, complete: isComplete, advice }
}

/**
 * Typing the password again helps who knows it. For who does not, the same with a new one: chosen by the person alone where they may
 * reset it, and given by an administrator. None where the password was not wrong.
 */
function forgotten(s: Snapshot, found: readonly Found[], { gates }: Among): readonly Found[] {
  const { account, proof } = s
  const typed = cheapestFirst(found)[0]?.changes ?? []
  if (account === null || proof.credential !== 'wrong' || !typed.some(({ do: kind }) => kind === 'retype_password'))
    return []
  const others = typed.filter(({ do: kind }) => kind !== 'retype_password' && kind !== 'change_password')
  const { id: accountId } = account
  const ways: readonly (readonly Change[])[] = [
    [{ do: 'reset_own_password', accountId }],
    [
      { do: 'issue_temporary_password', accountId },
      { do: 'change_password', accountId },
    ],
  ]
  return ways.flatMap((way) => {
    const all = inOrder([...others, ...way])
    if (outcomeOf(applyAll(s, all), gates) !== 'admit') return []
    const changes = smallestAdmitting(s, all, gates) ?? all
    return [{ changes, cost: costOf(s, changes).cost }]
  })
}

const cheapestFirst = (found: readonly Found[]) => [...found].sort((a, b) => compareCosts(a.cost, b.cost))

/** What the search found, and beside it the natural plan where it weakens nothing more, and those for who forgot the password. */
function chosen(
  found: readonly Found[],
  natural: Found | null,
  forgotten: readonly Found[],
): (readonly [Found, Plan['why']])[] {
  const [least, ...others] = cheapestFirst(found)
  if (least === undefined) return natural === null ? [] : [[natural, 'least']]
  const isNew = natural !== null && !found.some((plan) => isSame(plan, natural))
  const isWorthIt = isNew && natural.cost.weakens <= least.cost.weakens
  const roots = isWorthIt ? [[natural, 'root'] as const] : []
  const trades = others.map((plan) => [plan, 'trade'] as const)
  const ways = forgotten
    .filter((plan) => ![...found, ...(isWorthIt ? [natural] : [])].some((one) => isSame(plan, one)))
    .map((plan) => [plan, 'forgotten'] as const)
  return [[least, 'least'] as const, ...roots, ...ways, ...trades].slice(0, most)
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
