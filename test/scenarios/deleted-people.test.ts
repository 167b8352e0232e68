import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDirectories } from '../../src/app/check-directory.ts'
import { checkJournals } from '../../src/app/check-journals.ts'
import { beginPurges } from '../../src/app/purge.ts'
import { listJobs } from '../../src/store/jobs.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { admit as commandLine } from '../support/command-line.ts'
import { rowsOf, sessionOf } from '../support/companies.ts'
import { changesBy, graphApi, type Item, refusalOf } from '../support/graph-api.ts'
import { person, scimClient } from '../support/scim-client.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(async () => {
  const { admit } = served.running
  const tenantId = served.demo.tenant.id
  const [checked] = await checkDirectories(admit, tenantId)
  await served.stop()
  expect(checked?.faults).toEqual([])
})

const send = graphApi(() => served)
const tenantId = () => served.demo.tenant.id
const change = changesBy(send, 'admin')
const details = async (id: string) => (await send('admin', 'GET', `/admit/people/${id}`)).body
const remove = async (id: string) => expect((await send('leo', 'DELETE', `/users/${id}`)).status).toBe(204)
const restore = (id: string, body?: object) => send('leo', 'POST', `/directory/deletedItems/${id}/restore`, body)
const erase = (id: string) => send('leo', 'DELETE', `/directory/deletedItems/${id}`)
const seatsUsed = async (id: string) =>
  ((await send('admin', 'GET', '/admit/products')).body.value.find((one) => one['id'] === id) as Item)['seatsUsed']

