import type { Instance } from '../instance.ts'

/** How long somebody stays in an instance with one proof of who they are, in minutes (T1). */
export type SessionRules = {
  readonly minutes: number
  /** How long before its end the person is told. */
  readonly warnMinutes: number
}

/** What holds where nobody set anything else (D15). */
export const usualSession: SessionRules = { minutes: 480, warnMinutes: 20 }

/** When a session in an instance ends that began with a proof at this second, as tokens say it (NumericDate). */
export const sessionEnds = (instance: Pick<Instance, 'session'>, authTime: number): number =>
  authTime + sessionRulesOf(instance).minutes * 60

/** The bounds of both, in minutes (semantics.md, Sessions). */
export const sessionBounds = { least: 60, most: 1440, leastWarning: 20 } as const

/** The rules of an instance. */
export const sessionRulesOf = ({ session }: Pick<Instance, 'session'>): SessionRules => session ?? usualSession

/** What is wrong with rules, in words; null where nothing is. */
export function problemOfSession({ minutes, warnMinutes }: SessionRules): string | null {
  const { least, most, leastWarning } = sessionBounds
  if (!Number.isInteger(minutes) || minutes < least || minutes > most)
    return `a session lasts ${least} to ${most} minutes`
  if (!Number.isInteger(warnMinutes) || warnMinutes < leastWarning || warnMinutes >= minutes)
    return `people are told ${leastWarning} minutes before its end or more, and after its beginning`
  return null
}
