import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  type GraphError,
  PageIterator,
} from '@microsoft/microsoft-graph-client'
import type {
  Application,
  DirectoryAudit,
  Group,
  KeyCredential,
  SubscribedSku,
  User,
} from '@microsoft/microsoft-graph-types'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { makeCertificate } from '../support/certificates.ts'
import { appCaller, secondCompany } from '../support/companies.ts'
import { trustAuthority } from '../support/trust.ts'

/** Microsoft's own JavaScript client as its makers give it out. It sends tokens over https alone, which our server speaks. */
let served: Served
let other: Awaited<ReturnType<typeof secondCompany>>
let origin: string
/** Of the demo company, to read; and of another one, to write. */
let reader: Client
let writer: Client

beforeAll(async () => {
  served = await serveDemo()
  trustAuthority(served.running.caPath as string)
  origin = served.running.config.origins.find((one) => one.startsWith('https:')) as string
  other = await secondCompany(served.running.admit, served.origin)
  const { id, secret } = served.demo.automation
  reader = clientWith(await appCaller(served.origin, served.demo.tenant.id, id, secret))
  writer = clientWith(other.app)
})
afterAll(() => served.stop())

function clientWith({ authorization = '' }: { readonly authorization?: string }): Client {
  return Client.init({
    baseUrl: `${origin}/`,
    defaultVersion: 'v1.0',
    customHosts: new Set([new URL(origin).hostname]),
    authProvider: (done) => done(null, authorization.replace('Bearer ', '')),
  })
}

const makeUser = (local: string, more: Partial<User> = {}): Promise<User> =>
  writer.api('/users').post({
    userPrincipalName: `${local}@other-works.example`,
    displayName: `Made ${local}`,
    accountEnabled: true,
    ...more,
  })

