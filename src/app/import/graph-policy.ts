import type { LocationSet, PeopleSet, Policy } from '../../core/snapshot.ts'
import { strengthOfId } from '../../core/policy/built-in-strengths.ts'
import { type GraphObject, isObject, isUuid, quoted, readName } from './fields.ts'
import { roleOfTemplate } from './role-templates.ts'
import { type Told, type WantedPolicy, within } from './records.ts'

/** Who and what of a policy is here, by the ids of its file; null where nobody is. */
export type Known = {
  readonly person: (id: string) => string | null
  readonly group: (id: string) => string | null
  readonly location: (id: string) => string | null
}

/** The policy, null where nothing of it can be said here; `lost` names every field that could not be said exactly. */
export type PolicyRead = {
  readonly policy: Policy | null
  readonly lost: readonly Told[]
  readonly faults: readonly Told[]
}

const states: Readonly<Record<string, Policy['state']>> = {
  enabled: 'on',
  disabled: 'off',
  enabledForReportingButNotEnforced: 'report_only',
}

/**
 * A Conditional Access policy in our terms. One that is not exact is never enforced: what was on is report-only, and
 * its note says what is missing.
 */
export function readPolicy({ spot, body }: WantedPolicy, known: Known): PolicyRead {
  const lost: Told[] = []
  const lose: Lose = (path, reason) => void lost.push({ ...within(spot, ...path), reason })
  const faults: Told[] = []
  const id = body['id']
  const name = readName(typeof body['displayName'] === 'string' ? body['displayName'] : '', 'the name')
  const state = states[String(body['state'])]
  if (!isUuid(id)) faults.push({ ...within(spot, 'id'), reason: 'an id is wanted' })
  if (!name.ok) faults.push({ ...within(spot, 'displayName'), reason: name.reason })
  if (state === undefined)
    faults.push({ ...within(spot, 'state'), reason: `${quoted(String(body['state']))} is no state we know` })
  if (!isObject(body['conditions'])) faults.push({ ...within(spot, 'conditions'), reason: 'it is missing' })
  const conditions = isObject(body['conditions']) ? body['conditions'] : {}
  if (faults.length > 0 || !isUuid(id) || !name.ok || state === undefined) return { policy: null, lost, faults }

  const grant = grantOf(body, lose)
  const users = usersOf(conditions['users'], known, lose)
  const apps = appsOf(conditions['applications'], lose)
  const locations = locationsOf(conditions['locations'], known, lose)
  const isForUs = otherConditions(conditions, lose)
  if (grant === null || users === null || apps === null || !isForUs) return { policy: null, lost, faults }
  const isExact = lost.length === 0
  const fields = lost.map(({ pointer }) => (pointer ?? '').slice((spot.pointer ?? '').length + 1))
  const note = isExact ? null : `Imported without ${[...new Set(fields)].join(', ')}`.slice(0, 1024)
  return {
    policy: {
      id: id.toLowerCase(),
      name: name.value,
      state: !isExact && state === 'on' ? 'report_only' : state,
      users,
      apps,
      locations,
      ...grant,
      note,
    },
    lost,
    faults,
  }
}

type Lose = (path: readonly (string | number)[], reason: string) => void

type Grant = Pick<Policy, 'grant' | 'strength'>

function grantOf(body: GraphObject, lose: Lose): Grant | null {
  if (!isEmpty(body['sessionControls'])) lose(['sessionControls'], 'rules for sessions cannot be said here')
  const grant = body['grantControls']
  if (!isObject(grant)) {
    lose(['grantControls'], 'it neither blocks nor asks for a second factor')
    return null
  }
  const controls = texts(grant['builtInControls'])
  if (controls.includes('block')) return { grant: 'block' }
  const others = controls.filter((control) => control !== 'mfa')
  const how = grant['operator'] === 'OR' ? 'another way to satisfy it' : 'something else it asks for'
  others.forEach((control) =>
    lose(
      ['grantControls', 'builtInControls', controls.indexOf(control)],
      `${quoted(control)}, ${how}, cannot be said here`,
    ),
  )
  for (const field of ['customAuthenticationFactors', 'termsOfUse'])
    if (!isEmpty(grant[field])) lose(['grantControls', field], `${how} that cannot be said here`)
  const asked = grant['authenticationStrength']
  const strength = isObject(asked) && typeof asked['id'] === 'string' ? strengthOfId(asked['id']) : null
  const isEitherEnough = grant['operator'] === 'OR' && controls.includes('mfa')
  if (!isEmpty(asked) && !isEitherEnough) {
    // A strength of their own allows methods one by one, which is more than the three that are built in say.
    if (strength === null) lose(['grantControls', 'authenticationStrength'], `${how} that cannot be said here`)
    return strength === null ? { grant: 'mfa' } : { grant: 'mfa', strength }
  }
  if (controls.includes('mfa')) return { grant: 'mfa' }
  lose(['grantControls'], 'it neither blocks nor asks for a second factor')
  return null
}

function usersOf(value: unknown, known: Known, lose: Lose): Policy['users'] | null {
  const users = isObject(value) ? value : {}
  const include = peopleOf(users, 'include', known, lose)
  const exclude = peopleOf(users, 'exclude', known, lose)
  const isNobody =
    !include.set.all &&
    !include.set.guests &&
    include.set.accountIds.length + include.set.groupIds.length + include.set.roles.length === 0
  for (const field of Object.keys(users))
    if (!/^(include|exclude)(Users|Groups|Roles|GuestsOrExternalUsers)$/.test(field) && !isEmpty(users[field]))
      lose(['conditions', 'users', field], 'it cannot be said here')
  return isNobody && include.isLost ? null : { include: include.set, exclude: exclude.set }
}

