import { type RawBuilder, sql } from 'kysely'
import type { ContactKind } from '../core/changes/change.ts'
import type { DayMethod } from '../core/changes/method-change.ts'
import { type RegisteredAs, registeredAs, registeredNames } from '../core/methods/registered-as.ts'
import type { ResetMethod } from '../core/recovery/reset-methods.ts'
import { type ListedAccount, presentAccounts } from './directory-lists.ts'
import type { IdSet } from './id-sets.ts'
import type { Column, Columns, Items } from './list-conditions.ts'
import type { List } from './lists.ts'
import { rolesHeld } from './roles-held.ts'
import type { TenantDb } from './store.ts'

/** For whom something is allowed, as a statement asks it: everybody, nobody, or who is in one of these groups by hand or by rule. */
export type AllowedIn = 'everybody' | 'nobody' | readonly string[]

/** What an organisation allows, as far as registrations follow from it. */
export type RegistrationRules = {
  readonly kinds: Readonly<Record<DayMethod, AllowedIn>>
  /** Who is sent texts. */
  readonly sms: AllowedIn
  readonly reset: {
    readonly who: AllowedIn
    readonly proofs: 1 | 2
    readonly methods: Readonly<Record<ResetMethod, AllowedIn>>
    /** Whether a password that its owner reported is reset by them all the same. */
    readonly reported: 'reset' | 'left'
  }
}

type Sql = RawBuilder<unknown>

/** What of an account `a` flags are made of: conditions that are never null. */
export type Facts = {
  /** It has a usable method of one of these kinds, or is reached in one of these ways. */
  readonly holds: (...kinds: readonly DayMethod[]) => Sql
  readonly isReached: (...ways: readonly ContactKind[]) => Sql
  /** All its second factors but recovery codes are codes by mail, or all are codes by phone. */
  readonly isOneChannel: Sql
  readonly isAdmin: Sql
}

/** Whether a method `m` can be used here: a passkey that was made for another host cannot (`atHost` of accounts). */
export function usableHere(t: TenantDb): Sql {
  return t.passkeyHost === undefined
    ? sql`m.is_usable`
    : sql`m.is_usable and (m.kind <> 'passkey' or not exists (select 1 from passkeys k
        where k.tenant_id = m.tenant_id and k.method_id = m.id and k.relying_party_id <> ${t.passkeyHost}))`
}

/** Numbers that have an extension are dialled by nobody. */
export const reachedWays = sql`(c.kind = 'email' or c.value !~ 'x')`

/** Read for each row: for lists that are looked through row by row. */
function factsOfRow(t: TenantDb): Facts {
  const own = sql`m.tenant_id = a.tenant_id and m.account_id = a.id`
  return {
    holds: (...kinds) =>
      sql`exists (select 1 from methods m where ${own} and m.kind = any(${kinds}::text[]) and ${kinds.includes('passkey') ? usableHere(t) : sql`m.is_usable`})`,
    isReached: (...ways) =>
      sql`exists (select 1 from contacts c where c.tenant_id = a.tenant_id and c.account_id = a.id and c.kind = any(${ways}::text[]) and ${reachedWays})`,
    isOneChannel: sql`coalesce((select array_agg(distinct m.kind) from methods m where ${own} and m.kind <> 'recovery_codes' and ${usableHere(t)})
      in (array['email'], array['phone']), false)`,
    isAdmin: sql`exists (select 1 from ${rolesHeld} h where h.tenant_id = a.tenant_id and h.account_id = a.id)`,
  }
}

/** Whether an account is among those to whom it is allowed. */
function isAmong(to: AllowedIn, account: Sql = sql`a.id`): Sql {
  if (to === 'everybody') return sql`true`
  if (to === 'nobody') return sql`false`
  return sql`exists (select 1 from group_members g where g.tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid
    and g.account_id = ${account} and g.group_id = any(${to}::uuid[]))`
}

