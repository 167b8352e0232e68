import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../../../test/setup/server.ts'
import { appCaller, type Caller, everyPermission, secondCompany } from '../../../test/support/companies.ts'
import { addSecret } from '../../app/clients.ts'
import { applyChanges } from '../../app/apply-changes.ts'
import { commandLine } from '../../app/viewer.ts'
import { withTenant } from '../../store/store.ts'
import { buildServer } from '../http.ts'
import { asksOf, permissions } from './permissions.ts'

let served: Served
let company: Awaited<ReturnType<typeof secondCompany>>
let routes: readonly { readonly method: string; readonly url: string }[]

beforeAll(async () => {
  served = await serveDemo()
  company = await secondCompany(served.running.admit, served.origin)
  const app = await buildServer(served.running.admit)
  routes = app.knownRoutes.filter(({ method, url }) => url.startsWith('/v1.0/') && method !== 'HEAD')
  await app.close()
})
afterAll(() => served.stop())

/** An app that holds these permissions and no other. */
async function appWith(appPermissions: readonly string[]): Promise<Caller> {
  const { admit } = served.running
  const id = crypto.randomUUID()
  const app = {
    ...{ id, name: `App ${id}`, description: null, homeUrl: null, redirectUris: [], postLogoutUris: [] },
    ...{ isPublicClient: false, assignmentRequired: false, requiredPlan: null, identifierUri: null, scopes: [] },
    appPermissions,
  }
  await applyChanges(admit, commandLine(company.tenantId), [{ do: 'put_app', app }], null)
  const by = { actor: null, actorKind: 'system' as const, at: admit.now() }
  const { secret } = await withTenant(admit.store, company.tenantId, (t) => addSecret(t, id, by))
  return appCaller(served.origin, company.tenantId, id, secret)
}

const pathOf = (url: string) => {
  const { group, app, person } = company.ids
  return url.replace(
    /:\w+/g,
    url.includes('/groups/') ? group : /applications|servicePrincipals/.test(url) ? app : person,
  )
}

describe('SEC-28, SEC-31: what a token must carry', () => {
  it('stands in one table for every route, and for no route that is not there', () => {
    const known = routes.map(({ method, url }) => `${method} ${url}`)
    expect(routes.filter(({ method, url }) => asksOf(method, url) === null)).toEqual([])
    expect(Object.keys(permissions).filter((key) => !known.includes(key))).toEqual([])
    expect(known.length).toBeGreaterThan(110)
  })

  it('is asked on every route: an app without any permission gets in nowhere', async () => {
    const nobody = await appWith([])
    const asked = routes.filter(({ method, url }) => asksOf(method, url) !== 'inside')
    expect(asked.length).toBeGreaterThan(90)
    for (const { method, url } of asked) {
      const response = await fetch(served.origin + pathOf(url), { method, headers: nobody })
      expect([method, url, response.status]).toEqual([method, url, 403])
    }
  })

  it('says that a person is asked for where no permission of an app is enough', async () => {
    const response = await fetch(`${served.origin}/v1.0/me`, { headers: await appWith(['User.Read.All']) })
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('the token of a person is asked')
  })

  it('asks before anything of a request is read, and not at all where nobody is known', async () => {
    for (const { method, url } of routes.slice(0, 40)) {
      const response = await fetch(served.origin + pathOf(url), { method, headers: {} })
      expect([method, url, response.status]).toEqual([method, url, 401])
    }
  })

  it.each([
    ['User.Read.All', ['/v1.0/users'], ['/v1.0/groups', '/v1.0/applications', '/v1.0/auditLogs/directoryAudits']],
    ['Group.Read.All', ['/v1.0/groups', '/v1.0/groups/delta'], ['/v1.0/users', '/v1.0/users/delta']],
    ['AuditLog.Read.All', ['/v1.0/auditLogs/directoryAudits', '/v1.0/auditLogs/signIns'], ['/v1.0/users']],
    [
      'Directory.Read.All',
      ['/v1.0/users', '/v1.0/groups', '/v1.0/domains', '/v1.0/directoryRoles'],
      ['/v1.0/auditLogs/signIns'],
    ],
  ])('%s opens what it names and nothing beside it', async (permission, open, closed) => {
    const headers = await appWith([permission])
    const statusOf = async (path: string) => [path, (await fetch(served.origin + path, { headers })).status]
    for (const path of open) expect(await statusOf(path)).toEqual([path, 200])
    for (const path of closed) expect(await statusOf(path)).toEqual([path, 403])
    const body = JSON.stringify({ userPrincipalName: 'x@other-works.example', displayName: 'x' })
    const wrote = await fetch(`${served.origin}/v1.0/users`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    })
    expect(wrote.status).toBe(403)
  })

  it('lets no app make an administrator or consent for all, whatever it holds', async () => {
    const headers = {
      ...(await appWith([
        ...everyPermission,
        'RoleManagement.ReadWrite.Directory',
        'DelegatedPermissionGrant.ReadWrite.All',
      ])),
      'content-type': 'application/json',
    }
    const send = async (path: string, body: object) =>
      (await fetch(`${served.origin}/v1.0/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).status
    const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'
    const assignment = { principalId: company.ids.person, roleDefinitionId: globalAdministrator, directoryScopeId: '/' }
    expect(await send('roleManagement/directory/roleAssignments', assignment)).toBe(403)
    const role = { do: 'assign_role', accountId: company.ids.person, role: 'global-admin' }
    expect(await send('admit/changes', { changes: [role] })).toBe(403)
    const consent = { do: 'consent_for_all', appId: company.ids.app, scopes: ['openid'] }
    expect(await send('admit/changes', { changes: [consent] })).toBe(403)
    // What concerns everybody is not among the rights over people.
    const locking = { changes: [{ do: 'set_lockout', threshold: 50, seconds: 5 }] }
    const ofPeople = {
      ...(await appWith(['User.ReadWrite.All', 'Directory.ReadWrite.All'])),
      'content-type': 'application/json',
    }
    const named = { ...(await appWith(['Policy.ReadWrite.AuthenticationMethod'])), 'content-type': 'application/json' }
    const lock = async (by: Caller) =>
      (
        await fetch(`${served.origin}/v1.0/admit/changes`, {
          method: 'POST',
          headers: by,
          body: JSON.stringify(locking),
        })
      ).status
    expect([await lock(ofPeople), await lock(named)]).toEqual([403, 200])
    // What ends sessions ends nothing else.
    const revoking = { ...(await appWith(['User.RevokeSessions.All'])), 'content-type': 'application/json' }
    const as = async (path: string, body: object) =>
      (await fetch(`${served.origin}/v1.0/${path}`, { method: 'POST', headers: revoking, body: JSON.stringify(body) }))
        .status
    expect(
      await as('admit/changes', { changes: [{ do: 'issue_temporary_password', accountId: company.ids.person }] }),
    ).toBe(403)
    expect(await as(`users/${company.ids.person}/revokeSignInSessions`, {})).toBe(200)
  })
})
