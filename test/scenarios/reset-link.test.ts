import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { personDetails } from '../../src/app/directory.ts'
import { portalAppId } from '../../src/app/own-apps.ts'
import { totpText } from '../../src/app/totp.ts'
import { startSession } from '../../src/app/sign-in/session.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { listDeliveries } from '../../src/store/messages.ts'
import { rows, type TenantDb, withTenant } from '../../src/store/store.ts'
import { takeTurn } from '../../src/store/turn.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { listenAsApp } from '../support/app-address.ts'
import { BareClient } from '../support/bare-client.ts'
import { person } from '../support/demo.ts'
import { changesBy, graphApi, refusalOf } from '../support/graph-api.ts'
import { mailServer } from '../support/mail-server.ts'
import { registerApp } from '../support/register-app.ts'
import { type Somebody, somebodyNew } from '../support/somebody.ts'
import { codeNow, Visitor } from '../support/visitor.ts'

let smtp: Awaited<ReturnType<typeof mailServer>>
let served: Served
/** How far the server's clock is ahead, in milliseconds. */
let ahead = 0
const send = graphApi(() => served)
const byHelpdesk = changesBy(send, 'hana')

beforeAll(async () => {
  const recipient = (address: string) => (address.startsWith('gone') ? { code: 550, says: '5.1.1 no such user' } : null)
  smtp = await mailServer({ recipient })
  served = await serveDemo({ ADMIT_SMTP_URL: smtp.url, ADMIT_MAIL_FROM: 'no-reply@meridian.example' })
  Object.assign(served.running.admit, { now: () => Date.now() + ahead })
}, 60_000)
afterEach(() => {
  ahead = 0
})
afterAll(async () => {
  await served.stop()
  await smtp.close()
})

const inTenant = <T>(work: (t: TenantDb) => Promise<T>) =>
  withTenant(served.running.admit.store, served.demo.tenant.id, work)
const apply = (...changes: readonly Change[]) =>
  applyChanges(served.running.admit, commandLine(served.demo.tenant.id), changes, null)
const chosen = { password: 'tulip granite swims 9', repeat: 'tulip granite swims 9' }

type Reached = Somebody & { readonly mail: string; readonly secret: string }
let made = 0

/** Somebody whose contact info has an address of theirs, with an authenticator app where one is wanted. */
async function somebody({ app = 'none', mail = `robin${++made}@home.example` } = {}): Promise<Reached> {
  const seed = app === 'app' ? randomBytes(20) : null
  const robin = await somebodyNew(served, seed)
  await apply({ do: 'set_contact', accountId: robin.id, contact: 'email', value: mail })
  return { ...robin, mail, secret: seed === null ? '' : totpText(seed) }
}

/** The links that somebody was sent, once so many letters are there and what became of them is written down. */
async function linksTo({ id, mail }: Reached, count = 1): Promise<readonly string[]> {
  const all = await smtp.to(mail, count)
  const waiting = async () => (await deliveries(id)).filter(({ state }) => state === 'waiting').length
  await expect.poll(waiting, { timeout: 10_000 }).toBe(0)
  return all.flatMap(({ email }) => /https?:\/\/\S+\/reset\/link\?\S+/.exec(email.text ?? '')?.[0] ?? [])
}

const deliveries = (id: string) => inTenant((t) => listDeliveries(t, id, 20))
const sendTo = ({ id: accountId }: Somebody) => byHelpdesk({ do: 'send_reset_link', accountId })

/** Somebody new, and the link they were just sent. */
async function sentLink(more: Parameters<typeof somebody>[0] = {}) {
  const robin = await somebody(more)
  await sendTo(robin)
  return { robin, link: (await linksTo(robin))[0] as string }
}

async function signIn({ name, password }: Somebody, given = password): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.open(`${served.origin}/myapps`)
  await visitor.send({ name })
  await visitor.send({ password: given })
  return visitor
}

/** A browser that has opened a link and gone on. */
async function followed(link: string): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.open(link)
  await visitor.send({}, '/reset/link')
  return visitor
}

