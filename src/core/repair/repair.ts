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
  const others = { forgotten: forgotten(s, found, among), byMail: byMail(s, found, among) }
  const plans = chosen(found, natural, others).map(([plan, why]) => planFor(s, plan, among.gates, { ...told, why }))
  const advice = plans.length > 0 ? [] : adviceFor(s, now, among)
  return { plans, complete: isComplete, advice }
}

/** A new password that an administrator hands over, and one that the person chooses by a link. */
const given = (accountId: string): readonly Change[] => [
  { do: 'issue_temporary_password', accountId },
  { do: 'change_password', accountId },
]
const linked = (accountId: string): readonly Change[] => [
  { do: 'send_reset_link', accountId },
  { do: 'follow_reset_link', accountId },
]

/**
 * Typing the password again helps who knows it. For who does not, the same with a new one: chosen by the person alone where they may
 * reset it, given by an administrator, and chosen by a link. None where the password was not wrong.
 */
function forgotten(s: Snapshot, found: readonly Found[], among: Among): readonly Found[] {
  const { account, proof } = s
  const typed = cheapestFirst(found)[0]?.changes ?? []
  if (account === null || proof.credential !== 'wrong' || !typed.some(({ do: kind }) => kind === 'retype_password'))
    return []
  const others = typed.filter(({ do: kind }) => kind !== 'retype_password' && kind !== 'change_password')
  const { id: accountId } = account
  const ways: readonly (readonly Change[])[] = [
    [{ do: 'reset_own_password', accountId }],
    given(accountId),
    linked(accountId),
  ]
  return ways.flatMap((way) => proved(s, [...others, ...way], among))
}

/** Where an administrator would hand a password over, the same by a letter: nobody has to be sure then of who is asking. */
function byMail(s: Snapshot, found: readonly Found[], among: Among): readonly Found[] {
  const hands = (changes: readonly Change[]) => changes.some(({ do: kind }) => kind === 'issue_temporary_password')
  const handed = cheapestFirst(found).find(({ changes }) => hands(changes))?.changes
  if (s.account === null || handed === undefined) return []
  const others = handed.filter(({ do: kind }) => kind !== 'issue_temporary_password' && kind !== 'change_password')
  return proved(s, [...others, ...linked(s.account.id)], among)
}

/** The smallest part of these changes that lets in; none where they do not. */
function proved(s: Snapshot, changes: readonly Change[], { gates }: Among): readonly Found[] {
  const all = inOrder(changes)
  if (outcomeOf(applyAll(s, all), gates) !== 'admit') return []
  const least = smallestAdmitting(s, all, gates) ?? all
  return [{ changes: least, cost: costOf(s, least).cost }]
}

const cheapestFirst = (found: readonly Found[]) => [...found].sort((a, b) => compareCosts(a.cost, b.cost))

/** What the search found, and beside it the natural plan where it weakens nothing more, and those by another new password. */
function chosen(
  found: readonly Found[],
  natural: Found | null,
  { forgotten, byMail }: { readonly forgotten: readonly Found[]; readonly byMail: readonly Found[] },
): (readonly [Found, Plan['why']])[] {
  const [least, ...others] = cheapestFirst(found)
  if (least === undefined) return natural === null ? [] : [[natural, 'least']]
  const isNew = natural !== null && !found.some((plan) => isSame(plan, natural))
  const isWorthIt = isNew && natural.cost.weakens <= least.cost.weakens
  const roots = isWorthIt ? [[natural, 'root'] as const] : []
  const trades = others.map((plan) => [plan, 'trade'] as const)
  const isOther = (plan: Found) => ![...found, ...(isWorthIt ? [natural] : [])].some((one) => isSame(plan, one))
  const ways = [
    ...forgotten.filter(isOther).map((plan) => [plan, 'forgotten'] as const),
    ...byMail.filter(isOther).map((plan) => [plan, 'by_mail'] as const),
  ]
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
