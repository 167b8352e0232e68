import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTenantIn } from '../../src/app/make-tenant.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { admit } from '../support/command-line.ts'
import {
  bulkOf,
  clientWith,
  filtered,
  groupSchema,
  patchOf,
  person,
  type Scim,
  scimClient,
  userSchema,
} from '../support/scim-client.ts'
import { signInAt } from '../support/sign-in.ts'
import { Visitor } from '../support/visitor.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const who = (key: string) => served.demo.people.find((one) => one.key === key) as Served['demo']['people'][number]

/** The API as somebody who signed in to the console. */
async function apiAs(key: string) {
  const visitor = new Visitor()
  await signInAt(visitor, `${served.origin}/admin`, who(key))
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { 'x-admit-csrf': '1' },
  ) => {
    const response = await visitor.fetch(`${served.origin}/v1.0/admit${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, text, body: JSON.parse(text) as Record<string, unknown> }
  }
}

describe('tokens of provisioning clients', () => {
  it('SEC-22: are made by a User Administrator, shown once, kept hashed, listed, and end at once', async () => {
    const api = await apiAs('leo')
    const made = await api('POST', '/scimTokens', { name: 'HR system' })
    expect(made.status, made.text).toBe(201)
    const { id, token } = made.body as { id: string; token: string }
    const scim = clientWith(served, token)
    expect((await scim('GET', '/Users?count=1')).status).toBe(200)
    const list = await api('GET', '/scimTokens')
    expect(list.body['value']).toContainEqual(
      expect.objectContaining({
        id,
        name: 'HR system',
        hint: token.slice(-4),
        reach: 'people',
        revokedAt: null,
        lastUsedAt: expect.any(Number),
        madeBy: who('leo').id,
      }),
    )
    const kept = await withTenant(served.running.admit.store, served.demo.tenant.id, async (t) =>
      [
        await sql`select * from scim_tokens`.execute(t.db),
        await sql`select * from journal where entity = 'scim_token'`.execute(t.db),
      ].map((found) => JSON.stringify(found.rows)),
    )
    for (const text of [list.text, ...kept]) expect(text).not.toContain(token.slice(-43))
    expect(kept[1]).toContain('make_scim_token')
    expect((await api('DELETE', `/scimTokens/${id}`)).status).toBe(200)
    expect((await scim('GET', '/Users?count=1')).status).toBe(401)
    expect((await api('DELETE', `/scimTokens/${id}`)).status).toBe(404)
  })
  it('SEC-14, SEC-31: are made by nobody who holds less, by no app, and by no page of another site', async () => {
    const [hana, leo] = [await apiAs('hana'), await apiAs('leo')]
    expect((await hana('POST', '/scimTokens', { name: 'x' })).status).toBe(403)
    expect((await hana('DELETE', `/scimTokens/${randomUUID()}`)).status).toBe(403)
    expect((await leo('POST', '/scimTokens', { name: 'x' }, {})).status).toBe(403)
    expect((await leo('POST', '/scimTokens', { name: 'x', days: 4000 })).status).toBe(400)
    const { id, secret } = served.demo.automation
    const grant = await fetch(`${served.origin}/${served.demo.tenant.id}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: id,
        client_secret: secret,
        scope: 'https://graph.admit/.default',
      }),
    })
    const { access_token } = (await grant.json()) as { access_token: string }
    const byApp = await fetch(`${served.origin}/v1.0/admit/scimTokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'x' }),
    })
    expect(byApp.status).toBe(403)
    expect((await clientWith(served, access_token)('GET', '/Users')).status).toBe(401)
  })
  it('SEC-21: any other text is no token, and the answer says how to show one', async () => {
    const { token } = await scimClient(served)
    const last = token.at(-1) === 'A' ? 'B' : 'A'
    for (const wrong of [
      '',
      'x',
      `${token.slice(0, -1)}${last}`,
      token.toLowerCase(),
      token.slice(0, -2),
      `${token}A`,
      'admit_scim_',
      `admit_scim_${'A'.repeat(86)}`,
    ]) {
      const { status, headers, body } = await clientWith(served, wrong)('GET', '/Users')
      expect(status, wrong).toBe(401)
      expect(headers.get('www-authenticate')).toContain('Bearer')
      expect(body['schemas']).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error'])
    }
    expect((await fetch(`${served.origin}/scim/v2/Nothing`)).status).toBe(401)
    const api = await fetch(`${served.origin}/v1.0/users`, { headers: { authorization: `Bearer ${token}` } })
    expect(api.status).toBe(401)
  })
  it('ends on its day', async () => {
    const { scim, tokenId } = await scimClient(served)
    await withTenant(served.running.admit.store, served.demo.tenant.id, (t) =>
      sql`update scim_tokens set expires_at = ${Date.now() - 1} where id = ${tokenId}`.execute(t.db),
    )
    expect((await scim('GET', '/Users')).status).toBe(401)
  })
  it('SEC-40: has its requests a minute, counts each operation of a bulk, and says when to come again', async () => {
    const { scim } = await scimClient(served, { perMinute: 4 })
    const first = await scim(
      'POST',
      '/Bulk',
      bulkOf([1, 2, 3].map(() => ({ method: 'DELETE', path: '/Users/nobody' }))),
    )
    expect(first.status).toBe(200)
    expect((await scim('GET', '/Users?count=1')).status).toBe(200)
    const { status, headers, body } = await scim('GET', '/Users?count=1')
    expect([status, body['status']]).toEqual([429, '429'])
    expect(Number(headers.get('retry-after'))).toSatisfy((seconds: number) => seconds >= 1 && seconds <= 60)
    // Another token of the same organisation has its own.
    expect((await (await scimClient(served)).scim('GET', '/Users?count=1')).status).toBe(200)
  })
  it('what a token does stands in the journal under its name', async () => {
    const { scim, tokenId } = await scimClient(served, { name: 'Journalled' })
    const { body } = await scim('POST', '/Users', person('journalled'))
    const api = await apiAs('admin')
    const log = await api('GET', `/journal?entity=account&entityId=${body['id']}`)
    expect(log.body['value']).toMatchObject([
      { kind: 'create_account', actor: tokenId, actorKind: 'app', actorName: 'Journalled' },
    ])
  })
})

describe('admit scim token', () => {
  it('makes, lists and revokes', async () => {
    const env = { DATABASE_URL: served.running.config.databaseUrl as string, ADMIT_DATA: served.running.config.dataDir }
    const made = await admit(env, 'scim', 'token', 'make', 'By hand', '--days', '30', '--json')
    expect(made).toMatchObject({ code: 0, err: '' })
    const { id, token, expiresAt, createdAt } = JSON.parse(made.out) as {
      id: string
      token: string
      expiresAt: number
      createdAt: number
    }
    expect(expiresAt - createdAt).toBe(30 * 86_400_000)
    expect((await clientWith(served, token)('GET', '/Users?count=0')).status).toBe(200)
    expect((await admit(env, 'scim', 'token', 'list')).out).toContain(`${id}  …${token.slice(-4)}  By hand: until `)
    expect(await admit(env, 'scim', 'token', 'revoke', id)).toMatchObject({ code: 0, out: 'By hand has ended.\n' })
    expect((await clientWith(served, token)('GET', '/Users?count=0')).status).toBe(401)
    expect(await admit(env, 'scim', 'token', 'revoke', 'nothing')).toMatchObject({ code: 2, out: '' })
    expect((await admit(env, 'scim', 'token', 'make', 'x', '--days', '0')).code).toBe(2)
  })
})

describe('SEC-30: the walls of a tenant', () => {
  it('a token sees, finds, changes, refers to and counts nothing of another organisation', async () => {
    const otherId = randomUUID()
    const { store, now } = served.running.admit
    await withTenant(store, otherId, (t) =>
      makeTenantIn(t, { name: 'Other', defaultDomain: 'other.admit.test', isDemo: false }, now()),
    )
    const { scim: other } = await scimClient(served, {}, otherId)
    const { scim: own } = await scimClient(served)
    const alice = who('alice').id
    const group = String((await own('POST', '/Groups', { schemas: [groupSchema], displayName: 'Walled' })).body['id'])
    for (const [kind, id, body] of [
      ['Users', alice, person('alice')],
      ['Groups', group, { schemas: [groupSchema], displayName: 'x' }],
    ] as const) {
      expect((await other('GET', `/${kind}`)).body['totalResults']).toBe(0)
      expect((await other('GET', filtered(`/${kind}`, `id eq "${id}"`))).body['totalResults']).toBe(0)
      expect((await other('GET', `/${kind}/${id}`)).status).toBe(404)
      expect((await other('PUT', `/${kind}/${id}`, body)).status).toBe(404)
      expect(
        (await other('PATCH', `/${kind}/${id}`, patchOf({ op: 'replace', path: 'displayName', value: 'x' }))).status,
      ).toBe(404)
      expect((await other('DELETE', `/${kind}/${id}`)).status).toBe(404)
      expect((await own('GET', `/${kind}/${id}`)).status).toBe(200)
    }
    const members = [{ value: alice }]
    expect((await other('POST', '/Groups', { schemas: [groupSchema], displayName: 'Theirs', members })).status).toBe(
      400,
    )
    const bulk = await other('POST', '/Bulk', bulkOf([{ method: 'DELETE', path: `/Users/${alice}` }]))
    expect(bulk.body['Operations']).toMatchObject([{ status: '404' }])
    // External ids are each organisation's own, and names stand under its own domains.
    expect((await other('POST', '/Users', person('alice', { externalId: 'same' }))).status).toBe(409)
    const elsewhere = { externalId: 'same', userName: 'alice@other.admit.test' }
    expect((await other('POST', '/Users', person('alice', elsewhere))).status).toBe(201)
    expect((await own('POST', '/Users', person('also', { externalId: 'same' }))).status).toBe(201)
  })
})

describe('SEC-31: what a token may not', () => {
  const attempts: readonly (readonly [string, (scim: Scim, id: string, group: string) => ReturnType<Scim>])[] = [
    ['block', (scim, id) => scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'active', value: false }))],
    [
      'rename',
      (scim, id) =>
        scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'userName', value: 'stolen@meridian.example' })),
    ],
    [
      'redirect the mail of',
      (scim, id) =>
        scim(
          'PATCH',
          `/Users/${id}`,
          patchOf({ op: 'replace', path: 'emails', value: [{ value: 'thief@evil.example' }] }),
        ),
    ],
    [
      'move',
      (scim, id, group) =>
        scim('PATCH', `/Groups/${group}`, patchOf({ op: 'add', path: 'members', value: [{ value: id }] })),
    ],
    [
      'replace',
      (scim, id) => scim('PUT', `/Users/${id}`, { schemas: [userSchema], userName: 'stolen@meridian.example' }),
    ],
    ['delete', (scim, id) => scim('DELETE', `/Users/${id}`)],
  ]
  const refusedBy = async (scim: Scim, id: string) => {
    const group = String(
      (await scim('POST', '/Groups', { schemas: [groupSchema], displayName: `For ${randomUUID()}` })).body['id'],
    )
    const before = (await scim('GET', `/Users/${id}`)).body
    for (const [what, attempt] of attempts) expect((await attempt(scim, id, group)).status, what).toBe(403)
    expect((await scim('GET', `/Users/${id}`)).body).toEqual(before)
  }

  it.each(['admin', 'hana', 'leo', 'breakglass1'])('touch an administrator: %s', async (key) => {
    await refusedBy((await scimClient(served)).scim, who(key).id)
  })
  it.each(['admin', 'breakglass1', 'simon'])(
    'even where administrators are allowed, one a User Administrator does not reach: %s',
    async (key) => {
      await refusedBy((await scimClient(served, { reach: 'administrators' })).scim, who(key).id)
    },
  )
  it('but those it reaches, where that was allowed', async () => {
    const { scim } = await scimClient(served, { reach: 'administrators' })
    expect(
      (await scim('PATCH', `/Users/${who('hana').id}`, patchOf({ op: 'replace', path: 'nickName', value: 'H' })))
        .status,
    ).toBe(200)
  })
  it('rename or delete a group with a rule', async () => {
    const { scim } = await scimClient(served)
    const dynamic = served.demo.groups.find((one) => one.rule) as { id: string }
    expect(
      (await scim('PATCH', `/Groups/${dynamic.id}`, patchOf({ op: 'replace', path: 'displayName', value: 'x' })))
        .status,
    ).toBe(403)
    expect((await scim('DELETE', `/Groups/${dynamic.id}`)).status).toBe(403)
  })
})
