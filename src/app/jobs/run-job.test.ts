import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/setup/database.ts'
import { AppError } from '../../errors.ts'
import { startJobRunner } from '../../store/job-runner.ts'
import { cancelJob, findJob, insertJob, type Job } from '../../store/jobs.ts'
import { openStore, rows, type Store, withTenant } from '../../store/store.ts'
import { insertTenant } from '../../store/tenants.ts'
import type { Admit } from '../admit.ts'
import type { JobKind } from './job-kind.ts'
import { runJob } from './run-job.ts'

const tenantId = randomUUID()
let store: Store
let admit: Admit

beforeAll(async () => {
  store = openStore(await freshDatabase())
  admit = { store, now: Date.now } as Admit
  await withTenant(store, tenantId, (t) => insertTenant(t, { name: 'jobs', isDemo: false }))
})
afterAll(() => store.close())

/** Counts to the input in pieces of one, writing a named location for each, so that doing a piece twice would show. */
const counting: JobKind = {
  async piece(_, t, job) {
    const total = job.input as number
    const n = ((job.cursor as number | null) ?? 0) + 1
    await sql`insert into named_locations (tenant_id, id, name, is_trusted, ranges)
      values (${t.tenantId}, ${randomUUID()}, ${`${job.id} ${n}`}, false, '[]')`.execute(t.db)
    return { done: n, total, cursor: n, result: { counted: n }, next: n < total ? 'more' : 'over' }
  },
}

async function begin(input: number, kind = 'counting'): Promise<string> {
  const id = randomUUID()
  const by = { madeBy: null, madeByKind: 'system' as const, madeAt: Date.now() }
  await withTenant(store, tenantId, (t) => insertJob(t, { ...by, id, kind, input, queue: 'counting' }))
  return id
}

const found = (id: string) => withTenant(store, tenantId, (t) => findJob(t, id)) as Promise<Job>

/** How often each piece of a job was really done. */
async function effects(id: string): Promise<number[]> {
  const names = await withTenant(store, tenantId, (t) =>
    rows(t, sql<{ name: string }>`select name from named_locations where name like ${`${id} %`}`),
  )
  return names.map(({ name }) => Number(name.split(' ')[1])).sort((a, b) => a - b)
}

describe('REL-05: a job', () => {
  it('is done piece by piece to its end, and once', async () => {
    const jobId = await begin(5)
    await runJob(admit, { counting }, { tenantId, jobId })
    await runJob(admit, { counting }, { tenantId, jobId })
    expect(await found(jobId)).toMatchObject({ state: 'done', done: 5, total: 5, result: { counted: 5 } })
    expect(await effects(jobId)).toEqual([1, 2, 3, 4, 5])
  })

  it('goes on where it was after a piece that broke, with every effect once', async () => {
    const jobId = await begin(5)
    let tries = 0
    const breaking: JobKind = {
      async piece(...args) {
        const done = await counting.piece(...args)
        if (++tries === 3) throw new Error('the database went away after the piece was written')
        return done
      },
    }
    await expect(runJob(admit, { counting: breaking }, { tenantId, jobId })).rejects.toThrow('went away')
    expect(await found(jobId)).toMatchObject({ state: 'running', done: 2 })
    await runJob(admit, { counting: breaking }, { tenantId, jobId })
    expect(await effects(jobId)).toEqual([1, 2, 3, 4, 5])
  })

  it('taken by two workers at once has every effect once', async () => {
    const jobId = await begin(8)
    await Promise.all([1, 2, 3].map(() => runJob(admit, { counting }, { tenantId, jobId })))
    expect(await effects(jobId)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('that is cancelled stops before its next piece and keeps what was done', async () => {
    const jobId = await begin(5)
    const stopping: JobKind = {
      async piece(...args) {
        const progress = await counting.piece(...args)
        if (progress.done === 2) setImmediate(() => withTenant(store, tenantId, (t) => cancelJob(t, jobId, Date.now())))
        await sleep(progress.done === 3 ? 50 : 0)
        return progress
      },
    }
    await runJob(admit, { counting: stopping }, { tenantId, jobId })
    expect((await found(jobId)).state).toBe('cancelled')
    expect((await effects(jobId)).length).toBeLessThan(5)
    await runJob(admit, { counting }, { tenantId, jobId })
    expect((await effects(jobId)).length).toBeLessThan(5)
  })

  it('that the directory refuses ends, and says why', async () => {
    const jobId = await begin(1)
    const refused: JobKind = { piece: () => Promise.reject(new AppError('group.not_found', { id: 'x' })) }
    await runJob(admit, { counting: refused }, { tenantId, jobId })
    expect(await found(jobId)).toMatchObject({
      state: 'failed',
      problem: { code: 'group.not_found', details: { id: 'x' } },
    })
    await runJob(admit, {}, { tenantId, jobId: await begin(1, 'nobody knows this') })
  })

  it('of a server that was killed is taken up by the next within seconds', async () => {
    const jobId = await begin(2)
    const worker = fileURLToPath(new URL('../../../test/support/dying-runner.ts', import.meta.url))
    const child = spawn(process.execPath, [worker, store.url, jobId], { stdio: ['ignore', 'pipe', 'inherit'] })
    for await (const _ of child.stdout) child.kill('SIGKILL')
    const runner = await startJobRunner(store, 1, (job) => runJob(admit, { counting }, job))
    try {
      await expect.poll(async () => (await found(jobId)).state, { timeout: 25_000 }).toBe('done')
    } finally {
      await runner.stop()
    }
  }, 40_000)

  it('under way is vouched for, so that nobody takes it for that of a dead server (REL-05)', async () => {
    const under = Promise.withResolvers<void>()
    const isDone = Promise.withResolvers<void>()
    const runner = await startJobRunner(store, 1, async () => {
      under.resolve()
      await isDone.promise
    })
    try {
      await begin(1)
      await under.promise
      const locked = await sql<{
        is: boolean
      }>`select w.worker_id is not null as is from graphile_worker._private_jobs j
        left join graphile_worker.admit_workers w on w.worker_id = j.locked_by where j.locked_by is not null`.execute(
        store.db,
      )
      expect(locked.rows).toEqual([{ is: true }])
    } finally {
      isDone.resolve()
      await runner.stop()
    }
  })

  it('is taken up by a runner as soon as its transaction commits, one after the other in a queue, and again after a throw', async () => {
    const order: string[] = []
    let hasThrown = false
    const runner = await startJobRunner(store, 2, async (job) => {
      order.push(job.jobId)
      if (!hasThrown) {
        hasThrown = true
        throw new Error('the first try')
      }
      await runJob(admit, { counting }, job)
    })
    try {
      const [a, b] = [await begin(3), await begin(2)]
      await expect.poll(async () => (await found(a)).state, { timeout: 20_000 }).toBe('done')
      await expect.poll(async () => (await found(b)).state, { timeout: 20_000 }).toBe('done')
      expect(await effects(a)).toEqual([1, 2, 3])
      expect(await effects(b)).toEqual([1, 2])
    } finally {
      await runner.stop()
    }
  })
})
