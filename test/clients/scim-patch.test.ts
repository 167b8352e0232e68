import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../setup/server.ts'
import { enterprise, groupSchema, patchOf, person, type Scim, scimClient, userSchema } from '../support/scim-client.ts'

let served: Served
let scim: Scim
let next = 0
let boss = ''

beforeAll(async () => {
  served = await serveDemo()
  scim = (await scimClient(served)).scim
  boss = String((await scim('POST', '/Users', person('boss', { displayName: 'Boss' }))).body['id'])
})
afterAll(() => served.stop())

const work = { value: 'w@x.example', type: 'work', primary: true }
const home = { value: 'h@x.example', type: 'home' }
const before = () => ({
  schemas: [userSchema, enterprise],
  displayName: 'Before',
  title: 'Old',
  name: { givenName: 'Given', familyName: 'Family' },
  emails: [work, home],
  phoneNumbers: [{ value: '1', type: 'work' }],
  [enterprise]: { department: 'Old', employeeNumber: String(next) },
})

type Case = readonly [string, object | readonly object[], object, (readonly string[])?]
const cases: Readonly<Record<string, readonly Case[]>> = {
  '§3.5.2.1 add': [
    ['a simple attribute', { op: 'add', path: 'nickName', value: 'Nick' }, { nickName: 'Nick' }],
    ['a simple attribute that has a value', { op: 'add', path: 'title', value: 'New' }, { title: 'New' }],
    [
      'a part of a complex one',
      { op: 'add', path: 'name.middleName', value: 'M' },
      { name: { givenName: 'Given', middleName: 'M' } },
    ],
    [
      'parts of a complex one, leaving the others',
      { op: 'add', path: 'name', value: { givenName: 'G' } },
      { name: { givenName: 'G', familyName: 'Family' } },
    ],
    [
      'without a path',
      { op: 'add', value: { title: 'New', nickName: 'Nick', name: { middleName: 'M' } } },
      { title: 'New', nickName: 'Nick', name: { givenName: 'Given', middleName: 'M' } },
    ],
    [
      'to a list',
      { op: 'add', path: 'emails', value: [{ value: 'o@x.example', type: 'other' }] },
      { emails: [work, home, { value: 'o@x.example', type: 'other' }] },
    ],
    [
      'to a list one value that is no list',
      { op: 'add', path: 'emails', value: { value: 'o@x.example' } },
      { emails: [work, home, { value: 'o@x.example', type: 'other' }] },
    ],
    ['to a list what is in it already', { op: 'add', path: 'emails', value: [home] }, { emails: [work, home] }],
    [
      'a new primary, which is the only one then',
      { op: 'add', path: 'emails', value: [{ value: 'p@x.example', primary: true }] },
      {
        emails: [{ value: 'p@x.example', type: 'work', primary: true }, { value: 'w@x.example', type: 'other' }, home],
      },
    ],
    [
      'a part of the selected value',
      { op: 'add', path: 'emails[type eq "home"].value', value: 'n@x.example' },
      { emails: [work, { value: 'n@x.example', type: 'home' }] },
    ],
    [
      'a part of a value that is not there yet',
      { op: 'add', path: 'phoneNumbers[type eq "mobile"].value', value: '2' },
      {
        phoneNumbers: [
          { value: '1', type: 'work' },
          { value: '2', type: 'mobile' },
        ],
      },
    ],
    [
      'a part of a value that is not there yet, as a compound filter says it is',
      { op: 'add', path: 'phoneNumbers[type eq "mobile" and value eq "2"].type', value: 'mobile' },
      {
        phoneNumbers: [
          { value: '1', type: 'work' },
          { value: '2', type: 'mobile' },
        ],
      },
    ],
    [
      'a part of an address that is not there yet',
      { op: 'add', path: 'addresses[type eq "work"].locality', value: 'Lyon' },
      { addresses: [{ locality: 'Lyon', type: 'work', primary: true }] },
    ],
    [
      'with the full name of the attribute',
      { op: 'add', path: `${userSchema}:nickName`, value: 'Nick' },
      { nickName: 'Nick' },
    ],
    [
      'an attribute of an extension',
      { op: 'add', path: `${enterprise}:costCenter`, value: 'C' },
      { [enterprise]: { costCenter: 'C', department: 'Old' } },
    ],
    [
      'a whole extension',
      { op: 'add', path: enterprise, value: { costCenter: 'C' } },
      { [enterprise]: { costCenter: 'C', department: 'Old' } },
    ],
    [
      'an extension without a path',
      { op: 'add', value: { [enterprise]: { costCenter: 'C' } } },
      { [enterprise]: { costCenter: 'C', department: 'Old' } },
    ],
    [
      'an attribute of an extension without a path',
      { op: 'add', value: { [`${enterprise}:costCenter`]: 'C' } },
      { [enterprise]: { costCenter: 'C' } },
    ],
    ['dotted names without a path', { op: 'add', value: { 'name.middleName': 'M' } }, { name: { middleName: 'M' } }],
  ],
  '§3.5.2.2 remove': [
    ['a simple attribute', { op: 'remove', path: 'title' }, {}, ['title']],
    ['one that has no value', { op: 'remove', path: 'nickName' }, {}, ['nickName']],
    ['a part', { op: 'remove', path: 'name.familyName' }, { name: { givenName: 'Given', formatted: 'Given' } }],
    ['a complex attribute', { op: 'remove', path: 'name' }, {}, ['name']],
    ['all values', { op: 'remove', path: 'emails' }, {}, ['emails']],
    ['the selected value', { op: 'remove', path: 'emails[type eq "home"]' }, { emails: [work] }],
    ['the last selected value', { op: 'remove', path: 'phoneNumbers[type eq "work"]' }, {}, ['phoneNumbers']],
    [
      'what a compound filter selects',
      { op: 'remove', path: 'emails[type eq "home" and value co "x.example"]' },
      { emails: [work] },
    ],
    ['what not selects', { op: 'remove', path: 'emails[not (type eq "work")]' }, { emails: [work] }],
    ['the value of the selected one', { op: 'remove', path: 'emails[type eq "home"].value' }, { emails: [work] }],
    ['values that are listed', { op: 'remove', path: 'emails', value: [{ value: 'h@x.example' }] }, { emails: [work] }],
    [
      'an attribute of an extension',
      { op: 'remove', path: `${enterprise}:department` },
      { [enterprise]: { employeeNumber: expect.any(String) } },
      [`${enterprise}.department`],
    ],
    ['a whole extension', { op: 'remove', path: enterprise }, { schemas: [userSchema] }, [enterprise]],
  ],
  '§3.5.2.3 replace': [
    ['a simple attribute', { op: 'replace', path: 'title', value: 'New' }, { title: 'New' }],
    ['one that has no value yet', { op: 'replace', path: 'nickName', value: 'Nick' }, { nickName: 'Nick' }],
    [
      'a part',
      { op: 'replace', path: 'name.givenName', value: 'G' },
      { name: { givenName: 'G', familyName: 'Family' } },
    ],
    [
      'a complex attribute, leaving what is not said',
      { op: 'replace', path: 'name', value: { givenName: 'G' } },
      { name: { givenName: 'G', familyName: 'Family' } },
    ],
    ['a value by null', { op: 'replace', path: 'title', value: null }, {}, ['title']],
    [
      'a whole list',
      { op: 'replace', path: 'emails', value: [home] },
      { emails: [{ ...home, type: 'work', primary: true }] },
    ],
    ['a list by none', { op: 'replace', path: 'emails', value: [] }, {}, ['emails']],
    [
      'the selected value',
      { op: 'replace', path: 'emails[type eq "home"]', value: { value: 'n@x.example' } },
      { emails: [work, { value: 'n@x.example', type: 'home' }] },
    ],
    [
      'a part of the selected value',
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'n@x.example' },
      { emails: [{ ...work, value: 'n@x.example' }, home] },
    ],
    [
      'a part of a value that has not what the filter says it is not',
      [
        { op: 'add', path: 'addresses', value: { locality: 'Lyon' } },
        { op: 'replace', path: 'addresses[region ne "Bretagne"].postalCode', value: '69001' },
      ],
      { addresses: [{ locality: 'Lyon', postalCode: '69001', type: 'work', primary: true }] },
    ],
    [
      'a whole list without a primary one, of which that of work is it',
      { op: 'replace', path: 'emails', value: [home, { value: 'n@x.example', type: 'work' }] },
      { emails: [{ value: 'n@x.example', type: 'work', primary: true }, home] },
    ],
    [
      'a part of all values',
      { op: 'replace', path: 'phoneNumbers.type', value: 'home' },
      { phoneNumbers: [{ value: '1', type: 'home' }] },
    ],
    ['without a path', { op: 'replace', value: { title: 'New', active: false } }, { title: 'New', active: false }],
    [
      'what the client got, with what only the server writes',
      { op: 'replace', value: { id: 'other', meta: {}, title: 'New' } },
      { title: 'New' },
    ],
    [
      'the name to sign in with',
      { op: 'replace', path: 'userName', value: 'Renamed@meridian.example' },
      { userName: 'Renamed@meridian.example' },
    ],
  ],
  '§3.5.2 many': [
    [
      'operations one after the other',
      [
        { op: 'remove', path: 'emails' },
        { op: 'add', path: 'emails', value: [home] },
        { op: 'replace', path: 'title', value: 'A' },
        { op: 'replace', path: 'title', value: 'B' },
      ],
      { title: 'B', emails: [{ ...home, type: 'work', primary: true }] },
    ],
    ['in any case', { OP: 'Replace', Path: 'TITLE', Value: 'New' }, { title: 'New' }],
    ['a text for a truth, as Entra does', { op: 'Replace', path: 'active', value: 'False' }, { active: false }],
  ],
}

