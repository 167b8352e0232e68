import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { hashPassword } from '../../src/app/passwords.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { carryOut } from '../../src/store/carry-out.ts'
import { withTenant } from '../../src/store/store.ts'
import { takeTurn } from '../../src/store/turn.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { listenAsApp } from '../support/app-address.ts'
import { BareClient } from '../support/bare-client.ts'
import { sessionOf } from '../support/companies.ts'
import { graphApi } from '../support/graph-api.ts'
import { type Registered, registerApp } from '../support/register-app.ts'
import { believesVisitors, VisitorFrom } from '../support/visitor-from.ts'

let served: Served
let at: Awaited<ReturnType<typeof listenAsApp>>
let app: Registered
let client: BareClient
let passwordHash: string
const password = 'granite kettle 77'
const send = graphApi(() => served)
const tenantId = () => served.demo.tenant.id

beforeAll(async () => {
  ;[served, at, passwordHash] = await Promise.all([serveDemo(believesVisitors), listenAsApp(), hashPassword(password)])
  const redirectUri = `${at.origin}/callback`
  app = await registerApp(served, { name: 'A web app', redirectUris: [{ uri: redirectUri, kind: 'web' }] })
  client = new BareClient(served, app, redirectUri)
}, 60_000)
afterAll(async () => {
  await at.stop()
  await served.stop()
})

type Somebody = { readonly id: string; readonly name: string; readonly local: string }
let made = 0

/** Somebody new who has the password of all here and nothing that stands in the way. */
async function somebody(): Promise<Somebody> {
  const [id, local] = [randomUUID(), `kim.person${++made}`]
  const name = `${local}@meridian.example`
  const { admit } = served.running
  const account = {
    id,
    signInName: name,
    displayName: `Kim ${made}`,
    userType: 'member',
    isEnabled: true,
    attributes: {},
  }
  await applyChanges(
    admit,
    commandLine(tenantId()),
    [{ do: 'create_account', account: { ...account, userType: 'member' } }],
    null,
  )
  await withTenant(admit.store, tenantId(), async (t) => {
    await takeTurn(t)
    const by = { actor: null, actorKind: 'system', reason: null, operationId: null, at: admit.now() - 60_000 } as const
    await carryOut(t, { do: 'change_password', accountId: id }, by, { passwordHash })
  })
  return { id, name, local }
}

let lastAddress = 0
/** An address nobody came from yet. */
const elsewhere = () => `198.18.${lastAddress >> 8}.${lastAddress++ & 255}`

/** Where somebody is asked for a password, having typed this name. */
async function asked(name: string, visitor = new VisitorFrom(elsewhere()), address = '/myapps'): Promise<VisitorFrom> {
  await visitor.open(new URL(address, served.origin).href)
  const page = visitor.page?.html.includes('<h1>Sign in</h1>') ? await visitor.send({ name }) : visitor.page
  expect(page?.html, name).toContain('<h1>Enter your password</h1>')
  return visitor
}

/** What comes of a password: `in`, `refused`, or `wait`. */
async function gives(visitor: VisitorFrom, given = password): Promise<'in' | 'refused' | 'wait'> {
  let page = await visitor.send({ password: given })
  // A machine with much else to do says when to come again, and counts nothing: that is what they do.
  while (page.status === 503) {
    await sleep(Number(page.headers.get('retry-after')) * 1000)
    await visitor.open(`${served.origin}/signin/flow`)
    page = await visitor.send({ password: given })
  }
  if (page.status === 429) return 'wait'
  if (page.text.includes("We couldn't sign you in")) return 'refused'
  expect(page.url === `${served.origin}/myapps` || page.url.startsWith(at.origin), page.url + page.text).toBe(true)
  return 'in'
}

const signIn = async (name: string, visitor?: VisitorFrom, given?: string) => gives(await asked(name, visitor), given)
const accountOf = async ({ id }: Somebody) =>
  (await send('leo', 'GET', `/admit/people/${id}`)).body['account'] as object