const either = (parts: readonly Sql[]) => (parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`)

/** `registrationOf` in SQL, of an account `a`. */
export function flagsOf({ kinds, reset }: RegistrationRules, { holds, isReached, isOneChannel, isAdmin }: Facts) {
  const day = Object.keys(kinds) as readonly DayMethod[]
  const capable = (some: readonly DayMethod[]) => {
    const free = some.filter((kind) => kinds[kind] === 'everybody')
    const limited = some.filter((kind) => typeof kinds[kind] !== 'string')
    return either([
      ...(free.length === 0 ? [] : [holds(...free)]),
      ...limited.map((kind) => sql`(${holds(kind)} and ${isAmong(kinds[kind])})`),
    ])
  }
  const proves = (method: ResetMethod, isThere: Sql) => sql`(${isAmong(reset.methods[method])} and ${isThere})`
  const mail = proves(
    'email',
    sql`(${isReached('email')} or (jsonb_typeof(a.attributes -> 'mail') = 'string' and a.attributes ->> 'mail' <> ''))`,
  )
  const phone = either([
    proves('sms', isReached('mobile', 'alternateMobile')),
    proves('voice', isReached('mobile', 'alternateMobile', 'office')),
  ])
  const app = proves('totp', holds('totp'))
  const proofs = sql`(case when ${isAdmin} or ${isOneChannel} then 2 else ${reset.proofs}::int end)`
  // A null attribute is no mail.
  const count = sql.join(
    [mail, phone, app].map((one) => sql`coalesce(${one}, false)::int`),
    sql` + `,
  )
  const isSsprRegistered = sql`(coalesce(${mail} or ${phone}, false) and ${count} >= ${proofs})`
  const isSsprEnabled = sql`(${isAmong(reset.who)} and not a.is_emergency)`
  const isLeft = reset.reported === 'left' ? sql`a.password_reported_at is null` : sql`true`
  return {
    isAdmin,
    isMfaRegistered: holds(...day),
    isMfaCapable: capable(day),
    isPasswordlessCapable: capable(['passkey']),
    isSsprRegistered,
    isSsprEnabled,
    isSsprCapable: sql`(${isSsprRegistered} and ${isSsprEnabled} and ${isLeft})`,
  }
}

/** Rows of a table of which any makes it so of the account they are about: `account` is its column. */
type Made = { readonly from: Sql; readonly where: Sql; readonly account: Sql }

/** Usable methods of these kinds, where they are allowed. */
function methodsOf(t: TenantDb, kinds: readonly (readonly [DayMethod, AllowedIn])[]): readonly Made[] {
  return kinds.flatMap(([kind, to]) => {
    const isUsable = kind === 'passkey' ? usableHere(t) : sql`m.is_usable`
    const where = sql`m.tenant_id = ${t.tenantId} and m.kind = ${kind} and ${isUsable} and ${isAmong(to, sql`m.account_id`)}`
    return to === 'nobody' ? [] : [{ from: sql`methods m`, where, account: sql`m.account_id` }]
  })
}

/**
 * A flag by which a whole directory is asked: the ids of those of whom it is so, and of the others. Each kind of row is asked of by itself: so
 * a few others among a million are found by one reading of each.
 */
function asked(t: TenantDb, made: readonly Made[], flag: Sql): Column {
  const ids = made.map(({ from, where, account }) => sql`select ${account} from ${from} where ${where}`)
  const none = made.map(
    ({ from, where, account }) => sql`and not exists (select 1 from ${from} where ${where} and ${account} = b.id)`,
  )
  const set: IdSet = { ids: ids.length === 0 ? nobody : sql.join(ids, sql` union all `), has: flag }
  const others: IdSet = {
    ids: sql`select b.id from accounts b where b.tenant_id = ${t.tenantId} and b.deleted_at is null ${sql.join(none, sql` `)}`,
    has: sql`not ${flag}`,
  }
  return { sql: flag, kind: 'flag', isFast: true, set: (value) => (value === true ? set : others) }
}

const nobody = sql`select null::uuid where false`

/** The condition that a row of `methods m`, or of `contacts c`, is what the report calls so. */
function isCalled(name: RegisteredAs) {
  const { method, way } = registeredAs[name]
  return {
    method: method === null ? sql`false` : sql`m.kind = ${method}`,
    way: way === null ? sql`false` : sql`c.kind = ${way}`,
  }
}

function methodsRegistered(t: TenantDb): Items {
  const rowsOf = (name: RegisteredAs) => {
    const { method, way } = isCalled(name)
    return sql`select ${name}::text as value where exists (select 1 from methods m where m.tenant_id = a.tenant_id and m.account_id = a.id and ${usableHere(t)} and ${method})
      or exists (select 1 from contacts c where c.tenant_id = a.tenant_id and c.account_id = a.id and ${way})`
  }
  return {
    from: sql`(${sql.join(registeredNames.map(rowsOf), sql` union all `)})`,
    columns: { value: { sql: sql`lower(i.value)`, kind: 'lower' } },
    ids: [
      'value',
      (value) => {
        const name = registeredNames.find((one) => one.toLowerCase() === String(value).toLowerCase())
        if (name === undefined) return nobody
        const { method, way } = isCalled(name)
        return sql`select m.account_id from methods m where m.tenant_id = ${t.tenantId} and ${usableHere(t)} and ${method}
          union all select c.account_id from contacts c where c.tenant_id = ${t.tenantId} and ${way}`
      },
    ],
  }
}

/** The second factor that was chosen to be asked for first, in Graph's words as `preferenceWord` gives them; null where none was. */
function preferred(t: TenantDb, { kinds, sms }: RegistrationRules): Sql {
  const isAllowed = either(
    (Object.keys(kinds) as readonly DayMethod[]).map((kind) => sql`(m.kind = ${kind} and ${isAmong(kinds[kind])})`),
  )
  return sql`(select case m.kind when 'totp' then 'oath' when 'phone' then case when ${isAmong(sms)} then 'sms' else 'voiceMobile' end else 'unknownFutureValue' end
    from methods m where m.tenant_id = a.tenant_id and m.account_id = a.id and m.default_since is not null and ${usableHere(t)} and ${isAllowed}
    order by m.undeliverable_at is not null, m.default_since desc limit 1)`
}

/** Everybody who is not deleted, by what they have set up. What a whole directory is asked by is found by sets; the rest only among few. */
export function registrations(t: TenantDb, rules: RegistrationRules): List<ListedAccount> {
  const flags = flagsOf(rules, factsOfRow(t))
  const plain = (flag: Sql): Column => ({ sql: flag, kind: 'flag' })
  const chosen = preferred(t, rules)
  const { id, signInName, displayName, userType } = presentAccounts.columns.own as Readonly<Record<string, Column>>
  const allowed = Object.entries(rules.kinds) as readonly (readonly [DayMethod, AllowedIn])[]
  const anybody = allowed.map(([kind]) => [kind, 'everybody'] as const)
  const holders: Made = {
    ...{ from: sql`${rolesHeld} h`, where: sql`h.tenant_id = ${t.tenantId}`, account: sql`h.account_id` },
  }
  const columns: Columns = {
    own: {
      ...({ id, signInName, displayName, userType } as Readonly<Record<string, Column>>),
      isAdmin: asked(t, [holders], flags.isAdmin),
      isMfaRegistered: asked(t, methodsOf(t, anybody), flags.isMfaRegistered),
      isMfaCapable: asked(t, methodsOf(t, allowed), flags.isMfaCapable),
      isPasswordlessCapable: asked(t, methodsOf(t, [['passkey', rules.kinds.passkey]]), flags.isPasswordlessCapable),
      isSsprRegistered: plain(flags.isSsprRegistered),
      isSsprEnabled: plain(flags.isSsprEnabled),
      isSsprCapable: plain(flags.isSsprCapable),
      isLeftToUs: plain(sql`(${chosen} is null)`),
      preferred: { sql: sql`coalesce(${chosen}, 'none')`, kind: 'exact' },
    },
    items: { methodsRegistered: methodsRegistered(t) },
  }
  return { ...presentAccounts, columns }
}
