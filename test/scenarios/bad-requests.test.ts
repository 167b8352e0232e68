import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../setup/server.ts'
import { listenAsApp } from '../support/app-address.ts'
import { BareClient } from '../support/bare-client.ts'
import { sessionOf } from '../support/companies.ts'
import { person } from '../support/demo.ts'
import { type Registered, registerApp } from '../support/register-app.ts'
import { scimClient } from '../support/scim-client.ts'
import { signInAt } from '../support/sign-in.ts'
import { Visitor } from '../support/visitor.ts'

let served: Served
let app: Awaited<ReturnType<typeof listenAsApp>>
let web: Registered
let client: BareClient
let tools: BareClient

beforeAll(async () => {
  served = await serveDemo()
  app = await listenAsApp()
  web = await registerApp(served, {
    name: 'A web app',
    redirectUris: [
      { uri: `${app.origin}/callback`, kind: 'web' },
      { uri: 'https://app.example/callback', kind: 'web' },
    ],
    postLogoutUris: [`${app.origin}/signed-out`],
  })
  client = new BareClient(served, web, `${app.origin}/callback`)
  tools = new BareClient(served, { id: served.demo.publicClient.id, secret: '' }, app.origin)
})
afterAll(async () => {
  await app.stop()
  await served.stop()
})

