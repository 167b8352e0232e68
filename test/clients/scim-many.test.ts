import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { checkDirectory } from '../../src/store/check.ts'
import { row, rows, type TenantDb, withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { groupSchema, patchOf, type Scim, scimClient } from '../support/scim-client.ts'

const many = 10_001
const product = randomUUID()
let served: Served
let scim: Scim
let tokenId: string
let ids: readonly string[]

const inTenant = <T>(work: (t: TenantDb) => Promise<T>) =>
  withTenant(served.running.admit.store, served.demo.tenant.id, work)
const members = (groupId: string) =>
  inTenant(async (t) => {
    const one = await row(t, sql<{ n: number }>`select count(*) as n from group_members where group_id = ${groupId}`)
    const used = await row(t, sql<{ n: number }>`select seats_used as n from products where id = ${product}`)
    return [one?.n, used?.n]
  })

beforeAll(async () => {
  served = await serveDemo()
  ;({ scim, tokenId } = await scimClient(served))
  ids = await inTenant(async (t) => {
    const made = await rows(
      t,
      sql<{
        id: string
      }>`insert into accounts (tenant_id, id, sign_in_name, name_key, display_name, attributes, created_at)
        select ${t.tenantId}::uuid, gen_random_uuid(), 'm' || i || '@meridian.example', 'm' || i || '@meridian.example', 'Many ' || i,
          '{"usageLocation": "FR"}', 0 from generate_series(1, ${many}::int) i returning id`,
    )
    return made.map(({ id }) => id)
  })
  // As the database does by itself, a while after so many came.
  await sql`analyze accounts`.execute(served.running.admit.store.db)
}, 60_000)
afterAll(() => served.stop())

/** A group of the client's that gives a product of 9,000 seats. */
async function aGroup(displayName: string): Promise<string> {
  const { body } = await scim('POST', '/Groups', { schemas: [groupSchema], displayName })
  const groupId = String(body['id'])
  const bought = { id: product, name: 'Many', plans: [], status: 'enabled', expiresAt: null, seats: 9000 } as const
  await applyChanges(
    served.running.admit,
    commandLine(served.demo.tenant.id),
    [
      { do: 'put_product', product: bought },
      { do: 'assign_group_licence', groupId, productId: product, disabledPlans: [] },
    ],
    null,
  )
  return groupId
}

const named = (some: readonly string[]) => some.map((value) => ({ value }))
const patch = (groupId: string, ...operations: readonly object[]) =>
  scim('PATCH', `/Groups/${groupId}`, patchOf(...operations))

describe('SEC-28: a PATCH of a group', () => {
  it('changes 10,000 memberships at once, with their licences and entries, and no more', async () => {
    const groupId = await aGroup('Ten thousand')
    const add = (some: readonly string[]) => ({ op: 'Add', path: 'members', value: named(some) })
    const tooMany = await patch(groupId, add(ids.slice(0, 5001)), add(ids.slice(5001)))
    expect([tooMany.status, await members(groupId)]).toEqual([413, [0, 0]])

    const began = Date.now()
    expect((await patch(groupId, add(ids.slice(0, 10_000)))).status).toBeLessThan(300)
    expect(Date.now() - began).toBeLessThan(60_000)
    expect(await members(groupId)).toEqual([10_000, 9000])
    const entries = await inTenant((t) =>
      row(
        t,
        sql<{
          n: number
          operations: number
        }>`select count(*) as n, count(distinct operation_id) as operations from journal
          where kind = 'add_to_group' and actor = ${tokenId} and payload -> 'change' ->> 'groupId' = ${groupId}
            and payload -> 'after' -> 'memberOf' @> ${JSON.stringify([{ groupId }])}::jsonb`,
      ),
    )
    expect(entries).toEqual({ n: 10_000, operations: 1 })

    // Some go, some come, the rest stay; those who waited for a seat get one.
    const moved = await patch(
      groupId,
      { op: 'Remove', path: 'members', value: named(ids.slice(0, 4000)) },
      add(ids.slice(10_000)),
    )
    expect([moved.status < 300, await members(groupId)]).toEqual([true, [6001, 6001]])
    expect(
      (await patch(groupId, { op: 'Replace', path: 'members', value: named(ids.slice(0, 30)) })).status,
    ).toBeLessThan(300)
    expect(await members(groupId)).toEqual([30, 30])
    const check = await inTenant((t) => checkDirectory(t, Date.now()))
    expect(check.faults).toEqual([])
  }, 180_000)

  it('SEC-31: with somebody among them whom the token may not touch changes nobody', async () => {
    const groupId = await aGroup('With an administrator')
    const admin = served.demo.people.find((one) => one.key === 'admin')?.id as string
    const value = named([...ids.slice(0, 500), admin])
    expect((await patch(groupId, { op: 'Add', path: 'members', value })).status).toBe(403)
    expect(
      (await patch(groupId, { op: 'Add', path: 'members', value: named([...ids.slice(0, 500), randomUUID()]) })).status,
    ).toBe(400)
    expect((await members(groupId))[0]).toBe(0)
  }, 60_000)
})
