import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { aMove, type Cast, productFor } from '../../test/support/directory-sequences.ts'
import type { Change } from '../core/changes/change.ts'
import { AppError } from '../errors.ts'
import { aSnapshot } from '../../test/support/a-snapshot.ts'
import { applyChange } from '../core/changes/apply.ts'
import { eachAccount, findAccount } from './accounts.ts'
import { carryOut } from './carry-out.ts'
import { checkDirectory } from './check.ts'
import { concernedBy, firstOf } from './concerned.ts'
import { settleAtLast, leaveUnsettled } from './settle.ts'
import { json, openStore, rows, type Store, type TenantDb, withTenant } from './store.ts'
import { loadTenantPart } from './tenant-part.ts'
import { insertTenant } from './tenants.ts'
import { leavesFaults } from '../../test/setup/databases.ts'

const at = Date.UTC(2030, 0, 15, 9)
let store: Store

beforeAll(async () => {
  store = openStore(await freshDatabase())
})
afterAll(() => store.close())

const ids = (n: number) => Array.from({ length: n }, () => randomUUID())
const by = { actor: null, actorKind: 'system', reason: null, operationId: null, at } as const

/** A tenant with people, groups and products and nothing between them yet; `work` runs in it. */
async function aTenant(seats = 3): Promise<{ readonly tenantId: string; readonly cast: Cast }> {
  const tenantId = randomUUID()
  const cast: Cast = { people: ids(12).sort(), assigned: ids(3), dynamic: ids(2), products: ids(5).sort() }
  await withTenant(store, tenantId, async (t) => {
    await insertTenant(t, { name: 'settling', isDemo: false })
    const people = cast.people.map((id, i) => ({ id, i, place: i % 5 === 0 ? {} : { usageLocation: 'FR' } }))
    await sql`insert into accounts (tenant_id, id, sign_in_name, name_key, display_name, attributes, created_at)
      select ${tenantId}::uuid, (r ->> 'id')::uuid, r ->> 'id', r ->> 'id', 'Person ' || (r ->> 'i'), r -> 'place', 0
      from jsonb_array_elements(${json(people)}) r`.execute(t.db)
    for (const [i, id] of [...cast.assigned, ...cast.dynamic].entries())
      await does(t, {
        do: 'create_group',
        group: {
          id,
          name: `Group ${i}`,
          description: null,
          rule: cast.dynamic.includes(id) ? 'user.department -eq "Sales"' : null,
        },
      })
    for (const n of cast.products.keys())
      await does(t, { do: 'put_product', product: productFor(cast.products, n, seats, true) })
  })
  return { tenantId, cast }
}

const does = (t: TenantDb, change: Change) => carryOut(t, change, by)

/** Carries out the change in its own transaction; false where the directory refuses it. */
async function tried(tenantId: string, change: Change): Promise<boolean> {
  try {
    await withTenant(store, tenantId, (t) => does(t, change))
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

const isWhole = (t: TenantDb) => checkDirectory(t, at)

describe('A10, A11: memberships and licences', () => {
  it('are after any changes what they would be if everything were worked out anew', async () => {
    let [done, refused] = [0, 0]
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const { tenantId, cast } = await aTenant()
        const changes = fc.sample(aMove(cast), { numRuns: 40, seed })
        const story: Change[] = []
        for (const change of changes) {
          story.push(change)
          if (await tried(tenantId, change)) done++
          else refused++
          const { faults } = await withTenant(store, tenantId, isWhole)
          expect({ faults, story: faults.length > 0 ? story.slice(-6) : [] }).toEqual({ faults: [], story: [] })
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 8) },
    )
    expect(done).toBeGreaterThan(refused)
  }, 180_000)

  it('change for nobody but those whom a change is said to concern', async () => {
    const { tenantId, cast } = await aTenant()
    let [spared, concerned] = [0, 0]
    for (const change of fc.sample(aMove(cast), { numRuns: 200, seed: 5 })) {
      await withTenant(store, tenantId, async (t) => {
        const tenant = await loadTenantPart(t)
        const { ids } = await firstOf(t, await concernedBy(t, tenant, [change], at), cast.people.length)
        for await (const account of eachAccount(t)) {
          if (ids.includes(account.id)) continue
          const after = applyChange(aSnapshot({ now: at, account, app: null, tenant }), change).account
          expect({ change, after }).toEqual({ change, after: account })
          spared++
        }
        concerned += cast.people.length
      })
      await tried(tenantId, change)
    }
    expect(spared).toBeGreaterThan(concerned / 4)
  }, 60_000)

  it('are the same whether settled one by one or all at the end', async () => {
    const { tenantId, cast } = await aTenant()
    const changes = fc.sample(aMove(cast), { numRuns: 60, seed: 11 })
    await withTenant(store, tenantId, async (t) => {
      await leaveUnsettled(t)
      for (const [i, change] of changes.entries()) {
        await sql`savepoint ${sql.id(`s${i}`)}`.execute(t.db)
        await does(t, change).catch(async (error) => {
          if (!(error instanceof AppError)) throw error
          await sql`rollback to savepoint ${sql.id(`s${i}`)}`.execute(t.db)
        })
      }
      await settleAtLast(t, at)
      expect((await isWhole(t)).faults).toEqual([])
    })
  })
})

