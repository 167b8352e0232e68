import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import {
  bulkOf,
  enterprise,
  filtered,
  groupSchema,
  patchOf,
  person,
  type Scim,
  type ScimAnswer,
  scimClient,
  userSchema,
} from '../support/scim-client.ts'

let served: Served
let scim: Scim

beforeAll(async () => {
  served = await serveDemo()
  scim = (await scimClient(served)).scim
})
afterAll(() => served.stop())

const idOf = (answer: ScimAnswer) => String(answer.body['id'])
const made = async (name: string, more: object = {}) => {
  const answer = await scim('POST', '/Users', person(name, more))
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer
}
const names = ({ body }: ScimAnswer) =>
  (body['Resources'] as { userName?: string; displayName?: string }[]).map((one) => one.userName ?? one.displayName)
const meta = ({ body }: ScimAnswer) => body['meta'] as Record<string, string>

describe('RFC 7643 §3 resources', () => {
  it('§3.1: has id, externalId and meta; the client writes neither id nor meta', async () => {
    const { body, headers } = await made('common', { id: 'mine', meta: { version: 'mine' }, externalId: 'E-1' })
    expect(body).toMatchObject({ schemas: [userSchema], externalId: 'E-1', meta: { resourceType: 'User' } })
    expect(body['id']).toMatch(/^[0-9a-f-]{36}$/)
    const { location, version, created } = body['meta'] as Record<string, string>
    expect(location).toBe(`${served.origin}/scim/v2/Users/${body['id']}`)
    expect(headers.get('location')).toBe(location)
    expect(version).toMatch(/^W\/"\d+"$/)
    expect(headers.get('etag')).toBe(version)
    expect(Date.parse(created as string)).toBeGreaterThan(0)
  })
  it('§4.1: what of the core user is not kept is passed over in a resource (RFC 7644 §3.3), and is no target of a path', async () => {
    const unkept = {
      ims: [{ value: 'someone', type: 'xmpp' }],
      photos: [{ value: 'https://photos.example/1', type: 'photo' }],
      entitlements: [{ value: 'one' }],
      ROLES: [{ value: 'Seller', primary: true }],
      x509Certificates: [{ value: 'MIIB' }],
    }
    const answer = await made('unkept', { title: 'Kept', ...unkept })
    const none = (body: object) => {
      for (const name of ['ims', 'photos', 'entitlements', 'roles', 'x509Certificates'])
        expect(body).not.toHaveProperty(name)
    }
    none(answer.body)
    const at = `/Users/${idOf(answer)}`
    const put = await scim('PUT', at, person('unkept', { title: 'Put', ...unkept }))
    expect(put).toMatchObject({ status: 200, body: { title: 'Put' } })
    const value = { title: 'Patched', 'roles[primary eq "True"].value': 'Seller', [`${userSchema}:photos`]: [] }
    const patch = await scim('PATCH', at, patchOf({ op: 'replace', value: { ...unkept, ...value } }))
    expect(patch).toMatchObject({ status: 200, body: { title: 'Patched' } })
    none(patch.body)
    const path = await scim(
      'PATCH',
      at,
      patchOf({ op: 'add', path: 'roles[primary eq "True"].value', value: 'Seller' }),
    )
    expect(path).toMatchObject({ status: 400, body: { scimType: 'noTarget' } })
    const unheard = await scim('POST', '/Users', person('unheard', { shoeSize: 44 }))
    expect(unheard).toMatchObject({ status: 400, body: { scimType: 'invalidSyntax' } })
    expect(await scim('POST', '/Users', person('unheard', { password: 'x' }))).toMatchObject({ status: 400 })
  })
  it('§2.1: attribute names are the same in any case, and one twice is refused', async () => {
    const answer = await scim('POST', '/Users', {
      SCHEMAS: [userSchema.toUpperCase()],
      USERNAME: 'case@meridian.example',
      NAME: { GivenName: 'Case' },
    })
    expect(answer.body).toMatchObject({ userName: 'case@meridian.example', name: { givenName: 'Case' } })
    const twice = await scim('POST', '/Users', { ...person('twice'), USERNAME: 'other@meridian.example' })
    expect(twice).toMatchObject({ status: 400, body: { scimType: 'invalidSyntax' } })
  })
  it('§2.5: null, an empty list and an empty text are no value', async () => {
    const { body } = await made('empty', { title: null, emails: [], nickName: '' })
    for (const name of ['title', 'emails', 'nickName']) expect(body).not.toHaveProperty(name)
  })
})

