import { type AccountFilter, type AccountRow, countAccounts, listAccounts } from '../store/accounts.ts'
import type { Admit } from './admit.ts'
import { asAdministrator } from './directory.ts'
import type { Viewer } from './viewer.ts'

/** People by name, one page, and how many there are in all. */
export function peopleList(
  admit: Admit,
  viewer: Viewer,
  filter: AccountFilter,
): Promise<{ readonly items: readonly AccountRow[]; readonly next: string | null; readonly count: number }> {
  return asAdministrator(admit, viewer, 'User.Read.All', async (t) => ({
    ...(await listAccounts(t, filter)),
    count: await countAccounts(t),
  }))
}
