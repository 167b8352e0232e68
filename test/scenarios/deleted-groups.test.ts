import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginPurges } from '../../src/app/purge.ts'
import { rows, withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { graphApi } from '../support/graph-api.ts'
import { person } from '../support/demo.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const send = graphApi(() => served)
const deleted = '/directory/deletedItems'
const listed = async () =>
  (await send('admin', 'GET', `${deleted}/microsoft.graph.group`)).body.value.map((one) => one['id'])

async function made(name: string, more: object = {}): Promise<string> {
  const group = { displayName: name, mailEnabled: false, mailNickname: 'x', securityEnabled: true, ...more }
  const { status, body } = await send('admin', 'POST', '/groups', group)
  expect(status, JSON.stringify(body)).toBe(201)
  return body['id'] as string
}

describe('a deleted group over Graph', () => {
  it('is listed, shown, and restored with its members, rule and kind', async () => {
    const id = await made('Night shift', { description: 'Nights' })
    const member = person('alice').id
    await send('admin', 'POST', `/groups/${id}/members/$ref`, {
      '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${member}`,
    })
    const ruled = await made('Night team', {
      ...{
        mailEnabled: true,
        mailNickname: 'night',
        securityEnabled: false,
        groupTypes: ['Unified', 'DynamicMembership'],
      },
      membershipRule: 'user.department -eq "Nights"',
    })
    for (const one of [id, ruled]) expect((await send('admin', 'DELETE', `/groups/${one}`)).status).toBe(204)
    expect(await listed()).toEqual(expect.arrayContaining([id, ruled]))
    const shown = await send('admin', 'GET', `${deleted}/${id}`)
    expect(shown.body).toMatchObject({ id, displayName: 'Night shift', description: 'Nights', groupTypes: [] })
    expect(Date.parse(shown.body['deletedDateTime'] as string)).toBeGreaterThan(Date.now() - 60_000)
    expect((await send('admin', 'GET', `/groups/${id}`)).status).toBe(404)

    for (const one of [id, ruled])
      expect((await send('admin', 'POST', `${deleted}/${one}/restore`)).body['deletedDateTime']).toBeNull()
    expect(await listed()).not.toContain(id)
    const members = await send('admin', 'GET', `/groups/${id}/members`)
    expect(members.body.value.map((one) => one['id'])).toEqual([member])
    expect((await send('admin', 'GET', `/groups/${ruled}`)).body).toMatchObject({
      groupTypes: ['Unified', 'DynamicMembership'],
      membershipRule: 'user.department -eq "Nights"',
      mailNickname: 'night',
    })
    expect((await send('admin', 'POST', `${deleted}/${id}/restore`)).status).toBe(404)
  })

  it('is erased at once by who may delete groups, and by nobody else', async () => {
    const id = await made('Gone for good')
    await send('admin', 'DELETE', `/groups/${id}`)
    expect((await send('hana', 'DELETE', `${deleted}/${id}`)).status).toBe(403)
    expect(await listed()).toContain(id)
    expect((await send('admin', 'DELETE', `${deleted}/${id}`)).status).toBe(204)
    expect(await listed()).not.toContain(id)
    expect((await send('admin', 'DELETE', `${deleted}/${id}`)).status).toBe(404)
    expect((await send('admin', 'POST', `${deleted}/${id}/restore`)).status).toBe(404)
    const journal = await send('admin', 'GET', `/admit/journal?entity=group&entityId=${id}`)
    expect(journal.body.value.map((one) => one['kind'])).toEqual(['purge_group', 'delete_group', 'create_group'])
  })

  it('is forgotten after 30 days, and not before', async () => {
    const { admit } = served.running
    const { id: tenantId } = served.demo.tenant
    const id = await made('Kept for a time')
    await send('admin', 'DELETE', `/groups/${id}`)
    const kept = () =>
      withTenant(admit.store, tenantId, (t) =>
        rows(t, sql`select id from deleted_groups where tenant_id = ${t.tenantId} and id = ${id}`),
      )
    const clock = admit as { now: () => number }
    const { now } = admit
    try {
      for (const [days, left] of [
        [29, 1],
        [31, 0],
      ] as const) {
        clock.now = () => now() + days * 86_400_000
        await beginPurges(admit)
        expect(await kept()).toHaveLength(left)
      }
    } finally {
      clock.now = now
    }
  })
})
