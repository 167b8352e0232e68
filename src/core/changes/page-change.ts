import type { Branding } from '../branding/branding.ts'

/** What an organisation's sign-in pages are like. */
export type PageChange =
  /** For how many days without use people may stay signed in, 1 to 90; 0 for not at all. */
  | { readonly do: 'set_stay_signed_in'; readonly days: number }
  /** How they look: all of it, in the place of what was before. */
  | ({ readonly do: 'set_branding' } & Branding)
