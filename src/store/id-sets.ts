import { type RawBuilder, sql } from 'kysely'
import { row, type TenantDb } from './store.ts'

/** Rows that are named by their ids, such as the members of a group. */
export type IdSet = {
  /** A statement that gives the ids; one may come twice. */
  readonly ids: RawBuilder<unknown>
  /** Whether a row is among them, asked of that row alone. */
  readonly has: RawBuilder<unknown>
}

export type Size = 'few' | 'many'

/** Up to so many rows are fetched by their ids and sorted; of more, the rows are gone through in their order. */
const mostSorted = 20_000

/** Whether there are few or many ids in each of the sets. What the database guesses of that is far off. */
export async function sizesOf(t: TenantDb, sets: readonly IdSet[]): Promise<readonly Size[]> {
  if (sets.length === 0) return []
  const counts = sets.map(({ ids }) => sql`(select count(*) from (${ids} limit ${mostSorted + 1}) x)`)
  const found = await row(t, sql<{ n: readonly number[] }>`select array[${sql.join(counts)}]::int[] as n`)
  return (found?.n ?? []).map((n) => (n > mostSorted ? 'many' : 'few'))
}

/** The condition that a row is in the set: for one page of them where the size is known, and otherwise for all. */
export function among(id: RawBuilder<unknown>, { ids, has }: IdSet, size?: Size): RawBuilder<unknown> {
  if (size === 'many') return has
  return size === 'few' ? sql`${id} = any(array(${ids}))` : sql`${id} in (${ids})`
}
