import { sql } from 'kysely'
import { accountFor } from '../core/changes/account.ts'
import type { ChangeOf } from '../core/changes/change.ts'
import { keptName, nameGiven } from '../core/naming/fit.ts'
import { unlocked } from '../core/lockout/lockout.ts'
import { temporaryDays, withOwnPassword } from '../core/changes/credential.ts'
import type { Account } from '../core/snapshot.ts'
import { findAccounts } from './accounts.ts'
import { appendJournal, type By } from './journal.ts'
import { unlockAccounts } from './lockouts.ts'
import { endSessionsOf } from './logouts.ts'
import { freeNames, type GivenName } from './names.ts'
import { leaveForLast } from './settle.ts'
import { json, type TenantDb } from './store.ts'
import { loadTenantPart } from './tenant-part.ts'

/** What can be done to thousands of people at once. */
export type PersonChange = ChangeOf<
  | 'create_account'
  | 'update_account'
  | 'set_attribute'
  | 'enable_account'
  | 'block_account'
  | 'add_to_group'
  | 'remove_from_group'
  | 'assign_licence'
  | 'issue_temporary_password'
  | 'change_password'
>

/** The changes of one person, in their order; `passwordHash` belongs to the password among them. */
export type PersonChanges = {
  readonly accountId: string
  readonly changes: readonly PersonChange[]
  readonly passwordHash?: string
}

type Written = PersonChanges & { readonly before: Account | null }

/** Statements stay small, and so does what is held of the journal. */
const batch = 1000

/**
 * Writes changes of many people, a few statements for a thousand of them, inside `leaveUnsettled`. Whoever calls has
 * checked what `carryOut` checks one by one: names are free, groups assigned, seats left. Gives what `recordPeople`
 * asks for.
 */
export async function writePeople(
  t: TenantDb,
  people: readonly PersonChanges[],
  at: number,
): Promise<readonly Written[]> {
  const written: Written[] = []
  for (let i = 0; i < people.length; i += batch) {
    const some = people.slice(i, i + batch)
    const known = await accountsById(t, some)
    const states = some.map((one) => ({ ...one, before: known.get(one.accountId) ?? null }))
    const named = some.flatMap(({ accountId, changes }) =>
      changes.flatMap((change) => ({ accountId, name: nameGiven(change) })),
    )
    await freeNames(
      t,
      named.filter((one): one is GivenName => one.name !== null),
    )
    await writeAccounts(t, states, at)
    await writeGroups(t, some)
    await writeLicences(t, some, at)
    written.push(...states)
  }
  leaveForLast(
    t,
    people.map(({ accountId }) => accountId),
  )
  return written
}

/**
 * Appends the one journal entry of each of these changes, after everybody was settled: a person's last entry ends with
 * what the directory then holds, what followed from all of them included.
 */
export async function recordPeople(t: TenantDb, written: readonly Written[], by: By): Promise<number> {
  let count = 0
  for (let i = 0; i < written.length; i += batch) {
    const some = written.slice(i, i + batch)
    const now = await accountsById(t, some)
    const temporary = temporaryDays(await loadTenantPart(t))
    const entries = some.flatMap(({ accountId, changes, before }) => {
      let state = before
      return changes.map((change, n) => {
        const was = state
        state = n === changes.length - 1 ? (now.get(accountId) ?? null) : after(state, change, by.at, temporary)
        return {
          kind: change.do,
          entity: 'account',
          entityId: accountId,
          payload: { change, before: was, after: state },
        }
      })
    })
    if (entries.length > 0) await appendJournal(t, by, entries)
    count += entries.length
  }
  return count
}

async function accountsById(t: TenantDb, people: readonly PersonChanges[]): Promise<ReadonlyMap<string, Account>> {
  return new Map(
    (await findAccounts(t, { ids: people.map(({ accountId }) => accountId) })).map((account) => [account.id, account]),
  )
}

