import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendCode } from '../../src/app/codes/send-code.ts'
import { carryOut } from '../../src/store/carry-out.ts'
import { listDeliveries } from '../../src/store/messages.ts'
import { listMethods } from '../../src/store/methods.ts'
import { rows, withTenant } from '../../src/store/store.ts'
import { takeTurn } from '../../src/store/turn.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { mailServer } from '../support/mail-server.ts'
import { type Somebody, somebodyNew } from '../support/somebody.ts'
import { Visitor } from '../support/visitor.ts'

let smtp: Awaited<ReturnType<typeof mailServer>>
let served: Served
/** How far the server's clock is ahead, in milliseconds. */
let ahead = 0
const minute = 60_000

beforeAll(async () => {
  smtp = await mailServer({
    recipient: (address) => (address.startsWith('gone') ? { code: 550, says: '5.1.1 There is no such mailbox' } : null),
  })
  served = await serveDemo({ ADMIT_SMTP_URL: smtp.url, ADMIT_MAIL_FROM: 'no-reply@meridian.example' })
  Object.assign(served.running.admit, { now: () => Date.now() + ahead })
})
afterAll(async () => {
  await served.stop()
  await smtp.close()
})

const within = <T>(work: Parameters<typeof withTenant<T>>[2]) =>
  withTenant(served.running.admit.store, served.demo.tenant.id, work)
const deliveries = ({ id }: Somebody) =>
  within((t) => listDeliveries(t, id, 50)).then((all) => all.filter(({ kind }) => kind.endsWith('_code')))
const methods = ({ id }: Somebody) => within((t) => listMethods(t, id))
const heading = ({ page }: Visitor) => /<h1>([^<]+)<\/h1>/.exec(page?.html ?? '')?.[1]
const isIn = ({ page }: Visitor) => page?.url === `${served.origin}/myapps`
const codeIn = (text: string | undefined) => /\b\d{8}\b/.exec(text ?? '')?.[0] as string
let letters = 0

/** The code in the newest of so many letters there. */
async function codeAt(address: string, count: number): Promise<string> {
  return codeIn((await smtp.to(address, count)).at(-1)?.email.subject)
}

/** Somebody signed in at their own methods, with the password alone. */
async function atMethods(who: Somebody): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.open(`${served.origin}/account/methods`)
  await visitor.send({ name: who.name })
  await visitor.send({ password: who.password })
  expect(heading(visitor)).toBe('My sign-in methods')
  return visitor
}

/** Somebody whose codes go to an address of their own, and who is asked for one at every sign-in. */
async function armed(): Promise<Somebody & { readonly address: string }> {
  const who = await somebodyNew(served, null)
  const address = `robin${++letters}@elsewhere.example`
  const by = { actor: who.id, actorKind: 'self', reason: null, operationId: null, at: Date.now() } as const
  await within(async (t) => {
    await takeTurn(t)
    await carryOut(t, { do: 'register_method', accountId: who.id, kind: 'email' }, by, { address })
    await carryOut(t, { do: 'set_mfa_state', accountId: who.id, state: 'enforced' }, by)
  })
  return { ...who, address }
}

/** The same, set up on their own page. */
async function armedByThemselves(): Promise<Somebody & { readonly address: string }> {
  const who = await somebodyNew(served, null)
  const address = `robin${++letters}@elsewhere.example`
  const visitor = await atMethods(who)
  await visitor.send({ address }, '/email')
  await visitor.send({ code: await codeAt(address, 1), name: '' }, '/confirm')
  expect(visitor.page?.text).toContain('Codes can be sent there from now on.')
  await within((t) => sql`update accounts set mfa_state = 'enforced' where id = ${who.id}`.execute(t.db))
  return { ...who, address }
}

/** Where somebody is asked for the code that was sent. */
async function halfIn({ name, password }: Somebody, visitor = new Visitor()): Promise<Visitor> {
  await visitor.open(`${served.origin}/myapps`)
  if (heading(visitor) === 'Sign in') await visitor.send({ name })
  await visitor.send({ password })
  return visitor
}

const post = (visitor: Visitor, path: string, fields: Readonly<Record<string, string>>) =>
  visitor.fetch(`${served.origin}/signin/flow/${path}`, {
    method: 'POST',
    headers: { origin: served.origin },
    body: new URLSearchParams({
      token: /name="token" value="([^"]+)"/.exec(visitor.page?.html ?? '')?.[1] as string,
      ...fields,
    }),
  })

