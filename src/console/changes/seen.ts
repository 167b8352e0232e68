import { type Query, type QueryClient, replaceEqualDeep } from '@tanstack/react-query'
import { journalNumbers } from '../api.ts'

/** What a query has now: as it was where nothing differs, and with the number that the journal has by now. */
export function keptWithNumber(before: unknown, now: unknown): unknown {
  const kept: unknown = replaceEqualDeep(before, now)
  const number = numberOf(now)
  if (number !== undefined && isObject(kept)) journalNumbers.set(kept, number)
  return kept
}

/** Whether a query is of what a page shows, and not of the frame around all of them. */
export const isOfPage = ({ queryKey: [what] }: Pick<Query, 'queryKey'>) => what !== 'jobs' && what !== 'session'

/** How far the journal was when the oldest was read of what is shown now; nothing where that is not known of anything. */
export function seenIn(client: QueryClient): number | undefined {
  const shown = client.getQueryCache().findAll({ type: 'active', predicate: isOfPage })
  return leastOf(shown.map(({ state }) => numberOf(state.data)))
}

/** The least of the numbers that are known. */
export function leastOf(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.filter((one) => one !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

const numberOf = (data: unknown) => (isObject(data) ? journalNumbers.get(data) : undefined)

const isObject = (data: unknown): data is object => typeof data === 'object' && data !== null