describe('SEC-03: a stranger who guesses', () => {
  it('two hundred times keeps nobody out of their own browser, nor from their own address', async () => {
    const victim = await somebody()
    const browser = new VisitorFrom('203.0.113.5')
    expect(await signIn(victim.name, browser)).toBe('in')

    await Promise.all(
      Array.from({ length: 4 }, async (_, n) => {
        const stranger = await asked(victim.name)
        for (let i = 0; i < 50; i++) expect(await gives(stranger, `guess ${n} ${i}`)).toBe('refused')
      }),
    )
    expect(await accountOf(victim)).toMatchObject({ lockedUntil: expect.any(Number) })
    expect(await accountOf(victim)).not.toHaveProperty('familiarLockedUntil')

    // The stranger, and whoever else comes from where the person never was, is out even with the right one.
    expect(await signIn(victim.name)).toBe('refused')
    browser.from = elsewhere()
    browser.loseSessions()
    expect(await signIn(victim.name, browser), 'their browser, at a place they never were').toBe('in')
    expect(await signIn(victim.name, new VisitorFrom('203.0.113.5')), 'another browser, at home').toBe('in')
  }, 180_000)

  it('cannot use another person’s browser for it, and one that signed out is still the person’s', async () => {
    const [victim, other] = [await somebody(), await somebody()]
    const browser = new VisitorFrom(elsewhere())
    expect(await signIn(other.name, browser)).toBe('in')
    browser.loseSessions()
    browser.from = elsewhere()
    const guessing = await asked(victim.name, browser)
    for (let i = 0; i < 10; i++) await gives(guessing, `guess ${i}`)
    expect(await accountOf(victim)).toMatchObject({ lockedUntil: expect.any(Number) })
    expect(await accountOf(victim)).not.toHaveProperty('familiarLockedUntil')
    const again = new VisitorFrom(elsewhere())
    again.take('__Host-admit-known', browser)
    expect(await signIn(other.name, again)).toBe('in')
  }, 60_000)

  it('locks the familiar place too, where they sit at it', async () => {
    const victim = await somebody()
    expect(await signIn(victim.name, new VisitorFrom('203.0.113.77'))).toBe('in')
    const beside = await asked(victim.name, new VisitorFrom('203.0.113.77'))
    for (let i = 0; i < 10; i++) await gives(beside, `guess ${i}`)
    expect(await accountOf(victim)).toMatchObject({ familiarLockedUntil: expect.any(Number), lockedUntil: null })
    expect(await signIn(victim.name, new VisitorFrom('203.0.113.77'))).toBe('refused')
  }, 60_000)
})

