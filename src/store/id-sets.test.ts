import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { firstOf } from './concerned.ts'
import { inGroup, presentAccounts } from './directory-lists.ts'
import { among, type Size } from './id-sets.ts'
import { type Condition, conditionSql } from './list-conditions.ts'
import { openStore, rows, type Store, type TenantDb, withTenant } from './store.ts'
import { insertTenant } from './tenants.ts'

const [tenantId, groupId, productId] = [randomUUID(), randomUUID(), randomUUID()]
let store: Store
const inTenant = <T>(use: (t: TenantDb) => Promise<T>) => withTenant(store, tenantId, use)

// Of six people the even ones are in the group, the first three have the product, and the third of them waits for a seat.
beforeAll(async () => {
  store = openStore(await freshDatabase())
  await inTenant(async (t) => {
    await insertTenant(t, { name: 'sets', isDemo: false })
    await sql`insert into accounts (tenant_id, id, sign_in_name, name_key, display_name, created_at)
      select ${tenantId}::uuid, gen_random_uuid(), 'no' || n, 'no' || n, 'Person ' || n, n from generate_series(1, 6) n`.execute(
      t.db,
    )
    await sql`insert into groups (tenant_id, id, name, name_look, created_at) values (${tenantId}, ${groupId}, 'Group', 'group', 0)`.execute(
      t.db,
    )
    await sql`insert into products (tenant_id, id, sku_part_number, name, plans, status, seats)
      values (${tenantId}, ${productId}, 'WORK', 'Work', '[]', 'enabled', 2)`.execute(t.db)
    await sql`insert into group_members (tenant_id, group_id, account_id, how)
      select tenant_id, ${groupId}::uuid, id, 'direct' from accounts where created_at % 2 = 0`.execute(t.db)
    await sql`insert into licence_assignments (tenant_id, account_id, product_id, state, error)
      select tenant_id, id, ${productId}::uuid, case when created_at < 3 then 'active' else 'error' end,
        case when created_at < 3 then null else 'no_seats' end from accounts where created_at <= 3`.execute(t.db)
  })
})
afterAll(() => store.close())

const has = (items: string, column: string, value: string): Condition => ({
  ...{ is: 'any', field: items, items },
  where: { is: 'compare', field: column, column, op: 'eq', value },
})
const waits: Condition = {
  ...{ is: 'any', field: 'paths', items: 'paths' },
  where: {
    is: 'and',
    parts: [
      { is: 'compare', field: 'productId', column: 'productId', op: 'eq', value: productId },
      { is: 'compare', field: 'state', column: 'state', op: 'eq', value: 'error' },
    ],
  },
}

const found = (condition: (t: TenantDb) => ReturnType<typeof sql>) =>
  inTenant(async (t) => {
    const all = await rows(
      t,
      sql<{ name: string }>`select a.name_key as name from accounts a where ${condition(t)} order by 1`,
    )
    return all.map(({ name }) => name)
  })

it.each<Size | undefined>(['few', 'many', undefined])('a set is the same whether it has %s', async (size) => {
  const meeting = (asked: Condition) =>
    found(() => conditionSql(presentAccounts.columns, asked, new Map(size === undefined ? [] : [[asked, size]])))
  expect(await meeting(has('memberships', 'groupId', groupId))).toEqual(['no2', 'no4', 'no6'])
  expect(await meeting(has('licences', 'productId', productId))).toEqual(['no1', 'no2'])
  expect(await meeting(has('paths', 'productId', productId))).toEqual(['no1', 'no2', 'no3'])
  expect(await meeting(waits)).toEqual(['no3'])
  const none: Condition = { is: 'not', part: has('memberships', 'groupId', groupId) }
  expect(await meeting(none)).toEqual(['no1', 'no3', 'no5'])
  expect(await found((t) => among(sql`a.id`, inGroup(t, groupId), size))).toEqual(['no2', 'no4', 'no6'])
})

it('of many people whom a change concerns the first are given, and how many they are', async () => {
  const everybody = (t: TenantDb) => sql`select id from accounts where tenant_id = ${t.tenantId}`
  const all = await inTenant((t) => firstOf(t, everybody(t), 6))
  expect(all).toEqual({ ids: all.ids.toSorted(), count: 6 })
  expect(await inTenant((t) => firstOf(t, everybody(t), 4))).toEqual({ ids: all.ids.slice(0, 4), count: 6 })
})
