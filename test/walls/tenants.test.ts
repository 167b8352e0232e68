import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { buildServer } from '../../src/doors/http.ts'
import { changeSchema } from '../../src/doors/graph/change-schema.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { type Caller, rowsOf, secondCompany, sessionOf } from '../support/companies.ts'
import { fromSchema } from '../support/from-schema.ts'

type Route = { readonly method: string; readonly url: string; readonly schema?: unknown }

let served: Served
let other: Awaited<ReturnType<typeof secondCompany>>
let routes: readonly Route[]
/** Ids of the first company, by what they are of; and all that only it knows: ids, names, sign-in names. */
let ids: Readonly<Record<string, readonly string[]>>
let known: readonly string[]

beforeAll(async () => {
  served = await serveDemo()
  const { admit } = served.running
  other = await secondCompany(admit, served.origin)
  const app = await buildServer(admit)
  routes = app.knownRoutes.filter(({ method }) => ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method))
  await app.close()
  const found = await withTenant(admit.store, served.demo.tenant.id, async (t) => {
    const kinds = {
      accounts: 'display_name',
      groups: 'name',
      apps: 'name',
      products: 'name',
      named_locations: 'name',
      instances: 'name',
    }
    const of = Object.entries(kinds).map(
      ([table, name]) => sql`select ${table} as kind, id::text, ${sql.ref(name)} as name from ${sql.table(table)}`,
    )
    const policies = sql`select 'policies' as kind, id::text, body ->> 'name' as name from policies`
    const names = sql`select 'names' as kind, null as id, sign_in_name as name from accounts`
    const all = sql.join([...of, policies, names], sql` union all `)
    return (await sql<{ kind: string; id: string | null; name: string }>`select * from (${all}) x`.execute(t.db)).rows
  })
  // The parts of Admit have one id in every tenant.
  const theirs = found.filter(({ id }) => !id?.startsWith('00000000-ad01'))
  ids = Object.fromEntries(
    ['accounts', 'groups', 'apps', 'products', 'named_locations', 'instances', 'policies'].map((kind) => [
      kind,
      theirs.filter((one) => one.kind === kind).flatMap(({ id }) => (id === null ? [] : [id])),
    ]),
  )
  known = theirs.flatMap(({ id, name }) => [id ?? [], name].flat()).filter((text) => text.length > 5)
})
afterAll(() => served.stop())

/** Paths for a route: each parameter is, one after the other, an id of every kind. */
function pathsOf({ url }: Route): readonly string[] {
  const firsts = Object.values(ids).map(([first]) => first as string)
  if (url.includes('*')) return [url.replace('*', 'x').replace(':tenant', served.demo.tenant.id)]
  if (!url.includes(':')) return [url, ...(url.startsWith('/v1.0') ? queriesOf(url) : [])]
  return firsts.map((id) => url.replace(':tenant', served.demo.tenant.id).replace(/:\w+/g, id))
}

function queriesOf(url: string): readonly string[] {
  const { accounts = [], apps = [] } = ids
  const { signInName = '' } = served.demo.people[0] ?? {}
  return [
    `${url}?accountId=${accounts[0]}`,
    `${url}?entityId=${accounts[0]}&entity=account`,
    `${url}?appId=${apps[0]}`,
    `${url}?$filter=${encodeURIComponent(`id eq '${accounts[0]}'`)}`,
    `${url}?$filter=${encodeURIComponent(`userPrincipalName eq '${signInName}'`)}`,
    `${url}?$search=${encodeURIComponent('"a"')}&$count=true`,
  ]
}

function bodiesOf({ url, schema }: Route): readonly unknown[] {
  const { body } = (schema ?? {}) as { body?: z.ZodType }
  if (body === undefined) return [undefined]
  const all = Object.values(ids).flatMap((some) => some.slice(0, 2))
  if (url.endsWith('/members/$ref')) return [{ '@odata.id': `https://x.example/v1.0/users/${ids['accounts']?.[0]}` }]
  // Of changes each kind is tried, with ids that fit.
  const changes = () => changeSchema.options.map((option) => fc.sample(fitting(option), { numRuns: 1, seed: 7 })[0])
  if (url.endsWith('/admit/preview')) return [{ changes: changes() }]
  if (url.endsWith('/admit/changes')) return changes().map((change) => ({ changes: [change] }))
  return fc.sample(fromSchema(body, all), { numRuns: 3, seed: 7 })
}

/** A change whose ids are of the right kind, so that nothing but the tenant can be in the way. */
function fitting(option: z.ZodType): fc.Arbitrary<unknown> {
  const kinds: Readonly<Record<string, string>> = {
    accountId: 'accounts',
    groupId: 'groups',
    childId: 'groups',
    parentId: 'groups',
    appId: 'apps',
    productId: 'products',
    policyId: 'policies',
    locationId: 'named_locations',
    instanceId: 'instances',
    managerId: 'accounts',
    account: 'accounts',
    group: 'groups',
    app: 'apps',
    product: 'products',
    policy: 'policies',
    location: 'named_locations',
    instance: 'instances',
  }
  const place = (value: unknown, key: string): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return kinds[key] !== undefined && typeof value === 'string' ? ids[kinds[key]]?.[0] : value
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, place(inner, name === 'id' ? key : name)]),
    )
  }
  return fromSchema(option, [ids['accounts']?.[0] as string]).map((change) => place(change, ''))
}

