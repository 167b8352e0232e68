import { type LooksCursor, lookAnew } from '../../store/looks.ts'
import type { JobKind } from './job-kind.ts'

/** Looks at names anew that were kept under an earlier edition of looks, some at a time. */
export const looking: JobKind = {
  // Until it is over, names may be given that look like one which is there.
  isNeeded: 'always',
  async piece(_admit, t, job) {
    const { seen, changed, next } = await lookAnew(t, (job.cursor as LooksCursor | null) ?? { place: 0, after: null })
    const before = (job.result as { readonly changed: number } | null)?.changed ?? 0
    const progress = { done: job.done + seen, total: null, cursor: next, result: { changed: before + changed } }
    return { ...progress, next: next === null ? 'over' : 'more' }
  },
}
