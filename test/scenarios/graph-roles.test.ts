import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { templateOf } from '../../src/app/import/role-templates.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { graphApi, refusalOf } from '../support/graph-api.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const send = graphApi(() => served)
const helpdesk = templateOf('helpdesk')
const reference = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` })

async function unitWith(member: string): Promise<string> {
  const { body } = await send('admin', 'POST', '/directory/administrativeUnits', {
    displayName: `Unit ${randomUUID()}`,
    description: 'What it is for',
  })
  const added = await send(
    'admin',
    'POST',
    `/directory/administrativeUnits/${body['id']}/members/$ref`,
    reference(member),
  )
  expect(added.status).toBe(204)
  return String(body['id'])
}

describe('what somebody is in', () => {
  it('is administrative units too, by a cast alone, and what they are for only where units may be read', async () => {
    const tom = person('tom').id
    const unit = await unitWith(tom)
    const cast = 'microsoft.graph.administrativeUnit'
    for (const name of ['memberOf', 'transitiveMemberOf']) {
      const { body } = await send('admin', 'GET', `/users/${tom}/${name}/${cast}`)
      expect(body.value).toEqual([
        expect.objectContaining({
          '@odata.type': `#${cast}`,
          id: unit,
          displayName: expect.stringMatching(/^Unit /),
          description: 'What it is for',
        }),
      ])
      const all = (await send('admin', 'GET', `/users/${tom}/${name}`)).body.value
      expect(all.map((one) => one['id'])).toContain(unit)
    }
    const own = await send('tom', 'GET', `/me/memberOf/${cast}`)
    expect(own.body.value).toEqual([expect.objectContaining({ id: unit, description: null })])
    const ids = [unit, randomUUID()]
    const checked = await send('admin', 'POST', `/users/${tom}/checkMemberObjects`, { ids })
    expect(checked.body.value).toEqual([unit])
    expect((await send('admin', 'POST', `/users/${tom}/getMemberObjects`, {})).body.value).toContain(unit)
    expect((await send('admin', 'POST', `/users/${tom}/getMemberGroups`, {})).body.value).not.toContain(unit)
  })
})

