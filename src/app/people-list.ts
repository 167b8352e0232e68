import { AppError } from '../errors.ts'
import { type AccountFilter, type AccountRow, countFound, findAccountRow, listAccounts } from '../store/accounts.ts'
import type { Admit } from './admit.ts'
import { asAdministrator } from './directory.ts'
import { mustSeePerson, within } from './sight.ts'
import { hasPermission, type Viewer } from './viewer.ts'
import { withTenant } from '../store/store.ts'

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
  return asAdministrator(admit, viewer, 'User.Read.All', async (t, sight) => ({
    ...(await listAccounts(t, { ...filter, ...within(sight) })),
    count: wantsCount ? await countFound(t, { ...filter, ...within(sight) }) : null,
  }))
}

/** One person as the list has them; throws `user.not_found`, and so it does for a deleted one unless those are asked for. */
export function listedPerson(
  admit: Admit,
  viewer: Viewer,
  id: string,
  which: 'present' | 'deleted' = 'present',
): Promise<AccountRow> {
  return asAdministrator(admit, viewer, 'User.Read.All', async (t, sight) => {
    await mustSeePerson(t, sight, id)
    const account = await findAccountRow(t, id)
    if (account === null || (account.deletedAt !== null) !== (which === 'deleted')) throw new AppError('user.not_found')
    return account
  })
}

/** The viewer's own account as the list has it; an app has none. */
export function listedSelf(admit: Admit, viewer: Viewer): Promise<AccountRow> {
  const { accountId } = viewer
  if (accountId === null || !hasPermission(viewer, ['User.Read', 'User.Read.All'])) throw new AppError('auth.forbidden')
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const account = await findAccountRow(t, accountId)
    if (account === null) throw new AppError('user.not_found')
    return account
  })
}