describe('X11: the official client of Graph, unmodified', () => {
  it('gives an app a certificate, reads it back, and takes it away', async () => {
    const { der, sha256 } = await makeCertificate('P-256')
    const { id } = (await writer.api('/applications').post({ displayName: 'A robot' })) as Application
    const at = `/applications/${id}`
    const added: KeyCredential = {
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
      displayName: 'Robot',
      key: der as never,
    }
    await writer.api(at).patch({ keyCredentials: [added] } satisfies Application)
    const { keyCredentials } = (await writer.api(at).select('keyCredentials').get()) as Application
    expect(keyCredentials).toMatchObject([
      { ...added, customKeyIdentifier: sha256.toString('base64'), keyId: expect.any(String) },
    ])
    const [kept] =
      ((await writer.api(at).select('displayName,keyCredentials').get()) as Application).keyCredentials ?? []
    expect(kept?.key).toBeNull()
    await writer.api(at).patch({ description: 'Deploys', keyCredentials: [kept] })
    await writer.api(at).patch({ keyCredentials: [] })
    const gone = (await writer.api(at).select('description,keyCredentials').get()) as Application
    expect(gone).toMatchObject({ description: 'Deploys', keyCredentials: [] })
  })

  it('iterates over all pages of users', async () => {
    const first = await reader.api('/users').top(3).select('id,displayName').get()
    const seen: User[] = []
    const iterator = new PageIterator(reader, first, (user: User) => {
      seen.push(user)
      return true
    })
    await iterator.iterate()
    const all = await reader.api('/users').top(999).get()
    expect(seen.length).toBeGreaterThan(10)
    expect(seen.map(({ id }) => id)).toEqual(all.value.map(({ id }: User) => id))
    expect(Object.keys(seen[0] ?? {}).sort()).toEqual(['displayName', 'id'])
  })

  it('filters, sorts, expands, searches and counts', async () => {
    const found = await reader
      .api('/users')
      .header('ConsistencyLevel', 'eventual')
      .filter("department eq 'Sales' and not startsWith(displayName,'Z')")
      .orderby('displayName desc')
      .expand('memberOf($select=id,displayName)')
      .select(['id', 'displayName', 'department', 'assignedLicenses'])
      .count(true)
      .top(5)
      .get()
    expect(found['@odata.count']).toBeGreaterThan(1)
    const people = found.value as (User & { memberOf: Group[] })[]
    expect(people.every(({ department }) => department === 'Sales')).toBe(true)
    const names = people.map(({ displayName }) => displayName ?? '')
    expect(names).toEqual([...names].sort().reverse())
    expect(people.some(({ memberOf }) => memberOf.length > 0)).toBe(true)
    expect(Object.keys(people.find(({ memberOf }) => memberOf.length > 0)?.memberOf[0] ?? {}).sort()).toEqual([
      '@odata.type',
      'displayName',
      'id',
    ])
    const searched = await reader.api('/users').header('ConsistencyLevel', 'eventual').search('"displayName:al"').get()
    expect(searched.value.length).toBeGreaterThan(0)
    const number: number = await reader.api('/users/$count').header('ConsistencyLevel', 'eventual').get()
    expect(Number(number)).toBe((await reader.api('/users').top(999).get()).value.length)
  })

  it('has what the types of Graph say of a user, a group and a product, field by field', async () => {
    const made = await makeUser('fields', {
      department: 'Ops',
      usageLocation: 'FR',
      businessPhones: ['+33 1'],
      otherMails: ['x@y.example'],
    })
    const user: User = await writer.api(`/users/${made.id}`).get()
    expect(user).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      userPrincipalName: 'fields@other-works.example',
      displayName: 'Made fields',
      accountEnabled: true,
      userType: 'Member',
      department: 'Ops',
      usageLocation: 'FR',
      businessPhones: ['+33 1'],
      otherMails: ['x@y.example'],
      proxyAddresses: [],
      jobTitle: null,
      createdDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      '@odata.etag': expect.stringMatching(/^W\/"\d+"$/),
    } satisfies Record<keyof User | '@odata.etag', unknown> | object)
    const group: Group = await writer.api('/groups').post({
      displayName: 'Made by a client',
      description: 'why',
      mailEnabled: false,
      mailNickname: 'x',
      securityEnabled: true,
      'members@odata.bind': [`${origin}/v1.0/directoryObjects/${made.id}`],
    })
    expect(group).toMatchObject({
      displayName: 'Made by a client',
      description: 'why',
      securityEnabled: true,
      mailEnabled: false,
      groupTypes: [],
      membershipRule: null,
      assignedLicenses: [],
    })
    const members = await writer.api(`/groups/${group.id}/members`).get()
    expect(members.value).toMatchObject([{ '@odata.type': '#microsoft.graph.user', id: made.id }])
    const skus: { value: SubscribedSku[] } = await reader.api('/subscribedSkus').get()
    expect(skus.value[0]).toMatchObject({
      skuId: expect.any(String),
      skuPartNumber: expect.any(String),
      capabilityStatus: expect.stringMatching(/^(Enabled|Warning|Suspended|Deleted|LockedOut)$/),
      consumedUnits: expect.any(Number),
      prepaidUnits: { enabled: expect.any(Number), warning: expect.any(Number), suspended: expect.any(Number) },
      servicePlans: expect.arrayContaining([
        expect.objectContaining({ servicePlanId: expect.any(String), servicePlanName: expect.any(String) }),
      ]),
    })
  })

  it('gets errors as GraphError, with their code, status and request id', async () => {
    const error: GraphError = await reader
      .api('/users/4d1c9e5a-6c1f-4a7e-8a30-1b2c3d4e5f60')
      .get()
      .catch((one: GraphError) => one)
    expect(error).toMatchObject({ statusCode: 404, code: 'Request_ResourceNotFound' })
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/)
    const filter: GraphError = await reader
      .api('/users')
      .filter('nonsense eq 1')
      .get()
      .catch((one: GraphError) => one)
    expect(filter).toMatchObject({ statusCode: 400, code: 'Request_BadRequest' })
    const twice = await makeUser('person').catch((one: unknown) => one)
    expect(twice).toMatchObject({ statusCode: 409, code: 'Request_MultipleObjectsWithSameKeyValue' })
    const stranger: GraphError = await clientWith({ authorization: 'Bearer a.b.c' })
      .api('/users')
      .get()
      .catch((one: GraphError) => one)
    expect(stranger).toMatchObject({ statusCode: 401, code: 'InvalidAuthenticationToken' })
  })

  it('sends batches, in which one request may wait for another', async () => {
    const make = (id: string, local: string) => ({
      id,
      request: new Request(`${origin}/v1.0/users`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          userPrincipalName: `${local}@other-works.example`,
          displayName: local,
          accountEnabled: true,
        }),
      }),
    })
    // The client sends what waits for one and the same request, each for the one before it, or nothing that waits.
    const get = (path: string) => new Request(`${origin}/v1.0/${path}`, { method: 'GET' })
    const content = new BatchRequestContent([
      make('1', 'batched'),
      { id: '2', request: get('users/batched@other-works.example'), dependsOn: ['1'] },
      { id: '3', request: get('users/nobody@other-works.example'), dependsOn: ['2'] },
      { id: '4', request: get('groups?$top=1'), dependsOn: ['3'] },
    ])
    const answer = await writer.api('/$batch').post(await content.getContent())
    const responses = new BatchResponseContent(answer)
    expect(responses.getResponseById('1').status).toBe(201)
    expect(await responses.getResponseById('2').json()).toMatchObject({ displayName: 'batched' })
    expect(responses.getResponseById('3').status).toBe(404)
    expect(responses.getResponseById('4').status).toBe(424)
  })

  it('waits and tries again where it asked too often (SEC-40)', async () => {
    const { store } = served.running.admit
    await withTenant(store, other.tenantId, (t) =>
      sql`update tenants set api_per_minute = 60 where id = ${t.tenantId}`.execute(t.db),
    )
    // Of the minute in which this begins a moment must be left, and the client waits for the next one: not for sixty seconds.
    const left = () => 60_000 - (Date.now() % 60_000)
    if (left() > 12_000) await new Promise((go) => setTimeout(go, left() - 12_000))
    const client = clientWith(other.app)
    let status = 200
    for (let i = 0; i < 400 && status === 200; i++)
      status = (await fetch(`${served.origin}/v1.0/organization`, { headers: other.app })).status
    expect(status).toBe(429)
    const refused = await fetch(`${served.origin}/v1.0/organization`, { headers: other.app })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect((await refused.json()) as object).toMatchObject({ error: { code: 'TooManyRequests' } })
    // Somebody else is not held up by it.
    expect((await reader.api('/organization').get()).value).toHaveLength(1)
    expect((await client.api('/organization').get()).value).toHaveLength(1)
    await withTenant(store, other.tenantId, (t) =>
      sql`update tenants set api_per_minute = 12000 where id = ${t.tenantId}`.execute(t.db),
    )
  }, 150_000)

  it('follows users and groups by delta', async () => {
    const round = async (path: string) => {
      const changes: Record<string, unknown>[] = []
      let page = await writer.api(path).get()
      for (;;) {
        changes.push(...page.value)
        if (page['@odata.deltaLink'] !== undefined) return { changes, link: String(page['@odata.deltaLink']) }
        page = await writer.api(page['@odata.nextLink']).get()
      }
    }
    const whole = await round('/users/delta?$select=displayName')
    expect(whole.changes.length).toBeGreaterThan(2)
    expect((await round(whole.link)).changes).toEqual([])
    const made = await makeUser('followed')
    await writer.api(`/users/${made.id}`).update({ displayName: 'Followed' })
    const after = await round(whole.link)
    expect(after.changes).toEqual([{ id: made.id, displayName: 'Followed' }])
    await writer.api(`/users/${made.id}`).delete()
    expect((await round(after.link)).changes).toEqual([{ id: made.id, '@removed': { reason: 'changed' } }])
  })

  it('reads what was done, with what was there before and after', async () => {
    const made = await makeUser('audited')
    await writer.api(`/users/${made.id}`).update({ department: 'Before' })
    await writer.api(`/users/${made.id}`).update({ department: 'After' })
    const found: { value: DirectoryAudit[] } = await writer
      .api('/auditLogs/directoryAudits')
      .filter(
        `targetResources/any(t:t/id eq '${made.id}') and activityDateTime ge 2020-01-01T00:00:00Z and category eq 'UserManagement'`,
      )
      .get()
    expect(found.value).toHaveLength(3)
    expect(found.value[0]).toMatchObject({
      activityDisplayName: 'Set attribute',
      category: 'UserManagement',
      operationType: 'Update',
      result: 'success',
      initiatedBy: { user: null, app: { appId: other.ids.app, displayName: 'Other app' } },
      targetResources: [
        {
          id: made.id,
          type: 'User',
          userPrincipalName: 'audited@other-works.example',
          modifiedProperties: [{ displayName: 'department', oldValue: '"Before"', newValue: '"After"' }],
        },
      ],
    })
  })
})
