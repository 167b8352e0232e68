import type { ChangeOf } from '../changes/change.ts'
import type { With } from '../gate.ts'
import type { Instant, Proof, Snapshot } from '../snapshot.ts'
import { mayProve } from './allowed.ts'

/** A Temporary Access Pass that somebody was given: a first and a second proof, for a while. */
export type TemporaryPass = {
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly uses: 'one' | 'many'
  /** When one that is good once was used; left out while it was not. */
  readonly usedAt?: Instant
}

/** What an administrator may say of a pass: minutes it lasts, of which it usually lasts an hour. */
export const passLimits = { minutes: [10, 43_200] } as const
export const usualPass = { uses: 'one', minutes: 60, startsAt: null } as const

/** What gives the person a usual pass, where passes are allowed for them. */
export function passRemedy({ account, tenant }: With<'account'>): readonly ChangeOf<'issue_temporary_pass'>[] {
  if (!mayProve('temporary_pass', account, tenant)) return []
  return [{ do: 'issue_temporary_pass', accountId: account.id, ...usualPass }]
}

/** Whether a pass proves something to who gives it now: `early` before its beginning, `over` after its end, `used` after its one use. */
export function stateOf(pass: TemporaryPass, now: Instant): 'good' | PassProblem {
  if (pass.usedAt !== undefined) return 'used'
  if (pass.endsAt <= now) return 'over'
  return pass.startsAt > now ? 'early' : 'good'
}

/** Why a pass that was given proves nothing. */
export type PassProblem = 'early' | 'over' | 'used'

/** What is proved by a pass that is good. */
export const provedByPass: Proof = { credential: 'verified', secondFactor: 'verified', methods: ['temporary_pass'] }

/** Whether the proof was made with a pass: then the password was not asked for, and is nothing to the sign-in. */
export function isByPass({ proof }: Pick<Snapshot, 'proof'>): boolean {
  return proof.methods?.includes('temporary_pass') === true
}
