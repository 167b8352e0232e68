import { useQuery } from '@tanstack/react-query'
import type { Rights } from '../../core/changes/rights.ts'
import { api, type List } from '../api.ts'

/** A directory role with what it allows; `id` is that of its template in Graph. */
export type Role = Rights & {
  readonly key: string
  readonly id: string
  readonly name: string
  readonly description: string
}

/** Graph's `unifiedRoleAssignment`; whom it was given to is null where one may not see them. */
export type Assignment = {
  readonly id: string
  readonly principalId: string
  readonly roleDefinitionId: string
  readonly directoryScopeId: string
  readonly principal?: {
    readonly '@odata.type': '#microsoft.graph.user' | '#microsoft.graph.group'
    readonly displayName: string
  } | null
}

/** All the roles there are. */
export const useRoles = () => useQuery({ queryKey: ['roles'], queryFn: () => api<List<Role>>('admit/roles') })

/** How often each role was given, by its id: to people and groups, everywhere and within units. */
export const useHolders = () =>
  useQuery({
    queryKey: ['roles', 'holders'],
    queryFn: async ({ signal }) => {
      const counts = new Map<string, number>()
      let next: string | undefined = 'roleManagement/directory/roleAssignments?$top=999'
      while (next !== undefined) {
        const page: List<Assignment> = await api<List<Assignment>>(next, undefined, signal)
        for (const { roleDefinitionId } of page.value)
          counts.set(roleDefinitionId, (counts.get(roleDefinitionId) ?? 0) + 1)
        next = page['@odata.nextLink']?.split('/v1.0/')[1]
      }
      return counts
    },
  })

/** The unit that an assignment holds within; null where it holds everywhere. */
export function unitOf({ directoryScopeId }: Assignment): string | null {
  return directoryScopeId === '/' ? null : directoryScopeId.slice(-36)
}
