import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../../../test/setup/server.ts'
import { person } from '../../../test/support/demo.ts'
import { graphApi, type Item, refusalOf } from '../../../test/support/graph-api.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const send = graphApi(() => served)
const costs = 'extension_0123456789abcdef0123456789abcdef_costs'
const unset = 'extension_0123456789abcdef0123456789abcdef_unset'
let made = 0
async function hire(more: object) {
  made += 1
  const named = { userPrincipalName: `extended${made}@meridian.example`, displayName: `Extended ${made}` }
  return send('admin', 'POST', '/users', { ...named, ...more })
}
const read = async (id: unknown, select: string) =>
  (await send('admin', 'GET', `/users/${id}?$select=${select}`)).body as Item

describe('an extension of the directory', () => {
  it('is given to somebody new, changed and cleared, and read where it is asked for', async () => {
    const { status, body } = await hire({ [costs]: 'Lyon 12' })
    expect([status, body[costs]]).toEqual([201, undefined])
    const id = body['id']
    expect(await read(id, `displayName,${costs},${unset}`)).toMatchObject({ [costs]: 'Lyon 12', [unset]: null })
    expect(await read(id, 'id,city')).not.toHaveProperty([costs])
    for (const value of ['Paris 1', 7, true, null]) {
      expect((await send('admin', 'PATCH', `/users/${id}`, { [costs]: value })).status).toBe(204)
      expect((await read(id, costs))[costs]).toBe(value)
    }
  })

  it('is what rules read, and lists are asked and sorted by', async () => {
    const { body } = await hire({ [costs]: 'Only here' })
    const rule = { groupTypes: ['DynamicMembership'], membershipRule: `user.${costs} -eq "Only here"` }
    const group = await send('admin', 'POST', '/groups', { displayName: 'Extended', ...rule })
    const path = `/groups/${group.body['id']}/members?$select=id,${costs}`
    expect((await send('admin', 'GET', path)).body.value).toMatchObject([{ id: body['id'], [costs]: 'Only here' }])
    const found = await send('admin', 'GET', `/users?$filter=${costs} eq 'only here'&$select=id,${costs}`)
    expect(found.body.value).toEqual([{ id: body['id'], [costs]: 'Only here' }])
    const { status } = await send('admin', 'GET', `/users?$filter=startswith(${costs},'Only')&$orderby=${costs}`)
    expect(status).toBe(200)
  })

  it.each(['extension_costs', 'extension_0123_costs', 'extension_0123456789abcdef0123456789abcdef_', 'extensions'])(
    'is no field where its name is %s',
    async (name) => {
      const hint = name === 'extensions' ? name : "the 32 digits of its app's id"
      const { id } = person('alice')
      for (const answer of [
        await send('admin', 'GET', `/users/${id}?$select=${name}`),
        await send('admin', 'GET', `/users?$filter=${name} eq 'x'`),
        await send('admin', 'PATCH', `/users/${id}`, { [name]: 'x' }),
        await hire({ [name]: 'x' }),
      ]) {
        expect(refusalOf(answer)).toMatchObject({ status: 400, code: 'request.invalid' })
        expect(JSON.stringify(answer.body)).toContain(hint)
      }
    },
  )
})
