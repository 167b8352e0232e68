import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { carryOut } from './carry-out.ts'
import { openStore, type Store, withTenant } from './store.ts'
import { loadTenantPart } from './tenant-part.ts'
import { insertTenant } from './tenants.ts'

let store: Store
const [open, shut] = [randomUUID(), randomUUID()]
const by = { actor: null, actorKind: 'system' as const, reason: null, operationId: null, at: 1000 }
const everybody = { who: 'everybody', groupId: null, proofs: 1 } as const

beforeAll(async () => {
  store = openStore(await freshDatabase(), 4, { unsent: ['phone'] })
  for (const id of [open, shut]) await withTenant(store, id, (t) => insertTenant(t, { name: id, isDemo: false }))
  await withTenant(store, open, (t) => carryOut(t, { do: 'set_self_service_reset', rules: everybody }, by))
})
afterAll(() => store.close())

const partOf = (id: string) => withTenant(store, id, loadTenantPart)

it('D2: an upgrade makes no phone a proof where people reset their passwords already', async () => {
  expect((await partOf(open)).selfServiceReset).toEqual(everybody)
  await sql`alter table tenants drop column reset_methods`.execute(store.db)
  const upgrade = await readFile(new URL('./migrations/0039_reset_methods.sql', import.meta.url), 'utf8')
  await sql.raw(upgrade).execute(store.db)
  expect((await partOf(open)).selfServiceReset).toEqual({ ...everybody, methods: ['email', 'totp'] })
  expect((await partOf(shut)).selfServiceReset).toBeUndefined()
  await withTenant(store, shut, (t) => carryOut(t, { do: 'set_self_service_reset', rules: everybody }, by))
  expect((await partOf(shut)).selfServiceReset).toEqual(everybody)
})

it('what nothing here sends is said with the organisation, and not with one whose messages are shown', async () => {
  expect((await partOf(open)).unsent).toEqual(['phone'])
  const demo = randomUUID()
  await withTenant(store, demo, (t) => insertTenant(t, { name: 'Meridian', isDemo: true }))
  expect(await partOf(demo)).not.toHaveProperty('unsent')
})
