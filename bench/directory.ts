import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { Admit } from '../src/app/admit.ts'
import { jobKinds } from '../src/app/jobs/job-kinds.ts'
import { runJob } from '../src/app/jobs/run-job.ts'
import type { Change } from '../src/core/changes/change.ts'
import { findAccount } from '../src/store/accounts.ts'
import { isNamed, presentAccounts } from '../src/store/directory-lists.ts'
import { carryOut } from '../src/store/carry-out.ts'
import { checkDirectory } from '../src/store/check.ts'
import { startEmbeddedPostgres } from '../src/store/embedded.ts'
import { anyPage, type Asked, pageOf } from '../src/store/lists.ts'
import { listJobs } from '../src/store/jobs.ts'
import { migrate } from '../src/store/migrate.ts'
import { leaveForLast, leaveUnsettled, settleAtLast } from '../src/store/settle.ts'
import { openStore, row, type TenantDb, withTenant } from '../src/store/store.ts'
import { loadTenantPart } from '../src/store/tenant-part.ts'
import { insertTenant } from '../src/store/tenants.ts'
import { tableOf, writeFigures } from './support/document.ts'
import { type Measured, percentile, report, rounded } from './support/report.ts'

/**
 * A directory at full strength: how long it takes to load, to find somebody, to see one person, to settle one attribute, a new
 * rule over everybody and a licence for a group of everybody, and what memory the server takes meanwhile. At full size:
 * `npm run bench:directory -- --people 1000000 --groups 20000 --rules 200 --write`, which writes them into `docs/benchmarks.md`.
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '20000' },
    groups: { type: 'string', default: '500' },
    rules: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '100' },
    write: { type: 'boolean' },
  },
})
const people = Number(values.people)
const groups = Number(values.groups)
const rules = Number(values.rules)
const rounds = Number(values.rounds)

const departments = Array.from({ length: 100 }, (_, i) => `Department ${i}`)
const cities = Array.from({ length: 300 }, (_, i) => `City ${i}`)
const firsts = [
  'Alice',
  'Bruno',
  'Chloé',
  'David',
  'Elif',
  'Farah',
  'Georg',
  'Hana',
  'Ivo',
  'Jasmin',
  'Kenji',
  'Léa',
  'Marta',
  'Noor',
]
const lasts = [
  'Moreau',
  'Silva',
  'Kowalski',
  'Nguyen',
  'Öztürk',
  'García',
  'Schmidt',
  'Rossi',
  'Novák',
  'Andersson',
  'Haddad',
  'Ito',
]

const tenantId = randomUUID()
const folder = await mkdtemp(join(tmpdir(), 'admit-bench-'))
const postgres = await startEmbeddedPostgres({ dataDir: folder, isDurable: 'yes' })
await migrate(postgres.url)
const store = openStore(postgres.url, 4)
const admit = { store, now: Date.now } as Admit
const inTenant = <T>(work: (t: TenantDb) => Promise<T>) => withTenant(store, tenantId, work)
const by = () => ({ actor: null, actorKind: 'system' as const, reason: null, operationId: null, at: Date.now() })
const does = (change: Change) => inTenant((t) => carryOut(t, change, by()))

const lines: Measured[] = []
let most = 0
const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50)

/** Seconds that something takes, and the most they should be. */
async function timed(what: string, target: number | null, work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  const seconds = (performance.now() - begun) / 1000
  note(what, seconds, 's', target)
  return seconds
}

/** The 95th of a hundred times that something takes, in milliseconds. */
async function p95(what: string, target: number | null, work: (i: number) => Promise<unknown>): Promise<void> {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const begun = performance.now()
    await work(i)
    times.push(performance.now() - begun)
  }
  note(`${what}, p95`, percentile(times, 0.95), 'ms', target)
}

function note(what: string, figure: number, unit: string, target: number | null): void {
  const line = { what, figure: `${rounded(figure)} ${unit}`, beside: '', ratio: '' }
  lines.push({
    ...line,
    ...(target === null ? { target: '', reached: null } : { target: `< ${target} ${unit}`, reached: figure < target }),
  })
  console.log(`${what.padEnd(60)} ${line.figure}`)
}

/** Does the jobs that changes began, as a server would, and times the pieces. */
async function doJobs(): Promise<void> {
  for (const { id } of (await inTenant((t) => listJobs(t, { limit: 1000 }))).toReversed())
    await runJob(admit, jobKinds, { tenantId, jobId: id })
}

const personId = (i: number) => sql`md5('person ' || ${i}::int)::uuid`
const idOf = (text: string) =>
  createHash('md5')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
const groupId = (i: number) => idOf(`group ${i}`)
const product = (seats: number) => ({
  id: idOf('product'),
  name: 'Work',
  plans: [{ id: 'mail', name: 'Mail' }],
  status: 'enabled' as const,
  expiresAt: null,
  seats,
})

