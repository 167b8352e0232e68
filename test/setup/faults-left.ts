import { sql } from 'kysely'
import { checkDirectory, type DirectoryFault } from '../../src/store/check.ts'
import { openStore, row, type Store, withTenant, withTenantAtOneInstant } from '../../src/store/store.ts'
import { everyTenant } from '../../src/store/tenants.ts'

/** The directories of one database, looked at again and again. */
export type Watched = {
  /** What is not whole and was not told before; of directories that changed since they were looked at, or of every one. */
  readonly newFaults: (which: 'changed' | 'every') => Promise<readonly DirectoryFault[]>
  readonly end: () => Promise<void>
}

/** Watches the directories of a database. One whose journal has not grown is taken to be as it was. */
export function watchDirectories(url: string): Watched {
  const store = openStore(url, 1)
  const looked = new Map<string, number>()
  const told = new Set<string>()
  return {
    async newFaults(which) {
      const faults: DirectoryFault[] = []
      for (const { id } of await everyTenant(store)) {
        const seq = await withTenant(store, id, (t) =>
          row(t, sql<{ seq: number }>`select seq from journal_heads where tenant_id = ${id}`),
        )
        if (which === 'changed' && looked.get(id) === (seq?.seq ?? 0)) continue
        looked.set(id, seq?.seq ?? 0)
        faults.push(...(await faultsOf(store, id)))
      }
      // A fault is of the test that made it, not of those after it.
      return faults.filter((fault) => {
        const is = JSON.stringify(fault)
        return !told.has(is) && told.add(is)
      })
    },
    end: () => store.close(),
  }
}

/** As of the last change: tests have clocks of their own. At one instant: what still runs changes the directory meanwhile. */
function faultsOf(store: Store, tenantId: string): Promise<readonly DirectoryFault[]> {
  return withTenantAtOneInstant(store, tenantId, async (t) => {
    const last = await row(
      t,
      sql<{ at: number }>`select at from journal where tenant_id = ${tenantId} order by seq desc limit 1`,
    )
    return (await checkDirectory(t, last?.at ?? Date.now())).faults
  })
}
