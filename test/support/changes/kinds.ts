import type fc from 'fast-check'
import type { ChangeKind, ChangeOf } from '../../../src/core/changes/change.ts'

/** One arbitrary for each kind of change, of all that it says beside its kind. */
export type Kinds = { readonly [K in ChangeKind]: fc.Arbitrary<Omit<ChangeOf<K>, 'do'>> }
