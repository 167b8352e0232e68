import { randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { importFiles } from '../../src/app/import/import-files.ts'
import { isOutdated } from '../../src/app/passwords.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { findPasswordHash } from '../../src/store/credentials.ts'
import { lockAccount } from '../../src/store/lockouts.ts'
import { findFormerHashes } from '../../src/store/password-history.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { file } from '../support/imports.ts'
import { type Seen, unusedCode, Visitor } from '../support/visitor.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

/** What everybody reads who is not let in. */
const notIn = "We couldn't sign you in"
const tenantId = () => served.demo.tenant.id
const inTenant = <T>(work: Parameters<typeof withTenant<T>>[2]) =>
  withTenant(served.running.admit.store, tenantId(), work)
const hashOf = (id: string) => inTenant((t) => findPasswordHash(t, id))
const done = (...changes: Parameters<typeof applyChanges>[2]) =>
  applyChanges(served.running.admit, commandLine(tenantId()), changes, null)

/** A new person with no password. */
async function newcomer(name: string): Promise<string> {
  const id = randomUUID()
  const account = {
    id,
    signInName: `${name}@meridian.example`,
    displayName: `New ${name}`,
    userType: 'member',
  } as const
  await done({ do: 'create_account', account: { ...account, isEnabled: true, attributes: {} } })
  return id
}

const setHash = (id: string, phc: string) =>
  inTenant((t) =>
    sql`update accounts set password_hash = ${phc} where tenant_id = ${tenantId()} and id = ${id}`.execute(t.db),
  )

/** What somebody sees who gives a name and a password. */
async function signIn(name: string, password: string): Promise<{ readonly page: Seen; readonly visitor: Visitor }> {
  const visitor = new Visitor()
  await visitor.open(`${served.origin}/myapps`)
  await visitor.send({ name })
  return { page: await visitor.send({ password }), visitor }
}

describe('a hash made with less than today', () => {
  const weaker = { memoryCost: 8192, timeCost: 1, parallelism: 1 }

  it('SEC-05: becomes one of today at the sign-in that proves its password', async () => {
    const { id, signInName, password } = person('marc')
    await setHash(id, await hash(password, weaker))
    expect((await signIn(signInName, 'not the password')).page.text).toContain(notIn)
    expect(isOutdated((await hashOf(id)) as string)).toBe(true)

    expect((await signIn(signInName, password)).page.text).toContain('My apps')
    const renewed = (await hashOf(id)) as string
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    // It is the same password, and is left alone now.
    expect((await signIn(signInName, password)).page.text).toContain('My apps')
    expect(await hashOf(id)).toBe(renewed)
  })

  it('SEC-01: stays where the account is locked, for it would tell that the password was right', async () => {
    const { id, signInName, password } = person('omar')
    const old = await hash(password, weaker)
    await setHash(id, old)
    await inTenant((t) => lockAccount(t, id, Date.now() + 60_000))
    expect((await signIn(signInName, password)).page.text).toContain(notIn)
    expect(await hashOf(id)).toBe(old)
  })
})

describe('people who come with the hashes of another system', () => {
  const password = 'granite kettle 77'
  const hashes = {
    bcrypt: '$2b$06$abcdefghijklmnopqrstuuxcV8we2oYtXfomXgN2RbKn0pbUR.Fkm',
    django: 'pbkdf2_sha256$20000$seasalt77$FFOHf2f+OEIS5UMPjrwTSLmzcLX9kADwTnl47UbaXbY=',
    scrypt: '"$scrypt$ln=12,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$5tXSi2ac7sHKvTavAm/nd/slOH6irDBzx2ijJMtVWnU"',
    ssha: '{SSHA}9Rlkdg8m6PCBxzS/2UwcF1NhdXYBAgMEc2FsdA==',
    nt: '{NT}fd11389ae508375f5c24ac24a19252ea',
  }
  const csv = (lines: readonly string[]) =>
    importFiles(
      served.running.admit,
      commandLine(tenantId()),
      [file('people.csv', `signInName,displayName,password,passwordHash\n${lines.join('\n')}\n`)],
      { mode: 'all_or_nothing', run: 'for_real' },
    )
  const idOf = async (name: string) =>
    (
      await inTenant((t) =>
        sql<{ id: string }>`select id from accounts where tenant_id = ${tenantId()} and sign_in_name = ${name}`.execute(
          t.db,
        ),
      )
    ).rows[0]?.id as string

  it('are told of what is wrong with a hash, by its line, and nobody comes in', async () => {
    const report = await csv([
      `good@meridian.example,Good,,${hashes.bcrypt}`,
      'dear@meridian.example,Dear,,$2b$20$abcdefghijklmnopqrstuuxcV8we2oYtXfomXgN2RbKn0pbUR.Fkm',
      'odd@meridian.example,Odd,,$6$salt$hash',
      `both@meridian.example,Both,granite kettle 77,${hashes.nt}`,
    ])
    expect(report.outcome).toBe('refused')
    expect(report.faults.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '3: the password hash is so expensive that a sign-in would take seconds',
      '4: the password hash is of a kind that is not taken; argon2, bcrypt, PBKDF2, scrypt, SSHA and NT are',
      '5: there are a password and a password hash; one of them is wanted',
    ])
  })

  it('sign in with the password they have, once by its old hash and then by one of ours', async () => {
    const names = Object.keys(hashes)
    const lines = Object.entries(hashes).map(([name, text]) => `${name}@meridian.example,Came by ${name} 1,,${text}`)
    const report = await csv(lines)
    expect(report).toMatchObject({ outcome: 'done', faults: [] })
    for (const name of names) {
      const id = await idOf(`${name}@meridian.example`)
      const old = (await hashOf(id)) as string
      expect(isOutdated(old), name).toBe(true)
      expect((await signIn(`${name}@meridian.example`, 'granite kettle 78')).page.text, name).toContain(notIn)
      expect(await hashOf(id), name).toBe(old)

      // Their own password: nobody asks them to change it.
      expect((await signIn(`${name}@meridian.example`, password)).page.text, name).toContain('My apps')
      expect(isOutdated((await hashOf(id)) as string), name).toBe(false)
      expect((await signIn(`${name}@meridian.example`, password)).page.text, name).toContain('My apps')
    }
    // Again, it changes nothing.
    expect((await csv(lines)).outcome).toBe('same')
  })
})

