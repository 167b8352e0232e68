import type { Instant, TenantPart } from '../snapshot.ts'

/** How a browser keeps a session: until it is closed, over that, or as little as a computer of many people may. */
export type SessionKind = 'browser' | 'lasting' | 'shared'

/** For how many days without use people may stay signed in; 0 where they are not asked. */
export const stayLimits = [0, 90] as const

const hour = 3_600_000

/** Days somebody may stay signed in whose browser was closed; 30 where the tenant says nothing, 0 where they may not. */
export const stayDaysOf = ({ stayDays = 30 }: Pick<TenantPart, 'stayDays'>): number => stayDays

/**
 * Whether a session is over by time: twelve hours after its proof, one on a shared computer, and one that stays when
 * nobody used it for the days that the tenant says now.
 */
export function isOverByTime(
  session: { readonly kind: SessionKind; readonly authAt: Instant; readonly lastSeenAt: Instant },
  stayDays: number,
  now: Instant,
): boolean {
  const age = now - session.authAt
  if (session.kind === 'shared') return age > hour
  const isKept = session.kind === 'lasting' && now - session.lastSeenAt <= stayDays * 24 * hour && stayDays > 0
  return !isKept && age > 12 * hour
}
