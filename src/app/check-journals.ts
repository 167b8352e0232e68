import { verifyJournal } from '../store/journal.ts'
import { withTenant } from '../store/store.ts'
import { everyTenant } from '../store/tenants.ts'
import type { Admit } from './admit.ts'

export type CheckedJournal = {
  readonly tenant: { readonly id: string; readonly name: string }
  readonly ok: boolean
  readonly entries: number
  /** The first entry that is not the one that was written. */
  readonly brokenAt: number | null
}

/** Walks the chain of one tenant's journal, or of every tenant's. */
export async function checkJournals(admit: Admit, tenantId: string | null): Promise<readonly CheckedJournal[]> {
  const checked: CheckedJournal[] = []
  for (const { id, name } of await everyTenant(admit.store))
    if (tenantId === null || id === tenantId)
      checked.push({ tenant: { id, name }, ...(await withTenant(admit.store, id, verifyJournal)) })
  return checked
}
