import { type RawBuilder, sql } from 'kysely'
import { nameKey } from '../core/naming/sign-in-name.ts'
import type { Invitation } from '../core/guests/invitation.ts'
import { type AccountRow, isId } from './accounts.ts'
import type { IdSet } from './id-sets.ts'
import type { Column, Columns, Condition, Items, Value } from './list-conditions.ts'
import { invitationOf } from './invitations.ts'
import type { List } from './lists.ts'
import type { TenantDb } from './store.ts'

const display: Column = {
  sql: sql`a.display_key`,
  kind: 'folded',
  isFast: true,
  words: [sql`a.second_key`, sql`a.third_key`],
}
const name: Column = { sql: sql`a.name_key`, kind: 'name', isFast: true }

/** Attributes that have a folded column beside them, and an index. */
const indexed: Readonly<Record<string, RawBuilder<unknown>>> = {
  department: sql`a.department_key`,
  jobTitle: sql`a.job_title_key`,
  city: sql`a.city_key`,
  country: sql`a.country_key`,
  companyName: sql`a.company_name_key`,
  usageLocation: sql`a.usage_location_key`,
}

/** An attribute of many values as a jsonb array, whatever was put there. */
const valuesOf = (attribute: string): Items => ({
  from: sql`(select v as value from jsonb_array_elements_text(
    case when jsonb_typeof(a.attributes -> ${attribute}) = 'array' then a.attributes -> ${attribute} else '[]'::jsonb end) x(v))`,
  columns: { value: { sql: sql`lower(i.value)`, kind: 'lower' } },
})

/** What is no id is the id of nothing. */
const idOrNone = (value: Value) => (typeof value === 'string' && isId(value) ? value : null)

/** The tenant of the transaction: a set of ids is read without the row that is asked about. */
const ours = sql`nullif(current_setting('admit.tenant', true), '')::uuid`

const holdersOf = (value: Value) =>
  sql`select l.account_id from licence_assignments l where l.tenant_id = ${ours} and l.product_id = ${idOrNone(value)}::uuid`

/** What people are asked by. */
const accountColumns: Columns = {
  own: {
    id: { sql: sql`a.id`, kind: 'id', isFast: true },
    signInName: name,
    displayName: display,
    // What people type: the beginning of the name they sign in with, or of a word of the one they are called by.
    anyName: { ...display, words: [sql`a.second_key`, sql`a.third_key`, sql`a.name_key`] },
    userType: { sql: sql`a.user_type`, kind: 'exact', isFast: true },
    isEnabled: { sql: sql`a.is_enabled`, kind: 'flag', isFast: true },
    createdAt: { sql: sql`a.created_at`, kind: 'instant', isFast: true },
    deletedAt: { sql: sql`a.deleted_at`, kind: 'instant' },
    mfaState: { sql: sql`a.mfa_state`, kind: 'exact' },
    managerId: { sql: sql`a.manager_id`, kind: 'id', isFast: true },
    mail: { sql: sql`a.mail_key`, kind: 'lower', isFast: true },
    employeeId: { sql: sql`a.employee_key`, kind: 'lower', isFast: true },
    passwordNeverExpires: { sql: sql`a.password_never_expires`, kind: 'flag' },
  },
  items: {
    businessPhones: valuesOf('businessPhones'),
    otherMails: valuesOf('otherMails'),
    proxyAddresses: valuesOf('proxyAddresses'),
    licences: {
      from: sql`(select distinct l.product_id from licence_assignments l where l.tenant_id = a.tenant_id and l.account_id = a.id and l.state = 'active')`,
      columns: { productId: { sql: sql`i.product_id`, kind: 'id' } },
      ids: ['productId', (value) => sql`${holdersOf(value)} and l.state = 'active'`],
    },
    // Every path by which somebody has a product, or would have it were it not for an error.
    paths: {
      from: sql`(select l.product_id, l.state from licence_assignments l where l.tenant_id = a.tenant_id and l.account_id = a.id)`,
      columns: { productId: { sql: sql`i.product_id`, kind: 'id' }, state: { sql: sql`i.state`, kind: 'exact' } },
      ids: ['productId', holdersOf],
    },
    memberships: {
      from: sql`(select m.group_id from group_members m where m.tenant_id = a.tenant_id and m.account_id = a.id)`,
      columns: { groupId: { sql: sql`i.group_id`, kind: 'id' } },
      ids: [
        'groupId',
        (value) =>
          sql`select m.account_id from group_members m where m.tenant_id = ${ours} and m.group_id = ${idOrNone(value)}::uuid`,
      ],
    },
    // Every name somebody signs in with, whichever domain of the organisation is said to have issued it.
    names: {
      from: sql`(select n.name, d.name as issuer from (
        select a.name_key as name union all select n.name_key from account_aliases n where n.tenant_id = a.tenant_id and n.account_id = a.id) n
        cross join domains d where d.tenant_id = a.tenant_id)`,
      columns: { name: { sql: sql`i.name`, kind: 'name' }, issuer: { sql: sql`i.issuer`, kind: 'lower' } },
      found: [
        'name',
        (value) =>
          sql`(a.name_key = ${nameKey(String(value))} or a.id in (select n.account_id from account_aliases n
            where n.tenant_id = a.tenant_id and n.name_key = ${nameKey(String(value))}))`,
      ],
    },
    // Anywhere, and by whichever way.
    roles: {
      from: sql`(select r.role from role_assignments r where r.tenant_id = a.tenant_id and r.account_id = a.id
        union select g.role from group_roles g join group_members m on m.tenant_id = g.tenant_id and m.group_id = g.group_id
          where g.tenant_id = a.tenant_id and m.account_id = a.id)`,
      columns: { role: { sql: sql`i.role`, kind: 'exact' } },
      ids: [
        'role',
        (value) =>
          sql`select r.account_id from role_assignments r where r.tenant_id = ${ours} and r.role = ${String(value)}
            union select m.account_id from group_roles g join group_members m on m.tenant_id = g.tenant_id and m.group_id = g.group_id
              where g.tenant_id = ${ours} and g.role = ${String(value)}`,
      ],
    },
    plans: {
      from: sql`(select distinct p.value ->> 'id' as plan from licence_assignments l join products s on s.tenant_id = l.tenant_id and s.id = l.product_id
        cross join lateral jsonb_array_elements(s.plans) p where l.tenant_id = a.tenant_id and l.account_id = a.id and l.state = 'active' and not l.disabled_plans ? (p.value ->> 'id'))`,
      columns: { planId: { sql: sql`lower(i.plan)`, kind: 'lower' } },
    },
  },
  attribute: (attribute) =>
    /^\w{1,128}$/.test(attribute)
      ? indexed[attribute] === undefined
        ? { sql: sql`folded_attribute(a.attributes, ${attribute}::text)`, kind: 'folded' }
        : { sql: indexed[attribute], kind: 'folded', isFast: true }
      : null,
}

