import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../../../test/setup/server.ts'
import { type Caller, sessionOf } from '../../../test/support/companies.ts'

let served: Served
let leo: Caller

beforeAll(async () => {
  served = await serveDemo()
  const { demo, running } = served
  leo = await sessionOf(running.admit, demo.tenant.id, demo.people.find((one) => one.key === 'leo')?.id as string)
})
afterAll(() => served.stop())

async function send(method: string, path: string, body?: object) {
  const response = await fetch(`${served.origin}/v1.0/${path}`, {
    method,
    headers: { ...leo, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, text, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> }
}

let made = 0
const hire = (employeeHireDate: unknown) => {
  made += 1
  const named = { userPrincipalName: `hired${made}@meridian.example`, displayName: `Hired ${made}` }
  return send('POST', 'users', { ...named, employeeHireDate })
}
const hiredAt = async (id: unknown) => {
  const { body } = await send('GET', `users/${id}?$select=employeeHireDate`)
  expect(Object.keys(body)).toContain('employeeHireDate')
  return body['employeeHireDate']
}

describe('the day somebody was hired', () => {
  it.each([
    ['2030-01-31T00:00:00Z', '2030-01-31T00:00:00Z'],
    ['2030-01-31T02:30:00.5+02:00', '2030-01-31T00:30:00Z'],
    ['2030-01-31', '2030-01-31T00:00:00Z'],
    [null, null],
  ])('is given as %s and read as %s', async (given, read) => {
    const { status, body } = await hire(given)
    expect([status, body['employeeHireDate']]).toEqual([201, read])
    expect(await hiredAt(body['id'])).toBe(read)
  })

  it.each(['soon', '2030-02-30T00:00:00Z', '2030-01-31T25:00:00Z', 5, true])('is not %s', async (given) => {
    expect((await hire(given)).status).toBe(400)
    const { body } = await hire('2030-01-31')
    expect((await send('PATCH', `users/${body['id']}`, { employeeHireDate: given })).status).toBe(400)
    const set = { do: 'set_attribute', accountId: body['id'], name: 'employeeHireDate', value: given }
    expect(await send('POST', 'admit/changes', { changes: [set] })).toMatchObject({ status: 400 })
    expect(await hiredAt(body['id'])).toBe('2030-01-31T00:00:00Z')
  })

  it('is changed and cleared, and rules of groups follow it', async () => {
    const group = { displayName: 'Hired since June', groupTypes: ['DynamicMembership'], securityEnabled: true }
    const rule = { membershipRule: 'user.employeeHireDate -ge 2030-06-01', membershipRuleProcessingState: 'On' }
    const { body: since } = await send('POST', 'groups', {
      ...group,
      ...rule,
      mailEnabled: false,
      mailNickname: 'june',
    })
    const { body } = await hire('2030-01-31')
    const isIn = async () => (await send('GET', `groups/${since['id']}/members`)).text.includes(String(body['id']))
    const change = (employeeHireDate: string | null) => send('PATCH', `users/${body['id']}`, { employeeHireDate })
    expect(await isIn()).toBe(false)
    expect((await change('2030-06-01T00:00:00Z')).status).toBe(204)
    expect(await isIn()).toBe(true)
    expect((await change('2030-06-01T00:00:00+02:00')).status).toBe(204)
    expect(await isIn()).toBe(false)
    expect((await change(null)).status).toBe(204)
    expect(await hiredAt(body['id'])).toBeNull()
  })

  it.each(['$filter=employeeHireDate ge 2030-01-01T00:00:00Z', '$orderby=employeeHireDate'])(
    'is not asked by, and it is said so: %s',
    async (query) => {
      const { status, text } = await send('GET', `users?$count=true&${encodeURI(query)}`)
      expect([status, text]).toEqual([400, expect.stringContaining('employeeHireDate')])
    },
  )
})
