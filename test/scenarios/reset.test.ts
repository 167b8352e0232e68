import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { listDeliveries } from '../../src/store/messages.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { mailServer } from '../support/mail-server.ts'
import { signInAt } from '../support/sign-in.ts'
import { codeNow, unusedCode, Visitor } from '../support/visitor.ts'

let smtp: Awaited<ReturnType<typeof mailServer>>
let served: Served
beforeAll(async () => {
  smtp = await mailServer()
  served = await serveDemo({ ADMIT_SMTP_URL: smtp.url, ADMIT_MAIL_FROM: 'no-reply@meridian.example' })
})
afterAll(async () => {
  await served.stop()
  await smtp.close()
})

const address = (key: string) => person(key).signInName
const apply = (...changes: readonly Change[]) =>
  applyChanges(served.running.admit, commandLine(served.demo.tenant.id), changes, null)
const open = (more: Partial<Extract<Change, { do: 'set_self_service_reset' }>['rules']> = {}) =>
  apply({ do: 'set_self_service_reset', rules: { who: 'everybody', groupId: null, proofs: 1, ...more } })

/** A browser that has asked to reset the password of a name. */
async function asked(name: string, visitor = new Visitor()): Promise<Visitor> {
  await visitor.open(`${served.origin}/reset`)
  const page = await visitor.send({ name })
  expect(page.text).toContain('Enter the code we sent')
  return visitor
}

const deliveries = (key: string) =>
  withTenant(served.running.admit.store, served.demo.tenant.id, (t) => listDeliveries(t, person(key).id, 50))

/** The code in the newest of so many letters to somebody. */
async function codeTo(key: string, letters: number): Promise<string> {
  const all = (await smtp.to(address(key), letters)).map(({ email }) => email.text ?? '')
  return /\b\d{8}\b/.exec(all.at(-1) ?? '')?.[0] as string
}

const heading = (visitor: Visitor) => /<h1>([^<]+)<\/h1>/.exec(visitor.page?.html ?? '')?.[1]
const post = (visitor: Visitor, path: string, fields: Readonly<Record<string, string>>) =>
  visitor.fetch(`${served.origin}/reset/${path}`, {
    method: 'POST',
    headers: { origin: served.origin },
    body: new URLSearchParams({ token: tokenOf(visitor), ...fields }),
  })
const tokenOf = (visitor: Visitor) => /name="token" value="([^"]+)"/.exec(visitor.page?.html ?? '')?.[1] as string

