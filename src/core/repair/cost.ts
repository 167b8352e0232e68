import { blastOf, ruleOf, weakeningOf } from '../changes/apply.ts'
import type { Change } from '../changes/change.ts'
import { heldProducts } from '../changes/consequences.ts'
import type { Blast, Weakening } from '../changes/family.ts'
import { leastRole } from '../changes/may-do.ts'
import { rankOf } from '../changes/roles.ts'
import type { Snapshot } from '../snapshot.ts'

/** What a plan costs, in the order in which plans are compared: the first difference decides (explain.md §5.2). */
export type Cost = {
  readonly weakens: Weakening
  /** Rank of the highest role it needs. */
  readonly role: number
  readonly blast: Blast
  /** Seats the person newly takes. */
  readonly seats: number
  /** Steps of others that cannot be taken back. */
  readonly irreversible: number
  readonly steps: number
  /** Milliseconds until the person can get in at the earliest. */
  readonly wait: number
}

/** What doing nothing costs. */
export const nothing: Cost = { weakens: 0, role: 0, blast: 0, seats: 0, irreversible: 0, steps: 0, wait: 0 }

const hour = 3_600_000

/** The cost with one more step, seats aside: those show only in the snapshot after it. `s` is the snapshot before it. */
export function plus(cost: Cost, change: Change, s: Snapshot): Cost {
  const { by, isReversible } = ruleOf(change)
  return {
    weakens: Math.max(cost.weakens, weakeningOf(change, s)) as Weakening,
    role: Math.max(cost.role, rankOf(leastRole(change, s))),
    blast: Math.max(cost.blast, blastOf(change, s)) as Blast,
    seats: cost.seats,
    irreversible: cost.irreversible + (isReversible || by === 'self' ? 0 : 1),
    steps: cost.steps + 1,
    wait: Math.max(cost.wait, waitOf(change, s)),
  }
}

/** How long a step takes, roughly: a code by mail five minutes, going somewhere else an hour, what a seller or another organisation does a day. */
export function waitOf(change: Change, s: Snapshot): number {
  if (change.do === 'wait_until') return Math.max(0, change.until - s.now)
  if (change.do === 'sign_in_from') return hour
  if (change.do === 'reset_own_password' || change.do === 'follow_reset_link') return hour / 12
  return ruleOf(change).by === 'outside' ? 24 * hour : 0
}

/** Products the person holds after and did not hold before. */
export function seatsTaken(before: Snapshot, after: Snapshot): number {
  if (before.account?.licences === after.account?.licences) return 0
  const had = heldProducts(before.account?.licences ?? [])
  let taken = 0
  for (const id of heldProducts(after.account?.licences ?? [])) if (!had.has(id)) taken++
  return taken
}

/** Below zero when `a` is to be preferred. */
export function compareCosts(a: Cost, b: Cost): number {
  return (
    a.weakens - b.weakens ||
    a.role - b.role ||
    a.blast - b.blast ||
    a.seats - b.seats ||
    a.irreversible - b.irreversible ||
    a.steps - b.steps ||
    a.wait - b.wait
  )
}

/** Whether nothing speaks for the other one in weakening, role or waiting: then it is not worth showing beside this one. */
export function isNoWorse(a: Cost, b: Cost): boolean {
  return a.weakens <= b.weakens && a.role <= b.role && a.wait <= b.wait
}
