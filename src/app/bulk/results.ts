import { AppError } from '../../errors.ts'
import { type ToldLine, toldLines } from '../../store/bulk-lines.ts'
import { withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { jobOf } from '../jobs/jobs.ts'
import type { Viewer } from '../viewer.ts'

/** Lines of a bulk with what came of them, some of them; throws `job.not_found`. */
export async function bulkLines(
  admit: Admit,
  viewer: Viewer,
  jobId: string,
  asked: { readonly which: 'all' | 'bad'; readonly after: number; readonly limit: number },
): Promise<readonly ToldLine[]> {
  const job = await jobOf(admit, viewer, jobId)
  if (job.kind !== 'bulk') throw new AppError('job.not_found')
  return withTenant(admit.store, viewer.tenantId, (t) => toldLines(t, jobId, asked))
}

/** All of them one after the other, as they are read. */
export async function* eachBulkLine(admit: Admit, viewer: Viewer, jobId: string): AsyncGenerator<ToldLine> {
  for (let after = 0; ; ) {
    const some = await bulkLines(admit, viewer, jobId, { which: 'all', after, limit: 1000 })
    yield* some
    const last = some.at(-1)
    if (last === undefined || some.length < 1000) return
    after = last.n
  }
}