describe('a temporary password', () => {
  it('SEC-06: is read aloud easily, is good once, and must be changed', async () => {
    const id = await newcomer('tess')
    const { temporaryPassword } = await done({ do: 'issue_temporary_password', accountId: id })
    expect(temporaryPassword).toMatch(/^[a-z]{4,7}(-[a-z]{4,7}){3}$/)
    const { page, visitor } = await signIn('tess@meridian.example', temporaryPassword as string)
    expect(page.text).toContain('Choose a new password')
    const chosen = 'orchid tramway 77 blue'
    expect((await visitor.send({ password: chosen, repeat: chosen })).text).toContain('My apps')
    expect((await signIn('tess@meridian.example', temporaryPassword as string)).page.text).toContain(notIn)
    expect((await signIn('tess@meridian.example', chosen)).page.text).toContain('My apps')
  })

  it('is told of by mail and is not in it; without a mail server the demo shows what it would have sent', async () => {
    const id = await newcomer('outi')
    const { temporaryPassword } = await done({ do: 'issue_temporary_password', accountId: id })
    const visitor = new Visitor()
    const outbox = async () => (await visitor.open(`${served.origin}/outbox`)).text
    await expect.poll(outbox, { timeout: 10_000 }).toContain('To outi@meridian.example')
    expect(await outbox()).toContain('reset the password of outi@meridian.example')
    expect(await outbox()).not.toContain(temporaryPassword)
    const link = /href="([^"]*not-me[^"]*)"/.exec(visitor.page?.html ?? '')?.[1]?.replaceAll('&#61;', '=') as string
    expect((await visitor.open(link)).text).toContain('Was this not you?')
    const health = await (await fetch(`${served.origin}/health`)).json()
    expect(health).toMatchObject({ status: 'works_in_part', database: 'works', mail: 'not_set_up' })
  })

  it('SEC-06: ends after the days the organisation says, with a reason of its own', async () => {
    const id = await newcomer('tilda')
    await done({ do: 'set_temporary_password_days', days: 2 })
    const issued = Date.now()
    const { temporaryPassword } = await done({ do: 'issue_temporary_password', accountId: id })
    const until = await inTenant((t) =>
      sql<{
        at: string
      }>`select temporary_until as at from accounts where tenant_id = ${tenantId()} and id = ${id}`.execute(t.db),
    )
    expect(Math.abs(Number(until.rows[0]?.at) - issued - 2 * 86_400_000)).toBeLessThan(60_000)
    await inTenant((t) =>
      sql`update accounts set temporary_until = ${issued} where tenant_id = ${tenantId()} and id = ${id}`.execute(t.db),
    )
    const { page, visitor } = await signIn('tilda@meridian.example', temporaryPassword as string)
    expect(page.text).toContain('The temporary password is over')
    expect(page.text).toContain('CRE-TEMP-OVER')
    // No session comes of it, to the API as little as to an app.
    expect(visitor.cookie(new URL(served.origin).host, '__Host-admit-session')).toBeUndefined()
    // Nor is another chosen behind the page's back.
    const sent = await visitor.fetch(`${served.origin}/signin/flow/new-password`, { method: 'POST' })
    expect(sent.status).toBeGreaterThanOrEqual(400)
    // A wrong one is told nothing of it.
    expect((await signIn('tilda@meridian.example', 'something else')).page.text).not.toContain('temporary')

    const again = await done({ do: 'issue_temporary_password', accountId: id })
    const once = await signIn('tilda@meridian.example', again.temporaryPassword as string)
    expect(once.page.text).toContain('Choose a new password')
  })
})

