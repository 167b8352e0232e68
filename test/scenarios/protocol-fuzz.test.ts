import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Served, serveDemo } from '../setup/server.ts'
import { BareClient } from '../support/bare-client.ts'
import type { Registered } from '../support/register-app.ts'
import { Visitor } from '../support/visitor.ts'

let served: Served
let client: BareClient
let registered: Registered
/** Somebody signed in: a request gets further with them than without. */
const visitor = new Visitor()

beforeAll(async () => {
  served = await serveDemo()
  registered = { id: served.demo.publicClient.id, secret: '' }
  client = new BareClient(served, registered, 'http://localhost')
  await visitor.open(client.address())
  await visitor.send({ name: 'marc@meridian.example' })
  await visitor.send({ password: 'lantern harbour 42' })
})
afterAll(() => served.stop())

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    '',
    '\0',
    '\ud800',
    '{',
    '[]',
    'null',
    '-1',
    '1e999',
    '__proto__',
    '%00',
    "';--",
    '\r\nX: y',
    '😀'.repeat(40),
  ),
)
const oneOf = (...known: string[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: nasty })
const anything = fc.record({
  client_id: oneOf('704deef6-8712-597c-816e-1ad7d89d89cd', 'b7cad3d6-87f9-5738-b8bc-53b138d177a2'),
  redirect_uri: oneOf('http://localhost', 'http://localhost:7/', 'https://evil.example'),
  response_type: oneOf('code', 'none', 'id_token', 'code id_token token'),
  response_mode: oneOf('query', 'fragment', 'form_post', 'web_message', 'jwt'),
  scope: oneOf('openid', 'openid offline_access https://graph.admit/.default', 'api://crm/access', 'email openid'),
  prompt: oneOf('none', 'login', 'consent', 'select_account', 'admin_consent', 'none login'),
  code_challenge: oneOf('x'.repeat(43)),
  code_challenge_method: oneOf('S256', 'plain'),
  state: nasty,
  nonce: nasty,
  max_age: oneOf('0', '1', '99999999999999999999'),
  login_hint: oneOf('marc@meridian.example', 'nobody@nowhere.example', '@'),
  domain_hint: oneOf('meridian.example'),
  claims: oneOf(
    '{"id_token":{"auth_time":{"essential":true}}}',
    '{"userinfo":null}',
    '{"id_token":{"sub":{"value":1}}}',
  ),
  id_token_hint: oneOf('x.y.z', 'eyJhbGciOiJub25lIn0.e30.'),
  resource: oneOf('https://graph.admit', 'api://crm'),
  request: nasty,
  request_uri: oneOf('urn:ietf:params:oauth:request_uri:x', 'https://evil.example/x'),
  acr_values: nasty,
  ui_locales: nasty,
  client_info: nasty,
  dpop_jkt: nasty,
})
const right = {
  client_id: '704deef6-8712-597c-816e-1ad7d89d89cd',
  redirect_uri: 'http://localhost',
  response_type: 'code',
  scope: 'openid',
  code_challenge: 'x'.repeat(43),
  code_challenge_method: 'S256',
}
/** A right request with up to four parameters as they come: one with more is refused for the first of them. */
const params = fc
  .tuple(anything, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 99 }))
  .map(([values, count, first]) => {
    const all = Object.entries(values)
    const changed = Array.from({ length: count }, (_, i) => all[(first + i * 7) % all.length] as [string, string])
    return { ...right, ...Object.fromEntries(changed) }
  })
const form = fc.record(
  {
    grant_type: oneOf('authorization_code', 'refresh_token', 'client_credentials', 'implicit'),
    client_id: oneOf('704deef6-8712-597c-816e-1ad7d89d89cd', 'b7cad3d6-87f9-5738-b8bc-53b138d177a2'),
    client_secret: oneOf('demo-95815bcdc9d612bb8ecb9672d24b661d'),
    code: nasty,
    code_verifier: oneOf('x'.repeat(43)),
    redirect_uri: oneOf('http://localhost'),
    refresh_token: nasty,
    scope: oneOf('https://graph.admit/.default', 'openid', 'api://crm/access https://graph.admit/User.Read'),
    resource: oneOf('https://graph.admit'),
    token: nasty,
    token_type_hint: oneOf('access_token', 'refresh_token'),
    client_assertion: nasty,
    client_assertion_type: oneOf('urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
    dpop: nasty,
  },
  { requiredKeys: ['grant_type'] },
)
const tenants = oneOf('common', 'organizations', 'meridian.example', '8d2a50ed-4763-58ed-81d1-0a9e63b0cc22')

/** Runs for some seconds, from another beginning each time; a failure prints what leads to it again. */
const some = { interruptAfterTimeLimit: 6000, markInterruptAsFailure: false, numRuns: 5000, maxSkipsPerRun: 0 } as const

async function expectAnswered(url: string, init: RequestInit = {}): Promise<void> {
  const response = await visitor.fetch(url, init)
  const text = await response.text()
  expect(response.status, text).toBeLessThan(500)
  expect(response.headers.get('location') ?? '').not.toMatch(/^[^?#]*evil\.example|error=server_error/)
  expect(text).not.toMatch(/node_modules|\.ts:\d|kysely|TypeError|server_error/)
}

/** Pairs as a browser would encode them, half of a surrogate pair included. */
const encoded = (fields: object) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`)
    .join('&')

it('the authorization endpoint answers anything, sent or pushed before, without breaking', async () => {
  await fc.assert(
    fc.asyncProperty(tenants, params, fc.boolean(), async (tenant, fields, isPushed) => {
      const at = `${served.origin}/${encodeURIComponent(tenant.toWellFormed())}/oauth2/v2.0/${isPushed ? 'par' : 'authorize'}`
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      if (isPushed) await expectAnswered(at, { method: 'POST', headers, body: encoded(fields) })
      else await expectAnswered(`${at}?${encoded(fields)}`)
    }),
    some,
  )
})

it('the sign-in pages answer whatever an authorization request leads to', async () => {
  await fc.assert(
    fc.asyncProperty(params, async (fields) => {
      let at = `${client.at}/oauth2/v2.0/authorize?${encoded({ ...fields, redirect_uri: 'http://localhost:7/' })}`
      for (let hop = 0; hop < 4 && at.startsWith(served.origin); hop++) {
        const response = await visitor.fetch(at)
        expect(response.status, await response.text()).toBeLessThan(500)
        const to = response.headers.get('location')
        expect(to ?? '').not.toContain('error=server_error')
        if (to === null) return
        at = new URL(to, at).href
      }
    }),
    some,
  )
})

it('the endpoints of apps answer anything without breaking', async () => {
  const paths = fc.constantFrom('token', 'revoke', 'introspect', 'par', 'logout')
  await fc.assert(
    fc.asyncProperty(tenants, paths, form, nasty, async (tenant, path, fields, authorization) => {
      const at = `${served.origin}/${encodeURIComponent(tenant.toWellFormed())}/oauth2/v2.0/${path}`
      const basic = Buffer.from(authorization).toString('base64')
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        ...(authorization.length % 3 === 0 ? { authorization: `Basic ${basic}` } : {}),
      }
      await expectAnswered(at, { method: 'POST', headers, body: encoded(fields) })
    }),
    some,
  )
})