describe('SEC-03: a lock is not escaped', () => {
  const authorize = (tenant: string, hint?: string) =>
    client.address(hint === undefined ? {} : { login_hint: hint }).replace(tenantId(), tenant)
  type Way = (who: Somebody, i: number) => Promise<VisitorFrom>
  const ways: Readonly<Record<string, Way>> = {
    'by small and capital letters': ({ name, local }, i) =>
      asked([name, name.toUpperCase(), name.replace(local, local.toUpperCase()), ` ${name} `][i % 4] as string),
    'by letters of another width, and by another dot': ({ name, local }, i) =>
      asked(
        [
          name.replace('k', 'ｋ'),
          name.replace('example', 'ｅxample'),
          name.replace('meridian.', 'meridian。'),
          `${local}＠meridian.example`,
        ][i % 4] as string,
      ),
    'by an alias': ({ name, local }, i) => asked(i % 2 === 0 ? name : `also.${local}@meridian.admit.test`),
    'by what names the organisation': ({ name }, i) =>
      asked(name, undefined, authorize([tenantId(), 'common', 'organizations', 'meridian.example'][i % 4] as string)),
    'by an app that says the name': ({ name }, i) =>
      asked(name, undefined, `${authorize(tenantId(), i % 2 === 0 ? name : name.toUpperCase())}&prompt=login`),
  }

  it.each(Object.keys(ways))(
    '%s',
    async (key) => {
      const who = await somebody()
      await applyChanges(
        served.running.admit,
        commandLine(tenantId()),
        [{ do: 'add_alias', accountId: who.id, name: `also.${who.local}@meridian.admit.test` }],
        null,
      )
      const way = ways[key] as Way
      // Each way of writing it finds the person: what counts is not who is mistyped.
      for (let i = 0; i < 4; i++) expect(await gives(await way(who, i)), `${key} ${i}`).toBe('in')
      // And each try comes from another address.
      await Promise.all(Array.from({ length: 10 }, async (_, i) => gives(await way(who, i), `guess ${i}`)))
      expect(await accountOf(who)).toMatchObject({ lockedUntil: expect.any(Number) })
      for (let i = 0; i < 4; i++) expect(await gives(await way(who, i)), `${key} ${i}`).toBe('refused')
    },
    60_000,
  )

  it('by guesses at the same moment', async () => {
    const who = await somebody()
    const visitors = await Promise.all(Array.from({ length: 40 }, () => asked(who.name)))
    await Promise.all(visitors.slice(0, 39).map((visitor, i) => gives(visitor, `guess ${i}`)))
    expect(await gives(visitors[39] as VisitorFrom)).toBe('refused')
    const { lockedUntil } = (await accountOf(who)) as { lockedUntil: number }
    // Forty at once lock once, for a minute, and not four times.
    expect(lockedUntil - Date.now()).toBeLessThan(60_000)
  }, 60_000)

  it('by the door where one changes one’s own password, at the same moment too', async () => {
    const who = await somebody()
    const caller = await sessionOf(served.running.admit, tenantId(), who.id)
    const from = elsewhere()
    const change = (currentPassword: string, newPassword: string) =>
      send({ ...caller, 'x-forwarded-for': from }, 'POST', '/me/changePassword', { currentPassword, newPassword })
    await Promise.all(Array.from({ length: 5 }, (_, i) => change(`guess ${i}`, 'marble teapot 78')))
    const guessing = await asked(who.name, new VisitorFrom(from))
    for (let i = 5; i < 10; i++) await gives(guessing, `guess ${i}`)
    expect(await accountOf(who)).toMatchObject({ lockedUntil: expect.any(Number) })
    // With the right one no more is said than with a wrong one, be the new one good or bad.
    for (const chosen of ['marble teapot 78', 'short', password])
      expect((await change(password, chosen)).body.error.innerError['code'], chosen).toBe('password.wrong')
  }, 60_000)

  it('by that door with many guesses before the first of them has locked', async () => {
    const who = await somebody()
    const caller = await sessionOf(served.running.admit, tenantId(), who.id)
    const change = (currentPassword: string, newPassword: string) =>
      send(caller, 'POST', '/me/changePassword', { currentPassword, newPassword })
    const guesses = Array.from({ length: 40 }, (_, i) => change(`guess ${i}`, 'short'))
    // All of them are in line by then, and no more than a few have been counted.
    await Promise.race(guesses)
    const right = await change(password, 'short')
    await Promise.all(guesses)
    // A machine with much else to do may have no time for it; it is not told that it was right.
    expect(['password.wrong', 'server.busy']).toContain(right.body.error.innerError['code'])
  }, 60_000)

  it('by a name that is another person’s, for a dot more or less: it counts there, or nowhere', async () => {
    const who = await somebody()
    for (const other of [who.name.replace('kim.', 'kim'), who.name.replace('kim.', 'k.im.')]) {
      const visitor = await asked(other)
      for (let i = 0; i < 10; i++) expect(await gives(visitor, `guess ${i}`)).toBe('refused')
    }
    expect(await accountOf(who)).toMatchObject({ failedAttempts: 0, lockedUntil: null })
    expect(await signIn(who.name)).toBe('in')
  }, 60_000)
})

describe('an old password that comes again and again', () => {
  it('locks nobody out, and is explained: a device keeps it, which one, and where it is', async () => {
    const who = await somebody()
    const phone = await asked(who.name, new VisitorFrom('192.0.2.200', 'Mail/2.0 (phone)'))
    for (let i = 0; i < 15; i++) expect(await gives(phone, 'the one before')).toBe('refused')
    expect(await accountOf(who)).toMatchObject({ failedAttempts: 1, lockedUntil: null })
    const question = {
      person: { accountId: who.id },
      appId: app.id,
      proof: { credential: 'wrong', secondFactor: 'not_presented' },
    }
    const told = async (key: string) => JSON.stringify((await send(key, 'POST', '/admit/explain', question)).body)
    const [desk, administrator] = [await told('hana'), await told('admin')]
    for (const text of [desk, administrator]) {
      expect(text).toContain('CRE-STALE')
      expect(text).toContain('Mail/2.0 (phone)')
    }
    // The network of other people is for administrators alone.
    expect(administrator).toContain('192.0.2.200')
    expect(desk).not.toContain('192.0.2.200')
    // After the right one, from there, nothing is left of it.
    expect(await gives(phone)).toBe('in')
    expect(await told('admin')).not.toContain('CRE-STALE')
  }, 60_000)
})

