import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../../../test/setup/server.ts'
import { person } from '../../../test/support/demo.ts'
import { changesBy, graphApi, refusalOf } from '../../../test/support/graph-api.ts'
import { withTenant } from '../../store/store.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const send = graphApi(() => served)
const change = changesBy(send, 'admin')
const plans = ['mail', 'files'].map((name) => ({ id: randomUUID(), name }))
const [mail, files] = plans.map(({ id }) => id)

async function product(): Promise<string> {
  const id = randomUUID()
  const put = { id, name: `Product ${id}`, plans, status: 'enabled', expiresAt: null, seats: 5 }
  await change({ do: 'put_product', product: put })
  return id
}
async function groupGiving(productId: string, disabledPlans: readonly unknown[] = []): Promise<string> {
  const { body } = await send('admin', 'POST', '/groups', { displayName: `Gives ${productId}` })
  const groupId = String(body['id'])
  await change({ do: 'assign_group_licence', groupId, productId, disabledPlans })
  return groupId
}
const { id: accountId } = person('alice')
const assign = (productId: string, disabledPlans: readonly unknown[] = []) =>
  send('admin', 'POST', `/users/${accountId}/assignLicense`, {
    addLicenses: [{ skuId: productId, disabledPlans }],
    removeLicenses: [],
  })

type State = { skuId: string; assignedByGroup: string | null; lastUpdatedDateTime: string; disabledPlans: string[] }
async function statesOf(productId: string): Promise<readonly State[]> {
  const { body } = await send('admin', 'GET', `/users/${accountId}?$select=licenseAssignmentStates`)
  return (body['licenseAssignmentStates'] as readonly State[]).filter(({ skuId }) => skuId === productId)
}
async function planAt(planId: unknown): Promise<string | null | undefined> {
  const { body } = await send('admin', 'GET', `/users/${accountId}?$select=assignedPlans`)
  const all = body['assignedPlans'] as readonly { servicePlanId: string; assignedDateTime: string | null }[]
  return all.find(({ servicePlanId }) => servicePlanId === planId)?.assignedDateTime
}
const later = (one: string | undefined, than: string | undefined) => Date.parse(String(one)) > Date.parse(String(than))

describe('when a licence was given', () => {
  it('is said of a direct one, and moves when it is changed and not when it is given again', async () => {
    const before = new Date().toISOString()
    const productId = await product()
    await assign(productId)
    const [first] = await statesOf(productId)
    expect(String(first?.lastUpdatedDateTime) >= before).toBe(true)
    expect(await planAt(mail)).toBe(first?.lastUpdatedDateTime)
    await assign(productId)
    expect((await statesOf(productId))[0]).toEqual(first)
    await assign(productId, [mail])
    expect(later((await statesOf(productId))[0]?.lastUpdatedDateTime, first?.lastUpdatedDateTime)).toBe(true)
    await send('admin', 'POST', `/users/${accountId}/assignLicense`, { addLicenses: [], removeLicenses: [productId] })
  })

  it('is said of one through a group: when somebody joined, and when the group changed it', async () => {
    const productId = await product()
    const groupId = await groupGiving(productId)
    await change({ do: 'add_to_group', accountId, groupId })
    const [joined] = await statesOf(productId)
    expect(joined).toMatchObject({ assignedByGroup: groupId, lastUpdatedDateTime: expect.stringMatching(/^20.*Z$/) })
    await change({ do: 'reprocess_group', groupId })
    expect((await statesOf(productId))[0]).toEqual(joined)
    await change({ do: 'assign_group_licence', groupId, productId, disabledPlans: [mail] })
    const [now] = await statesOf(productId)
    expect(later(now?.lastUpdatedDateTime, joined?.lastUpdatedDateTime)).toBe(true)
    await change({ do: 'remove_from_group', accountId, groupId })
  })

  it('is of a plan when it was first given, by whichever way that has it on', async () => {
    const productId = await product()
    const groupId = await groupGiving(productId, [mail])
    await change({ do: 'add_to_group', accountId, groupId })
    await assign(productId)
    const states = await statesOf(productId)
    const at = (by: string | null) => states.find((one) => one.assignedByGroup === by)?.lastUpdatedDateTime
    expect(later(at(null), at(groupId)), 'the group gave it before').toBe(true)
    expect([await planAt(mail), await planAt(files)]).toEqual([at(null), at(groupId)])
  })

  it('is not said where one of the ways is older than what is known', async () => {
    const productId = await product()
    const groupId = await groupGiving(productId)
    await change({ do: 'add_to_group', accountId, groupId })
    await assign(productId)
    await withTenant(served.running.admit.store, served.demo.tenant.id, (t) =>
      sql`update licence_assignments set changed_at = null where product_id = ${productId} and group_id = ${groupId}`.execute(
        t.db,
      ),
    )
    const { body } = await send('admin', 'GET', `/users/${accountId}?$select=assignedPlans,licenseAssignmentStates`)
    const states = body['licenseAssignmentStates'] as readonly State[]
    expect(states.find((one) => one.assignedByGroup === groupId)?.lastUpdatedDateTime).toBeNull()
    expect(body['assignedPlans']).toContainEqual({
      ...{ servicePlanId: mail, service: 'mail', capabilityStatus: 'Enabled', assignedDateTime: null },
    })
    await change({ do: 'remove_from_group', accountId, groupId })
  })
})