describe('A10: rules that ask for groups or plans', () => {
  it('follow what other rules and licences make of people, in sets as one by one, and never in circles', async () => {
    const { tenantId, cast } = await aTenant(20)
    const [first, second] = cast.dynamic as [string, string]
    const [byHand] = cast.assigned as [string]
    const given = cast.products[3] as string
    for (const n of cast.products.keys())
      await tried(tenantId, { do: 'put_product', product: productFor(cast.products, n, 20, false) })
    const membersOf = (groupId: string) =>
      withTenant(store, tenantId, async (t) => {
        expect((await isWhole(t)).faults).toEqual([])
        const members = await rows(
          t,
          sql<{
            id: string
          }>`select account_id as id from group_members where tenant_id = ${tenantId} and group_id = ${groupId} order by 1`,
        )
        return members.map(({ id }) => id)
      })
    const [one, two, three] = cast.people as [string, string, string]
    await tried(tenantId, { do: 'set_attribute', accountId: one, name: 'department', value: 'Legal' })
    const askWho = `user.memberOf -any (group.objectId -in ['${first}', '${byHand}'])`
    expect(await tried(tenantId, { do: 'edit_rule', groupId: second, rule: askWho })).toBe(true)
    expect(await membersOf(second)).toEqual([])
    await tried(tenantId, { do: 'edit_rule', groupId: first, rule: 'user.department -eq "Legal"' })
    await tried(tenantId, { do: 'add_to_group', accountId: two, groupId: byHand })
    expect(await membersOf(second)).toEqual([one, two])
    // Neither may ask who is in the other, nor a group for itself.
    for (const [groupId, other] of [
      [first, second],
      [first, byHand],
      [second, second],
    ] as const) {
      const rule = `user.memberOf -any (group.objectId -in ['${other}'])`
      expect(await tried(tenantId, { do: 'edit_rule', groupId, rule })).toBe(false)
    }

    // Who was in a group that is deleted is in it no more for those who ask, until it comes back.
    await tried(tenantId, { do: 'delete_group', groupId: byHand })
    expect(await membersOf(second)).toEqual([one])
    await tried(tenantId, { do: 'restore_group', groupId: byHand })
    expect(await membersOf(second)).toEqual([one, two])

    const askPlan = 'user.assignedPlans -any (assignedPlan.servicePlanId -eq "plan-3")'
    expect(await tried(tenantId, { do: 'edit_rule', groupId: second, rule: askPlan })).toBe(true)
    expect(await membersOf(second)).toEqual([])
    for (const accountId of cast.people)
      await tried(tenantId, { do: 'set_attribute', accountId, name: 'usageLocation', value: 'FR' })
    await tried(tenantId, { do: 'assign_group_licence', groupId: byHand, productId: given, disabledPlans: [] })
    await tried(tenantId, { do: 'assign_group_licence', groupId: first, productId: given, disabledPlans: [] })
    await tried(tenantId, { do: 'assign_licence', accountId: three, productId: given, disabledPlans: [] })
    expect(await membersOf(second)).toEqual([one, two, three])
    await tried(tenantId, { do: 'remove_group_licence', groupId: first, productId: given })
    await tried(tenantId, { do: 'remove_from_group', accountId: two, groupId: byHand })
    expect(await membersOf(second)).toEqual([three])

    // One that comes back asks nobody who is in the other by a rule that asks itself by then.
    await tried(tenantId, { do: 'remove_group_licence', groupId: byHand, productId: given })
    const askOne = `${askWho} -and user.displayName -match "^person"`
    expect(await tried(tenantId, { do: 'edit_rule', groupId: second, rule: askOne })).toBe(true)
    await tried(tenantId, { do: 'delete_group', groupId: second })
    const asks = `user.memberOf -any (group.objectId -in ['${byHand}']) -or user.department -eq "Legal"`
    expect(await tried(tenantId, { do: 'edit_rule', groupId: first, rule: asks })).toBe(true)
    await tried(tenantId, { do: 'add_to_group', accountId: two, groupId: byHand })
    await tried(tenantId, { do: 'restore_group', groupId: second })
    expect(await membersOf(first)).toEqual([one, two])
    expect(await membersOf(second)).toEqual([two])
  })
})