describe('RFC 7643 §4 and §8', () => {
  it('§4.1, §4.3, §8.3: keeps every attribute of a full user', async () => {
    const manager = await made('full-manager', { displayName: 'The Manager' })
    const full = {
      schemas: [userSchema, enterprise],
      userName: 'Full@meridian.example',
      externalId: '701984',
      name: { familyName: 'Jensen', givenName: 'Barbara', middleName: 'Jane', honorificPrefix: 'Ms.' },
      displayName: 'Babs Jensen',
      nickName: 'Babs',
      profileUrl: 'https://login.example.com/bjensen',
      title: 'Tour Guide',
      userType: 'Employee',
      preferredLanguage: 'en-US',
      locale: 'en-US',
      timezone: 'America/Los_Angeles',
      active: true,
      emails: [
        { value: 'bjensen@example.com', type: 'work', primary: true },
        { value: 'babs@jensen.org', type: 'home' },
      ],
      phoneNumbers: [
        { value: '555-555-5555', type: 'work' },
        { value: '555-555-4444', type: 'mobile' },
      ],
      addresses: [
        { type: 'work', streetAddress: '100 Universal City Plaza', locality: 'Hollywood', region: 'CA', country: 'US' },
      ],
      [enterprise]: {
        employeeNumber: '701984',
        costCenter: '4130',
        organization: 'Universal Studios',
        division: 'Theme Park',
        department: 'Tour Operations',
        manager: { value: idOf(manager) },
      },
    }
    const answer = await scim('POST', '/Users', full)
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    const { addresses, name, emails, ...rest } = full
    expect(answer.body).toMatchObject({ ...rest, [enterprise]: { manager: { displayName: 'The Manager' } } })
    expect(answer.body['emails']).toEqual(emails)
    expect(answer.body['addresses']).toMatchObject(addresses)
    expect(answer.body['name']).toMatchObject({ ...name, formatted: 'Ms. Barbara Jane Jensen' })
    expect((await scim('GET', `/Users/${idOf(answer)}`)).body).toEqual(answer.body)
  })
  it('§4.1.1: a password is never taken, and says so', async () => {
    const { status, body } = await scim('POST', '/Users', person('secret', { password: 'lantern harbour 43' }))
    expect([status, body['scimType']]).toEqual([400, 'invalidValue'])
    expect(JSON.stringify(body)).not.toContain('lantern')
  })
  it('§4.1.2: the groups of a user are read there and written at the groups', async () => {
    const user = await made('grouped', { groups: [{ value: served.demo.groups[0]?.id }] })
    expect(user.body).not.toHaveProperty('groups')
    await scim('POST', '/Groups', { schemas: [groupSchema], displayName: 'Of one', members: [{ value: idOf(user) }] })
    expect((await scim('GET', `/Users/${idOf(user)}`)).body['groups']).toMatchObject([
      { display: 'Of one', type: 'direct' },
    ])
  })
  it('§4.2: members of a group are people and groups', async () => {
    const one = await made('member-one', { displayName: 'Member One' })
    const inner = await scim('POST', '/Groups', { schemas: [groupSchema], displayName: 'Inner' })
    const outer = await scim('POST', '/Groups', {
      schemas: [groupSchema],
      displayName: 'Outer',
      externalId: 'G-1',
      members: [{ value: idOf(one) }, { value: idOf(inner), type: 'Group' }],
    })
    expect(outer.status, JSON.stringify(outer.body)).toBe(201)
    expect(outer.body).toMatchObject({ displayName: 'Outer', externalId: 'G-1' })
    const members = outer.body['members'] as { value: string }[]
    expect(members.map(({ value }) => value).sort()).toEqual([idOf(one), idOf(inner)].sort())
    expect(members).toContainEqual({
      value: idOf(one),
      $ref: `${served.origin}/scim/v2/Users/${idOf(one)}`,
      type: 'User',
      display: 'Member One',
    })
    const loop = await scim(
      'PATCH',
      `/Groups/${idOf(inner)}`,
      patchOf({ op: 'add', path: 'members', value: [{ value: idOf(outer) }] }),
    )
    expect(loop).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } })
  })
})

describe('RFC 7643 §5–§7, RFC 7644 §4: what the server says of itself', () => {
  it('/ServiceProviderConfig', async () => {
    const { status, headers, body } = await scim('GET', '/ServiceProviderConfig')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/scim+json; charset=utf-8')
    expect(body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: true, maxOperations: 500, maxPayloadSize: 1048576 },
      filter: { supported: true, maxResults: 200 },
      etag: { supported: true },
      sort: { supported: true },
      changePassword: { supported: false },
    })
  })
  it('/ResourceTypes and /Schemas, all and one; none that is not there, and no filter', async () => {
    expect((await scim('GET', '/ResourceTypes')).body).toMatchObject({ totalResults: 2 })
    expect((await scim('GET', '/ResourceTypes/User')).body).toMatchObject({ endpoint: '/Users', schema: userSchema })
    expect((await scim('GET', '/Schemas')).body).toMatchObject({ totalResults: 4 })
    expect((await scim('GET', '/Schemas/urn:nothing')).status).toBe(404)
    expect((await scim('GET', filtered('/Schemas', 'id pr'))).status).toBe(403)
  })
  it('/Schemas says of each attribute what is then true of it', async () => {
    const { body } = await scim('GET', `/Schemas/${userSchema}`)
    type Said = { name: string; mutability: string; required: boolean; multiValued: boolean; subAttributes?: Said[] }
    const attributes = body['attributes'] as Said[]
    expect(attributes.find(({ name }) => name === 'userName')).toMatchObject({ required: true, uniqueness: 'server' })
    expect(attributes.find(({ name }) => name === 'groups')).toMatchObject({
      mutability: 'readOnly',
      multiValued: true,
    })
    const said = new Set(attributes.map(({ name }) => name))
    const user = await scim('GET', filtered('/Users', 'userName eq "Full@meridian.example"'))
    const shown = Object.keys((user.body['Resources'] as object[])[0] as object)
    const others = ['schemas', 'id', 'externalId', 'meta', enterprise]
    expect(shown.filter((name) => !said.has(name) && !others.includes(name))).toEqual([])
  })
})

