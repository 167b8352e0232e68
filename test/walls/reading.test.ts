import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { roles } from '../../src/core/changes/roles.ts'
import { type readings, readingsOf } from '../../src/core/changes/who-reads.ts'
import { buildServer } from '../../src/doors/http.ts'
import { insertSignIns } from '../../src/store/sign-ins.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { aSignIn } from '../support/a-sign-in.ts'
import { type Caller, sessionOf } from '../support/companies.ts'

let served: Served
let routes: readonly string[]
const callers: Record<string, Caller> = {}
const ids: Record<string, string> = {}

/** What each route shows, by the words of `who-reads.ts`; what is everybody's own is left out. */
const shows: Readonly<Record<string, (typeof readings)[number]>> = {
  '/v1.0/admit/overview': 'overview',
  '/v1.0/admit/lockout': 'overview',
  '/v1.0/users': 'people',
  '/v1.0/users/:id': 'people',
  '/v1.0/users/:id/memberOf': 'people',
  '/v1.0/directory/deletedItems/microsoft.graph.user': 'people',
  '/v1.0/directory/deletedItems/microsoft.graph.group': 'groups',
  '/v1.0/admit/people/:id': 'people',
  '/v1.0/groups': 'groups',
  '/v1.0/groups/:id': 'groups',
  '/v1.0/groups/:id/members': 'groups',
  '/v1.0/admit/groups': 'groups',
  '/v1.0/admit/groups/:id': 'groups',
  '/v1.0/subscribedSkus': 'licences',
  '/v1.0/subscribedSkus/:id': 'licences',
  '/v1.0/admit/products': 'licences',
  '/v1.0/applications': 'apps',
  '/v1.0/applications/:id': 'apps',
  '/v1.0/servicePrincipals': 'apps',
  '/v1.0/servicePrincipals/:id': 'apps',
  '/v1.0/admit/apps': 'apps',
  '/v1.0/admit/apps/:id': 'apps',
  '/v1.0/admit/instances': 'instances',
  '/v1.0/groups/:id/owners': 'groups',
  '/v1.0/admit/deletedGroups': 'groups',
  '/v1.0/admit/roles': 'roles',
  '/v1.0/admit/units': 'roles',
  '/v1.0/directory/administrativeUnits': 'roles',
  '/v1.0/directory/administrativeUnits/:id': 'roles',
  '/v1.0/directory/administrativeUnits/:id/members': 'people',
  '/v1.0/admit/policies': 'policies',
  '/v1.0/admit/locations': 'policies',
  '/v1.0/admit/passwords': 'policies',
  '/v1.0/admit/signInMethods': 'methods',
  '/v1.0/policies/authenticationMethodsPolicy': 'methods',
  '/v1.0/policies/authenticationStrengthPolicies': 'policies',
  '/v1.0/admit/signIns': 'sign_ins',
  '/v1.0/auditLogs/signIns': 'sign_ins',
  '/v1.0/auditLogs/signIns/:id': 'sign_ins',
  '/v1.0/admit/journal': 'journal',
  '/v1.0/admit/questions': 'journal',
  '/v1.0/admit/jobs': 'jobs',
  '/v1.0/admit/scimTokens': 'provisioning',
}
/** Which lists go out as tables, and what can be done by a table, is no secret. */
const everybodys = [
  ...['/v1.0/me', '/v1.0/users/:id'],
  ...['/v1.0/admit/people/:id/methods', '/v1.0/admit/people/:id/contacts'],
  ...['/v1.0/admit/session', '/v1.0/admit/export', '/v1.0/admit/bulk'],
]
/** Below these there is what is people's own as well; some of it is asked for otherwise, or is not there. */
const ofOneself = /^\/v1\.0\/(me|users\/:id)\//

