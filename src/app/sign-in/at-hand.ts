import { masked } from '../../core/changes/contact.ts'
import type { MethodKind } from '../../core/methods/methods.ts'
import { listMethods, type MethodRow } from '../../store/methods.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Flow } from './flow.ts'

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

/** What a person is asked to prove with, and what they have besides; null where they have nothing. */
export async function methodsAtHand(
  t: TenantDb,
  flow: Pick<Flow, 'accountId' | 'chosenMethod'>,
): Promise<{ readonly method: AtHand; readonly others: readonly AtHand[] } | null> {
  if (flow.accountId === null) return null
  const usable = (await listMethods(t, flow.accountId)).filter(({ isUsable }) => isUsable).toSorted(asAskedFor)
  const method = usable.find(({ id }) => id === flow.chosenMethod) ?? usable[0]
  if (method === undefined) return null
  return { method: named(method), others: usable.filter((one) => one !== method).map(named) }
}

/** What reaches the person, then the one they chose for every day, then the one used last, and recovery codes when nothing else is left. */
function asAskedFor(a: MethodRow, b: MethodRow): number {
  return (
    Number(a.undeliverableAt !== null) - Number(b.undeliverableAt !== null) ||
    Number(a.kind === 'recovery_codes') - Number(b.kind === 'recovery_codes') ||
    (b.defaultSince ?? 0) - (a.defaultSince ?? 0) ||
    (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0)
  )
}

const named = ({ id, kind, name, address, undeliverableAt }: MethodRow): AtHand => ({
  ...{ id, kind, name },
  to: address === null ? null : masked(address),
  isOutOfReach: undeliverableAt !== null,
})
