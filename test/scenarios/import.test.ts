import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ImportReport } from '../../src/app/import/import-files.ts'
import { countAccounts, findAccountByName } from '../../src/store/accounts.ts'
import { verifyJournal } from '../../src/store/journal.ts'
import { withTenant } from '../../src/store/store.ts'
import { admit, admitBin, plainEnvironment } from '../support/command-line.ts'
import { emptyTenant } from '../support/imports.ts'

const many = 2000
const departments = ['Sales', 'Finance', 'Engineering', 'Legal', 'Support']
let tenant: Awaited<ReturnType<typeof emptyTenant>>
let folder: string
let env: Record<string, string>
const path = (name: string) => join(folder, name)

beforeAll(async () => {
  tenant = await emptyTenant()
  folder = await mkdtemp(join(tmpdir(), 'admit-import-'))
  env = { DATABASE_URL: tenant.databaseUrl, ADMIT_DATA: folder }
  const people = Array.from({ length: many }, (_, i) => {
    const groups = [...new Set([i % 40, (i * 7 + 3) % 40, (i * 13 + 5) % 40])].map((n) => `Team ${n}`).join(';')
    const manager = i % 10 === 0 ? '' : `p${i - (i % 10)}@contoso.example`
    return `p${i}@contoso.example,"Person, ${i}",${departments[i % 5]},FR,${groups},${manager}`
  })
  await writeFile(
    path('people.csv'),
    `\uFEFFsignInName,displayName,department,usageLocation,groups,manager\r\n${people.join('\r\n')}\r\n`,
  )
  await writeFile(
    path('groups.csv'),
    `group,membershipRule\n${departments.map((name) => `All of ${name},"user.department -eq ""${name}"""`).join('\n')}\n`,
  )
})
afterAll(async () => {
  await tenant.admit.store.close()
  await rm(folder, { recursive: true, force: true })
})

const people = () => withTenant(tenant.admit.store, tenant.viewer.tenantId, countAccounts)

it('an import that is killed half-way leaves nothing behind', async () => {
  const child = spawn(process.execPath, [admitBin, 'import', path('people.csv')], {
    env: plainEnvironment(env),
    stdio: 'ignore',
  })
  // It is inside its transaction as soon as it holds the lock of the journal or has written to a table.
  const isWriting = async () => {
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from pg_stat_activity where datname = current_database() and backend_xid is not null`.execute(
      tenant.admit.store.db,
    )
    return (rows[0]?.n ?? 0) > 0
  }
  while (child.exitCode === null && !(await isWriting())) await sleep(5)
  child.kill('SIGKILL')
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  expect([code, signal]).toEqual([null, 'SIGKILL'])
  expect(await people()).toBe(1)
})

it(`${many} people come in by the command line, with their groups, rules and managers, each change in the journal`, async () => {
  const ran = await admit(env, 'import', path('people.csv'), path('groups.csv'), '--json')
  expect(ran).toMatchObject({ code: 0, err: '' })
  const report = JSON.parse(ran.out) as ImportReport
  expect(report).toMatchObject({
    outcome: 'done',
    faults: [],
    counts: { people: { made: many }, groups: { made: 45 } },
    moved: many,
  })
  expect(await people()).toBe(many + 1)
  const journal = await withTenant(tenant.admit.store, tenant.viewer.tenantId, verifyJournal)
  // One for each change, one for the import, and the five of the tenant and its administrator.
  expect(journal).toEqual({ ok: true, entries: report.changes + 6, brokenAt: null })
  const one = await withTenant(tenant.admit.store, tenant.viewer.tenantId, (t) =>
    findAccountByName(t, 'p1234@contoso.example'),
  )
  expect(one).toMatchObject({ displayName: 'Person, 1234', attributes: { department: 'Support' } })
  expect(one?.memberOf.map(({ how }) => how)).toEqual(['direct', 'direct', 'direct', 'rule'])
})

it('a second run changes nothing and says so', async () => {
  const { code, out } = await admit(env, 'import', path('people.csv'), path('groups.csv'))
  expect([code, out]).toEqual([0, 'Nothing to do: all of it is here already.\n'])
})

it('bad lines are told by number; nothing comes in, and with --partial the rest', async () => {
  await writeFile(path('bad.csv'), 'signInName,displayName\r\nnew@contoso.example,"New\r\nperson"\r\nbroken,Broken\r\n')
  const refused = await admit(env, 'import', path('bad.csv'))
  expect(refused.code).toBe(1)
  expect(refused.out).toContain('bad.csv line 4: “broken” is not a sign-in name')
  expect(refused.out).toContain('Nothing was imported: 1 fault.')
  expect(await people()).toBe(many + 1)
  const dry = await admit(env, 'import', path('bad.csv'), '--partial', '--dry-run')
  expect(dry.out).toContain('This would make 1 change; nothing was done.')
  expect(await people()).toBe(many + 1)
  expect((await admit(env, 'import', path('bad.csv'), '--partial')).code).toBe(1)
  expect(await people()).toBe(many + 2)
})

it('a file that is not there is no import', async () => {
  expect((await admit(env, 'import', path('nowhere.csv'))).code).toBe(2)
})
