import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { changeSchema } from '../../src/doors/graph/change-schema.ts'
import { buildServer } from '../../src/doors/http.ts'
import { errors } from '../../src/errors.ts'
import { verifyJournal } from '../../src/store/journal.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { type Caller, rowsOf, secondCompany } from '../support/companies.ts'
import { fromSchema } from '../support/from-schema.ts'

type Route = { readonly method: string; readonly url: string; readonly body: z.ZodType }

let served: Served
let company: Awaited<ReturnType<typeof secondCompany>>
let caller: Caller
let routes: readonly Route[]

beforeAll(async () => {
  served = await serveDemo()
  company = await secondCompany(served.running.admit, served.origin)
  caller = company.app
  const app = await buildServer(served.running.admit)
  routes = app.knownRoutes.flatMap(({ method, url, schema }) => {
    const { body } = (schema ?? {}) as { body?: z.ZodType }
    return body === undefined ? [] : [{ method, url, body }]
  })
  await app.close()
})
afterAll(() => served.stop())

const path = ({ url }: Route) => {
  const { group, app, person } = company.ids
  const id = url.includes('/groups/') ? group : /applications|servicePrincipals|apps/.test(url) ? app : person
  return url.replace(/:\w+/g, id)
}

async function send(method: string, address: string, body: string | undefined, type = 'application/json') {
  const response = await fetch(served.origin + address, {
    method,
    headers: { ...caller, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body }),
  })
  const text = await response.text()
  return { status: response.status, text, answer: text === '' ? null : (JSON.parse(text) as Answer) }
}

type Answer = { error?: { code: string; target?: string; innerError: Record<string, string> } }

/** Everything but what asking alone writes down. */
const all = () => rowsOf(served.running.admit, company.tenantId, ['questions'])

/** A clear no: of the client, with a code of the table, an id to find it by, and nothing of how we are made. */
function isClear({ status, text, answer }: Awaited<ReturnType<typeof send>>): string | null {
  if (status >= 500) return `status ${status}: ${text.slice(0, 300)}`
  if (status < 400) return null
  const code = answer?.error?.innerError['code'] ?? ''
  if (!(code in errors)) return `no known code: ${text.slice(0, 300)}`
  if (!/^[0-9a-f-]{36}$/.test(answer?.error?.innerError['request-id'] ?? '')) return 'no request-id'
  return /node_modules|\bat .*\.ts:|\bselect .* from |insert into|syntax error/i.test(text)
    ? `too much is told: ${text}`
    : null
}