/** A person as lists of them show one. */
export type ListedAccount = AccountRow & {
  readonly managerId: string | null
  readonly passwordNeverExpires: boolean
  readonly invitation?: Invitation | null
}

const ofAccounts = (which: RawBuilder<unknown>): List<ListedAccount> => ({
  from: sql`accounts a`,
  own: (t: TenantDb) => sql`a.tenant_id = ${t.tenantId} and ${which}`,
  select: sql<ListedAccount>`select a.id, a.sign_in_name as "signInName", a.display_name as "displayName", a.user_type as "userType", a.is_enabled as "isEnabled",
    a.deleted_at as "deletedAt", a.mfa_state as "mfaState", a.attributes, a.created_at as "createdAt", a.manager_id as "managerId", a.password_never_expires as "passwordNeverExpires", ${invitationOf} as invitation`,
  id: sql`a.id`,
  columns: accountColumns,
  sorted: ['displayName', 'signInName', 'createdAt', 'id'],
  usual: [{ column: 'displayName', field: 'displayName', direction: 'asc' }],
})

export const presentAccounts = ofAccounts(sql`a.deleted_at is null`)
export const deletedAccounts = ofAccounts(sql`a.deleted_at is not null`)

/** People whose sign-in name, or a word of whose name, begins so. */
export const isNamed = (text: string): Condition => ({
  is: 'compare',
  field: 'displayName',
  column: 'anyName',
  op: 'search',
  value: text.trim(),
})

/** A group as lists of them show one: how many it has is not counted. */
export type ListedGroup = {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly rule: string | null
  readonly kind: 'security' | 'microsoft365'
  /** A Microsoft 365 group may be one too. */
  readonly isSecurity: boolean
  readonly visibility: 'Public' | 'Private' | null
  readonly mailNickname: string | null
  readonly isRoleAssignable: boolean
  readonly processing: 'not_started' | 'updating' | 'up_to_date' | 'paused' | 'error'
  readonly licencesProcessing: 'updating' | 'up_to_date' | 'error'
  readonly processedAt: number | null
  readonly processingError: string | null
  readonly createdAt: number
  readonly licences: readonly { readonly productId: string; readonly disabledPlans: readonly string[] }[]
}

