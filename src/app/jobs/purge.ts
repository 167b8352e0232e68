import { purgeSome } from '../purge.ts'
import type { JobKind } from './job-kind.ts'

/** Erases people who were deleted 30 days ago, some at a time. */
export const purging: JobKind = {
  async piece(admit, t, job) {
    const { done, next } = await purgeSome(admit, t)
    const count = job.done + done
    return { done: count, total: null, cursor: null, result: { erased: count }, next }
  },
}
