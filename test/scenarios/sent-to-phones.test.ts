import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carryOut } from '../../src/store/carry-out.ts'
import { listDeliveries } from '../../src/store/messages.ts'
import { listMethods } from '../../src/store/methods.ts'
import { withTenant } from '../../src/store/store.ts'
import { takeTurn } from '../../src/store/turn.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { graphApi } from '../support/graph-api.ts'
import { mailServer } from '../support/mail-server.ts'
import { type Somebody, somebodyNew } from '../support/somebody.ts'
import { textGateway } from '../support/text-gateway.ts'
import { Visitor } from '../support/visitor.ts'

let smtp: Awaited<ReturnType<typeof mailServer>>
let gateway: Awaited<ReturnType<typeof textGateway>>
let served: Served
const send = graphApi(() => served)
const token = 'a-token-of-the-gateway'

const [gone, busy, ours] = ['+33600000404', '+33600000503', '+33600000401']
beforeAll(async () => {
  smtp = await mailServer({
    recipient: (address) => (address.startsWith('gone') ? { code: 550, says: '5.1.1 There is no such mailbox' } : null),
  })
  gateway = await textGateway((to, nth) =>
    to === gone ? 422 : to === busy ? (nth === 1 ? 503 : null) : to === ours ? 401 : null,
  )
  served = await serveDemo({
    ...{ ADMIT_SMTP_URL: smtp.url, ADMIT_MAIL_FROM: 'no-reply@meridian.example' },
    ...{ ADMIT_SMS_URL: gateway.url, ADMIT_SMS_TOKEN: token },
  })
})
afterAll(async () => {
  await served.stop()
  await Promise.all([smtp.close(), gateway.close()])
})

const within = <T>(work: Parameters<typeof withTenant<T>>[2]) =>
  withTenant(served.running.admit.store, served.demo.tenant.id, work)
const heading = ({ page }: Visitor) => /<h1>([^<]+)<\/h1>/.exec(page?.html ?? '')?.[1]
const isIn = ({ page }: Visitor) => page?.url === `${served.origin}/myapps`
const codeDeliveries = async ({ id }: Somebody) =>
  (await within((t) => listDeliveries(t, id, 50))).filter(({ kind }) => kind === 'sign_in_code')

/** Somebody who is asked for a code at every sign-in, which goes to these. */
async function armed(...methods: readonly (readonly ['email' | 'phone', string])[]): Promise<Somebody> {
  const who = await somebodyNew(served, null)
  await within(async (t) => {
    await takeTurn(t)
    for (const [i, [kind, address]] of methods.entries()) {
      const by = { actor: who.id, actorKind: 'self', reason: null, operationId: null, at: Date.now() + i } as const
      await carryOut(t, { do: 'register_method', accountId: who.id, kind }, by, { address })
    }
    const by = { actor: null, actorKind: 'system', reason: null, operationId: null, at: Date.now() } as const
    await carryOut(t, { do: 'set_mfa_state', accountId: who.id, state: 'enforced' }, by)
  })
  return who
}

async function halfIn({ name, password }: Somebody): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.open(`${served.origin}/myapps`)
  await visitor.send({ name })
  await visitor.send({ password })
  return visitor
}

/** Waits until the newest code to somebody has come to an end, and gives it. */
async function became(who: Somebody, count = 1) {
  await expect
    .poll(async () => (await codeDeliveries(who)).filter(({ state }) => state !== 'waiting').length, {
      timeout: 15_000,
    })
    .toBeGreaterThanOrEqual(count)
  return (await codeDeliveries(who))[0]
}

