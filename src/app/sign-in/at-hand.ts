import { masked } from '../../core/changes/contact.ts'
import { asAskedFor } from '../../core/methods/asked-first.ts'
import type { MethodKind, Strength } from '../../core/methods/methods.ts'
import { mayProve } from '../../core/methods/allowed.ts'
import { provesAsMuch } from '../../core/methods/strengths.ts'
import { strengthAsked } from '../../core/policy/strength.ts'
import type { Snapshot } from '../../core/snapshot.ts'
import { listMethods, type MethodRow } from '../../store/methods.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Flow } from './flow.ts'
import { isEnoughFor } from './proving.ts'

/** A method a person can prove with now, as the page names it. */
export type AtHand = {
  readonly id: string
  readonly kind: MethodKind
  readonly name: string | null
  /** Where its codes are sent to, in part; null where none are. */
  readonly to: string | null
  /** Nothing arrives there, as far as is known. */
  readonly isOutOfReach: boolean
}

/**
 * What a person is asked to prove with, and what they have besides that is allowed; null where they have nothing. Where as strong a proof as is asked for
 * can be given, nothing weaker is offered; else all they have, with which they set up something stronger. Whoever changes what they sign in with, or
 * administers, is offered the strongest they have alone (SEC-09).
 */
export async function methodsAtHand(
  t: TenantDb,
  flow: Pick<Flow, 'accountId' | 'chosenMethod' | 'prompt' | 'returnTo'>,
  s: Snapshot,
  asked: Strength = strengthAsked(s),
): Promise<{ readonly method: AtHand; readonly others: readonly AtHand[] } | null> {
  const { account, tenant } = s
  if (flow.accountId === null || account === null) return null
  // Those that can be used here, and count.
  const isUsable = new Set(account.methods.flatMap((one) => (one.isUsable ? [one.id] : [])))
  const all = (await listMethods(t, flow.accountId))
    .filter(({ id, kind }) => mayProve(kind, account, tenant) && isUsable.has(id) && isEnoughFor(kind, s, flow))
    .toSorted(asAskedFor)
  const strong = all.filter(({ kind }) => provesAsMuch(kind, asked))
  const usable = strong.length > 0 ? strong : all
  const method = usable.find(({ id }) => id === flow.chosenMethod) ?? usable[0]
  if (method === undefined) return null
  return { method: named(method), others: usable.filter((one) => one !== method).map(named) }
}

const named = ({ id, kind, name, address, undeliverableAt }: MethodRow): AtHand => ({
  ...{ id, kind, name },
  to: address === null ? null : masked(address),
  isOutOfReach: undeliverableAt !== null,
})
