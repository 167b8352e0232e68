import type { Allowed, RuledKind } from '../methods/allowed.ts'

/** `allow.ts`: which ways to prove who one is are allowed, and for whom. */
export type AllowChange = { readonly do: 'allow_method'; readonly kind: RuledKind; readonly to: Allowed }
