import type { Account, Instant, Snapshot } from '../snapshot.ts'
import { heldOf, kindsOf, openTo, type ResetKind, withoutAddress } from './reset-methods.ts'
import { reconfirmDaysOf, resetObstacle } from './reset-rules.ts'

const day = 86_400_000

/** For how long it is left in peace what somebody puts off. */
export const putOffFor = day

/** What a person said of how they are reached, and what they wanted to hear no more of for now. */
export type Said = { readonly holdsSince: Instant | null; readonly putOffUntil: Instant | null }

/** Kinds of which one is missing before somebody can reset their own password, as far as they can give it; none where nothing is. */
export type Missing = readonly ResetKind[]

/** What a person in the scope of reset has yet to give for it, any one of these, the best first. */
export function missingForReset(account: Account, s: Pick<Snapshot, 'tenant' | 'now'>): Missing {
  const obstacle = resetObstacle(account, s)
  const inOrder = wanted[obstacle ?? 'kept_out'] ?? []
  const held = kindsOf(heldOf(obstacle === 'undeliverable' ? withoutAddress(account) : account, s.tenant))
  const open = kindsOf(openTo(account, s.tenant))
  return inOrder.filter((kind) => open.includes(kind) && !held.includes(kind))
}

const wanted: Readonly<Partial<Record<NonNullable<ReturnType<typeof resetObstacle>>, Missing>>> = {
  no_code: ['email', 'phone'],
  undeliverable: ['email', 'phone'],
  no_second: ['totp', 'phone', 'email'],
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
  if (missingForReset(account, s).length > 0) return rules.registration === 'off' ? null : 'register'
  const days = reconfirmDaysOf(rules)
  if (days === 0 || resetObstacle(account, s) !== null) return null
  if (holdsSince === null) return 'begin'
  return s.now - holdsSince > days * day ? 'confirm' : null
}
