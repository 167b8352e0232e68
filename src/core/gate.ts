import type { Change } from './changes/change.ts'
import type { Read } from './reads.ts'
import type { Snapshot } from './snapshot.ts'

/** A fact a gate read and what would have satisfied it. `at` is its path in the snapshot, `found` and `wanted` raw values. */
export type Evidence = { readonly at: string; readonly found: unknown; readonly wanted: unknown }

/** When the person may be told this reason: never (the generic sentence instead), before any proof, or after one. */
export type Disclose = 'never' | 'anyone' | 'after_password' | 'after_second_factor'

/** `refuse`: somebody else must act. `challenge`: the person can satisfy it now. */
export type Effect = 'refuse' | 'challenge'

/** One way a gate can stop an attempt. Texts are templates over the verdict's `args` and the names in `words.ts`. */
export type Reason = {
  /** The catalogue's code, for ever: `ACC-ENABLED`. */
  readonly code: string
  /** The number clients branch on, used on the wire only: 50057. */
  readonly number: number
  readonly effect: Effect
  readonly disclose: Disclose
  /** A few words naming the fault: `Sign-in is blocked for the account`. */
  readonly title: string
  /** What the person reads once it may be disclosed. */
  readonly tell: string
  /** The explanation's sentence for an administrator; a cause's sentence follows *because*. */
  readonly explain: string
}

/** A rule among many inside one gate: a policy, a licence path, a group. */
export type Part = {
  readonly id: string
  readonly name: string
  readonly is: 'applies' | 'does_not_apply' | 'cannot_tell'
  /** The condition that settled it. */
  readonly because: Words
  /** True where the part is only watched (report-only, off): it says what would be, and had no effect. */
  readonly watched?: boolean
}

/** A few words to be: a template over `args` and the names in `words.ts`, filled by whoever shows it. */
export type Words = { readonly text: string; readonly args: Args }

export type Args = Readonly<Record<string, string | number | null>>

export type Pass = { readonly is: 'pass'; readonly evidence: readonly Evidence[]; readonly parts?: readonly Part[] }
export type NotApplicable = {
  readonly is: 'not_applicable'
  readonly because: string
  readonly parts?: readonly Part[]
}
export type Unknown = {
  readonly is: 'unknown'
  readonly why: 'not_measured' | 'not_visible'
  readonly evidence: readonly Evidence[]
  readonly parts?: readonly Part[]
}
export type Stop = {
  readonly is: 'stop'
  /** Key of the gate's `reasons`. */
  readonly reason: string
  readonly args: Args
  readonly evidence: readonly Evidence[]
  /** Changes, each complete, that open this gate. The first is the most natural one. */
  readonly remedies: readonly Change[]
  readonly parts?: readonly Part[]
}
export type Verdict = Pass | NotApplicable | Unknown | Stop
/** What a gate needs was absent, so it was not asked; `needs` names it. Neither yes nor no. */
export type Skipped = { readonly is: 'skipped'; readonly needs: Need }

/** Parts of a snapshot that may be absent. */
export type Need = 'account' | 'app' | 'instance'

/** The snapshot with what the gate needs known to be there. */
export type With<N extends Need> = Snapshot & { readonly [K in N]: NonNullable<Snapshot[K]> }

/** `true`: it lets through; the key of a reason: it stops for that; `null`: only the check can tell. */
export type Glance = true | string | null

/** One reason why a sign-in can be stopped: the question, the ways to fail it, and the check. */
export type Gate = {
  /** The file's name. */
  readonly id: string
  readonly question: string
  readonly needs: readonly Need[]
  /** What it looks at besides: whatever else of a snapshot changes, it answers the same. */
  readonly reads: readonly Read[]
  readonly reasons: Readonly<Record<string, Reason>>
  readonly check: (s: Snapshot) => Verdict
  /** What its check comes to, said quickly where nobody wants to know why. */
  readonly glance?: (s: Snapshot) => Glance
}

/** Why a stopped gate stopped. Never decides; is asked only by an explanation, once for each gate it explains. */
export type CauseGate = Omit<Gate, 'check' | 'reads' | 'glance'> & {
  /** Ids of the gates it can be the cause of. */
  readonly explains: readonly string[]
  /** It is not why the gate stopped, but why the person does not get further alone: never the root, and said after all that is. */
  readonly stands?: 'beside'
  /** One verdict for each thing that could have let the person through (a group, a path), the closest first. */
  readonly check: (s: Snapshot, stopped: string) => readonly Verdict[]
}

/** A gate, its `needs` checked at compile time. */
export function defineGate<const N extends Need = never>(
  gate: Omit<Gate, 'check' | 'needs' | 'glance'> & {
    readonly needs: readonly N[]
    readonly check: (s: With<N>) => Verdict
    readonly glance?: (s: With<N>) => Glance
  },
): Gate {
  return gate as unknown as Gate
}

/** A cause gate, its `needs` checked at compile time. */
export function defineCause<const N extends Need = never>(
  cause: Omit<CauseGate, 'check' | 'needs'> & {
    readonly needs: readonly N[]
    readonly check: (s: With<N>, stopped: string) => readonly Verdict[]
  },
): CauseGate {
  return cause as unknown as CauseGate
}

/** The verdict of a gate whose question does not arise. */
export function notApplicable(because: string): NotApplicable {
  return { is: 'not_applicable', because }
}

/** The verdict that lets through, with what was read. */
export function pass(...evidence: readonly Evidence[]): Pass {
  return { is: 'pass', evidence }
}

/**
 * Lets through by one thing read from one place: the same verdict as long as the same is found, since who is asked about app after
 * app shows the same licence, method or membership each time.
 */
export function passBy(at: string, wanted: unknown): (found: unknown) => Pass {
  let last = pass({ at, found: undefined, wanted })
  let known: unknown
  return (found) => {
    if (found === known) return last
    last = pass({ at, found, wanted })
    known = found
    return last
  }
}
