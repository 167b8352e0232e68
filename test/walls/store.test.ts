import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { secondCompany, tenantTables } from '../support/companies.ts'
import { isTest, sourcesOf } from '../walls.ts'

/** Functions of the store that need no tenant: asked before one is known, or asked of no database. Each is looked at by hand. */
const withoutTenant = [
  ...['findTenantByDomain', 'findTenantRow', 'listTenants', 'everyTenant', 'onlyTenant', 'tenantOfApp'],
  ...['canonical', 'isId', 'mustExist', 'needed', 'json'],
  // What is remembered of a tenant, by a shape that names it.
  ...['inShape', 'shapeNow', 'remembered'],
  // What makes a condition, and what reads an error.
  ...['columnOf', 'conditionSql', 'isIndexed', 'among', 'beginsWith', 'ruleConditions', 'within'],
  ...['idSetsIn', 'waysOf', 'isNamed', 'nameOf', 'flagsOf'],
  ...['slowField', 'foldedBy', 'toApp', 'ofPrincipal', 'reportsTo', 'isRefusedData'],
]
/** The store's own machinery: it opens, migrates and runs a database and knows no table of a tenant. */
const machinery = /^src\/store\/(embedded[\w-]*|migrate|store|schema|connections|transaction|together|job-runner)\.ts$/

const files = sourcesOf('src/store').filter((source) => !isTest(source))
const functions = files
  .filter(({ path }) => !machinery.test(path))
  .flatMap(({ path, text }) =>
    [
      ...text.matchAll(
        /^export (?:async )?(?:function\*?\s*|const\s+)(\w+)(?:<[^(]*>)?(?:\s*=\s*(?:async\s*)?)?\(\s*(?:(\w+): ([\w]+))?/gm,
      ),
    ].map(([, name = '', parameter, type]) => ({ path, name, parameter, type })),
  )

let served: Served
let other: Awaited<ReturnType<typeof secondCompany>>
let tables: readonly string[]

beforeAll(async () => {
  served = await serveDemo()
  other = await secondCompany(served.running.admit, served.origin)
  tables = await tenantTables(served.running.admit)
})
afterAll(() => served.stop())

describe('SEC-30: no function of the store can be called without a tenant', () => {
  it('finds the functions', () => {
    expect(functions.length).toBeGreaterThan(60)
    expect(functions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['findAccount', 'eachAccount', ...withoutTenant.slice(0, 8)]),
    )
  })
  it.each(functions.filter(({ name }) => !withoutTenant.includes(name)))('$path: $name', ({ parameter, type }) =>
    expect({ parameter, type }).toEqual({ parameter: 't', type: 'TenantDb' }),
  )
  it('only withTenant makes what they ask for', () => {
    const makers = sourcesOf('src')
      .filter((source) => !isTest(source))
      .filter(({ text }) => /\bas (?:unknown as )?TenantDb\b/.test(text))
    expect(makers.map(({ path }) => path)).toEqual(['src/store/store.ts'])
  })
})

describe('SEC-30: the database is the second wall', () => {
  it('stands around every table but those that belong to nobody', async () => {
    const { rows } = await sql<{ name: string; isWalled: boolean; hasTenant: boolean }>`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as "isWalled",
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') as "hasTenant"
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`.execute(
      served.running.admit.store.db,
    )
    expect(rows.length).toBeGreaterThan(25)
    expect(rows.filter(({ isWalled }) => !isWalled).map(({ name }) => name)).toEqual(['install', 'migrations'])
    expect(rows.filter(({ hasTenant }) => !hasTenant).map(({ name }) => name)).toEqual([
      'install',
      'migrations',
      'tenants',
    ])
  })
  it('holds for the server itself, which is no superuser', async () => {
    const { rows } = await sql<{
      wall: boolean
    }>`select not rolsuper and not rolbypassrls as wall from pg_roles where rolname = current_user`.execute(
      served.running.admit.store.db,
    )
    expect(rows).toEqual([{ wall: true }])
  })
  it('names the tenant first in every key', async () => {
    const { rows } = await sql<{ name: string; first: string }>`
      select c.relname as name, a.attname as first from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indisprimary and c.relnamespace = 'public'::regnamespace order by 1`.execute(
      served.running.admit.store.db,
    )
    expect(rows.filter(({ name, first }) => tables.includes(name) && first !== 'tenant_id')).toEqual([])
  })

  it('shows and gives a forgetful query nothing of another tenant, in any table', async () => {
    const { admit } = served.running
    const ours = served.demo.tenant.id
    const filled: string[] = []
    for (const table of tables) {
      const [row] = await withTenant(
        admit.store,
        ours,
        async (t) =>
          (await sql<{ r: object }>`select to_jsonb(x) as r from ${sql.table(table)} x limit 1`.execute(t.db)).rows,
      )
      const theirs = (work: ReturnType<typeof sql>) =>
        withTenant(admit.store, other.tenantId, (t) => work.execute(t.db))
      const seen = await theirs(sql`select 1 from ${sql.table(table)} where tenant_id = ${ours}`)
      expect(seen.rows, table).toEqual([])
      const taken = await theirs(
        sql`update ${sql.table(table)} set tenant_id = ${other.tenantId} where tenant_id = ${ours}`,
      )
      expect(taken.numAffectedRows, table).toBe(0n)
      expect(
        (await theirs(sql`delete from ${sql.table(table)} where tenant_id = ${ours}`)).numAffectedRows,
        table,
      ).toBe(0n)
      if (row === undefined) continue
      filled.push(table)
      const { rows: columns } = await sql<{ name: string }>`select attname as name from pg_attribute
        where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`.execute(
        admit.store.db,
      )
      const own = sql.join(columns.map(({ name }) => sql.ref(name)))
      await expect(
        theirs(
          sql`insert into ${sql.table(table)} (${own}) overriding system value select ${own} from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(row.r)}::jsonb)`,
        ),
        table,
      ).rejects.toThrow('row-level security')
    }
    expect(filled.length).toBeGreaterThan(18)
  })
  it('lets a tenant change no other tenant’s settings, and make none', async () => {
    const { store } = served.running.admit
    const name = 'Taken over'
    const tried = await withTenant(store, other.tenantId, (t) =>
      sql`update tenants set name = ${name} where id = ${served.demo.tenant.id}`.execute(t.db),
    )
    expect(tried.numAffectedRows).toBe(0n)
    await expect(
      withTenant(store, other.tenantId, (t) =>
        sql`insert into tenants (id, name) values (${randomUUID()}, ${name})`.execute(t.db),
      ),
    ).rejects.toThrow('row-level security')
  })
  it('forgets the tenant with the transaction: the next one on the same connection sees nothing', async () => {
    const { store } = served.running.admit
    await withTenant(store, other.tenantId, (t) => sql`select 1`.execute(t.db))
    expect((await sql`select 1 from accounts`.execute(store.db)).rows).toEqual([])
  })
})
