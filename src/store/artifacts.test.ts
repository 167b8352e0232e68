import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import {
  consumeArtifactRows,
  deleteArtifacts,
  findArtifactRows,
  type NewArtifact,
  upsertArtifacts,
} from './artifacts.ts'
import { openStore, row, type Store, type TenantDb, withTenant } from './store.ts'
import { insertTenant } from './tenants.ts'

const tenantId = randomUUID()
const now = 1_000_000
let store: Store
const inTenant = <T>(use: (t: TenantDb) => Promise<T>) => withTenant(store, tenantId, use)

const kept = (model: string, id: string, more: Partial<NewArtifact> = {}): NewArtifact => ({
  ...{ model, id, payload: { of: `${model} ${id}` }, grantId: null, uid: null, userCode: null, expiresAt: now + 1 },
  ...more,
})
const token = (id: string) => ({ model: 'RefreshToken', id })

beforeAll(async () => {
  store = openStore(await freshDatabase())
  await inTenant(async (t) => {
    await insertTenant(t, { name: 'many', isDemo: false })
    await upsertArtifacts(
      t,
      Array.from({ length: 5000 }, (_, i) => [
        kept('Grant', `g${i}`, { expiresAt: i === 2 ? now : null }),
        kept('RefreshToken', `t${i}`, { grantId: `g${i}` }),
      ]).flat(),
    )
  })
})
afterAll(() => store.close())

describe('what the protocol keeps', () => {
  it('is found in the order asked for, with the grant it came of as long as that stands', () =>
    inTenant(async (t) => {
      await upsertArtifacts(t, [kept('RefreshToken', 'over', { expiresAt: now })])
      const keys = [token('t2'), token('over'), { model: 'Grant', id: 'g7' }, token('g7'), token('t1'), token('t1')]
      const of1 = { payload: { of: 'RefreshToken t1' }, consumedAt: null, grant: { of: 'Grant g1' } }
      expect(await findArtifactRows(t, keys, now)).toEqual([
        { payload: { of: 'RefreshToken t2' }, consumedAt: null, grant: null },
        null,
        { payload: { of: 'Grant g7' }, consumedAt: null, grant: null },
        null,
        of1,
        of1,
      ])
    }))

  it('is used once, of equal ones by one, and gone when it is removed', () =>
    inTenant(async (t) => {
      const both = [token('t3'), { model: 'Grant', id: 't3' }, token('t3')]
      expect(await consumeArtifactRows(t, both, now)).toEqual([true, false, false])
      expect(await consumeArtifactRows(t, [token('t4'), token('t3')], now)).toEqual([true, false])
      await deleteArtifacts(t, [token('t3'), { model: 'Grant', id: 'g4' }])
      const [gone, left, other] = await findArtifactRows(t, [token('t3'), token('t4'), token('t5')], now)
      expect(gone).toBeNull()
      expect(left).toMatchObject({ consumedAt: now, grant: null })
      expect(other).toMatchObject({ consumedAt: null, grant: { of: 'Grant g5' } })
    }))

  it('is looked up, though nobody has counted how many there are', () =>
    inTenant(async (t) => {
      const keys = Array.from({ length: 16 }, (_, i) => token(`t${100 + i}`))
      const before = await readSoFar(t)
      await findArtifactRows(t, keys, now)
      await consumeArtifactRows(t, keys, now)
      await deleteArtifacts(t, keys)
      // Each of them, its grant once, and what an update reads of itself.
      expect((await readSoFar(t)) - before).toBeLessThan(16 * 6)
    }))
})

/** How many artifacts were read in this transaction, whichever way. */
const readSoFar = async (t: TenantDb) =>
  (
    await row(
      t,
      sql<{
        n: number
      }>`select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as n from pg_stat_xact_user_tables where relname = 'artifacts'`,
    )
  )?.n ?? 0
