import type { Gate, Reason, Skipped, Verdict } from './gate.ts'
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
  const trace: Step[] = new Array(list.length)
  let at = -1
  for (let i = 0; i < list.length; i++) {
    const answer = step(list[i] as Gate, s)
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
  for (const gate of list) {
    const answer = step(gate, s)
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

function step(gate: Gate, s: Snapshot): Step {
  for (const need of gate.needs) if (s[need] === null) return skipped[need]
  return gate.check(s)
}
