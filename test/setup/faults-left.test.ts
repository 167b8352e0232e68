import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { carryOut } from '../../src/store/carry-out.ts'
import { type TenantDb, withTenant, withTenantAtOneInstant } from '../../src/store/store.ts'
import { emptyTenant } from '../support/imports.ts'
import { leavesFaults } from './databases.ts'
import { type Watched, watchDirectories } from './faults-left.ts'

let tenant: Awaited<ReturnType<typeof emptyTenant>>
let watched: Watched
beforeAll(async () => {
  tenant = await emptyTenant()
  watched = watchDirectories(tenant.databaseUrl)
})
afterAll(async () => {
  await watched.end()
  await tenant.admit.store.close()
})

const within = (work: (t: TenantDb) => Promise<unknown>) => withTenant(tenant.admit.store, tenant.viewer.tenantId, work)
const by = { actor: null, actorKind: 'system', reason: null, operationId: null, at: Date.UTC(2030, 0, 15) } as const
const addGroup = (t: TenantDb, name: string) =>
  carryOut(t, { do: 'create_group', group: { id: randomUUID(), name, description: null, rule: null } }, by)
const loseManager = (t: TenantDb) =>
  sql`update accounts set manager_id = gen_random_uuid() where tenant_id = ${t.tenantId}`.execute(t.db)

it('a directory that changed and is not whole is told once', async () => {
  leavesFaults('a manager who is nobody is written by hand, to be found')
  expect(await watched.newFaults('changed')).toEqual([])
  await within(async (t) => {
    await loseManager(t)
    await addGroup(t, 'Ones')
  })
  expect(await watched.newFaults('changed')).toMatchObject([{ what: 'dangling', entity: 'account' }])
  await within((t) => addGroup(t, 'Others'))
  expect(await watched.newFaults('changed')).toEqual([])
  // Another fault is another one, and one that no journal tells of is found where every directory is looked at.
  await within(loseManager)
  expect(await watched.newFaults('changed')).toEqual([])
  expect(await watched.newFaults('every')).toMatchObject([{ what: 'dangling', entity: 'account' }])
})

it('a check reads as of one instant, whatever changes meanwhile, and writes nothing', async () => {
  const { store } = tenant.admit
  const { tenantId } = tenant.viewer
  const groups = (t: TenantDb) =>
    sql`select name from groups where tenant_id = ${tenantId} order by name`.execute(t.db).then(({ rows }) => rows)
  await withTenantAtOneInstant(store, tenantId, async (t) => {
    const before = await groups(t)
    await within((other) => addGroup(other, 'Meanwhile'))
    expect(await groups(t)).toEqual(before)
  })
  expect(await within(groups)).toContainEqual({ name: 'Meanwhile' })
  await expect(withTenantAtOneInstant(store, tenantId, (t) => addGroup(t, 'Never'))).rejects.toThrow('read-only')
})
