import type { Job } from '../../store/jobs.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'

/** How far a job is after a piece of it. */
export type Progress = {
  readonly done: number
  readonly total: number | null
  /** Where the next piece begins, as its kind reads it; plain data. */
  readonly cursor: unknown
  readonly result?: unknown
  readonly next: 'more' | 'over'
}

/** A kind of work that is done in pieces. */
export type JobKind = {
  /** `always`: nobody stops it, because the directory would be left half done. */
  readonly isNeeded?: 'always'
  /**
   * Does the next piece within the transaction given and says how far the job then is. Called again after a piece that was
   * killed half-way, with the cursor before it: nothing of that piece is there. An `AppError` ends the job as failed;
   * anything else is tried again later.
   */
  readonly piece: (admit: Admit, t: TenantDb, job: Job) => Promise<Progress>
  /** What is left to be tidied when somebody stopped it, or it failed. */
  readonly ended?: (t: TenantDb, job: Job) => Promise<void>
}
