import { EventEmitter } from 'node:events'
import type { JobHelpers } from 'graphile-worker'
import pg from 'pg'
import type { DueLogout } from './logouts.ts'
import type { DueMessage } from './messages.ts'

export type JobRunner = { readonly stop: () => Promise<void> }

/** A job that is due. After its last try nobody takes it up again. */
export type DueJob = { readonly tenantId: string; readonly jobId: string; readonly isLastTry?: boolean }

type Work = (job: DueJob) => Promise<void>
/** What is told to people and to apps: nobody waits for it behind other work. */
type Telling = {
  readonly deliver: (message: DueMessage) => Promise<void>
  readonly tellApp?: (logout: DueLogout) => Promise<void>
}

/** Brings the queue's own schema to its newest version. */
export async function migrateJobs(url: string): Promise<void> {
  const { runMigrations } = await import('graphile-worker')
  const pgPool = poolOn(url, 1)
  try {
    await runMigrations({ pgPool, logger: await quiet() })
    // These tasks are known before the first message: of two transactions that made one known, one would wait for the other.
    for (const task of ['mail', 'text', 'logout'])
      await pgPool.query(`begin; select graphile_worker.add_job('${task}', job_key := '${task}');
        select graphile_worker.remove_job('${task}'); commit`)
  } finally {
    await pgPool.end()
  }
}

/** Jobs of one queue follow each other as soon as this, in milliseconds; the library looks for the next before it frees the queue. */
const lookAgain = 500

/**
 * Runs jobs as they come, `concurrency` at a time on this server, each with `work`; mail and texts with `deliver`, one letter and
 * one text at a time whatever else there is to do, and sign-outs that apps are told of with `tellApp`, or leaves them to others where there is none. One that throws is tried again,
 * later each time. Stopping waits for `work` to end; jobs of a server that died are free again for the next one that starts, and
 * within ten seconds for those that run.
 */
export async function startJobRunner(
  { url }: { readonly url: string },
  concurrency: number,
  work: Work,
  telling?: Telling,
): Promise<JobRunner> {
  const { run } = await import('graphile-worker')
  const events = new EventEmitter()
  // A job is locked for the pool of workers that has it, and not for the worker.
  const poolIds: string[] = []
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => poolIds.push(workerPool.id))
  const life = await signOfLife(url)
  const vouched = Promise.withResolvers<void>()
  const pgPool = poolOn(url, concurrency + 6)
  const shared = { pgPool, noHandleSignals: true, logger: await quiet(), events: events as never }
  const job = (payload: unknown, { job: { attempts, max_attempts: most } }: JobHelpers) =>
    vouched.promise.then(() => work({ ...(payload as DueJob), isLastTry: attempts >= most }))
  const message = (payload: unknown) => vouched.promise.then(() => telling?.deliver(payload as DueMessage))
  const logout = (payload: unknown) => vouched.promise.then(() => telling?.tellApp?.(payload as DueLogout))
  const runners = [await run({ ...shared, concurrency, pollInterval: lookAgain, taskList: { job } })]
  if (telling !== undefined)
    for (const taskList of [
      { mail: message },
      { text: message },
      ...(telling.tellApp === undefined ? [] : [{ logout }]),
    ])
      runners.push(await run({ ...shared, concurrency: 'logout' in taskList ? 4 : 1, taskList }))
  await life.vouchFor(poolIds)
  vouched.resolve()
  return {
    async stop() {
      await Promise.all(runners.map((runner) => runner.stop()))
      await pgPool.end()
      await life.end()
    },
  }
}

/** Connections of the queue's; one that is lost is replaced at its next use, and does not end the process. */
function poolOn(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * The queue takes a worker for dead after hours. We know at once: each server holds an advisory lock for its workers on a
 * connection of its own, and the database lets go of it when the server dies.
 */
async function signOfLife(url: string) {
  const client = new pg.Client({ connectionString: url, application_name: 'admit jobs' })
  client.on('error', () => {})
  await client.connect()
  await client.query(
    `create table if not exists graphile_worker.admit_workers (worker_id text primary key, lock_key bigint not null)`,
  )
  // A worker that nobody vouches for has either just started, or died before anybody could.
  const freeTheDead = () =>
    client
      .query(
        `with alive as (
           select w.worker_id from graphile_worker.admit_workers w join pg_locks l
             on l.locktype = 'advisory' and l.granted and (l.classid::bigint << 32 | l.objid::bigint) = w.lock_key
             and l.database = (select oid from pg_database where datname = current_database())),
         forgotten as (delete from graphile_worker.admit_workers where worker_id not in (select worker_id from alive) returning worker_id),
         dead as (
           select locked_by from graphile_worker._private_jobs where locked_by is not null and locked_by not in (select worker_id from alive)
             and (locked_by in (select worker_id from forgotten) or locked_at < now() - interval '5 seconds'))
         select graphile_worker.force_unlock_workers(array_agg(locked_by)) from dead having count(*) > 0`,
      )
      .catch(() => {})
  await freeTheDead()
  const sweep = setInterval(freeTheDead, 5_000).unref()
  return {
    async vouchFor(poolIds: readonly string[]) {
      const lockKey = Number(BigInt.asUintN(52, process.hrtime.bigint() ^ (BigInt(process.pid) << 20n)))
      await client.query('select pg_advisory_lock($1)', [lockKey])
      await client.query(
        'insert into graphile_worker.admit_workers select unnest($1::text[]), $2::bigint on conflict do nothing',
        [poolIds, lockKey],
      )
    },
    async end() {
      clearInterval(sweep)
      await client.end()
    },
  }
}

/** The queue's own lines are about itself; what a job did is told by the job. */
async function quiet() {
  const { Logger } = await import('graphile-worker')
  return new Logger(() => () => {})
}