async function made(name: string, attributes: object = { usageLocation: 'FR' }): Promise<string> {
  const { status, body } = await send('leo', 'POST', '/users', {
    displayName: `Somebody ${name}`,
    userPrincipalName: `${name}@meridian.example`,
    ...attributes,
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return body['id'] as string
}

async function product(seats: number): Promise<string> {
  const id = randomUUID()
  const put = { id, name: `Product ${id.slice(0, 6)}`, plans: [], status: 'enabled', expiresAt: null, seats }
  await change({ do: 'put_product', product: put })
  return id
}

describe('a deleted person', () => {
  it('keeps everything, is listed, and comes back whole', async () => {
    const id = await made('whole')
    const [one, other] = [await product(5), await product(5)]
    const group = randomUUID()
    const app = served.demo.apps[0]?.id as string
    await change(
      { do: 'create_group', group: { id: group, name: 'Kept together', description: null, rule: null } },
      { do: 'assign_group_licence', groupId: group, productId: other, disabledPlans: [] },
      { do: 'add_to_group', accountId: id, groupId: group },
      { do: 'assign_licence', accountId: id, productId: one, disabledPlans: [] },
      { do: 'assign_role', accountId: id, role: 'reports-reader' },
      { do: 'assign_app', accountId: id, appId: app },
      { do: 'add_alias', accountId: id, name: 'whole.alias@meridian.example' },
    )
    const session = await sessionOf(served.running.admit, tenantId(), id)
    expect((await send(session, 'GET', '/me')).status).toBe(200)
    const before = await details(id)
    expect([await seatsUsed(one), await seatsUsed(other)]).toEqual([1, 1])

    await remove(id)
    expect([await seatsUsed(one), await seatsUsed(other)]).toEqual([0, 0])
    expect((await send('leo', 'GET', `/users/${id}`)).status).toBe(404)
    const listed = await send('leo', 'GET', '/directory/deletedItems/microsoft.graph.user')
    expect(listed.body.value.map((row) => row['id'])).toContain(id)
    expect((await send(session, 'GET', '/me')).status).toBe(401)

    expect((await restore(id)).status).toBe(200)
    const after = await details(id)
    for (const what of ['account', 'groups', 'licences', 'apps']) expect(after[what], what).toEqual(before[what])
    expect([await seatsUsed(one), await seatsUsed(other)]).toEqual([1, 1])
    // Sessions that ended stay so.
    expect((await send(session, 'GET', '/me')).status).toBe(401)
  })

  it('frees seats for those who wait, and comes back with the licence in error where none is left', async () => {
    const [first, second] = [await made('first'), await made('second')]
    const [direct, byGroup] = [await product(1), await product(1)]
    const group = randomUUID()
    await change(
      { do: 'create_group', group: { id: group, name: 'One seat', description: null, rule: null } },
      { do: 'assign_group_licence', groupId: group, productId: byGroup, disabledPlans: [] },
      { do: 'add_to_group', accountId: first, groupId: group },
      { do: 'assign_licence', accountId: first, productId: direct, disabledPlans: [] },
      { do: 'add_to_group', accountId: second, groupId: group },
    )
    const states = async (id: string) =>
      Object.fromEntries(((await details(id))['licences'] as Item[]).map((one) => [one['productId'], one['error']]))
    expect(await states(second)).toEqual({ [byGroup]: 'no_seats' })

    await remove(first)
    expect(await states(second)).toEqual({ [byGroup]: null })
    await change({ do: 'assign_licence', accountId: second, productId: direct, disabledPlans: [] })
    const preview = await send('admin', 'POST', '/admit/preview', {
      changes: [{ do: 'restore_account', accountId: first }],
    })
    const { sideEffects } = (preview.body['steps'] as { sideEffects: string[] }[])[0] as { sideEffects: string[] }
    expect(sideEffects.filter((one) => one.includes('no seat is left'))).toHaveLength(2)

    expect((await restore(first)).status).toBe(200)
    expect(await states(first)).toEqual({ [byGroup]: 'no_seats', [direct]: 'no_seats' })
    expect([await seatsUsed(direct), await seatsUsed(byGroup)]).toEqual([1, 1])
    // A seat that comes free is theirs, without anybody asking.
    await remove(second)
    expect(await states(first)).toEqual({ [byGroup]: null, [direct]: null })
    await erase(second)
  })

  it('is given nothing that takes a seat', async () => {
    const id = await made('resting')
    const one = await product(1)
    await remove(id)
    const given = await send('admin', 'POST', '/admit/changes', {
      changes: [{ do: 'assign_licence', accountId: id, productId: one, disabledPlans: [] }],
    })
    expect(refusalOf(given)).toMatchObject({ status: 409, code: 'user.is_deleted' })
    expect(await seatsUsed(one)).toBe(0)
  })

  it('whose name was let go of meanwhile is restored under another', async () => {
    const { scim } = await scimClient(served)
    const old = String((await scim('POST', '/Users', person('returning'))).body['id'])
    await scim('DELETE', `/Users/${old}`)
    const next = String((await scim('POST', '/Users', person('returning'))).body['id'])
    expect(next).not.toBe(old)
    const wanted = { newUserPrincipalName: 'returning@meridian.example' }
    expect(refusalOf(await restore(old, wanted))).toMatchObject({ code: 'user.name_taken', heldBy: next })
    expect((await send('leo', 'GET', `/directory/deletedItems/${old}`)).status).toBe(200)
    const restored = await restore(old, { newUserPrincipalName: 'returning.2@meridian.example' })
    expect(restored).toMatchObject({
      status: 200,
      body: { id: old, userPrincipalName: 'returning.2@meridian.example' },
    })
  })
})

describe('erasing for good', () => {
  it('SEC-34: leaves no trace of the person, and the journal whole', async () => {
    const secret = `zq${randomUUID().replaceAll('-', '')}`
    const id = await made(secret, { usageLocation: 'FR', city: secret, jobTitle: secret })
    await change({ do: 'add_alias', accountId: id, name: `a${secret}@meridian.example` })
    expect(refusalOf(await erase(id))).toMatchObject({ status: 409, code: 'user.not_deleted' })
    await remove(id)
    const { admit } = served.running
    expect(await rowsOf(admit, tenantId())).toContain(secret)
    // Who may delete may not always erase.
    expect((await send('hana', 'DELETE', `/directory/deletedItems/${id}`)).status).toBe(403)
    expect((await erase(id)).status).toBe(204)

    expect(await rowsOf(admit, tenantId())).not.toContain(secret)
    expect((await send('admin', 'POST', `/directory/deletedItems/${id}/restore`)).status).toBe(404)
    const history = await send('admin', 'GET', `/admit/journal?entity=account&entityId=${id}`)
    expect(history.body.value.map((entry) => entry['kind'])).toContain('purge_account')
    expect(await checkJournals(admit, tenantId())).toMatchObject([{ ok: true }])
    // The name is free.
    await made(secret)
  })

  it('comes by itself after 30 days and not before, by one job, whoever asks for it', async () => {
    const { admit } = served.running
    const [old, young] = [await made('old.one'), await made('young.one')]
    await remove(old)
    const day = 86_400_000
    const jobs = () => withTenant(admit.store, tenantId(), (t) => listJobs(t, { kind: 'purge', limit: 10 }))
    const clock = admit as { now: () => number }
    const { now } = admit
    try {
      clock.now = () => now() + 29 * day
      await beginPurges(admit)
      expect(await jobs()).toEqual([])
      clock.now = () => now() + 30 * day
      // Three servers find at once that somebody is due; the one that serves does the job.
      await Promise.all([beginPurges(admit), beginPurges(admit), beginPurges(admit)])
      await expect.poll(async () => (await jobs()).map(({ state }) => state), { timeout: 20_000 }).toEqual(['done'])
    } finally {
      clock.now = now
    }
    expect((await send('leo', 'GET', `/directory/deletedItems/${old}`)).status).toBe(404)
    expect((await send('leo', 'GET', `/users/${young}`)).status).toBe(200)
    const journal = await send('admin', 'GET', `/admit/journal?entity=account&entityId=${old}`)
    expect(journal.body.value[0]).toMatchObject({ kind: 'purge_account', actorKind: 'system' })
  }, 90_000)

  it('admit purge says whom it would erase, and erases nobody before the time', async () => {
    const env = { DATABASE_URL: served.running.config.databaseUrl as string, ADMIT_DATA: served.running.config.dataDir }
    const id = await made('kept.one')
    await remove(id)
    expect(await commandLine(env, 'purge', '--dry-run', '--tenant', tenantId())).toMatchObject({
      code: 0,
      out: `${served.demo.tenant.name}: 0 would be erased\n`,
    })
    expect(await commandLine(env, 'purge', '--json')).toMatchObject({ code: 0 })
    expect((await send('leo', 'GET', `/directory/deletedItems/${id}`)).status).toBe(200)
  }, 90_000)
})
