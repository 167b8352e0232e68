import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { explainFor } from '../../src/app/explain-for.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { findAccount } from '../../src/store/accounts.ts'
import { findContacts } from '../../src/store/contacts.ts'
import { listDeliveries } from '../../src/store/messages.ts'
import { rows, withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { listenAsApp } from '../support/app-address.ts'
import { BareClient } from '../support/bare-client.ts'
import { mailServer } from '../support/mail-server.ts'
import { registerApp } from '../support/register-app.ts'
import { type Somebody, somebodyNew } from '../support/somebody.ts'
import { Visitor } from '../support/visitor.ts'

let smtp: Awaited<ReturnType<typeof mailServer>>
let served: Served
/** How far the server's clock is ahead, in milliseconds. */
let ahead = 0
const minute = 60_000
const day = 24 * 60 * minute

beforeAll(async () => {
  smtp = await mailServer({
    recipient: (address) => (address.startsWith('gone') ? { code: 550, says: '5.1.1 There is no such mailbox' } : null),
  })
  served = await serveDemo({ ADMIT_SMTP_URL: smtp.url, ADMIT_MAIL_FROM: 'no-reply@meridian.example' })
  Object.assign(served.running.admit, { now: () => Date.now() + ahead })
  await rules({})
})
afterAll(async () => {
  await served.stop()
  await smtp.close()
})

const apply = (...changes: readonly Change[]) =>
  applyChanges(served.running.admit, commandLine(served.demo.tenant.id), changes, null)
const rules = (more: Partial<Extract<Change, { do: 'set_self_service_reset' }>['rules']>) =>
  apply({ do: 'set_self_service_reset', rules: { who: 'everybody', groupId: null, proofs: 1, ...more } })
const within = <T>(work: Parameters<typeof withTenant<T>>[2]) =>
  withTenant(served.running.admit.store, served.demo.tenant.id, work)
const contacts = ({ id }: Somebody) => within((t) => findContacts(t, id))
const heading = ({ page }: Visitor) => /<h1>([^<]+)<\/h1>/.exec(page?.html ?? '')?.[1]
const journal = async (kind: string) =>
  within((t) => rows(t, sql<{ payload: unknown }>`select payload from journal where kind = ${kind} order by seq`))

let made = 0
const elsewhere = () => `reached${++made}@elsewhere.example`

/** The code in the newest of so many letters there. */
async function codeAt(address: string, count: number): Promise<string> {
  const letters = await smtp.to(address, count)
  return /\b\d{8}\b/.exec(letters.at(-1)?.email.subject ?? '')?.[0] as string
}

/** Somebody who has proved who they are by their password, at whatever page that leads to. */
async function signedIn({ name, password }: Somebody, at = '/myapps', visitor = new Visitor()): Promise<Visitor> {
  await visitor.open(`${served.origin}${at}`)
  if (heading(visitor) === 'Sign in') await visitor.send({ name })
  await visitor.send({ password })
  return visitor
}

/** Gives an address on the page that asks for one, and shows that it is theirs. */
async function give(visitor: Visitor, address: string): Promise<void> {
  await visitor.send({ address, contact: 'email' }, '/contact/begin')
  await visitor.send({ code: await codeAt(address, 1) }, '/contact/confirm')
}

/** Somebody with an address on file. */
async function reached(): Promise<Somebody & { readonly address: string }> {
  const [who, address] = [await somebodyNew(served), elsewhere()]
  await apply({ do: 'set_contact', accountId: who.id, contact: 'email', value: address })
  return { ...who, address }
}

describe('D1: whoever could not reset their password', () => {
  it('is asked for an address after a whole sign-in, shows that it is theirs, and goes on to where they wanted', async () => {
    const robin = await somebodyNew(served)
    const visitor = await signedIn(robin, '/signin?returnTo=%2Fmyapps%3Ffrom%3Da-link')
    expect(heading(visitor)).toBe('Before you forget your password')
    const address = elsewhere()
    await visitor.send({ address: robin.name, contact: 'email' }, '/contact/begin')
    expect(visitor.page?.text).toContain('that you read without the password')
    await give(visitor, address)
    expect(visitor.page?.url).toBe(`${served.origin}/myapps?from=a-link`)
    expect(await contacts(robin)).toEqual({ email: address })
    expect(heading(await signedIn(robin))).not.toBe('Before you forget your password')
  })

  it('puts it off until tomorrow, and is signed in all the same', async () => {
    const robin = await somebodyNew(served)
    const visitor = await signedIn(robin)
    await visitor.send({}, '/later')
    expect(visitor.page?.url).toBe(`${served.origin}/myapps`)
    expect((await signedIn(robin)).page?.url).toBe(`${served.origin}/myapps`)
    ahead += day + minute
    expect(heading(await signedIn(robin))).toBe('Before you forget your password')
    ahead -= day + minute
  })

  it('is asked nothing where the organisation does not want that', async () => {
    const robin = await somebodyNew(served)
    await rules({ registration: 'off' })
    expect((await signedIn(robin)).page?.url).toBe(`${served.origin}/myapps`)
    await rules({})
  })

  it('is asked for an app where two proofs are wanted', async () => {
    const robin = await reached()
    await rules({ proofs: 2 })
    const visitor = await signedIn(robin)
    expect(visitor.page?.text).toContain('You have no such app yet.')
    await visitor.send({}, '/methods/begin')
    expect(heading(visitor)).toBe('Add an authenticator app')
    expect(visitor.page?.html).toContain('name="then" value="/myapps"')
    await rules({})
  })

  it('is led on to the app they came from, and no request without pages is kept from its answer', async () => {
    const app = await listenAsApp()
    const web = await registerApp(served, {
      name: 'A reached app',
      redirectUris: [{ uri: `${app.origin}/callback`, kind: 'web' }],
    })
    const client = new BareClient(served, web, `${app.origin}/callback`)
    const robin = await somebodyNew(served)
    const visitor = new Visitor()
    await visitor.open(client.address())
    await visitor.send({ name: robin.name })
    await visitor.send({ password: robin.password })
    expect(heading(visitor)).toBe('Before you forget your password')
    const asked = visitor.page
    // They are signed in by now: a silent request of the app is answered at once.
    expect((await client.answered({ prompt: 'none' }, visitor))?.get('code')).toBeTruthy()
    // Nor is who chooses an account that is signed in already.
    const other = new Visitor()
    for (const name of ['session', 'accounts']) other.take(`__Host-admit-${name}`, visitor)
    await other.open(client.address({ prompt: 'select_account' }))
    await other.send({ account: robin.id })
    expect(app.taken().url.searchParams.get('code')).toBeTruthy()
    visitor.page = asked
    await visitor.send({}, '/later')
    expect(app.taken().url.searchParams.get('code')).toBeTruthy()
    await app.stop()
  })
})

describe('what is on file', () => {
  it('is confirmed after so many days, which the journal tells', async () => {
    const robin = await reached()
    await signedIn(robin)
    ahead += 179 * day
    expect((await signedIn(robin)).page?.url).toBe(`${served.origin}/myapps`)
    ahead += 2 * day
    const visitor = await signedIn(robin)
    expect(heading(visitor)).toBe('Are you still reached here?')
    expect(visitor.page?.text).toContain(robin.address)
    const before = (await journal('confirm_contact')).length
    await visitor.send({}, '/holds')
    expect(visitor.page?.url).toBe(`${served.origin}/myapps`)
    expect(await journal('confirm_contact')).toHaveLength(before + 1)
    expect((await signedIn(robin)).page?.url).toBe(`${served.origin}/myapps`)
    ahead -= 181 * day
  })

  it('SEC-16: leads on to no address of others', async () => {
    const visitor = await signedIn(await reached())
    for (const then of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const answer = await visitor.fetch(`${served.origin}/account/review?then=${encodeURIComponent(then)}`)
      expect(await answer.text()).toContain('url=/myapps"')
    }
  })
})

describe('A8: how one is reached', () => {
  it('SEC-09: is changed by the person after a fresh proof, with a code sent there, and told where it was before', async () => {
    const robin = await reached()
    const visitor = await signedIn(robin, '/account/contact')
    expect(heading(visitor)).toBe('How I am reached')
    expect(visitor.page?.text).toContain(robin.address)
    const next = elsewhere()
    await visitor.send({ address: next, contact: 'email' }, '/contact/begin')
    const code = await codeAt(next, 1)
    await visitor.send({ code: code === '00000000' ? '11111111' : '00000000' }, '/contact/confirm')
    expect(visitor.page?.text).toContain("That code didn't work")
    expect(await contacts(robin)).toEqual({ email: robin.address })
    await visitor.send({ code }, '/contact/confirm')
    expect(visitor.page?.text).toContain('You are reached there from now on.')
    expect(await contacts(robin)).toEqual({ email: next })
    const told = await smtp.to(robin.address, 1)
    expect(told.map(({ email }) => email.text).join()).toContain(robin.name)
    // The journal has it in part.
    expect(JSON.stringify(await journal('set_contact'))).not.toContain(next)

    const page = visitor.page
    ahead += 11 * minute
    expect((await visitor.open('/account/contact')).text).not.toContain(next)
    visitor.page = page
    await visitor.send({ contact: 'email' }, '/contact/remove')
    expect(visitor.page?.url).toContain('/signin?prompt=prove')
    ahead -= 11 * minute
    expect(await contacts(robin)).toEqual({ email: next })
    visitor.page = page
    await visitor.send({ contact: 'email' }, '/contact/remove')
    expect(await contacts(robin)).toEqual({})
  })

  it('SEC-06: a code of one session changes nothing in another', async () => {
    const [robin, other] = [await reached(), await reached()]
    const [visitor, thief] = [await signedIn(robin, '/account/contact'), await signedIn(other, '/account/contact')]
    const address = elsewhere()
    await visitor.send({ address, contact: 'email' }, '/contact/begin')
    const setUp = /name="setUp" value="([^"]+)"/.exec(visitor.page?.html ?? '')?.[1] as string
    const code = await codeAt(address, 1)
    await thief.send({ address: elsewhere(), contact: 'email' }, '/contact/begin')
    await thief.send({ setUp, code }, '/contact/confirm')
    expect(thief.page?.status).toBe(400)
    expect(await contacts(other)).toEqual({ email: other.address })
    expect(await contacts(robin)).toEqual({ email: robin.address })
  })
})

