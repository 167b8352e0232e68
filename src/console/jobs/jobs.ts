import { useQuery } from '@tanstack/react-query'
import { api, type List } from '../api.ts'
import { useOperations } from '../bulk/operation.ts'
import { useSession } from '../session.tsx'

/** Work that outlives its request, and how far it is. */
export type Job = {
  readonly id: string
  readonly kind: string
  /** What a bulk was begun with; other work says it in its own words. */
  readonly input: {
    readonly operation?: string
    readonly file?: string
    readonly run?: 'for_real' | 'dry'
    readonly warnings?: readonly string[]
  } | null
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number | null
  readonly result: { readonly done?: number; readonly same?: number; readonly bad?: number } | null
  readonly problem: { readonly code: string; readonly details: object } | null
  readonly madeBy: string | null
  readonly madeAt: number
  readonly startedAt: number | null
  readonly endedAt: number | null
}

export const stateWords = {
  waiting: 'waits',
  running: 'runs',
  done: 'over',
  failed: 'failed',
  cancelled: 'stopped',
} as const

const kinds: Readonly<Record<string, string>> = {
  settle: 'Working out memberships and licences',
  looks: 'Looking at names anew, for those that look the same',
  purge: 'Erasing people who were deleted long ago',
}

/** What a job does, in words; a bulk by the operation of its file. */
export function useWorkOf(): (job: Job) => string {
  const operations = useOperations().data?.value ?? []
  return ({ kind, input }) => {
    if (kind !== 'bulk') return kinds[kind] ?? `${kind.charAt(0).toUpperCase()}${kind.slice(1).replaceAll('_', ' ')}`
    const title = operations.find(({ name }) => name === input?.operation)?.title ?? 'Bulk'
    return input?.run === 'dry' ? `${title} (tried)` : title
  }
}

/** What came of the lines of a bulk, in a sentence; empty for other work. */
export function saidOf({ kind, state, input, result, problem }: Job): string {
  if (state === 'failed') return `It could not go on: ${problem?.code ?? ''}`
  const { done, same = 0, bad = 0 } = result ?? {}
  if (kind !== 'bulk' || done === undefined) return ''
  const parts = [`${done} ${input?.run === 'dry' ? 'would be done' : 'done'}`]
  if (same > 0) parts.push(`${same} so already`)
  if (bad > 0) parts.push(`${bad} bad`)
  return parts.join(', ')
}

export const isOpen = ({ state }: Job) => state === 'waiting' || state === 'running'

/** How far it is, of a hundred; null while nobody has counted. */
export function shareOf({ state, done, total }: Job): number | null {
  if (state === 'done') return 100
  return total === null || total === 0 ? null : Math.min(100, (100 * done) / total)
}

/** The newest jobs: asked often while one is open, and now and then else. */
export function useJobs() {
  const { mayRead } = useSession()
  return useQuery({
    queryKey: ['jobs'],
    queryFn: () => api<List<Job>>('admit/jobs?limit=50'),
    enabled: mayRead.includes('jobs'),
    refetchInterval: ({ state: { data } }) => (data?.value.some(isOpen) === true ? 1000 : 15_000),
  })
}
