import type { Snapshot } from '../snapshot.ts'
import type { Change, ChangeKind } from './change.ts'
import type { ChangeRule } from './family.ts'

const rules: Partial<Record<ChangeKind, ChangeRule<never>>> = {}

/** What is known about a kind of change. */
export function ruleOf(change: Change): ChangeRule<ChangeKind> {
  return rules[change.do] as unknown as ChangeRule<ChangeKind>
}

/** The snapshot after the change; the same object when the change touches nothing in it. */
export function applyChange(s: Snapshot, change: Change): Snapshot {
  return ruleOf(change).apply(s, change)
}
