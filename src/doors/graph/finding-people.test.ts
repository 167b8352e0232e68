import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../../../test/setup/server.ts'
import { sessionOf } from '../../../test/support/companies.ts'

let served: Served
let caller: Readonly<Record<string, string>>
beforeAll(async () => {
  served = await serveDemo()
  const admin = served.demo.people.find((one) => one.key === 'admin')
  if (admin === undefined) throw new Error('an administrator')
  caller = await sessionOf(served.running.admit, served.demo.tenant.id, admin.id)
})
afterAll(() => served.stop())

const keyed = (of: readonly { readonly key: string; readonly id: string }[], key: string) =>
  of.find((one) => one.key === key)?.id as string

async function get(path: string) {
  const response = await fetch(`${served.origin}/v1.0/${path}`, {
    headers: { ...caller, consistencylevel: 'eventual' },
  })
  return { status: response.status, body: (await response.json()) as Record<string, never> }
}

async function found($filter: string): Promise<readonly string[]> {
  const query = new URLSearchParams({ $filter, $count: 'true', $select: 'displayName', $top: '500' })
  const { status, body } = await get(`users?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  const value = body['value'] as unknown as readonly { displayName: string }[]
  expect(body['@odata.count'] as unknown).toBe(value.length)
  return value.map((one) => one.displayName)
}

describe('people are found', () => {
  it('by the group they are in, as it lists them, and together with what else is asked', async () => {
    const lyon = keyed(served.demo.groups, 'Lyon office')
    const { body } = await get(`groups/${lyon}/members/microsoft.graph.user?$top=500`)
    const members = (body['value'] as unknown as readonly { displayName: string; department: string }[]) ?? []
    expect(members.length).toBeGreaterThan(5)
    expect(await found(`memberOf/any(g:g/id eq '${lyon}')`)).toEqual(members.map((one) => one.displayName))
    expect(await found(`memberOf/any(g:g/id eq '${lyon}') and department eq 'IT'`)).toEqual(
      members.filter((one) => one.department === 'IT').map((one) => one.displayName),
    )
  })

  it('by the role they hold, directly or through a group', async () => {
    expect(await found("assignedRoles/any(r:r/role eq 'helpdesk')")).toEqual(['Hana Kovac'])
    expect(await found("assignedRoles/any(r:r/role eq 'global-admin')")).toHaveLength(3)
    expect(await found("assignedRoles/any(r:r/role eq 'no-such-role')")).toEqual([])
  })

  it('by a licence that works or that is in error', async () => {
    const product = keyed(served.demo.products, 'office-basic')
    const all = await found(`licenseAssignmentStates/any(s:s/skuId eq '${product}')`)
    const active = await found(`licenseAssignmentStates/any(s:s/skuId eq '${product}' and s/state eq 'Active')`)
    const wrong = await found(`licenseAssignmentStates/any(s:s/skuId eq '${product}' and s/state eq 'Error')`)
    expect(wrong).toContain('Uma Patel')
    expect([...active, ...wrong].sort()).toEqual([...all].sort())
  })

  it.each(['memberOf/any(g:g/id eq', 'licenseAssignmentStates/any(s:s/skuId eq', 'assignedLicenses/any(l:l/skuId eq'])(
    'by nobody where what is asked for is no id: %s',
    async (begun) => expect(await found(`${begun} 'nonsense')`)).toEqual([]),
  )

  it('groups say how many are in each, as their own count does', async () => {
    const { body } = await get('groups?$select=displayName,memberCount')
    const groups = body['value'] as unknown as readonly { id: string; memberCount: number }[]
    for (const { id, memberCount } of groups)
      expect(memberCount).toBe(
        (await get(`groups/${id}/members/microsoft.graph.user?$count=true&$top=1`)).body['@odata.count'],
      )
  })
})

describe('what a rule would do', () => {
  const effect = async (rule: string, groupId: string | null) => {
    const response = await fetch(`${served.origin}/v1.0/admit/rule`, {
      method: 'POST',
      headers: { ...caller, 'content-type': 'application/json' },
      body: JSON.stringify({ rule, groupId }),
    })
    return (await response.json()) as Record<string, unknown> & { joins: readonly { name: string }[] }
  }

  it('is told of everybody: how many it takes, who joins and who leaves, by name', async () => {
    const sales = keyed(served.demo.groups, 'Sales – Licences')
    const same = await effect('user.department -eq "Sales"', sales)
    expect(same).toMatchObject({ ok: true, joining: 0, leaving: 0 })
    const other = await effect('user.department -eq "Sale"', sales)
    expect(other).toMatchObject({ matches: 2, joining: 2, leaving: same['matches'] })
    expect(other.joins.map((one) => one.name)).toEqual(['Bruno Keller', 'Viktor Horak'])
    // What the database cannot be sure of, the core is asked.
    expect(await effect('user.department -match "^Sale$"', null)).toMatchObject({ matches: 2, joining: 2, leaving: 0 })
  })
})
