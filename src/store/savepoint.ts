import { sql } from 'kysely'
import type { TenantDb } from './store.ts'
import { forgetOwnPart } from './tenant-part.ts'
import { forgetTurn } from './turn.ts'

/** Runs `work` so that nothing of it is left where it throws; what was done in the transaction before stays. */
export async function inSavepoint<T>(t: TenantDb, work: () => Promise<T>): Promise<T> {
  await sql`savepoint part`.execute(t.db)
  try {
    const result = await work()
    await sql`release savepoint part`.execute(t.db)
    return result
  } catch (error) {
    await sql`rollback to savepoint part`.execute(t.db)
    await sql`release savepoint part`.execute(t.db)
    // A version that was made and taken back is made again with other things in it.
    forgetOwnPart(t)
    // A turn taken in it is over, and the journal's head is what it was before.
    forgetTurn(t)
    throw error
  }
}

/** Runs `work` and takes back all it did; gives what it found. */
export async function tried<T>(t: TenantDb, work: () => Promise<T>): Promise<T> {
  const found: T[] = []
  const over = new Error('it was only tried')
  try {
    await inSavepoint(t, async () => {
      found.push(await work())
      throw over
    })
  } catch (error) {
    if (error !== over) throw error
  }
  return found[0] as T
}

/** Whether the database refused what was to be written, and would refuse it again. */
export function isRefusedData(error: unknown): boolean {
  const code = (error as { readonly code?: unknown } | null)?.code
  return typeof code === 'string' && /^2[23][0-9A-Z]{3}$/.test(code)
}
