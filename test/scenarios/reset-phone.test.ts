import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { passwordSettings } from '../../src/app/password-settings.ts'
import { preview } from '../../src/app/preview.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change, ContactKind } from '../../src/core/changes/change.ts'
import type { ResetRules } from '../../src/core/recovery/reset-rules.ts'
import { listDeliveries } from '../../src/store/messages.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { mailServer } from '../support/mail-server.ts'
import { type Somebody, somebodyNew } from '../support/somebody.ts'
import { textGateway } from '../support/text-gateway.ts'
import { codeNow, Visitor } from '../support/visitor.ts'

let smtp: Awaited<ReturnType<typeof mailServer>>
let gateway: Awaited<ReturnType<typeof textGateway>>
let served: Served
beforeAll(async () => {
  ;[smtp, gateway] = await Promise.all([mailServer(), textGateway()])
  served = await serveDemo({
    ...{ ADMIT_SMTP_URL: smtp.url, ADMIT_MAIL_FROM: 'no-reply@meridian.example' },
    ADMIT_SMS_URL: gateway.url,
  })
  await open()
})
afterAll(async () => {
  await served.stop()
  await Promise.all([smtp.close(), gateway.close()])
})

const asOwner = () => commandLine(served.demo.tenant.id)
const apply = (...changes: readonly Change[]) => applyChanges(served.running.admit, asOwner(), changes, null)
const rules = (more: Partial<ResetRules> = {}) =>
  ({ do: 'set_self_service_reset', rules: { who: 'everybody', groupId: null, proofs: 1, ...more } }) as const
const open = (more: Partial<ResetRules> = {}) => apply(rules(more))
const deliveries = (id: string) =>
  withTenant(served.running.admit.store, served.demo.tenant.id, (t) => listDeliveries(t, id, 50))
/** How codes to reset a password went to somebody. */
const sent = async (id: string) =>
  (await deliveries(id)).flatMap(({ kind, channel }) => (kind === 'reset_code' ? [channel] : [])).sort()

let made = 0
const number = () => `+44 79460${String(++made).padStart(5, '0')}`
const dialled = (value: string) => value.replace(' ', '')
const reachedBy = (accountId: string, contact: ContactKind, value: string | null) =>
  apply({ do: 'set_contact', accountId, contact, value })

/** Somebody whose contact info has a phone, and nothing else unless it is said. */
async function phoned(more: readonly ContactKind[] = []): Promise<Somebody & { phone: string; mail: string }> {
  const [robin, phone] = [await somebodyNew(served), number()]
  const mail = `phoned${made}@elsewhere.example`
  await reachedBy(robin.id, 'mobile', phone)
  for (const kind of more) await reachedBy(robin.id, kind, kind === 'email' ? mail : number())
  return { ...robin, phone: dialled(phone), mail }
}

async function asked(name: string): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.open(`${served.origin}/reset`)
  await visitor.send({ name })
  expect(heading(visitor)).toBe('Enter the code we sent')
  return visitor
}
const heading = (visitor: Visitor) => /<h1>([^<]+)<\/h1>/.exec(visitor.page?.html ?? '')?.[1]
const tokenOf = (visitor: Visitor) => /name="token" value="([^"]+)"/.exec(visitor.page?.html ?? '')?.[1] as string
const another = (visitor: Visitor, way: string) => visitor.send({ way }, '/reset/again')
const codeIn = (text: string | undefined) => (/\d(?:,? ?\d){7}/.exec(text ?? '')?.[0] ?? '').replace(/\D/g, '')
const texted = async (to: string, count = 1) => codeIn((await gateway.to(to, count)).at(-1)?.text)
/** The code in the only letter there that has one. */
async function mailed(to: string): Promise<string> {
  const codes = async () => (await smtp.to(to, 1)).map(({ email }) => codeIn(email.subject)).filter((one) => one !== '')
  await expect.poll(codes).toHaveLength(1)
  return (await codes())[0] as string
}
const finish = async (visitor: Visitor) => {
  expect(heading(visitor)).toBe('Choose a new password')
  await visitor.send({ password: 'tulip granite swims 9', repeat: 'tulip granite swims 9' })
  expect(heading(visitor)).toBe('Your password is changed')
}
const waysOf = (visitor: Visitor) =>
  [...(visitor.page?.html ?? '').matchAll(/name="way" value="(\w+)"/g)].map(([, way]) => way)