describe('SEC-06: a reset under way', () => {
  it('is over once the person is reached elsewhere: who reads the mailbox before has nothing', async () => {
    const robin = await reached()
    const thief = new Visitor()
    await thief.open(`${served.origin}/reset`)
    await thief.send({ name: robin.name })
    const letter = (await smtp.to(robin.address, 1))[0]?.email.text ?? ''
    await apply({ do: 'set_contact', accountId: robin.id, contact: 'email', value: elsewhere() })
    await thief.send({ code: /\b\d{8}\b/.exec(letter)?.[0] as string })
    expect(heading(thief)).not.toBe('Choose a new password')
    expect(thief.page?.status).toBeGreaterThanOrEqual(400)
  })
})

describe('CRE-SSPR', () => {
  const why = ({ name }: Somebody) =>
    explainFor(served.running.admit, commandLine(served.demo.tenant.id), {
      person: { signInName: name },
      appId: served.demo.apps.find(({ key }) => key === 'crm')?.id as string,
      proof: { credential: 'wrong', secondFactor: 'not_presented' },
    })

  it('tells who cannot reset their password, until what is sent arrives', async () => {
    const robin = await reached()
    await apply({ do: 'set_contact', accountId: robin.id, contact: 'email', value: 'gone@elsewhere.example' })
    const obstacle = async () => {
      const { explanation } = await why(robin)
      return explanation.findings.flatMap(({ causes }) => causes).find(({ reason }) => reason.code === 'CRE-SSPR')?.says
    }
    expect(await obstacle()).toBeUndefined()
    await apply({ do: 'issue_temporary_password', accountId: robin.id })
    await expect
      .poll(async () =>
        (await within((t) => listDeliveries(t, robin.id, 9))).filter(({ state }) => state === 'bounced'),
      )
      .not.toEqual([])
    expect(await obstacle()).toContain('did not arrive')
    expect((await within((t) => findAccount(t, robin.id)))?.mailUndeliverableAt).toBeTypeOf('number')
    // Whoever signs in meanwhile is told, and gives another.
    const other = await reached()
    await apply({ do: 'set_contact', accountId: other.id, contact: 'email', value: 'gone.too@elsewhere.example' })
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/reset`)
    await visitor.send({ name: other.name })
    await expect
      .poll(async () => (await within((t) => findAccount(t, other.id)))?.mailUndeliverableAt)
      .toBeTypeOf('number')
    const asked = await signedIn(other)
    expect(asked.page?.text).toContain('What was sent to gone.too@elsewhere.example did not arrive.')
    await give(asked, elsewhere())
    expect(asked.page?.url).toBe(`${served.origin}/myapps`)
    await apply({ do: 'set_contact', accountId: robin.id, contact: 'email', value: elsewhere() })
    expect(await obstacle()).toBeUndefined()
    await apply({ do: 'set_contact', accountId: robin.id, contact: 'email', value: null })
    expect(await obstacle()).toContain('neither an e-mail address that is read without the password nor a phone number')
  })
})
