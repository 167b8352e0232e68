import type { Account, Instant, Snapshot } from '../snapshot.ts'
import { mayProve } from '../methods/allowed.ts'
import { reconfirmDaysOf, resetObstacle } from './reset-rules.ts'

const day = 86_400_000

/** For how long it is left in peace what somebody puts off. */
export const putOffFor = day

/** What a person said of how they are reached, and what they wanted to hear no more of for now. */
export type Said = { readonly holdsSince: Instant | null; readonly putOffUntil: Instant | null }

/** What is missing before somebody can reset their own password, as far as they can give it; null where nothing is. */
export type Missing = 'address' | 'authenticator' | null

/** What a person in the scope of reset has yet to give for it. */
export function missingForReset(account: Account, s: Pick<Snapshot, 'tenant' | 'now'>): Missing {
  switch (resetObstacle(account, s)) {
    case 'no_address':
    case 'undeliverable':
      return 'address'
    case 'no_authenticator':
      return mayProve('totp', account, s.tenant) ? 'authenticator' : null
    default:
      return null
  }
}

/**
 * Whether somebody who has just signed in is asked for what a reset needs, or whether what is on file still holds. From the first
 * sign-in on at which all was there the days are counted: `begin`.
 */
export function reviewOf(
  account: Account,
  s: Pick<Snapshot, 'tenant' | 'now'>,
  { holdsSince, putOffUntil }: Said,
): 'register' | 'confirm' | 'begin' | null {
  const rules = s.tenant.selfServiceReset
  if (rules === undefined || (putOffUntil ?? 0) > s.now) return null
  if (missingForReset(account, s) !== null) return rules.registration === 'off' ? null : 'register'
  const days = reconfirmDaysOf(rules)
  if (days === 0 || resetObstacle(account, s) !== null) return null
  if (holdsSince === null) return 'begin'
  return s.now - holdsSince > days * day ? 'confirm' : null
}
