import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { passwordMatches } from '../../src/app/passwords.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { listSignIns } from '../../src/store/sign-ins.ts'
import { withTenant } from '../../src/store/store.ts'
import { demo, person } from '../support/demo.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { somebodyNew } from '../support/somebody.ts'
import { codeNow, type Seen, Visitor } from '../support/visitor.ts'

let served: Served

beforeAll(async () => {
  served = await serveDemo()
  // Ida is a guest here, of whom the organisation asks for a number.
  await applyChanges(
    served.running.admit,
    commandLine(served.demo.tenant.id),
    [
      { do: 'update_account', accountId: person('ida').id, set: { userType: 'guest' } },
      { do: 'require_details', of: 'guest', details: ['mobilePhone'] },
    ],
    null,
  )
})
afterAll(() => served.stop())

const session = '__Host-admit-session'
const flow = '__Host-admit-flow'
const host = () => new URL(served.origin).host
const portal = () => `${served.origin}/myapps`
const crm = () => `${served.appsOrigin}/crm4/`

/** Somebody on the way in, as far as the password page. */
async function atPassword(name: string, address = portal()): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.open(address)
  await visitor.send({ name })
  expect(visitor.page?.html).toContain('<h1>Enter your password</h1>')
  return visitor
}

/** Somebody who has given a right password. */
async function afterPassword(key: string, address = portal()): Promise<Visitor> {
  const visitor = await atPassword(person(key).signInName, address)
  await visitor.send({ password: person(key).password })
  return visitor
}

/** Somebody without a second factor who is to choose a new password. */
async function atNewPassword(): Promise<Visitor> {
  const { id: accountId, name, password } = await somebodyNew(served)
  const change = { do: 'require_password_change', accountId } as const
  await applyChanges(served.running.admit, commandLine(demo.tenant.id), [change], null)
  const visitor = await atPassword(name)
  await visitor.send({ password })
  return visitor
}

/** Somebody who is in, with their second factor, for which a code so many steps away from now is used up. */
async function inside(key: string, step: number, address = crm()): Promise<Visitor> {
  const visitor = await afterPassword(key, address)
  if (visitor.page?.html.includes('<h1>Enter your code</h1>'))
    await visitor.send({ code: codeNow(person(key).totpSecret as string, step) })
  return visitor
}

const plain = (page: Seen | null, name: string) =>
  (page as Seen).text
    .replace(/\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\b/g, 'REF')
    .replaceAll(name, 'NAME')
    .replace(/\b[A-Z]{1,2} NAME/, 'NAME')

