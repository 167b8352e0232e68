import { changeKinds } from './apply.ts'
import type { ChangeKind } from './change.ts'
import { mayEver } from './roles.ts'
import { type Reading, readingsOf } from './who-reads.ts'
import { resetsOf } from './who-resets.ts'
import { isScopable } from './within-unit.ts'

/** All that a role allows, as plain data. */
export type Rights = {
  readonly changes: readonly ChangeKind[]
  readonly reads: readonly Reading[]
  /** Holders of which roles it may reset, beside people without a role; null where it resets nobody. */
  readonly resets: 'everybody' | readonly string[] | null
  readonly isScopable: boolean
}

/** What holders of the role may change and read, and whom they may reset. */
export function rightsOf(role: string): Rights {
  return {
    changes: changeKinds.filter((kind) => mayEver(role, kind)),
    reads: readingsOf(role),
    resets: resetsOf(role),
    isScopable: isScopable(role),
  }
}
