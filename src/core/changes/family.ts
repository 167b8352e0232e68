import type { Snapshot } from '../snapshot.ts'
import type { Change, ChangeKind, ChangeOf } from './change.ts'

/** 0 none · 1 small · 2 an exception for one person or one range · 3 a control off for many. */
export type Weakening = 0 | 1 | 2 | 3

/** How many others it may touch: 0 nobody · 1 this person · 2 a group · 3 an app · 4 the tenant. */
export type Blast = 0 | 1 | 2 | 3 | 4

/** A fact that is the same for every change of a kind, or is read off the change and the snapshot before it. */
export type Told<T, K extends ChangeKind> = T | ((change: ChangeOf<K>, s: Snapshot) => T)

/**
 * What is to be known about one kind of change (`catalogue`: role, weakening, blast, side effects).
 * `apply` gives the snapshot after it, the same object when nothing in it is touched or the directory would refuse it; it
 * never throws.
 */
export type ChangeRule<K extends ChangeKind> = {
  /** Imperative, with the names in: `Add Alice to Sales – Licences`. */
  readonly title: (change: ChangeOf<K>, s: Snapshot) => string
  /** The least role that may do it (`roles.ts`); `self` is the person, `nobody` is time. */
  readonly role: (change: ChangeOf<K>, s: Snapshot) => string
  readonly weakens: Told<Weakening, K>
  readonly blast: Told<Blast, K>
  /** Whether it can be taken back at all, by hand where `inverse` knows no single change. */
  readonly isReversible: boolean
  /** `self`: the person does it at sign-in. `press`: one button. `outside`: done elsewhere and recorded. `wait`: time does it. */
  readonly by: 'self' | 'press' | 'outside' | 'wait'
  /** What else happens, in one sentence each; empty when nothing does. */
  readonly sideEffects: (change: ChangeOf<K>, s: Snapshot) => readonly string[]
  readonly apply: (s: Snapshot, change: ChangeOf<K>) => Snapshot
  /** The one change that takes it back, seen from the snapshot before it; null when there is none or nothing was changed. */
  readonly inverse: (change: ChangeOf<K>, before: Snapshot) => Change | null
}

/** A family's rules, one for each of its kinds. Who may do them stands in `roles.ts`, for all families in one table. */
export type Family<K extends ChangeKind> = { readonly [P in K]: Omit<ChangeRule<P>, 'role'> }
