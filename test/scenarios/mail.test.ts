import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { hashPassword } from '../../src/app/passwords.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { carryOut } from '../../src/store/carry-out.ts'
import { listDeliveries } from '../../src/store/messages.ts'
import { rows, type TenantDb, withTenant } from '../../src/store/store.ts'
import { takeTurn } from '../../src/store/turn.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { listenAsApp } from '../support/app-address.ts'
import { BareClient } from '../support/bare-client.ts'
import { graphApi } from '../support/graph-api.ts'
import { mailServer, type Received } from '../support/mail-server.ts'
import { registerApp } from '../support/register-app.ts'
import { codeNow } from '../support/visitor.ts'
import { believesVisitors, VisitorFrom } from '../support/visitor-from.ts'

const password = 'granite kettle 77'
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0'
const login = { user: 'admit', password: 'relay secret' }
/** A mailbox that is there no more. */
const recipient = (address: string) =>
  address.startsWith('gone@') ? { code: 550, says: `5.1.1 no such user <${address}>` } : null
let smtp: Awaited<ReturnType<typeof mailServer>>
let served: Served
let passwordHash: string
const send = graphApi(() => served)
const tenantId = () => served.demo.tenant.id

beforeAll(async () => {
  ;[smtp, passwordHash] = await Promise.all([mailServer({ login, recipient }), hashPassword(password)])
  served = await serveDemo({
    ...believesVisitors,
    ADMIT_SMTP_URL: `smtp://admit:relay%20secret@127.0.0.1:${smtp.port}`,
    ADMIT_MAIL_FROM: 'no-reply@meridian.example',
  })
}, 60_000)
afterAll(async () => {
  await served.stop()
  await smtp.close()
})

type Somebody = { readonly id: string; readonly name: string; readonly mail: string }
let made = 0

const inTenant = <T>(work: (t: TenantDb) => Promise<T>) => withTenant(served.running.admit.store, tenantId(), work)
const done = (...changes: readonly Change[]) =>
  applyChanges(served.running.admit, commandLine(tenantId()), changes, null)

/** Somebody new who has the password of all here, an address of their own and nothing in the way. */
async function somebody(displayName = 'Kim Larsen', attributes: Record<string, string> = {}): Promise<Somebody> {
  const [id, local] = [randomUUID(), `kim.${++made}`]
  const [name, mail] = [`${local}@meridian.example`, `${local}@home.example`]
  const account = { id, signInName: name, displayName, userType: 'member', isEnabled: true } as const
  await done({ do: 'create_account', account: { ...account, attributes: { mail, ...attributes } } })
  await inTenant(async (t) => {
    await takeTurn(t)
    const by = { actor: null, actorKind: 'system', reason: null, operationId: null, at: Date.now() - 60_000 } as const
    await carryOut(t, { do: 'change_password', accountId: id }, by, { passwordHash })
  })
  return { id, name, mail }
}

let lastAddress = 0
const elsewhere = () => `198.18.${lastAddress >> 8}.${lastAddress++ & 255}`

async function signIn({ name }: Somebody, visitor = new VisitorFrom(elsewhere(), firefox), given = password) {
  await visitor.open(`${served.origin}/myapps`)
  await visitor.send({ name })
  await visitor.send({ password: given })
  return visitor
}

const linkIn = ({ email }: Received): string => /https?:\/\/\S+\/not-me\?\S+/.exec(email.text ?? '')?.[0] as string
/** The letters to somebody, once there are so many and what became of them is written down. */
async function lettersTo(one: Somebody, count = 1): Promise<readonly Received[]> {
  const letters = await smtp.to(one.mail, count)
  const waits = async () => (await deliveriesTo(one)).filter(({ state }) => state === 'waiting').length
  await expect.poll(waits, { timeout: 10_000 }).toBe(0)
  return letters
}

const deliveriesTo = ({ id }: Somebody) => inTenant((t) => listDeliveries(t, id, 20))