describe('RFC 7644 §3.3 creating', () => {
  it('answers 409 uniqueness to a name, in any case, or an external id that is taken', async () => {
    await made('taken', { externalId: 'X-1' })
    const again = await scim('POST', '/Users', person('TAKEN'))
    expect(again).toMatchObject({ status: 409, body: { scimType: 'uniqueness', status: '409' } })
    expect(again.body['schemas']).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error'])
    const other = await scim('POST', '/Users', person('not-taken', { externalId: 'X-1' }))
    expect(other).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } })
    const group = { schemas: [groupSchema], displayName: 'Once', externalId: 'X-1' }
    expect((await scim('POST', '/Groups', group)).status).toBe(201)
    expect((await scim('POST', '/Groups', { ...group, externalId: 'X-2' })).status).toBe(409)
    expect((await scim('POST', '/Groups', { ...group, displayName: 'Twice' })).status).toBe(409)
  })
  it.each<[string, unknown, string]>([
    ['no schemas', { userName: 'a@meridian.example' }, 'invalidSyntax'],
    [
      'an extension nobody knows',
      { ...person('a', { schemas: [userSchema, 'urn:x'] }), 'urn:x': { a: 1 } },
      'invalidSyntax',
    ],
    ['no userName', { schemas: [userSchema] }, 'invalidValue'],
    ['a userName that is no name', { schemas: [userSchema], userName: 'nobody' }, 'invalidValue'],
    ['an attribute nobody knows', person('a', { grants: [{ value: 'global-admin' }] }), 'invalidSyntax'],
    ['a part nobody knows', person('a', { name: { nick: 'x' } }), 'invalidSyntax'],
    ['a number for a text', person('a', { title: 1 }), 'invalidValue'],
    ['a text for a truth', person('a', { active: 'perhaps' }), 'invalidValue'],
    [
      'two primary addresses',
      person('a', { emails: ['x@y.z', 'v@y.z'].map((value) => ({ value, primary: true })) }),
      'invalidValue',
    ],
    ['an external id without end', person('a', { externalId: 'x'.repeat(256) }), 'invalidValue'],
    [
      'a manager who is not there',
      person('a', { schemas: [userSchema, enterprise], [enterprise]: { manager: 'nobody' } }),
      'invalidValue',
    ],
    ['a list', [], 'invalidSyntax'],
    ['no JSON', '{', 'invalidSyntax'],
  ])('SEC-28: refuses %s', async (_, body, scimType) => {
    expect(await scim('POST', '/Users', body)).toMatchObject({ status: 400, body: { scimType } })
  })
})

describe('RFC 7644 §3.4.1 reading', () => {
  it('answers 404 to an id that is not there, or is none', async () => {
    for (const id of ['2819c223-7f76-453a-919d-413861904646', 'nobody'])
      expect((await scim('GET', `/Users/${id}`)).status).toBe(404)
    expect((await scim('GET', '/Users/%00')).status).toBe(400)
    expect((await scim('GET', '/Groups/2819c223-7f76-453a-919d-413861904646')).status).toBe(404)
    expect((await scim('GET', '/Devices')).status).toBe(404)
  })
})

