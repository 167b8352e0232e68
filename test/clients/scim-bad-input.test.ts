import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../setup/server.ts'
import {
  bulkOf,
  enterprise,
  filtered,
  groupSchema,
  patchOf,
  type Scim,
  type ScimAnswer,
  scimClient,
  userSchema,
} from '../support/scim-client.ts'

let served: Served
let scim: Scim
let group = ''

beforeAll(async () => {
  served = await serveDemo()
  scim = (await scimClient(served, { perMinute: 60_000 })).scim
  group = String((await scim('POST', '/Groups', { schemas: [groupSchema], displayName: 'Fuzzed' })).body['id'])
})
afterAll(() => served.stop())

const numRuns = Number(process.env['RUNS'] ?? 120)
const strange = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    "' or 1=1 --",
    '%',
    'x$',
    'bulkId:1',
    'x'.repeat(2000),
  ),
)
const names = fc.oneof(
  fc.constantFrom(
    'userName',
    'name',
    'emails',
    'phoneNumbers',
    'addresses',
    'active',
    'displayName',
    'externalId',
    'title',
    'members',
    'groups',
  ),
  fc.constantFrom(
    'id',
    'meta',
    'schemas',
    enterprise,
    `${enterprise}:manager`,
    'manager',
    'value',
    'type',
    'primary',
    '$ref',
    'password',
    '__proto__',
  ),
  strange,
)
const value: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    strange,
    fc.constantFrom(null, true, false, 0, -1, 1e308, 'True', 'a@b.example'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 5 }),
  ),
})).value
const filter = fc
  .array(
    fc.oneof(
      names,
      fc.constantFrom(
        'eq',
        'co',
        'gt',
        'pr',
        'and',
        'or',
        'not',
        '(',
        ')',
        '[',
        ']',
        '].value',
        '"x"',
        'true',
        'null',
        '"2030-01-01T00:00:00Z"',
      ),
    ),
    { maxLength: 12 },
  )
  .map((words) => words.join(' '))
const path = fc.oneof(
  names,
  fc.tuple(names, filter, names).map(([a, f, b]) => `${a}[${f}].${b}`),
  fc.tuple(names, names).map(([a, b]) => `${a}.${b}`),
)
const operation = fc.record(
  { op: fc.oneof(fc.constantFrom('add', 'Replace', 'remove'), value), path: fc.oneof(path, value), value },
  { requiredKeys: ['op'] },
)

/** Never our fault, and always in SCIM's words. */
function isFair({ status, body }: ScimAnswer): void {
  expect(status, JSON.stringify(body)).toBeLessThan(500)
  if (status >= 400)
    expect(body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status) })
}

describe('SEC-28, SEC-35: whatever is sent, the answer is fair', () => {
  it('to bodies', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/Users', '/Groups', '/Bulk', '/.search', '/Users/.search'),
        value,
        async (to, body) => isFair(await scim('POST', to, body)),
      ),
      { numRuns },
    ))
  it('to people that are nearly right', () =>
    fc.assert(
      fc.asyncProperty(fc.uuid(), fc.dictionary(names, value, { maxKeys: 4 }), async (name, more) =>
        isFair(await scim('POST', '/Users', { userName: `${name}@meridian.example`, ...more, schemas: [userSchema] })),
      ),
      { numRuns },
    ))
  it('to patches of people and groups, which leave them to be read', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('user', 'group'),
        fc.array(operation, { minLength: 1, maxLength: 3 }),
        async (kind, operations) => {
          const to =
            kind === 'user' ? `/Users/${served.demo.people.find((one) => one.key === 'alice')?.id}` : `/Groups/${group}`
          isFair(await scim('PATCH', to, patchOf(...operations)))
          expect((await scim('GET', to)).status).toBe(200)
        },
      ),
      { numRuns },
    ))
  it('to filters, sorts, pages and projections', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/Users', '/Groups', ''),
        filter,
        strange,
        fc.oneof(fc.integer().map(String), strange),
        async (to, asked, name, count) => {
          const more = new URLSearchParams({ count: '2', sortBy: name, attributes: name, startIndex: count }).toString()
          isFair(await scim('GET', filtered(to, asked)))
          isFair(await scim('GET', `${to}?${more}`))
        },
      ),
      { numRuns },
    ))
  it('to bulks', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            method: fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE'),
            path: fc.oneof(fc.constantFrom('/Users', '/Groups', '/Users/bulkId:1'), strange),
            bulkId: fc.oneof(fc.constantFrom('1', '2'), strange),
            data: value,
          }),
          { minLength: 1, maxLength: 4 },
        ),
        async (operations) => {
          const answer = await scim('POST', '/Bulk', bulkOf(operations))
          isFair(answer)
          for (const one of (answer.body['Operations'] ?? []) as { status: string }[])
            expect(Number(one.status), JSON.stringify(one)).toBeLessThan(500)
        },
      ),
      { numRuns },
    ))
  it('to a body that is deep, and one with keys that are not its own', async () => {
    isFair(
      await scim('POST', '/Users', `{"schemas":["${userSchema}"],"name":${'['.repeat(200_000)}${']'.repeat(200_000)}}`),
    )
    isFair(
      await scim(
        'POST',
        '/Bulk',
        `{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"POST","bulkId":"1","path":"/Users","data":${'['.repeat(5000)}${']'.repeat(5000)}}]}`,
      ),
    )
    const answer = await scim(
      'POST',
      '/Users',
      `{"schemas":["${userSchema}"],"userName":"proto@meridian.example","__proto__":{"active":false}}`,
    )
    expect(answer).toMatchObject({ status: 201, body: { active: true } })
  })
})