describe.each(Object.entries(cases))('RFC 7644 %s', (_, list) => {
  it.each(list.map((one) => [one[0], one] as const))('%s', async (_, [, operations, after, without = []]) => {
    next += 1
    const { body: made } = await scim('POST', '/Users', person(`patch-${next}`, before()))
    const answer = await scim('PATCH', `/Users/${made['id']}`, patchOf(...[operations].flat()))
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(answer.body).toMatchObject(after)
    for (const path of without)
      expect(answer.body).not.toHaveProperty(
        path === enterprise
          ? [path]
          : path.startsWith(enterprise)
            ? [enterprise, path.slice(enterprise.length + 1)]
            : path,
      )
    const { meta, ...said } = answer.body
    // Nothing but what was asked: the rest stands as it was.
    const touched = new Set([
      ...Object.keys(after),
      ...without.map((path) => (path.startsWith(enterprise) ? enterprise : path)),
      'meta',
    ])
    for (const [key, value] of Object.entries(made))
      if (!touched.has(key) && key !== 'schemas') expect(said[key], key).toEqual(value)
    expect((await scim('GET', `/Users/${made['id']}`)).body).toEqual(answer.body)
  })
})

describe('RFC 7644 §3.5.2: what is refused changes nothing', () => {
  it.each<[string, object | readonly object[], number, string]>([
    ['no operation', [], 400, 'invalidSyntax'],
    ['an operation nobody knows', { op: 'move', path: 'title' }, 400, 'invalidSyntax'],
    ['an attribute nobody knows', { op: 'add', path: 'nothing', value: 1 }, 400, 'invalidPath'],
    ['a part nobody knows', { op: 'add', path: 'name.nothing', value: 'x' }, 400, 'invalidPath'],
    ['a schema nobody knows', { op: 'add', path: 'urn:x:y:title', value: 'x' }, 400, 'invalidPath'],
    ['brackets on one value', { op: 'add', path: 'title[value eq "x"]', value: 'x' }, 400, 'invalidPath'],
    ['a path with no end', { op: 'add', path: 'emails[type eq "x"', value: 'x' }, 400, 'invalidPath'],
    ['a filter that cannot be read', { op: 'remove', path: 'emails[type zz "x"]' }, 400, 'invalidFilter'],
    [
      'a value that is not there',
      { op: 'replace', path: 'emails[type eq "pager"].value', value: 'x@y.z' },
      400,
      'noTarget',
    ],
    ['remove without a path', { op: 'remove' }, 400, 'noTarget'],
    ['add without a value', { op: 'add', path: 'title' }, 400, 'invalidSyntax'],
    ['the id', { op: 'replace', path: 'id', value: 'x' }, 400, 'mutability'],
    ['the groups', { op: 'add', path: 'groups', value: [{ value: 'x' }] }, 400, 'mutability'],
    ['meta', { op: 'remove', path: 'meta.version' }, 400, 'mutability'],
    [
      'the name of the manager',
      { op: 'add', path: `${enterprise}:manager.displayName`, value: 'x' },
      400,
      'mutability',
    ],
    ['to be without a userName', { op: 'remove', path: 'userName' }, 400, 'mutability'],
    ['a userName that is none', { op: 'replace', path: 'userName', value: 'x' }, 400, 'invalidValue'],
    ['a name that is taken', { op: 'replace', path: 'userName', value: 'boss@meridian.example' }, 409, 'uniqueness'],
    ['a manager who is not there', { op: 'add', path: `${enterprise}:manager`, value: 'x' }, 400, 'invalidValue'],
    ['a list for one', { op: 'add', path: 'title', value: ['x'] }, 400, 'invalidValue'],
    [
      'a good one before a bad one',
      [
        { op: 'replace', path: 'title', value: 'Half' },
        { op: 'replace', path: 'active', value: 'x' },
      ],
      400,
      'invalidValue',
    ],
    [
      'a good one before one the directory refuses',
      [
        { op: 'replace', path: 'title', value: 'Half' },
        { op: 'replace', path: 'userName', value: 'boss@meridian.example' },
      ],
      409,
      'uniqueness',
    ],
  ])('%s', async (_, operations, status, scimType) => {
    next += 1
    const { body: made } = await scim('POST', '/Users', person(`refused-${next}`, before()))
    const answer = await scim('PATCH', `/Users/${made['id']}`, patchOf(...[operations].flat()))
    expect([answer.status, answer.body['scimType']], JSON.stringify(answer.body)).toEqual([status, scimType])
    expect((await scim('GET', `/Users/${made['id']}`)).body).toEqual(made)
  })
  it('no PatchOp', async () =>
    expect(
      await scim('PATCH', `/Users/${boss}`, { Operations: [{ op: 'add', path: 'title', value: 'x' }] }),
    ).toMatchObject({ status: 400, body: { scimType: 'invalidSyntax' } }))
})

