import { isSentMethod, openMethods, type ResetMethod, type SentMethod } from '../../core/recovery/reset-methods.ts'
import type { Instant, Place, TenantPart } from '../../core/snapshot.ts'
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
  /** Whether somebody asked who is where the person signs in. */
  readonly place?: Place
  /** The hash of the link that an administrator sent, where it began with one: then the link is the first proof. */
  readonly link?: string
  /** What the person can still prove with, in the order it is asked for; null where they may not reset it, which is not shown either. */
  readonly methods: readonly ResetMethod[] | null
  /** How many proofs were asked for at its beginning; left out, one. */
  readonly proofs?: number
  /** How many proofs are still due. */
  readonly due: number
  /** Whether one is given: from then on the pages may say what the person has. */
  readonly hasProved: boolean
  /** What is asked for now; null where a code is, wherever it went. */
  readonly asked: ResetMethod | null
  /** Codes asked for so far, and when the last was, whether or not one was sent. */
  readonly codes: number
  readonly codeAt: Instant
  /** The newest that was sent, which alone counts: the how manieth, and how it went; null where none was. */
  readonly code: { readonly nth: number; readonly by: SentMethod; readonly at: Instant } | null
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
// One that began before a new version of us knew less, and is begun again.
const isReset = (found: Reset | { readonly kind: string }): found is Reset =>
  found.kind === 'reset' && 'methods' in found

/** The ways in which it can go on now. Before anything is proved, they are those of the organisation, whoever it is (SEC-01). */
export function waysOn({ hasProved, methods }: Reset, tenant: TenantPart): readonly ResetMethod[] {
  return hasProved ? (methods ?? []) : openMethods(tenant).filter(isSentMethod)
}
