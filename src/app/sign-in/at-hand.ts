import type { MethodKind } from '../../core/methods/methods.ts'
import { listMethods, type MethodRow } from '../../store/methods.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Flow } from './flow.ts'

/** A method a person can prove with now, as the page names it. */
export type AtHand = { readonly id: string; readonly kind: MethodKind; readonly name: string | null }

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

/** The one the person chose for every day, then the one used last, and recovery codes when nothing else is left. */
function asAskedFor(a: MethodRow, b: MethodRow): number {
  return (
    Number(a.kind === 'recovery_codes') - Number(b.kind === 'recovery_codes') ||
    (b.defaultSince ?? 0) - (a.defaultSince ?? 0) ||
    (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0)
  )
}

const named = ({ id, kind, name }: MethodRow): AtHand => ({ id, kind, name })
