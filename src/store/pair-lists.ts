import { type RawBuilder, sql } from 'kysely'
import type { Column } from './list-conditions.ts'
import type { List } from './lists.ts'

const idOf = (value: RawBuilder<unknown>): Column => ({ sql: value, kind: 'id', isFast: true })
const ofAccount = sql`a.id as "accountId", a.sign_in_name as "signInName", a.display_name as "displayName"`
const direct = '00000000-0000-0000-0000-000000000000'

type Person = { readonly accountId: string; readonly signInName: string; readonly displayName: string }

/** That somebody is in a group, by hand or by its rule. */
export type ListedMembership = Person & {
  readonly groupId: string
  readonly groupName: string
  readonly how: 'direct' | 'rule'
}

/** Everybody in every group, group by group. */
export const memberships: List<ListedMembership> = {
  from: sql`group_members m join groups g on g.tenant_id = m.tenant_id and g.id = m.group_id
    join accounts a on a.tenant_id = m.tenant_id and a.id = m.account_id and a.deleted_at is null`,
  own: (t) => sql`m.tenant_id = ${t.tenantId}`,
  select: sql<ListedMembership>`select m.group_id as "groupId", g.name as "groupName", m.how, ${ofAccount}`,
  id: sql`m.account_id`,
  columns: {
    own: {
      groupId: idOf(sql`m.group_id`),
      accountId: idOf(sql`m.account_id`),
      how: { sql: sql`m.how`, kind: 'exact' },
    },
  },
  sorted: ['groupId', 'accountId'],
  usual: [{ column: 'groupId', field: 'groupId', direction: 'asc' }],
}

/** That somebody has a licence by one path, and what is wrong with it. */
export type ListedLicence = Person & {
  readonly productId: string
  readonly productName: string
  /** The group that gives it; null where it is assigned directly. */
  readonly groupName: string | null
  readonly disabledPlans: readonly string[]
  readonly state: 'active' | 'error'
  readonly error: string | null
}

/** Every licence by every path, person by person. */
export const licencePaths: List<ListedLicence> = {
  from: sql`licence_assignments l join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
    join accounts a on a.tenant_id = l.tenant_id and a.id = l.account_id and a.deleted_at is null`,
  own: (t) => sql`l.tenant_id = ${t.tenantId}`,
  select: sql<ListedLicence>`select l.product_id as "productId", p.name as "productName", l.state, l.error, ${ofAccount},
    (select g.name from groups g where g.tenant_id = l.tenant_id and g.id = l.group_id and l.group_id <> ${direct}) as "groupName",
    coalesce((select jsonb_agg(coalesce(s.value ->> 'name', o.id) order by o.n) from jsonb_array_elements_text(l.disabled_plans) with ordinality o(id, n)
      left join lateral jsonb_array_elements(p.plans) s on s.value ->> 'id' = o.id), '[]') as "disabledPlans"`,
  id: sql`l.group_id`,
  columns: {
    own: {
      accountId: idOf(sql`l.account_id`),
      productId: idOf(sql`l.product_id`),
      groupId: idOf(sql`l.group_id`),
      state: { sql: sql`l.state`, kind: 'exact' },
      error: { sql: sql`l.error`, kind: 'exact' },
    },
  },
  sorted: ['accountId', 'productId', 'groupId'],
  usual: [
    { column: 'accountId', field: 'userId', direction: 'asc' },
    { column: 'productId', field: 'skuId', direction: 'asc' },
  ],
}
