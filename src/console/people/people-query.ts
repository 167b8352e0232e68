import { textsIn } from '../parts/address.ts'
import { all, quoted, searchFor } from '../parts/odata.ts'
import { type Choice, columnsIn } from '../parts/column-choice.tsx'
import { withQuery } from '../api.ts'

/** What the list of people is asked, as its address says it. */
export type PeopleQuery = ReturnType<typeof peopleQueryIn>

/** Reads the address of the list of people. */
export const peopleQueryIn = textsIn([
  'search',
  'signIn',
  'kind',
  'department',
  'licence',
  'group',
  'role',
  'sort',
  'columns',
  'deleted',
])

/** The columns there are to choose from, by the field that each shows; a name always stands first. */
export const peopleColumns = {
  userPrincipalName: 'Signs in as',
  department: 'Department',
  jobTitle: 'Job title',
  companyName: 'Company',
  city: 'City',
  country: 'Country',
  usageLocation: 'Usage location',
  mail: 'E-mail',
  employeeId: 'Employee number',
  perUserMfaState: 'Multi-factor',
  createdDateTime: 'Made',
  state: 'State',
} as const

export type PeopleColumn = keyof typeof peopleColumns

/** What is shown of people where nothing is chosen, and what there is beside it. */
export const peopleChoice: Choice<PeopleColumn> = {
  names: peopleColumns,
  usual: ['userPrincipalName', 'department', 'state'],
}

/** The columns that are shown. */
export const columnsOf = (query: PeopleQuery): readonly PeopleColumn[] => columnsIn(peopleChoice, query.columns)

/** Whether the address asks for anything but everybody. */
export function isNarrowed(query: PeopleQuery): boolean {
  return (['search', 'signIn', 'kind', 'department', 'licence', 'group', 'role'] as const).some((key) => query[key])
}

/** The conditions as the API takes them; null for everybody. */
export function filterOf(query: PeopleQuery): string | null {
  return all([
    query.signIn === 'blocked' && 'accountEnabled eq false',
    query.signIn === 'allowed' && 'accountEnabled eq true',
    query.kind === 'guest' && "userType eq 'Guest'",
    query.kind === 'member' && "userType eq 'Member'",
    query.department !== undefined && `department eq ${quoted(query.department)}`,
    query.licence === 'none' && 'assignedLicenses/$count eq 0',
    query.licence !== undefined &&
      query.licence !== 'none' &&
      `assignedLicenses/any(l:l/skuId eq ${quoted(query.licence)})`,
    query.group !== undefined && `memberOf/any(g:g/id eq ${quoted(query.group)})`,
    query.role !== undefined && `assignedRoles/any(r:r/role eq ${quoted(query.role)})`,
  ])
}

const orders: Readonly<Record<string, string>> = {
  name: 'displayName',
  '-name': 'displayName desc',
  signInName: 'userPrincipalName',
  '-signInName': 'userPrincipalName desc',
  made: 'createdDateTime',
  '-made': 'createdDateTime desc',
}

const listOf = (query: PeopleQuery) =>
  query.deleted === undefined ? 'users' : 'directory/deletedItems/microsoft.graph.user'

/** Where the API has the first page. */
export function peoplePath(query: PeopleQuery): string {
  const $filter = filterOf(query)
  const columns = columnsOf(query).filter((column) => column !== 'state')
  const fields = ['id', 'displayName', 'userPrincipalName', 'accountEnabled', 'userType', 'deletedDateTime', ...columns]
  return withQuery(listOf(query), {
    $top: 50,
    $search: searchFor(query.search),
    $filter,
    // What is searched for comes as it is found: names that begin so before those with such a word.
    $orderby: orders[query.sort ?? (query.search ? '' : 'name')] ?? null,
    // Some conditions are answered only to whoever asks for the number too.
    $count: $filter === null ? null : 'true',
    $select: [...new Set(fields)].join(','),
  })
}

/** Where the API says how many they are. */
export function peopleCountPath(query: PeopleQuery): string {
  return withQuery(`${listOf(query)}/$count`, { $search: searchFor(query.search), $filter: filterOf(query) })
}
