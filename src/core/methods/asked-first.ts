import type { Instant } from '../snapshot.ts'
import { isDayKind, type MethodKind } from './methods.ts'

/** What decides which of several methods a person is asked for. */
export type AskedFor = {
  readonly kind: MethodKind
  /** Since when it is the one they want to be asked for first; null where it is not. */
  readonly defaultSince: Instant | null
  readonly lastUsedAt: Instant | null
  readonly undeliverableAt: Instant | null
}

/** The order in which somebody is asked: what reaches them, then the one they chose for every day, then the one used last, and recovery codes when nothing else is left. */
export function asAskedFor(a: AskedFor, b: AskedFor): number {
  return (
    Number(a.undeliverableAt !== null) - Number(b.undeliverableAt !== null) ||
    Number(a.kind === 'recovery_codes') - Number(b.kind === 'recovery_codes') ||
    (b.defaultSince ?? 0) - (a.defaultSince ?? 0) ||
    (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0)
  )
}

/** The method that was chosen to be asked for first; null where that is left to us. */
export function chosenOf<M extends AskedFor>(methods: readonly M[]): M | null {
  return (
    ofEveryDay(methods)
      .toSorted(asAskedFor)
      .find(({ defaultSince }) => defaultSince !== null) ?? null
  )
}

/** The method that is asked for first where nobody chose one; null where there is none for every day. */
export function usualOf<M extends AskedFor>(methods: readonly M[]): M | null {
  const unchosen = (one: M) => ({ ...one, defaultSince: null })
  return ofEveryDay(methods).toSorted((a, b) => asAskedFor(unchosen(a), unchosen(b)))[0] ?? null
}

/** Recovery codes come last, whoever chose them. */
const ofEveryDay = <M extends AskedFor>(methods: readonly M[]) => methods.filter(({ kind }) => isDayKind(kind))
