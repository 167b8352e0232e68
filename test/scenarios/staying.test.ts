import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeOf } from '../../src/app/sign-in/familiar.ts'
import { withTenant } from '../../src/store/store.ts'
import { sessionOf } from '../support/companies.ts'
import { demo, person } from '../support/demo.ts'
import { changesBy, graphApi } from '../support/graph-api.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { pngOf } from '../support/pictures.ts'
import { signInAt } from '../support/sign-in.ts'
import { type Seen, Visitor } from '../support/visitor.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const asked = '<h1>Stay signed in?</h1>'
const session = '__Host-admit-session'
const host = () => new URL(served.origin).host
const portal = () => `${served.origin}/myapps`
const client = () => `${served.origin}/${demo.tenant.id}`
const api = graphApi(() => served)

/** Somebody who is asked whether they stay, or past it. */
async function atTheEnd(key: string, visitor = new Visitor()): Promise<Visitor> {
  visitor.answersNo = false
  await signInAt(visitor, portal(), person(key))
  return visitor
}

/** Somebody who stays signed in. */
async function staying(key: string): Promise<Visitor> {
  const visitor = await atTheEnd(key)
  await visitor.send({ answer: 'yes' })
  return visitor
}

const isIn = async (visitor: Visitor) => (await visitor.open(portal())).text.includes('My apps')

const change = changesBy(api, 'admin')

const hour = 3_600_000
const day = 24 * hour

/** Lets time pass for the session of a browser: since its proof, and since it was used. */
function passes(visitor: Visitor, since: { readonly proof: number; readonly use: number }): Promise<unknown> {
  const { admit } = served.running
  const secret = visitor.cookie(host(), session) as string
  const now = admit.now()
  return withTenant(admit.store, demo.tenant.id, async (t) => {
    await sql`update browser_sessions set auth_at = ${now - since.proof}, second_factor_at = case when second_factor_at is null then null else ${now - since.proof}::bigint end, last_seen_at = ${now - since.use}
      where id = ${hashOf(secret)}`.execute(t.db)
    // The demo company was made a moment ago, and with it everybody's password.
    await sql`update accounts set sessions_revoked_at = null`.execute(t.db)
  })
}

const hashOf = (secret: string) =>
  sql`translate(encode(sha256(convert_to(${secret.split('.')[1]}, 'UTF8')), 'base64'), '+/=', '-_')`

