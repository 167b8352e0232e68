import { settleNext, settlingFailed } from '../../store/settle-job.ts'
import type { JobKind } from './job-kind.ts'

/** Settles memberships and licences of many people after a change that concerned them all. */
export const settling: JobKind = {
  // The change was made: what follows from it is not left half done.
  isNeeded: 'always',
  piece: (admit, t, job) => settleNext(t, job, admit.now()),
  ended: (t, job) => settlingFailed(t, job, job.endedAt ?? job.madeAt),
}
