import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, type List } from '../api.ts'

type Named = { readonly id: string; readonly displayName: string }

/** Names of people and groups by their ids, asked for these alone, however many the directory has; the id where nothing has it. */
export function useNameOf(ids: readonly string[]): (id: string) => string {
  const wanted = [...new Set(ids)].sort().slice(0, 1000)
  const { data } = useQuery({
    queryKey: ['names', wanted],
    queryFn: () => api<List<Named>>('directoryObjects/getByIds', { ids: wanted }),
    enabled: wanted.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
  const known = new Map((data?.value ?? []).map((one) => [one.id, one.displayName]))
  return (id) => known.get(id) ?? id
}
