import { type AccountFilter, type AccountRow, countFound, listAccounts } from '../store/accounts.ts'
import type { Admit } from './admit.ts'
import { asAdministratorWithin } from './directory.ts'
import { within } from './sight.ts'
import type { Viewer } from './viewer.ts'

/** People by name, one page, and how many there are on all pages where that is asked. */
export function peopleList(
  admit: Admit,
  viewer: Viewer,
  { wantsCount, ...filter }: AccountFilter & { readonly wantsCount?: true },
): Promise<{
  readonly items: readonly AccountRow[]
  readonly next: readonly [string, string] | null
  readonly count: number | null
}> {
  return asAdministratorWithin(admit, viewer, 'User.Read.All', async (t, sight) => ({
    ...(await listAccounts(t, { ...filter, ...within(sight) })),
    count: wantsCount ? await countFound(t, { ...filter, ...within(sight) }) : null,
  }))
}
