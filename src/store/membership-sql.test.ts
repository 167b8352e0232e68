import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { leavesFaults } from '../../test/setup/databases.ts'
import { aRule, hardAttributes, hardTexts } from '../../test/support/rules.ts'
import { personFacts } from '../core/licensing/settle.ts'
import { ruleMatches } from '../core/membership/evaluate.ts'
import { parseRule } from '../core/membership/parse.ts'
import { fold } from '../core/membership/fold.ts'
import type { Account, TenantPart } from '../core/snapshot.ts'
import { findAccounts } from './accounts.ts'
import { ruleConditions } from './membership-sql.ts'
import { json, openStore, rows, type Store, type TenantDb, withTenant } from './store.ts'
import { loadTenantPart } from './tenant-part.ts'
import { insertTenant } from './tenants.ts'

leavesFaults('memberships are planted, to be asked for')

const tenantId = randomUUID()
const now = Date.UTC(2030, 0, 15, 9)
const groupIds = [randomUUID(), randomUUID()]
const personIds = Array.from({ length: 400 }, () => randomUUID())
let store: Store
let people: readonly Account[]
let tenant: TenantPart
const [firstOrder, secondOrder] = [randomUUID(), randomUUID()]
const inTenant = <T>(work: (t: TenantDb) => Promise<T>) => withTenant(store, tenantId, work)

beforeAll(async () => {
  store = openStore(await freshDatabase())
  const attributes = fc.sample(hardAttributes, { numRuns: personIds.length, seed: 7 })
  const made = personIds.map((id, i) => ({
    id,
    name: `${i}@contoso.example`,
    display: hardTexts[i % hardTexts.length] || `Person ${i}`,
    type: i % 3 === 0 ? 'guest' : 'member',
    enabled: i % 4 !== 0,
    manager: i % 5 === 0 ? null : personIds[i % 7],
    attributes: attributes[i],
  }))
  await inTenant(async (t) => {
    await insertTenant(t, { name: 'rules', isDemo: false })
    await sql`insert into accounts (tenant_id, id, sign_in_name, name_key, display_name, user_type, is_enabled, manager_id, attributes, created_at)
      select ${tenantId}::uuid, (r ->> 'id')::uuid, r ->> 'name', r ->> 'name', r ->> 'display', r ->> 'type', (r ->> 'enabled')::boolean,
        (r ->> 'manager')::uuid, r -> 'attributes', 0 from jsonb_array_elements(${json(made)}) r`.execute(t.db)
    for (const [i, id] of groupIds.entries()) {
      await sql`insert into groups (tenant_id, id, name, created_at) values (${tenantId}, ${id}, ${`group ${i}`}, 0)`.execute(
        t.db,
      )
      await sql`insert into group_members (tenant_id, group_id, account_id, how)
        select ${tenantId}::uuid, ${id}::uuid, id, 'direct' from accounts where tenant_id = ${tenantId} and hashtext(id::text || ${id}) % 3 = 0`.execute(
        t.db,
      )
    }
    // Some have one product by hand with a plan off, and some another by groups with rules.
    const [byHand, byGroup] = [randomUUID(), randomUUID()]
    const plans = ['files', 'mail'].map((id) => ({ id, name: id }))
    await sql`insert into products (tenant_id, id, name, sku_part_number, plans, status, seats)
      select ${tenantId}::uuid, id, id::text, id::text, ${json(plans)}, 'enabled', 1000 from unnest(${[byHand, byGroup]}::uuid[]) id`.execute(
      t.db,
    )
    for (const [id, rule] of [
      [firstOrder, 'user.department -eq "Sales"'],
      [secondOrder, 'user.assignedPlans -any (assignedPlan.service -eq "files")'],
    ])
      await sql`insert into groups (tenant_id, id, name, rule, created_at) values (${tenantId}, ${id}, ${rule}, ${rule}, 0)`.execute(
        t.db,
      )
    for (const [i, id] of [firstOrder, secondOrder].entries())
      await sql`insert into group_members (tenant_id, group_id, account_id, how)
        select ${tenantId}::uuid, ${id}::uuid, id, 'rule' from accounts where tenant_id = ${tenantId} and hashtext(id::text) % 4 = ${i}`.execute(
        t.db,
      )
    await sql`insert into licence_assignments (tenant_id, account_id, product_id, disabled_plans)
      select ${tenantId}::uuid, id, ${byHand}::uuid, '["mail"]' from accounts where tenant_id = ${tenantId} and hashtext(id::text) % 3 = 0`.execute(
      t.db,
    )
    await sql`insert into licence_assignments (tenant_id, account_id, product_id, group_id, disabled_plans, state)
      select tenant_id, account_id, ${byGroup}::uuid, group_id, '[]', 'active' from group_members where tenant_id = ${tenantId} and how = 'rule'`.execute(
      t.db,
    )
    people = await findAccounts(t, { ids: personIds })
    tenant = await loadTenantPart(t)
  })
})
afterAll(() => store.close())