function peopleOf(
  users: GraphObject,
  side: 'include' | 'exclude',
  known: Known,
  lose: Lose,
): { readonly set: PeopleSet; readonly isLost: boolean } {
  let isLost = false
  const missing = (field: string, i: number, reason: string): [] => {
    isLost = true
    lose(['conditions', 'users', field, i], reason)
    return []
  }
  const who = texts(users[`${side}Users`])
  const words = ['All', 'None', 'GuestsOrExternalUsers']
  const accountIds = who.flatMap((id, i) =>
    words.includes(id)
      ? []
      : (known.person(id.toLowerCase()) ?? missing(`${side}Users`, i, `there is no person ${quoted(id)} here`)),
  )
  const groupIds = texts(users[`${side}Groups`]).flatMap(
    (id, i) => known.group(id.toLowerCase()) ?? missing(`${side}Groups`, i, `there is no group ${quoted(id)} here`),
  )
  const roles = texts(users[`${side}Roles`]).flatMap(
    (id, i) => roleOfTemplate(id) ?? missing(`${side}Roles`, i, `there is no role ${quoted(id)} here`),
  )
  const guests = users[`${side}GuestsOrExternalUsers`]
  if (!isEmpty(guests)) {
    isLost = true
    lose(['conditions', 'users', `${side}GuestsOrExternalUsers`], 'kinds of guests are not told apart here')
  }
  return {
    set: { all: who.includes('All'), guests: who.includes('GuestsOrExternalUsers'), accountIds, groupIds, roles },
    isLost,
  }
}

function appsOf(value: unknown, lose: Lose): Policy['apps'] | null {
  const apps = isObject(value) ? value : {}
  for (const field of Object.keys(apps))
    if (field !== 'includeApplications' && field !== 'excludeApplications' && !isEmpty(apps[field]))
      lose(['conditions', 'applications', field], 'it cannot be said here')
  let isLost = false
  const ids = (field: string) =>
    texts(apps[field]).flatMap((id, i) => {
      if (isUuid(id)) return [id.toLowerCase()]
      if (id === 'All' || id === 'None') return []
      isLost ||= field === 'includeApplications'
      lose(['conditions', 'applications', field, i], `the set of apps ${quoted(id)} is not known here`)
      return []
    })
  const all = texts(apps['includeApplications']).includes('All')
  const [include, exclude] = [ids('includeApplications'), ids('excludeApplications')]
  // Without any app it is for an action or a context, which we have none of.
  if (
    !all &&
    include.length === 0 &&
    (isLost ||
      !texts(apps['includeApplications']).includes('None') ||
      !isEmpty(apps['includeUserActions']) ||
      !isEmpty(apps['includeAuthenticationContextClassReferences']))
  ) {
    if (!isLost) lose(['conditions', 'applications'], 'it is for no app')
    return null
  }
  return { include: all ? 'all' : include, exclude }
}

function locationsOf(value: unknown, known: Known, lose: Lose): Policy['locations'] {
  if (isEmpty(value) || !isObject(value)) return null
  const side = (field: string): LocationSet => {
    const named = texts(value[field])
    if (named.includes('All')) return 'any'
    const ids = named.flatMap((id, i) => {
      if (id === 'AllTrusted') return []
      const found = known.location(id.toLowerCase())
      if (found === null) lose(['conditions', 'locations', field, i], `there is no location ${quoted(id)} here`)
      return found ?? []
    })
    if (!named.includes('AllTrusted')) return ids
    if (named.length > 1)
      lose(['conditions', 'locations', field], 'trusted places and others together cannot be said here')
    return 'trusted'
  }
  return { include: side('includeLocations'), exclude: side('excludeLocations') }
}

/** Whether it can concern anybody who signs in here, all the rest of its conditions being told where they are lost. */
function otherConditions(conditions: GraphObject, lose: Lose): boolean {
  for (const [field, value] of Object.entries(conditions)) {
    if (['users', 'applications', 'locations', 'clientAppTypes'].includes(field) || isEmpty(value)) continue
    if (
      field === 'platforms' &&
      isObject(value) &&
      texts(value['includePlatforms']).includes('all') &&
      isEmpty(value['excludePlatforms'])
    )
      continue
    lose(['conditions', field], 'this condition cannot be said here')
  }
  const clients = texts(conditions['clientAppTypes'])
  if (clients.length === 0 || clients.includes('all')) return true
  const modern = ['browser', 'mobileAppsAndDesktopClients'].filter((one) => clients.includes(one))
  // Everything that signs in here is one of these two; which of them, nobody asks.
  if (modern.length === 1) lose(['conditions', 'clientAppTypes'], 'browsers and other apps are not told apart here')
  if (modern.length === 0) lose(['conditions', 'clientAppTypes'], 'it is for old clients, which cannot sign in here')
  return modern.length > 0
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

/** Nothing, in any of the ways in which exports write it. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false) return true
  if (Array.isArray(value)) return value.length === 0
  if (isObject(value) && value['isEnabled'] === false) return true
  return isObject(value) && Object.entries(value).every(([key, inner]) => key.startsWith('@') || isEmpty(inner))
}
