import { grantsOf } from '../changes/held-roles.ts'
import { heldOf, isSentMethod, kindsOf, proofsOf } from '../recovery/reset-methods.ts'
import { closedReset, mayReset, type NoReset } from '../recovery/reset-rules.ts'
import type { Account, Snapshot } from '../snapshot.ts'
import { isRegistered, mayProve } from './allowed.ts'
import { isDayKind } from './methods.ts'
import { provesAsMuch } from './strengths.ts'

/** What a person has set up to prove who they are, and what they can do by it. */
export type Registration = {
  readonly isAdmin: boolean
  /** They have a second factor for every day, whether or not it is allowed. */
  readonly isMfaRegistered: boolean
  readonly isMfaCapable: boolean
  readonly isPasswordlessCapable: boolean
  /** They have what a reset of their own password takes, whether or not they may. */
  readonly isSsprRegistered: boolean
  readonly isSsprEnabled: boolean
  readonly isSsprCapable: boolean
}

/** Why somebody may not reset their own password, whatever they have on file for it. */
const closedTo: ReadonlySet<NoReset> = new Set<NoReset>(['not_included', 'closed', 'not_in_group', 'emergency'])

/** What the report of registrations says of an account. */
export function registrationOf(account: Account, s: Pick<Snapshot, 'tenant' | 'now'>): Registration {
  const { tenant } = s
  const usable = account.methods.filter(({ isUsable }) => isUsable)
  const held = heldOf(account, tenant)
  const proofs = proofsOf(account, tenant.selfServiceReset ?? closedReset)
  const may = mayReset(account, s)
  return {
    isAdmin: grantsOf(account).length > 0,
    isMfaRegistered: usable.some(({ kind }) => isDayKind(kind)),
    isMfaCapable: isRegistered(account, tenant),
    isPasswordlessCapable: usable.some(
      ({ kind }) => provesAsMuch(kind, 'passwordless') && mayProve(kind, account, tenant),
    ),
    isSsprRegistered: held.some(isSentMethod) && kindsOf(held).length >= proofs,
    isSsprEnabled: may.is === 'yes' || !closedTo.has(may.because),
    isSsprCapable: may.is === 'yes',
  }
}
