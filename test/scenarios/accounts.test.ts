import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withTenant } from '../../src/store/store.ts'
import { sql } from 'kysely'
import { BareClient } from '../support/bare-client.ts'
import { secondCompany } from '../support/companies.ts'
import { demo, person } from '../support/demo.ts'
import { registerApp } from '../support/register-app.ts'
import { signInAt } from '../support/sign-in.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { Visitor } from '../support/visitor.ts'

let served: Served
let client: BareClient
let appId: string
const back = 'https://app.example/back'

beforeAll(async () => {
  served = await serveDemo()
  const app = await registerApp(served, {
    name: 'Of several people',
    redirectUris: [{ uri: back, kind: 'web' }],
    postLogoutUris: [out],
  })
  appId = app.id
  client = new BareClient(served, app, back)
})
afterAll(() => served.stop())

const session = '__Host-admit-session'
const host = () => new URL(served.origin).host
const portal = () => `${served.origin}/myapps`
const another = () => `${served.origin}/signin?prompt=login`

/** A browser with these people, the last one current. */
async function browserOf(...keys: readonly string[]): Promise<Visitor> {
  const visitor = new Visitor()
  for (const key of keys) await signInAt(visitor, another(), person(key))
  expect(visitor.page?.text).toContain(`Signed in as ${person(keys.at(-1) as string).signInName}`)
  return visitor
}

const whoIsIn = async (visitor: Visitor) => /Signed in as (\S+@\S+)/.exec((await visitor.open(portal())).text)?.[1]
const name = (key: string) => person(key).signInName
const out = 'https://app.example/out'
const leave = (params: Readonly<Record<string, string>>) =>
  `${client.at}/oauth2/v2.0/logout?${new URLSearchParams(params)}`

/** Whose code an app is given without anybody being asked; the error otherwise. */
async function silently(visitor: Visitor, changed: Readonly<Record<string, string | undefined>> = {}) {
  const answer = await client.answered({ prompt: 'none', ...changed }, visitor)
  const code = answer?.get('code')
  if (code == null) return { error: answer?.get('error'), says: answer?.get('error_description') }
  const { body } = await client.redeem(code)
  return { who: decodeJwt(String(body['id_token']))['preferred_username'], token: String(body['id_token']) }
}

async function post(visitor: Visitor, path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return visitor.fetch(served.origin + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: served.origin },
  })
}