describe('A11: people without a place of use', () => {
  it('get what groups give where the organisation is, whether the place or the licence came first, and lose it with the place', async () => {
    for (const isPlaceFirst of [true, false]) {
      const { tenantId, cast } = await aTenant(20)
      const [groupId, productId] = [cast.assigned[0] as string, cast.products[3] as string]
      // With nothing to do with others, products are handed out by sets.
      for (const n of cast.products.keys())
        await tried(tenantId, { do: 'put_product', product: productFor(cast.products, n, 20, false) })
      for (const accountId of cast.people) await tried(tenantId, { do: 'add_to_group', accountId, groupId })
      const give: Change = { do: 'assign_group_licence', groupId, productId, disabledPlans: [] }
      const place: Change = { do: 'set_usage_location', country: 'SE' }
      const holders = () =>
        withTenant(store, tenantId, async (t) => {
          const { faults } = await isWhole(t)
          const held = await rows(
            t,
            sql<{
              n: number
            }>`select count(*) as n from licence_assignments where tenant_id = ${tenantId} and state = 'active'`,
          )
          return [held[0]?.n, faults]
        })
      for (const change of isPlaceFirst ? [place, give] : [give, place])
        expect(await tried(tenantId, change)).toBe(true)
      expect(await holders()).toEqual([12, []])
      // Given anew, with another plan left off: what is there is brought up to date.
      expect(await tried(tenantId, { ...give, disabledPlans: ['plan-3'] })).toBe(true)
      expect(await holders()).toEqual([12, []])
      expect(await tried(tenantId, { do: 'set_usage_location', country: null })).toBe(true)
      expect(await holders()).toEqual([9, []])
    }
  })
})

describe('A11: seats', () => {
  // The last product has to do with no other, and is handed out by sets.
  it.each([3, 4])('that come free are handed to those who wait, in the order of ids: product %i', async (n) => {
    const { tenantId, cast } = await aTenant(2)
    const [group, product] = [cast.assigned[0] as string, cast.products[n] as string]
    const placed = cast.people.filter((_, i) => i % 5 !== 0)
    await withTenant(store, tenantId, async (t) => {
      for (const accountId of placed.toReversed()) await does(t, { do: 'add_to_group', accountId, groupId: group })
      await does(t, { do: 'assign_group_licence', groupId: group, productId: product, disabledPlans: [] })
      expect(await holders(t, product)).toEqual(placed.slice(0, 2))
      await does(t, { do: 'remove_from_group', accountId: placed[0] as string, groupId: group })
      expect(await holders(t, product)).toEqual(placed.slice(1, 3))
      await does(t, { do: 'put_product', product: productFor(cast.products, n, 4, false) })
      expect(await holders(t, product)).toEqual(placed.slice(1, 5))
    })
  })

  it.each([3, 4])('are kept by who moves from one group to another, though none is free: product %i', async (n) => {
    const { tenantId, cast } = await aTenant(1)
    const [from, to] = cast.assigned as [string, string]
    const [one, other] = cast.people.slice(1, 3) as [string, string]
    const product = cast.products[n] as string
    await withTenant(store, tenantId, async (t) => {
      for (const groupId of [from, to])
        await does(t, { do: 'assign_group_licence', groupId, productId: product, disabledPlans: [] })
      await does(t, { do: 'add_to_group', accountId: other, groupId: from })
      await does(t, { do: 'add_to_group', accountId: one, groupId: from })
      expect(await holders(t, product)).toEqual([other])
      await leaveUnsettled(t)
      await does(t, { do: 'remove_from_group', accountId: other, groupId: from })
      await does(t, { do: 'add_to_group', accountId: other, groupId: to })
      await settleAtLast(t, at)
      expect(await holders(t, product)).toEqual([other])
    })
  })

  it('are had by every way by who has one, though no other is free', async () => {
    const { tenantId, cast } = await aTenant(1)
    const [groupId, later] = cast.assigned as [string, string]
    const [one, other] = cast.people.slice(1, 3) as [string, string]
    const product = cast.products[4] as string
    await withTenant(store, tenantId, async (t) => {
      await does(t, { do: 'assign_group_licence', groupId, productId: product, disabledPlans: [] })
      for (const accountId of [one, other]) await does(t, { do: 'add_to_group', accountId, groupId })
      await does(t, { do: 'add_to_group', accountId: other, groupId: later })
      expect(await holders(t, product)).toEqual([one])
      await leaveUnsettled(t)
      await does(t, { do: 'assign_group_licence', groupId: later, productId: product, disabledPlans: [] })
      await does(t, { do: 'put_product', product: productFor(cast.products, 4, 2, false) })
      await settleAtLast(t, at)
      expect(await holders(t, product)).toEqual([one, other])
      expect((await findAccount(t, other))?.licences).toMatchObject([{ error: null }, { error: null }])
      expect((await isWhole(t)).faults).toEqual([])
    })
  })

  it('are taken once when two administrators give the last one at the same time', async () => {
    const { tenantId, cast } = await aTenant(1)
    const product = cast.products[3] as string
    const outcomes = await Promise.all(
      cast.people
        .slice(1, 5)
        .map((accountId) =>
          tried(tenantId, { do: 'assign_licence', accountId, productId: product, disabledPlans: [] }),
        ),
    )
    expect(outcomes.filter(Boolean)).toHaveLength(1)
    await withTenant(store, tenantId, async (t) => {
      expect(await holders(t, product)).toHaveLength(1)
      expect((await isWhole(t)).faults).toEqual([])
    })
  })
})

