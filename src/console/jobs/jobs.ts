import { useQuery } from '@tanstack/react-query'
import { api, type List } from '../api.ts'
import { useSession } from '../session.tsx'

/** Work that outlives its request, and how far it is. */
export type Job = {
  readonly id: string
  readonly kind: string
  readonly input: unknown
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number | null
  readonly result: unknown
  readonly problem: { readonly code: string; readonly details: object } | null
  readonly madeBy: string | null
  readonly madeAt: number
  readonly startedAt: number | null
  readonly endedAt: number | null
}

const kinds: Readonly<Record<string, string>> = {
  settle: 'Working out memberships and licences',
  purge: 'Erasing people who were deleted long ago',
}

/** What a job does, in words. */
export const workOf = ({ kind }: Job) =>
  kinds[kind] ?? `${kind.charAt(0).toUpperCase()}${kind.slice(1).replaceAll('_', ' ')}`

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