describe('several accounts in one browser', () => {
  it('login_hint at our own start fills in the name, with prompt=login it asks for the password at once', async () => {
    const at = (hint: string, more = '') => `${served.origin}/signin?login_hint=${encodeURIComponent(hint)}${more}`
    const fresh = await new Visitor().open(at(name('lena')))
    expect(fresh.html).toContain('<h1>Sign in</h1>')
    expect(fresh.html).toContain(`value="${name('lena')}"`)
    const asked = await new Visitor().open(at(name('lena'), '&prompt=login'))
    expect(asked.text).toContain('Enter your password')
    expect(asked.text).toContain(name('lena'))
    // SEC-01: a name that nobody has is asked for its password as well; what cannot be a name is none.
    expect((await new Visitor().open(at('nobody@meridian.example', '&prompt=login'))).text).toContain(
      'Enter your password',
    )
    const odd = await new Visitor().open(at('"><script>x</script>'))
    expect([odd.html.includes('<script>x'), odd.text.includes('Sign in')], 'SEC-17').toEqual([false, true])
    expect((await new Visitor().open(at('a\u0001b@meridian.example'))).html).toContain('name="name" value=""')
  })

  it('login_hint at our own start means that person, and nobody else goes on in their place', async () => {
    const visitor = await browserOf('katya', 'liam')
    const at = (key: string) => `${served.origin}/signin?login_hint=${encodeURIComponent(name(key).toUpperCase())}`
    expect((await visitor.open(at('liam'))).text).toContain(`Signed in as ${name('liam')}`)
    expect((await visitor.open(at('katya'))).html).toContain('<h1>Choose an account</h1>')
    const page = await visitor.open(at('mira'))
    expect(page.html).toContain('<h1>Sign in</h1>')
    expect(page.html).toContain(`value="${name('mira').toUpperCase()}"`)
    expect(await whoIsIn(visitor)).toBe(name('liam'))
  })

  it('are chosen among, without a proof of those who are signed in', async () => {
    const visitor = await browserOf('katya', 'liam')
    const page = await visitor.open(`${served.origin}/signin?prompt=select_account`)
    expect(page.html).toContain('<h1>Choose an account</h1>')
    for (const one of ['katya', 'liam']) expect(page.text).toContain(name(one))
    expect(page.html).not.toContain('<script')
    await visitor.send({ account: person('katya').id })
    expect(await whoIsIn(visitor)).toBe(name('katya'))
    // The other is still signed in.
    await visitor.open(`${served.origin}/signin?prompt=select_account`)
    await visitor.send({ account: person('liam').id })
    expect(await whoIsIn(visitor)).toBe(name('liam'))
  })

  it('SEC-13: have a new session when the browser turns to another, and the one before opens nothing', async () => {
    const visitor = await browserOf('katya', 'liam')
    const liams = visitor.cookie(host(), session) as string
    await visitor.open(`${served.origin}/signin?prompt=select_account`)
    await visitor.send({ account: person('katya').id })
    const katyas = visitor.cookie(host(), session) as string
    await visitor.open(`${served.origin}/signin?prompt=select_account`)
    await visitor.send({ account: person('liam').id })
    expect(await whoIsIn(visitor)).toBe(name('liam'))
    expect(visitor.cookie(host(), session)).not.toBe(liams)
    const thief = new Visitor()
    thief.setCookie(host(), session, liams)
    expect(await whoIsIn(thief)).toBeUndefined()
    // Katya's goes on under the secret it had when the browser turned away from her.
    thief.setCookie(host(), session, katyas)
    expect(await whoIsIn(thief)).toBe(name('katya'))
  })

  it('are signed out of one by one, or of all at once, and what stays is said', async () => {
    const visitor = await browserOf('katya', 'liam', 'mira')
    await visitor.open(portal())
    let page = await visitor.send({ which: 'current' })
    expect(page.text).toContain('Still signed in with this browser')
    expect(page.text).toContain(name('katya'))
    expect(page.text).not.toContain(name('mira'))
    // Nobody takes the place of who went.
    expect(await whoIsIn(visitor)).toBeUndefined()
    expect(visitor.page?.text).toMatch(new RegExp(`${name('mira')} Signed out`))
    await visitor.send({ account: person('mira').id })
    expect(visitor.page?.html).toContain('<h1>Enter your password</h1>')

    await visitor.open(`${served.origin}/signed-out`)
    page = await visitor.send({ which: 'all' })
    expect(page.text).toContain('You are signed out')
    expect(page.text).not.toContain('Still signed in')
    // SEC-18: who was signed out is shown to nobody who did not ask for it.
    page = await visitor.open(`${served.origin}/signin`)
    expect(page.html).toContain('<h1>Sign in</h1>')
    for (const one of ['katya', 'liam', 'mira']) expect(page.html).not.toContain(name(one))
    page = await visitor.open(`${served.origin}/signin?prompt=select_account`)
    expect(page.text.match(/Signed out/g)).toHaveLength(3)
    await visitor.send({ account: person('katya').id })
    expect(visitor.page?.html).toContain('<h1>Enter your password</h1>')
  })

  it('are forgotten when the person wants that', async () => {
    const visitor = await browserOf('katya', 'liam')
    await visitor.open(portal())
    await visitor.send({ which: 'all' })
    const page = await visitor.open(`${served.origin}/signin?prompt=select_account`)
    const token = /name="token" value="([^"]+)"/.exec(page.html)?.[1] as string
    await post(visitor, '/signin/begin/forget', { token, account: person('liam').id })
    const after = await visitor.open(`${served.origin}/signin?prompt=select_account`)
    expect(after.text).toContain(name('katya'))
    expect(after.text).not.toContain(name('liam'))
  })

  it('are five at most: of six the first one is over, for the server too', async () => {
    const visitor = await browserOf('katya')
    const first = visitor.cookie(host(), session) as string
    for (const key of ['liam', 'mira', 'jonas', 'noah', 'bruno']) await signInAt(visitor, another(), person(key))
    const page = await visitor.open(`${served.origin}/signin?prompt=select_account`)
    expect(page.text.match(/Signed in/g)).toHaveLength(5)
    expect(page.text).not.toContain(name('katya'))
    const old = new Visitor()
    old.setCookie(host(), session, first)
    expect(await whoIsIn(old)).toBeUndefined()
  })

  it('SEC-13: each sign-in is under a new id, the one it replaces is worth nothing, and the server knows hashes only', async () => {
    const visitor = await browserOf('katya', 'liam')
    const before = visitor.cookie(host(), session) as string
    await signInAt(visitor, another(), person('liam'))
    const now = visitor.cookie(host(), session) as string
    expect(now).not.toBe(before)
    const thief = new Visitor()
    thief.setCookie(host(), session, before)
    expect(await whoIsIn(thief)).toBeUndefined()
    const { rows } = await withTenant(served.running.admit.store, demo.tenant.id, (t) =>
      sql<{
        row: string
      }>`select b::text || coalesce((select string_agg(f::text, '') from sign_in_flows f), '') as row from browser_sessions b`.execute(
        t.db,
      ),
    )
    const text = JSON.stringify(rows)
    expect(text).toContain(person('liam').id)
    for (const secret of [before, now]) expect(text).not.toContain(secret.split('.')[1])
    // One session of each person: signing in again does not make two.
    const page = await visitor.open(`${served.origin}/signin?prompt=select_account`)
    expect(page.text.match(new RegExp(name('liam'), 'g'))).toHaveLength(1)
  })
})

