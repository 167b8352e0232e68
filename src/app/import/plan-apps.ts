import { everybodyRole } from '../../core/consent/app-role.ts'
import type { AppSettings } from '../../core/changes/change.ts'
import { canonical } from '../../store/journal.ts'
import { apiAppId } from '../own-apps.ts'
import { type Draft, fault, type placeOf } from './draft.ts'
import { quoted } from './fields.ts'
import { tell } from './plan-structure.ts'
import { type WantedApp, type WantedPrincipal, within } from './records.ts'

/** Microsoft Graph as a resource: what it gives access to, our own API gives here. */
const graphAppId = '00000003-0000-0000-c000-000000000000'

type Wanted = { readonly app: WantedApp | null; readonly principal: WantedPrincipal | null }

/** Apps with how they are used: matched by the id they have as clients. Secrets and what they may do by themselves are not taken over. */
export function planApps(draft: Draft): void {
  const wanted = new Map<string, Wanted>()
  for (const app of draft.records.apps) wanted.set(app.appId, { app, principal: null })
  for (const principal of draft.records.principals) {
    const { appId, objectId, isNone, name, spot } = principal
    if (appId === graphAppId) draft.appIds.set(objectId, apiAppId)
    else if (isNone !== null && !wanted.has(appId)) {
      draft.noApps.set(objectId, `${quoted(name)} is no app here: ${isNone}`)
      draft.notes.push({ ...spot, reason: `${quoted(name)} is not imported: ${isNone}` })
    } else wanted.set(appId, { app: wanted.get(appId)?.app ?? null, principal })
  }
  const identifiers = new Map(
    [...draft.here.apps.values()].flatMap(({ id, identifierUri }) =>
      identifierUri === null ? [] : [[identifierUri, id]],
    ),
  )
  for (const [appId, one] of wanted) planApp(draft, appId, one, identifiers)
}

function planApp(draft: Draft, appId: string, { app, principal }: Wanted, identifiers: Map<string, string>): void {
  const spot = (app ?? principal)?.spot
  if (spot === undefined) return
  for (const id of [app?.objectId, principal?.objectId]) if (id != null) draft.appIds.set(id, appId)
  const found = draft.here.apps.get(appId)
  // Parts of Admit are the same everywhere.
  if (found?.isOwn) return
  if (draft.here.deletedApps.has(appId)) return fault(draft, spot, 'the app was deleted here: restore it first')
  const settings: AppSettings = {
    id: appId,
    name: app?.name ?? principal?.name ?? appId,
    description: app === null ? (found?.description ?? null) : app.description,
    homeUrl: app?.homeUrl ?? principal?.homeUrl ?? found?.homeUrl ?? null,
    redirectUris: app?.redirectUris ?? principal?.redirectUris ?? [],
    postLogoutUris:
      app === null || app.postLogoutUris.length === 0 ? (found?.postLogoutUris ?? []) : app.postLogoutUris,
    isPublicClient: app?.isPublicClient ?? found?.isPublicClient ?? false,
    assignmentRequired: principal?.assignmentRequired ?? found?.assignmentRequired ?? false,
    requiredPlan: found?.requiredPlan ?? null,
    identifierUri: app === null ? (found?.identifierUri ?? null) : app.identifierUri,
    scopes: app?.scopes ?? found?.scopes ?? [],
    appPermissions: found?.appPermissions ?? [],
    ...(app?.roles == null ? {} : { roles: app.roles }),
  }
  const taken = settings.identifierUri === null ? undefined : identifiers.get(settings.identifierUri)
  if (taken !== undefined && taken !== appId)
    return fault(
      draft,
      within(spot, 'identifierUris'),
      `another app has the identifier ${quoted(settings.identifierUri ?? '')}`,
    )
  if (settings.identifierUri !== null) identifiers.set(settings.identifierUri, appId)
  const kept =
    found === undefined
      ? null
      : Object.fromEntries(Object.keys(settings).map((key) => [key, found[key as keyof AppSettings]]))
  const before = draft.structure.length
  if (kept === null || canonical(kept) !== canonical(settings)) draft.structure.push({ do: 'put_app', app: settings })
  const isEnabled = principal?.isEnabled ?? found?.isEnabled ?? true
  if (isEnabled !== (found?.isEnabled ?? true))
    draft.structure.push({ do: isEnabled ? 'enable_app' : 'disable_app', appId })
  draft.scopes.set(appId, settings)
  draft.appIds.set(appId, appId)
  tell(draft.counts.apps, found !== undefined, draft.structure.length === before)
}

