import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realmId } from '../../src/core/federation/personal.ts'
import { tellBefore } from '../../src/app/mail/tell.ts'
import { carryOut } from '../../src/store/carry-out.ts'
import { listKept } from '../../src/store/messages.ts'
import { withTenant } from '../../src/store/store.ts'
import { listTenants } from '../../src/store/tenants.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { heading } from '../support/federation.ts'
import { mailServer } from '../support/mail-server.ts'
import { codeTo, personalAccount, personalPassword, proving, signingUp } from '../support/personal.ts'
import { Visitor } from '../support/visitor.ts'

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

const lettersTo = async (address: string, letters: number) =>
  (await smtp.to(address, letters)).map(({ email }) => email)

/** A browser that named an address, and is at the page that asks for the code. */
async function asking(address: string): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.open(`${served.origin}/consumers/signup`)
  await visitor.send({ address })
  return visitor
}

describe('L4: a personal account', () => {
  it('is made by whoever reads the address: a code, a name, a password, and they are signed in', async () => {
    const visitor = await signingUp(served, smtp, 'Mia@partner.example')
    expect(heading(visitor)).toBe('My personal account')
    expect(visitor.page?.text).toContain('Mia@partner.example')
    expect(await personalAccount(served, 'mia@partner.example')).toMatchObject({ displayName: 'Mia Lund' })
  })

  it('signs in with the address, at consumers', async () => {
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/consumers`)
    expect(visitor.page?.html).toContain('/consumers/signup')
    await visitor.send({ name: 'mia@partner.example' }, '/name')
    await visitor.send({ password: personalPassword }, '/password')
    expect(heading(visitor)).toBe('My personal account')
  })

  it('is in no organisation, and the organisation beside it is the only one', async () => {
    const all = await listTenants(served.running.admit.store)
    expect(all.map(({ id }) => id)).toEqual([served.demo.tenant.id])
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/myapps`)
    await visitor.send({ name: 'mia@partner.example' })
    await visitor.send({ password: personalPassword }, '/password')
    expect(heading(visitor)).toBe('Enter your password')
  })

  it('is the tenant of /consumers', async () => {
    const answer = await fetch(`${served.origin}/consumers/v2.0/.well-known/openid-configuration`)
    expect(await answer.json()).toMatchObject({ issuer: expect.stringContaining(realmId) })
  })

  it('asks for a name, and for a password that is strong enough', async () => {
    const visitor = await proving(served, smtp, 'weak@partner.example')
    expect(heading(visitor)).toBe('Who are you?')
    await visitor.send({ name: ' ', password: personalPassword, repeat: personalPassword }, '/details')
    expect(visitor.page?.text).toContain('Write your name')
    await visitor.send({ name: 'Wea', password: 'short', repeat: 'short' }, '/details')
    expect(visitor.page?.text).toContain('at least 15 characters')
    await visitor.send({ name: 'Wea', password: personalPassword, repeat: `${personalPassword}!` }, '/details')
    expect(visitor.page?.text).toContain('The two passwords differ')
    expect(await personalAccount(served, 'weak@partner.example')).toBeNull()
  })

  it('resets its password with a code to the address', async () => {
    await signingUp(served, smtp, 'reset@partner.example')
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/consumers`)
    await visitor.open(`${served.origin}/reset`)
    await visitor.send({ name: 'reset@partner.example' })
    await visitor.send({ code: await codeTo(smtp, 'reset@partner.example', 2) })
    const next = 'marble heron counts 7 boats'
    await visitor.send({ password: next, repeat: next })
    const again = new Visitor()
    await again.open(`${served.origin}/consumers`)
    await again.send({ name: 'reset@partner.example' }, '/name')
    await again.send({ password: next }, '/password')
    expect(heading(again)).toBe('My personal account')
  })
})

describe('SEC-09: this was not me', () => {
  it('leaves a personal account to be reset by its person, at the address it was made for', async () => {
    const address = 'notme@partner.example'
    const visitor = await signingUp(served, smtp, address)
    expect(heading(visitor)).toBe('My personal account')
    const id = (await personalAccount(served, address))?.id as string
    const by = { actor: id, actorKind: 'self', reason: null, operationId: null, at: Date.now() } as const
    await withTenant(served.running.admit.store, realmId, async (t) => {
      const change = { do: 'set_contact', accountId: id, contact: 'email', value: 'thief@partner.example' } as const
      await tellBefore(t, [change], by.at)
      await carryOut(t, change, by)
    })
    const letter = (await lettersTo(address, 2)).at(-1)
    const link = /http\S+not-me\S+/.exec(letter?.text ?? '')?.[0] as string
    const own = new Visitor()
    await own.open(link)
    expect(own.page?.text).toContain('You reset it, with a code to notme@partner.example')
    await own.send({})
    expect(heading(own)).toBe('Your password is set aside')
    await own.open(`${served.origin}/consumers`)
    await own.open(`${served.origin}/reset`)
    await own.send({ name: address })
    const code = /\b\d{8}\b/.exec((await lettersTo(address, 3)).at(-1)?.text ?? '')?.[0] as string
    await own.send({ code })
    const next = 'marble heron counts 7 boats'
    await own.send({ password: next, repeat: next })
    await own.open(`${served.origin}/consumers`)
    await own.send({ name: address }, '/name')
    await own.send({ password: next }, '/password')
    expect(heading(own)).toBe('My personal account')
  })
})

describe('SEC-01: who has an account is said in the letter alone', () => {
  it('the pages are the same, and no code of theirs is good', async () => {
    const known = await asking('MIA@partner.example')
    const unknown = await asking('nobody@partner.example')
    const same = (visitor: Visitor, address: string) =>
      visitor.page?.html.replaceAll(address, '').replace(/value="[\w-]{43}"/g, '')
    const [here, there] = [same(known, 'MIA@partner.example'), same(unknown, 'nobody@partner.example')]
    expect(here?.replace(/<span class="initials"[^>]*>[^<]*/, '')).toBe(
      there?.replace(/<span class="initials"[^>]*>[^<]*/, ''),
    )
    const told = (await lettersTo('MIA@partner.example', 1)).at(-1)
    expect(told?.subject).toBe('You have a personal account already')
    expect(told?.text).not.toMatch(/\b\d{8}\b/)
    await known.send({ code: '00000000' })
    await unknown.send({ code: '00000000' })
    expect(known.page?.text).toContain("That code didn't work")
    expect(unknown.page?.text).toContain("That code didn't work")
  })

  it('it takes no longer for the one than for the other', async () => {
    const { beginSignUp } = await import('../../src/app/realm/sign-up.ts')
    const { admit } = served.running
    const taken = async (address: string) => {
      // Each is written to: none comes to the end of its hour.
      await withTenant(admit.store, realmId, (t) => sql`delete from messages`.execute(t.db))
      const began = performance.now()
      await beginSignUp(admit, address, { ip: null, language: null })
      return performance.now() - began
    }
    const [known, unknown]: [number[], number[]] = [[], []]
    for (let i = 0; i < 40; i++) {
      known.push(await taken('mia@partner.example'))
      unknown.push(await taken('nobody@partner.example'))
    }
    const median = (all: number[]) => all.toSorted((a, b) => a - b)[20] as number
    expect(Math.abs(median(known) - median(unknown))).toBeLessThan(Math.max(3, median(known) * 0.5))
  })
})

describe('SEC-07: codes of a sign-up', () => {
  it('five wrong ones end it', async () => {
    const visitor = await asking('guessed@partner.example')
    for (let i = 0; i < 5; i++) await visitor.send({ code: `0000000${i}` })
    expect(heading(visitor)).toBe('Begin again')
    expect(visitor.page?.status).toBe(429)
  })

  it('a code is of one browser (SEC-14)', async () => {
    await asking('browser@partner.example')
    const code = await codeTo(smtp, 'browser@partner.example', 1)
    const other = await asking('browser@partner.example')
    await other.send({ code })
    expect(other.page?.text).toContain("That code didn't work")
  })

  it('an address is written to five times an hour, whoever asks', async () => {
    for (let i = 0; i < 6; i++) await asking('often@partner.example')
    const last = await asking('often@partner.example')
    expect(last.page?.text).toContain('No more codes are sent')
    expect(await lettersTo('often@partner.example', 5)).toHaveLength(5)
  })

  it('an account is made once for two who prove the address at once (SEC-19)', async () => {
    const first = await proving(served, smtp, 'twice@partner.example')
    const second = await proving(served, smtp, 'twice@partner.example', { letters: 2 })
    const details = { name: 'Two', password: personalPassword, repeat: personalPassword }
    await Promise.all([first.send(details, '/details'), second.send(details, '/details')])
    expect([heading(first), heading(second)].sort()).toEqual(['My personal account', 'Who are you?'])
  })
})

describe('who may have none', () => {
  it('the people of an organisation here, and they are told so only after the code', async () => {
    const domain = served.demo.tenant.domains.find(({ isVerified }) => isVerified)?.name as string
    const visitor = await asking(`new@${domain}`)
    expect(heading(visitor)).toBe('Enter the code we sent')
    await visitor.send({ code: await codeTo(smtp, `new@${domain}`, 1) })
    expect(heading(visitor)).toBe('This address belongs to an organisation')
    expect(await personalAccount(served, `new@${domain}`)).toBeNull()
  })

  it('an address that looks like that of somebody else, and whose it is stays unsaid (SEC-02)', async () => {
    await signingUp(served, smtp, 'paypal@partner.example')
    const address = 'p\u0430yp\u0430l@partner.example'
    const visitor = await asking(address)
    if (visitor.page?.status === 400) return
    await visitor.send({ code: await codeTo(smtp, address, 1) })
    await visitor.send({ name: 'Pay', password: personalPassword, repeat: personalPassword }, '/details')
    expect(visitor.page?.text).toContain('No personal account can be made for this address')
    expect(visitor.page?.text).not.toContain('paypal@')
  })

  it('a form from elsewhere makes none (SEC-14), and what is no address is none (SEC-37)', async () => {
    const answer = await fetch(`${served.origin}/consumers/signup/address`, {
      method: 'POST',
      body: new URLSearchParams({ address: 'x@partner.example', token: 'x' }),
    })
    expect(answer.status).toBe(403)
    for (const address of [
      'a b@partner.example',
      'a@partner.example\r\nBcc: b@partner.example',
      '@',
      '"a"@b.example',
    ]) {
      const visitor = await asking(address)
      expect(visitor.page?.status).toBe(400)
    }
  })

  it('nothing of it waits in the outbox of the organisation', async () => {
    const kept = await withTenant(served.running.admit.store, served.demo.tenant.id, (t) => listKept(t, 50))
    expect(kept).toEqual([])
  })
})