describe('RFC 7644 §3.4.2 searching', () => {
  const found = async (filter: string) => names(await scim('GET', filtered('/Users', filter)))

  beforeAll(async () => {
    await made('f-anna', {
      schemas: [userSchema, enterprise],
      displayName: 'Anna "the" Fox',
      title: 'Fox',
      active: false,
      externalId: 'F1',
      emails: [
        { value: 'Anna@fox.example', type: 'work' },
        { value: 'home@fox.example', type: 'home' },
      ],
      addresses: [{ locality: 'Foxton' }],
      [enterprise]: { employeeNumber: 'F-100', department: 'Foxes' },
    })
    await made('f-bert', {
      displayName: 'Bert Fox',
      title: 'Fox cub',
      phoneNumbers: [{ value: '+1 2', type: 'mobile' }],
    })
    await made('f-cora', { displayName: 'Cora\\Fox', externalId: 'f1', name: { familyName: 'Fox' } })
  })

  it.each<[string, readonly string[]]>([
    ['userName eq "F-ANNA@meridian.example"', ['anna']],
    ['USERNAME EQ "f-anna@meridian.example"', ['anna']],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "f-anna@meridian.example"', ['anna']],
    ['userName sw "f-"', ['anna', 'bert', 'cora']],
    ['externalId eq "F1"', ['anna']],
    ['title eq "fox"', ['anna']],
    ['title co "cub"', ['bert']],
    ['title ew "X" and userName sw "f-"', ['anna']],
    ['title ne "fox" and userName sw "f-"', ['bert', 'cora']],
    ['title pr and userName sw "f-"', ['anna', 'bert']],
    ['not (title pr) and userName sw "f-"', ['cora']],
    ['title eq null and userName sw "f-"', ['cora']],
    ['title ne null and userName sw "f-"', ['anna', 'bert']],
    ['title gt "fox" and userName sw "f-"', ['bert']],
    ['title ge "fox" and title le "fox"', ['anna']],
    ['userName sw "f-" and (title eq "fox" or externalId eq "f1")', ['anna', 'cora']],
    ['userName sw "f-" and title eq "none" or externalId eq "f1"', ['cora']],
    ['active eq false and userName sw "f-"', ['anna']],
    ['active eq "False" and userName sw "f-"', ['anna']],
    ['active ne false and userName sw "f-"', ['bert', 'cora']],
    ['displayName eq "Anna \\"the\\" Fox"', ['anna']],
    ['displayName eq "Cora\\\\Fox"', ['cora']],
    ['displayName eq "\\u0043ora\\\\Fox"', ['cora']],
    ['name.familyName eq "Fox" and userName sw "f-"', ['cora']],
    ['name pr and userName sw "f-"', ['cora']],
    ['emails eq "anna@fox.example"', ['anna']],
    ['emails.value eq "home@fox.example"', ['anna']],
    ['emails[type eq "work" and value eq "anna@fox.example"]', ['anna']],
    ['emails[type eq "work"].value eq "anna@fox.example"', ['anna']],
    ['emails[type eq "home"].value eq "anna@fox.example"', []],
    ['emails[type eq "home" and value co "fox.example"]', ['anna']],
    ['emails[primary eq true and value eq "anna@fox.example"]', ['anna']],
    ['emails.type eq "home" and userName sw "f-"', ['anna']],
    ['emails pr and userName sw "f-"', ['anna']],
    ['phoneNumbers[type eq "mobile"].value eq "+1 2"', ['bert']],
    ['addresses.locality eq "foxton"', ['anna']],
    ['addresses[type eq "work" and locality eq "foxton"]', ['anna']],
    ['addresses[type eq "home"] and userName sw "f-"', []],
    [`${enterprise}:employeeNumber eq "f-100"`, ['anna']],
    [`${enterprise}:department eq "foxes"`, ['anna']],
    ['meta.resourceType eq "User" and externalId eq "F1"', ['anna']],
    ['meta.created gt "2020-01-01T00:00:00Z" and userName sw "f-"', ['anna', 'bert', 'cora']],
    ['meta.lastModified lt "2020-01-01T00:00:00Z"', []],
    ['id eq "none"', []],
  ])('§3.4.2.2: %s', async (filter, who) => {
    const all = await found(filter)
    expect(all.sort()).toEqual(who.map((name) => `f-${name}@meridian.example`))
  })

  it('§3.4.2.2: finds groups by name, external id and member', async () => {
    const one = await made('g-member')
    const group = await scim('POST', '/Groups', {
      schemas: [groupSchema],
      displayName: 'Found by member',
      externalId: 'GM',
      members: [{ value: idOf(one) }],
    })
    for (const filter of [
      'displayName eq "found by MEMBER"',
      'externalId eq "GM"',
      `members eq "${idOf(one)}"`,
      `members[value eq "${idOf(one)}"]`,
      `id eq "${idOf(group)}" and members eq "${idOf(one)}"`,
      'members.display eq "g-member@meridian.example"',
    ])
      expect(names(await scim('GET', filtered('/Groups', filter))), filter).toEqual(['Found by member'])
    expect(await found(`groups.value eq "${idOf(group)}"`)).toEqual(['g-member@meridian.example'])
    expect(await found('groups.display eq "found by member"')).toEqual(['g-member@meridian.example'])
  })

  it.each([
    'userName',
    'userName eq',
    'userName eq bob',
    'userName eq "x',
    'userName zz "x"',
    'nothing eq "x"',
    'emails[nothing eq "x"]',
    'title eq 1',
    'active gt true',
    'active eq "perhaps"',
    'name eq "x"',
    'password eq "x"',
    'meta.created eq "yesterday"',
    'meta.created sw "2030-01-31T00:00:00Z"',
    'meta.location eq "x"',
    '(userName eq "x"',
    'userName eq "x" and',
    'userName eq "\\q"',
    'userName eq "\\u0000"',
    `${'('.repeat(500)}userName pr${')'.repeat(500)}`.replaceAll('(', 'not ('),
    Array.from({ length: 100 }, () => 'title pr').join(' or '),
    `title eq "${'x'.repeat(5000)}"`,
  ])('SEC-28, SEC-35, SEC-37: refuses %s', async (filter) => {
    expect(await scim('GET', filtered('/Users', filter))).toMatchObject({
      status: 400,
      body: { scimType: 'invalidFilter' },
    })
  })

  it('SEC-37: what looks like SQL is only a text', async () => {
    for (const text of ["' or 1=1 --", '%', '_', "'); drop table accounts; --", '\\\\'])
      for (const op of ['eq', 'co', 'sw', 'ew', 'gt', 'ne'])
        expect((await scim('GET', filtered('/Users', `title ${op} "${text}"`))).status).toBe(200)
    expect(await found('title co "%"')).toEqual([])
  })

  it('§3.4.2.3: sorts, and refuses what it cannot sort by', async () => {
    const by = (sort: string) => scim('GET', filtered('/Users', 'userName sw "f-"', `&${sort}`)).then(names)
    const all = ['anna', 'bert', 'cora'].map((name) => `f-${name}@meridian.example`)
    expect(await by('sortBy=userName')).toEqual(all)
    expect(await by('sortBy=displayName&sortOrder=descending')).toEqual([...all].reverse())
    expect((await by('sortBy=name.familyName'))[0]).toBe('f-cora@meridian.example')
    expect((await scim('GET', '/Users?sortBy=groups')).status).toBe(400)
    expect((await scim('GET', '/Users?sortBy=userName&sortOrder=sideways')).status).toBe(400)
  })

  it('§3.4.2.4: pages by startIndex and count; less than one is one, and none gives the number alone', async () => {
    const page = (query: string) => scim('GET', filtered('/Users', 'userName sw "f-"', `&sortBy=userName&${query}`))
    const second = await page('startIndex=2&count=1')
    expect(second.body).toMatchObject({ totalResults: 3, itemsPerPage: 1, startIndex: 2 })
    expect(names(second)).toEqual(['f-bert@meridian.example'])
    expect((await page('startIndex=0&count=1')).body).toMatchObject({ startIndex: 1 })
    expect((await page('count=0')).body).toMatchObject({ totalResults: 3, Resources: [] })
    expect((await page('count=-5')).body).toMatchObject({ totalResults: 3, Resources: [] })
    expect((await page('startIndex=9')).body).toMatchObject({ totalResults: 3, Resources: [] })
    expect((await page('count=many')).status).toBe(400)
    expect((await scim('GET', '/Users?count=100000')).body['Resources']).toSatisfy(
      (list: object[]) => list.length <= 200,
    )
  })

  it('§3.9: answers with the attributes asked for, or without those left out; id always', async () => {
    const ask = async (query: string) =>
      (
        (await scim('GET', filtered('/Users', 'userName eq "f-anna@meridian.example"', query))).body[
          'Resources'
        ] as object[]
      )[0]
    expect(await ask('&attributes=USERNAME,emails.value')).toEqual({
      schemas: [userSchema, enterprise],
      id: expect.any(String),
      userName: 'f-anna@meridian.example',
      emails: [{ value: 'Anna@fox.example' }, { value: 'home@fox.example' }],
    })
    expect(await ask(`&attributes=${enterprise}:department`)).toMatchObject({ [enterprise]: { department: 'Foxes' } })
    const without = await ask(`&excludedAttributes=id,emails,name,${enterprise}:department`)
    expect(without).not.toHaveProperty('emails')
    expect(without).toMatchObject({ id: expect.any(String), [enterprise]: { employeeNumber: 'F-100' } })
    expect(without).not.toHaveProperty([enterprise, 'department'])
  })

  it('§3.4.3: searches by POST, also at the root over users and groups', async () => {
    const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'] }
    const users = await scim('POST', '/Users/.search', {
      ...search,
      filter: 'userName sw "f-"',
      count: 2,
      attributes: ['userName'],
    })
    expect(users.body).toMatchObject({ totalResults: 3, itemsPerPage: 2 })
    const all = await scim('POST', '/.search', {
      ...search,
      filter: 'displayName co "fox" or displayName eq "outer"',
      sortBy: 'displayName',
    })
    expect(names(all)).toEqual([...['anna', 'bert', 'cora'].map((name) => `f-${name}@meridian.example`), 'Outer'])
    const rest = await scim('POST', '/.search', {
      ...search,
      filter: 'displayName co "fox" or displayName eq "outer"',
      ...{ sortBy: 'displayName', startIndex: 3, count: 2 },
    })
    expect(rest.body).toMatchObject({ totalResults: 4, startIndex: 3, itemsPerPage: 2 })
    expect(names(rest)).toEqual(['f-cora@meridian.example', 'Outer'])
    const groups = await scim('GET', filtered('', 'meta.resourceType eq "Group" and displayName eq "outer"'))
    expect(names(groups)).toEqual(['Outer'])
    expect((await scim('POST', '/.search', { filter: 'id pr' })).status).toBe(400)
  })
})

