import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { findAccount } from './accounts.ts'
import { presentAccounts } from './directory-lists.ts'
import { anyPage, pageOf } from './lists.ts'
import { carryOut } from './carry-out.ts'
import { findPasswordHash } from './credentials.ts'
import { verifyJournal } from './journal.ts'
import { openStore, type Store, withTenant } from './store.ts'
import { insertTenant } from './tenants.ts'
import { leavesFaults } from '../../test/setup/databases.ts'

let store: Store
const [ours, theirs] = [randomUUID(), randomUUID()]
const accountId = randomUUID()
const by = { actor: null, actorKind: 'system' as const, reason: null, operationId: null, at: 1000 }

beforeAll(async () => {
  store = openStore(await freshDatabase())
  for (const id of [ours, theirs]) await withTenant(store, id, (t) => insertTenant(t, { name: id, isDemo: false }))
  await withTenant(store, ours, (t) =>
    carryOut(
      t,
      {
        do: 'create_account',
        account: {
          id: accountId,
          signInName: 'ann@ours.example',
          displayName: 'Ann',
          userType: 'member',
          isEnabled: true,
          attributes: {},
        },
      },
      by,
    ),
  )
})
afterAll(() => store.close())

describe('SEC-30: tenants', () => {
  it('do not see each other', async () => {
    expect(await withTenant(store, ours, (t) => findAccount(t, accountId))).toMatchObject({ displayName: 'Ann' })
    expect(await withTenant(store, theirs, (t) => findAccount(t, accountId))).toBeNull()
    expect(
      (await withTenant(store, theirs, (t) => pageOf(t, presentAccounts, { ...anyPage, limit: 10 }))).items,
    ).toEqual([])
    expect(await withTenant(store, theirs, (t) => findPasswordHash(t, accountId))).toBeNull()
  })
  it('are walled off by the database too, where a query forgets its tenant', async () => {
    const count = (tenant: string) =>
      withTenant(
        store,
        tenant,
        async (t) => (await sql<{ n: number }>`select count(*) as n from accounts`.execute(t.db)).rows[0]?.n,
      )
    expect(await count(ours)).toBe(1)
    expect(await count(theirs)).toBe(0)
    expect((await sql<{ n: number }>`select count(*) as n from accounts`.execute(store.db)).rows[0]?.n).toBe(0)
  })
})

describe('SEC-34: the journal', () => {
  it('is append-only, and says so', async () => {
    await expect(withTenant(store, ours, (t) => sql`update journal set kind = 'other'`.execute(t.db))).rejects.toThrow(
      'append-only',
    )
    await expect(withTenant(store, ours, (t) => sql`delete from journal`.execute(t.db))).rejects.toThrow('append-only')
  })
  it('finds what was altered behind its back', async () => {
    leavesFaults('an entry is altered, to be found')
    expect(await withTenant(store, ours, verifyJournal)).toMatchObject({ ok: true })
    await withTenant(store, ours, async (t) => {
      await sql`alter table journal disable trigger journal_append_only`.execute(t.db)
      await sql`update journal set payload = jsonb_set(payload, '{after,displayName}', '"Eve"') where seq = 1`.execute(
        t.db,
      )
      await sql`alter table journal enable trigger journal_append_only`.execute(t.db)
    })
    expect(await withTenant(store, ours, verifyJournal)).toMatchObject({ ok: false, brokenAt: 1 })
  })
})
