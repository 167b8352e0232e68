import { withQuery } from '../api.ts'
import { textsIn } from '../parts/address.ts'
import { all, quoted } from '../parts/odata.ts'

/** What the log of sign-ins is asked, as its address says it: `name` for one that was typed and is nobody’s. */
export type SignInsQuery = ReturnType<typeof signInsQueryIn>

/** Reads the address of the log of sign-ins. */
export const signInsQueryIn = textsIn(['outcome', 'app', 'person', 'name'])

/** The outcomes there are to choose from. */
export const outcomes = [
  ['refuse', 'refused'],
  ['challenge', 'asked for more'],
  ['admit', 'got in'],
] as const

/** Where the API has a page of the log, the newest first, before the sign-in that the page before ended with. */
export function signInsPath(query: SignInsQuery, before: number | null, limit: number): string {
  return withQuery('admit/signIns', {
    outcome: outcomeIn(query),
    appId: query.app,
    accountId: query.person,
    signInName: query.name,
    before,
    limit,
  })
}

const outcomeIn = (query: SignInsQuery) => outcomes.find(([word]) => word === query.outcome)?.[0]

/** The same conditions as the API takes them, for a table of what is shown; null for all sign-ins. */
export function filterOf(query: SignInsQuery): string | null {
  const outcome = outcomeIn(query)
  return all([
    outcome !== undefined && `outcome eq ${quoted(outcome)}`,
    query.app !== undefined && `appId eq ${quoted(query.app)}`,
    query.person !== undefined && `userId eq ${quoted(query.person)}`,
    query.name !== undefined && `userPrincipalName eq ${quoted(query.name)}`,
  ])
}
