import { sql } from 'kysely'
import { checkDirectory, type DirectoryFault } from '../../src/store/check.ts'
import { openStore, row, type Store, withTenant } from '../../src/store/store.ts'
import { listTenants } from '../../src/store/tenants.ts'

/** What is not whole in any directory of a database. */
export async function faultsLeft(url: string): Promise<readonly DirectoryFault[]> {
  const store = openStore(url, 1)
  try {
    const faults: DirectoryFault[] = []
    for (const { id } of await listTenants(store)) faults.push(...(await faultsOf(store, id)))
    return faults
  } finally {
    await store.close()
  }
}

/** As of the last change: tests have clocks of their own. */
function faultsOf(store: Store, tenantId: string): Promise<readonly DirectoryFault[]> {
  return withTenant(store, tenantId, async (t) => {
    const last = await row(
      t,
      sql<{ at: number }>`select at from journal where tenant_id = ${tenantId} order by seq desc limit 1`,
    )
    return (await checkDirectory(t, last?.at ?? Date.now())).faults
  })
}