describe('D1, A8: a forgotten password, by phone', () => {
  it('is reset with a code in a text to the contact info, and none to the profile', async () => {
    const robin = await phoned()
    const ofProfile = number()
    await apply({ do: 'set_attribute', accountId: robin.id, name: 'mobilePhone', value: ofProfile })
    const visitor = await asked(robin.name)
    await visitor.send({ code: await texted(robin.phone) })
    await finish(visitor)
    expect(gateway.asked.map(({ to }) => to)).not.toContain(dialled(ofProfile))
  })

  it('goes by mail where both are there, and by text or call where that is asked for', async () => {
    const robin = await phoned(['email'])
    const visitor = await asked(robin.name)
    const first = await mailed(robin.mail)
    expect(gateway.asked.filter(({ to }) => to === robin.phone)).toEqual([])
    await another(visitor, 'sms')
    expect(visitor.page?.text).toContain('in a text message to the phone number')
    await texted(robin.phone)
    // SEC-06: only the newest counts.
    await visitor.send({ code: first })
    expect(visitor.page?.text).toContain("That code didn't work")
    await another(visitor, 'voice')
    const code = await texted(robin.phone, 2)
    expect((await gateway.to(robin.phone, 2)).map(({ channel }) => channel)).toEqual(['sms', 'voice'])
    await visitor.send({ code })
    await finish(visitor)
  })

  it('is read aloud to a desk, unless somebody would have to dial on', async () => {
    const [robin, other] = [await somebodyNew(served), await somebodyNew(served)]
    const desk = number()
    await reachedBy(robin.id, 'office', desk)
    await reachedBy(other.id, 'office', `${number()}x12`)
    const visitor = await asked(robin.name)
    const code = await texted(dialled(desk))
    expect((await gateway.to(dialled(desk)))[0]?.channel).toBe('voice')
    await visitor.send({ code })
    await finish(visitor)
    await another(await asked(other.name), 'voice')
    expect(await sent(other.id)).toEqual([])
  })

  it('of two proofs, the second is of another kind and sent by itself', async () => {
    await open({ proofs: 2, methods: ['email', 'sms', 'voice'] })
    const robin = await phoned(['email', 'office'])
    const visitor = await asked(robin.name)
    await visitor.send({ code: await mailed(robin.mail) })
    expect(visitor.page?.text).toContain('One more proof is needed')
    expect(waysOf(visitor)).toEqual(['voice'])
    // Nor is one of the same kind sent by whoever asks for it.
    await another(visitor, 'email')
    expect(await sent(robin.id)).toEqual(['mail', 'sms'])
    await visitor.send({ code: await texted(robin.phone) })
    await finish(visitor)
    await open()
  })

  it('an administrator gives two kinds, never a text and a call', async () => {
    const hana = person('hana')
    const phone = number()
    await reachedBy(hana.id, 'mobile', phone)
    const visitor = await asked(hana.signInName)
    await another(visitor, 'sms')
    await visitor.send({ code: await texted(dialled(phone)) })
    expect(heading(visitor)).toBe('Enter your code')
    expect(waysOf(visitor)).toEqual(['email'])
    await visitor.send({ code: codeNow(hana.totpSecret as string) })
    await finish(visitor)
  })

  it('no method that the rules do not name is sent, nor what nobody is allowed', async () => {
    const robin = await phoned(['email'])
    await open({ methods: ['email', 'totp'] })
    const visitor = await asked(robin.name)
    expect(waysOf(visitor)).toEqual([])
    await open({ methods: ['email', 'sms', 'voice'] })
    await apply({ do: 'allow_method', kind: 'voice', to: 'nobody' })
    expect(waysOf(await asked(robin.name))).toEqual(['email', 'sms'])
    await apply({ do: 'allow_method', kind: 'voice', to: 'everybody' })
    await open()
    expect(gateway.asked.filter(({ to }) => to === robin.phone)).toEqual([])
  })
})

describe('SEC-01: a reset by phone', () => {
  it('looks the same for every name, whatever is on file, before and after a way is chosen', async () => {
    const [both, phone] = [await phoned(['email']), await phoned()]
    const bare = await somebodyNew(served)
    const seen: string[] = []
    for (const name of [both.name, phone.name, bare.name, person('viktor').signInName, 'nobody@meridian.example']) {
      const visitor = await asked(name)
      const pages = [visitor.page?.html]
      for (const way of ['sms', 'email', 'voice']) pages.push((await another(visitor, way)).html)
      pages.push((await visitor.send({ code: '00000000' })).html)
      seen.push(
        pages
          .join('\n')
          .replaceAll(name, '')
          .replaceAll(tokenOf(visitor), '')
          .replaceAll(/aria-hidden="true">\w{1,2}</g, ''),
      )
    }
    expect(new Set(seen).size).toBe(1)
    expect(await deliveries(person('viktor').id)).toEqual([])
    expect(await sent(phone.id)).toEqual(['sms', 'sms', 'voice'])
    expect(await sent(bare.id)).toEqual([])
  })
})

