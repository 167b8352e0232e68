import type { Detail } from '../profile/details.ts'
import type { Account } from '../snapshot.ts'

/** `profile.ts`: which details people have to have. What somebody fills in never travels in a change: doors hand it to `app/` beside it. */
export type ProfileChange =
  /** The details that members, or guests, need before they go on: all of them, in the place of those before. */
  | { readonly do: 'require_details'; readonly of: Account['userType']; readonly details: readonly Detail[] }
  /** The person says what was missing. */
  | { readonly do: 'complete_profile'; readonly accountId: string; readonly details: readonly Detail[] }
  /** An administrator does. */
  | { readonly do: 'fill_in_profile'; readonly accountId: string; readonly details: readonly Detail[] }