describe('an app', () => {
  it('gets the only person there is, and of several nobody unasked', async () => {
    expect(await silently(await browserOf('katya'))).toMatchObject({ who: name('katya') })
    const visitor = await browserOf('katya', 'liam')
    const { error, says } = await silently(visitor)
    expect(error).toBe('interaction_required')
    expect(says).toContain('AADSTS16000')
  })

  it('gets whom it names, or whom it has an ID token of, whoever was last', async () => {
    const visitor = await browserOf('katya', 'liam')
    const katya = await silently(visitor, { login_hint: name('katya') })
    expect(katya.who).toBe(name('katya'))
    expect((await silently(visitor, { login_hint: name('liam') })).who).toBe(name('liam'))
    expect((await silently(visitor, { id_token_hint: katya.token })).who).toBe(name('katya'))
    // Our own pages are still of whom they were.
    expect(await whoIsIn(visitor)).toBe(name('liam'))
  })

  it('gets nobody where it names somebody who is not signed in', async () => {
    const visitor = await browserOf('katya', 'liam')
    expect((await silently(visitor, { login_hint: name('mira') })).error).toBe('login_required')
    const page = await visitor.open(client.address({ login_hint: name('mira') }))
    expect(page.html).toContain(`value="${name('mira')}"`)
  })

  it('has the person choose where it asks for that, or where it leaves it open', async () => {
    for (const prompt of ['select_account', undefined]) {
      const visitor = await browserOf('katya', 'liam')
      await visitor.open(client.address({ prompt }))
      expect(visitor.page?.html).toContain('<h1>Choose an account</h1>')
      await visitor.send({ account: person('katya').id }).catch(() => null)
      const at = visitor.trail.find((one) => one.startsWith(back)) as string
      const { body } = await client.redeem(new URL(at).searchParams.get('code') as string)
      expect(decodeJwt(String(body['id_token']))['preferred_username']).toBe(name('katya'))
    }
  })

  it('may be used by somebody else, with a proof of theirs', async () => {
    const visitor = await browserOf('katya')
    await visitor.open(client.address({ prompt: 'select_account' }))
    await visitor.send({ account: 'another' })
    await visitor.send({ name: name('liam') })
    await visitor.send({ password: person('liam').password }).catch(() => null)
    const at = visitor.trail.find((one) => one.startsWith(back)) as string
    const { body } = await client.redeem(new URL(at).searchParams.get('code') as string)
    expect(decodeJwt(String(body['id_token']))['preferred_username']).toBe(name('liam'))
    expect((await silently(visitor, { login_hint: name('katya') })).who).toBe(name('katya'))
  })

  it('SEC-14: signs out its own person and no other, without a question where its ID token proves whose it is', async () => {
    const visitor = await browserOf('katya', 'liam')
    const katya = await silently(visitor, { login_hint: name('katya') })
    await silently(visitor, { login_hint: name('liam') })
    const end = await visitor.open(leave({ id_token_hint: katya.token as string }))
    expect(end.text).toContain('You are signed out')
    expect(end.text).toContain(name('liam'))
    expect(await whoIsIn(visitor)).toBe(name('liam'))
    expect((await silently(visitor, { login_hint: name('katya') })).error).toBe('login_required')
    // What proves that it was of one person says nothing about another.
    await visitor.open(leave({ id_token_hint: katya.token as string }))
    expect(await whoIsIn(visitor)).toBe(name('liam'))
    expect((await silently(visitor, { login_hint: name('liam') })).who).toBe(name('liam'))
  })

  it('SEC-14: signs nobody out without a question, wherever they signed in', async () => {
    const onlyOurs = await browserOf('mira')
    const ofAnApp = await browserOf('mira')
    await silently(ofAnApp)
    for (const visitor of [onlyOurs, ofAnApp]) {
      const page = await visitor.open(leave({ client_id: appId, post_logout_redirect_uri: out, state: 'a state' }))
      expect(page.text).toContain(`sign ${name('mira')} out`)
      // The page is ours: it has no script, and sends nothing by itself.
      expect(page.html).not.toContain('<script')
      expect(page.headers.get('content-security-policy')).toMatch(
        /script-src 'none';.* form-action 'self' https:\/\/app\.example/,
      )
      expect(await whoIsIn(visitor), 'nobody has answered').toBe(name('mira'))
      await visitor.open(page.url)
      const [, action] = /<form method="post" action="([^"]+)"/.exec(visitor.page?.html as string) ?? []
      await post(visitor, new URL(action as string).pathname, { logout: 'yes' })
      expect(await whoIsIn(visitor), 'the form is not of this browser').toBe(name('mira'))
      await visitor.open(page.url)
      await visitor.send({}).catch(() => null)
      expect(await whoIsIn(visitor), 'the answer is not yes').toBe(name('mira'))
      await visitor.open(page.url)
      await visitor.send({ logout: 'yes' }).catch(() => null)
      expect(visitor.trail.at(-1)).toBe(`${out}?state=a+state`)
      expect(await whoIsIn(visitor)).toBeUndefined()
      // There is nobody left to ask.
      expect((await visitor.open(leave({}))).text).toContain('You are signed out')
    }
  })
})

