import { describe, expect, it } from 'vitest'
import type { App } from '../api.ts'
import { appsFor, appsQueryIn, columnsOf, filterOf, isNarrowed } from './apps-query.ts'

const app = (id: string, name: string, rest: Partial<App> = {}): App => ({
  ...{ id, name, description: null, homeUrl: null, redirectUris: [], postLogoutUris: [], isPublicClient: false },
  ...{ assignmentRequired: false, requiredPlan: null, identifierUri: null, scopes: [], requiredScopes: [] },
  ...{ appPermissions: [], isEnabled: true, isOwn: false, membersOnly: false, adminConsent: [], assignedGroupIds: [] },
  createdAt: 0,
  ...rest,
})
const apps = [
  app('9f10-aa', 'CRM', { assignmentRequired: true, createdAt: 3 }),
  app('71c2-bb', 'Admit console', { isOwn: true, createdAt: 1 }),
  app('55d3-cc', "L'Atelier", { isPublicClient: true, isEnabled: false, createdAt: 2 }),
]
const found = (search: Parameters<typeof appsQueryIn>[0]) => appsFor(appsQueryIn(search), apps).map((one) => one.name)

describe('the address of the list of apps', () => {
  it('finds by a part of the name and by the application id', () => {
    expect(found({})).toEqual(['Admit console', 'CRM', "L'Atelier"])
    expect(found({ search: 'rm' })).toEqual(['CRM'])
    expect(found({ search: '71C2' })).toEqual(['Admit console'])
    expect(found({ search: '9f10-aa' })).toEqual(['CRM'])
  })

  it('narrows by scope, kind, assignment and state, and passes over words it does not know', () => {
    expect(found({ scope: 'registered', sort: '-made' })).toEqual(['CRM', "L'Atelier"])
    expect(found({ kind: 'public', state: 'off' })).toEqual(["L'Atelier"])
    expect(found({ who: 'assigned' })).toEqual(['CRM'])
    expect(found({ who: 'constructor' })).toHaveLength(3)
  })

  it('becomes one condition of the API, whatever quotes are in it', () => {
    expect(filterOf({})).toBeNull()
    expect(filterOf({ search: "L'A", scope: 'registered', state: 'off' })).toBe(
      "(contains(displayName,'L''A') or startswith(appId,'L''A')) and isOwn eq false and accountEnabled eq false",
    )
  })

  it('is narrowed by what is asked and not by how it is shown', () => {
    expect(isNarrowed({ sort: '-name', columns: 'id' })).toBe(false)
    expect(isNarrowed({ who: 'assigned' })).toBe(true)
    expect(columnsOf({ columns: 'state,id,nonsense' })).toEqual(['id', 'state'])
  })
})
