import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../setup/server.ts'
import { demo, idOf, person } from '../support/demo.ts'
import { changesBy, graphApi } from '../support/graph-api.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const send = graphApi(() => served)
const change = changesBy(send, 'admin')
const reference = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` })
const codeOf = (body: Record<string, unknown>) => (body['error'] as { innerError: { code: string } }).innerError.code

async function made(name: string, more: object = {}): Promise<string> {
  const group = { displayName: name, mailEnabled: false, mailNickname: 'group', securityEnabled: true, ...more }
  const { status, body } = await send('admin', 'POST', '/groups', group)
  expect(status, JSON.stringify(body)).toBe(201)
  return body['id'] as string
}
const unified = { mailEnabled: true, securityEnabled: false, groupTypes: ['Unified'] }
const group = async (id: string, select = 'groupTypes,membershipRule,mailNickname') =>
  (await send('admin', 'GET', `/groups/${id}?$select=${select}`)).body
const patch = (id: string, body: object) => send('admin', 'PATCH', `/groups/${id}`, body)

describe('what kind a group is', () => {
  it('is dynamic from when a patch says so, until one takes it back; those who are in it stay', async () => {
    const id = await made('Follows a rule')
    const rule = 'user.displayName -eq "Alice Moreau"'
    const dynamic = { groupTypes: ['DynamicMembership'], membershipRule: rule, membershipRuleProcessingState: 'On' }
    expect((await patch(id, dynamic)).status).toBe(204)
    expect(await group(id)).toMatchObject({ groupTypes: ['DynamicMembership'], membershipRule: rule })
    expect((await patch(id, { groupTypes: [] })).status).toBe(204)
    expect(await group(id)).toMatchObject({ groupTypes: [], membershipRule: null })
    const members = await send('admin', 'GET', `/groups/${id}/members`)
    expect(members.body.value.map((one) => one['id'])).toEqual([person('alice').id])
  })

  it('was last worked out when somebody joined or left last, though nobody touched the rule', async () => {
    const id = await made('Moves on', { groupTypes: ['DynamicMembership'], membershipRule: 'user.city -eq "Moved"' })
    const select = 'membershipRuleProcessingStatus'
    const workedOut = async () =>
      ((await group(id, select))[select] as { lastMembershipUpdated: string }).lastMembershipUpdated
    const first = await workedOut()
    const move = (city: string) => send('admin', 'PATCH', `/users/${person('tom').id}`, { city })
    await move('Elsewhere')
    expect(await workedOut()).toBe(first)
    await move('Moved')
    const joined = await workedOut()
    expect(Date.parse(joined)).toBeGreaterThan(Date.parse(first))
    await move('Elsewhere')
    expect(Date.parse(await workedOut())).toBeGreaterThan(Date.parse(joined))
  })

  it('is not another than it was made, nor what the rule does not fit', async () => {
    const id = await made('Stays what it is')
    for (const body of [
      { groupTypes: ['Unified'] },
      { groupTypes: ['DynamicMembership'] },
      { groupTypes: [], membershipRule: 'user.department -eq "Sales"' },
    ])
      expect((await patch(id, body)).status, JSON.stringify(body)).toBe(400)
    expect(await group(id)).toMatchObject({ groupTypes: [], membershipRule: null })
    const team = await made('Stays unified', { ...unified, mailNickname: 'stays' })
    expect((await patch(team, { groupTypes: [] })).status).toBe(400)
    expect((await patch(team, { groupTypes: ['Unified'], description: 'Still' })).status).toBe(204)
  })

  it('is a team that is a security group as well, from when it is made or a patch says so', async () => {
    const both = await made('Both', { ...unified, securityEnabled: true, mailNickname: 'both' })
    const fields = 'securityEnabled,mailEnabled,groupTypes,visibility'
    const is = { mailEnabled: true, groupTypes: ['Unified'] }
    expect(await group(both, fields)).toMatchObject({ ...is, securityEnabled: true, visibility: 'Public' })
    const found = await send('admin', 'GET', `/groups?$filter=securityEnabled eq true and mailEnabled eq true`)
    expect(found.body.value.map(({ id }) => id)).toContain(both)
    expect((await patch(both, { securityEnabled: false, visibility: 'Private' })).status).toBe(204)
    expect(await group(both, fields)).toMatchObject({ ...is, securityEnabled: false, visibility: 'Private' })
    expect((await patch(both, { securityEnabled: true, mailNickname: 'both.now' })).status).toBe(204)
    expect(await group(both)).toMatchObject({ mailNickname: 'both.now' })
    // What it is comes back with it.
    await send('admin', 'DELETE', `/groups/${both}`)
    await send('admin', 'POST', `/directory/deletedItems/${both}/restore`)
    expect(await group(both, fields)).toMatchObject({ ...is, securityEnabled: true, visibility: 'Private' })
  })

  it('may be for roles as a team, which then is a security group', async () => {
    const team = await made('Team for roles', {
      ...{
        ...unified,
        mailNickname: 'for.roles',
        isAssignableToRole: true,
        securityEnabled: true,
        visibility: 'Private',
      },
    })
    const refused = await patch(team, { securityEnabled: false })
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining('security groups')])
    const given = { principalId: team, roleDefinitionId: '729827e3-9c14-49f7-bb1b-9608f156bbb8', directoryScopeId: '/' }
    expect((await send('admin', 'POST', '/roleManagement/directory/roleAssignments', given)).status).toBe(201)
    const alone = { ...unified, displayName: 'Mail alone', mailNickname: 'alone', isAssignableToRole: true }
    expect((await send('admin', 'POST', '/groups', alone)).status).toBe(400)
  })

  it('says who finds it where it is a team, and hides nobody who is in it', async () => {
    const security = await made('Says nothing')
    expect(await group(security, 'visibility')).toMatchObject({ visibility: null })
    for (const body of [{ visibility: 'Private' }, { securityEnabled: false }])
      expect((await patch(security, body)).status, JSON.stringify(body)).toBe(400)
    const hidden = { ...unified, displayName: 'Hidden', mailNickname: 'hidden', visibility: 'HiddenMembership' }
    const { status, body } = await send('admin', 'POST', '/groups', hidden)
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('HiddenMembership is not kept here')])
  })

  it('keeps the mail nickname it was given, which a team shares with no other team', async () => {
    const [first, second] = [await made('Nick one', { mailNickname: 'nick' }), await made('Nick two')]
    expect((await group(first))['mailNickname']).toBe('nick')
    expect((await patch(second, { mailNickname: 'nick' })).status).toBe(204)
    const team = await made('Nick team', { ...unified, mailNickname: 'nick' })
    expect((await patch(team, { mailNickname: 'NICK' })).status).toBe(204)
    const other = await made('Nick other team', { ...unified, mailNickname: 'other' })
    expect(codeOf((await patch(other, { mailNickname: 'nick' })).body)).toBe('group.nickname_taken')
  })

  it('says who can be in it: people alone in a team', async () => {
    const [team, inner] = [await made('People only', { ...unified, mailNickname: 'people' }), await made('Within')]
    const { status, body } = await send('admin', 'POST', `/groups/${team}/members/$ref`, reference(inner))
    expect([status, codeOf(body)]).toEqual([400, 'group.holds_people_only'])
    const alice = reference(person('alice').id)
    expect((await send('admin', 'POST', `/groups/${team}/members/$ref`, alice)).status).toBe(204)
  })
})

describe('who cannot have what a group gives', () => {
  it('is a question to each group, and which groups there are', async () => {
    const [groupId, productId] = [await made('No seat for two'), randomUUID()]
    const product = { id: productId, name: 'One seat only', plans: [], status: 'enabled', expiresAt: null, seats: 1 }
    await change(
      { do: 'put_product', product },
      { do: 'add_to_group', accountId: person('alice').id, groupId },
      { do: 'add_to_group', accountId: person('hana').id, groupId },
      { do: 'assign_group_licence', groupId, productId, disabledPlans: [] },
    )
    const failing = async (id: string) =>
      (await send('admin', 'GET', `/groups/${id}/membersWithLicenseErrors?$select=id`)).body.value
    expect(await failing(groupId)).toHaveLength(1)
    expect(await failing(idOf(demo.groups, 'CRM users'))).toEqual([])
    const found = await send('admin', 'GET', '/groups?$filter=hasMembersWithLicenseErrors eq true&$select=id')
    expect(found.body.value.map((one) => one['id'])).toContain(groupId)
    const flag = 'hasMembersWithLicenseErrors'
    expect((await group(groupId, flag))[flag]).toBe(true)
    await change({ do: 'put_product', product: { ...product, seats: 2 } })
    expect((await group(groupId, flag))[flag]).toBe(false)
    expect((await send('admin', 'GET', `/groups/${randomUUID()}/membersWithLicenseErrors`)).status).toBe(404)
  })

  it('is whoever would get a licence of a suspended product, or is given and taken the same at once', async () => {
    const [productId, accountId] = [randomUUID(), person('alice').id]
    const product = { id: productId, name: 'Held back', plans: [], status: 'suspended', expiresAt: null, seats: 5 }
    await change({ do: 'put_product', product })
    const assign = (addLicenses: object[], removeLicenses: string[]) =>
      send('admin', 'POST', `/users/${accountId}/assignLicense`, { addLicenses, removeLicenses })
    const { status, body } = await assign([{ skuId: productId }], [])
    expect([status, codeOf(body)]).toEqual([409, 'licence.no_seats'])
    await change({ do: 'put_product', product: { ...product, status: 'enabled' } })
    expect((await assign([{ skuId: productId }], [productId])).status).toBe(400)
    expect((await assign([{ skuId: productId }], [])).status).toBe(200)
  })
})

describe('a licence that is taken from a person', () => {
  it('is one they have directly: what comes through a group is not said to be gone', async () => {
    const [groupId, productId, accountId] = [await made('Gives it'), randomUUID(), person('alice').id]
    const product = { id: productId, name: 'By group', plans: [], status: 'enabled', expiresAt: null, seats: 5 }
    const take = () =>
      send('admin', 'POST', `/users/${accountId}/assignLicense`, { addLicenses: [], removeLicenses: [productId] })
    await change({ do: 'put_product', product })
    expect(codeOf((await take()).body)).toBe('licence.not_assigned')
    await change(
      { do: 'add_to_group', accountId, groupId },
      { do: 'assign_group_licence', groupId, productId, disabledPlans: [] },
    )
    const refused = await take()
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      400,
      expect.stringContaining('It comes through Gives it'),
    ])
    await change({ do: 'assign_licence', accountId, productId, disabledPlans: [] })
    expect((await take()).status).toBe(200)
  })
})

describe('a product', () => {
  it('is called what its seller calls it, whatever its name becomes, and no other is called so', async () => {
    const skus = async () => (await send('admin', 'GET', '/subscribedSkus?$select=skuId,skuPartNumber')).body.value
    expect((await skus()).map((one) => one['skuPartNumber'])).toEqual(
      expect.arrayContaining(['SALES_PRO', 'AAD_PREMIUM']),
    )
    const [first, second] = [randomUUID(), randomUUID()]
    const product = { name: 'Ink & paper', plans: [], status: 'enabled', expiresAt: null, seats: 1 }
    await change({ do: 'put_product', product: { ...product, id: first } })
    await change({ do: 'put_product', product: { ...product, id: first, name: 'Ink' } })
    await change({ do: 'put_product', product: { ...product, id: second } })
    const numbers = new Map((await skus()).map((one) => [one['skuId'], one['skuPartNumber']]))
    expect([numbers.get(first), numbers.get(second)]).toEqual([
      'INK_PAPER',
      `INK_PAPER_${second.slice(0, 8).toUpperCase()}`,
    ])
    const taken = { do: 'put_product', product: { ...product, id: second, skuPartNumber: 'INK_PAPER' } }
    const { body } = await send('admin', 'POST', '/admit/changes', { changes: [taken] })
    expect(codeOf(body)).toBe('product.number_taken')
  })

  it('is deleted where nobody holds it and no group gives it, and comes back as it was', async () => {
    const id = randomUUID()
    const product = { id, name: 'Short lived', plans: [], status: 'enabled', expiresAt: null, seats: 1 }
    const licence = { do: 'assign_licence', accountId: person('alice').id, productId: id, disabledPlans: [] }
    await change({ do: 'put_product', product }, licence)
    const deletion = { changes: [{ do: 'delete_product', productId: id }] }
    const refused = await send('admin', 'POST', '/admit/changes', deletion)
    expect([refused.status, codeOf(refused.body)]).toEqual([409, 'product.in_use'])
    expect((await send('leo', 'POST', '/admit/changes', deletion)).status).toBe(403)
    await change({ do: 'remove_licence', accountId: person('alice').id, productId: id })
    const done = await send('admin', 'POST', '/admit/changes', deletion)
    expect(done.status).toBe(200)
    expect((await send('admin', 'GET', `/subscribedSkus/${id}`)).status).toBe(404)
    await change(...(done.body as unknown as { undo: object[] }).undo)
    expect((await send('admin', 'GET', `/subscribedSkus/${id}`)).body).toMatchObject({ skuPartNumber: 'SHORT_LIVED' })
  })
})

describe('the organisation', () => {
  it('has its language and country changed by a patch, and nothing else of it', async () => {
    const tenantId = served.demo.tenant.id
    const edit = (body: object, who = 'admin') => send(who, 'PATCH', `/organization/${tenantId}`, body)
    const before = (await send('admin', 'GET', `/organization/${tenantId}`)).body
    expect((await edit({ preferredLanguage: 'de', countryLetterCode: 'DE' })).status).toBe(204)
    const after = (await send('admin', 'GET', `/organization/${tenantId}`)).body
    expect(after).toMatchObject({ preferredLanguage: 'de', countryLetterCode: 'DE' })
    for (const wrong of [{ countryLetterCode: 'XX' }, { preferredLanguage: '!' }, { displayName: 'Else' }])
      expect((await edit(wrong)).status, JSON.stringify(wrong)).toBe(400)
    expect((await edit({ preferredLanguage: 'fr' }, 'hana')).status).toBe(403)
    const { preferredLanguage, countryLetterCode } = before
    expect((await edit({ preferredLanguage, countryLetterCode })).status).toBe(204)
  })
})

describe('what clients of OData send', () => {
  it('is passed over where it says what kind a thing is, also what was read and is sent back', async () => {
    const id = await made('Annotated', {
      '@odata.type': '#microsoft.graph.group',
      'groupTypes@odata.type': '#Collection(String)',
    })
    const { body } = await send('admin', 'GET', `/groups/${id}?$select=displayName,description`)
    const { id: _, ...read } = body
    expect((await patch(id, { ...read, description: 'Sent back' })).status).toBe(204)
    const assign = { '@odata.type': '#x', addLicenses: [], removeLicenses: [] }
    expect((await send('admin', 'POST', `/users/${person('alice').id}/assignLicense`, assign)).status).toBe(200)
    const member = { '@odata.type': '#microsoft.graph.referenceCreate', ...reference(person('alice').id) }
    expect((await send('admin', 'POST', `/groups/${id}/members/$ref`, member)).status).toBe(204)
    expect((await patch(id, { nonsense: 1 })).status).toBe(400)
  })

  it('is an address with keys in brackets, in a batch too', async () => {
    const crm = idOf(demo.apps, 'crm')
    for (const path of [`/applications(appId='${crm}')`, `/servicePrincipals(appId=%27${crm}%27)`])
      expect((await send('admin', 'GET', path)).body).toMatchObject({ appId: crm })
    expect((await send('admin', 'GET', `/users('${person('alice').signInName}')`)).body['id']).toBe(person('alice').id)
    const requests = [{ id: '1', method: 'GET', url: `/applications(appId='${crm}')` }]
    const { body } = await send('admin', 'POST', '/$batch', { requests })
    expect((body as unknown as { responses: { status: number }[] }).responses[0]?.status).toBe(200)
  })
})

describe('what is asked of a person', () => {
  it('is which of some groups, roles and units they are in, and all of them', async () => {
    const hana = person('hana').id
    const all = (await send('admin', 'POST', `/users/${hana}/getMemberObjects`, { securityEnabledOnly: false })).body
    const groups = (await send('admin', 'POST', `/users/${hana}/getMemberGroups`, { securityEnabledOnly: false })).body
    const roles = all.value.filter((id) => !groups.value.includes(id))
    expect(roles.length).toBeGreaterThan(0)
    const held = await send('admin', 'GET', `/users/${hana}/memberOf/microsoft.graph.directoryRole`)
    expect(held.body.value.map((one) => one['id']).sort()).toEqual(roles.toSorted())
    expect(held.body.value[0]).toMatchObject({ '@odata.type': '#microsoft.graph.directoryRole' })
    const ids = [roles[0], groups.value[0], randomUUID()]
    const checked = await send('admin', 'POST', `/users/${hana}/checkMemberObjects`, { ids })
    expect(checked.body.value).toEqual(ids.slice(0, 2))
  })

  it('is refused where an option lacks its $, which would be passed over, and where somebody would lead themselves', async () => {
    const { status, body } = await send('admin', 'GET', `/users?filter=displayName eq 'x'`)
    expect(status).toBe(400)
    expect(JSON.stringify(body)).toContain('write $filter')
    const alice = person('alice').id
    const own = await send('admin', 'PUT', `/users/${alice}/manager/$ref`, reference(alice))
    expect([own.status, codeOf(own.body)]).toEqual([400, 'user.own_manager'])
  })
})