describe('RFC 7644 §3.5.2: members of a group', () => {
  const people: string[] = []
  beforeAll(async () => {
    for (const name of ['m1', 'm2', 'm3']) people.push(String((await scim('POST', '/Users', person(name))).body['id']))
  })
  const [a, b, c] = [0, 1, 2].map((i) => () => people[i] as string) as [() => string, () => string, () => string]
  const values = (...ids: readonly string[]) => ids.map((value) => ({ value }))

  it.each<[string, () => object | readonly object[], () => readonly string[]]>([
    ['add', () => ({ op: 'Add', path: 'members', value: values(b(), c()) }), () => [a(), b(), c()]],
    ['add who is in it', () => ({ op: 'add', path: 'members', value: values(a()) }), () => [a()]],
    ['add without a path', () => ({ op: 'add', value: { members: values(b()) } }), () => [a(), b()]],
    ['remove by a filter in the path', () => ({ op: 'Remove', path: `members[value eq "${a()}"]` }), () => []],
    [
      'remove several by a filter',
      () => ({ op: 'remove', path: `members[value eq "${a()}" or value eq "${b()}"]` }),
      () => [],
    ],
    ['remove a list', () => ({ op: 'Remove', path: 'members', value: values(a(), c()) }), () => []],
    ['remove one who is not in it', () => ({ op: 'remove', path: `members[value eq "${c()}"]` }), () => [a()]],
    ['remove one who is nowhere', () => ({ op: 'remove', path: 'members[value eq "nobody"]' }), () => [a()]],
    ['remove all', () => ({ op: 'remove', path: 'members' }), () => []],
    ['replace', () => ({ op: 'replace', path: 'members', value: values(b(), c()) }), () => [b(), c()]],
    [
      'replace without a path, with the id it got',
      () => ({ op: 'replace', value: { id: 'x', displayName: `Replaced ${next}`, members: values(b()) } }),
      () => [b()],
    ],
    [
      'one after the other',
      () => [
        { op: 'add', path: 'members', value: values(b()) },
        { op: 'replace', path: 'members', value: values(c()) },
        { op: 'add', path: 'members', value: values(a()) },
      ],
      () => [a(), c()],
    ],
  ])('%s', async (_, operations, after) => {
    next += 1
    const { body: group } = await scim('POST', '/Groups', {
      schemas: [groupSchema],
      displayName: `Group ${next}`,
      members: values(a()),
    })
    expect((await scim('PATCH', `/Groups/${group['id']}`, patchOf(...[operations()].flat()))).status).toBe(204)
    const { body } = await scim('GET', `/Groups/${group['id']}`)
    expect(((body['members'] ?? []) as { value: string }[]).map(({ value }) => value).sort()).toEqual(
      [...after()].sort(),
    )
  })
  it.each<[string, () => object, string]>([
    ['a member who is nowhere', () => ({ op: 'add', path: 'members', value: values('nobody') }), 'invalidValue'],
    ['members by another part', () => ({ op: 'remove', path: 'members[display eq "x"]' }), 'invalidFilter'],
    ['a member changed', () => ({ op: 'replace', path: `members[value eq "${a()}"].value`, value: b() }), 'mutability'],
    ['no name', () => ({ op: 'remove', path: 'displayName' }), 'mutability'],
  ])('refuses %s', async (_, operation, scimType) => {
    next += 1
    const { body: group } = await scim('POST', '/Groups', {
      schemas: [groupSchema],
      displayName: `Group ${next}`,
      members: values(a()),
    })
    expect(await scim('PATCH', `/Groups/${group['id']}`, patchOf(operation()))).toMatchObject({
      status: 400,
      body: { scimType },
    })
  })
  it('answers the parts asked for', async () => {
    const { body: group } = await scim('POST', '/Groups', {
      schemas: [groupSchema],
      displayName: 'Answered',
      members: values(a()),
    })
    const answer = await scim(
      'PATCH',
      `/Groups/${group['id']}?attributes=displayName`,
      patchOf({ op: 'replace', path: 'displayName', value: 'Said' }),
    )
    expect(answer).toMatchObject({ status: 200, body: { displayName: 'Said' } })
    expect(answer.body).not.toHaveProperty('members')
  })
  it('a dynamic group says that its rule decides', async () => {
    const dynamic = served.demo.groups.find((one) => one.rule) as { id: string; rule: string }
    const answer = await scim(
      'PATCH',
      `/Groups/${dynamic.id}`,
      patchOf({ op: 'add', path: 'members', value: values(a()) }),
    )
    expect(answer).toMatchObject({ status: 400, body: { scimType: 'mutability' } })
    expect(answer.body['detail']).toContain(dynamic.rule)
  })
})

it('SEC-37: an address to which a letter could go astray is refused, and nothing is changed', async () => {
  const made = await scim('POST', '/Users', person('written', { emails: [work] }))
  expect(made.status).toBe(201)
  const at = `/Users/${made.body['id']}`
  for (const value of ['a@b.example, evil@q.example', 'x@y.example\r\nBcc: v@x.example'])
    for (const path of ['emails[type eq "work"].value', 'emails[type eq "home"].value']) {
      const said = await scim('PATCH', at, patchOf({ op: 'add', path, value }))
      expect([said.status, said.body['scimType']], path).toEqual([400, 'invalidValue'])
    }
  expect((await scim('POST', '/Users', person('astray', { emails: [{ value: 'a@b, c@d' }] }))).status).toBe(400)
  expect((await scim('GET', at)).body['emails']).toEqual([work])
})
