import type { MethodKind } from '../methods/methods.ts'
import type { Instant } from '../snapshot.ts'

/** What a person sets up for every day. */
export type DayMethod = Exclude<MethodKind, 'recovery_codes'>

/** `method.ts`: single methods of a person, and passes for who has none at hand. */
export type MethodChange =
  /** Ten codes, each good once; those made before end. */
  | { readonly do: 'make_recovery_codes'; readonly accountId: string }
  | { readonly do: 'remove_method'; readonly accountId: string; readonly methodId: string }
  | { readonly do: 'name_method'; readonly accountId: string; readonly methodId: string; readonly name: string | null }
  /** The one that is asked for first; null leaves it to us. */
  | { readonly do: 'prefer_method'; readonly accountId: string; readonly methodId: string | null }
  /** Takes the place of the one before. It is good from `startsAt` on, or at once. */
  | {
      readonly do: 'issue_temporary_pass'
      readonly accountId: string
      readonly uses: 'one' | 'many'
      readonly minutes: number
      readonly startsAt: Instant | null
    }
  | { readonly do: 'remove_temporary_pass'; readonly accountId: string }
  | { readonly do: 'unblock_second_factor'; readonly accountId: string }
  /** Browsers that stay signed in, or are known, are as new: a second factor is asked there again. */
  | { readonly do: 'forget_devices'; readonly accountId: string }
