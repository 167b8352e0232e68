import { withQuery } from '../api.ts'
import { textsIn } from '../parts/address.ts'
import { all, quoted, searchFor } from '../parts/odata.ts'

/** What the list of groups is asked, as its address says it. */
export type GroupsQuery = ReturnType<typeof groupsQueryIn>

/** Reads the address of the list of groups. */
export const groupsQueryIn = textsIn(['search', 'kind', 'filled', 'processing', 'licence', 'sort', 'deleted'])

/** Whether the address asks for anything but all groups. */
export function isNarrowed(query: GroupsQuery): boolean {
  return (['search', 'kind', 'filled', 'processing', 'licence'] as const).some((key) => query[key])
}

const conditions: Readonly<Record<string, string>> = {
  security: 'securityEnabled eq true',
  microsoft365: "groupTypes/any(c:c eq 'Unified')",
  roles: 'isAssignableToRole eq true',
  rule: "groupTypes/any(c:c eq 'DynamicMembership')",
  hand: "not groupTypes/any(c:c eq 'DynamicMembership')",
  paused: "membershipRuleProcessingState eq 'Paused'",
}

/** The conditions as the API takes them; null for all groups. */
export function filterOf(query: GroupsQuery): string | null {
  return all([
    ...[query.kind, query.filled, query.processing].map((word) => conditions[word ?? '']),
    query.licence !== undefined && `assignedLicenses/any(l:l/skuId eq ${quoted(query.licence)})`,
  ])
}

/** Where the API has the first page. */
export function groupsPath(query: GroupsQuery): string {
  const $filter = filterOf(query)
  return withQuery('groups', {
    $top: 50,
    $search: searchFor(query.search),
    $filter,
    $orderby: query.sort === '-name' ? 'displayName desc' : null,
    $count: $filter === null ? null : 'true',
    $select:
      'id,displayName,description,groupTypes,securityEnabled,membershipRule,isAssignableToRole,assignedLicenses,memberCount,membershipRuleProcessingStatus,licenseProcessingState',
  })
}

/** Where the API says how many they are. */
export function groupsCountPath(query: GroupsQuery): string {
  return withQuery('groups/$count', { $search: searchFor(query.search), $filter: filterOf(query) })
}