beforeAll(async () => {
  served = await serveDemo()
  const { admit } = served.running
  const tenantId = served.demo.tenant.id
  const app = await buildServer(admit)
  routes = app.knownRoutes
    .filter(({ method, url }) => method === 'GET' && url.startsWith('/v1.0/'))
    .map(({ url }) => url)
  await app.close()
  const makes: Change[] = [null, ...Object.keys(roles)].flatMap((role) => {
    const id = randomUUID()
    ids[role ?? 'nobody'] = id
    const account = {
      ...{ id, signInName: `${role ?? 'nobody'}@meridian.example`, displayName: `Holder of ${role}` },
      ...{ userType: 'member' as const, isEnabled: true, attributes: {} },
    }
    const made: Change = { do: 'create_account', account }
    return role === null ? [made] : [made, { do: 'assign_role', accountId: id, role }]
  })
  await applyChanges(admit, commandLine(tenantId), makes, null)
  const unit = { id: randomUUID(), name: 'Lyon', description: null }
  await applyChanges(admit, commandLine(tenantId), [{ do: 'put_unit', unit }], null)
  for (const [role, id] of Object.entries(ids)) callers[role] = await sessionOf(admit, tenantId, id)
  ids['unit'] = unit.id
  const signIn = aSignIn({ accountId: ids['nobody'] as string })
  await withTenant(admit.store, tenantId, (t) => insertSignIns(t, [signIn]))
  ids['signIn'] = signIn.reference
})
afterAll(() => served.stop())

function pathOf(url: string): string {
  const { demo } = served
  const app = demo.apps.find((one) => one.key === 'ledger')?.id
  if (/signIns/.test(url)) return url.replace(':id', ids['signIn'] as string)
  if (/Units/.test(url)) return url.replace(':id', ids['unit'] as string)
  const id = /people|users/.test(url)
    ? ids['nobody']
    : /groups/.test(url)
      ? demo.groups[2]?.id
      : /Skus/.test(url)
        ? demo.products[0]?.id
        : app
  return url.replace(':id', id as string)
}

async function get(role: string, path: string): Promise<number> {
  return (await fetch(`${served.origin}${path}`, { headers: callers[role] as Caller })).status
}

async function post(role: string, path: string, body: object): Promise<number> {
  const headers = { ...callers[role], 'content-type': 'application/json' }
  return (await fetch(`${served.origin}/v1.0/admit/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }))
    .status
}

describe('SEC-31: reading follows the role', () => {
  it('knows what its routes show', () => expect(Object.keys(shows).filter((url) => !routes.includes(url))).toEqual([]))

  it.each(Object.keys(roles))('holder of %s', async (role) => {
    for (const [url, what] of Object.entries(shows)) {
      const wanted = readingsOf(role).includes(what) ? 200 : 403
      expect([url, await get(role, pathOf(url))]).toEqual([url, wanted])
    }
    const asked = { person: { accountId: ids['nobody'] }, appId: served.demo.apps[0]?.id }
    const explains = readingsOf(role).includes('explain') ? 200 : 403
    expect(['explain', await post(role, 'explain', asked)]).toEqual(['explain', explains])
    expect(['whatIf', await post(role, 'whatIf', { asked, changes: [] })]).toEqual(['whatIf', explains])
  })

  it('shows whoever holds no role what is their own, and nothing else, on every route there is', async () => {
    for (const url of routes) {
      const status = await get('nobody', pathOf(url))
      if (everybodys.includes(url)) expect([url, status]).toEqual([url, 200])
      else if (ofOneself.test(url)) expect([url, status < 500]).toEqual([url, true])
      // A parameter may name something that is not there, and that is all one learns.
      else expect([url, [400, 403, 404].includes(status)]).toEqual([url, true])
    }
    const own = { person: { accountId: ids['nobody'] }, appId: served.demo.apps[0]?.id }
    expect(await post('nobody', 'explain', own)).toBe(200)
    expect(await post('nobody', 'explain', { ...own, person: { accountId: ids['helpdesk'] } })).toBe(403)
    expect(await post('nobody', 'preview', { changes: [{ do: 'delete_policy', policyId: ids['nobody'] }] })).toBe(403)
  })

  it('keeps from a person’s page what the role may not read of logs', async () => {
    const page = async (role: string) => {
      const person = served.demo.people.find((one) => one.key === 'alice')?.id
      const answer = await fetch(`${served.origin}/v1.0/admit/people/${person}`, { headers: callers[role] as Caller })
      return (await answer.json()) as { readonly signIns: unknown[]; readonly history: unknown[] }
    }
    expect((await page('global-admin')).history.length).toBeGreaterThan(0)
    for (const role of ['guest-inviter', 'billing-admin', 'user-admin', 'helpdesk'])
      expect((await page(role)).history).toEqual([])
  })
})