export const allGroups: List<ListedGroup> = {
  from: sql`groups g`,
  own: (t) => sql`g.tenant_id = ${t.tenantId}`,
  select: sql<ListedGroup>`select g.id, g.name, g.description, g.rule, g.kind, g.is_security as "isSecurity", g.visibility, g.mail_nickname as "mailNickname", g.is_role_assignable as "isRoleAssignable", g.processing, g.licences_processing as "licencesProcessing", g.processed_at as "processedAt", g.processing_error as "processingError",
    g.created_at as "createdAt", coalesce((select jsonb_agg(jsonb_build_object('productId', l.product_id, 'disabledPlans', l.disabled_plans) order by l.product_id)
      from group_licences l where l.tenant_id = g.tenant_id and l.group_id = g.id), '[]') as licences`,
  id: sql`g.id`,
  columns: {
    own: {
      id: { sql: sql`g.id`, kind: 'id', isFast: true },
      name: { sql: sql`g.name_key`, kind: 'folded', isFast: true, isSearchedInside: true },
      description: { sql: sql`folded(g.description)`, kind: 'folded' },
      rule: { sql: sql`folded(g.rule)`, kind: 'folded' },
      processing: {
        sql: sql`case when g.rule is null then null when g.processing = 'paused' then 'paused' else 'on' end`,
        kind: 'lower',
      },
      isSecurity: { sql: sql`g.is_security`, kind: 'flag' },
      isUnified: { sql: sql`(g.kind = 'microsoft365')`, kind: 'flag' },
      mailNickname: { sql: sql`lower(g.mail_nickname)`, kind: 'lower' },
      isRoleAssignable: { sql: sql`g.is_role_assignable`, kind: 'flag' },
      hasLicenceErrors: {
        sql: sql`exists (select 1 from group_licences p join licence_assignments l on l.tenant_id = p.tenant_id
          and l.product_id = p.product_id and l.state = 'error' and l.group_id = p.group_id
          where p.tenant_id = g.tenant_id and p.group_id = g.id)`,
        kind: 'flag',
      },
      createdAt: { sql: sql`g.created_at`, kind: 'instant' },
    },
    items: {
      licences: {
        from: sql`(select l.product_id from group_licences l where l.tenant_id = g.tenant_id and l.group_id = g.id)`,
        columns: { productId: { sql: sql`i.product_id`, kind: 'id' } },
        found: ['productId', () => sql`true`],
      },
      kinds: {
        from: sql`(select 'DynamicMembership' as kind where g.rule is not null union all select 'Unified' where g.kind = 'microsoft365')`,
        columns: { kind: { sql: sql`lower(i.kind)`, kind: 'lower' } },
        found: ['kind', () => sql`true`],
      },
    },
  },
  sorted: ['name', 'id'],
  usual: [{ column: 'name', field: 'displayName', direction: 'asc' }],
}

/** People who are in the group itself. */
export const inGroup = (t: TenantDb, groupId: string) => inGroups(t, [groupId])

/** People who are in one of the groups. */
export const inGroups = (t: TenantDb, groupIds: readonly string[]): IdSet => ({
  ids: sql`select m.account_id from group_members m where m.tenant_id = ${t.tenantId} and m.group_id = any(${groupIds}::uuid[])`,
  has: sql`0 < (select count(*) from group_members m
    where m.tenant_id = ${t.tenantId} and m.group_id = any(${groupIds}::uuid[]) and m.account_id = a.id)`,
})

/** People, and groups, in one of these administrative units. */
export const peopleOfUnits = (t: TenantDb, unitIds: readonly string[]): IdSet => ({
  ids: sql`select u.account_id from unit_accounts u where u.tenant_id = ${t.tenantId} and u.unit_id = any(${unitIds}::uuid[])`,
  has: sql`0 < (select count(*) from unit_accounts u
    where u.tenant_id = ${t.tenantId} and u.unit_id = any(${unitIds}::uuid[]) and u.account_id = a.id)`,
})
export const groupsOfUnits = (t: TenantDb, unitIds: readonly string[]) =>
  sql`g.id in (select u.group_id from unit_groups u where u.tenant_id = ${t.tenantId} and u.unit_id = any(${unitIds}::uuid[]))`

/** People who cannot have what a group gives. */
export const failingIn = (t: TenantDb, groupId: string): IdSet => ({
  ids: sql`select l.account_id from group_licences p join licence_assignments l on l.tenant_id = p.tenant_id
      and l.product_id = p.product_id and l.state = 'error' and l.group_id = p.group_id
    where p.tenant_id = ${t.tenantId} and p.group_id = ${groupId}`,
  has: sql`0 < (select count(*) from licence_assignments l where l.tenant_id = ${t.tenantId} and l.account_id = a.id
    and l.group_id = ${groupId} and l.state = 'error')`,
})

/** People whose manager it is. */
export const reportsTo = (managerId: string) => sql`a.manager_id = ${managerId}::uuid`
