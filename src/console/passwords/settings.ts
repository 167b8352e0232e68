import type { ResetMethod } from '../../core/recovery/reset-methods.ts'
import type { ResetRules } from '../../core/recovery/reset-rules.ts'

/** What an organisation asks of passwords, as the API tells it. */
export type Settings = {
  readonly bannedWords: readonly string[]
  readonly passwordLifetimeDays: number | null
  readonly passwordHistory: number
  readonly temporaryPasswordDays: number
  /** How many stolen passwords the server comes with, and what is known of a list that was added. */
  readonly stolenList: {
    readonly comesAlong: number
    readonly own:
      | { readonly is: 'read'; readonly readSince: number; readonly changedAt: number; readonly bytes: number }
      | { readonly is: 'unreadable'; readonly problem: string; readonly howTo: string }
      | { readonly is: 'none'; readonly howTo: string }
  }
  /** Who may reset a forgotten password and by what, which of that proves nothing here, and whether a subscription includes it. */
  readonly reset: ResetRules & {
    readonly methods: readonly ResetMethod[]
    readonly idle: readonly ResetMethod[]
    readonly isIncluded: boolean
  }
}

/** What the form of rules may change. */
export const settingChanges = ['set_password_lifetime', 'set_password_history', 'set_temporary_password_days'] as const
