import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import type { Change } from '../core/changes/change.ts'
import { carryOut } from '../store/carry-out.ts'
import { checkDirectory } from '../store/check.ts'
import { listJournal } from '../store/journal.ts'
import { openStore, row, rows, type Store, type TenantDb, withTenant } from '../store/store.ts'
import { insertTenant } from '../store/tenants.ts'
import type { Admit } from './admit.ts'
import { settleByTheClock } from './by-the-clock.ts'
import { hourly } from './hourly.ts'

const day = 86_400_000
const tenantId = randomUUID()
const [soon, sales, ana] = [randomUUID(), randomUUID(), randomUUID()]
let now = Date.UTC(2030, 0, 15, 9)
let store: Store
let admit: Admit

const inTenant = <T>(use: (t: TenantDb) => Promise<T>) => withTenant(store, tenantId, use)
const does = (change: Change) =>
  inTenant((t) => carryOut(t, change, { actor: null, actorKind: 'system', reason: null, operationId: null, at: now }))
const groupsOfAna = async () =>
  (
    await inTenant((t) =>
      rows(t, sql<{ id: string }>`select group_id as id from group_members where tenant_id = ${tenantId} order by 1`),
    )
  ).map(({ id }) => id)
const entries = async () =>
  (await inTenant((t) => listJournal(t, { limit: 100 }))).filter(({ kind }) => kind === 'reprocess_group')

beforeAll(async () => {
  store = openStore(await freshDatabase())
  admit = { store, now: () => now } as Admit
  await inTenant((t) => insertTenant(t, { name: 'clock', isDemo: false }))
  await does({ do: 'put_domain', domain: { name: 'clock.example', isVerified: true, isDefault: true } })
  await does({
    do: 'create_account',
    account: {
      ...{ id: ana, signInName: 'ana@clock.example', displayName: 'Ana', userType: 'member', isEnabled: true },
      attributes: { department: 'Sales', employeeHireDate: new Date(now + 10 * day).toISOString() },
    },
  })
  const group = (id: string, name: string, rule: string) =>
    does({ do: 'create_group', group: { id, name, description: null, rule } })
  await group(soon, 'Starts within a week', 'user.employeeHireDate -le system.now -plus p7d')
  await group(sales, 'Sales', 'user.department -eq "Sales"')
})
afterAll(() => store.close())

it('lets somebody in when their day has come, with one entry in the journal, and asks no rule that knows no clock', async () => {
  expect(await groupsOfAna()).toEqual([sales])
  await settleByTheClock(admit)
  expect([await groupsOfAna(), await entries()]).toEqual([[sales], []])

  now += 4 * day
  await settleByTheClock(admit)
  await settleByTheClock(admit)
  expect(await groupsOfAna()).toEqual([soon, sales].sort())
  expect(await entries()).toMatchObject([{ entityId: soon, actorKind: 'system', reason: 'time has gone on' }])
  expect((await inTenant((t) => checkDirectory(t, now))).faults).toEqual([])
})

it('gives every organisation the permissions that this version has, after an update', async () => {
  const scopes = () =>
    inTenant((t) =>
      row(t, sql<{ n: number }>`select sum(jsonb_array_length(scopes)) as n from apps where tenant_id = ${tenantId}`),
    )
  for (const task of hourly) await task(admit)
  const now = await scopes()
  expect(now?.n).toBeGreaterThan(20)
  await inTenant((t) => sql`update apps set scopes = '[]' where tenant_id = ${tenantId}`.execute(t.db))
  for (const task of hourly) await task(admit)
  expect(await scopes()).toEqual(now)
})