describe('D1, D2: a forgotten password', () => {
  it('is reset with the code that was sent; the old one and every session are over, and the new one opens', async () => {
    const before = new Visitor()
    expect((await signInAt(before, `${served.origin}/myapps`, person('marc'))).text).toContain('My apps')
    expect((await before.open(`${served.origin}/help`)).html).toContain('href="/reset"')

    const visitor = await asked(address('marc').toUpperCase())
    await visitor.send({ code: await codeTo('marc', 1) })
    expect(heading(visitor)).toBe('Choose a new password')
    await visitor.send({ password: 'Meridian 2026', repeat: 'Meridian 2026' })
    expect(visitor.page?.html).toContain('role="alert"')
    await visitor.send({ password: 'tulip granite swims 9', repeat: 'tulip granite swims' })
    expect(visitor.page?.text).toContain('The two passwords differ')
    await visitor.send({ password: 'tulip granite swims 9', repeat: 'tulip granite swims 9' })
    expect(visitor.page?.text).toContain('Your password is changed')

    // SEC-11: nobody is signed in by it.
    expect((await visitor.open(`${served.origin}/myapps`)).text).toContain('Sign in')
    expect((await before.open(`${served.origin}/myapps`)).text).toContain('Sign in')
    const old = await signInAt(new Visitor(), `${served.origin}/myapps`, person('marc'))
    expect(old.html).toContain('role="alert"')
    const now = { ...person('marc'), password: 'tulip granite swims 9' }
    expect((await signInAt(new Visitor(), `${served.origin}/myapps`, now)).text).toContain('My apps')
    const letters = await smtp.to(address('marc'), 2)
    expect(letters.map(({ email }) => email.subject)).toContain('You reset your password')
    expect((await visitor.open(`${served.origin}/reset`)).text).toContain('Reset your password')
  })

  it('leads back to the app that was to be opened, with the name that was typed', async () => {
    const visitor = new Visitor()
    await visitor.open(`${served.appsOrigin}/crm4/`)
    await visitor.send({ name: address('alice') })
    await visitor.open(`${served.origin}/help`)
    expect(visitor.page?.html).toContain('<a href="/signin/flow">Back to sign-in</a>')
    await visitor.open(`${served.origin}/reset`)
    expect(visitor.page?.html).toContain(`value="${address('alice')}"`)
    await visitor.send({ name: address('alice') })
    await visitor.send({ code: await codeTo('alice', (await deliveries('alice')).length) })
    const password = 'willow kettle marches 4'
    await visitor.send({ password, repeat: password })
    expect(visitor.page?.text).toContain('Your password is changed')
    expect(visitor.page?.text).toContain('Meridian')
    const on = /href="([^"]+)">Sign in<\/a>/.exec(visitor.page?.html ?? '')?.[1] as string
    await visitor.open(new URL(on, served.origin).href)
    expect(heading(visitor)).toBe('Enter your password')
    await visitor.send({ password })
    if (heading(visitor) === 'Enter your code')
      await visitor.send({ code: await unusedCode(person('alice').totpSecret as string) })
    expect(visitor.page?.url).toContain(served.appsOrigin)
  })

  it('of one who administers takes their app too, and the others who administer hear of it', async () => {
    const visitor = await asked(address('hana'))
    await visitor.send({ code: await codeTo('hana', 1) })
    expect(heading(visitor)).toBe('Enter your code')
    await visitor.send({ code: '000000' })
    expect(visitor.page?.text).toContain("That code didn't work")
    await visitor.send({ code: codeNow(person('hana').totpSecret as string) })
    await visitor.send({ password: 'tulip granite swims 9', repeat: 'tulip granite swims 9' })
    expect(visitor.page?.text).toContain('Your password is changed')
    const told = await smtp.to(address('admin'), 1)
    expect(told[0]?.email.text).toContain(person('hana').displayName)
  })

  it('that was remembered after all: the account is only unlocked', async () => {
    const { admit } = served.running
    const wrong = new Visitor()
    await wrong.open(`${served.origin}/signin`)
    await wrong.send({ name: address('lena') })
    for (let i = 0; i < 10; i++) await wrong.send({ password: `wrong ${i}` })
    const visitor = await asked(address('lena'))
    await visitor.send({ code: await codeTo('lena', (await deliveries('lena')).length) })
    expect(visitor.page?.text).toContain('Only unlock my account')
    expect((await post(visitor, 'unlock', {})).status).toBe(200)
    expect((await signInAt(new Visitor(), `${served.origin}/myapps`, person('lena'))).text).toContain('My apps')
    expect(admit.mail).not.toBeNull()
  })

  it('is not reset by who may not: they are told by mail who helps, and the page is the same', async () => {
    const group = { id: randomUUID(), name: 'May reset', description: null, rule: null }
    await apply({ do: 'create_group', group })
    await open({ who: 'group', groupId: group.id })
    const visitor = await asked(address('tom'))
    const [letter] = await smtp.to(address('tom'), 1)
    expect(letter?.email.text).not.toMatch(/\b\d{8}\b/)
    expect(letter?.email.text).toContain(person('hana').displayName)
    for (let i = 0; i < 4; i++) await visitor.send({ code: `1234567${i}` })
    expect(heading(visitor)).toBe('Enter the code we sent')
    await visitor.send({ code: '12345678' })
    expect(visitor.page?.text).toContain('Too many wrong codes')
    await open()
  })

  it('is not promised where nobody may: every page leads to who does it, whoever is named (SEC-01)', async () => {
    const helpers = [person('hana').displayName, 'Find my administrator or support person']
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/reset`)
    await open({ who: 'nobody' })
    const pages = []
    // Whoever had the form open before, for a name that is there and for one that is not.
    for (const name of [address('tom'), 'nobody@meridian.example']) {
      await visitor.send({ name })
      pages.push(visitor.page?.html)
      await visitor.open(`${served.origin}/help?name=${name}`)
      expect(visitor.page?.html).not.toContain('href="/reset"')
      for (const one of helpers) expect(visitor.page?.text).toContain(one)
      await open()
      await visitor.open(`${served.origin}/reset`)
      await open({ who: 'nobody' })
    }
    expect(new Set(pages).size).toBe(1)
    for (const path of ['/reset', '/help']) {
      await visitor.open(`${served.origin}${path}`)
      expect(visitor.page?.html).not.toContain('href="/reset"')
      expect(visitor.page?.html).not.toContain('action="/reset')
      for (const one of helpers) expect(visitor.page?.text).toContain(one)
    }
    expect((await deliveries('tom')).filter(({ kind }) => kind === 'reset_not_open')).toHaveLength(1)
    await open()
    expect((await visitor.open(`${served.origin}/help`)).html).toContain('href="/reset"')
  })
})

describe('SEC-01: a reset', () => {
  it('looks the same for every name, to the byte', async () => {
    const seen: string[] = []
    for (const name of [address('omar'), address('breakglass1'), address('viktor'), 'nobody@meridian.example']) {
      const visitor = await asked(name)
      const html = visitor.page?.html as string
      seen.push(
        html
          .replaceAll(name, '')
          .replaceAll(tokenOf(visitor), '')
          .replace(/aria-hidden="true">\w{1,2}</, ''),
      )
    }
    expect(new Set(seen).size).toBe(1)
    // Whom an administrator blocked, and an emergency account, get no code.
    expect(await deliveries('viktor')).toEqual([])
    expect((await deliveries('breakglass1')).map(({ kind }) => kind)).not.toContain('reset_code')
  })

  it('is not begun for names of other organisations, nor from a page of another site', async () => {
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/reset`)
    const forged = await visitor.fetch(`${served.origin}/reset/name`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: new URLSearchParams({ token: tokenOf(visitor), name: address('ida') }),
    })
    expect(forged.status).toBe(403)
    expect(await deliveries('ida')).toEqual([])
  })
})

