import { AppError } from '../../errors.ts'
import type { DueJob } from '../../store/job-runner.ts'
import { lockJob, saveProgress } from '../../store/jobs.ts'
import { withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import type { JobKind } from './job-kind.ts'

/**
 * Does a job to its end, piece after piece, each in a transaction of its own with how far the job then is (REL-05). Ends
 * early when somebody cancelled it; run again it goes on where it was, and run after its end it does nothing. Throws what is
 * to be tried again, and between two pieces when `isStopping` says so. What breaks the last try ends the job as failed.
 */
export async function runJob(
  admit: Admit,
  kinds: Readonly<Record<string, JobKind>>,
  { tenantId, jobId, isLastTry = false }: DueJob,
  isStopping: () => boolean = () => false,
): Promise<void> {
  while (!isStopping()) {
    const isOver = await withTenant(admit.store, tenantId, (t) => onePiece(admit, kinds, t, jobId)).catch(
      async (error: unknown) => {
        const refusal = error instanceof AppError ? error : isLastTry ? new AppError('job.gave_up') : null
        if (refusal !== null) await failed(admit, kinds, tenantId, jobId, refusal)
        // What nobody expected is kept by the queue.
        if (error !== refusal) throw error
        return true
      },
    )
    if (isOver) return
  }
  throw new Error('this server stops; the job goes on with the next one that runs')
}

async function onePiece(
  admit: Admit,
  kinds: Readonly<Record<string, JobKind>>,
  t: Parameters<JobKind['piece']>[1],
  jobId: string,
): Promise<boolean> {
  const job = await lockJob(t, jobId)
  if (job === null || (job.state !== 'waiting' && job.state !== 'running')) return true
  const kind = kinds[job.kind]
  if (kind === undefined) throw new AppError('job.unknown_kind', { kind: job.kind })
  const { done, total, cursor, result, next } = await kind.piece(admit, t, job)
  const state = next === 'over' ? 'done' : 'running'
  await saveProgress(t, jobId, { state, done, total, cursor, result: result ?? job.result, problem: null }, admit.now())
  return next === 'over'
}

/** What the directory does not allow will not be allowed at the next try either: the job ends, and says why. */
async function failed(
  admit: Admit,
  kinds: Readonly<Record<string, JobKind>>,
  tenantId: string,
  jobId: string,
  error: AppError,
): Promise<void> {
  await withTenant(admit.store, tenantId, async (t) => {
    const job = await lockJob(t, jobId)
    if (job === null) return
    const over = { ...job, state: 'failed', problem: { code: error.code, details: error.details } } as const
    await saveProgress(t, jobId, over, admit.now())
    await kinds[job.kind]?.ended?.(t, over)
  })
}