describe('cookies', () => {
  it('SEC-13: every one is Secure, HttpOnly, SameSite=Lax and of this host alone', async () => {
    const lines: string[] = []
    const visitor = new (class extends Visitor {
      override async fetch(url: string, init?: RequestInit): Promise<Response> {
        const response = await super.fetch(url, init)
        if (url.startsWith(served.origin)) lines.push(...response.headers.getSetCookie())
        return response
      }
    })()
    await visitor.open(crm())
    await visitor.send({ name: person('alice').signInName })
    await visitor.send({ password: person('alice').password })
    await visitor.send({ code: codeNow(person('alice').totpSecret as string) })
    await visitor.open(portal())
    await visitor.send({})
    await visitor.open(`${served.origin}/signin`)

    const names = new Set(lines.map((line) => line.slice(0, line.indexOf('='))))
    expect([...names]).toEqual(expect.arrayContaining([session, flow, '__Host-admit-visit']))
    for (const line of lines) {
      expect(line).toMatch(/;\s*secure/i)
      expect(line).toMatch(/;\s*httponly/i)
      expect(line).toMatch(/;\s*samesite=lax/i)
      expect(line).not.toMatch(/;\s*domain=/i)
      // What must be sent to one address alone cannot have the prefix, which wants the root.
      if (!/;\s*path=\/[^;]/i.test(line)) expect(line).toMatch(/^__Host-/)
    }
  })

  it('SEC-13: the session id changes when somebody proves more, and the former one is worth nothing', async () => {
    const visitor = await afterPassword('victor')
    const before = visitor.cookie(host(), session) as string
    await visitor.open(crm())
    await visitor.send({ code: codeNow(person('victor').totpSecret as string) })
    expect(visitor.page?.text).toContain('Good day')
    const after = visitor.cookie(host(), session)
    expect(after).not.toBe(before)

    const thief = new Visitor()
    thief.setCookie(host(), session, before)
    expect((await thief.open(portal())).text).toContain('Sign in')
  })

  it('SEC-13: an id that somebody planted is not taken over', async () => {
    const planted = `${demo.tenant.id}.${'x'.repeat(43)}`
    const visitor = new Visitor()
    for (const name of [session, flow]) visitor.setCookie(host(), name, planted)
    await visitor.open(portal())
    await visitor.send({ name: person('marc').signInName })
    expect(visitor.cookie(host(), flow)).not.toBe(planted)
    await visitor.send({ password: person('marc').password })
    expect(visitor.page?.text).toContain('My apps')
    expect(visitor.cookie(host(), session)).not.toBe(planted)
  })

  it('forged and swapped cookies open nothing', async () => {
    const visitor = await afterPassword('marc')
    const real = visitor.cookie(host(), session) as string
    const other = await atPassword(person('omar').signInName)
    const sign = other.cookie(host(), flow) as string
    const [tenant = '', secret = ''] = real.split('.')
    const forged = [
      '',
      'x',
      secret,
      `${tenant}.`,
      `${tenant}.${secret.slice(1)}`,
      `${tenant}.${secret.slice(0, -2)}AB`,
      `${tenant}.${secret}A`,
      `00000000-0000-4000-8000-000000000000.${secret}`,
      `' or 1=1 --.${secret}`,
      `${tenant}.${secret.replaceAll(/./g, '%00')}`,
      sign,
      'A'.repeat(4000),
    ]
    for (const value of forged) {
      const thief = new Visitor()
      thief.setCookie(host(), session, value)
      const page = await thief.open(portal())
      expect(page.status, value).toBe(200)
      expect(page.text, value).toContain('Sign in')
      expect(page.text, value).not.toContain('Marc')
    }
    for (const value of [...forged.filter((one) => one !== sign), real]) {
      const thief = new Visitor()
      thief.setCookie(host(), flow, value)
      const page = await thief.open(`${served.origin}/signin/flow`)
      expect(page.status, value).toBe(400)
      expect(page.text, value).toContain('This sign-in is over')
    }
  })
})

/** Every form of a page that changes something: where it goes and what it carries. */
function formsOf(page: Seen): { readonly action: string; readonly fields: Record<string, string> }[] {
  return [...page.html.matchAll(/<form method="post" action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].map(
    ([, action = '', inside = '']) => ({
      action: new URL(action.replaceAll('&amp;', '&'), page.url).href,
      fields: Object.fromEntries(
        [...inside.matchAll(/<input[^>]*name="([^"]+)"(?:[^>]*value="([^"]*)")?/g)].map((one) => [
          one[1] as string,
          one[2] ?? '',
        ]),
      ),
    }),
  )
}