describe('SEC-06, SEC-07: a code', () => {
  it('is of the browser that asked, of the newest letter, for one reset, and not guessed', async () => {
    const mine = await asked(address('uma'))
    const code = await codeTo('uma', 1)
    const other = await asked(address('uma'))
    await codeTo('uma', 2)
    await other.send({ code })
    expect(other.page?.text).toContain("That code didn't work")

    await post(mine, 'again', {})
    await mine.open(`${served.origin}/reset`)
    expect(mine.page?.text).toContain('Wait half a minute')
    expect((await deliveries('uma')).length).toBe(2)

    // A hundred answers at once: the reset goes on once, and the code is worth nothing afterwards.
    const all = await Promise.all(Array.from({ length: 100 }, () => post(mine, 'code', { code })))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([303]))
    await mine.open(`${served.origin}/reset`)
    expect(heading(mine)).toBe('Choose a new password')
    const chosen = { password: 'orchid ladder bakes 7', repeat: 'orchid ladder bakes 7' }
    const ends = await Promise.all(Array.from({ length: 5 }, () => post(mine, 'password', chosen)))
    expect(ends.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await deliveries('uma')).filter(({ kind }) => kind === 'reset_by_self')).toHaveLength(1)
  })

  it('leads nowhere before it is given, whatever step is asked for', async () => {
    const visitor = await asked(address('ida'))
    const chosen = { password: 'orchid ladder bakes 7', repeat: 'orchid ladder bakes 7' }
    expect((await post(visitor, 'password', chosen)).status).toBe(400)
    const another = await asked(address('ida'))
    expect((await post(another, 'unlock', {})).status).toBe(400)
    const third = await asked(address('ida'))
    await third.send({ code: codeNow(person('ida').totpSecret as string) })
    expect(heading(third)).toBe('Enter the code we sent')
    expect((await signInAt(new Visitor(), `${served.origin}/myapps`, person('ida'))).text).toContain('My apps')
  })

  it('is sent to nobody more than five times an hour, whoever asks', async () => {
    for (let i = 0; i < 7; i++) await asked(address('paulo'))
    await sleep(300)
    expect(await deliveries('paulo')).toHaveLength(5)
  })

  it('is sent all the same to who asks where they sign in, however many strangers asked before', async () => {
    const theirs = new Visitor()
    await signInAt(theirs, `${served.origin}/myapps`, person('liam'))
    const { admit } = served.running
    // Their address is that of all these tests: only what their browser keeps is theirs.
    await withTenant(admit.store, served.demo.tenant.id, (t) =>
      sql`delete from known_addresses where tenant_id = ${t.tenantId} and account_id = ${person('liam').id}`.execute(
        t.db,
      ),
    )
    for (let i = 0; i < 7; i++) await asked(address('liam'))
    await sleep(300)
    const before = (await deliveries('liam')).filter(({ kind }) => kind === 'reset_code')
    expect(before).toHaveLength(5)
    await asked(address('liam'), theirs)
    await sleep(300)
    expect((await deliveries('liam')).filter(({ kind }) => kind === 'reset_code')).toHaveLength(6)
  })

  it('is sent to nobody whose time is over', async () => {
    const accountId = person('noah').id
    await apply({ do: 'set_access_period', accountId, from: null, until: served.running.admit.now() - 1 })
    await asked(address('noah'))
    await sleep(300)
    expect((await deliveries('noah')).filter(({ kind }) => kind === 'reset_code')).toEqual([])
  })

  it('ends where the person may not finish it any more: closed meanwhile, or made an administrator', async () => {
    const chosen = { password: 'orchid ladder bakes 7', repeat: 'orchid ladder bakes 7' }
    for (const [key, meanwhile, after] of [
      ['rosa', () => open({ who: 'nobody' }), () => open()],
      [
        'sven',
        () => apply({ do: 'assign_role', accountId: person('sven').id, role: 'helpdesk' }),
        () => apply({ do: 'remove_role', accountId: person('sven').id, role: 'helpdesk' }),
      ],
    ] as const) {
      const visitor = await asked(address(key))
      await visitor.send({ code: await codeTo(key, (await deliveries(key)).length) })
      expect(heading(visitor)).toBe('Choose a new password')
      await meanwhile()
      expect((await post(visitor, 'password', chosen)).status).toBe(400)
      expect((await signInAt(new Visitor(), `${served.origin}/myapps`, { ...person(key), ...chosen })).html).toContain(
        'role="alert"',
      )
      await after()
    }
  })

  it('is no sign-in, and a sign-in is none: neither secret is good for the other', async () => {
    const host = new URL(served.origin).host
    const visitor = await asked(address('omar'))
    const reset = visitor.cookie(host, '__Host-admit-reset') as string
    const thief = new Visitor()
    thief.setCookie(host, '__Host-admit-flow', reset)
    expect((await thief.open(`${served.origin}/signin/flow`)).text).toContain('This sign-in is over')
    const other = new Visitor()
    await other.open(`${served.origin}/signin`)
    await other.send({ name: address('omar') })
    thief.setCookie(host, '__Host-admit-reset', other.cookie(host, '__Host-admit-flow') as string)
    expect(/<h1>([^<]+)/.exec((await thief.open(`${served.origin}/reset`)).html)?.[1]).toBe('Reset your password')
  })
})