describe('stay signed in?', () => {
  it('is asked after the last proof; with yes the browser may be closed, with no it may not', async () => {
    const yes = await atTheEnd('alice')
    expect(yes.page?.html).toContain(asked)
    expect(yes.page?.text).toContain('30 days')
    // Nobody is in before the answer.
    expect(yes.cookie(host(), session)).toBeUndefined()
    expect((await yes.send({ answer: 'yes' })).text).toContain('My apps')
    yes.restart()
    expect(await isIn(yes)).toBe(true)

    const no = await atTheEnd('katya')
    expect((await no.send({ answer: 'no' })).text).toContain('My apps')
    expect(await isIn(no)).toBe(true)
    no.restart()
    expect(await isIn(no)).toBe(false)
  })

  it('is not asked at single sign-on', async () => {
    const visitor = await staying('alice')
    const page = await visitor.open(`${served.appsOrigin}/crm4/`)
    expect(page.html).not.toContain(asked)
  })

  it('lets who comes within the days stay for as long again, and nobody else', async () => {
    const visitor = await staying('katya')
    await passes(visitor, { proof: 200 * day, use: 29 * day })
    visitor.restart()
    const response = await visitor.fetch(portal())
    // The cookie is renewed by use.
    const line = response.headers.getSetCookie().find((one) => one.startsWith(session))
    expect(line).toMatch(/max-age=7776000/i)
    expect(await response.text()).toContain('My apps')
    await passes(visitor, { proof: 200 * day, use: 31 * day })
    expect(await isIn(visitor)).toBe(false)
  })

  it('ends twelve hours after its proof where the person said no', async () => {
    const visitor = await atTheEnd('liam')
    await visitor.send({ answer: 'no' })
    await passes(visitor, { proof: 13 * hour, use: 0 })
    expect(await isIn(visitor)).toBe(false)
  })

  it('is not asked again where the person did not want that, in that browser and for that person', async () => {
    const visitor = await atTheEnd('mira')
    await visitor.send({ answer: 'yes', ask: 'never' })
    await visitor.open(portal())
    await visitor.send({ which: 'current' })
    visitor.restart()
    await atTheEnd('mira', visitor)
    expect(visitor.page?.text).toContain('My apps')
    visitor.restart()
    expect(await isIn(visitor)).toBe(true)

    await visitor.open(`${served.origin}/signin?prompt=login`)
    await signInAt(visitor, `${served.origin}/signin?prompt=login`, person('alice'))
    expect(visitor.page?.html).toContain(asked)
  })

  it('is over with a revocation, and for who is blocked', async () => {
    const [one, other] = [await staying('jonas'), await staying('katya')]
    await change({ do: 'revoke_sessions', accountId: person('jonas').id })
    await change({ do: 'block_account', accountId: person('katya').id })
    expect([await isIn(one), await isIn(other)]).toEqual([false, false])
    await change({ do: 'enable_account', accountId: person('katya').id })
  })

  it('A7: ends where remembered devices are revoked, which makes the browser a stranger; who did not stay goes on', async () => {
    const [stays, goes] = [await staying('liam'), await atTheEnd('liam')]
    await goes.send({ answer: 'no' })
    const place = async (visitor: Visitor) => {
      const kept = visitor.cookie(host(), '__Host-admit-known') ?? null
      return withTenant(served.running.admit.store, demo.tenant.id, (t) =>
        placeOf(served.running.admit, t, person('liam').id, { ip: null, kept }),
      )
    }
    expect(await place(stays)).toEqual({ place: 'familiar', by: 'browser' })
    await change({ do: 'forget_devices', accountId: person('liam').id })
    expect([await isIn(stays), await isIn(goes)]).toEqual([false, true])
    expect((await place(stays)).place).toBe('strange')
    const anew = await staying('liam')
    expect((await place(anew)).place).toBe('familiar')
  })

  it('does not spare a fresh proof for sensitive administration', async () => {
    const visitor = new Visitor()
    visitor.answersNo = false
    await signInAt(visitor, `${served.origin}/signin?returnTo=/admin`, person('admin'))
    await visitor.send({ answer: 'yes' })
    await passes(visitor, { proof: 2 * day, use: hour })
    const cookie = `${session}=${visitor.cookie(host(), session)}`
    const { status } = await api({ cookie, 'x-admit-csrf': '1' }, 'POST', '/admit/changes', {
      changes: [{ do: 'set_stay_signed_in', days: 90 }],
      reason: 'a test',
    })
    expect(status).toBe(403)
    expect((await visitor.open(`${served.origin}/signin?prompt=prove&returnTo=/admin`)).html).toContain(
      'Enter your password',
    )
  })

  it('is the tenant’s to say: other days, or not at all, which ends what stayed', async () => {
    const visitor = await staying('liam')
    await passes(visitor, { proof: 13 * hour, use: 2 * day })
    await change({ do: 'set_stay_signed_in', days: 1 })
    expect(await isIn(visitor)).toBe(false)
    expect((await atTheEnd('liam')).page?.text).toContain('for a day')

    await change({ do: 'set_stay_signed_in', days: 0 })
    expect((await atTheEnd('liam')).page?.text).toContain('My apps')
    await change({ do: 'set_stay_signed_in', days: 30 })
    expect((await api('admin', 'GET', '/admit/signInPages')).body).toMatchObject({ stayDays: 30 })
    for (const days of [-1, 91, 1.5]) {
      const { status } = await api('admin', 'POST', '/admit/changes', {
        changes: [{ do: 'set_stay_signed_in', days }],
        reason: 'a test',
      })
      expect(status, String(days)).toBe(400)
    }
  })
})

describe('a shared computer', () => {
  it('asks nothing, keeps nothing but the session, and sign-out clears everything', async () => {
    const visitor = new Visitor()
    visitor.answersNo = false
    await visitor.open(portal())
    await visitor.send({ name: person('katya').signInName })
    expect(visitor.page?.text).toContain('This is a shared computer')
    const page = await visitor.send({ password: person('katya').password, computer: 'shared' })
    expect(page.text).toContain('My apps')
    expect(visitor.cookies(host())).toEqual([session, '__Host-admit-visit'])
    visitor.restart()
    expect(visitor.cookies(host())).toEqual([])
  })

  it('L3: signs everybody out, and has the browser forget all it kept', async () => {
    const visitor = await staying('mira')
    await visitor.open(`${served.origin}/signin?prompt=login`)
    await visitor.send({ name: person('katya').signInName })
    await visitor.send({ password: person('katya').password, computer: 'shared' })
    const all = [...visitor.cookies(host())]
    expect(all).toContain('__Host-admit-lasting')
    const lasting = visitor.cookie(host(), '__Host-admit-lasting') as string
    const page = await visitor.open(portal())
    const token = /name="token" value="([^"]+)"/.exec(page.html)?.[1] as string
    const out = await visitor.fetch(`${served.origin}/signout`, {
      method: 'POST',
      body: new URLSearchParams({ token }),
      headers: { origin: served.origin },
    })
    expect(out.headers.get('clear-site-data')).toBe('"*"')
    expect(visitor.cookies(host())).not.toEqual(expect.arrayContaining([session]))
    const thief = new Visitor()
    thief.setCookie(host(), session, lasting)
    expect(await isIn(thief)).toBe(false)
  })

  it('is short: an hour from its proof', async () => {
    const visitor = new Visitor()
    await visitor.open(portal())
    await visitor.send({ name: person('katya').signInName })
    await visitor.send({ password: person('katya').password, computer: 'shared' })
    await passes(visitor, { proof: 59 * 60_000, use: 0 })
    expect(await isIn(visitor)).toBe(true)
    await passes(visitor, { proof: hour + 1, use: 0 })
    const page = (await visitor.open(portal())) as Seen
    // Nothing says who was there.
    expect(page.text).not.toContain('Katya')
    expect(page.html).toContain('<h1>Sign in</h1>')
  })

  it('stays one where the page had to be shown again', async () => {
    const visitor = new Visitor()
    await visitor.open(portal())
    await visitor.send({ name: person('katya').signInName })
    await visitor.send({ password: 'not hers at all', computer: 'shared' })
    expect(visitor.page?.html).toMatch(/name="computer" value="shared" checked/)
  })
})

