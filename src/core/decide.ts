import type { Gate, Reason, Skipped, Verdict } from './gate.ts'
import { gates } from './gates/index.ts'
import { absentFrom, bitsOf, changedSince, everything, firstNeed } from './reads.ts'
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
  const ready = readyFor(list)
  const { before } = ready
  const absent = absentFrom(s)
  const trace = before.trace.slice()
  let at = -1
  for (const one of asked(ready, changedSince(before.s, s))) {
    const answer = step(one, absent, s)
    trace[one.at] = answer
    if (at === -1 && !letsThrough(answer)) at = one.at
  }
  // What was asked before and not now may come first.
  if (before.at !== -1) at = firstIn(trace)
  before.s = s
  before.trace = trace
  before.at = at
  if (at === -1) return { outcome: 'admit', because: null, at, trace }

  const first = trace[at] as Step
  if (first.is !== 'stop') return { outcome: 'unknown', because: null, at, trace }
  const because = (list[at] as Gate).reasons[first.reason] as Reason
  return { outcome: because.effect, because, at, trace }
}

/** The outcome alone, asked only as far as needed: what scans and impact lists count. Equal to `decide(s).outcome`. */
export function outcomeOf(s: Snapshot, list: readonly Gate[] = gates): Outcome {
  const ready = readyFor(list)
  const { all, told } = ready
  const absent = absentFrom(s)
  const changed = changedSince(told.s, s)
  const { open } = told
  told.s = s
  told.open = 0
  for (const one of open === all.length ? asked(ready, changed) : all) {
    if (one.at < open && (one.reads & changed) === 0) continue
    told.open = one.at
    const glimpse = (one.needs & absent) === 0 && one.glance !== null ? one.glance(s) : null
    if (glimpse === true) continue
    if (glimpse !== null) return (one.gate.reasons[glimpse] as Reason).effect
    const answer = step(one, absent, s)
    if (letsThrough(answer)) continue
    return answer.is === 'stop' ? (one.gate.reasons[answer.reason] as Reason).effect : 'unknown'
  }
  told.open = all.length
  return 'admit'
}

/** A gate of a list: its place, what it needs and reads as bits, and its glance where it has one. */
type Asked = {
  readonly gate: Gate
  readonly at: number
  readonly needs: number
  readonly reads: number
  readonly glance: NonNullable<Gate['glance']> | null
}

/**
 * A list made ready to be asked again and again. Who looks at several apps, repairs or situations in a row changes little
 * each time: gates that read nothing of what has changed answer as they did.
 */
type Ready = {
  readonly all: readonly Asked[]
  /** Those that read any of some sides, by these sides as a number. */
  readonly reading: (readonly Asked[] | undefined)[]
  /** The decision made last. */
  readonly before: { s: Snapshot | null; trace: Step[]; at: number }
  /** The attempt whose outcome was asked last: the first `open` gates let it through. */
  readonly told: { s: Snapshot | null; open: number }
}

const known = new WeakMap<readonly Gate[], Ready>()

function readyFor(list: readonly Gate[]): Ready {
  let ready = known.get(list)
  if (ready === undefined) {
    const all = list.map((gate, at) => ({
      gate,
      at,
      needs: bitsOf(gate.needs),
      reads: bitsOf([...gate.needs, ...gate.reads]) || everything,
      glance: gate.glance ?? null,
    }))
    ready = { all, reading: [], before: { s: null, trace: [], at: -1 }, told: { s: null, open: 0 } }
    known.set(list, ready)
  }
  return ready
}

function asked({ all, reading }: Ready, changed: number): readonly Asked[] {
  const found = reading[changed] ?? all.filter((one) => (one.reads & changed) !== 0)
  reading[changed] = found
  return found
}

function letsThrough({ is }: Step): boolean {
  return is === 'pass' || is === 'not_applicable'
}

/** Where the first that does not let through is, or -1. */
function firstIn(trace: readonly Step[]): number {
  for (let at = 0; at < trace.length; at++) if (!letsThrough(trace[at] as Step)) return at
  return -1
}

const skipped = {
  account: { is: 'skipped', needs: 'account' },
  app: { is: 'skipped', needs: 'app' },
  instance: { is: 'skipped', needs: 'instance' },
} as const

function step({ gate, needs }: Asked, absent: number, s: Snapshot): Step {
  const missing = needs & absent
  return missing === 0 ? gate.check(s) : skipped[firstNeed(missing)]
}