it('A11: a group that is reprocessed takes back what it does not give', async () => {
  const { tenantId, cast } = await aTenant()
  const [groupId, accountId] = [cast.assigned[0] as string, cast.people[1] as string]
  await withTenant(store, tenantId, async (t) => {
    await does(t, { do: 'add_to_group', accountId, groupId })
    for (const productId of cast.products.slice(3))
      await sql`insert into licence_assignments (tenant_id, account_id, product_id, group_id, disabled_plans, state)
        values (${tenantId}, ${accountId}, ${productId}, ${groupId}, '[]', 'active')`.execute(t.db)
    expect((await isWhole(t)).faults).not.toEqual([])
    await does(t, { do: 'reprocess_group', groupId })
    expect((await isWhole(t)).faults).toEqual([])
    expect((await findAccount(t, accountId))?.licences).toEqual([])
  })
})

it('a check finds what was changed behind the back of the directory', async () => {
  leavesFaults('what does not follow is planted, to be found')
  const { tenantId, cast } = await aTenant()
  const [person, manager] = cast.people.slice(1) as [string, string]
  await withTenant(store, tenantId, async (t) => {
    await does(t, { do: 'assign_licence', accountId: person, productId: cast.products[3] as string, disabledPlans: [] })
    await sql`update products set seats_used = 7 where tenant_id = ${tenantId} and id = ${cast.products[3]}`.execute(
      t.db,
    )
    await sql`insert into group_members (tenant_id, group_id, account_id, how) values (${tenantId}, ${cast.dynamic[0]}, ${person}, 'rule')`.execute(
      t.db,
    )
    await sql`update accounts set manager_id = ${randomUUID()} where tenant_id = ${tenantId} and id = ${manager}`.execute(
      t.db,
    )
    const [a, b] = cast.assigned as [string, string]
    for (const [parent, child] of [
      [a, b],
      [b, a],
    ])
      await sql`insert into group_nesting (tenant_id, parent_id, child_id) values (${tenantId}, ${parent}, ${child})`.execute(
        t.db,
      )
    await sql`insert into licence_assignments (tenant_id, account_id, product_id, group_id) values (${tenantId}, ${manager}, ${cast.products[0]}, ${cast.assigned[0]})`.execute(
      t.db,
    )
    await sql`update groups set name_look = null where tenant_id = ${tenantId} and id = ${cast.dynamic[1]}`.execute(
      t.db,
    )
    await sql`update tenants set shape_version = shape_version + 1 where id = ${tenantId}`.execute(t.db)
    const { faults } = await isWhole(t)
    expect(new Set(faults.map(({ what }) => what))).toEqual(
      new Set(['membership', 'licence', 'seats', 'dangling', 'cycle', 'name']),
    )
    expect(await findAccount(t, person)).not.toBe(null)
  })
})

async function holders(t: TenantDb, productId: string): Promise<readonly string[]> {
  const found = await rows(
    t,
    sql<{ id: string }>`select distinct account_id as id from licence_assignments
      where tenant_id = ${t.tenantId} and product_id = ${productId} and state = 'active' order by 1`,
  )
  return found.map(({ id }) => id)
}