/** The account after a change, without what else follows from it; `temporary` days is a temporary password good for. */
function after(account: Account | null, change: PersonChange, at: number, temporary: number): Account {
  if (change.do === 'create_account') return accountFor(change.account)
  if (account === null) throw new Error(`${change.do} of an account that is not there`)
  switch (change.do) {
    case 'update_account':
      return { ...account, ...change.set }
    case 'set_attribute': {
      const { [change.name]: _, ...others } = account.attributes
      return { ...account, attributes: change.value === null ? others : { ...others, [change.name]: change.value } }
    }
    case 'enable_account':
      return { ...account, isEnabled: true }
    case 'block_account':
      return { ...account, isEnabled: false }
    case 'add_to_group':
      return { ...account, memberOf: [...account.memberOf, { groupId: change.groupId, how: 'direct' }] }
    case 'remove_from_group':
      return { ...account, memberOf: account.memberOf.filter((one) => one.groupId !== change.groupId) }
    case 'assign_licence': {
      const { productId, disabledPlans } = change
      const others = account.licences.filter((path) => path.groupId !== null || path.productId !== productId)
      return {
        ...account,
        licences: [...others, { productId, groupId: null, disabledPlans, state: 'active', error: null }],
      }
    }
    case 'issue_temporary_password': {
      const { passwordReportedAt: _, resetLink: __, ...trusted } = unlocked(account)
      return {
        ...{ ...trusted, passwordSetAt: at, mustChangePassword: true },
        temporaryUntil: at + temporary * 86_400_000,
      }
    }
    case 'change_password':
      return withOwnPassword(account, at)
  }
}

/** What ends every session. */
const revoking: ReadonlySet<string> = new Set(['block_account', 'issue_temporary_password', 'change_password'])

/** What stands in tables of its own. */
const besides: ReadonlySet<string> = new Set(['add_to_group', 'remove_from_group', 'assign_licence'])

async function writeAccounts(t: TenantDb, people: readonly Written[], at: number): Promise<void> {
  const temporary = temporaryDays(await loadTenantPart(t))
  const ends = people.flatMap(({ changes, before, passwordHash }) => {
    const own = changes.filter((change) => !besides.has(change.do))
    if (own.length === 0) return []
    const account = own.reduce<Account | null>(
      (state, change) => after(state, change, at, temporary),
      before,
    ) as Account
    return [
      {
        account,
        isNew: before === null,
        passwordHash: passwordHash ?? null,
        isTemporary: own.some((change) => change.do === 'issue_temporary_password'),
        isRevoked: own.some((change) => revoking.has(change.do)),
      },
    ]
  })
  const rowsOf = (isNew: boolean) =>
    json(
      ends
        .filter((end) => end.isNew === isNew)
        .map(({ account: a, passwordHash, isTemporary, isRevoked }) => ({
          id: a.id,
          name: a.signInName,
          ...keptName(a.signInName),
          display: a.displayName,
          type: a.userType,
          enabled: a.isEnabled,
          manager: a.managerId,
          attributes: a.attributes,
          emergency: a.isEmergency,
          keeps: a.passwordNeverExpires,
          hash: passwordHash,
          temporary: isTemporary,
          until: a.temporaryUntil ?? null,
          reported: a.passwordReportedAt ?? null,
          linked: a.resetLink?.sentAt ?? null,
          revoked: isRevoked,
        })),
    )
  if (ends.some(({ isNew }) => isNew))
    await sql`insert into accounts (tenant_id, id, sign_in_name, name_key, name_look, display_name, user_type, is_enabled,
        manager_id, attributes, is_emergency, password_never_expires,
        password_hash, password_set_at, must_change_password, temporary_until, created_at)
      select ${t.tenantId}::uuid, (r ->> 'id')::uuid, r ->> 'name', r ->> 'key', r ->> 'look', r ->> 'display', r ->> 'type',
        (r ->> 'enabled')::boolean, (r ->> 'manager')::uuid, r -> 'attributes', (r ->> 'emergency')::boolean,
        (r ->> 'keeps')::boolean, r ->> 'hash',
        case when r ->> 'hash' is null then null else ${at}::bigint end, (r ->> 'temporary')::boolean, (r ->> 'until')::bigint, ${at}::bigint
      from jsonb_array_elements(${rowsOf(true)}) r`.execute(t.db)
  if (ends.some(({ isNew }) => !isNew))
    await sql`update accounts a set sign_in_name = r ->> 'name', name_key = r ->> 'key', name_look = r ->> 'look', display_name = r ->> 'display', user_type = r ->> 'type',
        is_enabled = (r ->> 'enabled')::boolean, manager_id = (r ->> 'manager')::uuid, attributes = r -> 'attributes',
        is_emergency = (r ->> 'emergency')::boolean, password_never_expires = (r ->> 'keeps')::boolean,
        password_hash = coalesce(r ->> 'hash', a.password_hash),
        password_set_at = case when r ->> 'hash' is null then a.password_set_at else ${at}::bigint end,
        must_change_password = case when r ->> 'hash' is null then a.must_change_password else (r ->> 'temporary')::boolean end,
        temporary_until = (r ->> 'until')::bigint, password_reported_at = (r ->> 'reported')::bigint, reset_link_at = (r ->> 'linked')::bigint,
        sessions_revoked_at = case when (r ->> 'revoked')::boolean then ${at}::bigint else a.sessions_revoked_at end
      from jsonb_array_elements(${rowsOf(false)}) r
      where a.tenant_id = ${t.tenantId} and a.id = (r ->> 'id')::uuid`.execute(t.db)
  await endSessionsOf(
    t,
    ends.flatMap((end) => (end.isRevoked ? [end.account.id] : [])),
    at,
  )
  await unlockAccounts(
    t,
    ends.flatMap((end) => (end.passwordHash === null ? [] : [end.account.id])),
  )
}

