import { useQuery } from '@tanstack/react-query'
import { api, type List } from '../api.ts'

/** What can be done by a file. */
export type Operation = {
  readonly name: string
  readonly title: string
  readonly needed: readonly string[]
  readonly more: readonly string[]
  readonly does: readonly string[]
}

export type ToldLine = {
  readonly n: number
  readonly line: number
  readonly subject: string
  readonly code: string | null
  readonly message: string | null
}

/** Everything that can be done by a file; it is the same for as long as the server runs. */
export function useOperations() {
  return useQuery({
    queryKey: ['bulk'],
    queryFn: () => api<List<Operation>>('admit/bulk'),
    staleTime: Infinity,
  })
}

/** Where the result of a bulk is downloaded. */
export const resultOf = (jobId: string) => `/v1.0/admit/bulk/jobs/${jobId}/result`