describe('RFC 7644 §3.5.1 replacing', () => {
  it('clears what is not said, keeps what only the server writes, and leaves a block alone', async () => {
    const user = await made('replaced', { title: 'Before', active: false, externalId: 'R1', name: { givenName: 'R' } })
    const answer = await scim('PUT', `/Users/${idOf(user)}`, person('replaced', { nickName: 'After', id: 'other' }))
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ id: idOf(user), nickName: 'After', active: false })
    for (const name of ['title', 'externalId', 'name']) expect(answer.body).not.toHaveProperty(name)
  })
  it('replaces all members of a group', async () => {
    const [a, b] = [await made('put-a'), await made('put-b')]
    const group = await scim('POST', '/Groups', {
      schemas: [groupSchema],
      displayName: 'Put',
      members: [{ value: idOf(a) }],
    })
    const answer = await scim('PUT', `/Groups/${idOf(group)}`, {
      schemas: [groupSchema],
      displayName: 'Put anew',
      members: [{ value: idOf(b) }],
    })
    expect(answer.body).toMatchObject({ displayName: 'Put anew', members: [{ value: idOf(b) }] })
    expect(
      (await scim('PUT', `/Groups/${idOf(group)}`, { schemas: [groupSchema], displayName: 'Put anew' })).body,
    ).not.toHaveProperty('members')
  })
  it('answers 404 to what is not there', async () => {
    expect((await scim('PUT', '/Users/2819c223-7f76-453a-919d-413861904646', person('none'))).status).toBe(404)
  })
})