describe('passwords somebody had before', () => {
  const refused = 'Choose a password you have not used before.'
  const passwords = ['amber kettle 11 lamp', 'cobalt ferry 22 moss', 'dune piano 33 river', 'elm rocket 44 salt']

  /** Has a new password asked for, or begins with a temporary one, and chooses. */
  const choose = async (name: string, id: string, current: string | null, next: string): Promise<string> => {
    if (current !== null) await done({ do: 'require_password_change', accountId: id })
    const issued = current ?? (await done({ do: 'issue_temporary_password', accountId: id })).temporaryPassword
    const { page, visitor } = await signIn(`${name}@meridian.example`, issued as string)
    expect(page.text).toContain('Choose a new password')
    return (await visitor.send({ password: next, repeat: next })).text
  }
  const former = (id: string) => inTenant((t) => findFormerHashes(t, id))

  it('are not chosen again, as many as the organisation says', async () => {
    const id = await newcomer('hector')
    await done({ do: 'set_password_history', count: 2 })
    const hector = (current: string | null, next: string) => choose('hector', id, current, next)
    const [a = '', b = '', c = '', d = ''] = passwords
    expect(await hector(null, a)).toContain('My apps')
    // A temporary one is nobody's choice, and is not kept.
    expect(await former(id)).toHaveLength(0)
    expect(await hector(a, a)).toContain(refused)
    expect(await hector(a, b)).toContain('My apps')
    expect(await hector(b, a)).toContain(refused)
    expect(await hector(b, c)).toContain('My apps')
    for (const one of [a, b, c]) expect(await hector(c, one)).toContain(refused)
    expect(await hector(c, d)).toContain('My apps')
    // Two are kept: the first may be chosen again.
    expect(await former(id)).toHaveLength(2)
    expect(await hector(d, a)).toContain('My apps')
    await done({ do: 'set_password_history', count: 0 })
    expect(await hector(a, d)).toContain('My apps')
    expect(await former(id)).toHaveLength(0)
    expect(await hector(d, d)).toContain(refused)
  })

  it('go with the account', async () => {
    const id = await newcomer('horace')
    const [a = '', b = ''] = passwords
    await done({ do: 'set_password_history', count: 3 })
    await choose('horace', id, null, a)
    await choose('horace', id, a, b)
    expect(await former(id)).toHaveLength(1)
    await done({ do: 'delete_account', accountId: id })
    await done({ do: 'purge_account', accountId: id })
    expect(await former(id)).toHaveLength(0)
  })
})

