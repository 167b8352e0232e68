import type { Instant } from '../snapshot.ts'
import type { Change } from './change.ts'

/** Nobody waits longer for a door to open by itself: a day. */
const patience = 86_400_000

/** The remedy of waiting until then; none where it is too long to be one. */
export function waitingUntil(until: Instant | null, now: Instant): readonly Change[] {
  return until === null || until - now > patience ? [] : [{ do: 'wait_until', until }]
}
