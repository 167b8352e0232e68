import { describe, expect, it } from 'vitest'
import type { GraphObject } from './fields.ts'
import { type Known, readPolicy } from './graph-policy.ts'

const [id, person, group, place, app] = ['1', '2', '3', '4', '5'].map(
  (n) => `${n.repeat(8)}-0000-4000-8000-000000000000`,
) as [string, string, string, string, string]
const only = (own: string) => (asked: string) => (asked === own ? own : null)
const known: Known = { person: only(person), group: only(group), location: only(place) }
const spot = { file: 'policies.json', line: null, pointer: '/value/0' }

type Parts = {
  readonly conditions?: object
  readonly grantControls?: object | null
  readonly sessionControls?: object | null
  readonly state?: string
}

/** As Graph exports a policy, with every field it always has. */
function exported({
  conditions = {},
  grantControls,
  sessionControls = null,
  state = 'enabled',
}: Parts = {}): GraphObject {
  return {
    id,
    templateId: null,
    displayName: 'A policy',
    createdDateTime: '2026-01-01T00:00:00Z',
    state,
    sessionControls,
    conditions: {
      userRiskLevels: [],
      signInRiskLevels: [],
      clientAppTypes: ['all'],
      platforms: null,
      locations: null,
      times: null,
      deviceStates: null,
      devices: null,
      clientApplications: null,
      applications: {
        includeApplications: ['All'],
        excludeApplications: [],
        includeUserActions: [],
        includeAuthenticationContextClassReferences: [],
        applicationFilter: null,
      },
      users: {
        includeUsers: ['All'],
        excludeUsers: [],
        includeGroups: [],
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
        includeGuestsOrExternalUsers: null,
        excludeGuestsOrExternalUsers: null,
      },
      ...conditions,
    },
    grantControls:
      grantControls === undefined
        ? {
            operator: 'OR',
            builtInControls: ['mfa'],
            customAuthenticationFactors: [],
            termsOfUse: [],
            'authenticationStrength@odata.context': 'x',
            authenticationStrength: null,
          }
        : grantControls,
  }
}
const read = (parts?: Parts) => readPolicy({ spot, body: exported(parts) }, known)

describe('a policy that can be said exactly', () => {
  const nobody = { all: false, guests: false, accountIds: [], groupIds: [], roles: [] }
  it('is said exactly, in the state it has', () => {
    expect(read()).toEqual({
      policy: {
        id,
        name: 'A policy',
        state: 'on',
        users: { include: { ...nobody, all: true }, exclude: nobody },
        apps: { include: 'all', exclude: [] },
        locations: null,
        grant: 'mfa',
        note: null,
      },
      lost: [],
      faults: [],
    })
    expect(read({ state: 'disabled' }).policy?.state).toBe('off')
    expect(read({ state: 'enabledForReportingButNotEnforced' }).policy?.state).toBe('report_only')
  })
  it('keeps the strengths that are built in', () => {
    for (const [n, strength] of [
      [2, 'multi_factor'],
      [3, 'passwordless'],
      [4, 'phishing_resistant'],
    ]) {
      const asked = { id: `00000000-0000-0000-0000-00000000000${n}`, displayName: 'A strength', policyType: 'builtIn' }
      const grantControls = { operator: 'OR', builtInControls: [], authenticationStrength: asked }
      expect(read({ grantControls })).toMatchObject({ policy: { state: 'on', grant: 'mfa', strength }, lost: [] })
    }
  })
  it('keeps people, groups, roles, guests, apps and places', () => {
    const { policy, lost } = read({
      grantControls: { operator: 'OR', builtInControls: ['block'] },
      conditions: {
        clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'],
        users: {
          includeUsers: ['GuestsOrExternalUsers', person],
          includeGroups: [group],
          includeRoles: ['62e90394-69f5-4237-9190-012177145e10'],
          excludeUsers: [person],
        },
        applications: { includeApplications: [app], excludeApplications: [] },
        locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
        platforms: { includePlatforms: ['all'], excludePlatforms: [] },
      },
    })
    expect(lost).toEqual([])
    expect(policy).toMatchObject({
      state: 'on',
      grant: 'block',
      users: {
        include: { all: false, guests: true, accountIds: [person], groupIds: [group], roles: ['global-admin'] },
        exclude: { accountIds: [person] },
      },
      apps: { include: [app] },
      locations: { include: 'any', exclude: 'trusted' },
    })
  })
})