/** In which tables a text stands anywhere. */
async function tablesWith(text: string): Promise<readonly string[]> {
  const tables = await inTenant((t) =>
    rows(
      t,
      sql<{
        name: string
      }>`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
    ),
  )
  const found: string[] = []
  for (const { name } of tables) {
    const hit = await inTenant((t) =>
      rows(t, sql`select 1 from ${sql.raw(name)} x where x::text like ${`%${text}%`} limit 1`),
    )
    if (hit.length > 0) found.push(name)
  }
  return found
}

describe('a sign-in from a new place', () => {
  it('is told by mail, not at the very first sign-in and not from a known place', async () => {
    const kim = await somebody('Kim Larsen', { preferredLanguage: 'de-AT' })
    const home = await signIn(kim)
    expect(home.page?.text).toContain('My apps')
    home.loseSessions()
    await signIn(kim, home)
    const away = await signIn(kim, new VisitorFrom('203.0.113.77', firefox))
    expect(away.page?.text).toContain('My apps')
    const [letter] = await lettersTo(kim)
    expect(letter?.from).toBe('no-reply@meridian.example')
    expect(letter?.email.from).toEqual({ name: 'Meridian', address: 'no-reply@meridian.example' })
    expect(letter?.email.to).toEqual([{ name: 'Kim Larsen', address: kim.mail }])
    expect(letter?.email.subject).toBe('Anmeldung von einem neuen Ort')
    expect(letter?.email.text).toMatch(/203\.0\.113\.77[\s\S]*Firefox on Linux/)
    expect(letter?.email.html).toContain('<p>Netzwerkadresse: 203.0.113.77</p>')
    expect(letter?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(letter?.email.messageId).toMatch(/^<[0-9a-f-]{36}@meridian\.example>$/)
    expect(await deliveriesTo(kim)).toMatchObject([{ kind: 'new_place', state: 'sent', recipient: kim.mail, tries: 1 }])
  })

  it('SEC-11: leads to the configured address, whatever host was asked', async () => {
    const kim = await somebody()
    const home = await signIn(kim)
    const away = new VisitorFrom(elsewhere(), firefox)
    // Another of our addresses, and one that a proxy in front would pass on.
    const { origins } = served.running.config
    await away.open(`${origins[2]}/myapps`)
    await away.fetch(`${served.origin}/myapps`, { headers: { 'x-forwarded-host': 'evil.example' } })
    await away.send({ name: kim.name })
    await away.send({ password })
    const [letter] = await lettersTo(kim)
    expect(new URL(linkIn(letter as Received)).origin).toBe(origins[0])
    expect(letter?.raw).not.toContain('evil.example')
    expect(home.page?.text).toContain('My apps')
  })
})

describe('This was not me', () => {
  it('asks, and then ends everything that works with the password until it is reset', async () => {
    const app = await listenAsApp()
    const redirectUri = `${app.origin}/callback`
    const registered = await registerApp(served, { name: 'Notes', redirectUris: [{ uri: redirectUri, kind: 'web' }] })
    const client = new BareClient(served, registered, redirectUri)
    const kim = await somebody()
    const home = await signIn(kim)
    const attacker = await signIn(kim)
    const code = new URL((await attacker.open(client.address())).url).searchParams.get('code') as string
    const tokens = await client.redeem(code)
    const renewed = await client.refresh(tokens.body['refresh_token'])
    expect(renewed.status).toBe(200)
    const [letter] = await lettersTo(kim)
    const link = linkIn(letter as Received)

    // SEC-38: neither the link nor what was said stands anywhere.
    expect(await tablesWith(new URL(link).searchParams.get('link')?.split('.')[1] as string)).toEqual([])
    expect(await tablesWith('have not signed in before')).toEqual([])

    // Machines that open links do nothing.
    const reader = new VisitorFrom('203.0.113.5')
    const page = await reader.open(link)
    expect(page.text).toContain('Was this not you?')
    expect(page.text).toContain(kim.name)
    const head = await reader.fetch(link)
    expect(head.headers.get('referrer-policy')).toBe('no-referrer')
    expect(head.headers.get('cache-control')).toBe('no-store')
    expect((await home.open('/myapps')).text).toContain('My apps')

    // A form of another page does nothing (SEC-14).
    const forged = await reader.fetch(`${served.origin}/not-me`, {
      method: 'POST',
      body: new URLSearchParams({ link: new URL(link).searchParams.get('link') as string }),
      headers: { origin: 'https://evil.example' },
    })
    expect(forged.status).toBe(403)

    // SEC-06: of many answers at once one counts.
    const others = await Promise.all(
      Array.from({ length: 9 }, async () => {
        const one = new VisitorFrom('203.0.113.6')
        await one.open(link)
        return one
      }),
    )
    const answers = await Promise.all([reader, ...others].map((one) => one.send({})))
    expect(answers.filter(({ text }) => text.includes('Your password is set aside'))).toHaveLength(1)
    expect(answers.filter(({ text }) => text.includes('This link is over'))).toHaveLength(9)
    expect((await reader.open(link)).text).toContain('This link is over')

    for (const visitor of [home, attacker])
      expect((await visitor.open(`${served.origin}/myapps`)).text).toContain('Sign in')
    expect((await client.refresh(renewed.body['refresh_token'])).status).toBe(400)
    const again = await signIn(kim)
    expect(again.page?.text).toContain('CRE-REPORTED')
    expect(again.cookie(new URL(served.origin).host, '__Host-admit-session')).toBeUndefined()
    // Who has not the password learns nothing of it (SEC-01).
    expect((await signIn(kim, undefined, 'something else')).page?.text).not.toContain('set aside')

    // The explanation names it, and the repair a new password.
    const question = { person: { signInName: kim.name }, appId: registered.id }
    const explained = await send('admin', 'POST', '/admit/explain', question)
    expect(JSON.stringify(explained.body)).toContain('CRE-REPORTED')
    expect(JSON.stringify(explained.body['repair'])).toContain('issue_temporary_password')
    const journal = await inTenant((t) =>
      rows(
        t,
        sql<{
          kind: string
          actorKind: string
          reason: string
        }>`select kind, actor_kind as "actorKind", reason from journal where entity_id = ${kim.id} order by seq desc limit 1`,
      ),
    )
    expect(journal).toMatchObject([
      { kind: 'report_password', actorKind: 'self', reason: expect.stringContaining('this was not me') },
    ])
    const audits = await send('admin', 'GET', `/auditLogs/directoryAudits?$top=20`)
    expect(JSON.stringify(audits.body)).toContain('Report password')

    // Nor does a reset of one's own open it: whoever was in may have changed where its code goes.
    await done({ do: 'set_self_service_reset', rules: { who: 'everybody', groupId: null, proofs: 1 } })
    await done({ do: 'set_contact', accountId: kim.id, contact: 'email', value: 'evil@attacker.example' })
    const stranger = new VisitorFrom('203.0.113.66')
    await stranger.open(`${served.origin}/reset`)
    await stranger.send({ name: kim.name })
    expect(stranger.page?.text).toContain('Enter the code we sent')
    expect(
      await inTenant((t) => rows(t, sql`select 1 from messages where account_id = ${kim.id} and kind = 'reset_code'`)),
    ).toEqual([])

    const reset = await done({ do: 'issue_temporary_password', accountId: kim.id })
    expect((await signIn(kim, undefined, reset.temporaryPassword as string)).page?.text).toContain(
      'Choose a new password',
    )
    await app.stop()
  })

  it('ends after three days, and with a reset by an administrator; what was never a link is answered alike', async () => {
    const kim = await somebody()
    await done({ do: 'remove_methods', accountId: kim.id })
    const [old] = await lettersTo(kim)
    const { temporaryPassword } = await done({ do: 'issue_temporary_password', accountId: kim.id })
    const [, reset] = await lettersTo(kim, 2)
    const reader = new VisitorFrom('203.0.113.7')
    const over = await reader.open(linkIn(old as Received))
    expect([over.status, over.text]).toEqual([404, expect.stringContaining('This link is over')])

    // D3: how to sign in and that a password of one's own is to be chosen, and not the temporary one.
    expect(reset?.email.text).toContain(`${served.running.config.origins[0]}/myapps`)
    expect(reset?.email.text).toContain('choose a password of your own')
    expect(reset?.raw).not.toContain(temporaryPassword)
    expect((await reader.open(linkIn(reset as Received))).text).toContain('Was this not you?')
    await inTenant((t) =>
      sql`update messages set link_until = ${Date.now()} where account_id = ${kim.id}`.execute(t.db),
    )
    expect((await reader.open(linkIn(reset as Received))).text).toBe(over.text)
    for (const link of ['', 'nonsense', `${tenantId()}.${'a'.repeat(43)}`, `${randomUUID()}.${'a'.repeat(43)}`])
      expect((await reader.open(`${served.origin}/not-me?link=${link}`)).text).toBe(over.text)
  })
})

describe('people are told', () => {
  it('of a lock, the first of a row of them only, in the language of their own', async () => {
    const kim = await somebody('Kim Larsen', { preferredLanguage: 'fr' })
    const stranger = new VisitorFrom(elsewhere())
    await stranger.open(`${served.origin}/myapps`)
    await stranger.send({ name: kim.name })
    for (let i = 0; i < 12; i++) await stranger.send({ password: `guess ${i}` })
    const [letter] = await lettersTo(kim)
    expect(letter?.email.subject).toBe('Votre compte est verrouillé pour un moment')
    // Whoever guesses has not got in: there is nothing to answer.
    expect(letter?.raw).not.toContain('not-me')
    await inTenant((t) =>
      sql`update lockouts set locked_until = ${Date.now() - 1} where account_id = ${kim.id}`.execute(t.db),
    )
    for (let i = 20; i < 32; i++) await stranger.send({ password: `guess ${i}` })
    expect((await deliveriesTo(kim)).map(({ kind }) => kind)).toEqual(['account_locked'])
  })

  it('of a password they changed, of a second factor set up, taken away and switched off', async () => {
    const kim = await somebody()
    await done(
      { do: 'require_password_change', accountId: kim.id },
      { do: 'set_mfa_state', accountId: kim.id, state: 'enabled' },
    )
    const visitor = await signIn(kim)
    const chosen = 'orchid tramway 77 blue'
    expect((await visitor.send({ password: chosen, repeat: chosen })).text).toContain('authenticator')
    const secret = /[A-Z2-7]{4}(?: [A-Z2-7]{4}){7}/.exec(visitor.page?.text ?? '')?.[0]?.replaceAll(' ', '') as string
    expect((await visitor.send({ code: codeNow(secret) })).text).toContain('My apps')
    await done({ do: 'set_mfa_state', accountId: kim.id, state: 'disabled' })
    await done({ do: 'remove_methods', accountId: kim.id })
    const letters = await lettersTo(kim, 4)
    expect(letters.map(({ email }) => email.subject).toSorted()).toEqual([
      'A sign-in method was added',
      'Your password was changed',
      'Your second factor was switched off',
      'Your sign-in methods were removed',
    ])
    for (const letter of letters) expect(linkIn(letter)).toBeDefined()
  })

  it('of a reset that is one of many, and not of the first password of a new account', async () => {
    const id = randomUUID()
    const account = {
      id,
      signInName: 'new.kim@meridian.example',
      displayName: 'New',
      userType: 'member',
      isEnabled: true,
    } as const
    await done(
      { do: 'create_account', account: { ...account, attributes: { mail: 'new.kim@home.example' } } },
      { do: 'issue_temporary_password', accountId: id },
    )
    expect(await inTenant((t) => listDeliveries(t, id, 10))).toEqual([])
  })

  it('SEC-37: in one message to one address, whatever a name or an address holds', async () => {
    const names = [
      'Kim\r\nBcc: everybody@meridian.example\r\n\r\nbody',
      'Kim" <everybody@meridian.example>, "Lee',
      `${'a long name '.repeat(20)}end`,
      '小林 \u202Egnol\u202C Zoë',
    ]
    for (const name of names) {
      const kim = await somebody(name)
      await done({ do: 'remove_methods', accountId: kim.id })
      const [letter] = await lettersTo(kim)
      expect(letter?.to).toEqual([kim.mail])
      expect(letter?.email.to).toEqual([{ name: expect.any(String), address: kim.mail }])
      expect(letter?.email.bcc ?? []).toEqual([])
      const headers = letter?.raw.split('\r\n\r\n')[0] ?? ''
      expect(headers.split('\r\n').filter((line) => /^(?:bcc|cc|to):/i.test(line))).toHaveLength(1)
      expect(Math.max(...headers.split('\r\n').map((line) => line.length))).toBeLessThan(998)
    }
    const bad = await somebody('Kim', {})
    const value = 'kim@home.example\r\nBcc: x@home.example'
    await expect(done({ do: 'set_attribute', accountId: bad.id, name: 'mail', value })).rejects.toThrow()
    // What was let in before is not written to either.
    await inTenant((t) =>
      sql`update accounts set attributes = attributes || jsonb_build_object('mail', ${value}::text)
        where tenant_id = ${t.tenantId} and id = ${bad.id}`.execute(t.db),
    )
    await done({ do: 'remove_methods', accountId: bad.id })
    await expect.poll(async () => (await deliveriesTo(bad))[0]?.state, { timeout: 5_000 }).toBe('refused')
    expect(smtp.received.some(({ to }) => to.includes('x@home.example'))).toBe(false)
  })
})

describe('REL-09: a mail server that is down', () => {
  it('shows in the health, keeps nobody from signing in, and mail goes out when it is back', async () => {
    const health = async () => (await (await fetch(`${served.origin}/health`)).json()) as Record<string, unknown>
    expect(await health()).toMatchObject({ status: 'works', mail: 'works' })
    const kim = await somebody()
    await signIn(kim)
    const { port } = smtp
    await smtp.close()
    const began = performance.now()
    expect((await signIn(kim)).page?.text).toContain('My apps')
    expect(performance.now() - began).toBeLessThan(3_000)
    await expect
      .poll(async () => (await deliveriesTo(kim))[0], { timeout: 10_000 })
      .toMatchObject({ state: 'waiting', tries: 1 })
    expect(await health()).toMatchObject({ status: 'works_in_part', database: 'works', mail: 'away' })
    expect((await fetch(`${served.origin}/readyz`)).status).toBe(200)
    smtp = await mailServer({ port, login, recipient })
    expect(await lettersTo(kim)).toHaveLength(1)
    expect(await health()).toMatchObject({ status: 'works', mail: 'works' })
    expect(await deliveriesTo(kim)).toMatchObject([{ state: 'sent' }])
  }, 30_000)
})

describe('A8: where people are reached', () => {
  const at = (one: Somebody, path = '') => `/users/${one.id}/authentication/${path}`
  const mobileId = '3179e48a-750b-4051-897c-87b9720928f7'
  const emailId = '3ddfcfc8-9383-446f-83cc-3ab9be4be18f'

  it('is said by Authentication Administrators, seen in part by others, and used from then on; the old address is told', async () => {
    const kim = await somebody()
    const phone = { phoneNumber: '+33 612345678', phoneType: 'mobile' }
    const made = await send('simon', 'POST', at(kim, 'phoneMethods'), phone)
    expect(made).toMatchObject({ status: 201, body: { id: mobileId, ...phone } })
    expect((await send('simon', 'POST', at(kim, 'phoneMethods'), phone)).status).toBe(409)
    const [first] = await lettersTo(kim)
    expect(first?.email.text).toContain('mobile number')
    // SEC-09: whoever is reached by the new address is not the first to hear of it.
    const emailAddress = 'kim.private@elsewhere.example'
    expect((await send('simon', 'POST', at(kim, 'emailMethods'), { emailAddress })).status).toBe(201)
    const [, second] = await lettersTo(kim, 2)
    expect(second?.email.text).toContain('e-mail address')
    await done({ do: 'remove_methods', accountId: kim.id })
    expect(await smtp.to(emailAddress)).toHaveLength(1)

    // The help desk sees enough to ask whether it is the right one.
    const seen = await send('hana', 'GET', at(kim, `phoneMethods/${mobileId}`))
    expect(seen).toMatchObject({ status: 200, body: { phoneNumber: '+33 •••• 78' } })
    expect(JSON.stringify((await send('hana', 'GET', `/admit/people/${kim.id}/contacts`)).body)).not.toMatch(
      /612345678|kim\.private|"kim\.\d/,
    )
    expect(
      (await send('hana', 'PATCH', at(kim, `phoneMethods/${mobileId}`), { phoneNumber: '+33 698765432' })).status,
    ).toBe(403)
    expect((await send('alice', 'GET', at(kim, 'phoneMethods'))).status).toBe(403)

    const changed = await send('simon', 'PATCH', at(kim, `phoneMethods/${mobileId}`), { phoneNumber: '+33 698765432' })
    expect(changed.status).toBe(204)
    expect((await send('simon', 'GET', at(kim, 'phoneMethods'))).body.value).toEqual([
      {
        ...{ id: mobileId, phoneNumber: '+33 698765432', phoneType: 'mobile', smsSignInState: 'notSupported' },
        '@admit.for': 'contact',
      },
    ])
    expect((await send('simon', 'GET', at(kim, 'methods'))).body.value).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ '@odata.type': '#microsoft.graph.passwordAuthenticationMethod' }),
        expect.objectContaining({ '@odata.type': '#microsoft.graph.phoneAuthenticationMethod', id: mobileId }),
        expect.objectContaining({ '@odata.type': '#microsoft.graph.emailAuthenticationMethod', emailAddress }),
      ]),
    )
    expect(await send('hana', 'GET', '/me/authentication/phoneMethods')).toMatchObject({
      status: 200,
      body: { value: [] },
    })
    const password = (await send('simon', 'GET', at(kim, 'passwordMethods'))).body.value[0]
    const reset = at(kim, `methods/${password?.id}/resetPassword`)
    expect((await send('alice', 'POST', reset, {})).status).toBe(403)
    expect((await send('simon', 'POST', reset, {})).body.newPassword).toMatch(/^\S{8,}$/)
    expect((await send('simon', 'POST', at(kim, `methods/${mobileId}/resetPassword`), {})).status).toBe(404)
    expect((await send('simon', 'DELETE', at(kim, `emailMethods/${emailId}`))).status).toBe(204)
    expect((await send('simon', 'DELETE', at(kim, `emailMethods/${emailId}`))).status).toBe(404)
    expect((await send('simon', 'GET', at(kim, `emailMethods/${emailId}`))).status).toBe(404)
    expect((await send('simon', 'GET', at(kim, 'emailMethods'))).body.value).toEqual([])

    // The journal says that it was changed, and no number (SEC-38).
    const journal = await inTenant((t) =>
      rows(
        t,
        sql<{
          text: string
        }>`select payload::text as text from journal where entity_id = ${kim.id} and kind = 'set_contact'`,
      ),
    )
    expect(journal).toHaveLength(4)
    expect(journal.map(({ text }) => text).join()).not.toMatch(/612345678|698765432|kim\.private/)
  })

  it.each([
    ['emailMethods', { emailAddress: 'kim' }],
    ['emailMethods', { emailAddress: 'kim@home.example\r\nBcc: x@home.example' }],
    ['emailMethods', { emailAddress: 'kim@home.example', phoneNumber: '+33 612345678' }],
    ['phoneMethods', { phoneNumber: '0612345678', phoneType: 'mobile' }],
    ['phoneMethods', { phoneNumber: '+33 612345678', phoneType: 'fax' }],
    ['phoneMethods', { phoneNumber: '+33 612345678\n', phoneType: 'mobile', id: 'x' }],
  ])('as %s %j is no way to reach anybody', async (name, body) => {
    const kim = await somebody()
    expect((await send('simon', 'POST', at(kim, name), body)).status).toBe(400)
    expect((await send('simon', 'GET', at(kim, name))).body.value).toEqual([])
  })

  it('shows that the last message did not arrive', async () => {
    const kim = await somebody()
    await done({ do: 'set_attribute', accountId: kim.id, name: 'mail', value: 'gone@home.example' })
    await done({ do: 'remove_methods', accountId: kim.id })
    const deliveries = async (key: string) =>
      (await send(key, 'GET', `/admit/people/${kim.id}/contacts`)).body['deliveries'] as {
        state: string
        recipient: string
        answer: string
      }[]
    await expect.poll(async () => (await deliveries('simon'))[0]?.state, { timeout: 5_000 }).toBe('bounced')
    expect((await deliveries('simon'))[0]).toMatchObject({
      recipient: 'gone@home.example',
      answer: expect.stringContaining('5.1.1'),
    })
    expect((await deliveries('hana'))[0]).toMatchObject({
      recipient: 'g•••@home.example',
      answer: expect.not.stringContaining('gone@'),
    })
  })

  it('the language people are written in is their own, else the organisation’s', async () => {
    expect(await done({ do: 'set_language', language: 'nl' })).toMatchObject({
      undo: [{ do: 'set_language', language: null }],
    })
    const kim = await somebody()
    await done({ do: 'remove_methods', accountId: kim.id })
    expect((await lettersTo(kim))[0]?.email.subject).toBe('Uw aanmeldmethoden zijn verwijderd')
    expect((await send('admin', 'GET', '/organization')).body.value[0]).toMatchObject({ preferredLanguage: 'nl' })
    await done({ do: 'set_language', language: null })
  })
})
