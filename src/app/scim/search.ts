import {
  type FoundGroup,
  type FoundPerson,
  loadGroups,
  loadPeople,
  type Search,
  searchScim,
} from '../../store/scim-search.ts'
import { withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import type { WithMembers } from './groups.ts'
import type { Provisioner } from './tokens.ts'

export type Page<T> = { readonly total: number; readonly items: readonly T[] }

/** People found, one page; `total` counts all. */
export function searchPeople(admit: Admit, who: Provisioner, search: Search): Promise<Page<FoundPerson>> {
  return withTenant(admit.store, who.tenantId, async (t) => {
    const { total, ids } = await searchScim(t, 'people', search)
    return { total, items: ids.length === 0 ? [] : await loadPeople(t, ids) }
  })
}

/** Groups found, one page; `total` counts all. */
export function searchGroups(
  admit: Admit,
  who: Provisioner,
  search: Search,
  members: WithMembers,
): Promise<Page<FoundGroup>> {
  return withTenant(admit.store, who.tenantId, async (t) => {
    const { total, ids } = await searchScim(t, 'groups', search)
    return { total, items: ids.length === 0 ? [] : await loadGroups(t, ids, members) }
  })
}
