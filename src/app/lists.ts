import { AppError } from '../errors.ts'
import {
  allGroups,
  failingIn,
  deletedAccounts,
  groupsOfUnits,
  isNamed,
  type ListedAccount,
  type ListedGroup,
  presentAccounts,
  reportsTo,
} from '../store/directory-lists.ts'
import type { Condition } from '../store/list-conditions.ts'
import { anyPage, type Asked, countIn, type Page, pageOf, withIds } from '../store/lists.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'
import { asAdministrator, asAdministratorWithin } from './directory.ts'
import { mustSeeGroup, mustSeePerson, seenPeople } from './sight.ts'
import { hasPermission, sightFor, type Viewer } from './viewer.ts'

const people = { present: presentAccounts, deleted: deletedAccounts }

/** People, one page. */
export function userPage(
  admit: Admit,
  viewer: Viewer,
  which: 'present' | 'deleted',
  asked: Asked,
): Promise<Page<ListedAccount>> {
  return asAdministratorWithin(admit, viewer, 'User.Read.All', (t, sight) =>
    pageOf(t, people[which], asked, seenPeople(t, sight)),
  )
}

/** The first people whom a name or its beginning may mean; deleted people where nobody else is meant. */
export async function peopleNamed(
  admit: Admit,
  viewer: Viewer,
  name: string,
  limit: number,
): Promise<readonly ListedAccount[]> {
  const asked = { ...anyPage, where: isNamed(name), limit }
  const { items } = await userPage(admit, viewer, 'present', asked)
  return items.length > 0 ? items : (await userPage(admit, viewer, 'deleted', asked)).items
}

/** How many people meet the condition. */
export function userCount(
  admit: Admit,
  viewer: Viewer,
  which: 'present' | 'deleted',
  where: Condition | null,
): Promise<number> {
  return asAdministratorWithin(admit, viewer, 'User.Read.All', (t, sight) =>
    countIn(t, people[which], where, seenPeople(t, sight)),
  )
}

/** The people a manager leads, one page. */
export function reportsPage(
  admit: Admit,
  viewer: Viewer,
  managerId: string,
  asked: Asked,
): Promise<Page<ListedAccount>> {
  return asAdministrator(admit, viewer, 'User.Read.All', (t) => pageOf(t, presentAccounts, asked, reportsTo(managerId)))
}

/** The people who cannot have what a group gives, one page; throws `group.not_found`. */
export function licenceErrorsPage(
  admit: Admit,
  viewer: Viewer,
  groupId: string,
  asked: Asked,
): Promise<Page<ListedAccount>> {
  return asAdministrator(admit, viewer, 'Group.Read.All', async (t) => {
    await mustSeeGroup(t, viewer, groupId)
    return pageOf(t, presentAccounts, asked, failingIn(t, groupId))
  })
}

/** Groups, one page. */
export function groupPage(admit: Admit, viewer: Viewer, asked: Asked): Promise<Page<ListedGroup>> {
  return asAdministratorWithin(admit, viewer, 'Group.Read.All', (t, sight) =>
    pageOf(t, allGroups, asked, sight === 'all' ? undefined : groupsOfUnits(t, sight.unitIds)),
  )
}

/** How many groups meet the condition. */
export function groupsCount(admit: Admit, viewer: Viewer, where: Condition | null): Promise<number> {
  return asAdministratorWithin(admit, viewer, 'Group.Read.All', (t, sight) =>
    countIn(t, allGroups, where, sight === 'all' ? undefined : groupsOfUnits(t, sight.unitIds)),
  )
}

/** One group, for its owners too; throws `group.not_found`. */
export function listedGroup(admit: Admit, viewer: Viewer, id: string): Promise<ListedGroup> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    await mustSeeGroup(t, viewer, id)
    const [found] = await withIds(t, allGroups, [id])
    if (found === undefined) throw new AppError('group.not_found')
    return found
  })
}

/** One person; throws `user.not_found`, and so it does for a deleted one unless those are asked for. People read themselves. */
export function listedUser(
  admit: Admit,
  viewer: Viewer,
  id: string,
  which: 'present' | 'deleted' = 'present',
): Promise<ListedAccount> {
  return asReaderOf(admit, viewer, id, 'User.Read.All', async (t) => {
    const [found] = await withIds(t, people[which], [id])
    if (found === undefined) throw new AppError('user.not_found')
    return found
  })
}

/** Reads as who may read a person: an administrator with the permission, or the person with `User.Read`. */
export function asReaderOf<T>(
  admit: Admit,
  viewer: Viewer,
  accountId: string,
  permission: string,
  work: (t: TenantDb) => Promise<T>,
): Promise<T> {
  const isOwn = viewer.accountId === accountId && hasPermission(viewer, ['User.Read', permission])
  const sight = isOwn ? 'all' : sightFor(viewer, permission)
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    await mustSeePerson(t, sight, accountId)
    return work(t)
  })
}

/** People by id, in the order asked for; those that are not there are left out. */
export function listedUsers(admit: Admit, viewer: Viewer, ids: readonly string[]): Promise<readonly ListedAccount[]> {
  return asAdministrator(admit, viewer, 'User.Read.All', async (t) => {
    const found = new Map((await withIds(t, presentAccounts, ids)).map((one) => [one.id, one]))
    return ids.flatMap((id) => found.get(id) ?? [])
  })
}
