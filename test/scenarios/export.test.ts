import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { importFiles } from '../../src/app/import/import-files.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { admit as command } from '../support/command-line.ts'
import { type Caller, sessionOf } from '../support/companies.ts'
import { file } from '../support/imports.ts'

let served: Served
const callers: Record<string, Caller> = {}
const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx']

beforeAll(async () => {
  served = await serveDemo()
  for (const key of ['admin', 'leo', 'hana', 'alice']) {
    const id = served.demo.people.find((one) => one.key === key)?.id as string
    callers[key] = await sessionOf(served.running.admit, served.demo.tenant.id, id)
  }
  const people = Array.from(
    { length: 1200 },
    (_, i) => `e${i}@meridian.example,Eve ${i},Exports,"${formulas[i % 6]}"\n`,
  )
  await importFiles(
    served.running.admit,
    commandLine(served.demo.tenant.id),
    [file('p.csv', `signInName,displayName,department,jobTitle\n${people.join('')}`)],
    { mode: 'partial', run: 'for_real' },
  )
})
afterAll(() => served.stop())

async function get(who: string, path: string) {
  const response = await fetch(`${served.origin}/v1.0/admit/export/${path}`, { headers: callers[who] ?? {} })
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') }
}
const table = (text: string) => parse(text, { bom: true, columns: true }) as Record<string, string>[]