const post = (visitor: Visitor, url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  visitor.fetch(url, { method: 'POST', body: new URLSearchParams(fields), headers })

describe('forms', () => {
  const headings: Readonly<Record<string, string>> = {
    'the name': 'Sign in',
    "the name, for an app's sign-in": 'Sign in',
    'the password': 'Enter your password',
    'the code': 'Enter your code',
    'the registration': 'Set up a second factor',
    'the new password': 'Choose a new password',
    'the details': 'We need a few details before you continue',
    consent: 'CRM asks for your permission',
    'the portal, with its sign-out': 'My apps',
    'the plain Why page, with its repairs': "Why can't they sign in?",
  }
  const stages: Readonly<Record<string, () => Promise<Visitor>>> = {
    'the name': async () => {
      const visitor = new Visitor()
      await visitor.open(`${served.origin}/signin`)
      return visitor
    },
    "the name, for an app's sign-in": async () => {
      const visitor = new Visitor()
      await visitor.open(crm())
      return visitor
    },
    'the password': () => atPassword(person('peter').signInName),
    'the code': () => afterPassword('claire', crm()),
    'the registration': () => afterPassword('greta', crm()),
    'the new password': atNewPassword,
    'the details': () => afterPassword('ida'),
    consent: () => inside('zoe', 0),
    'the portal, with its sign-out': () => afterPassword('lena'),
    'the plain Why page, with its repairs': async () => {
      const visitor = await inside('hana', 0, `${served.origin}/admin/plain`)
      const crmApp = demo.apps.find((one) => one.key === 'crm')?.id
      await visitor.open(`${served.origin}/admin/plain?person=dilan@meridian.example&place=${crmApp}`)
      return visitor
    },
  }

  for (const [name, reach] of Object.entries(stages))
    it(`SEC-14: ${name}: no form is taken without the token of this browser, or from elsewhere`, async () => {
      const [visitor, stranger] = await Promise.all([reach(), atPassword('somebody@meridian.example')])
      const page = visitor.page as Seen
      const forms = formsOf(page)
      expect(page.text).toContain(headings[name])
      expect(forms.length, page.text).toBeGreaterThan(0)
      const theirs = formsOf(stranger.page as Seen)[0]?.fields['token'] as string
      for (const { action, fields } of forms) {
        const { token = '', ...rest } = fields
        expect(token, action).not.toBe('')
        const tries: (readonly [Record<string, string>, Record<string, string>])[] = [
          [rest, {}],
          [{ ...rest, token: '' }, {}],
          [{ ...rest, token: theirs }, {}],
          [{ ...rest, token: `${token.slice(0, -1)}_` }, {}],
          [fields, { origin: 'https://evil.example' }],
          [fields, { origin: 'null', 'sec-fetch-site': 'cross-site' }],
          [fields, { 'sec-fetch-site': 'same-site' }],
        ]
        for (const [body, headers] of tries) {
          const response = await post(visitor, action, body, headers)
          expect(response.status, `${action} ${JSON.stringify(headers)}`).toBe(403)
          expect(await response.text()).toContain('This form did not come from our page')
        }
        // The token alone, in a browser that lacks the cookie it belongs to.
        const bare = await post(new Visitor(), action, fields)
        expect([303, 400, 403], action).toContain(bare.status)
        if (bare.status === 303) expect(bare.headers.get('location')).toBe('/signed-out')
      }
      // Nothing of that changed anything: the page is still there, and its own form is taken.
      expect((await visitor.open(page.url)).text.slice(0, 60)).toBe(page.text.slice(0, 60))
    })

  it('SEC-14: signing out by a forged form leaves the person signed in, by their own it does not', async () => {
    const visitor = await afterPassword('lena')
    const secret = visitor.cookie(host(), session) as string
    await post(visitor, `${served.origin}/signout`, {})
    expect((await visitor.open(portal())).text).toContain('Lena Schulz')
    const out = await visitor.send({})
    expect(out.text).toContain('You are signed out')
    const later = new Visitor()
    later.setCookie(host(), session, secret)
    expect((await later.open(portal())).text).toContain('Sign in')
  })

  it('SEC-37, SEC-35, SEC-17: whatever is typed is shown escaped or refused in words, and the sign-in goes on', async () => {
    const nasty: readonly string[] = [
      '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>',
      "x'; drop table accounts; --@meridian.example",
      `\${7*7}{{7*7}}!{html}`,
      'a\u0001\u0008\u001b[31m\r\nset-cookie: a=b\u007f@meridian.example',
      '\u202Egnirts\u2066@meridian.example',
      'a\0b@meridian.example',
      'long'.repeat(1000),
      '__proto__',
      'ﬀ@ｍｅｒｉｄｉａｎ.example',
    ]
    const raw = ['%FF%FE', '%ED%A0%80', '%', '%C0%AE', '%u0041', '%F4%90%80%80', '+%00+']
    const stages: Readonly<Record<string, readonly [() => Promise<Visitor>, readonly string[]]>> = {
      'the name': [
        async () => {
          const visitor = new Visitor()
          await visitor.open(`${served.origin}/signin?returnTo=${encodeURIComponent('/myapps?<script>')}`)
          return visitor
        },
        ['name'],
      ],
      'the password': [() => atPassword('nobody-at-all@meridian.example'), ['password']],
      'the code': [() => afterPassword('victor', crm()), ['code']],
      'the registration': [() => afterPassword('greta', crm()), ['code']],
      'the new password': [atNewPassword, ['password', 'repeat']],
      'the details': [() => afterPassword('ida'), ['mobilePhone']],
    }
    for (const [stage, [reach, names]] of Object.entries(stages)) {
      const visitor = await reach()
      const before = visitor.page as Seen
      const form = formsOf(before)[0] as ReturnType<typeof formsOf>[number]
      const heading = /<h1>.*?<\/h1>/.exec(before.html)?.[0] as string
      expect(heading).toBe(`<h1>${headings[stage]}</h1>`)
      // Ten wrong codes end a sign-in, and that is another test.
      for (const name of names)
        for (const value of name === 'code' ? [nasty[0], nasty[5], nasty[6], '1\0'] : nasty) {
          const response = await post(visitor, form.action, { ...form.fields, [name]: value as string })
          const text =
            response.status === 303 ? (await visitor.open(`${served.origin}/signin/flow`)).html : await response.text()
          expect(response.status, `${stage} ${value}`).toBeLessThan(500)
          expect(text, `${stage} ${value}`).not.toMatch(/<script>alert|<img src=x|>49</)
          expect(response.headers.get('set-cookie') ?? '').not.toContain('a=b')
          // Refused where it stands, with words for it.
          if (response.status === 400)
            expect(text, `${stage} ${value}`).toMatch(
              /role="alert"[^>]*>(That is too long|There are characters|One of the fields)/,
            )
          if (response.status === 400) expect(text).toContain(heading)
        }
      for (const bytes of raw.slice(0, names[0] === 'code' ? 2 : undefined)) {
        const others = new URLSearchParams({ ...form.fields, ...Object.fromEntries(names.map((one) => [one, ''])) })
        const body = `${others}`.replace(`${names[0]}=`, `${names[0]}=${bytes}`)
        const type = { 'content-type': 'application/x-www-form-urlencoded' }
        const response = await visitor.fetch(form.action, { method: 'POST', body, headers: type })
        await response.text()
        expect(response.status, `${stage} ${bytes}`).toBeLessThan(500)
      }
      // A missing field, one that comes twice, one nobody asked for, too much, and something else than a form.
      const odd: readonly (readonly [string, string])[] = [
        [`token=${form.fields['token']}`, 'application/x-www-form-urlencoded'],
        [`${new URLSearchParams(form.fields)}&${names[0]}=a&${names[0]}=b`, 'application/x-www-form-urlencoded'],
        [`${new URLSearchParams(form.fields)}&__proto__[x]=1&constructor=2`, 'application/x-www-form-urlencoded'],
        [`${new URLSearchParams(form.fields)}&more=${'x'.repeat(70_000)}`, 'application/x-www-form-urlencoded'],
        [JSON.stringify(form.fields), 'application/json'],
        ['<a/>', 'text/xml'],
        ['{', 'application/json'],
      ]
      for (const [body, type] of odd) {
        const response = await visitor.fetch(form.action, { method: 'POST', body, headers: { 'content-type': type } })
        await response.text()
        expect(response.status, `${stage} ${type} ${body.slice(0, 80)}`).toBeLessThan(500)
      }
      if (stage !== 'the name')
        expect((await visitor.open(`${served.origin}/signin/flow`)).html, stage).toContain(heading)
    }
    // The one who was in the middle of it gets in.
    const robin = await atNewPassword()
    await robin.send({ password: 'x', repeat: 'y' })
    expect(robin.page?.text).toContain('The two passwords differ')
    await robin.send({ password: 'orchid tramway 77 blue', repeat: 'orchid tramway 77 blue' })
    expect(robin.page?.text).toContain('My apps')
  })

  it('SEC-37, SEC-35, SEC-17: addresses and headers with anything in them are answered in words', async () => {
    const hana = await inside('hana', 1, `${served.origin}/admin/plain`)
    const client = demo.apps.find((one) => one.key === 'crm')?.id
    const authorize = `/${demo.tenant.id}/oauth2/v2.0/authorize?response_type=code&client_id=${client}`
    for (const value of [
      '<script>alert(1)</script>',
      "'; drop table accounts; --",
      '%00',
      '%ED%A0%80',
      'a'.repeat(3000),
    ]) {
      const sent = value.startsWith('%') ? value : encodeURIComponent(value)
      for (const path of [
        `/help?name=${sent}`,
        `/help?name=${sent}@meridian.example`,
        `/signin?returnTo=${sent}`,
        `/admin/plain?person=${sent}`,
        `/admin/plain?person=${sent}&place=${client}`,
        `/admin/plain?person=alice@meridian.example&place=${sent}`,
        `/admin/plain?person=alice@meridian.example&place=${client}&ip=${sent}`,
        `/admin/plain?reference=${sent}`,
        `${authorize}&redirect_uri=${sent}`,
        `${authorize}&login_hint=${sent}&redirect_uri=${encodeURIComponent(`${crm()}callback`)}&scope=openid`,
        `/${demo.tenant.id}/oauth2/v2.0/authorize?response_type=code&client_id=${sent}`,
        `/${sent}/oauth2/v2.0/authorize`,
        `/${sent}`,
      ]) {
        const page = await hana.open(served.origin + path)
        expect(page.status, `${path} ${page.text}`).toBeLessThan(500)
        expect(page.html, path).not.toContain('<script>alert')
      }
    }
    const odd = await hana.fetch(`${served.origin}/no-such-page`, {
      headers: {
        'client-request-id': '<script>alert(1)</script>',
        'user-agent': '<script>'.repeat(500),
        accept: 'text/html',
      },
    })
    expect(odd.status).toBe(404)
    expect(await odd.text()).not.toContain('<script>alert')
    expect(odd.headers.get('client-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('headers', () => {
  it('SEC-15: every page and error says what it may load, that nobody may frame it, and is kept nowhere', async () => {
    const tenant = `/${demo.tenant.id}`
    const visitor = await afterPassword('tom')
    const admin = await inside('leo', 0, `${served.origin}/admin/plain`)
    const addresses: readonly (readonly [Visitor, string])[] = [
      [new Visitor(), '/signin'],
      [await atPassword('x@meridian.example'), '/signin/flow'],
      [new Visitor(), '/help'],
      [new Visitor(), '/signed-out'],
      [new Visitor(), '/signin/flow'],
      [new Visitor(), '/nothing-here'],
      [new Visitor(), '/nothing/here'],
      [new Visitor(), `${tenant}/oauth2/v2.0/authorize?client_id=nobody&response_type=code`],
      [await inside('peter', 0), `${tenant}/oauth2/v2.0/logout`],
      [new Visitor(), `${tenant}/no/such/page`],
      [visitor, '/myapps'],
      [visitor, '/admin'],
      [admin, '/admin/plain'],
    ]
    for (const [one, path] of addresses) {
      const { headers } = await one.open(served.origin + path)
      const header = (name: string) => headers.get(name) ?? ''
      const policy = header('content-security-policy')
      expect(policy, path).toContain("default-src 'none'")
      expect(policy, path).toContain("frame-ancestors 'none'")
      expect(policy, path).toContain("base-uri 'none'")
      expect(policy, path).toMatch(/form-action 'self'/)
      expect(policy, path).not.toMatch(/unsafe|\*|https?:(?!\/\/localhost)/)
      expect(header('x-content-type-options'), path).toBe('nosniff')
      expect(header('x-frame-options'), path).toMatch(/deny/i)
      expect(header('referrer-policy'), path).toBe('no-referrer')
      // Apps open the pages of a sign-in in a window of theirs, and no others.
      if (/^\/(myapps|admin)/.test(path)) expect(header('cross-origin-opener-policy'), path).toBe('same-origin')
      expect(header('cross-origin-resource-policy'), path).toBe('same-origin')
      expect(header('cache-control'), path).toContain('no-store')
      expect(header('x-powered-by'), path).toBe('')
    }
    const policyOf = async (path: string) =>
      (await new Visitor().open(served.origin + path)).headers.get('content-security-policy')
    expect(await policyOf('/signin'), 'ours alone, where a passkey may be used').toContain("script-src 'self';")
    for (const path of ['/help', '/reset', '/signed-out'])
      expect(await policyOf(path), path).toContain("script-src 'none'")
  })

  it('two tabs are each at a sign-in of their own: a form goes on where it was filled in', async () => {
    const visitor = new Visitor()
    const first = await visitor.open(`${served.origin}/signin?domain_hint=meridian.example`)
    const second = await visitor.open(`${served.appsOrigin}/crm4/`)
    visitor.page = first
    const password = await visitor.send({ name: person('jan').signInName })
    expect(password.text).toContain('Enter your password')
    visitor.page = second
    expect((await visitor.send({ name: 'another@meridian.example' })).text).toContain('another@meridian.example')
    visitor.page = password
    expect((await visitor.send({ password: person('jan').password })).text).toContain('My apps')
    // The other tab is where it was; and who has finished is not told to allow cookies that came.
    expect((await visitor.open(`${served.origin}/signin/flow`)).text).not.toContain('Allow cookies')
    visitor.page = second
    expect((await visitor.send({ name: 'one.more@meridian.example' })).text).toContain('one.more@meridian.example')
    visitor.page = password
    const over = await visitor.send({ password: person('jan').password })
    expect(over.text).not.toContain('Allow cookies')
  })

  it('SEC-16: the way back is a path of ours, whatever is asked for', async () => {
    const visitor = await afterPassword('tom')
    for (const to of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      ' //evil.example',
      'javascript:alert(1)',
      'data:text/html,x',
      '/%5cevil.example',
      '/.//evil.example',
      '/..//evil.example',
      '/x/..//evil.example',
      '/%2e//evil.example',
      '/%09/evil.example',
      '@evil.example',
      `${served.origin}@evil.example/`,
      'http:evil.example',
      '/@evil.example',
      '///evil.example',
      '／／evil.example',
      '/／evil.example',
      'evil.example',
      '',
    ]) {
      const response = await visitor.fetch(`${served.origin}/signin?returnTo=${encodeURIComponent(to)}`)
      const location = response.headers.get('location') ?? ''
      expect(response.status, to).toBe(303)
      expect(location, to).toMatch(/^\/(?![/\\])/)
      expect(new URL(location, served.origin).origin, to).toBe(served.origin)
    }
    const good = await visitor.fetch(
      `${served.origin}/signin?returnTo=${encodeURIComponent('/admin/plain?person=a b')}`,
    )
    expect(good.headers.get('location')).toBe('/admin/plain?person=a%20b')
    // Two of the same name are no text, and no way out.
    const twice = await visitor.fetch(`${served.origin}/signin?returnTo=/admin&returnTo=//evil.example`)
    expect(twice.headers.get('location')).toBe('/myapps')
  })
})

describe('proofs', () => {
  it('SEC-07: one code given in eight sign-ins at once lets one of them in', async () => {
    const visitors = await Promise.all(Array.from({ length: 8 }, () => afterPassword('simon', crm())))
    const code = codeNow(person('simon').totpSecret as string)
    const pages = await Promise.all(visitors.map((visitor) => visitor.send({ code })))
    expect(pages.filter((page) => !page.text.includes('Enter your code'))).toHaveLength(1)
    expect(pages.filter((page) => page.text.includes('was used already'))).toHaveLength(7)
    // Nor may it be used later.
    const later = await afterPassword('simon', crm())
    expect((await later.send({ code })).text).toContain('Wait until your app shows the next one')
    expect((await later.send({ code: '000000' })).text).toContain('Check that your phone sets its time automatically')
  })

  it('SEC-07: the tenth wrong code ends the sign-in, and starting over does not give ten more', async () => {
    const visitor = await afterPassword('nadia', crm())
    for (let i = 0; i < 5; i++) await visitor.send({ code: '000000' })
    const again = formsOf(visitor.page as Seen).find((one) => one.action.endsWith('/again'))
    await post(visitor, again?.action as string, again?.fields as Record<string, string>)
    await visitor.open(`${served.origin}/signin/flow`)
    await visitor.send({ name: person('nadia').signInName })
    await visitor.send({ password: person('nadia').password })
    for (let i = 0; i < 4; i++) expect((await visitor.send({ code: '000000' })).status).toBe(200)
    const last = await visitor.send({ code: '000000' })
    expect(last.status).toBe(429)
    expect(last.text).toContain('Too many wrong codes')
    expect((await visitor.open(`${served.origin}/signin/flow`)).text).toContain('This sign-in is over')
  })

  it('SEC-03, SEC-01: the wrong password ten times locks, whatever the case of the name, and no word changes', async () => {
    const { signInName, password } = person('jan')
    const names = [signInName, signInName.toUpperCase(), ` ${signInName}`, signInName.replace('j', 'ｊ')]
    const first = await atPassword(signInName)
    const words = plain(await first.send({ password: 'not this one' }), signInName)
    expect(words).toContain("We couldn't sign you in")
    // At once and from several browsers: parallel guesses are counted one by one.
    await Promise.all(
      Array.from({ length: 9 }, async (_, i) => {
        const visitor = await atPassword(names[i % names.length] as string)
        expect(plain(await visitor.send({ password: `guess ${i}` }), signInName)).toBe(words)
      }),
    )
    expect(plain(await first.send({ password }), signInName), 'the right one does not open a locked account').toBe(
      words,
    )
    const other = await atPassword(signInName)
    expect(plain(await other.send({ password }), signInName)).toBe(words)
  })

  it('SEC-01: status, headers and words are the same for no such account and a wrong password', async () => {
    const seen = async (name: string) => {
      const visitor = await atPassword(name)
      const page = await visitor.send({ password: 'not the password' })
      const headers = [...page.headers].filter(
        ([one]) => !['date', 'request-id', 'client-request-id', 'set-cookie'].includes(one),
      )
      return [page.status, headers, plain(page, name), visitor.trail]
    }
    expect(await seen('omat@meridian.example')).toEqual(await seen('omar@meridian.example'))
    const help = async (name: string) =>
      (await new Visitor().open(`${served.origin}/help?name=${encodeURIComponent(name)}`)).text
    expect(await help('omat@meridian.example')).toBe(await help('omar@meridian.example'))
  })

  it('SEC-01: a name alone is asked for a password, whoever has it, and nothing is said or written of it', async () => {
    const seen = async (name: string) => plain((await atPassword(name)).page, name)
    const words = await seen(person('marc').signInName)
    expect(words).not.toContain("We couldn't sign you in")
    const locked = person('dilan').signInName
    for (const name of [
      locked,
      person('chiara').signInName,
      person('ines').signInName,
      'nobody.typed@meridian.example',
    ])
      expect(await seen(name), name).toBe(words)
    const log = await withTenant(served.running.admit.store, demo.tenant.id, (t) => listSignIns(t, { limit: 50 }))
    expect(log.map(({ signInName }) => signInName)).not.toContain('nobody.typed@meridian.example')
  })

  it('SEC-01: a name that nobody has costs as much time as a wrong password', async () => {
    // The lower quartile of many tries that take turns: noise only ever adds, and adds to both. Without the work against
    // the dummy the difference is the whole time of one hash, every time; by chance it is never so three times running.
    const [somebody, nobody] = await Promise.all([
      atPassword('ida@meridian.example'),
      atPassword('idb@meridian.example'),
    ])
    const timed = async (work: () => Promise<unknown>) => {
      const began = performance.now()
      await work()
      return performance.now() - began
    }
    const sending = (visitor: Visitor) => {
      const form = formsOf(visitor.page as Seen)[0] as ReturnType<typeof formsOf>[number]
      return () => post(visitor, form.action, { ...form.fields, password: 'wrong' }).then((one) => one.text())
    }
    const [known, unknown] = [sending(somebody), sending(nobody)]
    const quartile = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 4)] as number
    const rounds: { readonly difference: number; readonly hash: number }[] = []
    for (let round = 0; round < 3; round++) {
      const times = { known: [] as number[], unknown: [] as number[], hash: [] as number[] }
      for (let i = 0; i < 24; i++) {
        times.known.push(await timed(known))
        times.unknown.push(await timed(unknown))
        times.hash.push(await timed(() => passwordMatches('wrong', null)))
      }
      rounds.push({
        difference: quartile(times.known) - quartile(times.unknown),
        hash: quartile(times.hash),
      })
      if (Math.abs(rounds[round]!.difference) < rounds[round]!.hash / 2) return
    }
    expect.fail(`The time tells them apart: ${JSON.stringify(rounds)}`)
  })

  it('SEC-10: the second factor is asked before a word about licences, policies or roles', async () => {
    const keys = ['alice', 'bruno', 'jonas', 'katya', 'liam', 'mira', 'noah', 'paulo', 'quinn', 'uma']
    const pages = await Promise.all(
      keys.map(async (key) => plain((await afterPassword(key, crm())).page, person(key).signInName)),
    )
    expect(pages[0]).toContain('Enter your code')
    for (const page of pages) expect(page).toBe(pages[0])
  })
})
