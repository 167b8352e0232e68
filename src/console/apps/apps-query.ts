import type { App } from '../api.ts'
import { textsIn } from '../parts/address.ts'
import { type Choice, columnsIn } from '../parts/column-choice.tsx'
import { all, quoted } from '../parts/odata.ts'

/** What the list of apps is asked, as its address says it. */
export type AppsQuery = ReturnType<typeof appsQueryIn>

/** Reads the address of the list of apps. */
export const appsQueryIn = textsIn(['search', 'scope', 'kind', 'who', 'state', 'sort', 'columns', 'deleted'])

/** The columns there are to choose from; a name always stands first. */
export const appsChoice = {
  names: {
    id: 'Application id',
    kind: 'Kind',
    who: 'Who',
    takes: 'Takes',
    home: 'Lives at',
    identifierUri: 'Known as',
    licence: 'Licence',
    made: 'Made',
    state: 'State',
  },
  usual: ['id', 'who', 'licence', 'state'],
} as const satisfies Choice<string>

export type AppsColumn = keyof typeof appsChoice.names

/** The columns that are shown. */
export const columnsOf = (query: AppsQuery): readonly AppsColumn[] => columnsIn<AppsColumn>(appsChoice, query.columns)

/** Whether the address asks for anything but all apps. */
export function isNarrowed(query: AppsQuery): boolean {
  return (['search', 'scope', 'kind', 'who', 'state'] as const).some((key) => query[key])
}

/** What each word of the address means, to the page and to the API. */
const conditions: Readonly<Record<string, readonly [fits: (app: App) => boolean, filter: string]>> = {
  registered: [(app) => !app.isOwn, 'isOwn eq false'],
  own: [(app) => app.isOwn, 'isOwn eq true'],
  server: [(app) => !app.isPublicClient, 'isFallbackPublicClient eq false'],
  public: [(app) => app.isPublicClient, 'isFallbackPublicClient eq true'],
  assigned: [(app) => app.assignmentRequired, 'appRoleAssignmentRequired eq true'],
  everybody: [(app) => !app.assignmentRequired, 'appRoleAssignmentRequired eq false'],
  on: [(app) => app.isEnabled, 'accountEnabled eq true'],
  off: [(app) => !app.isEnabled, 'accountEnabled eq false'],
}

const wordsOf = (query: AppsQuery) =>
  [query.scope, query.kind, query.who, query.state].flatMap((word) =>
    word !== undefined && Object.hasOwn(conditions, word) ? [conditions[word] as (typeof conditions)[string]] : [],
  )

/** The apps that the address asks for, in its order: by a part of the name, or by the beginning of the application id. */
export function appsFor(query: AppsQuery, apps: readonly App[]): readonly App[] {
  const text = (query.search ?? '').trim().toLowerCase()
  const found = apps.filter(
    (app) =>
      (app.name.toLowerCase().includes(text) || app.id.startsWith(text)) && wordsOf(query).every(([fits]) => fits(app)),
  )
  const by = (query.sort ?? 'name').replace('-', '')
  const way = query.sort?.startsWith('-') === true ? -1 : 1
  return found.sort((a, b) => way * (by === 'made' ? a.createdAt - b.createdAt : a.name.localeCompare(b.name)))
}

/** The same conditions as the API takes them, for a table of what is shown; null for all apps. */
export function filterOf(query: AppsQuery): string | null {
  const text = (query.search ?? '').trim()
  return all([
    text !== '' && `(contains(displayName,${quoted(text)}) or startswith(appId,${quoted(text)}))`,
    ...wordsOf(query).map(([, filter]) => filter),
  ])
}
