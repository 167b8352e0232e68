import { AppError } from '../../errors.ts'
import { lockJob, saveProgress } from '../../store/jobs.ts'
import { withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import type { JobKind } from './job-kind.ts'

/**
 * Does a job to its end, piece after piece, each in a transaction of its own with how far the job then is (REL-05). Ends
 * early when somebody cancelled it; run again it goes on where it was, and run after its end it does nothing. Throws what is
 * to be tried again, and between two pieces when `isStopping` says so.
 */
export async function runJob(
  admit: Admit,
  kinds: Readonly<Record<string, JobKind>>,
  { tenantId, jobId }: { readonly tenantId: string; readonly jobId: string },
  isStopping: () => boolean = () => false,
): Promise<void> {
  while (!isStopping()) {
    const isOver = await withTenant(admit.store, tenantId, (t) => onePiece(admit, kinds, t, jobId)).catch((error) =>
      failed(admit, kinds, tenantId, jobId, error),
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
  error: unknown,
): Promise<true> {
  if (!(error instanceof AppError)) throw error
  await withTenant(admit.store, tenantId, async (t) => {
    const job = await lockJob(t, jobId)
    if (job === null) return
    const problem = { code: error.code, details: error.details }
    await saveProgress(t, jobId, { ...job, state: 'failed', problem }, admit.now())
    await kinds[job.kind]?.ended?.(t, job)
  })
  return true
}
