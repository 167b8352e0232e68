import { realmId } from '../federation/personal.ts'
import { statusOf } from '../licensing/life-cycle.ts'
import type { Account, Instant, Snapshot, TenantPart } from '../snapshot.ts'
import {
  heldOf,
  isSentMethod,
  kindsOf,
  methodsOf,
  openMethods,
  proofsOf,
  type ResetMethod,
  resetMethods,
  withoutAddress,
} from './reset-methods.ts'

/** Whether people may reset a forgotten password themselves, and what they prove for it (D2). */
export type ResetRules = {
  readonly who: 'nobody' | 'group' | 'everybody'
  /** The group it is open to, where it is open to one. */
  readonly groupId: string | null
  /** How many proofs are asked for; administrators always give two. */
  readonly proofs: 1 | 2
  /** What may prove; left out, all that can. */
  readonly methods?: readonly ResetMethod[]
  /** Whether whoever has too little on file for it is asked for that after signing in; left out, they are. */
  readonly registration?: 'asked' | 'off'
  /** After how many days people are asked whether what is on file still holds, 0 for never; left out, 180. */
  readonly reconfirmDays?: number
}

export const closedReset: ResetRules = { who: 'nobody', groupId: null, proofs: 1 }

/** The rules as a tenant says them: where it is open to nobody by one proof of any kind, nothing. */
export function resetPart(rules: ResetRules): { readonly selfServiceReset?: ResetRules } {
  if (isSameReset(rules, closedReset)) return {}
  const { who, groupId, proofs, registration } = rules
  const [days, methods] = [reconfirmDaysOf(rules), methodsOf(rules)]
  const selfServiceReset: ResetRules = {
    ...{ who, groupId, proofs },
    ...(methods.length === resetMethods.length ? {} : { methods }),
    ...(registration === 'off' ? { registration } : {}),
    ...(days === 180 ? {} : { reconfirmDays: days }),
  }
  return { selfServiceReset }
}

export function isSameReset(a: ResetRules, b: ResetRules): boolean {
  const isAsked = ({ registration = 'asked' }: ResetRules) => registration
  const isSameReview = isAsked(a) === isAsked(b) && reconfirmDaysOf(a) === reconfirmDaysOf(b)
  const isSameProof = a.proofs === b.proofs && methodsOf(a).join() === methodsOf(b).join()
  return a.who === b.who && a.groupId === b.groupId && isSameProof && isSameReview
}

/** After how many days people are asked whether what is on file still holds; 0 for never. */
export const reconfirmDaysOf = ({ reconfirmDays = 180 }: ResetRules): number => reconfirmDays

/**
 * Plans of Entra ID P1 and P2, by which a subscription includes it. An organisation that keeps no products here has none that could
 * leave it out.
 */
const plansWithReset: ReadonlySet<string> = new Set([
  '41781fb2-bc02-4b7c-bd55-b576c07bb09d',
  'eec0eb4f-6444-4f95-aba0-50c24d67f998',
])

const works: ReadonlySet<string> = new Set(['enabled', 'warning'])

/** Whether one of the organisation's subscriptions that still work includes it. */
export function includesReset({ products }: Pick<TenantPart, 'products'>, now: Instant): boolean {
  const all = Object.values(products)
  return (
    all.length === 0 ||
    all.some((product) => works.has(statusOf(product, now)) && product.plans.some(({ id }) => plansWithReset.has(id)))
  )
}

/** Whether anybody here may reset a forgotten password, whoever it is: pages may say so of a name that nobody has (SEC-01). */
export function isResetOpen(tenant: TenantPart, now: Instant): boolean {
  const { who } = tenant.selfServiceReset ?? closedReset
  return who !== 'nobody' && includesReset(tenant, now) && openMethods(tenant).some(isSentMethod)
}

export type MayReset =
  | { readonly is: 'yes'; readonly proofs: 1 | 2; readonly methods: readonly ResetMethod[] }
  | { readonly is: 'no'; readonly because: NoReset }

/** `reported`: somebody else has the password, and perhaps what proves too. `no_code`: there is nowhere to send a first code to. `no_second`: two proofs are asked for, and there is one. */
export type NoReset = 'not_included' | 'closed' | 'not_in_group' | 'emergency' | 'reported' | 'no_code' | 'no_second'

/** Whether a person may reset their own password, by how many proofs, and what they have for them in the order it is asked for. */
export function mayReset(account: Account, { tenant, now }: Pick<Snapshot, 'tenant' | 'now'>): MayReset {
  const no = (because: NoReset): MayReset => ({ is: 'no', because })
  const rules = tenant.selfServiceReset ?? closedReset
  if (!includesReset(tenant, now)) return no('not_included')
  if (rules.who === 'nobody') return no('closed')
  if (rules.who === 'group' && !account.memberOf.some(({ groupId }) => groupId === rules.groupId))
    return no('not_in_group')
  if (account.isEmergency) return no('emergency')
  // Whoever was not them may have changed how they are reached: an administrator makes sure who asks. Of personal accounts there is none,
  // and of how they are reached only the address they were made for is left.
  if (account.passwordReportedAt !== undefined && tenant.id !== realmId) return no('reported')
  const [methods, proofs] = [heldOf(account, tenant), proofsOf(account, rules)]
  if (!methods.some(isSentMethod)) return no('no_code')
  return kindsOf(methods).length < proofs ? no('no_second') : { is: 'yes', proofs, methods }
}

/** What keeps a person from resetting their own password, be it that the code would not reach them; null where nothing does. */
export function resetObstacle(
  account: Account,
  s: Pick<Snapshot, 'tenant' | 'now'>,
): NoReset | 'kept_out' | 'undeliverable' | null {
  // Whom an administrator keeps out is not let back in by a code; nor is who was invited and has not accepted.
  const isThere = account.isEnabled && account.deletedAt === null
  if (!isThere || (account.invitation?.state ?? 'accepted') !== 'accepted') return 'kept_out'
  const may = mayReset(account, s)
  if (may.is === 'no') return may.because
  if (account.mailUndeliverableAt === undefined) return null
  // Whoever has another way needs no mail to arrive.
  return mayReset(withoutAddress(account), s).is === 'yes' ? null : 'undeliverable'
}

/** The person's own way out where they may take it: a remedy of every gate that a new password opens. */
export function ownReset(
  account: Account,
  s: Pick<Snapshot, 'tenant' | 'now'>,
): readonly { readonly do: 'reset_own_password'; readonly accountId: string }[] {
  return resetObstacle(account, s) === null ? [{ do: 'reset_own_password', accountId: account.id }] : []
}
