import type { ResetProof } from '../../core/recovery/reset-rules.ts'
import type { Instant } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { loadFlow } from '../../store/flows.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { readSecret } from '../sign-in/session.ts'

/** A reset of a forgotten password under way. It lives on the server; the browser that asked holds its secret id (SEC-06). */
export type Reset = {
  readonly kind: 'reset'
  readonly startedAt: Instant
  readonly signInName: string
  /** Whose password it is; null where nobody has the name, which is not shown. */
  readonly accountId: string | null
  /** What is still to be proved, in order; null where the person may not reset it, which is not shown either. */
  readonly due: readonly ResetProof[] | null
  /** Codes sent so far, of which the last counts, and when that was. */
  readonly codes: number
  readonly codeAt: Instant
  readonly wrongCodes: number
  /** What the last answer was refused with, shown once. */
  readonly failure: string | null
}

/** How long a reset may take. */
export const resetLifetime = 30 * 60_000

/** The fifth wrong code ends a reset (SEC-07). */
export const wrongCodesAllowed = 5

/** Works on the reset this secret belongs to, in one transaction; throws `reset.over` when there is none any more. */
export function withinReset<T>(
  admit: Admit,
  id: string,
  work: (t: TenantDb, hash: string, reset: Reset) => Promise<T>,
): Promise<T> {
  const key = readSecret(id)
  if (key === null) throw new AppError('reset.over')
  return withTenant(admit.store, key.tenantId, async (t) => {
    const found = await loadFlow<Reset | { readonly kind: string }>(t, key.hash, admit.now())
    if (found === null || !isReset(found)) throw new AppError('reset.over')
    return work(t, key.hash, found)
  })
}

// A sign-in under way lies in the same table; neither is taken for the other.
const isReset = (found: Reset | { readonly kind: string }): found is Reset => found.kind === 'reset'
