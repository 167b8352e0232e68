import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../../../test/setup/server.ts'
import { appCaller, type Caller, secondCompany } from '../../../test/support/companies.ts'

type Answer = {
  readonly value: readonly Record<string, unknown>[]
  readonly '@odata.nextLink'?: string
  readonly '@odata.count'?: number
  readonly '@odata.context'?: string
  readonly error?: { readonly code: string; readonly target?: string }
}

let served: Served
let caller: Caller
let other: Awaited<ReturnType<typeof secondCompany>>
beforeAll(async () => {
  served = await serveDemo()
  const { id, secret } = served.demo.automation
  caller = await appCaller(served.origin, served.demo.tenant.id, id, secret)
  other = await secondCompany(served.running.admit, served.origin)
})
afterAll(() => served.stop())

async function get(path: string, headers: Caller = caller): Promise<Answer & { readonly status: number }> {
  const response = await fetch(path.startsWith('http') ? path : `${served.origin}/v1.0/${path}`, { headers })
  return { status: response.status, ...((await response.json()) as Answer) }
}

/** All pages of a collection. */
async function pages(path: string): Promise<readonly Answer[]> {
  const all: Answer[] = []
  for (let next: string | undefined = path; next !== undefined; next = all.at(-1)?.['@odata.nextLink']) {
    const page = await get(next)
    expect(page.status).toBe(200)
    all.push(page)
  }
  return all
}

describe('a collection of Graph', () => {
  it.each(['users', 'groups', 'applications', 'servicePrincipals', 'subscribedSkus'])(
    '%s comes whole in pages, each thing once, as it comes at once',
    async (name) => {
      const [whole] = await pages(`${name}?$top=999&$count=true`)
      const small = await pages(`${name}?$top=2`)
      expect(whole?.value.length).toBeGreaterThan(2)
      expect(whole?.['@odata.count']).toBe(whole?.value.length)
      expect(whole?.['@odata.context']).toBe(`${served.origin}/v1.0/$metadata#${name}`)
      expect(small.length).toBeGreaterThan(1)
      expect(small.flatMap(({ value }) => value)).toEqual(whole?.value)
    },
  )
  it('pages the members of a group', async () => {
    const group = served.demo.groups[0]?.id
    const [whole] = await pages(`groups/${group}/members?$count=true`)
    const small = await pages(`groups/${group}/members?$top=3`)
    expect(whole?.value.length).toBeGreaterThan(3)
    expect(whole?.['@odata.count']).toBe(whole?.value.length)
    expect(small.flatMap(({ value }) => value)).toEqual(whole?.value)
  })
  it('counts what the filter finds, not all there is', async () => {
    const filter = encodeURIComponent("department eq 'Sales'")
    const found = await get(`users?$filter=${filter}&$count=true&$top=1`, { ...caller, consistencylevel: 'eventual' })
    const all = await get(`users?$filter=${filter}&$top=999`)
    expect(found['@odata.count']).toBe(all.value.length)
    expect(all.value.length).toBeGreaterThan(1)
    expect(all.value.every((one) => one['department'] === 'Sales')).toBe(true)
  })
  it('gives the fields asked for and the id, and says which field there is not', async () => {
    const { value } = await get('users?$select=displayName,accountEnabled&$top=1')
    expect(Object.keys(value[0] ?? {}).sort()).toEqual(['accountEnabled', 'displayName', 'id'])
    expect(await get('users?$select=password')).toMatchObject({ status: 400, error: { target: '$select' } })
  })

  it.each([
    '$expand=password',
    '$orderby=password',
    '$orderby=city up',
    '$top=0',
    '$top=1000',
    '$count=maybe',
    '$top=1&$top=2',
    '$skip=4',
  ])('does not pass over %s', async (query) => expect((await get(`users?${query}`)).status).toBe(400))
  it('knows what a field is compared with', async () => {
    for (const filter of ["accountEnabled eq 'yes'", 'displayName eq true', "password eq 'x'"])
      expect(await get(`users?$filter=${encodeURIComponent(filter)}`), filter).toMatchObject({
        status: 400,
        error: { code: 'Request_BadRequest', target: '$filter' },
      })
  })

  it('SEC-30: takes no skip token that was not made here for this list', async () => {
    const { '@odata.nextLink': next = '' } = await get('users?$top=2')
    const token = new URL(next).searchParams.get('$skiptoken') as string
    const at = (name: string, value = token) => `${name}?$skiptoken=${encodeURIComponent(value)}`
    expect((await get(at('users'))).status).toBe(200)
    const [body = '', seal = ''] = token.split('.')
    const forged = Buffer.from(JSON.stringify(['', '00000000-0000-0000-0000-000000000000'])).toString('base64url')
    for (const [name, path] of Object.entries({
      'of another list': at('groups'),
      'of another question': `${at('users')}&$filter=${encodeURIComponent("city eq 'Lyon'")}`,
      'with another body': at('users', `${forged}.${seal}`),
      'without a seal': at('users', body),
      'with half a seal': at('users', token.slice(0, -5)),
      empty: at('users', ''),
      'of nobody': at('users', 'x.y'),
    }))
      expect(await get(path), name).toMatchObject({ status: 400, error: { target: '$skiptoken' } })
    // Another company’s token is no token here.
    expect((await get(at('users'), other.app)).status).toBe(400)
  })

  it('answers for one thing with its context, and for none with Graph’s code', async () => {
    const { id } = served.demo.groups[0] ?? {}
    expect((await get(`groups/${id}`))['@odata.context']).toBe(`${served.origin}/v1.0/$metadata#groups/$entity`)
    expect((await get(`groups/${id}?$select=displayName`))['@odata.context']).toContain('#groups(displayName)/$entity')
    for (const path of ['users', 'groups', 'applications', 'servicePrincipals', 'subscribedSkus']) {
      expect(await get(`${path}/4d1c9e5a-6c1f-4a7e-8a30-1b2c3d4e5f60`), path).toMatchObject({
        status: 404,
        error: { code: 'Request_ResourceNotFound' },
      })
      expect((await get(`${path}/nonsense`)).status, path).toBe(400)
    }
  })
})
