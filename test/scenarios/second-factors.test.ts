import { randomBytes } from 'node:crypto'
import { listDeliveries } from '../../src/store/messages.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recoveryCodeHash } from '../../src/app/methods/recovery-codes.ts'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { totpText } from '../../src/app/totp.ts'
import { listMethods, useRecoveryCode } from '../../src/store/methods.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { graphApi } from '../support/graph-api.ts'
import { type Somebody, somebodyNew } from '../support/somebody.ts'
import { codeNow, Visitor } from '../support/visitor.ts'

let served: Served
/** How far the server's clock is ahead, in steps of 30 seconds: each code works once, so each sign-in is in a step of its own. */
let ahead = 0
const send = graphApi(() => served)
const admin = 'admin'
const step = 30_000

beforeAll(async () => {
  served = await serveDemo()
  Object.assign(served.running.admit, { now: () => Date.now() + ahead * step })
}, 60_000)
afterAll(() => served.stop())

type Armed = Somebody & { readonly secret: string }

async function somebody(): Promise<Armed> {
  const secret = randomBytes(20)
  return { ...(await somebodyNew(served, secret)), secret: totpText(secret) }
}

/** The code that is right in the server's next step of time, which begins now. */
function freshCode({ secret }: Armed): string {
  ahead++
  return codeNow(secret, ahead)
}

/** Where somebody is asked for their second factor. */
async function halfIn({ name, password }: Somebody, visitor = new Visitor(), address = '/myapps'): Promise<Visitor> {
  await visitor.open(new URL(address, served.origin).href)
  if (visitor.page?.html.includes('<h1>Sign in</h1>')) await visitor.send({ name })
  await visitor.send({ password })
  expect(visitor.page?.html).toMatch(/<h1>Enter (your|a recovery) code<\/h1>/)
  return visitor
}

/** Wherever the password leads to. */
async function byPassword({ name, password }: Somebody): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.open(`${served.origin}/myapps`)
  await visitor.send({ name })
  await visitor.send({ password })
  return visitor
}

async function signedIn(who: Armed, address = '/myapps'): Promise<Visitor> {
  const visitor = await halfIn(who, new Visitor(), address)
  await visitor.send({ code: freshCode(who) })
  return visitor
}

const isIn = ({ page }: Visitor) => page?.url === `${served.origin}/myapps`
const codesIn = ({ page }: Visitor) =>
  [...(page?.html ?? '').matchAll(/<dd>([A-Z0-9-]{14})<\/dd>/g)].map(([, code]) => code as string)

/** Chooses one of the other ways by the words of its button. */
async function choose(visitor: Visitor, words: string): Promise<void> {
  const id = new RegExp(`name="method" value="([^"]+)">${words}`).exec(visitor.page?.html ?? '')?.[1]
  await visitor.send({ method: id as string }, '/method')
}

describe('my sign-in methods', () => {
  it('SEC-09: are seen by who is signed in, and changed by who has just proved the strongest they have', async () => {
    const robin = await somebody()
    const visitor = await signedIn(robin, '/account/methods')
    expect(visitor.page?.text).toContain('Authenticator app')
    expect(visitor.page?.text).toContain('Make recovery codes')
    ahead += 21
    const html = (await visitor.open(`${served.origin}/account/methods`)).html
    expect(html).not.toContain('<form method="post" action="/account')
    const token = /name="token" value="([^"]+)"/.exec(html)?.[1] as string
    for (const path of ['codes', 'begin', 'remove', 'name', 'prefer', 'add']) {
      const sent = await visitor.fetch(`${served.origin}/account/methods/${path}`, {
        method: 'POST',
        headers: { origin: served.origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          ...{ token, method: await totpOf(robin), name: 'x', code: '123456', sealed: 'AAAA' },
        }).toString(),
      })
      expect([path, sent.status >= 300]).toEqual([path, true])
      const isSentToProve = sent.headers.get('location')?.startsWith('/signin?prompt=prove') === true
      expect([path, isSentToProve || sent.status === 400]).toEqual([path, true])
    }
    expect(html).toContain('Confirm that it is you')
    await visitor.open('/signin?prompt=prove&returnTo=%2Faccount%2Fmethods')
    await visitor.send({ password: robin.password })
    // Nothing asks Robin's sign-in for it but this.
    expect(visitor.page?.html).toContain('<h1>Enter your code</h1>')
    await visitor.send({ code: freshCode(robin) })
    expect(visitor.page?.url).toBe(`${served.origin}/account/methods`)
    expect(visitor.page?.text).toContain('Make recovery codes')
  })

  it('are added, named, asked for first and removed; the sign-in offers each', async () => {
    const robin = await somebody()
    const visitor = await signedIn(robin, '/account/methods')
    await visitor.send({}, '/begin')
    const added = /<code>([A-Z2-7 ]+)<\/code>/.exec(visitor.page?.html ?? '')?.[1]?.replaceAll(' ', '') as string
    await visitor.send({ code: codeNow(added, ahead - 7), name: 'Tablet' }, '/add')
    expect(visitor.page?.text).toContain("your phone's clock is about 210 seconds slow")
    await visitor.send({ code: codeNow(added, ahead), name: 'Tablet' }, '/add')
    expect(visitor.page?.text).toContain('The authenticator app is set up.')
    expect(visitor.page?.text).toContain('Tablet')
    const { methods } = await kept(robin)
    expect(methods.map(({ name }) => name)).toEqual([null, 'Tablet'])

    const [first, tablet] = methods.map(({ id }) => id) as [string, string]
    await visitor.send({ method: tablet }, '/prefer')
    const half = await halfIn(robin)
    expect(half.page?.text).toContain('Use another way')
    await choose(half, 'Authenticator app')
    expect(half.page?.html).toContain('<h1>Enter your code</h1>')
    await visitor.send({ method: first }, '/remove')
    expect((await kept(robin)).methods.map(({ id }) => id)).toEqual([tablet])
    // Nobody removes what is another's.
    const other = await somebody()
    const answer = await visitor.send({ method: await totpOf(other) }, '/remove')
    expect(answer.status).toBe(404)
  })
})

