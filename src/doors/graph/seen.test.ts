import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../../../test/setup/server.ts'
import { type Caller, sessionOf } from '../../../test/support/companies.ts'
import { person } from '../../../test/support/demo.ts'

let served: Served
let ada: Caller
let leo: Caller
const bruno = person('bruno').id

beforeAll(async () => {
  served = await serveDemo()
  const { demo, running } = served
  const of = (key: string) => sessionOf(running.admit, demo.tenant.id, person(key).id)
  ;[ada, leo] = await Promise.all([of('admin'), of('leo')])
})
afterAll(() => served.stop())

const at = (path: string) => `${served.origin}/v1.0/admit/${path}`

/** How far the journal was when this was read. */
async function seenAt(path: string): Promise<number> {
  const response = await fetch(at(path), { headers: ada })
  expect(response.status).toBe(200)
  return Number(response.headers.get('admit-journal'))
}

async function change(as: Caller, changes: readonly object[], seen?: number) {
  const response = await fetch(at('changes'), {
    method: 'POST',
    headers: { ...as, 'content-type': 'application/json' },
    body: JSON.stringify({ changes, ...(seen === undefined ? {} : { seen }) }),
  })
  return { status: response.status, body: (await response.json()) as Answer }
}
type Answer = { readonly error?: { readonly code: string; readonly details: { seen: number; since: object[] } } }

const set = (name: string, value: string | null) => ({ do: 'set_attribute', accountId: bruno, name, value })

describe('two administrators at the same person', () => {
  it('the second is told what the first made of the same field, keeps it or writes over it knowingly', async () => {
    const seen = await seenAt(`people/${bruno}`)
    await change(leo, [set('city', 'Nice')])
    await change(leo, [set('city', 'Metz'), set('jobTitle', 'Buyer')])

    const refused = await change(ada, [set('department', 'Sales'), set('city', 'Lyon')], seen)
    expect(refused).toMatchObject({
      status: 412,
      body: {
        error: {
          code: 'request.changed_meanwhile',
          details: {
            since: [
              { entityId: bruno, name: 'Bruno Keller', field: 'attributes.city', by: 'Leo Brandt', after: 'Metz' },
            ],
          },
        },
      },
    })
    const now = await fetch(at(`people/${bruno}`), { headers: ada }).then((response) => response.json())
    expect(now).toMatchObject({ account: { attributes: { city: 'Metz', jobTitle: 'Buyer' } } })

    expect((await change(ada, [set('city', 'Lyon')], refused.body.error?.details.seen)).status).toBe(200)
    expect((await change(ada, [set('city', 'Paris')], seen)).status).toBe(412)
    expect((await change(ada, [set('city', 'Paris')])).status).toBe(200)
  })

  it('writes over what it was told of, and over nothing that came after that', async () => {
    const seen = await seenAt(`people/${bruno}`)
    await change(leo, [set('city', 'Rennes')])
    const told = await change(ada, [set('city', 'Lyon'), set('jobTitle', 'Agent')], seen)
    expect(told.status).toBe(412)
    await change(leo, [set('city', 'Brest')])
    const again = await change(ada, [set('city', 'Lyon')], told.body.error?.details.seen)
    expect(again).toMatchObject({
      status: 412,
      body: { error: { details: { since: [{ field: 'attributes.city', before: 'Rennes', after: 'Brest' }] } } },
    })
  })

  it('another field of the same person is nobody’s trouble, nor what follows for groups and licences', async () => {
    const seen = await seenAt(`people/${bruno}`)
    await change(leo, [set('companyName', 'Meridian'), set('department', 'Sales')])
    expect((await change(ada, [set('employeeType', 'Contractor')], seen)).status).toBe(200)
    expect((await change(leo, [set('employeeType', null), set('department', 'Sale')])).status).toBe(200)
  })

  it('the same field of somebody else is nobody’s trouble either', async () => {
    const seen = await seenAt(`people/${bruno}`)
    await change(leo, [set('city', 'Nantes')])
    const alice = { ...set('city', 'Nantes'), accountId: person('alice').id }
    expect((await change(ada, [set('companyName', 'Meridian SA'), alice], seen)).status).toBe(200)
  })
})

it('what is taken back is not put over what others did since', async () => {
  const done = await change(ada, [set('city', 'Lille')])
  const { seen, undo } = done.body as unknown as { seen: number; undo: object[] }
  await change(leo, [set('city', 'Brest')])
  expect((await change(ada, undo, seen)).status).toBe(412)
  expect((await change(leo, [set('companyName', 'Lille')], seen)).status).toBe(200)
})

it('a policy is not put back to what it was by somebody who has not seen what became of it', async () => {
  const read = await fetch(at('policies'), { headers: ada })
  const seen = Number(read.headers.get('admit-journal'))
  const { value } = (await read.json()) as { value: { id: string; name: string; apps: { exclude: string[] } }[] }
  const policy = value[0] as (typeof value)[number]
  const put = (next: object) => ({ do: 'put_policy', policy: { ...policy, ...next } })
  const other = served.demo.apps[0]?.id
  expect(
    (await change(ada, [put({ apps: { ...policy.apps, exclude: [...policy.apps.exclude, other] } })])).status,
  ).toBe(200)
  expect(await change(ada, [put({ note: 'as agreed' })], seen)).toMatchObject({
    status: 412,
    body: { error: { details: { since: [{ entity: 'policy', field: 'apps.exclude', before: null, after: other }] } } },
  })
})

it('what a group gives is the group’s own, though what people hold is not compared', async () => {
  const groupId = String(served.demo.groups[0]?.id)
  const productId = crypto.randomUUID()
  const plan = crypto.randomUUID()
  const product = { id: productId, name: 'Given by two', plans: [{ id: plan, name: 'mail' }], seats: 500 }
  const put = { do: 'put_product', product: { ...product, status: 'enabled', expiresAt: null } }
  expect((await change(ada, [put])).status).toBe(200)
  const seen = await seenAt('policies')
  const give = (disabledPlans: readonly string[]) => ({ do: 'assign_group_licence', groupId, productId, disabledPlans })
  expect((await change(leo, [give([])])).status).toBe(200)
  expect(await change(ada, [give([plan])], seen)).toMatchObject({
    status: 412,
    body: { error: { details: { since: [{ entity: 'group', field: 'licences', by: 'Leo Brandt' }] } } },
  })
})

it('only our own pages are told how far the journal is', async () => {
  const response = await fetch(at('policies'), { headers: { cookie: ada['cookie'] as string } })
  expect([response.status, response.headers.get('admit-journal')]).toEqual([200, null])
})
