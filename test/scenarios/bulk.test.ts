import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobKinds } from '../../src/app/jobs/job-kinds.ts'
import { runJob } from '../../src/app/jobs/run-job.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { checkDirectory } from '../../src/store/check.ts'
import { verifyJournal } from '../../src/store/journal.ts'
import { type Job, listJobs } from '../../src/store/jobs.ts'
import { row, rows, withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { admit as command, admitBin, plainEnvironment } from '../support/command-line.ts'
import { type Caller, secondCompany, sessionOf } from '../support/companies.ts'
import { emptyTenant, file } from '../support/imports.ts'
import { importFiles } from '../../src/app/import/import-files.ts'

let served: Served
let dir: string
const callers: Record<string, Caller> = {}

beforeAll(async () => {
  served = await serveDemo()
  dir = await mkdtemp(join(tmpdir(), 'admit-bulk-'))
  for (const key of ['admin', 'leo', 'hana', 'alice']) {
    const id = served.demo.people.find((one) => one.key === key)?.id as string
    callers[key] = await sessionOf(served.running.admit, served.demo.tenant.id, id)
  }
})
afterAll(async () => {
  await served.stop()
  await rm(dir, { recursive: true, force: true })
})

async function api(who: string | Caller, method: string, path: string, body?: string | Buffer, type = 'text/csv') {
  const response = await fetch(`${served.origin}/v1.0${path}`, {
    method,
    headers: {
      ...(typeof who === 'string' ? callers[who] : who),
      ...(body === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (/^[{[]/.test(text) ? JSON.parse(text) : {}) as Readonly<Record<string, unknown>>,
  }
}

const codeOf = ({ body }: Awaited<ReturnType<typeof api>>) =>
  (body['error'] as { innerError?: { code?: string } } | undefined)?.innerError?.code

async function over(who: string, id: string) {
  await expect
    .poll(async () => (await api(who, 'GET', `/admit/jobs/${id}`)).body['state'], { timeout: 30_000 })
    .toMatch(/done|failed|cancelled/)
  return (await api(who, 'GET', `/admit/jobs/${id}`)).body
}

describe('a bulk over HTTP', () => {
  it('is uploaded, done by the server, and its result downloaded', async () => {
    const text = 'signInName,displayName\nb1@meridian.example,Bea One\n=cmd|x@meridian.example,Odd\nno name,Bad\n'
    const begun = await api('leo', 'POST', '/admit/bulk/create?name=people.csv', text)
    expect(begun).toMatchObject({ status: 202, body: { lines: 3, bad: 0, warnings: [] } })
    const job = await over('leo', begun.body['id'] as string)
    expect(job).toMatchObject({ kind: 'bulk', state: 'done', input: { operation: 'create', file: 'people.csv' } })
    const result = await api('leo', 'GET', `/admit/bulk/jobs/${begun.body['id']}/result`)
    expect(result.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const [headings, ...lines] = parse(result.text, { bom: true }) as string[][]
    expect(headings).toEqual(['line', 'subject', 'outcome', 'code', 'message'])
    expect(lines[0]?.slice(0, 4)).toEqual(['2', 'b1@meridian.example', 'done', ''])
    // SEC-37: nothing a table program would take for a formula.
    expect(lines[1]?.[1]).toBe("'=cmd|x@meridian.example")
    const { body } = await api('leo', 'GET', `/admit/bulk/jobs/${begun.body['id']}/lines?which=bad`)
    expect(body['value']).toMatchObject([{ line: 4, outcome: 'bad' }])
  })

  it('lets each do what they may do one by one, line by line', async () => {
    const text = 'signInName\nb1@meridian.example\nhana@meridian.example\n'
    const before = await api('hana', 'POST', '/admit/bulk/delete', text)
    expect([before.status, codeOf(before)]).toEqual([403, 'auth.forbidden'])
    expect((await api('alice', 'POST', '/admit/bulk/add-members', 'group,signInName\n')).status).toBe(403)
    const { body } = await api('leo', 'POST', '/admit/bulk/delete', `${text}admin@meridian.example\n`)
    await over('leo', body['id'] as string)
    const lines = (await api('leo', 'GET', `/admit/bulk/jobs/${body['id']}/lines`)).body['value'] as {
      outcome: string
      code: string
    }[]
    // A User Administrator reaches the help desk, and no Global Administrator.
    expect(lines.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['done', null],
      ['done', null],
      ['bad', 'change.forbidden'],
    ])
    await api('admin', 'POST', '/admit/bulk/restore', text)
    // Somebody else's result is for those who may see jobs; another organisation has none of it.
    const other = await secondCompany(served.running.admit, served.origin)
    const stranger = await sessionOf(served.running.admit, other.tenantId, other.ids.admin)
    expect((await api(stranger, 'GET', `/admit/bulk/jobs/${body['id']}/result`)).status).toBe(404)
    expect((await api('alice', 'GET', `/admit/bulk/jobs/${body['id']}/result`)).status).toBe(403)
  })

  it('refuses what is too large, of another type, of no kind, or no table', async () => {
    const tell = async (path: string, body: string | Buffer, type?: string) => {
      const answer = await api('leo', 'POST', path, body, type)
      return [answer.status, codeOf(answer)]
    }
    expect(await tell('/admit/bulk/create', Buffer.alloc(11 * 1024 * 1024, 'a'))).toEqual([413, 'request.too_large'])
    expect(await tell('/admit/bulk/create', '{}', 'application/json')).toEqual([415, 'request.wrong_type'])
    expect(await tell('/admit/bulk/destroy', 'a\n')).toEqual([404, 'bulk.not_found'])
    expect(await tell('/admit/bulk/create', 'PK\u0003\u0004zip')).toEqual([400, 'bulk.file_invalid'])
    expect((await api('leo', 'POST', '/admit/changes', 'a', 'text/csv')).status).toBe(400)
  })

  it('gives a template that its own reader takes', async () => {
    const { body } = await api('leo', 'GET', '/admit/bulk')
    for (const { name } of body['value'] as { name: string }[]) {
      const { text } = await api('leo', 'GET', `/admit/bulk/${name}/template`)
      expect([name, (await api('admin', 'POST', `/admit/bulk/${name}?dryRun=true`, text)).status]).toEqual([name, 202])
    }
  })

  it('stops where somebody cancels it, and forgets what was not done', async () => {
    const text = Array.from({ length: 8000 }, (_, i) => `c${i}@meridian.example,C${i},quiet orchard ${i} lamp\n`).join(
      '',
    )
    const { body } = await api('leo', 'POST', '/admit/bulk/create', `signInName,displayName,password\n${text}`)
    const id = body['id'] as string
    expect((await api('alice', 'POST', `/admit/jobs/${id}/cancel`)).status).toBe(403)
    expect((await api('leo', 'POST', `/admit/jobs/${id}/cancel`)).body['state']).toBe('cancelled')
    const { admit } = served.running
    const kept = await withTenant(admit.store, served.demo.tenant.id, (t) =>
      row(t, sql<{ n: number }>`select count(*) as n from bulk_lines where job_id = ${id} and fields is not null`),
    )
    expect(kept?.n).toBe(0)
    const lines = parse((await api('leo', 'GET', `/admit/bulk/jobs/${id}/result`)).text, { bom: true }) as string[][]
    expect(lines).toHaveLength(8001)
    expect(lines.at(-1)?.[2]).toBe('not done')
    expect(codeOf(await api('leo', 'POST', `/admit/jobs/${id}/cancel`))).toBe('job.over')
  })
})

describe('a bulk on the command line', () => {
  const meridian = ['--tenant', 'Meridian']
  const env = () => ({ DATABASE_URL: served.running.admit.store.url, ADMIT_DATA: join(dir, 'data') })

  it('is tried, done, and told line by line', async () => {
    const path = join(dir, 'people.csv')
    await writeFile(path, 'signInName,displayName\nk1@meridian.example,Kim\nadmin@meridian.example,Ada\n')
    const dry = await command(env(), 'bulk', 'create', path, '--dry-run', ...meridian)
    expect(dry).toMatchObject({ code: 1, err: '' })
    expect(dry.out).toContain('1 line would be done; nothing was, 1 bad.')
    const ran = await command(env(), 'bulk', 'create', path, '--json', ...meridian)
    expect(ran.code).toBe(1)
    expect(JSON.parse(ran.out)).toMatchObject({
      ...{ state: 'done', result: { done: 1, same: 0, bad: 1 } },
      faults: [{ line: 3, subject: 'admin@meridian.example', code: 'user.name_taken' }],
    })
    const again = await command(env(), 'bulk', 'delete', path, ...meridian)
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('bulk.file_invalid')])
    expect((await command(env(), 'bulk', 'invite', '--template')).out).toMatch(/^email,displayName/)
    expect((await command(env(), 'bulk', 'nothing', path)).code).toBe(2)
  }, 60_000)
})

describe('REL-05: a bulk whose server is killed', () => {
  it('goes on where it was, and every line is done once', async () => {
    const { admit, viewer, databaseUrl } = await emptyTenant()
    const productId = crypto.randomUUID()
    await importFiles(
      admit,
      viewer,
      [file('g.csv', 'group,membershipRule\nAll,\nSales,"user.department -eq ""Sales"""\n')],
      {
        mode: 'all_or_nothing',
        run: 'for_real',
      },
    )
    const product = {
      id: productId,
      name: 'Suite',
      status: 'enabled',
      expiresAt: null,
      seats: 2_500,
      plans: [],
    } as const
    const groups = await withTenant(admit.store, viewer.tenantId, (t) =>
      rows(t, sql<{ id: string; name: string }>`select id, name from groups`),
    )
    const sales = groups.find(({ name }) => name === 'Sales')?.id as string
    const licence = { do: 'assign_group_licence', groupId: sales, productId, disabledPlans: [] } as const
    await applyChanges(admit, commandLine(viewer.tenantId), [{ do: 'put_product', product }, licence], null)
    const count = 6_000
    const path = join(dir, 'many.csv')
    const lines = Array.from(
      { length: count },
      (_, i) => `p${i}@contoso.example,P ${i},${i % 2 === 0 ? 'Sales' : 'IT'},SE,All\n`,
    )
    await writeFile(path, `signInName,displayName,department,usageLocation,groups\n${lines.join('')}`)

    const inTenant = <T>(work: Parameters<typeof withTenant<T>>[2]) => withTenant(admit.store, viewer.tenantId, work)
    const job = async () => (await inTenant((t) => listJobs(t, { kind: 'bulk', limit: 1 })))[0] as Job | undefined
    const number = async (statement: ReturnType<typeof sql<{ n: number }>>) =>
      (await inTenant((t) => row(t, statement)))?.n
    const isWhole = async () => {
      const done = await number(sql`select count(*) as n from bulk_lines where outcome = 'done'`)
      expect(await number(sql`select count(*) as n from accounts where sign_in_name like 'p%@contoso.example'`)).toBe(
        done,
      )
      expect(
        await number(
          sql`select count(*) as n from journal where kind = 'create_account' and operation_id = ${(await job())?.id}`,
        ),
      ).toBe(done)
      expect(await inTenant((t) => checkDirectory(t, admit.now()))).toMatchObject({ count: 0 })
      expect(await inTenant(verifyJournal)).toMatchObject({ ok: true })
      return done
    }
    for (const _ of [1, 2]) {
      const begun = (await job())?.done ?? 0
      const child =
        begun === 0
          ? spawn(process.execPath, [admitBin, 'bulk', 'create', path], {
              env: plainEnvironment({ DATABASE_URL: databaseUrl, ADMIT_DATA: join(dir, 'killed') }),
              stdio: 'ignore',
            })
          : spawn(
              process.execPath,
              [
                new URL('../support/bulk-runner.ts', import.meta.url).pathname,
                databaseUrl,
                viewer.tenantId,
                (await job())?.id as string,
              ],
              { stdio: 'ignore' },
            )
      await expect.poll(async () => (await job())?.done ?? 0, { timeout: 60_000, interval: 10 }).toBeGreaterThan(begun)
      child.kill('SIGKILL')
      await once(child, 'exit')
      const done = await isWhole()
      expect(done).toBeGreaterThan(begun)
      expect(done).toBeLessThan(count)
    }
    await runJob(admit, jobKinds, { tenantId: viewer.tenantId, jobId: (await job())?.id as string })
    expect(await job()).toMatchObject({ state: 'done', done: count, result: { done: count, same: 0, bad: 0 } })
    expect(await isWhole()).toBe(count)
    const seats = await inTenant((t) =>
      row(t, sql<{ n: number }>`select seats_used as n from products where id = ${productId}`),
    )
    expect(seats?.n).toBe(2_500)
    await admit.store.close()
  }, 120_000)
})