describe('a code by e-mail', () => {
  it('is the second factor of who set it up: sent once a page, good once, named in part', async () => {
    const robin = await armedByThemselves()
    const half = await halfIn(robin)
    expect(heading(half)).toBe('Enter the code we sent')
    expect(half.page?.text).toContain('on its way to r•••@elsewhere.example')
    expect(half.page?.text).not.toContain(robin.address)
    const code = await codeAt(robin.address, 2)
    await half.open('/signin/flow')
    await half.send({ code: code === '00000000' ? '11111111' : '00000000' })
    expect(half.page?.text).toContain("That code didn't work. Use the newest one that was sent to you")
    expect(await deliveries(robin)).toHaveLength(2)
    await half.send({ code: ` ${code.slice(0, 4)} ${code.slice(4)}` })
    expect(isIn(half), half.page?.text).toBe(true)
    const [method] = await methods(robin)
    expect(method).toMatchObject({ kind: 'email', address: robin.address, lastUsedAt: expect.any(Number) })

    // Another sign-in is another code, and the one before is worth nothing in it (SEC-06).
    const again = await halfIn(robin)
    await again.send({ code })
    expect(heading(again)).toBe('Enter the code we sent')
  })

  it('SEC-06: is of the browser that asked, the newest one, and over after ten minutes', async () => {
    const robin = await armed()
    const mine = await halfIn(robin)
    const code = await codeAt(robin.address, 1)
    const other = await halfIn(robin)
    const otherCode = await codeAt(robin.address, 2)
    await other.send({ code })
    expect(other.page?.html).toContain('role="alert"')
    await mine.send({ how: 'again' }, '/another')
    expect(mine.page?.text).toContain('Wait half a minute')
    ahead += minute
    await mine.send({ how: 'again' }, '/another')
    const newest = await codeAt(robin.address, 3)
    await mine.send({ code })
    expect(mine.page?.html).toContain('role="alert"')
    await mine.send({ code: newest })
    expect(isIn(mine)).toBe(true)
    ahead += 10 * minute
    await other.send({ code: otherCode })
    expect(other.page?.html).toContain('role="alert"')
  })

  it('SEC-06, SEC-07: one used a hundred times at once succeeds once', async () => {
    const robin = await armed()
    const half = await halfIn(robin)
    const code = await codeAt(robin.address, 1)
    const all = await Promise.all(Array.from({ length: 100 }, () => post(half, 'code', { code })))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([303]))
    await half.open('/signin/flow')
    expect(isIn(half), half.page?.text).toBe(true)
    const sessions = await within((t) =>
      rows(t, sql`select 1 from browser_sessions where account_id = ${robin.id} and second_factor_at is not null`),
    )
    expect(sessions).toHaveLength(1)
  })

  it('SEC-07: wrong ones are counted over all sign-ins, and pause the right one too', async () => {
    const robin = await armed()
    const half = await halfIn(robin)
    const code = await codeAt(robin.address, 1)
    const wrong = String((Number(code) + 1) % 100_000_000).padStart(8, '0')
    for (let i = 0; i < 9; i++) await half.send({ code: wrong })
    const other = await halfIn(robin)
    await other.send({ code: wrong })
    await half.send({ code })
    expect(isIn(half)).toBe(false)
    expect(half.page?.text).toContain('Too many codes were wrong')
  })

  it('SEC-06: is used up by a sign-in that does not end with it, and another is sent for the next', async () => {
    const robin = await armed()
    await within((t) => sql`update accounts set must_change_password = true where id = ${robin.id}`.execute(t.db))
    const half = await halfIn(robin)
    const code = await codeAt(robin.address, 1)
    await half.send({ code })
    expect(heading(half)).toBe('Choose a new password')
    await half.send({}, '/again')
    await half.send({ name: robin.name })
    await half.send({ password: robin.password })
    const next = await codeAt(robin.address, 2)
    await half.send({ code })
    expect(half.page?.html).toContain('role="alert"')
    await half.send({ code: next })
    expect(heading(half)).toBe('Choose a new password')
  })

  it('SEC-40: nobody is tired out: three a sign-in, ten an hour, whoever asks', async () => {
    const robin = await armed()
    const half = await halfIn(robin)
    for (let i = 0; i < 3; i++) {
      ahead += minute
      await half.send({ how: 'again' }, '/another')
    }
    expect(half.page?.text).toContain('No more codes are sent for this')
    expect(await deliveries(robin)).toHaveLength(3)
    // Others who have the password at the same moment get no more between them.
    const { address, id: accountId } = robin
    const order = {
      kind: 'sign_in_code',
      accountId,
      sent: [],
      to: 'a',
      methodId: null,
      address,
      channel: 'mail',
    } as const
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        within((t) => sendCode(served.running.admit, t, { ...order, of: `another ${i}` })),
      ),
    )
    expect(sent.filter(({ problem }) => problem === null)).toHaveLength(7)
    expect(await deliveries(robin)).toHaveLength(10)
    expect((await halfIn(robin)).page?.text).toContain('Too many codes were sent to you within the hour')
  })

  it('SEC-40: those for setting a method up are counted apart, ten an hour too, and keep nobody from signing in', async () => {
    const robin = await armed()
    const { address, id: accountId } = robin
    const order = { accountId, sent: [], to: 'a', methodId: null, address, channel: 'mail' } as const
    const ask = (kind: 'sign_in_code' | 'set_up_code', count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, i) =>
          within((t) => sendCode(served.running.admit, t, { ...order, kind, of: `${kind} ${i}` })),
        ),
      )
    expect((await ask('set_up_code', 12)).filter(({ problem }) => problem === null)).toHaveLength(10)
    const half = await halfIn(robin)
    expect(heading(half)).toBe('Enter the code we sent')
    expect(half.page?.text).not.toContain('Too many codes')
    expect((await ask('sign_in_code', 12)).filter(({ problem }) => problem === null)).toHaveLength(9)
    expect(await deliveries(robin)).toHaveLength(20)
  })

  it('SEC-38: stands in no table, neither before nor after it was sent', async () => {
    const robin = await armed()
    const half = await halfIn(robin)
    const code = await codeAt(robin.address, 1)
    const tables = await within((t) =>
      rows(
        t,
        sql<{
          name: string
        }>`select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`,
      ),
    )
    expect(tables.length).toBeGreaterThan(30)
    for (const { name } of tables) {
      const found = await within((t) =>
        rows(t, sql`select 1 from ${sql.id(name)} x where x::text like ${`%${code}%`} limit 1`),
      )
      expect([name, found]).toEqual([name, []])
    }
    // Nor does the journal hold where it goes.
    const journal = await within((t) =>
      rows(t, sql`select 1 from journal x where x::text like ${`%${robin.address}%`} limit 1`),
    )
    expect(journal).toEqual([])
    await half.send({ code })
    expect(isIn(half)).toBe(true)
  })

  it('is given after the password and never before it: nobody is sent one for a name', async () => {
    const robin = await armed()
    const before = (await deliveries(robin)).length
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/myapps`)
    await visitor.send({ name: robin.name })
    await post(visitor, 'another', { how: 'again' })
    await visitor.send({ password: 'not the one' })
    await post(visitor, 'another', { how: 'again' })
    expect((await post(visitor, 'set-up-email', { address: 'thief@elsewhere.example' })).status).toBeLessThan(400)
    expect(await deliveries(robin)).toHaveLength(before)
    // With the password, whoever has a method proves it, and sets up none (SEC-09).
    const half = await halfIn(robin)
    await post(half, 'set-up-email', { address: 'thief@elsewhere.example' })
    expect(smtp.received.filter(({ to }) => to.includes('thief@elsewhere.example'))).toEqual([])
    expect(await methods(robin)).toHaveLength(1)
  })
})

describe('an address', () => {
  it('is set up at the sign-in by who has nothing yet, and a code of another address confirms none', async () => {
    const robin = await somebodyNew(served, null)
    await within((t) => sql`update accounts set mfa_state = 'enabled' where id = ${robin.id}`.execute(t.db))
    const half = await halfIn(robin)
    expect(heading(half)).toBe('Set up a second factor')
    await half.send({ address: 'not an address' }, '/set-up-email')
    expect(half.page?.text).toContain('This is no e-mail address.')
    await half.open('/signin/flow')
    await half.send({ address: 'mine@elsewhere.example' }, '/set-up-email')
    const mine = await codeAt('mine@elsewhere.example', 1)
    await half.send({}, '/leave-sent')
    await half.send({ address: 'victim@elsewhere.example' }, '/set-up-email')
    await half.send({ code: mine })
    expect(half.page?.html).toContain('role="alert"')
    expect(await methods(robin)).toEqual([])
    await half.send({ code: await codeAt('victim@elsewhere.example', 1) })
    expect(isIn(half), half.page?.text).toBe(true)
    expect(await methods(robin)).toMatchObject([{ kind: 'email', address: 'victim@elsewhere.example' }])
    const told = await smtp.to(robin.name, 1)
    expect(told.map(({ email }) => email.subject)).toContain('A sign-in method was added')
  })

  it('SEC-09: is added by who has just proved the strongest they have, in the session that began it', async () => {
    const [robin, other] = [await armed(), await armed()]
    const [visitor, thief] = [await halfIn(robin), await halfIn(other)]
    await visitor.send({ code: await codeAt(robin.address, 1) })
    await thief.send({ code: await codeAt(other.address, 1) })
    await visitor.open('/account/methods')
    await thief.open('/account/methods')
    const address = `second${robin.address}`
    await visitor.send({ address }, '/email')
    const setUp = /name="setUp" value="([^"]+)"/.exec(visitor.page?.html ?? '')?.[1] as string
    const code = await codeAt(address, 1)
    await thief.send({ address: `third${robin.address}` }, '/email')
    await thief.send({ setUp, code, name: '' }, '/confirm')
    expect(thief.page?.status).toBe(400)
    expect(await methods(other)).toHaveLength(1)
    const page = visitor.page
    ahead += 11 * minute
    await visitor.send({ code, name: 'Private' }, '/confirm')
    expect(visitor.page?.url).toContain('/signin?prompt=prove')
    ahead -= 11 * minute
    visitor.page = page
    await visitor.send({ code, name: 'Private' }, '/confirm')
    expect(await methods(robin)).toHaveLength(2)
    // Shown to its owner and to nobody whole, not even to them.
    expect(visitor.page?.text).toContain('s•••@elsewhere.example')
    expect(visitor.page?.text).not.toContain(address)
    await visitor.open('/account/methods')
    await visitor.send({ address }, '/email')
    expect(visitor.page?.text).toContain('Codes are sent there already.')
  })
})