describe('a policy with a part that cannot be said', () => {
  const unknown = '99999999-0000-4000-8000-000000000000'
  const users = { includeUsers: ['All'], excludeUsers: [] as string[] }
  it.each<[string, Parts, string]>([
    [
      'a person who is not here',
      { conditions: { users: { ...users, excludeUsers: [unknown] } } },
      '/value/0/conditions/users/excludeUsers/0',
    ],
    [
      'a group that is not here',
      { conditions: { users: { ...users, excludeGroups: [unknown] } } },
      '/value/0/conditions/users/excludeGroups/0',
    ],
    [
      'a role that is not here',
      { conditions: { users: { ...users, includeRoles: [unknown] } } },
      '/value/0/conditions/users/includeRoles/0',
    ],
    [
      'kinds of guests',
      {
        conditions: {
          users: { ...users, excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest' } },
        },
      },
      '/value/0/conditions/users/excludeGuestsOrExternalUsers',
    ],
    [
      'a place that is not here',
      { conditions: { locations: { includeLocations: ['All'], excludeLocations: [unknown] } } },
      '/value/0/conditions/locations/excludeLocations/0',
    ],
    [
      'trusted places and another',
      { conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted', place] } } },
      '/value/0/conditions/locations/excludeLocations',
    ],
    [
      'a set of apps',
      { conditions: { applications: { includeApplications: ['All'], excludeApplications: ['Office365'] } } },
      '/value/0/conditions/applications/excludeApplications/0',
    ],
    ['one kind of client', { conditions: { clientAppTypes: ['browser'] } }, '/value/0/conditions/clientAppTypes'],
    [
      'a platform',
      { conditions: { platforms: { includePlatforms: ['android'], excludePlatforms: [] } } },
      '/value/0/conditions/platforms',
    ],
    ['a risk', { conditions: { signInRiskLevels: ['high'] } }, '/value/0/conditions/signInRiskLevels'],
    ['a condition of tomorrow', { conditions: { moonPhase: { include: ['full'] } } }, '/value/0/conditions/moonPhase'],
    [
      'one more control',
      { grantControls: { operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] } },
      '/value/0/grantControls/builtInControls/1',
    ],
    [
      'a strength',
      { grantControls: { operator: 'OR', builtInControls: [], authenticationStrength: { id: unknown } } },
      '/value/0/grantControls/authenticationStrength',
    ],
    [
      'a rule for sessions',
      { sessionControls: { signInFrequency: { value: 1, type: 'hours', isEnabled: true } } },
      '/value/0/sessionControls',
    ],
  ])('is report-only, and its note says so: %s', (_, parts, pointer) => {
    const { policy, lost } = read(parts)
    expect(lost.map((one) => one.pointer)).toEqual([pointer])
    expect(policy?.state).toBe('report_only')
    expect(policy?.note).toContain(pointer.slice('/value/0/'.length))
    expect(read({ ...parts, state: 'disabled' }).policy?.state).toBe('off')
  })

  it.each<[string, Parts]>([
    [
      'it neither blocks nor asks for a second factor',
      { grantControls: { operator: 'OR', builtInControls: ['compliantDevice'] } },
    ],
    [
      'it has rules for sessions alone',
      { grantControls: null, sessionControls: { signInFrequency: { value: 1, isEnabled: true } } },
    ],
    ['all it includes is not here', { conditions: { users: { includeUsers: [], includeGroups: [unknown] } } }],
    [
      'it is for old clients',
      {
        grantControls: { operator: 'OR', builtInControls: ['block'] },
        conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
      },
    ],
    [
      'it is for an action',
      {
        conditions: {
          applications: { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] },
        },
      },
    ],
  ])('is not imported where nothing of it would be left: %s', (_, parts) => {
    const { policy, lost } = read(parts)
    expect(policy).toBeNull()
    expect(lost.length).toBeGreaterThan(0)
  })
})