describe('what somebody has of a product', () => {
  const held = async (productId: string) => {
    const { body } = await send('admin', 'GET', `/users/${accountId}?$select=assignedLicenses,licenseAssignmentStates`)
    const details = await send('admin', 'GET', `/users/${accountId}/licenseDetails`)
    const its = (all: unknown) => (all as readonly { skuId: string }[]).filter(({ skuId }) => skuId === productId)
    return {
      licences: its(body['assignedLicenses']),
      states: its(body['licenseAssignmentStates']),
      details: its(details.body.value),
    }
  }

  it('is every plan that one of the ways leaves on', async () => {
    const productId = await product()
    const groupId = await groupGiving(productId, [mail])
    await change({ do: 'add_to_group', accountId, groupId })
    await assign(productId, [mail, files])
    expect(await held(productId)).toMatchObject({
      licences: [{ skuId: productId, disabledPlans: [mail] }],
      details: [
        {
          servicePlans: [
            { servicePlanId: mail, provisioningStatus: 'Disabled' },
            { servicePlanId: files, provisioningStatus: 'Success' },
          ],
        },
      ],
    })
    await change({ do: 'remove_from_group', accountId, groupId })
  })

  it('is nothing where no seat is left, which stands in the states alone', async () => {
    const productId = await product()
    const full = { id: productId, name: `Full ${productId}`, plans, status: 'enabled', expiresAt: null, seats: 0 }
    await change({ do: 'put_product', product: full })
    const groupId = await groupGiving(productId)
    await change({ do: 'add_to_group', accountId, groupId })
    expect(await held(productId)).toMatchObject({
      licences: [],
      states: [{ assignedByGroup: groupId, state: 'Error', error: 'CountViolation' }],
      details: [],
    })
    await change({ do: 'remove_from_group', accountId, groupId })
  })
})

describe('a plan that is taken out of a product', () => {
  it('is left off by nobody any more, person or group', async () => {
    const productId = await product()
    const groupId = await groupGiving(productId, [mail, files])
    await change({ do: 'add_to_group', accountId, groupId })
    await assign(productId, [mail])
    const put = { id: productId, name: 'Smaller', plans: plans.slice(1), status: 'enabled', expiresAt: null, seats: 5 }
    await change({ do: 'put_product', product: put })
    const states = await statesOf(productId)
    expect(states.find((one) => one.assignedByGroup === null)?.disabledPlans).toEqual([])
    expect(states.find((one) => one.assignedByGroup === groupId)?.disabledPlans).toEqual([files])
    const { body } = await send('admin', 'GET', `/groups/${groupId}?$select=assignedLicenses`)
    expect(body['assignedLicenses']).toEqual([{ skuId: productId, disabledPlans: [files] }])
    const journal = await send('admin', 'GET', `/admit/journal?entity=product&entityId=${productId}`)
    expect(JSON.stringify(journal.body)).toContain(`"forgotten":{"groups":["${groupId}"],"people":1}`)
  })
})

describe('a product that a group does not give', () => {
  it('is not taken from it', async () => {
    const productId = await product()
    const { body } = await send('admin', 'POST', '/groups', { displayName: 'Gives nothing' })
    const take = (group: unknown) =>
      send('admin', 'POST', `/groups/${group}/assignLicense`, { addLicenses: [], removeLicenses: [productId] })
    expect(refusalOf(await take(body['id']))).toMatchObject({ status: 400, code: 'licence.not_assigned' })
    expect(refusalOf(await take(randomUUID()))).toMatchObject({ status: 404, code: 'group.not_found' })
    expect((await take(await groupGiving(productId))).status).toBe(200)
  })
})
