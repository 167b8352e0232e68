import { randomUUID } from 'node:crypto'
import { AppError } from '../../errors.ts'
import { cancelJob, findJob, insertJob, type Job, type JobState, listJobs } from '../../store/jobs.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { actorOf, mustRead, type Viewer } from '../viewer.ts'
import { jobKinds } from './job-kinds.ts'

/** Begins a job of the viewer's in a transaction at hand; gives its id. It runs once the transaction has committed. */
export async function beginJob(
  admit: Admit,
  t: TenantDb,
  viewer: Viewer,
  job: { readonly kind: string; readonly queue: string; readonly input: unknown },
): Promise<string> {
  const id = randomUUID()
  const { actor, actorKind } = actorOf(viewer)
  await insertJob(t, { ...job, id, madeBy: actor, madeByKind: actorKind, madeAt: admit.now() })
  return id
}

/** The job with how far it is; throws `job.not_found`. */
export function jobOf(admit: Admit, viewer: Viewer, id: string): Promise<Job> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const job = await findJob(t, id)
    // Who began it may see how far it is.
    if (job === null || job.madeBy === null || job.madeBy !== viewer.accountId)
      mustRead(viewer, 'Directory.Read.All', 'jobs')
    if (job === null) throw new AppError('job.not_found')
    return job
  })
}

/** Jobs of the tenant, the newest first. */
export function jobList(
  admit: Admit,
  viewer: Viewer,
  filter: { readonly kind?: string; readonly state?: JobState; readonly limit: number },
): Promise<Job[]> {
  mustRead(viewer, 'Directory.Read.All', 'jobs')
  return withTenant(admit.store, viewer.tenantId, (t) => listJobs(t, filter))
}

/** Stops a job before its next piece. Who began it may, and Global Administrators; throws `job.over` when it has ended. */
export function stopJob(admit: Admit, viewer: Viewer, id: string): Promise<Job> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const job = await findJob(t, id)
    if (job === null) throw new AppError('job.not_found')
    const isOwn = job.madeBy !== null && job.madeBy === viewer.accountId
    if (!isOwn && !viewer.roles.includes('global-admin')) throw new AppError('auth.forbidden')
    if (jobKinds[job.kind]?.isNeeded === 'always') throw new AppError('job.needed')
    if (!(await cancelJob(t, id, admit.now()))) throw new AppError('job.over')
    await jobKinds[job.kind]?.ended?.(t, job)
    return (await findJob(t, id)) as Job
  })
}
