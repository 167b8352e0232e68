import { bulk } from '../bulk/piece.ts'
import type { JobKind } from './job-kind.ts'
import { purging } from './purge.ts'
import { settling } from './settle.ts'

/** Every kind of work that outlives its request, by the name it is kept under for ever. */
export const jobKinds: Readonly<Record<string, JobKind>> = { bulk, purge: purging, settle: settling }