it('SEC-37: any rule means in SQL what it means to the core, for anybody', async () => {
  const facts = people.map((person) => personFacts(person, tenant, now))
  await inTenant((t) =>
    fc.assert(
      fc.asyncProperty(
        aRule({ groupIds: [...groupIds, firstOrder, secondOrder], personIds: personIds.slice(0, 7) }),
        async (rule) => {
          const { sure, maybe, isExact } = ruleConditions(rule, tenant.groups, now)
          const found = await rows(
            t,
            sql<{
              id: string
              sure: boolean
              maybe: boolean
            }>`select a.id, (${sure}) is true as sure, (${maybe}) is true as maybe
            from accounts a where a.tenant_id = ${tenantId}`,
          )
          const said = new Map(found.map((one) => [one.id, one]))
          for (const [i, person] of people.entries()) {
            const matches = ruleMatches(rule, facts[i] as (typeof facts)[number]) === true
            const { sure: isSure, maybe: isPossible } = said.get(person.id) as (typeof found)[number]
            if (isExact)
              expect({ matches, isPossible, person }).toEqual({ matches: isSure, isPossible: isSure, person })
            else {
              if (isSure) expect({ matches, person }).toEqual({ matches: true, person })
              if (!isPossible) expect({ matches, person }).toEqual({ matches: false, person })
            }
          }
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 300) },
    ),
  )
}, 120_000)

it('is sure of instants as the directory keeps them, so that nobody is loaded to be asked', async () => {
  const parsed = parseRule('user.employeeHireDate -ge 2030-01-15T09:00:00.5Z')
  if (!parsed.ok) throw new Error(parsed.error.message)
  const { sure, maybe } = ruleConditions(parsed.rule, tenant.groups, now)
  const kept = ['2030-01-15T09:00:00Z', '2030-01-15T09:00:01Z', '2030-01-15', '2030-01-31T00:00:00Z', 'never']
  const found = await rows(
    store,
    sql<{
      text: string
      sure: boolean
      maybe: boolean
    }>`select text, (${sure}) is true as sure, (${maybe}) is true as maybe
      from (select text, jsonb_build_object('employeeHireDate', text) as attributes from unnest(${kept}::text[]) text) a`,
  )
  const said = Object.fromEntries(found.map((one) => [one.text, one.sure ? 'both' : one.maybe ? 'maybe' : 'neither']))
  expect(kept.map((text) => said[text])).toEqual(['neither', 'both', 'maybe', 'maybe', 'maybe'])
})

it('folds every letter of Unicode as the core does', async () => {
  const codes = Array.from({ length: 0x1ffff }, (_, i) => i + 1).filter((code) => code < 0xd800 || code > 0xdfff)
  const found = await rows(
    store,
    sql<{
      letter: string
      folded: string
    }>`select chr(c) as letter, folded(chr(c)) as folded from unnest(${codes}::int[]) c`,
  )
  expect(found.filter(({ letter, folded }) => fold(letter) !== folded)).toEqual([])
  expect(fold('ΟΔΟΣ ΟΔΟΣ')).toBe('οδοσ οδοσ')
})
