import { type RawBuilder, sql } from 'kysely'
import { withGrants } from '../core/changes/held-roles.ts'
import type { Method } from '../core/methods/methods.ts'
import type { TemporaryPass } from '../core/methods/temporary-pass.ts'
import type { Account, Group, Membership, TenantPart } from '../core/snapshot.ts'
import { alike } from '../core/alike.ts'
import { identitiesOf } from './identities.ts'
import { invitationOf } from './invitations.ts'
import { findAlias } from './names.ts'
import { phonesOf } from './contacts.ts'
import { undeliverableSince } from './mail-failures.ts'
import { type Locks, locksOf } from './lockouts.ts'
import { resetLinkOf } from './reset-links.ts'
import { rolesHeld } from './roles-held.ts'
import { json, row, rows, type TenantDb } from './store.ts'
import { loadTenantPart } from './tenant-part.ts'

/** An account as administrators list it. */
export type AccountRow = {
  readonly id: string
  readonly signInName: string
  readonly displayName: string
  readonly userType: 'member' | 'guest'
  readonly isEnabled: boolean
  readonly deletedAt: number | null
  readonly mfaState: Account['mfaState']
  readonly attributes: Account['attributes']
  readonly createdAt: number
}

const direct = '00000000-0000-0000-0000-000000000000'

/** What an account leaves out where there is none of it, and a row has as null. */
type Sometimes =
  | ('aliases' | 'temporaryUntil' | 'passwordReportedAt' | 'accessFrom' | 'accessUntil' | 'invitation')
  | ('hasContactMail' | 'contactPhones' | 'mailUndeliverableAt' | 'identities' | 'resetLink')

type Raw = Omit<Account, 'memberOf' | 'roles' | 'lockedUntil' | 'failedAttempts' | 'temporaryPass' | Sometimes> & {
  readonly [K in Sometimes]-?: NonNullable<Account[K]> | null
} & {
  readonly temporaryPass: (Omit<TemporaryPass, 'usedAt'> & { readonly usedAt: number | null }) | null
  readonly locks: Locks | null
  readonly given: readonly { readonly role: string; readonly unitId: string | null }[]
  readonly held: readonly { readonly groupId: string; readonly how: 'direct' | 'rule' }[]
}

/** Everything a decision reads of an account, in one statement; the order of every list is fixed. */
function whole(where: RawBuilder<unknown>): RawBuilder<Raw> {
  return sql<Raw>`
    select a.id, a.sign_in_name as "signInName", a.display_name as "displayName", a.user_type as "userType", a.is_enabled as "isEnabled",
      a.deleted_at as "deletedAt", a.access_from as "accessFrom", a.access_until as "accessUntil", ${invitationOf} as invitation, ${identitiesOf} as identities, ${locksOf} as locks,
      case when a.password_hash is null then null else a.password_set_at end as "passwordSetAt",
      a.password_never_expires as "passwordNeverExpires", a.must_change_password as "mustChangePassword", a.temporary_until as "temporaryUntil", a.password_reported_at as "passwordReportedAt", ${resetLinkOf} as "resetLink", a.mfa_state as "mfaState",
      a.attributes, a.manager_id as "managerId", a.is_emergency as "isEmergency",
      (select jsonb_build_object('startsAt', p.starts_at, 'endsAt', p.ends_at, 'uses', case when p.is_once then 'one' else 'many' end, 'usedAt', case when p.is_once then p.used_at end)
        from temporary_passes p where p.tenant_id = a.tenant_id and p.account_id = a.id) as "temporaryPass",
      (select true from contacts c where c.tenant_id = a.tenant_id and c.account_id = a.id and c.kind = 'email') as "hasContactMail", ${phonesOf} as "contactPhones", ${undeliverableSince} as "mailUndeliverableAt",
      (select jsonb_agg(n.name order by n.name_key) from account_aliases n where n.tenant_id = a.tenant_id and n.account_id = a.id) as aliases,
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'isUsable', m.is_usable) || case when m.undeliverable_at is null then '{}' else jsonb_build_object('undeliverableAt', m.undeliverable_at) end
          || coalesce((select jsonb_build_object('madeFor', k.relying_party_id) from passkeys k where k.tenant_id = m.tenant_id and k.method_id = m.id), '{}') order by m.created_at, m.id)
        from methods m where m.tenant_id = a.tenant_id and m.account_id = a.id), '[]') as methods,
      coalesce((select jsonb_agg(jsonb_build_object('groupId', g.group_id, 'how', g.how) order by g.how, g.group_id)
        from group_members g where g.tenant_id = a.tenant_id and g.account_id = a.id), '[]') as held,
      coalesce((select jsonb_agg(jsonb_build_object('productId', l.product_id, 'groupId', nullif(l.group_id::text, ${direct}), 'disabledPlans', l.disabled_plans,
          'state', l.state, 'error', l.error) order by l.product_id, l.group_id)
        from licence_assignments l where l.tenant_id = a.tenant_id and l.account_id = a.id), '[]') as licences,
      coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'unitId', nullif(r.unit_id::text, ${direct}))) from role_assignments r
        where r.tenant_id = a.tenant_id and r.account_id = a.id), '[]') as given,
      coalesce((select jsonb_agg(p.app_id order by p.app_id) from app_assignments p where p.tenant_id = a.tenant_id and p.principal_id = a.id), '[]') as "assignedApps",
      coalesce((select jsonb_agg(jsonb_build_object('appId', c.app_id, 'scopes', c.scopes) order by c.app_id)
        from consents c where c.tenant_id = a.tenant_id and c.account_id = a.id), '[]') as consents,
      coalesce((select jsonb_agg(jsonb_build_object('instanceId', u.instance_id, 'isEnabled', u.is_enabled, 'roles', u.roles) order by u.instance_id)
        from instance_users u where u.tenant_id = a.tenant_id and u.account_id = a.id), '[]') as "instanceUsers"
    from accounts a where ${where}`
}

