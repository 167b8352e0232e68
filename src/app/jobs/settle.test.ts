import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/setup/database.ts'
import type { Change } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { carryOut } from '../../store/carry-out.ts'
import { checkDirectory } from '../../store/check.ts'
import { findGroup } from '../../store/groups.ts'
import { findJob, type Job, listJobs } from '../../store/jobs.ts'
import { openStore, row, rows, type Store, type TenantDb, withTenant } from '../../store/store.ts'
import { bumpShape, loadTenantPart } from '../../store/tenant-part.ts'
import { insertTenant } from '../../store/tenants.ts'
import type { Admit } from '../admit.ts'
import { processingProblem } from '../groups.ts'
import { commandLine } from '../viewer.ts'
import { jobKinds } from './job-kinds.ts'
import type { JobKind } from './job-kind.ts'
import { stopJob } from './jobs.ts'
import { runJob } from './run-job.ts'

const many = 24_000
const at = Date.UTC(2030, 0, 15, 9)
const tenantId = randomUUID()
const [sales, work] = [randomUUID(), randomUUID()]
let store: Store
let admit: Admit

const inTenant = <T>(use: (t: TenantDb) => Promise<T>) => withTenant(store, tenantId, use)
const does = (change: Change) =>
  inTenant((t) => carryOut(t, change, { actor: null, actorKind: 'system', reason: null, operationId: null, at }))
const product = (seats: number) =>
  ({ id: work, name: 'Work', plans: [], status: 'enabled', expiresAt: null, seats }) as const
const group = async () => (await inTenant(loadTenantPart)).groups[sales]
const openJobs = async (): Promise<readonly Job[]> =>
  (await inTenant((t) => listJobs(t, { limit: 100 }))).filter(({ state }) => state === 'waiting' || state === 'running')
const holders = () =>
  inTenant((t) =>
    row(t, sql<{ n: number }>`select seats_used as n from products where tenant_id = ${tenantId} and id = ${work}`),
  )

beforeAll(async () => {
  store = openStore(await freshDatabase())
  admit = { store, now: () => at } as Admit
  await inTenant(async (t) => {
    await insertTenant(t, { name: 'large', isDemo: false })
    await sql`insert into accounts (tenant_id, id, sign_in_name, name_key, display_name, attributes, created_at)
      select ${tenantId}::uuid, gen_random_uuid(), 'p' || i || '@large.example', 'p' || i || '@large.example', 'Person ' || i,
        jsonb_build_object('department', case when i % 2 = 0 then 'Sales' else 'Legal' end, 'usageLocation', 'FR'), 0
      from generate_series(1, ${many}::int) i`.execute(t.db)
  })
  await does({ do: 'put_product', product: product(many) })
  await does({ do: 'create_group', group: { id: sales, name: 'Sales', description: null, rule: null } })
  await does({ do: 'assign_group_licence', groupId: sales, productId: work, disabledPlans: [] })
}, 60_000)
afterAll(() => store.close())

it('A10, A11: a rule over many people is followed by a job that says how far it is; nothing that comes between is lost', async () => {
  await does({ do: 'edit_rule', groupId: sales, rule: 'user.department -eq "Sales"' })
  const [job] = await openJobs()
  expect(job).toMatchObject({ kind: 'settle', state: 'waiting' })
  expect(await group()).toMatchObject({ processing: 'not_started' })
  await expect(stopJob(admit, commandLine(tenantId), (job as Job).id)).rejects.toThrow()

  // The first piece is done; then a server dies in the middle of the second.
  let pieces = 0
  const dying: JobKind = {
    async piece(...args) {
      const done = await (jobKinds['settle'] as JobKind).piece(...args)
      if (++pieces === 2) throw new Error('the server went away')
      return done
    },
  }
  const jobId = (job as Job).id
  await expect(runJob(admit, { settle: dying }, { tenantId, jobId })).rejects.toThrow('went away')
  expect(await inTenant((t) => findJob(t, jobId))).toMatchObject({ state: 'running', done: 20_000, total: many })
  expect(await group()).toMatchObject({ processing: 'updating' })

  // Somebody moves before the place where the job is, and somebody behind; a second change waits its turn.
  const ids = await inTenant((t) =>
    rows(t, sql<{ id: string }>`select id from accounts where tenant_id = ${tenantId} order by id`),
  )
  for (const { id } of [ids[0], ids.at(-1)] as { id: string }[])
    for (const value of ['Legal', 'Sales', 'Legal'])
      await does({ do: 'set_attribute', accountId: id, name: 'department', value })
  await does({ do: 'edit_rule', groupId: sales, rule: 'user.department -in ["Sales", "Legal"]' })
  expect(await openJobs()).toHaveLength(2)

  await runJob(admit, jobKinds, { tenantId, jobId })
  expect(await group()).toMatchObject({ processing: 'updating' })
  for (const { id } of await openJobs()) await runJob(admit, jobKinds, { tenantId, jobId: id })
  expect(await group()).not.toHaveProperty('processing')
  expect(await holders()).toEqual({ n: many })
  expect(await inTenant((t) => checkDirectory(t, at))).toMatchObject({ people: many, faults: [] })
}, 90_000)