describe('SEC-06, SEC-07: a code by phone', () => {
  it('is sent to nobody more than five times an hour, by whatever way', async () => {
    const robin = await phoned(['email'])
    for (const way of ['sms', 'voice', 'email']) await another(await asked(robin.name), way)
    await another(await asked(robin.name), 'sms')
    expect(await sent(robin.id)).toHaveLength(5)
  })

  it('is sent four times for one reset at most, and not twice within half a minute', async () => {
    const robin = await phoned()
    const visitor = await asked(robin.name)
    await another(visitor, 'sms')
    await another(visitor, 'sms')
    expect(visitor.page?.text).toContain('Wait half a minute')
    await another(visitor, 'voice')
    await another(visitor, 'sms')
    await another(visitor, 'voice')
    expect(visitor.page?.text).toContain('No more codes are sent')
    expect(await sent(robin.id)).toHaveLength(4)
  })

  it('is worth nothing once the number is another', async () => {
    const robin = await phoned()
    const visitor = await asked(robin.name)
    const code = await texted(robin.phone)
    await reachedBy(robin.id, 'mobile', number())
    await visitor.send({ code })
    expect(heading(visitor)).not.toBe('Choose a new password')
    expect(visitor.page?.status).toBeGreaterThanOrEqual(400)
  })
})

describe('D2: what may prove', () => {
  it('is a code that is sent, and as many kinds as there are proofs', async () => {
    for (const refused of [{ methods: ['totp'] }, { proofs: 2, methods: ['sms', 'voice'] }] as const)
      await expect(open(refused)).rejects.toMatchObject({ code: 'request.invalid' })
    await open({ proofs: 2, methods: ['totp', 'email'] })
    const { reset } = await passwordSettings(served.running.admit, asOwner())
    expect(reset).toMatchObject({ proofs: 2, methods: ['email', 'totp'], idle: [] })
    await open()
    expect((await passwordSettings(served.running.admit, asOwner())).reset.methods).toHaveLength(4)
  })

  it('X5: is told before it is saved whom it leaves without a reset, and who it would be is', async () => {
    const robin = await phoned()
    const { impact, steps } = await preview(served.running.admit, asOwner(), [rules({ methods: ['email'] })])
    expect(impact.withoutReset.people.map(({ accountId }) => accountId)).toContain(robin.id)
    expect(impact.withoutReset.people.map(({ accountId }) => accountId)).toContain(person('hana').id)
    expect(impact.withoutReset.people.map(({ accountId }) => accountId)).not.toContain(person('tom').id)
    expect(steps[0]?.title).toBe('Let everybody reset their own password by 1 proof: a code by e-mail')
    expect(steps[0]?.sideEffects.join()).toContain('none of them resets their own')
    const other = await preview(served.running.admit, asOwner(), [rules({ reconfirmDays: 30 })])
    expect(other.impact.withoutReset.count).toBe(0)
  })

  it('A8: whoever has nothing on file gives a phone where that proves, and resets with it', async () => {
    await open({ methods: ['sms'], registration: 'asked' })
    const robin = await somebodyNew(served)
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/myapps`)
    await visitor.send({ name: robin.name })
    await visitor.send({ password: robin.password })
    expect(heading(visitor)).toBe('Before you forget your password')
    expect(visitor.page?.text).not.toContain('e-mail address')
    const phone = dialled(number())
    await visitor.send({ address: phone, contact: 'mobile' }, '/contact/begin')
    await visitor.send({ code: await texted(phone) }, '/contact/confirm')
    expect(visitor.page?.url).toBe(`${served.origin}/myapps`)
    const reset = await asked(robin.name)
    await reset.send({ code: await texted(phone, 2) })
    await finish(reset)
    await open()
  })
})

describe('L4: a list of stolen passwords besides the one that comes along', () => {
  const told = async (breachedPasswords: string | null) => {
    const { admit } = served.running
    const config = { ...admit.config, breachedPasswords }
    const { hasStolenList, stolenList } = await passwordSettings({ ...admit, config }, asOwner())
    expect([hasStolenList, stolenList.comesAlong > 600_000]).toEqual([true, true])
    return stolenList.own
  }

  it('is said to be there, how much and since when; or not, and how to get one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'admit-stolen-'))
    const list = join(folder, 'stolen.txt')
    await writeFile(list, `${'0'.repeat(40)}:3\r\n`)
    const there = await told(list)
    expect(there).toMatchObject({ is: 'read', bytes: 44 })
    const { readSince, changedAt } = there as Extract<typeof there, { is: 'read' }>
    for (const at of [readSince, changedAt]) expect(at).toBeLessThanOrEqual(Date.now() + 1)
    await writeFile(list, 'password\n')
    expect(await told(list)).toMatchObject({ is: 'unreadable', problem: 'it has a line that is no hash' })
    await rm(folder, { recursive: true })
    const gone = await told(list)
    expect(gone).toMatchObject({ is: 'unreadable', problem: 'its file cannot be read (ENOENT)' })
    expect(JSON.stringify(gone)).not.toContain(folder)
    expect(await told(null)).toMatchObject({ is: 'none', howTo: expect.stringContaining('ADMIT_BREACHED_PASSWORDS') })
  })
})