describe('roles', () => {
  it('have templates, are all active, and are found by their template', async () => {
    const { body } = await send('admin', 'GET', '/directoryRoleTemplates')
    const named = { id: helpdesk, displayName: 'Helpdesk Administrator', description: expect.any(String) }
    expect(body.value).toContainEqual(named)
    expect((await send('admin', 'GET', `/directoryRoleTemplates/${helpdesk}`)).body).toMatchObject(named)
    const activated = await send('admin', 'POST', '/directoryRoles', { roleTemplateId: helpdesk })
    expect([activated.status, activated.body['roleTemplateId']]).toEqual([201, helpdesk])
    expect((await send('admin', 'POST', '/directoryRoles', { roleTemplateId: randomUUID() })).status).toBe(404)
    expect((await send('alice', 'POST', '/directoryRoles', { roleTemplateId: helpdesk })).status).toBe(403)
    const byTemplate = await send('admin', 'GET', `/directoryRoles(roleTemplateId='${helpdesk}')`)
    expect(byTemplate.body).toMatchObject({ id: helpdesk })
  })

  it('stand beside their assignments where it is asked for', async () => {
    const path = '/roleManagement/directory/roleAssignments?$expand='
    const { body } = await send('admin', 'GET', `${path}roleDefinition($select=id,displayName),principal($select=id)`)
    expect(body.value.length).toBeGreaterThan(0)
    for (const one of body.value)
      expect(one).toMatchObject({
        roleDefinition: { id: one['roleDefinitionId'], displayName: expect.any(String) },
        principal: { id: one['principalId'] },
      })
    expect(body.value[0]?.['roleDefinition']).not.toHaveProperty('isBuiltIn')
    expect((await send('admin', 'GET', `${path}roleDefinition($select=nonsense)`)).status).toBe(400)
  })

  it('are given once: a second time, and taking what was not given, is refused', async () => {
    const tom = person('tom').id
    const at = '/roleManagement/directory/roleAssignments'
    const give = () =>
      send('admin', 'POST', at, { principalId: tom, roleDefinitionId: helpdesk, directoryScopeId: '/' })
    const first = await give()
    expect(first.status).toBe(201)
    expect(refusalOf(await give())).toMatchObject({ status: 409, code: 'role.exists' })
    const members = `/directoryRoles/${helpdesk}/members`
    const again = await send('admin', 'POST', `${members}/$ref`, reference(tom))
    expect(refusalOf(again)).toMatchObject({ status: 400, code: 'member.already' })
    expect((await send('admin', 'DELETE', `${members}/${tom}/$ref`)).status).toBe(204)
    const gone = await send('admin', 'DELETE', `${members}/${tom}/$ref`)
    expect(refusalOf(gone)).toMatchObject({ status: 404, code: 'role.not_assigned' })
    // Who may not give it does not learn whether it is given.
    expect((await send('alice', 'DELETE', `${members}/${tom}/$ref`)).status).toBe(403)
  })

  it('are given within a unit, shown there, and taken there', async () => {
    const [tom, unit] = [person('tom').id, await unitWith(person('alice').id)]
    const at = `/directory/administrativeUnits/${unit}/scopedRoleMembers`
    const given = { roleId: helpdesk, roleMemberInfo: { id: tom } }
    const made = await send('admin', 'POST', at, given)
    expect(made).toMatchObject({
      status: 201,
      body: { ...given, administrativeUnitId: unit, roleMemberInfo: { id: tom, displayName: expect.any(String) } },
    })
    expect(refusalOf(await send('admin', 'POST', at, given))).toMatchObject({ status: 409, code: 'role.exists' })
    const id = made.body['id']
    expect((await send('admin', 'GET', at)).body.value).toEqual([
      expect.objectContaining({ id, ...given, roleMemberInfo: { id: tom, displayName: expect.any(String) } }),
    ])
    expect((await send('admin', 'GET', `${at}/${id}`)).body).toMatchObject({ id })
    const everywhere = await send('admin', 'POST', at, { ...given, roleId: templateOf('global-admin') })
    expect(refusalOf(everywhere)).toMatchObject({ status: 409, code: 'role.only_everywhere' })
    expect((await send('alice', 'GET', at)).status).toBe(403)
    expect((await send('alice', 'DELETE', `${at}/${id}`)).status).toBe(403)
    expect((await send('admin', 'GET', at.replace(unit, randomUUID()))).status).toBe(404)
    expect((await send('admin', 'DELETE', `${at}/${id}`)).status).toBe(204)
    expect((await send('admin', 'DELETE', `${at}/${id}`)).status).toBe(404)
    expect((await send('admin', 'GET', at)).body.value).toEqual([])
  })
})

describe('members and owners of a group', () => {
  it('are added once and taken once', async () => {
    const group = { displayName: 'Once', mailEnabled: false, mailNickname: 'once', securityEnabled: true }
    const made = async (displayName: string) =>
      (await send('admin', 'POST', '/groups', { ...group, displayName })).body['id'] as string
    const [id, inner] = [await made('Once'), await made('Once within')]
    const alice = person('alice').id
    for (const [what, which] of [
      ['members', alice],
      ['members', inner],
      ['owners', alice],
    ] as const) {
      const add = () => send('admin', 'POST', `/groups/${id}/${what}/$ref`, reference(which))
      const take = () => send('admin', 'DELETE', `/groups/${id}/${what}/${which}/$ref`)
      expect((await add()).status).toBe(204)
      const again = await add()
      expect(refusalOf(again)).toMatchObject({ status: 400, code: 'member.already' })
      expect((again.body.error as unknown as { message: string }).message).toContain('object references already exist')
      expect((await take()).status).toBe(204)
      expect(refusalOf(await take())).toMatchObject({ status: 404, code: 'member.not_a_member' })
    }
    // Who may not change the group does not learn who is in it.
    expect((await send('alice', 'DELETE', `/groups/${id}/members/${alice}/$ref`)).status).toBe(403)
  })
})