const loaded = await timed('load: people', null, () =>
  inTenant(async (t) => {
    await insertTenant(t, { name: 'Bench', isDemo: false })
    await sql`insert into accounts (tenant_id, id, sign_in_name, name_key, display_name, attributes, created_at)
      select ${tenantId}::uuid, md5('person ' || i)::uuid, 'p' || i || '@bench.example', 'p' || i || '@bench.example',
        (${firsts}::text[])[1 + i % ${firsts.length}] || ' ' || (${lasts}::text[])[1 + i / 7 % ${lasts.length}] || ' ' || i,
        jsonb_build_object('department', (${departments}::text[])[1 + i % ${departments.length}], 'city', (${cities}::text[])[1 + i % ${cities.length}],
          'usageLocation', 'FR', 'jobTitle', 'Job ' || i % 50, 'employeeId', i::text), 0
      from generate_series(1, ${people}::int) i`.execute(t.db)
  }),
)
const joined = await timed('load: groups and their assigned members', null, () =>
  inTenant(async (t) => {
    await sql`insert into groups (tenant_id, id, name, name_look, rule, created_at)
      select ${tenantId}::uuid, md5('group ' || i)::uuid, 'Group ' || i, 'group ' || i,
        case when i > ${rules} then null
          when i % 4 = 0 then 'user.city -startsWith "City ' || i % 30 || '" -and user.jobTitle -ne "Job 7"'
          when i % 4 = 1 then 'user.department -in ["Department ' || i % 100 || '", "Department ' || (i * 7) % 100 || '"]'
          when i % 4 = 2 then 'user.employeeId -startsWith "' || i || '"'
          else 'user.department -eq "Department ' || i % 100 || '" -and user.accountEnabled -eq true' end, 0
      from generate_series(1, ${groups}::int) i`.execute(t.db)
    await sql`insert into group_members (tenant_id, group_id, account_id, how)
      select ${tenantId}::uuid, md5('group ' || (${rules}::int + 2 + i % ${groups - rules - 2}))::uuid, md5('person ' || i)::uuid, 'direct'
      from generate_series(1, ${people}::int) i`.execute(t.db)
    await sql`insert into group_members (tenant_id, group_id, account_id, how)
      select ${tenantId}::uuid, ${groupId(rules + 1)}::uuid, md5('person ' || i)::uuid, 'direct' from generate_series(1, ${people}::int) i`.execute(
      t.db,
    )
    await sql`update tenants set shape_version = shape_version + 1 where id = ${tenantId}`.execute(t.db)
  }),
)
const settled = await timed('load: every rule over everybody', null, () =>
  inTenant(async (t) => {
    await leaveUnsettled(t)
    const some = Array.from({ length: Math.min(people, 6000) }, (_, i) => idOf(`person ${i + 1}`))
    leaveForLast(t, some)
    await settleAtLast(t, Date.now())
  }),
)
await sql`analyze`.execute(store.db)

note('load, all of it', loaded + joined + settled, 's', 600)
await timed('what everybody shares, read once', null, () => inTenant(loadTenantPart))
const pageOfPeople = (asked: Partial<Asked>) =>
  inTenant((t) => pageOf(t, presentAccounts, { ...anyPage, limit: 50, ...asked }))
const words = ['ali', 'moreau', 'p12', 'nov', 'georg s', '123', 'öz', 'marta', 'p9', 'h']
await p95('search as you type', 50, (i) => pageOfPeople({ where: isNamed(words[i % words.length] as string) }))
await p95('one person whole', 100, (i) => inTenant((t) => findAccount(t, idOf(`person ${1 + ((i * 7919) % people)}`))))
await p95('the first page of all', 50, () => pageOfPeople({ limit: 100 }))
await p95('a page far down', 50, () => pageOfPeople({ limit: 100, after: ['noor', idOf('x')] }))
await does({ do: 'put_product', product: product(people) })
await p95('one attribute to settled groups', 1000, (i) =>
  does({
    do: 'set_attribute',
    accountId: idOf(`person ${1 + ((i * 104_729) % people)}`),
    name: 'department',
    value: departments[(i * 31) % 100] as string,
  }),
)
await timed('a new rule over everybody', 10, async () => {
  await does({
    do: 'create_group',
    group: {
      id: idOf('new rule'),
      name: 'New rule',
      description: null,
      rule: 'user.jobTitle -startsWith "Job 1" -and user.city -ne "City 3" -or user.employeeId -contains "77"',
    },
  })
  await doJobs()
})
await timed('a licence for a group of everybody', 60, async () => {
  await does({ do: 'assign_group_licence', groupId: groupId(rules + 1), productId: idOf('product'), disabledPlans: [] })
  await doJobs()
})
await timed('taken back, given with a seat for every other, then seats for all', null, async () => {
  await does({ do: 'remove_group_licence', groupId: groupId(rules + 1), productId: idOf('product') })
  await doJobs()
  await does({ do: 'put_product', product: product(Math.floor(people / 2)) })
  await does({ do: 'assign_group_licence', groupId: groupId(rules + 1), productId: idOf('product'), disabledPlans: [] })
  await doJobs()
  await does({ do: 'put_product', product: product(people) })
  await doJobs()
})
const held = await inTenant((t) =>
  row(t, sql<{ n: number }>`select seats_used as n from products where tenant_id = ${tenantId}`),
)
if (held?.n !== people) throw new Error(`${held?.n} of ${people} people hold the product`)
const first = await inTenant((t) => row(t, sql<{ id: string }>`select ${personId(1)} as id`))
if (first?.id !== idOf('person 1')) throw new Error('the people are not those that were asked about')
await p95('one attribute to settled groups and licences', 1000, (i) =>
  does({
    do: 'set_attribute',
    accountId: idOf(`person ${1 + ((i * 15_485) % people)}`),
    name: 'department',
    value: departments[(i * 17) % 100] as string,
  }),
)
await timed('everything asked again of everybody: admit check', null, async () => {
  const { people: checked, faults } = await inTenant((t) => checkDirectory(t, Date.now()))
  if (checked !== people || faults.length > 0) throw new Error(`${checked} people: ${JSON.stringify(faults[0])}`)
})
clearInterval(watch)
note('memory of the process that does it, at its most', most / 1_000_000, 'MB', 500)
const title = `A directory of ${people.toLocaleString('en')} people, ${groups.toLocaleString('en')} groups and ${rules} rules`
report(title, lines)
if (values.write) writeFigures('npm run bench:directory', [tableOf({ title, lines })])
await store.close()
await postgres.stop()
await rm(folder, { recursive: true, force: true })