describe('RFC 7644 §3.6 deleting', () => {
  it('is gone for every question, and its name and external id are free again', async () => {
    const user = await made('deleted', { externalId: 'D1' })
    expect((await scim('DELETE', `/Users/${idOf(user)}`)).status).toBe(204)
    for (const method of ['GET', 'DELETE']) expect((await scim(method, `/Users/${idOf(user)}`)).status).toBe(404)
    expect(
      (await scim('PATCH', `/Users/${idOf(user)}`, patchOf({ op: 'replace', path: 'active', value: true }))).status,
    ).toBe(404)
    expect((await scim('GET', filtered('/Users', 'externalId eq "D1"'))).body['totalResults']).toBe(0)
    const again = await made('deleted', { externalId: 'D1' })
    expect(idOf(again)).not.toBe(idOf(user))
  })
  it('leaves its name and external id to somebody who is renamed too', async () => {
    const gone = await made('left-over', { externalId: 'D2' })
    await scim('DELETE', `/Users/${idOf(gone)}`)
    const user = await made('takes-over')
    const name = 'left-over@meridian.example'
    const taken = patchOf({ op: 'replace', value: { userName: name, externalId: 'D2' } })
    const renamed = await scim('PATCH', `/Users/${idOf(user)}`, taken)
    expect([renamed.status, renamed.body]).toMatchObject([200, { userName: name, externalId: 'D2' }])
  })
  it('deletes a group, but not one that holds licences', async () => {
    const group = await scim('POST', '/Groups', { schemas: [groupSchema], displayName: 'Short-lived' })
    expect((await scim('DELETE', `/Groups/${idOf(group)}`)).status).toBe(204)
    expect((await scim('GET', `/Groups/${idOf(group)}`)).status).toBe(404)
    const giving = idOf(await scim('POST', '/Groups', { schemas: [groupSchema], displayName: 'Gives' }))
    const licence = { groupId: giving, productId: String(served.demo.products[0]?.id) }
    const change = (one: Change) => applyChanges(served.running.admit, commandLine(served.demo.tenant.id), [one], null)
    await change({ do: 'assign_group_licence', ...licence, disabledPlans: [] })
    expect((await scim('DELETE', `/Groups/${giving}`)).status).toBe(409)
    await change({ do: 'remove_group_licence', ...licence })
    expect((await scim('DELETE', `/Groups/${giving}`)).status).toBe(204)
  })
})

