import type { MethodKind } from '../methods/methods.ts'
import type { Instant } from '../snapshot.ts'

/** What the person does in this attempt, or time does: it changes no directory. */
export type AttemptChange =
  | { readonly do: 'type_name'; readonly signInName: string }
  | { readonly do: 'retype_password' }
  /** By whichever method they have, or by one of this kind. */
  | { readonly do: 'prove_second_factor'; readonly by?: MethodKind }
  | { readonly do: 'sign_in_at_provider'; readonly providerId: string }
  | { readonly do: 'sign_in_from'; readonly ip: string | null; readonly locationIds: readonly string[] | null }
  | { readonly do: 'use_redirect'; readonly uri: string | null }
  | { readonly do: 'ask_scopes'; readonly scopes: readonly string[] }
  | { readonly do: 'wait_until'; readonly until: Instant }
