import type { Gate, Need, Reason, Skipped, Verdict } from './gate.ts'
import { gates } from './gates/index.ts'
import type { Snapshot } from './snapshot.ts'

/** One gate's answer in a trace, at the gate's place in the list. */
export type Step = Verdict | Skipped

export type Outcome = 'admit' | 'challenge' | 'refuse' | 'unknown'

/** What is decided about an attempt, and every gate's answer, in the order of the list. */
export type Decision = {
  readonly outcome: Outcome
  /** The reason that names the outcome on the sign-in page: the first gate of the list that does not let through. */
  readonly because: Reason | null
  /** Its place in the list, or -1. */
  readonly at: number
  readonly trace: readonly Step[]
}

/**
 * Admits only when every gate lets the attempt through. All gates are asked, always; the first of the list that does not
 * let through names the outcome, and *skipped* and *unknown* never admit.
 */
export function decide(s: Snapshot, list: readonly Gate[] = gates): Decision {
  const needs = needsOf(list)
  const absent = absentFrom(s)
  const trace: Step[] = new Array(list.length)
  let at = -1
  for (let i = 0; i < list.length; i++) {
    const answer = step(list[i] as Gate, (needs[i] as number) & absent, s)
    trace[i] = answer
    if (at === -1 && answer.is !== 'pass' && answer.is !== 'not_applicable') at = i
  }
  if (at === -1) return { outcome: 'admit', because: null, at, trace }

  const first = trace[at] as Step
  if (first.is !== 'stop') return { outcome: 'unknown', because: null, at, trace }
  const because = (list[at] as Gate).reasons[first.reason] as Reason
  return { outcome: because.effect, because, at, trace }
}

/** The outcome alone, asked only as far as needed: what scans and impact lists count. Equal to `decide(s).outcome`. */
export function outcomeOf(s: Snapshot, list: readonly Gate[] = gates): Outcome {
  const needs = needsOf(list)
  const absent = absentFrom(s)
  for (let i = 0; i < list.length; i++) {
    const gate = list[i] as Gate
    const answer = step(gate, (needs[i] as number) & absent, s)
    if (answer.is === 'pass' || answer.is === 'not_applicable') continue
    return answer.is === 'stop' ? (gate.reasons[answer.reason] as Reason).effect : 'unknown'
  }
  return 'admit'
}

const skipped = {
  account: { is: 'skipped', needs: 'account' },
  app: { is: 'skipped', needs: 'app' },
  instance: { is: 'skipped', needs: 'instance' },
} as const

// What gates need and what a snapshot lacks, as bits, because both are compared for every gate of every decision.
const bits: Readonly<Record<Need, number>> = { account: 1, app: 2, instance: 4 }

function absentFrom(s: Snapshot): number {
  return (
    (s.account === null ? bits.account : 0) |
    (s.app === null ? bits.app : 0) |
    (s.instance === null ? bits.instance : 0)
  )
}

const needed = new WeakMap<readonly Gate[], readonly number[]>()

function needsOf(list: readonly Gate[]): readonly number[] {
  let needs = needed.get(list)
  if (needs === undefined) {
    needs = list.map((gate) => gate.needs.reduce((all, need) => all | bits[need], 0))
    needed.set(list, needs)
  }
  return needs
}

function step(gate: Gate, missing: number, s: Snapshot): Step {
  if (missing === 0) return gate.check(s)
  return missing & bits.account ? skipped.account : missing & bits.app ? skipped.app : skipped.instance
}
