import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../../core/snapshot.ts'
import type { Admit } from '../admit.ts'

/**
 * What a browser keeps of whom it has signed in: a secret of its own and a mark for each account, which says nothing to anybody
 * but us. `<secret>.<mark>.<mark>…`, the newest mark first.
 */
const form = /^[\w-]{22}(?:\.[\w-]{22}){1,10}$/
const marksKept = 10

/** A mark is good until the end of the next period, so for 90 to 180 days; each sign-in makes it anew. */
const period = 90 * 86_400_000

/** So long the browser is to keep it, in seconds. */
export const knownFor = (2 * period) / 1000

/** Whose browser it is; marks made before their devices were forgotten say nothing any more. */
type Person = {
  readonly tenantId: string
  readonly accountId: string
  readonly devicesForgottenAt?: number | null
}

/** Whether this person has signed in with the browser before. */
export function knowsBrowser(admit: Admit, kept: string | null, person: Person): boolean {
  if (kept === null || !form.test(kept)) return false
  const [secret = '', ...marks] = kept.split('.')
  const now = periodOf(admit.now())
  const ours = [now, now - 1].map((one) => Buffer.from(markFor(admit, secret, person, one)))
  // Each is compared with each: how long it takes tells nothing.
  return marks.map((mark) => ours.map((one) => timingSafeEqual(one, Buffer.from(mark))).includes(true)).includes(true)
}

/** What the browser is to keep after a person signed in with it. */
export function withBrowserKnown(admit: Admit, kept: string | null, person: Person): string {
  const [secret = '', ...marks] =
    kept !== null && form.test(kept) ? kept.split('.') : [randomBytes(16).toString('base64url')]
  const mark = markFor(admit, secret, person, periodOf(admit.now()))
  return [secret, ...[...new Set([mark, ...marks])].slice(0, marksKept)].join('.')
}

const periodOf = (at: Instant) => Math.floor(at / period)

function markFor(
  admit: Admit,
  secret: string,
  { tenantId, accountId, devicesForgottenAt = null }: Person,
  during: number,
): string {
  return createHmac('sha256', admit.vault.keyFor('known browser'))
    .update(
      `${secret} ${tenantId} ${accountId} ${during}${devicesForgottenAt === null ? '' : ` ${devicesForgottenAt}`}`,
    )
    .digest('base64url')
    .slice(0, 22)
}
