import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../setup/server.ts'
import { appCaller } from '../support/companies.ts'
import { demo, idOf, person } from '../support/demo.ts'
import { graphApi, refusalOf } from '../support/graph-api.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const send = graphApi(() => served)
const reference = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` })

describe('the log of what was done', () => {
  it('is filtered by the app that did it, by the name it has, and by the service', async () => {
    const { id, secret } = served.demo.automation
    const app = await appCaller(served.origin, served.demo.tenant.id, id, secret)
    const tom = person('tom').id
    expect((await send(app, 'PATCH', `/users/${tom}`, { city: 'Asked' })).status).toBe(204)
    const found = async (filter: string) => {
      const { status, body } = await send(
        'admin',
        'GET',
        `/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}`,
      )
      expect(status, JSON.stringify(body)).toBe(200)
      return body.value
    }
    const { body } = await send('admin', 'GET', `/auditLogs/directoryAudits?$top=1`)
    const by = body.value[0]?.['initiatedBy'] as { readonly app: { readonly displayName: string } }
    const named = by.app.displayName
    const own = await found(`initiatedBy/app/displayName eq '${named.toUpperCase()}'`)
    expect(own.map((one) => one['id'])).toContain(body.value[0]?.['id'])
    for (const one of own) expect(one['initiatedBy']).toMatchObject({ app: { displayName: named } })
    expect(await found("initiatedBy/app/displayName eq 'nobody'")).toEqual([])
    const bySystem = await found("initiatedBy/app/displayName eq 'system'")
    expect(bySystem.length).toBeGreaterThan(0)
    for (const one of bySystem) expect(one['initiatedBy']).toMatchObject({ app: { displayName: 'system' } })
    expect((await found("loggedByService eq 'Core Directory'")).length).toBeGreaterThan(0)
    expect(await found("loggedByService eq 'PIM'")).toEqual([])
  })
})

describe('a request within a batch by a method that is not for it', () => {
  it('says by which it is', async () => {
    const { body } = await send('admin', 'POST', '/$batch', { requests: [{ id: '1', method: 'PUT', url: '/users' }] })
    expect(body).toMatchObject({ responses: [{ status: 405, headers: { Allow: 'GET, HEAD, POST' } }] })
  })
})

describe('a token of a round of changes', () => {
  it.each(['$deltatoken', '$skiptoken'])('is refused by its own name: %s', async (name) => {
    const answer = await send('admin', 'GET', `/users/delta?${name}=nonsense`)
    expect(refusalOf(answer)).toMatchObject({ status: 400, field: name })
  })
})

describe('what is asked of a person', () => {
  it('is which groups they own', async () => {
    const group = { displayName: 'Owned', mailEnabled: false, mailNickname: 'owned', securityEnabled: true }
    const id = (await send('admin', 'POST', '/groups', { ...group, description: 'What for' })).body['id']
    const alice = person('alice').id
    expect((await send('admin', 'POST', `/groups/${id}/owners/$ref`, reference(alice))).status).toBe(204)
    for (const cast of ['', '/microsoft.graph.group']) {
      const { body } = await send('admin', 'GET', `/users/${alice}/ownedObjects${cast}?$select=id,displayName`)
      expect(body.value).toEqual([{ '@odata.type': '#microsoft.graph.group', id, displayName: 'Owned' }])
    }
    const own = await send('alice', 'GET', '/me/ownedObjects')
    expect(own.body.value).toEqual([expect.objectContaining({ id, displayName: 'Owned' })])
    expect((await send('alice', 'GET', `/users/${person('tom').id}/ownedObjects`)).status).toBe(403)
    expect((await send('admin', 'GET', `/users/${randomUUID()}/ownedObjects`)).status).toBe(404)
  })

  it('is what they consented to', async () => {
    const grants = (await send('admin', 'GET', '/oauth2PermissionGrants?$top=999')).body.value
    const whose = grants.find((one) => one['principalId'] !== null)?.['principalId']
    const who = demo.people.find(({ id }) => id === whose) as (typeof demo.people)[number]
    const all = grants.filter((one) => one['principalId'] === who.id)
    expect(all.length).toBeGreaterThan(0)
    for (const name of [who.id, who.signInName]) {
      const { body } = await send('admin', 'GET', `/users/${name}/oauth2PermissionGrants`)
      expect(body.value).toEqual(all)
    }
    const crm = idOf(demo.apps, 'crm')
    const other = await send('admin', 'GET', `/users/${who.id}/oauth2PermissionGrants?$filter=clientId eq '${crm}'`)
    expect(other.body.value).toEqual(all.filter((one) => one['clientId'] === crm))
    expect((await send('admin', 'GET', `/users/${randomUUID()}/oauth2PermissionGrants`)).status).toBe(404)
    expect((await send('alice', 'GET', `/users/${who.id}/oauth2PermissionGrants`)).status).toBe(403)
  })
})