describe('banned words', () => {
  it('are refused when a password is chosen at sign-in', async () => {
    const id = await newcomer('wanda')
    await done({ do: 'set_banned_words', words: ['Dampfer'] })
    const { temporaryPassword } = await done({ do: 'issue_temporary_password', accountId: id })
    const { visitor } = await signIn('wanda@meridian.example', temporaryPassword as string)
    for (const password of ['d4mpferD@mpfer1', 'DampferDampfer12'])
      expect((await visitor.send({ password, repeat: password })).text).toContain('words that everybody here would try')
    const fine = 'brass kettle on the moor'
    expect((await visitor.send({ password: fine, repeat: fine })).text).toContain('My apps')
  })
})

describe('who has a second factor', () => {
  const totpOf = (key: string) => unusedCode(person(key).totpSecret as string)
  const asks = { code: '<h1>Enter your code</h1>', password: '<h1>Choose a new password</h1>' }

  it('SEC-09: proves it before a password is chosen in the place of an expired or a temporary one', async () => {
    const { temporaryPassword } = await done({ do: 'issue_temporary_password', accountId: person('victor').id })
    for (const [key, given] of [
      ['farid', person('farid').password],
      ['victor', temporaryPassword as string],
    ] as const) {
      const { id, signInName } = person(key)
      const before = await hashOf(id)
      const { page, visitor } = await signIn(signInName, given)
      expect(page.html, key).toContain(asks.code)
      // Nor behind the page's back.
      const token = /name="token" value="([^"]+)"/.exec(page.html)?.[1] as string
      const sent = { token, password: 'orchid 77 tram', repeat: 'orchid 77 tram' }
      await visitor.fetch(`${served.origin}/signin/flow/new-password`, {
        method: 'POST',
        body: new URLSearchParams(sent),
        headers: { origin: served.origin },
      })
      expect(await hashOf(id), key).toBe(before)
      expect((await visitor.send({ code: await totpOf(key) }, '/code')).html, key).toContain(asks.password)
      expect((await visitor.send(sent)).text, key).toContain('My apps')
      expect(await hashOf(id), key).not.toBe(before)
    }
  }, 60_000)

  it('SEC-09: chooses none by a session of before: the password is typed again, then the second factor', async () => {
    const { id, signInName, password } = person('peter')
    const { visitor } = await signIn(signInName, password)
    await done({ do: 'require_password_change', accountId: id })
    await inTenant((t) =>
      sql`update browser_sessions set auth_at = auth_at - 660000 where tenant_id = ${tenantId()} and account_id = ${id}`.execute(
        t.db,
      ),
    )
    expect((await visitor.open(`${served.origin}/signin?returnTo=/myapps`)).html).toContain('Enter your password')
    expect((await visitor.send({ password })).html).toContain(asks.code)
    expect((await visitor.send({ code: await totpOf('peter') }, '/code')).html).toContain(asks.password)
  }, 60_000)

  it('SEC-09: proves it before the API changes a password, and is told what is asked for', async () => {
    const { id, signInName, password } = person('claire')
    const before = await hashOf(id)
    const { visitor } = await signIn(signInName, password)
    const response = await visitor.fetch(`${served.origin}/v1.0/me/changePassword`, {
      method: 'POST',
      body: JSON.stringify({ currentPassword: password, newPassword: 'orchid tramway 77 blue' }),
      headers: { accept: 'application/json', 'content-type': 'application/json', 'x-admit-csrf': '1' },
    })
    expect(response.status).toBe(403)
    const { error } = (await response.json()) as { error: Record<string, unknown> }
    expect(error).toMatchObject({
      code: 'Authorization_RequestDenied',
      message: 'Prove again that it is you',
      details: { withinSeconds: 600, hint: expect.stringContaining('the strongest you have set up') },
      innerError: { code: 'auth.fresh_proof_needed' },
    })
    expect(await hashOf(id)).toBe(before)
  })

  it('SEC-09: proves it before they see the form to change their own, and goes on signed in here alone', async () => {
    const { id, signInName, password } = person('claire')
    const elsewhere = (await signIn(signInName, password)).visitor
    const { visitor } = await signIn(signInName, password)
    const page = await visitor.open(`${served.origin}/account/methods`)
    expect(page.html).toContain('href="/account/password"')
    const form = async () => (await visitor.open(`${served.origin}/account/password`)).html.includes('name="current"')
    expect(await form()).toBe(false)
    const token = /name="token" value="([^"]+)"/.exec(page.html)?.[1] as string
    const sent = { current: password, password: 'otter ink', repeat: 'otter ink' }
    const behind = await visitor.fetch(`${served.origin}/account/password/change`, {
      method: 'POST',
      body: new URLSearchParams({ token, ...sent }),
      headers: { origin: served.origin },
    })
    expect(behind.headers.get('location')).toContain('/signin?prompt=prove')
    await visitor.open(new URL(behind.headers.get('location') as string, served.origin).href)
    await visitor.send({ password })
    await visitor.send({ code: await totpOf('claire') }, '/code')
    expect(await form()).toBe(true)
    // A proof that would be over before the form is filled in is asked for anew first; the form at hand is still taken.
    const agedBy = (minutes: number) =>
      inTenant((t) =>
        sql`update browser_sessions set second_factor_at = second_factor_at - ${minutes * 60_000}::bigint
          where tenant_id = ${tenantId()} and account_id = ${id} and second_factor_at is not null`.execute(t.db),
      )
    await agedBy(6)
    expect(await form()).toBe(false)
    expect(visitor.page?.html).toMatch(/href="\/signin\?prompt[^"]+prove[^"]+%2Faccount%2Fpassword"/)
    await agedBy(-6)
    expect(await form()).toBe(true)
    await agedBy(6)
    expect((await visitor.send({ ...sent, repeat: 'otter inks' }, '/change')).text).toContain(
      'The two passwords differ',
    )
    expect(visitor.page?.html).toContain('name="current"')
    await agedBy(-6)
    expect(await form()).toBe(true)
    expect(visitor.page?.text).toContain('At least 8 characters')
    const session = visitor.cookie(new URL(served.origin).host, '__Host-admit-session')
    const change = (fields: Readonly<Record<string, string>>) => visitor.send({ ...sent, ...fields }, '/change')
    expect((await change({ current: 'not the password' })).text).toContain('This is not the password')
    expect((await change({ repeat: 'otter inks' })).text).toContain('The two passwords differ')
    expect((await change({})).text).toContain('It would soon be guessed')
    const chosen = 'vT9#qLw2xz!m'
    expect((await change({ password: chosen, repeat: chosen })).text).toContain('Your password is changed')
    expect(visitor.cookie(new URL(served.origin).host, '__Host-admit-session'), 'SEC-13').not.toBe(session)
    expect((await elsewhere.open(`${served.origin}/myapps`)).text).not.toContain('My apps')
    expect((await signIn(signInName, chosen)).page.text).toContain('My apps')
    // They are told, as of every change of what they sign in with.
    const told = async () => (await new Visitor().open(`${served.origin}/outbox`)).text
    await expect.poll(told, { timeout: 10_000 }).toMatch(new RegExp(`${signInName}.*password`))
    expect(await hashOf(id)).not.toBeNull()
  }, 60_000)
})

