import type { ResetMethod, SentMethod } from '../../core/recovery/reset-methods.ts'
import type { Account, Instant } from '../../core/snapshot.ts'
import { lockedFor } from '../../core/lockout/lockout.ts'
import { findAccount } from '../../store/accounts.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { aloneAtLeast, leastFor } from '../passwords/choice.ts'
import type { Helper } from '../sign-in/step.ts'
import { helpersOf } from '../who-can-help.ts'
import { waysOn, withinReset } from './under-way.ts'

/** What the browser that resets a password is to show now. */
export type ResetStep = {
  readonly organisation: string
  readonly signInName: string
  readonly failure: string | null
} & (
  | {
      readonly ask: 'code'
      /** How it goes; null where it goes by whichever the person has. */
      readonly by: SentMethod | null
      /** By what it may go, and what may prove it instead. */
      readonly ways: readonly ResetMethod[]
      readonly hasProved: boolean
      readonly helpers: readonly Helper[]
    }
  | { readonly ask: 'authenticator'; readonly ways: readonly ResetMethod[] }
  /** `isLocked`: the account is locked after wrong passwords, and it may be enough to unlock it. `atLeast`: characters of the password. */
  | { readonly ask: 'password'; readonly isLocked: boolean; readonly atLeast: number }
)

/** Where the reset stands. Asking changes nothing. */
export function resetStep(admit: Admit, id: string): Promise<ResetStep> {
  return withinReset(admit, id, async (t, _, reset) => {
    const tenant = await loadTenantPart(t)
    const around = { organisation: tenant.name, signInName: reset.signInName, failure: reset.failure }
    const { asked: by, due, hasProved } = reset
    const ways = waysOn(reset, tenant)
    if (due > 0 && by === 'totp') return { ...around, ask: 'authenticator', ways }
    if (due > 0 && by !== 'totp') return { ...around, ask: 'code', by, ways, hasProved, helpers: await helpersOf(t) }
    const account = await findAccount(t, reset.accountId as string)
    if (account === null) return { ...around, ask: 'password', isLocked: false, atLeast: aloneAtLeast }
    // Who was sent a link has no password any more that would open.
    const isEnough = reset.link === undefined && isLocked(account, admit.now())
    return { ...around, ask: 'password', isLocked: isEnough, atLeast: leastFor(account, tenant) }
  })
}

/** Whether the account is locked anywhere. */
export function isLocked(account: Account, now: Instant): boolean {
  return (['familiar', 'strange'] as const).some((place) => (lockedFor(account, place) ?? 0) > now)
}