/** Asks these routes with everything that names the first company; gives what was answered that only that company knows. */
async function walk(routes: readonly Route[], callers: readonly Caller[], known: readonly string[]) {
  const crossed: string[] = []
  const statuses = new Map<number, number>()
  for (const route of routes)
    for (const path of pathsOf(route))
      for (const body of bodiesOf(route))
        for (const caller of callers) {
          const sent = body === undefined ? '' : JSON.stringify(body)
          const response = await fetch(served.origin + path, {
            method: route.method,
            redirect: 'manual',
            headers: {
              ...caller,
              accept: 'application/json',
              ...(sent === '' ? {} : { 'content-type': 'application/json' }),
            },
            ...(sent === '' ? {} : { body: sent }),
          })
          const text = await response.text()
          statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
          if (response.status >= 500) crossed.push(`${route.method} ${path}: ${response.status} for ${sent}`)
          const told = known.find(
            (word) => text.includes(word) && !sent.includes(word) && !decodeURIComponent(path).includes(word),
          )
          if (told !== undefined) crossed.push(`${route.method} ${path}: ${told}`)
        }
  return { crossed, statuses }
}

describe('SEC-30: no read or write crosses a tenant', () => {
  it('shows an administrator of the company itself what it is about: the walk would see it', async () => {
    const admin = served.demo.people.find((one) => one.key === 'admin')?.id as string
    const own = await sessionOf(served.running.admit, served.demo.tenant.id, admin)
    const { crossed } = await walk(
      routes.filter(({ method, url }) => method === 'GET' && /^\/(v1\.0|admin)/.test(url)),
      [own],
      known,
    )
    const seen = new Set(crossed.map((one) => one.split(/[?:]/)[0]))
    for (const path of [
      'users',
      'groups',
      'applications',
      'subscribedSkus',
      'admit/journal',
      'admit/overview',
      'admit/policies',
    ])
      expect(
        [...seen].some((one) => one?.startsWith(`GET /v1.0/${path}`)),
        path,
      ).toBe(true)
  })

  it('gives nothing of it to another company’s administrator or app, on any route, and changes nothing', async () => {
    const { admit } = served.running
    const { id } = served.demo.tenant
    // Signing keys are made when they are first asked for; that is no change by anybody.
    await fetch(`${served.origin}/${id}/discovery/v2.0/keys`)
    const before = await rowsOf(admit, id)
    const isAsking = ({ method, url }: Route) =>
      method === 'GET' || /\/admit\/(explain|whatIf|preview|repair|rule)$/.test(url)
    const isChange = ({ url }: Route) => url.endsWith('/admit/changes')
    const callers = [other.session, other.app]
    // What is asked comes first: afterwards the other company has things of its own under the ids of this one.
    const names = known.filter((text) => !/^[0-9a-f-]{36}$/.test(text))
    const walked = [
      await walk(routes.filter(isAsking), callers, known),
      await walk(
        routes.filter((route) => !isAsking(route) && !isChange(route)),
        callers,
        names,
      ),
      await walk(routes.filter(isChange), [other.session], names),
    ]
    expect(walked.flatMap(({ crossed }) => crossed)).toEqual([])
    expect(await rowsOf(admit, id)).toBe(before)
    // The walk came past the doors: much was answered, and not only refused.
    const statuses = walked.flatMap(({ statuses }) => [...statuses])
    const count = (of: (status: number) => boolean) =>
      statuses.reduce((sum, [status, n]) => sum + (of(status) ? n : 0), 0)
    expect(count((status) => status === 200)).toBeGreaterThan(100)
    expect(count(() => true)).toBeGreaterThan(500)
  }, 180_000)

  it('does not take a session or a token of one company at the other’s OpenID Connect', async () => {
    const { id } = served.demo.tenant
    const app = served.demo.apps[0]
    const query = new URLSearchParams({
      client_id: app?.id ?? '',
      response_type: 'code',
      scope: 'openid',
      prompt: 'none',
      redirect_uri: `${served.appsOrigin}/crm4/callback`,
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    })
    const asked = await fetch(`${served.origin}/${id}/oauth2/v2.0/authorize?${query}`, {
      redirect: 'manual',
      headers: { cookie: other.session['cookie'] as string },
    })
    expect(asked.headers.get('location') ?? (await asked.text())).not.toContain('code=')
    const info = await fetch(`${served.origin}/${id}/openid/userinfo`, { headers: other.app })
    expect(info.status).toBeGreaterThanOrEqual(400)
  })
})
