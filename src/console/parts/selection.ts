import { useState } from 'react'

/** Rows that were chosen from a list, kept while the list is searched on. */
export type Selection<T> = {
  readonly rows: readonly T[]
  readonly has: (row: T) => boolean
  readonly set: (rows: readonly T[], isChosen: boolean) => void
  readonly clear: () => void
}

/** A selection of rows by their ids. */
export function useSelection<T>(idOf: (row: T) => string): Selection<T> {
  const [chosen, setChosen] = useState<ReadonlyMap<string, T>>(new Map())
  return {
    rows: [...chosen.values()],
    has: (row) => chosen.has(idOf(row)),
    set: (rows, isChosen) =>
      setChosen((before) => {
        const next = new Map(before)
        for (const row of rows) isChosen ? next.set(idOf(row), row) : next.delete(idOf(row))
        return next
      }),
    clear: () => setChosen(new Map()),
  }
}