/** The account with this id, deleted or not, or null. */
export async function findAccount(t: TenantDb, id: string, part = loadTenantPart(t)): Promise<Account | null> {
  return complete(t, part, isId(id) ? row(t, whole(sql`a.tenant_id = ${t.tenantId} and a.id = ${id}`)) : null)
}

/** The account with this sign-in name or alias, already normalised, deleted or not, or null. */
export async function findAccountByName(t: TenantDb, name: string, part = loadTenantPart(t)): Promise<Account | null> {
  return complete(t, part, rawByName(t, name))
}

async function rawByName(t: TenantDb, name: string): Promise<Raw | null> {
  const named = await row(t, whole(sql`a.tenant_id = ${t.tenantId} and a.name_key = ${name}`))
  const id = named === null ? await findAlias(t, name) : null
  return id === null ? named : row(t, whole(sql`a.tenant_id = ${t.tenantId} and a.id = ${id}`))
}

/** Every account that is not deleted, in the order of ids, a thousand at a time. */
export async function* eachAccount(t: TenantDb): AsyncGenerator<Account> {
  let after = direct
  for (;;) {
    const { groups } = await loadTenantPart(t)
    const batch = await rows(
      t,
      whole(sql`a.tenant_id = ${t.tenantId} and a.deleted_at is null and a.id > ${after} order by a.id limit 1000`),
    )
    for (const raw of batch) yield settled(t, raw, groups)
    if (batch.length < 1000) return
    after = (batch.at(-1) as Raw).id
  }
}

/** The accounts with one of these ids, normalised names or aliases, deleted or not; a thousand of either at a time. */
export async function findAccounts(
  t: TenantDb,
  wanted: { readonly ids?: readonly string[]; readonly names?: readonly string[] },
  part = loadTenantPart(t),
): Promise<Account[]> {
  // Where both fail, the first tells.
  part.catch(() => {})
  const found: Raw[] = []
  const lists = [
    [sql`a.id`, sql`uuid`, [...new Set(wanted.ids)]],
    [sql`a.name_key`, sql`text`, [...new Set(wanted.names)]],
    [sql`n.name_key`, sql`text`, [...new Set(wanted.names)]],
  ] as const
  for (const [column, type, all] of lists)
    for (let i = 0; i < all.length; i += 1000) {
      const some = sql`${column} = any(${all.slice(i, i + 1000)}::${type}[])`
      const isThey =
        column === lists[2][0]
          ? sql`a.id in (select n.account_id from account_aliases n where n.tenant_id = ${t.tenantId} and ${some})`
          : some
      for (const raw of await rows(t, whole(sql`a.tenant_id = ${t.tenantId} and ${isThey}`))) found.push(raw)
    }
  const { groups } = await part
  return [...new Map(found.map((raw) => [raw.id, settled(t, raw, groups)])).values()]
}

/** Neither waits for the other: they are sent together. */
async function complete(
  t: TenantDb,
  part: Promise<TenantPart>,
  read: Promise<Raw | null> | null,
): Promise<Account | null> {
  const [{ groups }, raw] = await Promise.all([part, read])
  return raw === null ? null : settled(t, raw, groups)
}