/** Who may use an app. */
export function planAccess(draft: Draft): void {
  const done = new Set<string>()
  for (const { spot, resourceId, principalId, roleId } of draft.records.access) {
    const appId = draft.appIds.get(resourceId)
    const [person, group] = [draft.personIds.get(principalId), draft.groupIds.get(principalId)]
    if (appId === undefined) {
      missingApp(draft, spot, resourceId)
      continue
    }
    if (person === undefined && group === undefined) {
      fault(draft, spot, `there is no person or group ${principalId} here or in the files`)
      continue
    }
    const role = [...(draft.scopes.get(appId)?.roles ?? draft.here.apps.get(appId)?.roles ?? [])].find(
      ({ id }) => id === roleId,
    )
    const isKept = role?.isEnabled === true && role.members.includes('people')
    if (roleId !== everybodyRole && !isKept)
      draft.notes.push({
        ...within(spot, 'appRoleId'),
        reason: 'the app has no such role here; that they may use it is kept',
      })
    const whose = person ?? group ?? ''
    const key = `${appId} ${whose} ${isKept ? roleId : ''}`
    const isSo = isKept
      ? draft.here.rolesIn.has(key)
      : person === undefined
        ? draft.here.apps.get(appId)?.assignedGroupIds.includes(group ?? '')
        : draft.here.byId.get(person)?.assignedApps.includes(appId)
    if (isSo || done.has(key)) continue
    done.add(key)
    draft.counts.access++
    if (isKept && person !== undefined) draft.later.push({ do: 'give_app_role', appId, accountId: person, roleId })
    else if (isKept) draft.later.push({ do: 'give_app_role_to_group', appId, groupId: whose, roleId })
    else if (person !== undefined) draft.later.push({ do: 'assign_app', appId, accountId: person })
    else draft.later.push({ do: 'assign_app_to_group', appId, groupId: group ?? '' })
  }
}

/** What apps may ask: with the consent of one person, or of an administrator for everybody. */
export function planGrants(draft: Draft): void {
  for (const { spot, clientId, resourceId, principalId, scopes: given } of draft.records.grants) {
    const [appId, resource] = [draft.appIds.get(clientId), draft.appIds.get(resourceId)]
    if (appId === undefined || resource === undefined) {
      missingApp(draft, spot, appId === undefined ? clientId : resourceId)
      continue
    }
    const scopes = given.flatMap((scope) => fullScope(draft, resource, scope) ?? [])
    const lost = given.filter((scope) => fullScope(draft, resource, scope) === null)
    if (lost.length > 0)
      draft.notes.push({
        ...within(spot, 'scope'),
        reason: `there is no permission here like ${lost.slice(0, 20).join(', ')}`,
      })
    if (scopes.length === 0 || draft.here.apps.get(appId)?.isOwn) continue
    if (principalId === null) {
      const had = draft.here.apps.get(appId)?.adminConsent ?? []
      if (scopes.every((scope) => had.includes(scope))) continue
      draft.later.push({ do: 'consent_for_all', appId, scopes })
    } else {
      const accountId = draft.personIds.get(principalId)
      if (accountId === undefined) {
        fault(draft, spot, `there is no person ${principalId} here or in the files`)
        continue
      }
      const had = draft.here.byId.get(accountId)?.consents.find((one) => one.appId === appId)?.scopes ?? []
      if (scopes.every((scope) => had.includes(scope))) continue
      draft.later.push({ do: 'consent', appId, accountId, scopes })
    }
    draft.counts.consents++
  }
}

function missingApp(draft: Draft, spot: Parameters<typeof placeOf>[0], id: string): void {
  const why = draft.noApps.get(id)
  if (why === undefined) fault(draft, spot, `there is no app ${id} here or in the files`)
  else draft.notes.push({ ...spot, reason: why })
}

const withoutAddress = new Set(['openid', 'profile', 'email', 'offline_access'])

/** The scope with the address of its resource; null where the resource has none like it. */
function fullScope(draft: Draft, resource: string, scope: string): string | null {
  if (resource === apiAppId && withoutAddress.has(scope)) return scope
  const app = draft.scopes.get(resource) ?? draft.here.apps.get(resource)
  if (app === undefined || app.identifierUri === null) return null
  return app.scopes.some(({ name }) => name === scope) ? `${app.identifierUri}/${scope}` : null
}