describe('forms of accounts', () => {
  it('SEC-14: none is taken without the token of this browser, or from elsewhere', async () => {
    const visitor = await browserOf('katya', 'liam')
    await visitor.open(`${served.origin}/signin?prompt=select_account`)
    const stranger = await browserOf('mira', 'noah')
    const theirs = /name="token" value="([^"]+)"/.exec(
      (await stranger.open(`${served.origin}/signin?prompt=select_account`)).html,
    )?.[1] as string
    const own = /name="token" value="([^"]+)"/.exec(visitor.page?.html as string)?.[1] as string
    const before = visitor.cookie(host(), session)
    const fields = { account: person('katya').id, answer: 'yes', which: 'all' }
    for (const path of [
      '/signin/begin/account',
      '/signin/begin/forget',
      '/signin/flow/account',
      '/signin/flow/stay',
      '/signout',
    ]) {
      if (path.includes('/flow/')) await visitor.open(client.address({ prompt: 'select_account' }))
      for (const token of ['', theirs]) expect((await post(visitor, path, { ...fields, token })).status, path).toBe(403)
      const elsewhere = await visitor.fetch(served.origin + path, {
        method: 'POST',
        body: new URLSearchParams({ ...fields, token: own }),
        headers: { origin: 'https://evil.example' },
      })
      expect(elsewhere.status, path).toBe(403)
    }
    expect(visitor.cookie(host(), session)).toBe(before)
    expect(await whoIsIn(visitor)).toBe(name('liam'))
  })

  it('SEC-14: choose nobody whom the browser did not bring', async () => {
    const visitor = await browserOf('katya', 'liam')
    for (const account of [person('mira').id, 'x', '../admin', '']) {
      const page = await visitor.open(`${served.origin}/signin?prompt=select_account`)
      const token = /name="token" value="([^"]+)"/.exec(page.html)?.[1] as string
      const { status } = await post(visitor, '/signin/begin/account', { token, account })
      expect(status, account).toBe(303)
      expect(await whoIsIn(visitor)).toBe(name('liam'))
      await visitor.open(client.address({ prompt: 'select_account' }))
      const after = await visitor.send({ account })
      expect(after.html, account).toContain('<h1>Choose an account</h1>')
    }
  })

  it('SEC-16: lead to a path of ours alone', async () => {
    for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const visitor = await browserOf('katya', 'liam')
      await visitor.open(`${served.origin}/signin?prompt=select_account&returnTo=${encodeURIComponent(to)}`)
      const page = await visitor.send({ account: person('katya').id })
      expect(page.url, to).toBe(portal())
    }
  })
})

