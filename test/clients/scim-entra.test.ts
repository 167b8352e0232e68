import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../setup/server.ts'
import {
  enterprise,
  filtered,
  groupSchema,
  patchOf,
  type Scim,
  scimClient,
  userSchema,
} from '../support/scim-client.ts'

// What the provisioning service of Entra sends, in the order it sends it.
let served: Served
let scim: Scim
let user = ''
let boss = ''
let group = ''

beforeAll(async () => {
  served = await serveDemo()
  scim = (await scimClient(served)).scim
})
afterAll(() => served.stop())

const create = (name: string, more: object = {}) => ({
  schemas: [userSchema, enterprise],
  externalId: `0a21f0f2-${name}`,
  userName: `${name}@meridian.example`,
  active: true,
  emails: [{ primary: true, type: 'work', value: `${name}@mail.example` }],
  meta: { resourceType: 'User' },
  name: { formatted: 'Given Family', familyName: 'Family', givenName: 'Given' },
  roles: [],
  ...more,
})
const read = async () => (await scim('GET', `/Users/${user}`)).body

describe('the provisioning client of Entra', () => {
  it('tests the connection with somebody who cannot be there', async () => {
    const { status, body } = await scim('GET', filtered('/Users', 'userName eq "f5b1c4b2-0000-4a00-a000-000000000000"'))
    expect([status, body['totalResults'], body['Resources']]).toEqual([200, 0, []])
  })
  it('creates people with an external id and finds them by name, external id and mail', async () => {
    const made = await scim('POST', '/Users', create('entra'))
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    user = String(made.body['id'])
    boss = String((await scim('POST', '/Users', create('entra-boss'))).body['id'])
    for (const filter of [
      'userName eq "ENTRA@meridian.example"',
      'externalId eq "0a21f0f2-entra"',
      'emails[type eq "work"].value eq "entra@mail.example"',
    ])
      expect((await scim('GET', filtered('/Users', filter))).body, filter).toMatchObject({
        totalResults: 1,
        Resources: [{ id: user, displayName: 'Given Family' }],
      })
  })
  it('updates with capitalised operations, filters in paths, flat names of extensions and a manager that is a text', async () => {
    const { status } = await scim(
      'PATCH',
      `/Users/${user}`,
      patchOf(
        { op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@mail.example' },
        { op: 'Replace', path: 'name.familyName', value: 'Updated' },
        { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+33 6' },
        { op: 'Add', path: 'addresses[type eq "work"].formatted', value: '1 Road, Lyon' },
        { op: 'Add', value: { [`${enterprise}:department`]: 'Sales', 'name.givenName': 'First', title: 'Rep' } },
        { op: 'Add', path: `${enterprise}:manager`, value: boss },
      ),
    )
    expect(status).toBe(200)
    expect(await read()).toMatchObject({
      name: { familyName: 'Updated', givenName: 'First' },
      title: 'Rep',
      emails: [{ value: 'new@mail.example', type: 'work', primary: true }],
      phoneNumbers: [{ value: '+33 6', type: 'mobile' }],
      addresses: [{ formatted: '1 Road, Lyon', type: 'work' }],
      [enterprise]: { department: 'Sales', manager: { value: boss } },
      // The department brings the groups whose rules ask for it, at once.
      groups: expect.arrayContaining([expect.objectContaining({ display: 'Sales – Licences' })]),
    })
    const asked = `id eq "${user}" and ${enterprise}:manager eq "${boss}"`
    expect((await scim('GET', filtered('/Users', asked))).body['totalResults']).toBe(1)
  })
  it('disables by "False", which ends every session, and enables again', async () => {
    const set = (value: unknown) => scim('PATCH', `/Users/${user}`, patchOf({ op: 'Replace', path: 'active', value }))
    expect((await set('False')).body).toMatchObject({ active: false })
    expect(
      (await scim('PATCH', `/Users/${user}`, patchOf({ op: 'Replace', value: { active: 'True' } }))).body,
    ).toMatchObject({ active: true })
  })
  it('renames, and clears by an empty text', async () => {
    const { body } = await scim(
      'PATCH',
      `/Users/${user}`,
      patchOf(
        { op: 'Replace', path: 'userName', value: 'entra.renamed@meridian.example' },
        { op: 'Replace', path: 'title', value: '' },
      ),
    )
    expect(body).toMatchObject({ userName: 'entra.renamed@meridian.example' })
    expect(body).not.toHaveProperty('title')
  })
  it('makes a group, renames it, and moves people in and out of it', async () => {
    const made = await scim('POST', '/Groups', {
      schemas: [groupSchema, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
      externalId: '8aa1a0c0-group',
      displayName: 'Entra group',
      meta: { resourceType: 'Group' },
    })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    group = String(made.body['id'])
    const change = (...operations: readonly object[]) => scim('PATCH', `/Groups/${group}`, patchOf(...operations))
    expect((await change({ op: 'Replace', path: 'displayName', value: 'Entra team' })).status).toBe(204)
    const members = { path: 'members', value: [{ $ref: null, value: user }] }
    expect((await change({ op: 'Add', ...members })).status).toBe(204)
    const isIn = async () =>
      (
        await scim(
          'GET',
          filtered('/Groups', `id eq "${group}" and members eq "${user}"`, '&excludedAttributes=members'),
        )
      ).body['totalResults']
    expect(await isIn()).toBe(1)
    expect((await read())['groups']).toContainEqual(expect.objectContaining({ display: 'Entra team', type: 'direct' }))
    expect((await change({ op: 'Remove', ...members })).status).toBe(204)
    expect(await isIn()).toBe(0)
    const found = await scim('GET', filtered('/Groups', 'displayName eq "Entra team"', '&excludedAttributes=members'))
    expect(found.body['Resources']).toMatchObject([{ id: group, externalId: '8aa1a0c0-group' }])
  })
  it('deletes for good, and may create the same person anew', async () => {
    expect((await scim('DELETE', `/Groups/${group}`)).status).toBe(204)
    expect((await scim('DELETE', `/Users/${user}`)).status).toBe(204)
    expect((await scim('GET', `/Users/${user}`)).status).toBe(404)
    const again = await scim('POST', '/Users', create('entra', { userName: 'entra.renamed@meridian.example' }))
    expect(again.status, JSON.stringify(again.body)).toBe(201)
  })
})