/** Adds the roles of the person's groups, and the groups that hold the person's groups: each group once, `direct` before `rule` before `nested`. */
function settled(
  { passkeyHost }: TenantDb,
  {
    held,
    given,
    locks,
    temporaryPass,
    aliases,
    temporaryUntil,
    passwordReportedAt,
    accessFrom,
    accessUntil,
    invitation,
    methods,
    hasContactMail,
    contactPhones,
    mailUndeliverableAt,
    identities,
    resetLink,
    ...account
  }: Raw,
  groups: Readonly<Record<string, Group>>,
): Account {
  const seen = new Set(held.map((one) => one.groupId))
  const memberOf: Membership[] = [...held]
  const nested: string[] = []
  const climb = [...seen]
  for (let id = climb.pop(); id !== undefined; id = climb.pop())
    for (const parent of groups[id]?.parentIds ?? [])
      if (!seen.has(parent)) {
        seen.add(parent)
        nested.push(parent)
        climb.push(parent)
      }
  for (const groupId of nested.sort()) memberOf.push({ groupId, how: 'nested' })
  const own = given.map((one) => ({ ...one, groupId: null }))
  const whole = {
    ...{ ...account, ...asSaid(locks), memberOf, roles: [] },
    methods: methods.map((one) => atHost(one, passkeyHost)),
    ...(temporaryPass === null ? {} : { temporaryPass: passOf(temporaryPass) }),
    ...said({
      ...{ aliases, temporaryUntil, passwordReportedAt, accessFrom, accessUntil, invitation },
      ...{ hasContactMail, contactPhones, mailUndeliverableAt, identities, resetLink },
    }),
  }
  return alike(withGrants(whole, own, groups), groups)
}

/** A passkey that was made for another host cannot be used here (WebAuthn 3 §5.1.2), and says for which. */
function atHost({ madeFor, ...method }: Method, host: string | undefined): Method {
  const isHere = madeFor === undefined || host === undefined || madeFor === host
  return isHere || !method.isUsable ? method : { ...method, isUsable: false, madeFor }
}

function passOf({ usedAt, ...pass }: NonNullable<Raw['temporaryPass']>): TemporaryPass {
  return usedAt === null ? pass : { ...pass, usedAt }
}

/** What there is of it. */
function said(sometimes: Pick<Raw, Sometimes>): Partial<Pick<Account, Sometimes>> {
  return Object.fromEntries(Object.entries(sometimes).filter(([, value]) => value !== null))
}

/** Locks as an account says them. */
function asSaid(locks: Locks | null) {
  const { strange, familiar, second_factor: paused } = locks ?? {}
  return {
    lockedUntil: strange?.until ?? null,
    failedAttempts: strange?.failed ?? 0,
    ...(familiar?.until == null ? {} : { familiarLockedUntil: familiar.until }),
    ...(paused?.until == null ? {} : { secondFactorPausedUntil: paused.until }),
    ...(familiar === undefined || familiar.failed === 0 ? {} : { familiarFailedAttempts: familiar.failed }),
  }
}

/** How many accounts are not deleted. */
export async function countAccounts(t: TenantDb): Promise<number> {
  return (
    (
      await row(
        t,
        sql<{ n: number }>`select count(*) as n from accounts where tenant_id = ${t.tenantId} and deleted_at is null`,
      )
    )?.n ?? 0
  )
}

/** People who hold one of the roles and can sign in, each with the roles held. */
export function listRoleHolders(
  t: TenantDb,
  roles: readonly string[],
): Promise<
  { readonly id: string; readonly displayName: string; readonly mail: string; readonly roles: readonly string[] }[]
> {
  return rows(
    t,
    sql`select a.id, a.display_name as "displayName", coalesce(a.attributes ->> 'mail', a.sign_in_name) as mail, jsonb_agg(r.role order by r.role) as roles
      from (select distinct tenant_id, account_id, role from ${rolesHeld} h where unit_id = ${direct}) r
      join accounts a on a.tenant_id = r.tenant_id and a.id = r.account_id
      where r.tenant_id = ${t.tenantId} and r.role in (select jsonb_array_elements_text(${json(roles)})) and a.is_enabled and a.deleted_at is null and not a.is_emergency
      group by a.id, a.display_name, a.display_key, a.attributes, a.sign_in_name order by a.display_key, a.id`,
  )
}

/** Whether the text can be an id of ours: a UUID. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

/** The instants up to which sessions and tokens of these accounts are revoked, for those that have one. */
export async function findSessionsRevoked(t: TenantDb, accountIds: readonly string[]): Promise<Map<string, number>> {
  const found = await rows(
    t,
    sql<{
      id: string
      at: number
    }>`select id, sessions_revoked_at as at from accounts where tenant_id = ${t.tenantId} and sessions_revoked_at is not null
      and id in (select jsonb_array_elements_text(${json(accountIds)})::uuid)`,
  )
  return new Map(found.map(({ id, at }) => [id, at]))
}