describe('the console', () => {
  it('does nothing as another person than it was opened for', async () => {
    const visitor = new Visitor()
    for (const key of ['leo', 'admin']) await signInAt(visitor, `${another()}&returnTo=/admin`, person(key))
    const asks = async (account: string) => {
      const headers = { accept: 'application/json', 'x-admit-csrf': '1', 'x-admit-account': person(account).id }
      return (await visitor.fetch(`${served.origin}/v1.0/admit/session`, { headers })).status
    }
    expect(await asks('admin')).toBe(200)
    expect(await asks('leo')).toBe(401)
  })
})

describe('the organisation', () => {
  it('is there before a name is typed, where a link or an app gives its domain', async () => {
    await secondCompany(served.running.admit, served.origin)
    const link = (hint: string) => `${served.origin}/signin?${new URLSearchParams({ domain_hint: hint })}`
    const seen = await new Visitor().open(link('other-works.example'))
    expect(seen.text).toContain('Other Works')
    expect(seen.html).toContain('<h1>Sign in</h1>')
    expect((await new Visitor().open(link('Meridian.example'))).text).toContain('Meridian')
    for (const nobody of ['nowhere.example', 'organizations', "'; drop table domains"]) {
      const { text } = await new Visitor().open(link(nobody))
      expect(text, nobody).toContain('Sign in')
      expect(text, nobody).not.toMatch(/Meridian|Other Works/)
    }
    // A name that tells nothing does not stand in the way of a domain that does.
    const common = client
      .address({ login_hint: 'somebody@nowhere.example', domain_hint: 'other-works.example', client_id: 'nobody' })
      .replace(demo.tenant.id, 'common')
    expect((await new Visitor().open(common)).text).toContain('Other Works')
  })

  it('is each person’s own: a browser has people of several', async () => {
    const other = { signInName: 'admin@other-works.example', password: 'granite kettle 77' }
    const visitor = await browserOf('katya')
    await visitor.open(another())
    await visitor.send({ name: other.signInName })
    const page = await visitor.send({ password: other.password })
    expect(page.text).toContain(`Signed in as ${other.signInName}`)
    const picker = await visitor.open(`${served.origin}/signin?prompt=select_account`)
    expect(picker.text).toMatch(/Meridian.*Other Works|Other Works.*Meridian/)
    await visitor.send({ account: person('katya').id })
    expect(await whoIsIn(visitor)).toBe(name('katya'))
    // An app of the other organisation has nothing to do with them.
    const page2 = await visitor.open(`${served.origin}/signin?domain_hint=other-works.example&prompt=select_account`)
    expect(page2.text).not.toContain(name('katya'))
    expect(page2.text).toContain(other.signInName)
  })
})
