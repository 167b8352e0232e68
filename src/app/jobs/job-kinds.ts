import { bulk } from '../bulk/piece.ts'
import type { JobKind } from './job-kind.ts'
import { looking } from './looks.ts'
import { purging } from './purge.ts'
import { settling } from './settle.ts'

/** Every kind of work that outlives its request, by the name it is kept under for ever. */
export const jobKinds: Readonly<Record<string, JobKind>> = { bulk, looks: looking, purge: purging, settle: settling }