/** How many transactions wait for another to end. */
const waitingForTurn = () =>
  inTenant((t) =>
    rows(t, sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`),
  ).then((all) => all.length)

const heading = (visitor: Visitor) => /<h1>([^<]+)<\/h1>/.exec(visitor.page?.html ?? '')?.[1]
const isOver = async (link: string) => {
  const page = await new Visitor().open(link)
  return page.status === 404 && page.text.includes('This link is over')
}
const secretIn = (link: string) => new URL(link).searchParams.get('link') as string

describe('D3: an administrator resets a password by a link', () => {
  it('which ends what works with the old one at once, and lets the person choose another, once', async () => {
    const app = await listenAsApp()
    const redirectUri = `${app.origin}/callback`
    const registered = await registerApp(served, { name: 'Notes', redirectUris: [{ uri: redirectUri, kind: 'web' }] })
    const client = new BareClient(served, registered, redirectUri)
    const robin = await somebody()
    const home = await signIn(robin)
    expect(home.page?.text).toContain('My apps')
    const code = new URL((await home.open(client.address())).url).searchParams.get('code') as string
    const tokens = await client.redeem(code)

    const previewed = await send('hana', 'POST', '/admit/preview', {
      changes: [{ do: 'send_reset_link', accountId: robin.id }],
    })
    expect(JSON.stringify(previewed.body)).toContain('e-mail address of their contact info')
    // They are asked for what they do alone, and get into nothing that refused them before.
    const { gains, loses, challenged } = previewed.body['impact'] as Record<string, { count: number }>
    expect([gains?.count, loses?.count, (challenged?.count ?? 0) > 0]).toEqual([0, 0, true])
    const { body } = await sendTo(robin)
    expect(body).toMatchObject({ temporaryPassword: null, undo: [] })
    expect((await home.open(`${served.origin}/myapps`)).text).toContain('Sign in')
    expect((await client.refresh(tokens.body['refresh_token'])).status).toBe(400)
    const old = await signIn(robin)
    expect(old.page?.text).toContain('A link to choose a new one was sent to you by e-mail')
    expect(old.page?.text).toContain('CRE-LINK')
    expect(old.cookie(new URL(served.origin).host, '__Host-admit-session')).toBeUndefined()
    // SEC-01: who has not the password learns nothing of it.
    expect((await signIn(robin, 'something else')).page?.text).not.toContain('link')

    const [link] = (await linksTo(robin)) as [string]
    const [letter] = await smtp.to(robin.mail, 1)
    expect(letter?.email.subject).toBe('Choose a new password')
    expect(letter?.raw).not.toContain('not-me')
    // SEC-11: the configured address, and nobody else is told it.
    expect(new URL(link).origin).toBe(served.running.config.origins[0])
    const opened = new Visitor()
    const head = await opened.fetch(link)
    expect(head.headers.get('referrer-policy')).toBe('no-referrer')
    expect(head.headers.get('cache-control')).toBe('no-store')
    // Machines that open links do nothing, and a form of another page neither (SEC-14).
    for (let i = 0; i < 3; i++) expect((await opened.open(link)).text).toContain(robin.name)
    const forged = await opened.fetch(`${served.origin}/reset/link`, {
      method: 'POST',
      body: new URLSearchParams({ link: secretIn(link) }),
      headers: { origin: 'https://evil.example' },
    })
    expect(forged.status).toBe(403)

    await opened.send({}, '/reset/link')
    expect(heading(opened)).toBe('Choose a new password')
    expect(opened.page?.url).not.toContain('link')
    await opened.send({ password: 'Meridian 2026', repeat: 'Meridian 2026' })
    expect(opened.page?.html).toContain('role="alert"')
    await opened.send({ password: robin.password, repeat: robin.password })
    expect(opened.page?.html).toContain('role="alert"')
    await opened.send(chosen)
    expect(opened.page?.text).toContain('Your password is changed')
    // SEC-11: nobody is signed in by it.
    expect((await opened.open(`${served.origin}/myapps`)).text).toContain('Sign in')
    expect((await signIn(robin)).page?.html).toContain('role="alert"')
    expect((await signIn(robin, chosen.password)).page?.text).toContain('My apps')
    expect(await isOver(link)).toBe(true)
    const letters = await smtp.to(robin.mail, 2)
    expect(letters[1]?.email.subject).toBe('You chose a new password')
    expect(letters[1]?.email.text).toContain('/not-me?link=')

    const journal = await inTenant((t) =>
      rows(
        t,
        sql<{
          kind: string
          actor: string
          reason: string
        }>`select kind, actor_kind as actor, reason from journal where entity_id = ${robin.id} order by seq desc limit 2`,
      ),
    )
    expect(journal).toMatchObject([
      { kind: 'follow_reset_link', actor: 'self', reason: 'by the link that was sent' },
      { kind: 'send_reset_link', actor: 'person' },
    ])
    const audits = await send('admin', 'GET', '/auditLogs/directoryAudits?$top=20')
    expect(JSON.stringify(audits.body)).toContain('Send reset link')
    await app.stop()
  })

  it('SEC-06, SEC-38: nothing of the link is kept, and no other link is taken for it', async () => {
    const { robin, link } = await sentLink()
    const secret = secretIn(link).split('.')[1] as string
    const tables = await inTenant((t) =>
      rows(
        t,
        sql<{
          name: string
        }>`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
      ),
    )
    for (const { name } of tables)
      expect(
        await inTenant((t) => rows(t, sql`select 1 from ${sql.raw(name)} x where x::text like ${`%${secret}%`}`)),
        name,
      ).toEqual([])
    // It says nothing of *This was not me*, and such a link chooses no password.
    expect((await new Visitor().open(`${served.origin}/not-me?link=${secretIn(link)}`)).status).toBe(404)
    const visitor = await followed(link)
    await visitor.send(chosen)
    const [, letter] = await smtp.to(robin.mail, 2)
    const notMe = /https?:\/\/\S+\/not-me\?link=(\S+)/.exec(letter?.email.text ?? '')?.[1] as string
    expect(await isOver(`${served.origin}/reset/link?link=${notMe}`)).toBe(true)
    for (const never of ['', 'nonsense', `${served.demo.tenant.id}.${'a'.repeat(43)}`])
      expect(await isOver(`${served.origin}/reset/link?link=${never}`)).toBe(true)
  })

  it('SEC-06: of browsers that follow it at the same moment one chooses', async () => {
    const { robin, link } = await sentLink()
    const browsers = await Promise.all(Array.from({ length: 5 }, () => followed(link)))
    expect(browsers.map(heading)).toEqual(Array(5).fill('Choose a new password'))
    // All of them have looked at the link before the first may write.
    const [held, isHeld] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const holding = inTenant(async (t) => {
      await takeTurn(t)
      isHeld.resolve()
      await held.promise
    })
    await isHeld.promise
    const sending = Promise.all(browsers.map((one) => one.send(chosen)))
    await expect.poll(waitingForTurn, { timeout: 10_000 }).toBe(browsers.length)
    held.resolve()
    await holding
    const ends = await sending
    expect(ends.filter(({ text }) => text.includes('Your password is changed'))).toHaveLength(1)
    expect(ends.filter(({ text }) => text.includes('This link is over'))).toHaveLength(4)
    expect((await deliveries(robin.id)).filter(({ kind }) => kind === 'reset_by_link')).toHaveLength(1)
  })
})

