import { sql } from 'kysely'
import type { ActorKind } from './journal.ts'
import { changed, json, row, rows, type TenantDb } from './store.ts'

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

/** A piece of work that outlives its request, and how far it is. */
export type Job = {
  readonly id: string
  readonly kind: string
  readonly input: unknown
  readonly state: JobState
  readonly done: number
  /** How much there is in all; null while nobody has counted. */
  readonly total: number | null
  readonly cursor: unknown
  readonly result: unknown
  /** Why it failed, as an error's code and details. */
  readonly problem: { readonly code: string; readonly details: object } | null
  readonly madeBy: string | null
  readonly madeByKind: ActorKind
  readonly madeAt: number
  readonly startedAt: number | null
  readonly endedAt: number | null
}

export type NewJob = Pick<Job, 'id' | 'kind' | 'input' | 'madeBy' | 'madeByKind' | 'madeAt'> & {
  /** Jobs of one queue of a tenant run one after the other. */
  readonly queue: string
}

const whole = sql<Job>`select id, kind, input, state, done, total, cursor, result, problem, made_by as "madeBy",
  made_by_kind as "madeByKind", made_at as "madeAt", started_at as "startedAt", ended_at as "endedAt" from jobs`

/** Keeps a job and wakes a worker for it, when and only when the transaction commits. */
export async function insertJob(t: TenantDb, job: NewJob): Promise<void> {
  await sql`insert into jobs (tenant_id, id, kind, input, made_by, made_by_kind, made_at)
    values (${t.tenantId}, ${job.id}, ${job.kind}, ${json(job.input)}, ${job.madeBy}, ${job.madeByKind}, ${job.madeAt})`.execute(
    t.db,
  )
  await sql`select graphile_worker.add_job('job', ${json({ tenantId: t.tenantId, jobId: job.id })}::json,
    queue_name := ${`${t.tenantId}/${job.queue}`}, job_key := ${job.id})`.execute(t.db)
}

/** Writes what there is to do, and how much, of a job that was kept in this transaction. */
export async function setInput(t: TenantDb, id: string, input: unknown, total: number): Promise<void> {
  await sql`update jobs set input = ${json(input)}, total = ${total} where tenant_id = ${t.tenantId} and id = ${id}`.execute(
    t.db,
  )
}

/** The job with this id, or null. */
export function findJob(t: TenantDb, id: string): Promise<Job | null> {
  return row(t, sql<Job>`${whole} where tenant_id = ${t.tenantId} and id = ${id}`)
}

/** The job, locked until the transaction ends: of two workers that have it, one waits for the other. */
export function lockJob(t: TenantDb, id: string): Promise<Job | null> {
  return row(t, sql<Job>`${whole} where tenant_id = ${t.tenantId} and id = ${id} for update`)
}

/** Jobs, the newest first. */
export function listJobs(
  t: TenantDb,
  filter: { readonly kind?: string; readonly state?: JobState; readonly limit: number },
): Promise<Job[]> {
  const where = [sql`tenant_id = ${t.tenantId}`]
  if (filter.kind !== undefined) where.push(sql`kind = ${filter.kind}`)
  if (filter.state !== undefined) where.push(sql`state = ${filter.state}`)
  return rows(
    t,
    sql<Job>`${whole} where ${sql.join(where, sql` and `)} order by made_at desc, id limit ${filter.limit}`,
  )
}

/** Writes how far a job is, in the transaction of the piece that was done. */
export async function saveProgress(
  t: TenantDb,
  id: string,
  p: Pick<Job, 'state' | 'done' | 'total' | 'cursor' | 'result' | 'problem'>,
  at: number,
): Promise<void> {
  const isOver = p.state === 'done' || p.state === 'failed'
  await sql`update jobs set state = ${p.state}, done = ${p.done}, total = ${p.total}, cursor = ${json(p.cursor ?? null)},
    result = ${json(p.result ?? null)}, problem = ${p.problem === null ? null : json(p.problem)},
    started_at = coalesce(started_at, ${at}), ended_at = ${isOver ? at : null}
    where tenant_id = ${t.tenantId} and id = ${id}`.execute(t.db)
}

/** Stops a job before its next piece; what was done stays done. False when it was over already. */
export async function cancelJob(t: TenantDb, id: string, at: number): Promise<boolean> {
  const found = await changed(
    t,
    sql`update jobs set state = 'cancelled', ended_at = ${at} where tenant_id = ${t.tenantId} and id = ${id} and state in ('waiting', 'running')`,
  )
  return found > 0
}

/** Whether a job of this kind waits or runs. */
export async function isUnderWay(t: TenantDb, kind: string): Promise<boolean> {
  const found = sql`select 1 from jobs where tenant_id = ${t.tenantId} and kind = ${kind} and state in ('waiting', 'running') limit 1`
  return (await row(t, found)) !== null
}

/** Waits until no other server decides whether a job of this kind is due, and keeps them waiting until the transaction ends. */
export async function holdSchedule(t: TenantDb, kind: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`admit: ${kind}`}), hashtext(${t.tenantId}))`.execute(t.db)
}
