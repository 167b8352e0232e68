import { type RawBuilder, sql } from 'kysely'
import type { ContactKind } from '../core/changes/change.ts'
import type { MethodKind } from '../core/methods/methods.ts'
import { registeredAs, registeredNames, type RegisteredAs } from '../core/methods/registered-as.ts'
import type { MethodRow } from './methods.ts'
import { type Facts, flagsOf, type RegistrationRules, reachedWays, usableHere } from './registrations.ts'
import { rolesHeld } from './roles-held.ts'
import { row, rows, type TenantDb } from './store.ts'

/** What a person has set up: usable methods, and the ways in which they are reached. */
export type SetUpRow = {
  readonly id: string
  readonly methods: readonly Pick<MethodRow, 'kind' | 'defaultSince' | 'lastUsedAt' | 'undeliverableAt'>[]
  readonly ways: readonly string[]
}

/** What these people have set up, in no order. */
export function listSetUp(t: TenantDb, accountIds: readonly string[]): Promise<SetUpRow[]> {
  return rows(
    t,
    sql<SetUpRow>`select a.id,
        coalesce((select jsonb_agg(jsonb_build_object('kind', m.kind, 'defaultSince', m.default_since, 'lastUsedAt', m.last_used_at, 'undeliverableAt', m.undeliverable_at) order by m.created_at, m.id)
          from methods m where m.tenant_id = a.tenant_id and m.account_id = a.id and ${usableHere(t)}), '[]') as methods,
        coalesce((select jsonb_agg(c.kind order by c.kind) from contacts c where c.tenant_id = a.tenant_id and c.account_id = a.id), '[]') as ways
      from accounts a where a.tenant_id = ${t.tenantId} and a.id = any(${accountIds}::uuid[])`,
  )
}

/** Of whom it is counted. `roles`: holders of one of these, or of none; left out, whoever. */
export type Counted = {
  readonly userType: 'member' | 'guest' | null
  readonly roles: { readonly of: 'any' | 'none' } | { readonly of: readonly string[] } | null
}

type Sql = RawBuilder<unknown>

/** A bit for each kind of method, and for each way in which people are reached: what many have takes little room so. */
const bits = { totp: 1, passkey: 2, email: 4, phone: 8, recovery_codes: 16 } as const satisfies Record<
  MethodKind,
  number
>
const wayBits = { email: 1, mobile: 2, alternateMobile: 4, office: 8 } as const satisfies Record<ContactKind, number>

const bitOf = (column: Sql, of: Readonly<Record<string, number>>) =>
  sql`case ${column} ${sql.join(
    Object.entries(of).map(([word, bit]) => sql`when ${sql.lit(word)} then ${sql.lit(bit)}`),
    sql` `,
  )} end`
const maskOf = <Word extends string>(of: Readonly<Record<Word, number>>, words: readonly Word[]) =>
  words.reduce((mask, word) => mask | of[word], 0)
const hasAny = (column: Sql, mask: number) => sql`(coalesce(${column}, 0) & ${sql.lit(mask)}) <> 0`

/** Everybody who is counted, with what they have set up beside them, each table read once: those who are blocked are not. */
function everybody(t: TenantDb, { userType, roles }: Counted): Sql {
  const ofType = userType === null ? sql`true` : sql`a.user_type = ${userType}`
  const ofRoles =
    roles === null
      ? sql`true`
      : roles.of === 'any'
        ? sql`r.roles is not null`
        : roles.of === 'none'
          ? sql`r.roles is null`
          : sql`r.roles && ${roles.of}::text[]`
  return sql`accounts a
    left join (select m.account_id, bit_or(${bitOf(sql`m.kind`, bits)}) as kinds from methods m
      where m.tenant_id = ${t.tenantId} and ${usableHere(t)} group by m.account_id) m on m.account_id = a.id
    left join (select c.account_id, bit_or(${bitOf(sql`c.kind`, wayBits)}) as kinds, bit_or(${bitOf(sql`c.kind`, wayBits)}) filter (where ${reachedWays}) as ways
      from contacts c where c.tenant_id = ${t.tenantId} group by c.account_id) c on c.account_id = a.id
    left join (select h.account_id, array_agg(distinct h.role) as roles from ${rolesHeld} h
      where h.tenant_id = ${t.tenantId} group by h.account_id) r on r.account_id = a.id
    where a.tenant_id = ${t.tenantId} and a.deleted_at is null and a.is_enabled and ${ofType} and ${ofRoles}`
}

const joined: Facts = {
  holds: (...kinds) => hasAny(sql`m.kinds`, maskOf(bits, kinds)),
  isReached: (...ways) => hasAny(sql`c.ways`, maskOf(wayBits, ways)),
  isOneChannel: sql`(coalesce(m.kinds, 0) & ${sql.lit(~bits.recovery_codes & 31)}) in (${sql.lit(bits.email)}, ${sql.lit(bits.phone)})`,
  isAdmin: sql`r.roles is not null`,
}

/** How many there are, and of how many what is so. */
export type Counts<Name extends string> = Readonly<Record<Name | 'total', number>>

async function counted<Name extends string>(
  t: TenantDb,
  of: Counted,
  conditions: Readonly<Record<Name, Sql>>,
): Promise<Counts<Name>> {
  const names = Object.keys(conditions) as Name[]
  const columns = names.map((name) => sql`count(*) filter (where ${conditions[name]}) as ${sql.id(name)}`)
  const found = await row(t, sql<Counts<Name>>`select count(*) as total, ${sql.join(columns)} from ${everybody(t, of)}`)
  return found as Counts<Name>
}

/** How many people can do what by what they have set up. */
export function countByFeature(t: TenantDb, rules: RegistrationRules, of: Counted) {
  const flags = flagsOf(rules, joined)
  return counted(t, of, {
    ssprRegistered: flags.isSsprRegistered,
    ssprEnabled: flags.isSsprEnabled,
    ssprCapable: flags.isSsprCapable,
    passwordlessCapable: flags.isPasswordlessCapable,
    mfaCapable: flags.isMfaCapable,
  })
}

/** How many people have set up what, passwords too. */
export function countByMethod(t: TenantDb, of: Counted): Promise<Counts<RegisteredAs | 'password'>> {
  const isSetUp = (name: RegisteredAs) => {
    const { method, way } = registeredAs[name]
    const isSetUpAs = method === null ? sql`false` : hasAny(sql`m.kinds`, bits[method])
    return way === null ? isSetUpAs : sql`(${isSetUpAs} or ${hasAny(sql`c.kinds`, wayBits[way])})`
  }
  const conditions = Object.fromEntries(registeredNames.map((name) => [name, isSetUp(name)]))
  return counted(t, of, {
    password: sql`a.password_hash is not null`,
    ...(conditions as Record<RegisteredAs, Sql>),
  })
}