it('somebody new chooses their first password by a link, sent as they are made', async () => {
  const [id, mail] = [randomUUID(), `new${++made}@home.example`]
  const signInName = `new.person${made}@meridian.example`
  const attributes = { mail }
  const account = { id, signInName, displayName: 'Robin New', userType: 'member', isEnabled: true, attributes } as const
  await changesBy(send, 'leo')({ do: 'create_account', account }, { do: 'send_reset_link', accountId: id })
  const robin = { id, name: signInName, password: '', mail, secret: '' }
  const [link] = (await linksTo(robin)) as [string]
  const explained = await send('leo', 'POST', '/admit/explain', { person: { accountId: id }, appId: portalAppId })
  expect(JSON.stringify(explained.body['repair'])).toContain('follow_reset_link')
  await (await followed(link)).send(chosen)
  expect((await signIn(robin, chosen.password)).page?.text).toContain('My apps')
})

describe('SEC-06: a link to choose a new password is over', () => {
  const endings: readonly (readonly [string, (robin: Reached) => Promise<unknown>])[] = [
    ['with another password', ({ id: accountId }) => apply({ do: 'issue_temporary_password', accountId })],
    ['where another one is sent', (robin) => sendTo(robin)],
    [
      'where they are reached elsewhere',
      ({ id: accountId }) => apply({ do: 'set_contact', accountId, contact: 'email', value: 'other@home.example' }),
    ],
    [
      'where they are reached by what the directory has, and not there any more',
      ({ id: accountId }) => apply({ do: 'set_contact', accountId, contact: 'email', value: null }),
    ],
    ['where they are blocked', ({ id: accountId }) => apply({ do: 'block_account', accountId })],
    ['where they are deleted', ({ id: accountId }) => apply({ do: 'delete_account', accountId })],
    ['where they said that something was not them', ({ id: accountId }) => apply({ do: 'report_password', accountId })],
  ]
  it.each(endings)('%s, and so is what was begun by it', async (_, end) => {
    const { robin, link } = await sentLink()
    const visitor = await followed(link)
    await end(robin)
    await visitor.send(chosen)
    expect(visitor.page?.text).not.toContain('Your password is changed')
    expect(await isOver(link)).toBe(true)
    expect((await signIn(robin, chosen.password)).page?.text).not.toContain('My apps')
  })

  it('after a day, which the refusal says; and the old password stays set aside', async () => {
    const { robin, link } = await sentLink()
    ahead = 24 * 3_600_000 - 60_000
    expect((await new Visitor().open(link)).text).toContain('Choose a new password')
    ahead += 61_000
    expect(await isOver(link)).toBe(true)
    const old = await signIn(robin)
    expect(old.page?.text).toContain('CRE-LINK-OVER')
  })

  it('where the letter does not arrive, and the explanation says so', async () => {
    const robin = await somebody({ mail: 'gone@home.example' })
    await sendTo(robin)
    await expect.poll(async () => (await deliveries(robin.id))[0]?.state, { timeout: 10_000 }).toBe('bounced')
    const crm = served.demo.apps[0]?.id
    const { body } = await send('hana', 'POST', '/admit/explain', { person: { accountId: robin.id }, appId: crm })
    expect(JSON.stringify(body)).toContain('it did not arrive')
    expect(refusalOf(await post(robin))).toMatchObject({ status: 409, because: 'undeliverable' })
  })
})

