import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../../../test/setup/server.ts'
import { graphApi, type Item } from '../../../test/support/graph-api.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const send = graphApi(() => served)
let made = 0
async function person(): Promise<string> {
  made += 1
  const named = { userPrincipalName: `delta${made}@meridian.example`, displayName: `Delta ${made}` }
  return String((await send('admin', 'POST', '/users', named)).body['id'])
}
const group = async () =>
  String((await send('admin', 'POST', '/groups', { displayName: `Delta ${randomUUID()}` })).body['id'])
const at = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` })

/** A whole round, from its beginning or a link. */
async function round(path: string): Promise<{ readonly told: readonly Item[]; readonly link: string }> {
  const told: Item[] = []
  for (let next = path; ; ) {
    const { status, body } = await send('admin', 'GET', next.replace(/^.*\/v1\.0/, ''))
    expect(status, JSON.stringify(body)).toBe(200)
    told.push(...body.value)
    if (body['@odata.deltaLink'] !== undefined) return { told, link: String(body['@odata.deltaLink']) }
    next = String(body['@odata.nextLink'])
  }
}

describe('users/delta', () => {
  it('is asked of some people alone, as its links are', async () => {
    const [a, b, other] = [await person(), await person(), await person()]
    const first = await round(`/users/delta?$filter=id eq '${a}' or id eq '${b}'&$select=displayName`)
    expect(first.told.map(({ id }) => id).sort()).toEqual([a, b].sort())
    for (const id of [b, other]) await send('admin', 'PATCH', `/users/${id}`, { displayName: 'Renamed' })
    const second = await round(first.link)
    expect(second.told).toEqual([{ id: b, displayName: 'Renamed' }])
  })

  it('goes on with the people it began with, and with no others', async () => {
    const [a, b] = [await person(), await person()]
    const { link } = await round(`/users/delta?$filter=id eq '${a}'`)
    const path = link.replace(/^.*\/v1\.0/, '').replaceAll(a, b)
    expect(path).toContain(b)
    expect((await send('admin', 'GET', path)).status).toBe(400)
  })

  it.each([
    "displayName eq 'Alice'",
    "id ne '00000000-0000-4000-8000-000000000000'",
    "id eq 'nobody'",
    Array.from({ length: 51 }, () => `id eq '${randomUUID()}'`).join(' or '),
  ])('is asked by nothing but up to fifty ids: %s', async (filter) => {
    const { status, body } = await send('admin', 'GET', `/users/delta?$filter=${encodeURIComponent(filter)}`)
    expect([status, (body.error as unknown as Item)['target']]).toEqual([400, '$filter'])
  })

  it('tells who leads somebody, who came to and who does no more, where it is asked for', async () => {
    const [a, first, second] = [await person(), await person(), await person()]
    const lead = (manager: string) => send('admin', 'PUT', `/users/${a}/manager/$ref`, at(manager))
    await lead(first)
    const user = '#microsoft.graph.user'
    const whole = await round(`/users/delta?$filter=id eq '${a}'&$select=displayName,manager`)
    expect(whole.told).toMatchObject([{ id: a, 'manager@delta': [{ '@odata.type': user, id: first }] }])
    await lead(second)
    // What comes after it hides nothing.
    await send('admin', 'PATCH', `/users/${a}`, { city: 'Lyon' })
    const moved = await round(whole.link)
    const gone = (id: string) => ({ '@odata.type': user, id, '@removed': { reason: 'deleted' } })
    expect(moved.told[0]?.['manager@delta']).toEqual([{ '@odata.type': user, id: second }, gone(first)])
    await send('admin', 'DELETE', `/users/${a}/manager/$ref`)
    const alone = await round(moved.link)
    expect(alone.told[0]?.['manager@delta']).toEqual([gone(second)])
    const { told } = await round(`/users/delta?$filter=id eq '${a}'`)
    expect(told[0]).not.toHaveProperty('manager@delta')
  })
})

describe('groups/delta', () => {
  it('is asked of some groups alone, with who is in them', async () => {
    const [one, other, a] = [await group(), await group(), await person()]
    const join = (id: string) => send('admin', 'POST', `/groups/${id}/members/$ref`, at(a))
    await join(one)
    await join(other)
    const whole = await round(`/groups/delta?$filter=id eq '${one}'&$select=displayName,members`)
    expect(new Set(whole.told.map(({ id }) => id))).toEqual(new Set([one]))
    expect(whole.told.flatMap((row) => row['members@delta'] ?? [])).toMatchObject([{ id: a }])
    for (const id of [one, other]) {
      await send('admin', 'PATCH', `/groups/${id}`, { description: 'Changed' })
      await send('admin', 'DELETE', `/groups/${id}/members/${a}/$ref`)
    }
    const after = await round(whole.link)
    expect(new Set(after.told.map(({ id }) => id))).toEqual(new Set([one]))
    expect(after.told.flatMap((row) => row['members@delta'] ?? [])).toMatchObject([{ id: a, '@removed': {} }])
  })

  it('tells of groups within those that are asked for, and within no others', async () => {
    const [one, other, inner] = [await group(), await group(), await group()]
    const whole = await round(`/groups/delta?$filter=id eq '${one}'&$select=displayName,members`)
    for (const id of [one, other]) await send('admin', 'POST', `/groups/${id}/members/$ref`, at(inner))
    const after = await round(whole.link)
    expect(after.told).toMatchObject([
      { id: one, 'members@delta': [{ '@odata.type': '#microsoft.graph.group', id: inner }] },
    ])
  })
})
