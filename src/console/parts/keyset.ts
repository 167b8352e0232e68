import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, type List } from '../api.ts'

/** A list of any length, page by page, each found where the one before ended; what is asked anew lets go of what was asked before. */
export function useKeyset<T>(key: readonly unknown[], path: string) {
  const list = useInfiniteQuery({
    queryKey: [...key, path],
    initialPageParam: path,
    queryFn: ({ pageParam, signal }) => api<List<T>>(pageParam, undefined, signal),
    getNextPageParam: (page) => page['@odata.nextLink']?.split('/v1.0/')[1],
    placeholderData: keepPreviousData,
  })
  return { ...list, rows: list.data?.pages.flatMap((page) => page.value) ?? [] }
}

/** How many a list holds; undefined until that is counted, and where it cannot be counted in time. */
export function useCount(key: readonly unknown[], path: string): number | undefined {
  return useQuery({
    queryKey: [...key, path],
    queryFn: ({ signal }) => api<number>(path, undefined, signal),
    placeholderData: keepPreviousData,
    retry: false,
  }).data
}
