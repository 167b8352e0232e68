import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MethodKind, methodName } from '../../src/core/methods/methods.ts'
import { totpText } from '../../src/app/totp.ts'
import { carryOut } from '../../src/store/carry-out.ts'
import { listMethods } from '../../src/store/methods.ts'
import { withTenant } from '../../src/store/store.ts'
import { takeTurn } from '../../src/store/turn.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { heading } from '../support/federation.ts'
import { mailServer } from '../support/mail-server.ts'
import { type Somebody, somebodyNew } from '../support/somebody.ts'
import { codeNow, Visitor } from '../support/visitor.ts'

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

type Armed = Somebody & { readonly secret: string; readonly address: string }

const within = <T>(work: Parameters<typeof withTenant<T>>[2]) =>
  withTenant(served.running.admit.store, served.demo.tenant.id, work)
let armed = 0

/** Somebody with an authenticator app and codes by e-mail, who is asked for one of them at every sign-in. */
async function somebody(role: string | null = null): Promise<Armed> {
  const secret = randomBytes(20)
  const who = await somebodyNew(served, secret)
  const address = `sega${++armed}@elsewhere.example`
  const by = { actor: who.id, actorKind: 'self', reason: null, operationId: null, at: Date.now() } as const
  await within(async (t) => {
    await takeTurn(t)
    await carryOut(t, { do: 'register_method', accountId: who.id, kind: 'email' }, by, { address })
    await carryOut(t, { do: 'set_mfa_state', accountId: who.id, state: 'enforced' }, by)
    if (role !== null) await carryOut(t, { do: 'assign_role', accountId: who.id, role }, by)
  })
  return { ...who, secret: totpText(secret), address }
}

/** At the page that asks for the second factor. */
async function halfIn({ name, password }: Somebody, path: string, visitor = new Visitor()): Promise<Visitor> {
  await visitor.open(`${served.origin}${path}`)
  if (heading(visitor) === 'Sign in') await visitor.send({ name })
  await visitor.send({ password })
  return visitor
}

/** Chooses a way by its kind, whether it is offered or not. */
async function choose(visitor: Visitor, { id }: Somebody, kind: MethodKind): Promise<void> {
  const method = (await within((t) => listMethods(t, id))).find((one) => one.kind === kind)?.id as string
  await visitor.send({ method }, '/method').catch(() => {})
}

/** Signed in to My apps, with a code by e-mail. */
async function byMail(who: Armed): Promise<Visitor> {
  const visitor = await halfIn(who, '/myapps')
  await choose(visitor, who, 'email')
  const letters = await smtp.to(who.address, 1)
  await visitor.send({ code: /\b\d{8}\b/.exec(letters.at(-1)?.email.text ?? '')?.[0] as string }, '/code')
  expect(visitor.page?.url).toBe(`${served.origin}/myapps`)
  return visitor
}

const forms = '<form method="post" action="/account'
const prove = (path: string) => `/signin?prompt=prove&returnTo=${encodeURIComponent(path)}`

describe('SEC-09: whoever has an app and codes by e-mail', () => {
  it('changes nothing of what they sign in with by a code by e-mail, and is asked for the app', async () => {
    const who = await somebody()
    const visitor = await byMail(who)
    expect((await visitor.open('/account/methods')).html).not.toContain(forms)
    expect((await visitor.open('/account/contact')).html).not.toContain(forms)
    await halfIn(who, prove('/account/methods'), visitor)
    expect(heading(visitor)).toBe('Enter your code')
    expect(visitor.page?.text).toContain('This asks for the strongest you have set up.')
    expect(visitor.page?.text.toLowerCase()).not.toContain(methodName('email'))
    await visitor.send({ code: codeNow(who.secret) })
    expect(visitor.page?.url).toBe(`${served.origin}/account/methods`)
    expect(visitor.page?.html).toContain(forms)
  })

  it('is not asked for less by choosing it without being offered it', async () => {
    const who = await somebody()
    const visitor = await halfIn(who, '/account/methods')
    const method = (await within((t) => listMethods(t, who.id))).find(({ kind }) => kind === 'email')?.id as string
    const token = /name="token" value="([^"]+)"/.exec(visitor.page?.html ?? '')?.[1] as string
    await visitor.fetch(`${served.origin}/signin/flow/method`, {
      method: 'POST',
      headers: { origin: served.origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token, method }).toString(),
    })
    await visitor.open('/signin/flow')
    expect(visitor.page?.text).toContain('authenticator app')
    await visitor.send({ code: codeNow(who.secret) })
    expect(visitor.page?.html).toContain(forms)
  })

  it('is in by a recovery code, which was made to take the place of the app', async () => {
    const who = await somebody()
    const visitor = await halfIn(who, '/account/methods')
    await visitor.send({ code: codeNow(who.secret) })
    await visitor.send({}, '/codes')
    const code = /<dd>([A-Z0-9-]{14})<\/dd>/.exec(visitor.page?.html ?? '')?.[1] as string
    const other = await halfIn(who, '/account/methods')
    await choose(other, who, 'recovery_codes')
    await other.send({ code })
    expect(other.page?.html).toContain(forms)
  })

  it('SEC-32: nor administers what is sensitive by it', async () => {
    const who = await somebody('user-admin')
    const visitor = await byMail(who)
    const target = await somebodyNew(served, null)
    const changed = async () => {
      const changes = [{ do: 'issue_temporary_password', accountId: target.id }]
      const answer = await visitor.fetch(`${served.origin}/v1.0/admit/changes`, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json', 'x-admit-csrf': '1' },
        body: JSON.stringify({ changes }),
      })
      const { error } = (await answer.json()) as { error?: { innerError: { code: string } } }
      return error?.innerError.code ?? answer.status
    }
    expect(await changed()).toBe('auth.fresh_proof_needed')
    await halfIn(who, prove('/admin'), visitor)
    await visitor.send({ code: codeNow(who.secret) })
    expect(await changed()).toBe(200)
  })
})