describe('an export', () => {
  it('is every row of a list, page after page, with the filter of the list', async () => {
    const all = await get('leo', 'users')
    expect([all.status, all.type]).toEqual([200, 'text/csv; charset=utf-8'])
    const rows = table(all.text)
    expect(new Set(rows.map((row) => row['id'])).size).toBe(rows.length)
    const count = await fetch(`${served.origin}/v1.0/users/$count`, {
      headers: { ...callers['leo'], consistencylevel: 'eventual' },
    })
    expect(rows.length).toBe(Number(await count.text()))
    const some = table((await get('leo', `users?$filter=${encodeURIComponent("department eq 'Exports'")}`)).text)
    expect(some).toHaveLength(1200)
    expect(table((await get('leo', 'users?$search=Alice')).text).map((row) => row['userPrincipalName'])).toEqual([
      'alice@meridian.example',
    ])
  })

  it('holds no cell that a table program takes for a formula (SEC-37)', async () => {
    const { text } = await get('leo', `users?$filter=${encodeURIComponent("department eq 'Exports'")}`)
    const titles = new Set(table(text).map((row) => row['jobTitle'] as string))
    expect([...titles].filter((title) => /^[=+\-@\t\r]/.test(title))).toEqual([])
    expect(titles).toContain("'=1+1")
  })

  it('tells members, licences, groups, apps, sign-ins and the journal', async () => {
    const members = table((await get('leo', 'members')).text)
    expect(members.length).toBeGreaterThan(20)
    expect(new Set(members.map((row) => row['membership']))).toEqual(new Set(['Assigned', 'Dynamic']))
    const { groupId } = members[0] as { groupId: string }
    const one = table((await get('leo', `members?$filter=groupId eq '${groupId}'`)).text)
    expect(one.map((row) => row['userId']).sort()).toEqual(
      members
        .filter((row) => row['groupId'] === groupId)
        .map((row) => row['userId'])
        .sort(),
    )
    const licences = table((await get('leo', 'licences')).text)
    expect(licences.length).toBeGreaterThan(5)
    expect(licences.some((row) => row['assignedBy'] !== 'Direct')).toBe(true)
    expect(licences.some((row) => row['disabledPlans'] !== '')).toBe(true)
    for (const list of ['groups', 'apps', 'signIns', 'directoryAudits', 'deletedUsers'])
      expect([list, (await get('admin', list)).status]).toEqual([list, 200])
    const asked = async (list: string, filter: string) =>
      table((await get('admin', `${list}?$filter=${encodeURIComponent(filter)}`)).text)
    const crm = served.demo.apps.find((app) => app.key === 'crm')?.id
    const found = await asked('apps', `(contains(displayName,'${crm}') or startswith(appId,'${crm?.slice(0, 9)}'))`)
    expect(found.map((row) => row['appId'])).toEqual([crm])
    const narrowed = await asked(
      'apps',
      'isOwn eq false and accountEnabled eq true and appRoleAssignmentRequired eq true',
    )
    expect(narrowed.length).toBeGreaterThan(0)
    expect(new Set(narrowed.map((row) => row['appRoleAssignmentRequired']))).toEqual(new Set(['true']))
  })

  it('is for those who may read the list', async () => {
    expect((await get('alice', 'users')).status).toBe(403)
    expect((await get('leo', 'signIns')).status).toBe(403)
    expect((await get('leo', 'directoryAudits')).status).toBe(403)
    expect((await get('hana', 'signIns')).status).toBe(200)
    expect((await get('leo', 'secrets')).status).toBe(404)
    expect((await get('leo', "users?$filter=nothing eq 'x'")).status).toBe(400)
  })

  it('can be given to a bulk as it is', async () => {
    const { text } = await get('leo', 'members')
    const some = parse(text, { bom: true }) as string[][]
    const lines = some.map(([group, signInName]) => `"${group}",${signInName}`).join('\n')
    const answer = await fetch(`${served.origin}/v1.0/admit/bulk/add-members?dryRun=true`, {
      method: 'POST',
      headers: { ...callers['leo'], 'content-type': 'text/csv' },
      body: lines,
    })
    expect(await answer.json()).toMatchObject({ lines: some.length - 1, bad: 0 })
  })

  it('SEC-33: shows an administrator of units who is in their groups, and the licences of their people', async () => {
    const { running, demo } = served
    const marc = demo.people.find((one) => one.key === 'marc')?.id as string
    const unit = { id: randomUUID(), name: 'Exports', description: null }
    const [all, held] = [table((await get('leo', 'members')).text), table((await get('leo', 'licences')).text)]
    const groupId = all[0]?.['groupId'] as string
    const other = held.find((row) => row['userId'] !== marc)?.['userId'] as string
    await applyChanges(
      running.admit,
      commandLine(demo.tenant.id),
      [
        { do: 'put_unit', unit },
        { do: 'add_group_to_unit', groupId, unitId: unit.id },
        { do: 'add_to_unit', accountId: other, unitId: unit.id },
        { do: 'assign_role', accountId: marc, role: 'user-admin', unitId: unit.id },
      ],
      null,
    )
    callers['marc'] = await sessionOf(running.admit, demo.tenant.id, marc)
    const members = table((await get('marc', 'members')).text)
    expect(members).toEqual(all.filter((row) => row['groupId'] === groupId))
    expect(members.length).toBeGreaterThan(0)
    const licences = table((await get('marc', 'licences')).text)
    expect(licences).toEqual(held.filter((row) => row['userId'] === other))
    expect(licences.length).toBeGreaterThan(0)
    expect(table((await get('marc', 'users')).text).map((row) => row['id'])).toEqual([other])
    expect((await get('marc', 'signIns')).status).toBe(403)
    const elsewhere = all.find((row) => row['groupId'] !== groupId)?.['groupId']
    expect(table((await get('marc', `members?$filter=groupId eq '${elsewhere}'`)).text)).toEqual([])
  })

  it('is written on the command line too', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'admit-export-'))
    const env = { DATABASE_URL: served.running.admit.store.url, ADMIT_DATA: join(dir, 'data') }
    const out = await command(env, 'export', 'users', '--filter', "department eq 'Exports'")
    expect([out.code, out.err, table(out.out).length]).toEqual([0, '', 1200])
    expect((await command(env, 'export', 'members', '--output', join(dir, 'm.csv'))).code).toBe(0)
    expect(table(await readFile(join(dir, 'm.csv'), 'utf8')).length).toBeGreaterThan(20)
    expect((await command(env, 'export', 'secrets')).code).toBe(2)
    await rm(dir, { recursive: true, force: true })
  }, 60_000)
})