describe('A7: multi-factor of a person', () => {
  it('Disabled lets them in without; Enabled again has them register anew, and what they had before counts no more', async () => {
    const robin = await somebody()
    const set = (state: 'disabled' | 'enabled') =>
      applyChanges(
        served.running.admit,
        commandLine(served.demo.tenant.id),
        [{ do: 'set_mfa_state', accountId: robin.id, state }],
        null,
      )
    await set('disabled')
    const without = new Visitor()
    await without.open(`${served.origin}/myapps`)
    await without.send({ name: robin.name })
    await without.send({ password: robin.password })
    expect(isIn(without)).toBe(true)
    await set('enabled')
    expect((await kept(robin)).methods.filter(({ isUsable }) => isUsable)).toEqual([])
    // A session goes on until it ends; the next sign-in asks.
    expect((await without.open(`${served.origin}/myapps`)).text).toContain('My apps')
    const anew = new Visitor()
    await anew.open(`${served.origin}/myapps`)
    await anew.send({ name: robin.name })
    await anew.send({ password: robin.password })
    expect(anew.page?.html).toContain('<h1>Set up a second factor</h1>')
    await anew.send({ code: freshCode(robin) })
    expect(anew.page?.html, 'a code of the app they had').toContain('<h1>Set up a second factor</h1>')
  })
})

describe('recovery codes', () => {
  it('are shown once, take the place of a second factor once each, and end with new ones', async () => {
    const robin = await somebody()
    const visitor = await signedIn(robin, '/account/methods')
    await visitor.send({}, '/codes')
    const [first, second, third, ...more] = codesIn(visitor) as [string, string, string, ...string[]]
    expect(new Set([first, second, third, ...more]).size).toBe(10)
    expect((await visitor.open(`${served.origin}/account/methods`)).text).toContain('10 of 10 are left')
    expect(codesIn(visitor)).toEqual([])

    const half = await halfIn(robin)
    await choose(half, 'Recovery codes')
    expect(half.page?.html).toContain('<h1>Enter a recovery code</h1>')
    await half.send({ code: first.toLowerCase() })
    expect(isIn(half), half.page?.text).toBe(true)
    expect((await half.open('/account/methods')).text).toContain('9 of 10 are left')

    const again = await halfIn(robin)
    await choose(again, 'Recovery codes')
    // What is said is true of recovery codes: no clock has to do with them.
    expect((await again.send({ code: first })).text).toContain('That recovery code was used already')
    await visitor.send({}, '/codes')
    expect((await again.send({ code: second })).text).toContain("That recovery code didn't work. Type one")
    await again.send({ code: codesIn(visitor)[0] as string })
    expect(isIn(again), again.page?.text).toBe(true)
  })

  it('SEC-07: one used a hundred times at once succeeds once; the last two at once leave none', async () => {
    const robin = await somebody()
    const visitor = await signedIn(robin, '/account/methods')
    await visitor.send({}, '/codes')
    const codes = codesIn(visitor)
    const { admit } = served.running
    const tenantId = served.demo.tenant.id
    const id = (await kept(robin)).methods.find(({ kind }) => kind === 'recovery_codes')?.id as string
    const use = (code: string) =>
      withTenant(admit.store, tenantId, (t) =>
        useRecoveryCode(t, id, recoveryCodeHash(admit, { tenantId, accountId: robin.id }, code), admit.now()),
      )
    const used = await Promise.all(Array.from({ length: 100 }, () => use(codes[0] as string)))
    expect(used.filter(Boolean)).toHaveLength(1)
    expect(await Promise.all(codes.slice(1).map(use))).not.toContain(false)
    expect((await kept(robin)).methods.find(({ kind }) => kind === 'recovery_codes')?.isUsable).toBe(false)
    expect((await visitor.open('/account/methods')).text).toContain('All of them are used up.')
    // Nobody is asked for what they have no more.
    expect((await halfIn(robin)).page?.text).not.toContain('Use another way')
  })

  it('alone are no method that is set up: who has nothing else proves with one, and sets one up', async () => {
    const robin = await somebody()
    const visitor = await signedIn(robin, '/account/methods')
    await visitor.send({}, '/codes')
    const [code] = codesIn(visitor)
    await visitor.open('/account/methods')
    await visitor.send({ method: await totpOf(robin) }, '/remove')
    const half = await halfIn(robin)
    await half.send({ code: code as string })
    expect(half.page?.html).toContain('<h1>Set up a second factor</h1>')
  })
})