const hostile: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  8.64e15,
  '',
  ' ',
  'x'.repeat(10_000),
  'a\u0000b',
  'half a pair \ud800',
  '\u202eevil\u0007',
  "'; drop table accounts; --",
  '<img src=x onerror=alert(1)>',
  '{{7*7}}%s%n',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  [],
  {},
  [null],
  Array.from({ length: 2000 }, () => 'x'),
  JSON.parse('{"__proto__": {"isAdmin": true}}'),
  { constructor: { prototype: { isAdmin: true } } },
  JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`),
]

/** A body that is right but for one place, where something hostile stands or a field nobody knows was added. */
function spoilt(body: unknown): fc.Arbitrary<unknown> {
  const places: (string | number)[][] = [[]]
  const walk = (value: unknown, at: (string | number)[]): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      places.push([...at, key])
      walk(inner, [...at, key])
    }
  }
  walk(body, [])
  const put = (value: unknown, [key, ...rest]: readonly (string | number)[], what: unknown): unknown => {
    if (key === undefined) return what
    const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>
    copy[key] = put(copy[key], rest, what)
    return copy
  }
  const replaced = fc
    .tuple(fc.constantFrom(...places), fc.constantFrom(...hostile))
    .map(([at, what]) => put(body, at, what))
  const added = fc
    .constantFrom('isAdmin', 'constructor', 'tenantId', 'tenant_id', 'roles', '$where')
    .map((name) => (typeof body === 'object' && body !== null ? { ...body, [name]: 'x' } : body))
  return fc.oneof({ weight: 5, arbitrary: replaced }, { weight: 1, arbitrary: added })
}

/** Sends what is generated until the time is over; what is refused must have changed nothing. */
async function bombard(method: string, address: string, bodies: fc.Arbitrary<unknown>, numRuns: number, time: number) {
  let before = await all()
  let refused = 0
  const one = async (body: unknown) => {
    const answer = await send(method, address, JSON.stringify(body))
    expect(isClear(answer), JSON.stringify(body).slice(0, 500)).toBeNull()
    const after = await all()
    if (answer.status >= 400) {
      refused += 1
      const what = `half written at ${method} ${address}: ${JSON.stringify(body).slice(0, 500)}`
      if (after !== before) expect(after.split('\n'), what).toEqual(before.split('\n'))
    }
    before = after
  }
  // Where the time is over in the middle of a request, the next route does not begin before that has ended.
  let underWay = Promise.resolve()
  await fc.assert(
    fc.asyncProperty(bodies, (body) => {
      underWay = one(body)
      return underWay
    }),
    { numRuns, seed: 11, endOnFailure: true, interruptAfterTimeLimit: time, markInterruptAsFailure: false },
  )
  await underWay
  return refused
}

describe('SEC-28, SEC-35: what is not well formed is refused clearly, and nothing of it is done', () => {
  it('on every route that takes a body, whatever stands in any of its fields', async () => {
    expect(routes.length).toBeGreaterThan(14)
    const ids = Object.values(company.ids)
    let refused = 0
    for (const route of routes)
      refused += await bombard(route.method, path(route), fromSchema(route.body, ids).chain(spoilt), 12, 600)
    expect(refused).toBeGreaterThan(50)
  }, 60_000)

  it('in every kind of change', async () => {
    const ids = [company.ids.person]
    const change = fc.constantFrom(...changeSchema.options).chain((option) => fromSchema(option, ids).chain(spoilt))
    const body = change.map((one) => ({ changes: [one] }))
    expect(await bombard('POST', '/v1.0/admit/changes', body, 300, 6000)).toBeGreaterThan(20)
  }, 60_000)

  it('in paths and queries', async () => {
    const values = [
      "'",
      '%00',
      '%ff',
      '%ed%a0%80',
      'x'.repeat(500),
      '..%2f..',
      '-1',
      '1e99',
      'null',
      '__proto__',
      '%25',
      "a' or '1'='1",
    ]
    const paths = values.flatMap((value) => [
      `/v1.0/users/${value}`,
      `/v1.0/users/${value}@x.example`,
      `/v1.0/groups/${value}/members`,
      `/v1.0/applications/${value}`,
      `/v1.0/admit/people/${value}`,
      `/v1.0/users?$top=${value}`,
      `/v1.0/users?$skiptoken=${value}`,
      `/v1.0/users?$search=${value}`,
      `/v1.0/users?$select=${value}`,
      `/v1.0/users?$filter=${value}`,
      `/v1.0/users?$filter=accountEnabled eq '${value}'`,
      `/v1.0/users?$filter=displayName eq true and id eq '${value}'`,
      `/v1.0/users?$expand=${value}&$orderby=${value}`,
      `/v1.0/groups?$skiptoken=${Buffer.from(JSON.stringify([value, value])).toString('base64url')}`,
      `/v1.0/auditLogs/signIns?$skiptoken=${value}&$filter=userId eq '${value}'`,
      `/v1.0/admit/journal?before=${value}&limit=${value}&entityId=${value}`,
      `/v1.0/admit/signIns?accountId=${value}&before=${value}`,
      `/v1.0/admit/questions?actor=${value}`,
    ])
    const faults: string[] = []
    for (const one of paths) {
      const answer = await send('GET', one, undefined)
      const fault = isClear(answer)
      if (fault !== null) faults.push(`${one}: ${fault}`)
    }
    expect(faults).toEqual([])
  })

  it('as a body of another kind, of no kind, broken, too deep or too large', async () => {
    const before = await all()
    const good = JSON.stringify({ displayName: 'Fine', userPrincipalName: 'fine@other-works.example' })
    const cases: [string, string | undefined, string, number, string][] = [
      ['text', good, 'text/plain', 415, 'request.wrong_type'],
      ['a form', 'displayName=Fine', 'application/x-www-form-urlencoded', 415, 'request.wrong_type'],
      ['XML', '<user/>', 'application/xml', 415, 'request.wrong_type'],
      ['several parts', '--x--', 'multipart/form-data; boundary=x', 415, 'request.wrong_type'],
      ['half of it', good.slice(0, -1), 'application/json', 400, 'request.invalid'],
      ['two of it', good + good, 'application/json', 400, 'request.invalid'],
      ['nothing', undefined, '', 400, 'request.invalid'],
      ['empty', '', 'application/json', 400, 'request.invalid'],
      ['a list', `[${good}]`, 'application/json', 400, 'request.invalid'],
      ['deep', '['.repeat(100_000) + ']'.repeat(100_000), 'application/json', 400, 'request.invalid'],
      [
        'two million letters',
        JSON.stringify({ displayName: 'x'.repeat(2_000_000) }),
        'application/json',
        413,
        'request.too_large',
      ],
      [
        'many fields',
        `{${Array.from({ length: 60_000 }, (_, i) => `"f${i}":1`).join(',')}}`,
        'application/json',
        400,
        'request.invalid',
      ],
      [
        'a prototype',
        '{"__proto__": {"roles": ["global-admin"]}, "displayName": "Fine"}',
        'application/json',
        400,
        'request.invalid',
      ],
    ]
    for (const [name, body, type, status, code] of cases) {
      const answer = await send('POST', '/v1.0/users', body, type)
      expect([name, answer.status, answer.answer?.error?.innerError['code']]).toEqual([name, status, code])
      expect(isClear(answer), name).toBeNull()
    }
    expect(await all()).toBe(before)
  })

  it('names the field that is wrong', async () => {
    const wrong = async (body: object) =>
      (
        await send(
          'POST',
          '/v1.0/users',
          JSON.stringify({ displayName: 'Fine', userPrincipalName: 'a@other-works.example', ...body }),
        )
      ).answer?.error?.target
    expect(await wrong({ displayName: 5 })).toBe('displayName')
    expect(await wrong({ accountEnabled: 'false' })).toBe('accountEnabled')
    expect(await wrong({ businessPhones: [1] })).toBe('businessPhones.0')
    expect(await wrong({ roles: ['global-admin'] })).toBe('roles')
    expect(await wrong({ passwordProfile: { secret: 'x' } })).toBe('passwordProfile.secret')
  })

  it('keeps SQL and HTML as the words they are', async () => {
    const displayName = `Robert'); drop table accounts; -- <script>alert("1")</script> \\ %_ ' or 1=1`
    const made = await send(
      'POST',
      '/v1.0/users',
      JSON.stringify({ displayName, userPrincipalName: 'bobby@other-works.example' }),
    )
    expect(made.status).toBe(201)
    const found = await send(
      'GET',
      `/v1.0/users?$filter=${encodeURIComponent(`displayName eq '${displayName.replaceAll("'", "''")}'`)}`,
      undefined,
    )
    expect((found.answer as { value?: object[] }).value).toMatchObject([{ displayName }])
  })

  it('leaves a whole journal behind', async () => {
    const { admit } = served.running
    expect(await withTenant(admit.store, company.tenantId, verifyJournal)).toMatchObject({ ok: true, brokenAt: null })
  })
})