async function writeGroups(t: TenantDb, people: readonly PersonChanges[]): Promise<void> {
  const moved = (way: 'add_to_group' | 'remove_from_group') =>
    people.flatMap(({ changes }) =>
      changes.flatMap((change) => (change.do === way ? [{ a: change.accountId, g: change.groupId }] : [])),
    )
  const [gone, members] = [moved('remove_from_group'), moved('add_to_group')]
  // Group by group: what an index is asked for is then the same whatever the statistics say.
  for (const [groupId, list] of Map.groupBy(gone, ({ g }) => g))
    await sql`delete from group_members where tenant_id = ${t.tenantId} and group_id = ${groupId}
      and account_id = any(${list.map(({ a }) => a)}::uuid[]) and how = 'direct'`.execute(t.db)
  if (members.length === 0) return
  await sql`insert into group_members (tenant_id, group_id, account_id, how)
    select ${t.tenantId}::uuid, (r ->> 'g')::uuid, (r ->> 'a')::uuid, 'direct'
    from jsonb_array_elements(${json(members)}) r
    on conflict do nothing`.execute(t.db)
}

async function writeLicences(t: TenantDb, people: readonly PersonChanges[], at: number): Promise<void> {
  const licences = people.flatMap(({ changes }) =>
    changes.flatMap((change) =>
      change.do === 'assign_licence' ? [{ a: change.accountId, p: change.productId, off: change.disabledPlans }] : [],
    ),
  )
  if (licences.length === 0) return
  await sql`insert into licence_assignments as l (tenant_id, account_id, product_id, disabled_plans, changed_at)
    select ${t.tenantId}::uuid, (r ->> 'a')::uuid, (r ->> 'p')::uuid, r -> 'off', ${at}::bigint
    from jsonb_array_elements(${json(licences)}) r
    on conflict (tenant_id, account_id, product_id, group_id)
    do update set disabled_plans = excluded.disabled_plans, state = 'active', error = null, changed_at = excluded.changed_at
    where (l.disabled_plans, l.state) is distinct from (excluded.disabled_plans, 'active')`.execute(t.db)
}