describe('codes of a clock that is off', () => {
  it('are never taken; the person and the administrator read by how much', async () => {
    const robin = await somebody()
    const half = await halfIn(robin)
    await half.send({ code: codeNow(robin.secret, ahead - 5) })
    expect(half.page?.text).toContain("your phone's clock is about 150 seconds slow")
    const reference = /[A-Z0-9]{4}(-[A-Z0-9]{4}){2}/.exec(half.page?.text ?? '')?.[0]
    const why = await send(admin, 'POST', '/admit/explain', { reference })
    expect(why.body).toMatchObject({
      explanation: {
        headline: expect.stringContaining('the clock of the phone that made it is about 150 seconds slow'),
      },
    })
    // One of a time to come tells whoever guesses when it would be right: then it is wrong all the same.
    const early = codeNow(robin.secret, ahead + 4)
    await half.send({ code: early })
    expect(half.page?.text).toContain('about 120 seconds fast')
    ahead += 4
    await half.send({ code: early })
    expect(isIn(half)).toBe(false)
    await half.send({ code: freshCode(robin) })
    expect(isIn(half), half.page?.text).toBe(true)
  })
})

describe('A7 over Graph: the state of a person', () => {
  it('is read and set, asks to register anew where it is enabled, and is told in no other words', async () => {
    const robin = await somebody()
    const at = `/users/${robin.id}/authentication/requirements`
    const state = async () => (await send(admin, 'GET', at)).body['perUserMfaState']
    expect(await state()).toBe('enforced')
    expect((await send(admin, 'PATCH', at, { perUserMfaState: 'disabled' })).status).toBe(204)
    expect(await state()).toBe('disabled')
    expect(isIn(await byPassword(robin))).toBe(true)
    expect((await send(admin, 'PATCH', at, { perUserMfaState: 'enabled' })).status).toBe(204)
    expect((await byPassword(robin)).page?.html).toContain('<h1>Set up a second factor</h1>')
    for (const body of [{ perUserMfaState: 'often' }, {}, { perUserMfaState: 'disabled', more: 1 }])
      expect((await send(admin, 'PATCH', at, body)).status).toBe(400)
    expect(await state()).toBe('enabled')
  })
})

describe('SEC-07: wrong codes', () => {
  it('are counted over all sign-ins, and after ten no code is taken: until it is over, or an administrator says so', async () => {
    const robin = await somebody()
    const wrong = async () => {
      const half = await halfIn(robin)
      for (let i = 0; i < 5; i++) await half.send({ code: '000000' })
      return half
    }
    const before = await wrong()
    await wrong()
    expect((await before.send({ code: freshCode(robin) })).text).toContain('paused after wrong codes')
    const late = new Visitor()
    await late.open(`${served.origin}/myapps`)
    await late.send({ name: robin.name })
    const refused = await late.send({ password: robin.password })
    expect(refused.text).toContain('The second factor is paused after wrong codes')
    expect(refused.text).toContain('MFA-BLOCK')
    // Whoever types codes has the password: the person hears of it, once.
    const told = await withTenant(served.running.admit.store, served.demo.tenant.id, (t) =>
      listDeliveries(t, robin.id, 50),
    )
    expect(told.filter(({ kind }) => kind === 'second_factor_paused')).toHaveLength(1)
    const shown = await send(admin, 'GET', `/admit/people/${robin.id}/methods`)
    expect(shown.body['pausedUntil']).toEqual(expect.any(Number))

    await send(admin, 'POST', '/admit/changes', { changes: [{ do: 'unblock_second_factor', accountId: robin.id }] })
    expect(isIn(await signedIn(robin))).toBe(true)
    await wrong()
    await wrong()
    ahead += 31
    expect(isIn(await signedIn(robin))).toBe(true)
  })

  it('come from nobody who has not given the password', async () => {
    const robin = await somebody()
    const stranger = new Visitor()
    await stranger.open(`${served.origin}/myapps`)
    const asked = await stranger.send({ name: robin.name })
    const token = /name="token" value="([^"]+)"/.exec(asked.html)?.[1] as string
    for (let i = 0; i < 12; i++)
      await stranger.fetch(`${served.origin}/signin/flow/code`, {
        method: 'POST',
        headers: { origin: served.origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ token, code: '000000' }).toString(),
      })
    expect((await send(admin, 'GET', `/admit/people/${robin.id}/methods`)).body['pausedUntil']).toBeNull()
    expect(isIn(await signedIn(robin))).toBe(true)
  })
})

const kept = async ({ id }: Somebody) => ({
  methods: await withTenant(served.running.admit.store, served.demo.tenant.id, (t) => listMethods(t, id)),
})
const totpOf = async (who: Somebody) => (await kept(who)).methods.find(({ kind }) => kind === 'totp')?.id as string
