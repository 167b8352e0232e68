import type { MethodKind } from '../../../core/methods/methods.ts'

/** What Graph calls a second factor that is asked for first (`userDefaultAuthenticationMethodType`). */
export const preferences = ['push', 'oath', 'voiceMobile', 'voiceAlternateMobile', 'voiceOffice', 'sms'] as const
export type PreferenceWord = (typeof preferences)[number]

/**
 * The word for a method; `unknownFutureValue`, as Graph says of what a list of words does not have yet, for passkeys and codes by mail: it
 * knows them as second factors by no word.
 */
export function preferenceWord(
  { kind }: { readonly kind: MethodKind },
  phoneBy: 'sms' | 'voice',
): 'oath' | 'sms' | 'voiceMobile' | 'unknownFutureValue' {
  if (kind === 'totp') return 'oath'
  if (kind !== 'phone') return 'unknownFutureValue'
  return phoneBy === 'sms' ? 'sms' : 'voiceMobile'
}
