import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { openStore, row, rows, type Store, type TenantDb, withTenant, withTenantAtOnce } from './store.ts'
import { insertTenant } from './tenants.ts'

let store: Store
const [ours, theirs] = [randomUUID(), randomUUID()]

beforeAll(async () => {
  // One connection: whoever comes next has the one that was used before.
  store = openStore(await freshDatabase(), 1)
  for (const id of [ours, theirs])
    await withTenant(store, id, (t) => insertTenant(t, { name: 'Meridian', isDemo: false }))
})
afterAll(() => store.close())

const domain = (t: TenantDb, name: string) =>
  sql`insert into domains (tenant_id, name, is_verified, is_default) values (${t.tenantId}, ${name}, true, false)`.execute(
    t.db,
  )
const domains = (id: string) =>
  withTenant(store, id, async (t) =>
    (await rows(t, sql<{ name: string }>`select name from domains`)).map((d) => d.name),
  )
const fail = (t: TenantDb) => sql`select 1 / 0`.execute(t.db)

describe.each([
  ['waits for answers', withTenant],
  ['sends all at once', withTenantAtOnce],
])('a transaction that %s', (_, within) => {
  it('is one tenant’s alone, and gives what its work gives', async () => {
    const found = await within(store, ours, (t) =>
      row(t, sql<{ ids: readonly string[] }>`select jsonb_agg(id) as ids from tenants where id = ${t.tenantId}`),
    )
    expect(found?.ids).toEqual([ours])
  })

  it('is undone whole where one of the statements fails that were sent together', async () => {
    const work = within(store, ours, (t) => Promise.all([domain(t, 'a.example'), fail(t), domain(t, 'b.example')]))
    await expect(work).rejects.toThrow('division by zero')
    expect(await domains(ours)).toEqual([])
  })

  it('refuses what is sent after its end, which would be in the transaction of whoever comes next', async () => {
    const kept = await within(store, ours, async (t) => t)
    const next = withTenant(store, theirs, (t) => sql`select pg_sleep(0.2)`.execute(t.db))
    const refused = expect(domain(kept, 'late.example')).rejects.toThrow('after the end of its transaction')
    await Promise.all([refused, next])
    expect(await domains(ours)).toEqual([])
    expect(await domains(theirs)).toEqual([])
  })
})

it('work that waits before it sends the rest is refused, and nothing of it stands', async () => {
  const work = withTenantAtOnce(store, ours, async (t) => {
    await sql`select 1`.execute(t.db)
    await domain(t, 'second.example')
  })
  await expect(work).rejects.toThrow('after the end of its transaction')
  expect(await domains(ours)).toEqual([])
})