describe('who has no second factor', () => {
  it('SEC-05: chooses at least fifteen characters, at every door', async () => {
    const { id, signInName, password } = person('greta')
    const [short, long] = ['otter lamp 77x', 'otter lamp 77xy']
    const { visitor } = await signIn(signInName, password)
    await visitor.open(`${served.origin}/account/password`)
    expect(visitor.page?.text).toContain('At least 15 characters')
    const own = await visitor.send({ current: password, password: short, repeat: short }, '/change')
    expect(own.text).toContain('Use at least 15 characters')
    const response = await visitor.fetch(`${served.origin}/v1.0/me/changePassword`, {
      method: 'POST',
      body: JSON.stringify({ currentPassword: password, newPassword: short }),
      headers: { accept: 'application/json', 'content-type': 'application/json', 'x-admit-csrf': '1' },
    })
    expect(await response.json()).toMatchObject({ error: { innerError: { code: 'password.too_weak' } } })
    await done({ do: 'require_password_change', accountId: id })
    const anew = await signIn(signInName, password)
    expect(anew.page.text).toContain('At least 15 characters')
    expect((await anew.visitor.send({ password: short, repeat: short })).text).toContain('Use at least 15 characters')
    expect((await anew.visitor.send({ password: long, repeat: long })).text).toContain('My apps')
  }, 60_000)
})
