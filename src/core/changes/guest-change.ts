import type { Instant } from '../snapshot.ts'

/** `guest.ts`: people from outside. */
export type GuestChange =
  /** Sends a link to the address, and lets everything go that the person proved with before: they come anew. */
  | {
      readonly do: 'invite_guest'
      readonly accountId: string
      readonly address: string
      /** Where the person goes once they have accepted; null for their apps. */
      readonly redirectUrl: string | null
      /** `none`: the link is handed over in another way. `said` are words of whoever invites, as plain text. */
      readonly letter: { readonly is: 'sent'; readonly said: string | null } | { readonly is: 'none' }
    }
  | { readonly do: 'withdraw_invitation'; readonly accountId: string }
  /** With a password of their own, or with who they are at a provider. */
  | { readonly do: 'accept_invitation'; readonly accountId: string; readonly providerId?: string }
  /** From when and until when somebody may sign in; null where it has no beginning, or no end. */
  | {
      readonly do: 'set_access_period'
      readonly accountId: string
      readonly from: Instant | null
      readonly until: Instant | null
    }
  | { readonly do: 'set_app_audience'; readonly appId: string; readonly audience: 'everybody' | 'members' }