describe('a code by phone', () => {
  it('goes out as a text or in a call, to who showed that it is theirs, in their language', async () => {
    const who = await somebodyNew(served, null)
    await send('admin', 'POST', '/admit/changes', {
      changes: [{ do: 'set_attribute', accountId: who.id, name: 'preferredLanguage', value: 'de-CH' }],
    })
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/account/methods`)
    await visitor.send({ name: who.name })
    await visitor.send({ password: who.password })
    await visitor.send({ address: '0612345678' }, '/phone')
    expect(visitor.page?.text).toContain('This is no number with its country')
    await visitor.open('/account/methods')
    await visitor.send({ address: '+33 6 12-34 (56) 78' }, '/phone')
    const [first] = await gateway.to('+33612345678')
    expect(first).toMatchObject({ channel: 'sms', language: 'de', authorization: `Bearer ${token}` })
    expect(first?.text).toMatch(/^\d{8} ist Ihr Code, um diese Nummer bei /)
    await visitor.send({ code: first?.text.slice(0, 8) as string, name: '' }, '/confirm')
    expect(visitor.page?.text).toContain('•••• 78')

    await within(async (t) => {
      await takeTurn(t)
      const by = { actor: null, actorKind: 'system', reason: null, operationId: null, at: Date.now() } as const
      await carryOut(t, { do: 'set_mfa_state', accountId: who.id, state: 'enforced' }, by)
    })
    const half = await halfIn(who)
    expect(half.page?.text).toContain('A text message with a code is on its way to •••• 78')
    await gateway.to('+33612345678', 2)
    Object.assign(served.running.admit, { now: () => Date.now() + 60_000 })
    await half.send({ how: 'voice' }, '/another')
    expect(half.page?.text).toContain('•••• 78 is being called')
    const call = (await gateway.to('+33612345678', 3))[2]
    expect(call).toMatchObject({ channel: 'voice' })
    // A figure at a time, as it is read aloud; what was heard may be typed so.
    const heard = /^(?:\d, ){7}\d/.exec(call?.text ?? '')?.[0] as string
    await half.send({ code: heard })
    Object.assign(served.running.admit, { now: Date.now })
    expect(isIn(half), half.page?.text).toBe(true)
    expect(await within((t) => listMethods(t, who.id))).toMatchObject([{ kind: 'phone', address: '+33612345678' }])
  })

  it('is tried again under the same key while the gateway is away, and goes to nobody it leads on to', async () => {
    const who = await armed(['phone', busy])
    const half = await halfIn(who)
    const [first, second] = await gateway.to(busy, 2)
    expect(second).toEqual(first)
    expect(first?.key).toMatch(/^[0-9a-f-]{36}$/)
    await half.send({ code: second?.text.slice(0, 8) as string })
    expect(isIn(half), half.page?.text).toBe(true)
    expect(await became(who)).toMatchObject({
      state: 'sent',
      tries: 2,
      channel: 'sms',
      answer: 'the gateway answered 202',
    })
  })

  it('SEC-38: what a gateway repeats is not kept, and a refusal of us is none of the number', async () => {
    const who = await armed(['phone', ours])
    await halfIn(who)
    await gateway.to(ours, 3)
    expect(await became(who)).toMatchObject({ state: 'given_up', answer: 'the gateway answered 401' })
    expect(await within((t) => listMethods(t, who.id))).toMatchObject([{ undeliverableAt: null }])
    expect(gateway.asked.every(({ key }) => key !== undefined)).toBe(true)
  })
})

describe('MFA-CONTACT: what does not arrive', () => {
  it('is told to the person, who is offered another way at once, and not asked for it first again', async () => {
    const who = await armed(['phone', gone], ['email', 'robin@elsewhere.example'])
    const half = await halfIn(who)
    expect(half.page?.text).toContain('•••• 04')
    expect(await became(who)).toMatchObject({ state: 'refused' })
    await half.open('/signin/flow')
    expect(half.page?.text).toContain('What we sent to •••• 04 did not arrive')
    expect(half.page?.html).toContain('<details class="ways" open>')
    const next = await halfIn(who)
    expect(next.page?.text).toContain('on its way to r•••@elsewhere.example')
    const code = /\d{8}/.exec((await smtp.to('robin@elsewhere.example')).at(-1)?.email.subject ?? '')?.[0] as string
    await next.send({ code })
    expect(isIn(next), next.page?.text).toBe(true)
  })

  it('is named to the administrator, with the way out; and what arrives again is no longer told', async () => {
    const who = await armed(['email', 'gone@elsewhere.example'])
    const half = await halfIn(who)
    expect(await became(who)).toMatchObject({ state: 'bounced' })
    await half.send({ code: '12345678' })
    const reference = /[A-Z0-9]{4}(-[A-Z0-9]{4}){2}/.exec(half.page?.text ?? '')?.[0]
    const why = await send('admin', 'POST', '/admit/explain', { reference })
    expect(JSON.stringify(why.body)).toContain('MFA-CONTACT')
    expect(why.body).toMatchObject({
      explanation: { headline: expect.stringContaining('the e-mail address on file of Robin') },
    })
    const { methods } = (await send('admin', 'GET', `/admit/people/${who.id}/methods`)).body as unknown as {
      methods: readonly object[]
    }
    expect(methods).toMatchObject([{ address: 'g•••@elsewhere.example', undeliverableAt: expect.any(Number) }])

    const [method] = await within((t) => listMethods(t, who.id))
    await send('admin', 'POST', '/admit/changes', {
      changes: [{ do: 'remove_method', accountId: who.id, methodId: method?.id }],
    })
    const anew = await halfIn(who)
    expect(heading(anew)).toBe('Set up a second factor')
  })
})