describe('SEC-04: one address that goes through many names', () => {
  it('waits, for every name alike; nobody is locked, and others sign in meanwhile', async () => {
    const people = await Promise.all([somebody(), somebody(), somebody(), somebody()])
    const spraying = '203.0.113.66'
    const names = [
      ...people.map(({ name }) => name),
      ...Array.from({ length: 17 }, (_, i) => `nobody${i}@meridian.example`),
    ]
    const known = new VisitorFrom(elsewhere())
    expect(await signIn((people[0] as Somebody).name, known)).toBe('in')
    // Two pages are open before it waits.
    const [right, unknown] = [
      await asked((people[1] as Somebody).name, new VisitorFrom(spraying)),
      await asked('nobody.more@meridian.example', new VisitorFrom(spraying)),
    ]
    for (const name of names) expect(await signIn(name, new VisitorFrom(spraying), 'Summer2030!'), name).toBe('refused')

    const said = []
    for (const [visitor, given] of [
      [right, password],
      [unknown, 'Summer2030!'],
    ] as const) {
      expect(await gives(visitor, given)).toBe('wait')
      expect(Number(visitor.page?.headers.get('retry-after'))).toBeGreaterThan(0)
      said.push(
        visitor.page?.text
          .replace(/[\w.]+@meridian\.example/g, 'NAME')
          .replace(/\b[A-Z]{1,2} NAME/, 'NAME')
          .replace(/\d seconds|a second/, 'N'),
      )
    }
    expect(said[0]).toBe(said[1])
    expect(said[0]).toContain('Try again in N')

    const waiting = async (key: string) => (await send(key, 'GET', '/admit/lockout')).body['waiting']
    expect(await waiting('admin')).toEqual([{ address: spraying, names: 21, waitUntil: expect.any(Number) }])
    expect(await waiting('leo')).toBeNull()

    // Who comes from elsewhere, and who holds the browser they always do, is not held up; and nobody is locked.
    for (const one of people.slice(1)) expect(await signIn(one.name), one.name).toBe('in')
    known.from = spraying
    known.loseSessions()
    expect(await signIn((people[0] as Somebody).name, known)).toBe('in')
    for (const one of people) expect(await accountOf(one)).toMatchObject({ lockedUntil: null })

    await sleep(5500)
    expect(await gives(right)).toBe('in')
  }, 90_000)

  it('is no office where people sign in, and some mistype', async () => {
    const office = '203.0.113.90'
    const people = await Promise.all(Array.from({ length: 6 }, somebody))
    for (const one of people) expect(await signIn(one.name, new VisitorFrom(office))).toBe('in')
    // Twenty, and one more for each who got in.
    for (let i = 0; i < 26; i++)
      expect(await signIn(`typo${i}@meridian.example`, new VisitorFrom(office), 'mistyped'), `${i}`).toBe('refused')
    expect(await signIn((people[0] as Somebody).name, new VisitorFrom(office))).toBe('in')
  }, 90_000)
})

describe('what is written of it', () => {
  it('the sign-in log has every refusal with the kind of place, and the journal who unlocked', async () => {
    const who = await somebody()
    const visitor = await asked(who.name)
    for (let i = 0; i < 11; i++) await gives(visitor, `guess ${i}`)
    const log = (await send('admin', 'GET', `/admit/signIns?accountId=${who.id}&limit=20`)).body.value
    // The tenth locks, and is the first that the lock refused.
    expect(log.map(({ code }) => code).sort()).toEqual([
      ...Array.from({ length: 2 }, () => 'ACC-LOCK'),
      ...Array.from({ length: 9 }, () => 'CRE-MATCH'),
    ])
    for (const one of log) expect(one['asked']).toMatchObject({ place: 'strange' })

    const { reference } = log.find(({ code }) => code === 'ACC-LOCK') as { reference: string }
    const explained = JSON.stringify((await send('admin', 'POST', '/admit/explain', { reference })).body)
    expect(explained).toContain('where they had, they still get in')
    expect(explained).toContain(`10 wrong from ${visitor.from} by Test/1.0`)

    const unlocked = await send('hana', 'POST', '/admit/changes', {
      changes: [{ do: 'unlock_account', accountId: who.id }],
    })
    expect(unlocked.status).toBe(200)
    expect(await gives(await asked(who.name))).toBe('in')
    const { history } = (await send('admin', 'GET', `/admit/people/${who.id}`)).body as unknown as {
      history: readonly { kind: string; payload: { before: object; after: object } }[]
    }
    expect(history.find(({ kind }) => kind === 'unlock_account')?.payload).toMatchObject({
      before: { lockedUntil: expect.any(Number) },
      after: { lockedUntil: null },
    })
  }, 60_000)
})