it('A10, A11: what fails for good is told at the group with its reason, until it goes well again', async () => {
  const status = async () => {
    const found = await inTenant((t) => findGroup(t, sales))
    return [found?.processing, found?.licencesProcessing, found === null ? null : processingProblem(found)?.code]
  }
  const breaking = (error: Error) => ({
    settle: { ...jobKinds['settle'], piece: () => Promise.reject(error) } as JobKind,
  })
  const next = async () => (await openJobs())[0]?.id as string

  await does({ do: 'reprocess_group', groupId: sales })
  expect(await status()).toEqual(['updating', 'updating', undefined])
  const lost = new Error('the disk is full')
  for (const isLastTry of [false, true]) {
    const tried = runJob(admit, breaking(lost), { tenantId, jobId: (await openJobs()).at(-1)?.id as string, isLastTry })
    await expect(tried).rejects.toThrow(lost)
  }
  expect((await openJobs()).length).toBe(1)
  await runJob(admit, breaking(new AppError('licence.no_seats')), { tenantId, jobId: await next() })
  expect((await status()).slice(0, 2)).toEqual(['error', 'error'])
  expect(['job.gave_up', 'licence.no_seats']).toContain((await status())[2])

  await does({ do: 'reprocess_group', groupId: sales })
  for (const { id } of await openJobs()) await runJob(admit, jobKinds, { tenantId, jobId: id })
  expect(await status()).toEqual(['up_to_date', 'up_to_date', undefined])

  // A rule of another time that nobody can read any more.
  const broken = randomUUID()
  await does({ do: 'create_group', group: { id: broken, name: 'Old', description: null, rule: null } })
  await inTenant((t) =>
    sql`update groups set rule = 'user. -eq' where tenant_id = ${tenantId} and id = ${broken}`.execute(t.db),
  )
  await inTenant(bumpShape)
  await does({ do: 'reprocess_group', groupId: broken })
  for (const { id } of await openJobs()) await runJob(admit, jobKinds, { tenantId, jobId: id })
  expect(await inTenant((t) => findGroup(t, broken))).toMatchObject({
    processing: 'error',
    processingError: 'rule.invalid',
  })
  await does({ do: 'edit_rule', groupId: broken, rule: null })
  for (const { id } of await openJobs()) await runJob(admit, jobKinds, { tenantId, jobId: id })
  expect(await inTenant((t) => findGroup(t, broken))).toMatchObject({ processing: 'up_to_date', processingError: null })
}, 90_000)

it('A11: seats given up are kept by holders, and those bought are handed to who waits', async () => {
  await does({ do: 'remove_group_licence', groupId: sales, productId: work })
  for (const { id } of await openJobs()) await runJob(admit, jobKinds, { tenantId, jobId: id })
  expect(await holders()).toEqual({ n: 0 })
  await does({ do: 'put_product', product: product(7_000) })
  await does({ do: 'assign_group_licence', groupId: sales, productId: work, disabledPlans: [] })
  expect(await group()).toMatchObject({ licencesProcessing: 'updating' })
  for (const { id } of await openJobs()) await runJob(admit, jobKinds, { tenantId, jobId: id })
  expect(await holders()).toEqual({ n: 7_000 })
  await does({ do: 'put_product', product: product(many - 1) })
  for (const { id } of await openJobs()) await runJob(admit, jobKinds, { tenantId, jobId: id })
  expect(await holders()).toEqual({ n: many - 1 })
  expect(await inTenant((t) => checkDirectory(t, at))).toMatchObject({ faults: [], overAssigned: [] })
}, 90_000)

it('A10: a paused rule lets nobody in or out until it goes on', async () => {
  await does({ do: 'set_group_processing', groupId: sales, state: 'paused' })
  const [first] = await inTenant((t) =>
    rows(t, sql<{ id: string }>`select id from accounts where tenant_id = ${tenantId} order by id limit 1`),
  )
  const id = (first as { id: string }).id
  const isIn = async () =>
    (await inTenant((t) =>
      row(
        t,
        sql`select 1 from group_members where tenant_id = ${tenantId} and group_id = ${sales} and account_id = ${id}`,
      ),
    )) !== null
  await does({ do: 'set_attribute', accountId: id, name: 'department', value: 'Nobody' })
  expect(await isIn()).toBe(true)
  await does({ do: 'reprocess_account', accountId: id })
  expect(await isIn()).toBe(true)
  await does({ do: 'set_group_processing', groupId: sales, state: 'on' })
  for (const { id: jobId } of await openJobs()) await runJob(admit, jobKinds, { tenantId, jobId })
  expect(await isIn()).toBe(false)
  await does({ do: 'reprocess_group', groupId: sales })
  for (const { id: jobId } of await openJobs()) await runJob(admit, jobKinds, { tenantId, jobId })
  expect(await inTenant((t) => checkDirectory(t, at))).toMatchObject({ faults: [] })
}, 90_000)