/** Nothing of how we are made is in any answer. */
function expectNoInsides(text: string): void {
  expect(text).not.toMatch(/node_modules|\.ts:\d|at \w+ \(|select |insert |syntax error|postgres|kysely|TypeError/i)
}

async function page(url: string): Promise<{ readonly status: number; readonly text: string }> {
  const seen = await new Visitor().open(url)
  expectNoInsides(seen.html)
  return { status: seen.status, text: seen.text }
}

describe('a request for nobody we know', () => {
  it('names an organisation that is not here: a page for people, the number for clients', async () => {
    const nowhere = '11111111-2222-4333-8444-555555555555'
    for (const tenant of [nowhere, 'nobody.example', 'meridian-labs.example', '%E2%80%8B', "x'--", 'a'.repeat(400)]) {
      const at = `${served.origin}/${tenant}/oauth2/v2.0`
      expect((await page(`${at}/authorize?client_id=${web.id}`)).status, tenant).toBe(404)
      const answer = await fetch(`${at}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'x' }) })
      expect(answer.status).toBe(400)
      expect(await answer.json(), tenant).toMatchObject({ error: 'invalid_tenant', error_codes: [50128] })
    }
  })
  it('names an app that is not here', async () => {
    for (const client_id of ['11111111-2222-4333-8444-555555555555', 'x', "' or 1=1", '', 'é', served.demo.tenant.id]) {
      const seen = await page(client.address({ client_id }))
      expect(seen.status, client_id).toBe(400)
      expect(seen.text).not.toContain('Sign-in name')
      const { status, body } = await client.token({ grant_type: 'client_credentials', client_id })
      expect([400, 401]).toContain(status)
      expect(body['error'], client_id).toMatch(/invalid_client|invalid_request/)
    }
    const { body } = await client.token({
      grant_type: 'client_credentials',
      client_id: '11111111-2222-4333-8444-555555555555',
    })
    expect(body).toMatchObject({ error: 'invalid_client', error_codes: [700016] })
  })
  it('SEC-22: brings a wrong secret, none, or one that would be found in the database', async () => {
    for (const client_secret of ['wrong', `${web.secret} `, web.secret.toUpperCase(), 'kept as a hash']) {
      const { status, body } = await client.token({ grant_type: 'refresh_token', refresh_token: 'x', client_secret })
      expect(status).toBe(401)
      expect(body).toMatchObject({ error: 'invalid_client', error_codes: [7000215] })
    }
    const none = await client.token({ grant_type: 'refresh_token', refresh_token: 'x', client_secret: undefined })
    expect(none).toMatchObject({ status: 401, body: { error: 'invalid_client', error_codes: [7000218] } })
  })
})

describe('SEC-16, SEC-23: a redirect address that is not the one registered', () => {
  const tricks = (good: string): string[] => [
    'https://evil.example/callback',
    'https://evil.example\\@app.example/callback',
    'https://app.example@evil.example/callback',
    'https://app.example\\.evil.example/callback',
    'https://app.example.evil.example/callback',
    'https://app.example:443/callback',
    'https://app.example/callback/',
    'https://app.example/callback/../evil',
    'https://app.example/callback?next=https://evil.example',
    'https://app.example/callback#fragment',
    'https://app.example/callback#',
    'https://app.example//callback',
    'https://app.example/%63allback',
    'https://APP.example/callback',
    'https://app.example/Callback',
    'https://app.example/call\tback',
    'https://app.example/callback\n',
    ' https://app.example/callback',
    'https://app.example/callback\r\nLocation: https://evil.example',
    'https://app。example/callback',
    'https://аpp.example/callback',
    'https://app.example/*',
    'https://*.example/callback',
    '//app.example/callback',
    'http://app.example/callback',
    'javascript:alert(1)',
    'data:text/html,x',
    'callback',
    '',
    `${good}/../callback`,
    good.replace('http:', 'https:'),
    good.replace(/:(\d+)/, ':1'),
  ]

  it('is answered with a page of ours, and never led to', async () => {
    for (const redirect_uri of tricks(`${app.origin}/callback`)) {
      const response = await new Visitor().fetch(client.address({ redirect_uri }))
      const text = await response.text()
      expect(response.status, redirect_uri).toBe(400)
      expect(response.headers.get('location'), redirect_uri).toBeNull()
      expect(text, 'escaped').not.toMatch(/href="(?:javascript|data):|<script(?! src="\/signin\/copy\.js" defer>)/)
      expectNoInsides(text)
    }
  })
  it('of a native app: any port of this machine, and nothing that only looks like it', async () => {
    const right = await new Visitor().fetch(tools.address({ redirect_uri: 'http://localhost:7/', prompt: 'none' }))
    expect(right.headers.get('location')).toMatch(/^http:\/\/localhost:7\/\?error=login_required&/)
    for (const redirect_uri of [
      'http://localhost@evil.example/',
      'http://localhost.evil.example/',
      'http://localhost:80@evil.example',
      'http://localhost:99999999/',
      'http://127.0.0.1/',
      'http://[::1]/',
      'https://localhost/',
      'http://localhost/other',
      'http://localhost:5\\@evil.example/',
      'http://localhost#@evil.example',
    ]) {
      const response = await new Visitor().fetch(tools.address({ redirect_uri }))
      await response.body?.cancel()
      expect(response.status, redirect_uri).toBe(400)
      expect(response.headers.get('location'), redirect_uri).toBeNull()
    }
  })
  it('after signing out: the person stays with us', async () => {
    for (const to of ['https://evil.example/', `${app.origin}/signed-out/`, '//evil.example', 'javascript:alert(1)']) {
      const query = new URLSearchParams({ client_id: web.id, post_logout_redirect_uri: to })
      const response = await new Visitor().fetch(`${client.at}/oauth2/v2.0/logout?${query}`)
      expect(response.headers.get('location'), to).toBeNull()
      expect(response.status, to).toBe(400)
      expectNoInsides(await response.text())
    }
  })
})

describe('an authorization request that asks for the wrong thing', () => {
  const answers: readonly (readonly [name: string, changed: Record<string, string | undefined>, error: string])[] = [
    ['a challenge in plain (SEC-19)', { code_challenge_method: 'plain' }, 'invalid_request'],
    [
      'a challenge without its method, which would be plain (SEC-19)',
      { code_challenge_method: undefined },
      'invalid_request',
    ],
    ['a method without a challenge', { code_challenge: undefined }, 'invalid_request'],
    ['a challenge that is none', { code_challenge: 'short' }, 'invalid_request'],
    ['an answer by token (implicit)', { response_type: 'token' }, 'unsupported_response_type'],
    ['an answer nobody knows', { response_type: 'x' }, 'unsupported_response_type'],
    ['a prompt nobody knows', { prompt: 'x' }, 'invalid_request'],
    ['no prompt and a prompt', { prompt: 'none login' }, 'invalid_request'],
    ['a max_age before the beginning', { max_age: '-1' }, 'invalid_request'],
    ['a request object of its own', { request: 'x.y.z' }, 'request_not_supported'],
    ['a resource that is not here', { scope: 'openid https://nowhere.example/.default' }, 'invalid_resource'],
    ['a scope that its resource does not have', { scope: 'openid api://crm/nonsense' }, 'invalid_scope'],
    ['a scope of nobody', { scope: 'openid nonsense' }, 'invalid_scope'],
    ['a hint that is no token', { id_token_hint: 'x' }, 'invalid_request'],
    ['claims that are no JSON', { claims: '{' }, 'invalid_request'],
  ]
  it.each(answers)('%s', async (_, changed, error) => {
    const answer = await client.answered(changed)
    expect(answer?.get('error'), String(answer)).toBe(error)
    expect(answer?.get('error_description')).toMatch(/^AADSTS\d+: .*Correlation ID: /)
    expect(answer?.get('state')).toBe('a-state')
    expectNoInsides(String(answer))
  })
  it('SEC-19: an app without a secret that brings no challenge', async () => {
    const answer = await tools.answered({ code_challenge: undefined, code_challenge_method: undefined })
    expect(answer?.get('error')).toBe('invalid_request')
  })
})

describe('the address of the Microsoft libraries on phones', () => {
  const patch = async (id: string, uri: string) => {
    const { running, demo } = served
    const nadia = demo.people.find((one) => one.key === 'nadia')?.id as string
    const response = await fetch(`${served.origin}/v1.0/applications/${id}`, {
      method: 'PATCH',
      headers: { ...(await sessionOf(running.admit, demo.tenant.id, nadia)), 'content-type': 'application/json' },
      body: JSON.stringify({ publicClient: { redirectUris: [uri] } }),
    })
    return { status: response.status, text: await response.text() }
  }

  it('SEC-23: is made of the id of the very app, is taken, and is where the code is sent', async () => {
    const phone = await registerApp(served, { name: 'On a phone', isPublicClient: true })
    const uri = `msal${phone.id}://auth`
    for (const stranger of [`msal${web.id}://auth`, 'msal://auth', 'phone://auth']) {
      const refused = await patch(phone.id, stranger)
      expect(refused.status, stranger).toBe(400)
      expect(refused.text).toContain('one with a dot, such as com.company.app, or msal and the id of this very app')
    }
    expect(await patch(phone.id, uri)).toEqual({ status: 204, text: '' })
    const visitor = new Visitor()
    await signInAt(visitor, `${served.origin}/myapps`, served.demo.people.find((one) => one.key === 'marc') as never)
    const answer = await new BareClient(served, phone, uri).answered({}, visitor)
    expect(answer?.get('code'), String(answer)).toBeTruthy()
    expect(
      (await new BareClient(served, phone, `msal${web.id}://auth`).answered({}, visitor))?.get('code'),
    ).toBeUndefined()
  })
})

describe('an authorization request by POST', () => {
  const post = (fields: string) =>
    new Visitor().fetch(`${client.at}/oauth2/v2.0/authorize`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: fields,
    })
  it('goes on as the same request by address, what is sent twice too', async () => {
    const answer = await post('client_id=a&scope=openid+profile&state=%26&state=2')
    expect(answer.status).toBe(303)
    const to = new URL(answer.headers.get('location') ?? '', client.at)
    expect(to.pathname).toBe(new URL(`${client.at}/oauth2/v2.0/authorize`).pathname)
    expect([...to.searchParams]).toEqual([
      ['client_id', 'a'],
      ['scope', 'openid profile'],
      ['state', '&'],
      ['state', '2'],
    ])
  })
  it('is refused where it is longer than an address may be', async () =>
    expect((await post(`state=${'x'.repeat(9_000)}`)).status).toBe(413))
})

describe('SEC-35: what a database cannot keep', () => {
  it('is refused in an address, and kept as a mark where it is pushed', async () => {
    const nul = { state: 'a\0b', nonce: '\0' }
    expect((await new Visitor().fetch(client.address(nul))).status).toBe(400)
    const right = Object.fromEntries(new URL(client.address(nul)).searchParams)
    const pushed = await client.post('/oauth2/v2.0/par', { ...right, client_secret: web.secret })
    expect(pushed, JSON.stringify(pushed.body)).toMatchObject({ status: 201 })
    const query = new URLSearchParams({ client_id: web.id, request_uri: String(pushed.body['request_uri']) })
    expect((await new Visitor().open(`${client.at}/oauth2/v2.0/authorize?${query}`)).text).toContain('Sign in')
  })
})

describe('a request that may show nothing (prompt=none)', () => {
  it('is told that nobody is signed in, that the person must do something, that consent is missing', async () => {
    const silent = async (of: BareClient, visitor = new Visitor(), more = {}) => {
      const answer = await of.answered({ prompt: 'none', ...more }, visitor)
      return [answer?.get('error'), /^AADSTS(\d+):/.exec(answer?.get('error_description') ?? '')?.[1]]
    }
    expect(await silent(client)).toEqual(['login_required', '50058'])

    const visitor = new Visitor()
    await client.code('marc', {}, visitor)
    expect((await client.answered({ prompt: 'none' }, visitor))?.get('code')).toBeTruthy()
    expect(await silent(tools, visitor)).toEqual(['consent_required', '65001'])
    const another = { login_hint: 'alice@meridian.example' }
    expect(await silent(client, visitor, another), 'another is meant').toEqual(['login_required', '50058'])

    const ledger = served.demo.apps.find((one) => one.key === 'ledger')
    const books = new BareClient(
      served,
      { id: ledger?.id as string, secret: ledger?.secret as string },
      `${served.appsOrigin}/ledger/callback`,
    )
    expect(await silent(books, visitor)).toEqual(['interaction_required', '53003'])
  })
})

describe('a request that wants the person to prove themselves again', () => {
  it('prompt=login asks, and max_age asks once the proof is older', async () => {
    const visitor = new Visitor()
    await client.code('lena', {}, visitor)
    expect((await visitor.open(client.address({ prompt: 'login' }))).text).toContain('Choose an account')
    const lena = served.demo.people.find(({ key }) => key === 'lena')
    expect((await visitor.send({ account: lena?.id as string })).text).toContain('Enter your password')
    expect((await visitor.open(client.address({ max_age: '3600' }))).text).toBe('Back at the app')
    await new Promise((resolve) => setTimeout(resolve, 2100))
    expect((await visitor.open(client.address({ max_age: '1' }))).text).toContain('Choose an account')
    expect((await visitor.send({ account: lena?.id as string })).text).toContain('Enter your password')
    expect((await client.answered({ max_age: '1', prompt: 'none' }, visitor))?.get('error')).toBe('login_required')
  })
  it('login_hint fills in the name, with prompt=login it asks for the password at once', async () => {
    const hint = { login_hint: 'lena@meridian.example' }
    expect((await new Visitor().open(client.address(hint))).html).toContain('value="lena@meridian.example"')
    const asked = await new Visitor().open(client.address({ ...hint, prompt: 'login' }))
    expect(asked.text).toContain('Enter your password')
  })
})

describe('a request to be consented to once more (prompt=consent)', () => {
  it('shows the page to who has consented before, once, and goes on with yes; who has yet to sign in is asked once too', async () => {
    const marc = person('marc')
    const visitor = new Visitor()
    await signInAt(visitor, client.address({}), marc)
    app.taken()
    const page = await visitor.open(client.address({ prompt: 'consent' }))
    expect(page.text).toContain('asks for your permission')
    expect(page.text).toContain('asks for your permission')
    await visitor.send({ answer: 'yes' }).catch(() => {})
    expect(app.taken().url.searchParams.get('code')).not.toBeNull()
    await visitor.open(client.address({ prompt: 'consent' }))
    const declined = await visitor.send({ answer: 'no' })
    expect(declined.html).not.toContain('name="answer"')
    expect(declined.text).toContain('Reference')
    const again = await visitor.open(client.address({}))
    expect(again.text).not.toContain('asks for your permission')
    app.taken()

    const fresh = new Visitor()
    await fresh.open(client.address({ prompt: 'consent' }))
    await fresh.send({ name: marc.signInName })
    expect((await fresh.send({ password: marc.password })).text).toContain('asks for your permission')
    await fresh.send({ answer: 'yes' }).catch(() => {})
    expect(app.taken().url.searchParams.get('code')).not.toBeNull()
  })
})

describe('a name that cannot be one', () => {
  it.each(['marc', 'marc@', 'MERIDIAN\\marc', 'Marc Somebody', 'marc@meridian'])(
    '%s is typed anew on the same page, and the sign-in goes on to its app',
    async (name) => {
      const visitor = new Visitor()
      await visitor.open(client.address({}))
      const page = await visitor.send({ name })
      expect(page.html).toMatch(/role="alert"/)
      expect(page.html).toContain('name="name"')
      const { signInName, displayName } = person('marc')
      expect((await visitor.send({ name: signInName })).html).toContain('Enter your password')
      expect(page.text).not.toContain(displayName)
    },
  )
})

describe('a token request that is not well made', () => {
  it.each([
    ['no grant', {}, 'invalid_request', 900144],
    ['a grant nobody knows', { grant_type: 'x' }, 'unsupported_grant_type', 70003],
    [
      'a password, which apps are not given',
      { grant_type: 'password', username: 'a', password: 'b' },
      'unsupported_grant_type',
      70003,
    ],
    ['no code', { grant_type: 'authorization_code' }, 'invalid_request', 900144],
    [
      'a code nobody gave',
      { grant_type: 'authorization_code', code: 'x', redirect_uri: 'x', code_verifier: 'y'.repeat(43) },
      'invalid_grant',
      70000,
    ],
    ['no refresh token', { grant_type: 'refresh_token' }, 'invalid_request', 900144],
    [
      'a refresh token nobody gave',
      { grant_type: 'refresh_token', refresh_token: '\0\u{1f600}' },
      'invalid_grant',
      70000,
    ],
    [
      'a scope of no resource',
      { grant_type: 'client_credentials', scope: 'api://nowhere/.default' },
      'invalid_resource',
      500011,
    ],
    [
      'a scope that its resource does not have',
      { grant_type: 'client_credentials', scope: 'api://crm/nonsense' },
      'invalid_scope',
      70011,
    ],
  ] as const)('%s', async (_, fields, error, number) => {
    const { status, body, headers } = await client.token(fields)
    expect(status).toBe(400)
    expect(body).toMatchObject({ error, error_codes: [number] })
    expect(body['error_description']).toMatch(
      new RegExp(`^AADSTS${number}: .*Trace ID: .*Correlation ID: .*Timestamp: `),
    )
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('pragma')).toBe('no-cache')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expectNoInsides(JSON.stringify(body))
  })

  const raw = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>, path = '/oauth2/v2.0/token') =>
    fetch(client.at + path, { method: 'POST', body, headers })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }

  it.each([
    ['as JSON', '{"grant_type":"client_credentials"}', { 'content-type': 'application/json' }],
    ['as text', 'grant_type=client_credentials', { 'content-type': 'text/plain' }],
    [
      'in a charset nobody knows',
      'grant_type=x',
      { 'content-type': 'application/x-www-form-urlencoded; charset=klingon' },
    ],
    ['twice the same field', 'grant_type=client_credentials&grant_type=refresh_token', form],
    ['in bytes that are no UTF-8', new Uint8Array([0x67, 0x3d, 0xff, 0xfe, 0xc3, 0x28]), form],
    ['with escapes that are none', 'grant_type=%&client_id=%zz%ff%fe', form],
    ['with names of JavaScript', '__proto__=x&constructor=y&grant_type=hasOwnProperty', form],
    ['as an empty body', '', form],
    ['with a secret that cannot be read', 'grant_type=client_credentials', { ...form, authorization: 'Basic %%%' }],
    ['with a secret of no app', 'grant_type=client_credentials', { ...form, authorization: 'Basic Og==' }],
    ['SEC-35: of a hundred kilobytes', `grant_type=${'x'.repeat(100_000)}`, form],
    ['SEC-35: of ten thousand fields', 'a=b&'.repeat(10_000), form],
  ])('sent %s', async (_, body, headers) => {
    for (const path of ['/oauth2/v2.0/token', '/oauth2/v2.0/par', '/oauth2/v2.0/revoke', '/oauth2/v2.0/introspect']) {
      const response = await raw(body, headers as Record<string, string>, path)
      const text = await response.text()
      expect([400, 401, 413, 415], `${path}: ${text}`).toContain(response.status)
      expect(JSON.parse(text), path).toMatchObject({ error: expect.any(String), correlation_id: expect.any(String) })
      expectNoInsides(text)
    }
  })
  it('SEC-35: with headers of a megabyte, or an address of one', async () => {
    const big = await raw('grant_type=x', { ...form, 'x-padding': 'x'.repeat(1024 * 1024) }).then(
      (response) => response.status,
      () => 'connection closed',
    )
    expect([431, 'connection closed']).toContain(big)
    const long = await fetch(client.address({ state: 'x'.repeat(1024 * 1024) }), { redirect: 'manual' }).then(
      (response) => response.status,
      () => 'connection closed',
    )
    expect([414, 431, 'connection closed']).toContain(long)
    expect((await fetch(`${served.origin}/readyz`)).status).toBe(200)
  })
  it('SEC-35: with an address that is too long, or is none, is told so by a code', async () => {
    const long = await fetch(client.address({ state: 'x'.repeat(20_000) }), { redirect: 'manual' })
    expect(long.status).toBe(431)
    expect(await long.json()).toMatchObject({ error: 'request.too_large', correlation_id: expect.any(String) })
    const none = await (await fetch(`${served.origin}/%ff`, { headers: { accept: 'text/html' } })).text()
    expect(none).toContain('The address is not written as one.')
    expect(none).toMatch(/Correlation id.*[0-9a-f]{8}-[0-9a-f]{4}-/s)
    const { port } = new URL(served.origin)
    const socket = connect(Number(port), 'localhost').setEncoding('utf8')
    socket.write('this is no request\r\n\r\n')
    let answer = ''
    for await (const text of socket) answer += text
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(JSON.parse(answer.split('\r\n\r\n')[1] as string)).toMatchObject({ error: 'request.invalid' })
  })
  it('by a method that is not for it', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH'])
      expect([404, 405], method).toContain((await fetch(`${client.at}/oauth2/v2.0/token`, { method })).status)
    const asked = await fetch(`${client.at}/oauth2/v2.0/token`, { headers: { accept: 'application/json' } })
    expect(await asked.json()).toMatchObject({ error: 'request.wrong_method' })
    expect([asked.status, asked.headers.get('allow')]).toEqual([405, 'POST'])
    const { token } = await scimClient(served)
    const provisioning = { authorization: `Bearer ${token}` }
    for (const [method, path, allow, headers = {}] of [
      ['PUT', '/v1.0/users', 'GET, HEAD, POST'],
      ['DELETE', `/v1.0/groups('${person('alice').id}')/members/$count?$filter=x`, 'GET, HEAD'],
      ['PATCH', '/v1.0/admit/changes', 'POST'],
      ['POST', '/healthz', 'GET, HEAD'],
      ['PUT', '/scim/v2/Users', 'GET, HEAD, POST', provisioning],
    ] as const) {
      const answer = await fetch(served.origin + path, { method, headers })
      expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 405, allow])
      expect(await answer.text()).toContain(path === '/healthz' ? 'request.wrong_method' : `It is asked by ${allow}.`)
    }
    for (const path of ['/v1.0/nothing', '/v1.0/users/x/y/z', '/nothing', '/no/thing']) {
      const answer = await fetch(served.origin + path, { method: 'POST' })
      expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 404, null])
    }
  })
})

describe('SEC-35: bytes that are no UTF-8', () => {
  it('are refused where they stand in JSON: nothing of them would be kept but question marks', async () => {
    const body = Buffer.concat([Buffer.from('{"displayName":"Bad '), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])
    const admin = await sessionOf(served.running.admit, served.demo.tenant.id, person('admin').id)
    for (const path of ['/v1.0/users', '/v1.0/groups']) {
      const response = await fetch(`${served.origin}${path}`, {
        method: 'POST',
        body,
        headers: { ...admin, 'content-type': 'application/json' },
      })
      expect(response.status).toBe(400)
      expect(await response.text()).toContain('the body is not UTF-8')
    }
  })
})
