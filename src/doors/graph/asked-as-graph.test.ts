import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../../../test/setup/server.ts'
import { person } from '../../../test/support/demo.ts'
import { graphApi, refusalOf } from '../../../test/support/graph-api.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const send = graphApi(() => served)
const { id: alice } = person('alice')
const at = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` })
const group = async (more: object = {}) =>
  String((await send('admin', 'POST', '/groups', { displayName: `Asked ${randomUUID()}`, ...more })).body['id'])

describe('a rule of no group', () => {
  const ask = (body: object, who = 'admin') => send(who, 'POST', '/groups/evaluateDynamicMembership', body)

  it('is asked of somebody, comparison by comparison', async () => {
    const membershipRule = 'user.displayName -startsWith "Alice"'
    const { status, body } = await ask({ memberId: alice, membershipRule })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      membershipRule,
      membershipRuleEvaluationResult: true,
      membershipRuleEvaluationDetails: { propertyToEvaluate: { propertyName: 'displayName' } },
    })
  })

  it('has to be said, and can be read, and is asked by administrators of people here', async () => {
    expect((await ask({ memberId: alice })).status).toBe(400)
    expect(refusalOf(await ask({ memberId: alice, membershipRule: 'user.' })).code).toBe('rule.invalid')
    const membershipRule = 'user.city -eq "Lyon"'
    expect((await ask({ memberId: randomUUID(), membershipRule })).status).toBe(404)
    expect((await ask({ memberId: alice, membershipRule }, 'alice')).status).toBe(403)
  })
})

describe('a rule of a group', () => {
  it('is asked of somebody as it is, or as it would be', async () => {
    const membershipRule = 'user.displayName -startsWith "Nobody"'
    const id = await group({ groupTypes: ['DynamicMembership'], membershipRule })
    const ask = (body: object, of = id) =>
      send('admin', 'POST', `/groups/${of}/evaluateDynamicMembership`, { memberId: alice, ...body })
    expect((await ask({})).body).toMatchObject({ membershipRule, membershipRuleEvaluationResult: false })
    const other = 'user.displayName -startsWith "Alice"'
    expect((await ask({ membershipRule: other })).body).toMatchObject({
      membershipRule: other,
      membershipRuleEvaluationResult: true,
    })
    expect(refusalOf(await ask({}, await group())).code).toBe('group.is_assigned')
  })
})

describe('what somebody is in', () => {
  it('is the security groups alone where they are asked for', async () => {
    const security = await group()
    const team = await group({ groupTypes: ['Unified'], mailNickname: `t${randomUUID()}` })
    const both = await group({ groupTypes: ['Unified'], mailNickname: `b${randomUUID()}`, securityEnabled: true })
    for (const id of [security, team, both]) await send('admin', 'POST', `/groups/${id}/members/$ref`, at(alice))
    const unit = await send('admin', 'POST', '/directory/administrativeUnits', { displayName: 'Asked' })
    await send('admin', 'POST', `/directory/administrativeUnits/${unit.body['id']}/members/$ref`, at(alice))
    const ask = async (what: string, securityEnabledOnly: boolean) =>
      (await send('admin', 'POST', `/users/${alice}/${what}`, { securityEnabledOnly })).body.value
    expect(await ask('getMemberGroups', false)).toEqual(expect.arrayContaining([security, team]))
    expect(await ask('getMemberObjects', false)).toEqual(expect.arrayContaining([security, team, unit.body['id']]))
    for (const what of ['getMemberGroups', 'getMemberObjects']) {
      const found = await ask(what, true)
      expect(found).toEqual(expect.arrayContaining([security, both]))
      expect(found).not.toContain(team)
      expect(found).not.toContain(unit.body['id'])
    }
  })
})

describe('who is there already, or is not there', () => {
  it('is not put into a group again by its list of members, nor is anything else done', async () => {
    const id = await group()
    const bind = (description: string, ...ids: readonly string[]) =>
      send('admin', 'PATCH', `/groups/${id}`, {
        description,
        'members@odata.bind': ids.map((one) => at(one)['@odata.id']),
      })
    expect((await bind('first', alice)).status).toBe(204)
    const hana = person('hana').id
    expect(refusalOf(await bind('second', hana, alice))).toMatchObject({ status: 400, code: 'member.already' })
    const { body } = await send('admin', 'GET', `/groups/${id}?$select=description&$expand=members($select=id)`)
    expect(body).toMatchObject({ description: 'first', members: [{ id: alice }] })
  })

  it('is not put into an administrative unit again, nor taken out', async () => {
    const { body } = await send('admin', 'POST', '/directory/administrativeUnits', { displayName: 'Twice' })
    const members = `/directory/administrativeUnits/${body['id']}/members`
    for (const id of [alice, await group()]) {
      const add = () => send('admin', 'POST', `${members}/$ref`, at(id))
      const remove = () => send('admin', 'DELETE', `${members}/${id}/$ref`)
      expect(refusalOf(await remove())).toMatchObject({ status: 404, code: 'member.not_a_member' })
      expect((await add()).status).toBe(204)
      expect(refusalOf(await add())).toMatchObject({ status: 400, code: 'member.already' })
      expect((await remove()).status).toBe(204)
    }
    const nowhere = `/directory/administrativeUnits/${randomUUID()}/members`
    expect(refusalOf(await send('admin', 'POST', `${nowhere}/$ref`, at(alice))).code).toBe('unit.not_found')
    expect(refusalOf(await send('admin', 'DELETE', `${nowhere}/${alice}/$ref`)).code).toBe('unit.not_found')
  })
})