describe('the look of the sign-in pages', () => {
  const look = (given: object) => ({ do: 'set_branding', name: null, accent: null, text: null, logo: null, ...given })
  const set = async (given: object) =>
    (await api('admin', 'POST', '/admit/changes', { changes: [look(given)], reason: 'a test' })).status

  async function upload(caller: string, bytes: Buffer, type = 'image/png') {
    const headers = await callerOf(caller)
    return fetch(`${served.origin}/v1.0/admit/signInPages/logo`, {
      method: 'POST',
      headers: { ...headers, 'content-type': type },
      body: new Uint8Array(bytes),
    })
  }
  const callerOf = (key: string) => sessionOf(served.running.admit, demo.tenant.id, person(key).id)

  it('SEC-17: is the organisation’s name, colour, words and picture, with ours outside of them', async () => {
    const { logo } = (await (await upload('admin', pngOf(120, 40))).json()) as { logo: string }
    expect(await set({ name: 'Meridian Group', accent: '#5b2a86', text: 'Help:\n<b>4711</b>', logo })).toBe(200)
    const pages = [`${served.origin}/signin`, `${served.appsOrigin}/crm4/`]
    for (const at of [...pages, `${client()}/oauth2/v2.0/authorize?client_id=nobody&response_type=code`]) {
      const { html } = await new Visitor().open(at)
      expect(html, at).toContain('<span>Meridian Group</span>')
      expect(html, at).toContain('/signin/colour/5b2a86.css')
      expect(html, at).toContain(`<img src="/signin/logo/${demo.tenant.id}/${logo}" alt="">`)
      expect(html, at).toContain('Help:\n&#60;b&#62;4711&#60;/b&#62;')
      // After the card, where nothing of theirs reaches.
      expect(html.slice(html.indexOf('</main>')), at).toContain('Admit signs you in to Meridian (meridian.admit.test)')
    }
    const visitor = await atTheEnd('liam')
    await visitor.send({ answer: 'no' })
    expect((await visitor.open(portal())).html).toContain('<span>Meridian Group</span>')

    const css = await fetch(`${served.origin}/signin/colour/5b2a86.css`)
    expect(await css.text()).toContain('--on-brand: #ffffff')
    const picture = await fetch(`${served.origin}/signin/logo/${demo.tenant.id}/${logo}`)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(picture.headers.get('x-content-type-options')).toBe('nosniff')
    expect(picture.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(pngOf(120, 40))

    expect(await set({})).toBe(200)
    expect((await new Visitor().open(`${served.origin}/signin`)).html).not.toContain('Meridian Group')
  })

  it('SEC-17: is refused where it could pass for something else, or could not be read', async () => {
    for (const bad of [
      { name: 'Meri\u202edian' },
      { name: 'Admit' },
      { text: 'https://evil.example' },
      { text: 'x'.repeat(1001) },
      { accent: '#7f7f7f' },
      { accent: 'red;} body{display:none' },
      { logo: 'x' },
    ])
      expect(await set(bad), JSON.stringify(bad)).toBe(400)
    expect(await set({ logo: 'A'.repeat(43) })).toBe(404)
    for (const name of ['7f7f7f.css', 'zzz.css', '5b2a86', '..%2f..%2fstyle.css'])
      expect((await fetch(`${served.origin}/signin/colour/${name}`)).status, name).toBe(404)
    for (const path of [`${demo.tenant.id}/x`, `${demo.tenant.id}/${'A'.repeat(43)}`, `x/${'A'.repeat(43)}`])
      expect((await fetch(`${served.origin}/signin/logo/${path}`)).status, path).toBe(404)
  })

  it('SEC-31, SEC-35: takes pictures from who may change it, and no other files', async () => {
    expect((await upload('liam', pngOf(4, 4))).status).toBe(403)
    expect((await upload('admin', Buffer.from('<svg/>'))).status).toBe(400)
    expect((await upload('admin', pngOf(4, 4), 'image/svg+xml')).status).toBe(415)
    expect((await upload('admin', Buffer.alloc(400_000))).status).toBe(413)
  })
})