describe('RFC 7644 §3.7 bulk', () => {
  const results = ({ body }: ScimAnswer) =>
    body['Operations'] as { status: string; location?: string; bulkId?: string; response?: { scimType?: string } }[]

  it('§3.7.2: bulk ids stand for what is made, forwards and backwards', async () => {
    const answer = await scim(
      'POST',
      '/Bulk',
      bulkOf([
        {
          method: 'POST',
          path: '/Groups',
          bulkId: 'team',
          data: { schemas: [groupSchema], displayName: 'Bulk team', members: [{ value: 'bulkId:ann' }] },
        },
        { method: 'POST', path: '/Users', bulkId: 'ann', data: person('bulk-ann') },
        {
          method: 'POST',
          path: '/Users',
          bulkId: 'ben',
          data: person('bulk-ben', {
            schemas: [userSchema, enterprise],
            [enterprise]: { manager: { value: 'bulkId:ann' } },
          }),
        },
        {
          method: 'PATCH',
          path: '/Groups/bulkId:team',
          data: patchOf({ op: 'add', path: 'members', value: [{ value: 'bulkId:ben' }] }),
        },
      ]),
    )
    expect(answer.status).toBe(200)
    expect(
      results(answer).map(({ status }) => status),
      JSON.stringify(answer.body),
    ).toEqual(['201', '201', '201', '200'])
    const group = await fetch(results(answer)[0]?.location as string, { headers: { authorization: await header() } })
    expect(((await group.json()) as { members: object[] }).members).toHaveLength(2)
  })
  const header = async () => `Bearer ${(await scimClient(served)).token}`

  it('§3.7.3: each operation is whole or not at all; failOnErrors stops', async () => {
    const operations = [
      { method: 'POST', path: '/Users', bulkId: '1', data: person('bulk-one') },
      { method: 'POST', path: '/Users', bulkId: '2', data: person('bulk-one') },
      {
        method: 'POST',
        path: '/Groups',
        bulkId: '3',
        data: { schemas: [groupSchema], displayName: 'Half', members: [{ value: 'bulkId:2' }] },
      },
      { method: 'POST', path: '/Users', bulkId: '4', data: person('bulk-four') },
    ]
    const answer = await scim('POST', '/Bulk', bulkOf(operations, { failOnErrors: 2 }))
    expect(results(answer).map(({ status }) => status)).toEqual(['201', '409', '400'])
    expect(results(answer)[1]?.response).toMatchObject({ scimType: 'uniqueness' })
    expect((await scim('GET', filtered('/Groups', 'displayName eq "Half"'))).body['totalResults']).toBe(0)
    const half = await scim(
      'POST',
      '/Bulk',
      bulkOf([
        {
          method: 'POST',
          path: '/Groups',
          bulkId: '1',
          data: {
            schemas: [groupSchema],
            displayName: 'Half',
            members: [{ value: '2819c223-7f76-453a-919d-413861904646' }],
          },
        },
      ]),
    )
    expect(results(half).map(({ status }) => status)).toEqual(['400'])
    expect((await scim('GET', filtered('/Groups', 'displayName eq "Half"'))).body['totalResults']).toBe(0)
  })
  it('goes on where one that was cut off ended: what is there answers 409 with its address and stands for its bulk id', async () => {
    const ann = { method: 'POST', path: '/Users', bulkId: 'a', data: person('cut-ann', { externalId: 'CUT-1' }) }
    const first = await scim('POST', '/Bulk', bulkOf([ann]))
    const team = {
      method: 'POST',
      path: '/Groups',
      bulkId: 't',
      data: { schemas: [groupSchema], displayName: 'Cut team', externalId: 'CUT-T', members: [{ value: 'bulkId:a' }] },
    }
    const second = await scim('POST', '/Bulk', bulkOf([ann, team]))
    expect(results(second)).toMatchObject([{ status: '409', location: results(first)[0]?.location }, { status: '201' }])
    const third = await scim('POST', '/Bulk', bulkOf([ann, team]))
    expect(results(third).map(({ status, location }) => [status, location])).toEqual(
      results(second).map(({ location }) => ['409', location]),
    )
  })
  it('§3.7.1: a circle is answered, not waited for; so are paths and ids that are none', async () => {
    const answer = await scim(
      'POST',
      '/Bulk',
      bulkOf([
        {
          method: 'POST',
          path: '/Groups',
          bulkId: 'x',
          data: { schemas: [groupSchema], displayName: 'X', members: [{ value: 'bulkId:y' }] },
        },
        {
          method: 'POST',
          path: '/Groups',
          bulkId: 'y',
          data: { schemas: [groupSchema], displayName: 'Y', members: [{ value: 'bulkId:x' }] },
        },
        { method: 'DELETE', path: '/Users/bulkId:nobody' },
        { method: 'PUT', path: '/Users' },
        { method: 'DELETE', path: '/Elsewhere/1' },
        { method: 'DELETE', path: '/Users/nobody' },
      ]),
    )
    expect(results(answer).map(({ status }) => status)).toEqual(['409', '400', '400', '404', '404', '404'])
  })
  it('§3.14: takes the version an operation names for what it is to have', async () => {
    const user = await made('bulk-versioned')
    const path = `/Users/${idOf(user)}`
    const title = (value: string) => ({ method: 'PATCH', path, data: patchOf({ op: 'replace', path: 'title', value }) })
    const version = meta(user)['version'] as string
    const changes = [title('First'), title('Second')].map((one) => ({ ...one, version }))
    const answer = await scim('POST', '/Bulk', bulkOf([...changes, { method: 'DELETE', path, version }]))
    expect(results(answer).map(({ status }) => status)).toEqual(['200', '412', '412'])
    expect((await scim('GET', path)).body).toMatchObject({ title: 'First' })
  })
  it('§3.7.2: does nothing where one bulk id stands for two', async () => {
    const operations = ['one', 'two'].map((name) => ({
      ...{ method: 'POST', path: '/Users', bulkId: 'same' },
      data: person(`same-id-${name}`),
    }))
    expect(await scim('POST', '/Bulk', bulkOf(operations))).toMatchObject({
      status: 400,
      body: { scimType: 'invalidValue' },
    })
    expect((await scim('GET', filtered('/Users', 'userName sw "same-id-"'))).body['totalResults']).toBe(0)
  })
  it('SEC-28, SEC-35: is bounded in operations and bytes', async () => {
    const many = Array.from({ length: 501 }, () => ({ method: 'DELETE', path: '/Users/nobody' }))
    expect((await scim('POST', '/Bulk', bulkOf(many))).status).toBe(413)
    expect((await scim('POST', '/Bulk', ' '.repeat(1024 * 1024 + 1))).status).toBe(413)
    expect((await scim('POST', '/Bulk', bulkOf([]))).status).toBe(400)
  })
})

