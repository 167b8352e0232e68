import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../../../test/setup/server.ts'
import { type Caller, sessionOf } from '../../../test/support/companies.ts'

let served: Served
let leo: Caller
let made = 0

beforeAll(async () => {
  served = await serveDemo()
  const { demo, running } = served
  leo = await sessionOf(running.admit, demo.tenant.id, demo.people.find((one) => one.key === 'leo')?.id as string)
})
afterAll(() => served.stop())

type Item = Readonly<Record<string, unknown>>

async function send(method: string, path: string, body?: object, headers: Caller = {}, caller = leo) {
  const response = await fetch(`${served.origin}/v1.0/${path}`, {
    method,
    headers: { ...caller, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const etag = response.headers.get('etag') ?? ''
  return { status: response.status, etag, text, body: (text === '' ? {} : JSON.parse(text)) as Item }
}

async function person(more: object = {}): Promise<{ readonly id: string; readonly upn: string }> {
  made += 1
  const upn = `named${made}@meridian.example`
  const { body, text } = await send('POST', 'users', { userPrincipalName: upn, displayName: `Named ${made}`, ...more })
  if (body['id'] === undefined) throw new Error(text)
  return { id: String(body['id']), upn }
}

const emailed = (...names: readonly string[]) =>
  names.map((issuerAssignedId) => ({ signInType: 'emailAddress', issuer: 'meridian.example', issuerAssignedId }))

describe('the names somebody signs in with', () => {
  const namesOf = async (id: string) => {
    const { body } = await send('GET', `users/${id}?$select=id,identities`)
    return (body['identities'] as readonly Item[]).map((one) => `${one['signInType']} ${one['issuerAssignedId']}`)
  }
  it('D10: are read, given and taken away as identities, and found by them', async () => {
    const { id, upn } = await person({ identities: emailed('first.alias@meridian.example') })
    expect(await namesOf(id)).toEqual([`userPrincipalName ${upn}`, 'emailAddress first.alias@meridian.example'])
    expect((await send('GET', `users/${id}`)).body).not.toHaveProperty('identities')

    const own = { signInType: 'userPrincipalName', issuer: 'meridian.example', issuerAssignedId: upn.toUpperCase() }
    const both = [own, ...emailed('Second.Alias@meridian.example', 'third@meridian.example')]
    expect((await send('PATCH', `users/${id}`, { identities: both })).status).toBe(204)
    expect((await namesOf(id)).slice(1)).toEqual([
      'emailAddress Second.Alias@meridian.example',
      'emailAddress third@meridian.example',
    ])
    const found = async (name: string, issuer = 'meridian.example') => {
      const filter = `identities/any(i:i/issuerAssignedId eq '${name}' and i/issuer eq '${issuer}')`
      const { body, text } = await send('GET', `users?$filter=${encodeURIComponent(filter)}`)
      if (body['value'] === undefined) throw new Error(text)
      return (body['value'] as readonly Item[]).map((one) => one['id'])
    }
    expect(await found('second.alias@meridian.example')).toEqual([id])
    expect(await found(upn)).toEqual([id])
    expect(await found('first.alias@meridian.example')).toEqual([])
    expect(await found('third@meridian.example', 'elsewhere.example')).toEqual([])

    // The alias becomes the name, and the name an alias.
    const swapped = { userPrincipalName: 'third@meridian.example', identities: emailed(upn) }
    expect((await send('PATCH', `users/${id}`, swapped)).status).toBe(204)
    expect(await namesOf(id)).toEqual(['userPrincipalName third@meridian.example', `emailAddress ${upn}`])
    expect((await send('PATCH', `users/${id}`, { identities: [] })).status).toBe(204)
    expect(await namesOf(id)).toHaveLength(1)
  })
  it('SEC-31: are read in lists by administrators of a unit too, of the people in it', async () => {
    const [first, second, beside] = [await person(), await person(), await person()]
    const { demo, running } = served
    const keyed = (key: string) => demo.people.find((one) => one.key === key)?.id as string
    const [helper, admin] = [keyed('alice'), await sessionOf(running.admit, demo.tenant.id, keyed('admin'))]
    const unit = { id: crypto.randomUUID(), name: `Unit ${made}`, description: null }
    const changes = [
      { do: 'put_unit', unit },
      ...[first, second].map(({ id: accountId }) => ({ do: 'add_to_unit', accountId, unitId: unit.id })),
      { do: 'assign_role', accountId: helper, role: 'helpdesk', unitId: unit.id },
    ]
    expect((await send('POST', 'admit/changes', { changes }, {}, admin)).status).toBe(200)
    const caller = await sessionOf(running.admit, demo.tenant.id, helper)
    const asked = 'users?$select=id,identities,assignedLicenses&$expand=memberOf($select=id)'
    const { status, body } = await send('GET', asked, undefined, {}, caller)
    expect(status).toBe(200)
    const listed = new Map((body['value'] as readonly Item[]).map((one) => [one['id'], one]))
    expect([...listed.keys()].sort()).toEqual([first.id, second.id].sort())
    for (const { id, upn } of [first, second])
      expect(listed.get(id)).toMatchObject({ identities: [{ issuerAssignedId: upn }], assignedLicenses: [] })
    const other = await send('GET', `users/${beside.id}?$select=identities`, undefined, {}, caller)
    expect(other.status).toBe(403)
  })
  it('SEC-28: are of this organisation and of nobody else, or nothing is changed', async () => {
    const [{ id, upn }, other] = [await person(), await person()]
    const refused = async (identities: object) =>
      (await send('PATCH', `users/${id}`, { jobTitle: 'x', identities })).status
    expect(await refused(emailed(other.upn))).toBe(409)
    expect(await refused(emailed('x@unproved.example'))).toBeGreaterThanOrEqual(400)
    expect(await refused([{ signInType: 'federated', issuer: 'elsewhere.example', issuerAssignedId: upn }])).toBe(400)
    expect(await refused([{ ...emailed('a@meridian.example')[0], issuer: 'elsewhere.example' }])).toBe(400)
    expect(await refused([{ signInType: 'userPrincipalName', issuerAssignedId: other.upn }])).toBe(400)
    expect((await send('GET', `users/${id}?$select=jobTitle`)).body['jobTitle']).toBeNull()
    expect(await namesOf(id)).toEqual([`userPrincipalName ${upn}`])
  })
})

describe('SEC-37: where a person is written to', () => {
  it('is one address, or nothing is written', async () => {
    const { id } = await person({ mail: 'first@meridian.example' })
    const { demo, running } = served
    const admin = await sessionOf(running.admit, demo.tenant.id, demo.people[0]?.id as string)
    for (const [field, value] of [
      ['mail', 'a@b.c, evil@q.r'],
      ['mail', 'x@y.z\r\nBcc: v@x.y'],
      ['otherMails', ['a@b.example', 'Evil <v@x.y>']],
      ['proxyAddresses', ['SMTP:a@b.example\nBcc: v@x.y']],
    ] as const) {
      const body = { jobTitle: 'x', [field]: value }
      const patched = await send('PATCH', `users/${id}`, body, {}, admin)
      expect([patched.status, (patched.body['error'] as Item)['target']], JSON.stringify(value)).toEqual([400, field])
      const upn = `new${made}@meridian.example`
      const created = await send('POST', 'users', { userPrincipalName: upn, displayName: 'New', ...body }, {}, admin)
      expect(created.status, JSON.stringify(value)).toBe(400)
    }
    const { body } = await send('GET', `users/${id}?$select=mail,jobTitle,otherMails`)
    expect(body).toMatchObject({ mail: 'first@meridian.example', jobTitle: null, otherMails: [] })
    const right = { mail: 'second@meridian.example', otherMails: ['zoë@bücher.example'] }
    expect((await send('PATCH', `users/${id}`, right, {}, admin)).status).toBe(204)
  })
})

describe('If-None-Match', () => {
  it('is answered 304 while the thing is as the caller has it', async () => {
    const { id } = await person()
    const group = (await send('POST', 'groups', { displayName: `Known ${made}` })).body['id'] as string
    for (const path of [`users/${id}`, `groups/${group}`, 'me']) {
      const { etag } = await send('GET', path)
      const known = (tag: string, query = '') => send('GET', `${path}${query}`, undefined, { 'if-none-match': tag })
      expect(await known(etag)).toMatchObject({ status: 304, text: '', etag })
      expect((await known(`"1", ${etag.replace('W/', '')}`)).status).toBe(304)
      expect((await known('*')).status).toBe(304)
      expect((await known(etag, '?$select=id')).status).toBe(304)
      expect((await known('W/"1"')).status).toBe(200)
    }
    const { etag } = await send('GET', `users/${id}`)
    await send('PATCH', `users/${id}`, { jobTitle: 'New' })
    expect((await send('GET', `users/${id}`, undefined, { 'if-none-match': etag })).status).toBe(200)
  })
  it('is not believed of what changes by itself, nor from who may not read it', async () => {
    const { id } = await person()
    const { etag } = await send('GET', `users/${id}`)
    for (const query of ['?$select=id,assignedLicenses', '?$expand=memberOf'])
      expect((await send('GET', `users/${id}${query}`, undefined, { 'if-none-match': etag })).status).toBe(200)
    const { demo, running } = served
    const alice = demo.people.find((one) => one.key === 'alice')?.id as string
    const caller = await sessionOf(running.admit, demo.tenant.id, alice)
    expect((await send('GET', `users/${id}`, undefined, { 'if-none-match': '*' }, caller)).status).toBe(403)
  })
  it('works within a batch', async () => {
    const { id } = await person()
    const { etag } = await send('GET', `users/${id}`)
    const requests = [{ id: '1', method: 'GET', url: `/users/${id}`, headers: { 'If-None-Match': etag } }]
    const { body } = await send('POST', '$batch', { requests })
    expect(body['responses']).toMatchObject([{ id: '1', status: 304 }])
  })
})
