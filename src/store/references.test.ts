import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { json, openStore, row, type Store, type TenantDb, withTenant } from './store.ts'
import { insertTenant } from './tenants.ts'

const tenantId = randomUUID()
let store: Store
const inTenant = <T>(use: (t: TenantDb) => Promise<T>) => withTenant(store, tenantId, use)

beforeAll(async () => {
  store = openStore(await freshDatabase())
  await inTenant((t) => insertTenant(t, { name: 'references', isDemo: false }))
})
afterAll(() => store.close())

async function aPerson(): Promise<string> {
  const id = randomUUID()
  await inTenant((t) =>
    sql`insert into accounts (tenant_id, id, sign_in_name, name_key, display_name, created_at)
      values (${tenantId}, ${id}, ${id}, ${id}, 'Somebody', 0)`.execute(t.db),
  )
  return id
}

async function aGroup(): Promise<string> {
  const id = randomUUID()
  await inTenant((t) =>
    sql`insert into groups (tenant_id, id, name, name_look, created_at) values (${tenantId}, ${id}, ${id}, ${id}, 0)`.execute(
      t.db,
    ),
  )
  return id
}

async function aProduct(): Promise<string> {
  const id = randomUUID()
  await inTenant((t) =>
    sql`insert into products (tenant_id, id, sku_part_number, name, plans, status, seats)
      values (${tenantId}, ${id}, ${id}, 'Work', ${json([])}, 'enabled', 10)`.execute(t.db),
  )
  return id
}

const joins = (t: TenantDb, groupId: string, accountId: string) =>
  sql`insert into group_members (tenant_id, group_id, account_id, how) values (${tenantId}, ${groupId}, ${accountId}, 'direct')`.execute(
    t.db,
  )
const gets = (t: TenantDb, productId: string, accountId: string) =>
  sql`insert into licence_assignments (tenant_id, account_id, product_id) values (${tenantId}, ${accountId}, ${productId})`.execute(
    t.db,
  )
const erases = (t: TenantDb, table: 'accounts' | 'groups' | 'products', id: string) =>
  sql`delete from ${sql.table(table)} where tenant_id = ${tenantId} and id = ${id}`.execute(t.db)
const count = (table: 'group_members' | 'licence_assignments') =>
  inTenant(async (t) => (await row(t, sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`))?.n)

const dangling = { code: '23503' }

it('a membership or a path to a product that points at nothing is refused', async () => {
  const [person, group, product] = [await aPerson(), await aGroup(), await aProduct()]
  await expect(inTenant((t) => joins(t, group, randomUUID()))).rejects.toMatchObject(dangling)
  await expect(inTenant((t) => joins(t, randomUUID(), person))).rejects.toMatchObject(dangling)
  await expect(inTenant((t) => gets(t, product, randomUUID()))).rejects.toMatchObject(dangling)
  await expect(inTenant((t) => gets(t, randomUUID(), person))).rejects.toMatchObject(dangling)
  expect([await count('group_members'), await count('licence_assignments')]).toEqual([0, 0])
})

it('a person who is erased, and a group, take their memberships and paths along; a product that somebody has stays', async () => {
  const [person, group, other, product] = [await aPerson(), await aGroup(), await aGroup(), await aProduct()]
  await inTenant(async (t) => {
    await joins(t, group, person)
    await joins(t, other, person)
    await gets(t, product, person)
  })
  await expect(inTenant((t) => erases(t, 'products', product))).rejects.toMatchObject(dangling)
  await inTenant((t) => erases(t, 'groups', group))
  expect(await count('group_members')).toBe(1)
  await inTenant((t) => erases(t, 'accounts', person))
  expect([await count('group_members'), await count('licence_assignments')]).toEqual([0, 0])
  const used = await inTenant((t) => row(t, sql`select seats_used as n from products where id = ${product}`))
  expect(used).toEqual({ n: 0 })
  await inTenant((t) => erases(t, 'products', product))
})

it('whoever joins while the person is erased is either taken along or refused', async () => {
  for (const first of ['join', 'erase'] as const) {
    const [person, group] = [await aPerson(), await aGroup()]
    const work = {
      join: (t: TenantDb) => joins(t, group, person),
      erase: (t: TenantDb) => erases(t, 'accounts', person),
    }
    const second = first === 'join' ? 'erase' : 'join'
    const { promise: isBegun, resolve: begun } = Promise.withResolvers<void>()
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>()
    const one = inTenant(async (t) => {
      await work[first](t)
      begun()
      await mayEnd
    })
    await isBegun
    const two = inTenant(work[second]).then(
      () => 'done',
      (error) => error.code,
    )
    await waiting()
    end()
    await one
    expect(await two).toBe(first === 'join' ? 'done' : dangling.code)
    expect(await count('group_members')).toBe(0)
  }
})

/** Until a transaction waits for another. */
async function waiting(): Promise<void> {
  const isWaiting = sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
  while ((await isWaiting.execute(store.db)).rows.length === 0);
}
