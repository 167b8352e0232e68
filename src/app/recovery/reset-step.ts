import type { Account, Instant } from '../../core/snapshot.ts'
import { lockedFor } from '../../core/lockout/lockout.ts'
import { findAccount } from '../../store/accounts.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import type { Helper } from '../sign-in/step.ts'
import { helpersOf } from '../who-can-help.ts'
import { withinReset } from './under-way.ts'

/** What the browser that resets a password is to show now. */
export type ResetStep = {
  readonly organisation: string
  readonly signInName: string
  readonly failure: string | null
} & (
  | { readonly ask: 'code'; readonly helpers: readonly Helper[] }
  | { readonly ask: 'authenticator' }
  /** `isLocked`: the account is locked after wrong passwords, and it may be enough to unlock it. */
  | { readonly ask: 'password'; readonly isLocked: boolean }
)

/** Where the reset stands. Asking changes nothing. */
export function resetStep(admit: Admit, id: string): Promise<ResetStep> {
  return withinReset(admit, id, async (t, _, reset) => {
    const { name: organisation } = await loadTenantPart(t)
    const around = { organisation, signInName: reset.signInName, failure: reset.failure }
    const due = reset.due?.[0] ?? (reset.due === null ? 'email' : null)
    if (due === 'email') return { ...around, ask: 'code', helpers: await helpersOf(t) }
    if (due === 'authenticator') return { ...around, ask: 'authenticator' }
    const account = await findAccount(t, reset.accountId as string)
    return { ...around, ask: 'password', isLocked: account !== null && isLocked(account, admit.now()) }
  })
}

/** Whether the account is locked anywhere. */
export function isLocked(account: Account, now: Instant): boolean {
  return (['familiar', 'strange'] as const).some((place) => (lockedFor(account, place) ?? 0) > now)
}
