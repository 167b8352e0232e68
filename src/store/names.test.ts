import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { freeNames } from './names.ts'
import { openStore, rows, type Store, type TenantDb, withTenant } from './store.ts'
import { insertTenant } from './tenants.ts'

const tenantId = randomUUID()
let store: Store
const inTenant = <T>(use: (t: TenantDb) => Promise<T>) => withTenant(store, tenantId, use)

beforeAll(async () => {
  store = openStore(await freshDatabase())
  await inTenant(async (t) => {
    await insertTenant(t, { name: 'many', isDemo: false })
    await sql`insert into accounts (tenant_id, id, sign_in_name, name_key, display_name, created_at)
      select ${tenantId}::uuid, gen_random_uuid(), 'p' || i || '@many.example', 'p' || i || '@many.example', 'Person ' || i, 0
      from generate_series(1, 30000) i`.execute(t.db)
  })
  await sql`analyze accounts`.execute(store.db)
})
afterAll(() => store.close())

/** How often each table was read from one end to the other in this transaction. */
const readWhole = (t: TenantDb) =>
  rows(
    t,
    sql<{ name: string }>`select relname as name from pg_stat_xact_user_tables
      where relname in ('accounts', 'account_aliases') and seq_tup_read > 0`,
  )

describe('whether names are free', () => {
  it('is looked up, for one and for a thousand, in a directory of many', () =>
    inTenant(async (t) => {
      const name = (i: number) => ({ accountId: randomUUID(), name: `new${i}@many.example` })
      await freeNames(t, [name(0)])
      await freeNames(
        t,
        Array.from({ length: 1000 }, (_, i) => name(i)),
      )
      expect(await readWhole(t)).toEqual([])
    }))

  it('is found out all the same', () =>
    inTenant(async (t) => {
      const taken = [{ accountId: randomUUID(), name: 'P29000@many.example' }]
      await expect(freeNames(t, taken)).rejects.toMatchObject({ code: 'user.name_taken' })
    }))
})
