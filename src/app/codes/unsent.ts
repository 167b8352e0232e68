import type { Config } from '../../config.ts'
import type { SentKind } from '../../core/methods/methods.ts'

/** Kinds of code that nothing is set up to send here. */
export function unsentOf({ mail, texts }: Pick<Config, 'mail' | 'texts'>): readonly SentKind[] {
  return [...(mail === null ? (['email'] as const) : []), ...(texts === null ? (['phone'] as const) : [])]
}
