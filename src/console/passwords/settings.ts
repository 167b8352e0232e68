import type { ResetRules } from '../../core/recovery/reset-rules.ts'

/** What an organisation asks of passwords, as the API tells it. */
export type Settings = {
  readonly bannedWords: readonly string[]
  readonly passwordLifetimeDays: number | null
  readonly passwordHistory: number
  readonly temporaryPasswordDays: number
  readonly hasStolenList: boolean
  /** Who may reset a forgotten password, and whether a subscription includes it. */
  readonly reset: ResetRules & { readonly isIncluded: boolean }
}

/** What the form of rules may change. */
export const settingChanges = ['set_password_lifetime', 'set_password_history', 'set_temporary_password_days'] as const