const post = ({ id: accountId }: Somebody) =>
  send('hana', 'POST', '/admit/changes', { changes: [{ do: 'send_reset_link', accountId }] })

describe('SEC-09: one mailbox is not both factors', () => {
  it('so who administers gives a second proof, and is asked for it again at the sign-in', async () => {
    const robin = await somebody({ app: 'app' })
    await apply({ do: 'assign_role', accountId: robin.id, role: 'helpdesk' })
    await changesBy(send, 'admin')({ do: 'send_reset_link', accountId: robin.id })
    const [link] = (await linksTo(robin)) as [string]
    const visitor = await followed(link)
    expect(heading(visitor)).toBe('Enter your code')
    // The page to choose one is not reached by asking for it.
    const token = /name="token" value="([^"]+)"/.exec(visitor.page?.html ?? '')?.[1] as string
    const early = await visitor.fetch(`${served.origin}/reset/password`, {
      method: 'POST',
      headers: { origin: served.origin },
      body: new URLSearchParams({ token, ...chosen }),
    })
    expect(early.status).toBe(404)
    const again = await followed(link)
    await again.send({ code: '000000' })
    expect(again.page?.text).toContain('Check that your phone sets its time automatically')
    await again.send({ code: codeNow(robin.secret) })
    expect(heading(again)).toBe('Choose a new password')
    await again.send(chosen)
    expect(again.page?.text).toContain('Your password is changed')
    const signed = await signIn(robin, chosen.password)
    expect(heading(signed)).toBe('Enter your code')
    await signed.send({ code: codeNow(robin.secret, 1) })
    expect(signed.page?.text).toContain('My apps')
    // The others who administer hear of it.
    expect((await smtp.to(person('admin').signInName, 1)).at(-1)?.email.text).toContain('Robin')
  })

  it('so whose only second factor are codes by mail is sent none', async () => {
    const robin = await somebody()
    await inTenant((t) =>
      sql`insert into methods (tenant_id, id, account_id, kind, address, created_at)
        values (${t.tenantId}, gen_random_uuid(), ${robin.id}, 'email', ${robin.mail}, 0)`.execute(t.db),
    )
    expect(refusalOf(await post(robin))).toMatchObject({
      status: 409,
      code: 'reset_link.not_possible',
      because: 'no_second',
      hint: expect.stringContaining('the mailbox alone would be both'),
    })
  })
})

describe('where no link can be sent', () => {
  it('the API and the person say why, and nothing is set aside', async () => {
    const nowhere = await somebodyNew(served)
    expect(refusalOf(await post(nowhere))).toMatchObject({ status: 409, because: 'no_address' })
    const { admit } = served.running
    const of = (id: string) => personDetails(admit, commandLine(served.demo.tenant.id), id)
    expect((await of(nowhere.id)).noLink).toContain('no e-mail address')
    expect((await of((await somebody()).id)).noLink).toBeNull()
    expect((await signIn(nowhere)).page?.text).toContain('My apps')
  })

  it('SEC-31: who may not reset somebody sends them none, and nobody follows one by the API', async () => {
    const admin = { id: person('admin').id }
    const refused = await send('hana', 'POST', '/admit/changes', {
      changes: [{ do: 'send_reset_link', accountId: admin.id }],
    })
    expect(refusalOf(refused)).toMatchObject({ status: 403, code: 'change.forbidden' })
    const { robin } = await sentLink()
    const followedByApi = await send('admin', 'POST', '/admit/changes', {
      changes: [{ do: 'follow_reset_link', accountId: robin.id }],
    })
    expect(followedByApi.status).toBe(403)
  })

  it('a password that is set aside is not changed either, whoever is in otherwise', async () => {
    const { robin, link } = await sentLink()
    const now = served.running.admit.now()
    const proofs = { accountId: robin.id, authAt: now, secondFactorAt: now, methods: ['passkey'] as const }
    const { secret } = await inTenant((t) => startSession(t, { ...proofs, ip: null, client: null }, now, null))
    const mine = { cookie: `__Host-admit-session=${secret}`, 'x-admit-csrf': '1' }
    const typed = { currentPassword: robin.password, newPassword: chosen.password }
    expect(refusalOf(await send(mine, 'POST', '/me/changePassword', typed))).toMatchObject({
      status: 409,
      code: 'password.set_aside',
    })
    expect(await isOver(link)).toBe(false)
  })
})