describe('RFC 7644 §3.11, §3.12, §3.1', () => {
  it('/Me is nobody', async () => expect((await scim('GET', '/Me')).status).toBe(501))
  it('§3.12: errors have schemas, status and detail, in application/scim+json', async () => {
    const { headers, body } = await scim('GET', '/Users/nobody')
    expect(headers.get('content-type')).toContain('application/scim+json')
    expect(body).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '404',
      detail: expect.stringContaining('[user.not_found]'),
    })
  })
  it('§3.1: takes application/json too, and says 415 to others', async () => {
    const send = (type: string) =>
      scim('POST', '/Users', JSON.stringify(person(`type-${type.length}`)), { 'content-type': type })
    expect((await send('application/json')).status).toBe(201)
    expect((await send('text/plain')).status).toBe(415)
    expect((await send('application/x-www-form-urlencoded')).status).toBe(415)
  })
})

describe('RFC 7644 §3.14 versions', () => {
  it('If-None-Match answers 304 until something changes, and If-Match lets no change be lost', async () => {
    const user = await made('versioned')
    const path = `/Users/${idOf(user)}`
    const version = meta(user)['version'] as string
    const same = await scim('GET', path, undefined, { 'if-none-match': version })
    expect([same.status, same.headers.get('etag')]).toEqual([304, version])
    expect((await scim('GET', path, undefined, { 'if-none-match': '*' })).status).toBe(304)
    const change = patchOf({ op: 'replace', path: 'title', value: 'New' })
    const first = await scim('PATCH', path, change, { 'if-match': version })
    expect(first.status).toBe(200)
    expect((await scim('GET', path, undefined, { 'if-none-match': version })).status).toBe(200)
    for (const [method, body] of [
      ['PATCH', change],
      ['PUT', person('versioned')],
      ['DELETE', undefined],
    ] as const)
      expect((await scim(method, path, body, { 'if-match': version })).status).toBe(412)
    expect((await scim('PATCH', path, change, { 'if-match': '*' })).status).toBe(200)
    expect((await scim('DELETE', path, undefined, { 'if-match': meta(first)['version'] as string })).status).toBe(204)
  })
  it('lets no change of a group be lost', async () => {
    const group = await scim('POST', '/Groups', { schemas: [groupSchema], displayName: 'Kept' })
    const path = `/Groups/${idOf(group)}`
    const stale = { 'if-match': meta(group)['version'] as string }
    const rename = (displayName: string) => patchOf({ op: 'replace', path: 'displayName', value: displayName })
    expect((await scim('PATCH', path, rename('Kept first'), stale)).status).toBe(204)
    for (const [method, body] of [
      ['PATCH', rename('Lost')],
      ['PUT', { schemas: [groupSchema], displayName: 'Lost' }],
      ['DELETE', undefined],
    ] as const)
      expect((await scim(method, path, body, stale)).status, method).toBe(412)
    const now = await scim('GET', path)
    expect(now.body).toMatchObject({ displayName: 'Kept first' })
    expect((await scim('DELETE', path, undefined, { 'if-match': meta(now)['version'] as string })).status).toBe(204)
  })
  it('a change that changes nothing makes no version; members make one', async () => {
    const user = await made('same')
    const again = await scim('PUT', `/Users/${idOf(user)}`, user.body)
    expect(again.body).toEqual(user.body)
    const group = await scim('POST', '/Groups', { schemas: [groupSchema], displayName: 'Versioned' })
    await scim(
      'PATCH',
      `/Groups/${idOf(group)}`,
      patchOf({ op: 'add', path: 'members', value: [{ value: idOf(user) }] }),
    )
    expect(meta(await scim('GET', `/Groups/${idOf(group)}`))['version']).not.toBe(meta(group)['version'])
  })
  it('of changes at the same time with one version, one is made', async () => {
    const user = await made('raced')
    const headers = { 'if-match': meta(user)['version'] as string }
    const all = await Promise.all(
      ['a', 'b', 'c', 'd'].map((value) =>
        scim('PATCH', `/Users/${idOf(user)}`, patchOf({ op: 'add', path: 'title', value }), headers),
      ),
    )
    expect(all.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412])
  })
})
