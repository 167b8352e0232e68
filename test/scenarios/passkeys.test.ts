import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { Authenticator } from '../support/authenticator.ts'
import { person } from '../support/demo.ts'
import { passkeyPages, token } from '../support/passkey-pages.ts'
import { Visitor } from '../support/visitor.ts'

let served: Served
let key: Authenticator
beforeAll(async () => {
  served = await serveDemo()
  key = new Authenticator(served.origin)
  await askToRegister('marc')
})
afterAll(() => served.stop())

/** The person has no method, and is asked for one at the next sign-in. */
async function askToRegister(who: string): Promise<void> {
  const accountId = person(who).id
  await applyChanges(
    served.running.admit,
    commandLine(served.demo.tenant.id),
    [
      { do: 'remove_methods', accountId },
      { do: 'set_mfa_state', accountId, state: 'enabled' },
    ],
    null,
  )
}

/** A browser at the password page, or behind it. */
async function at(who: string, stage: 'password' | 'beyond'): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.open(`${served.origin}/signin`)
  await visitor.send({ name: person(who).signInName })
  if (stage === 'beyond') await visitor.send({ password: person(who).password })
  return visitor
}

const { optionsFor, toProve, toMake, answer } = passkeyPages(() => served)

describe('a passkey', () => {
  it('is set up where a second factor is asked for, and is then the second factor', async () => {
    const visitor = await at('marc', 'beyond')
    expect(visitor.page?.html).toContain('Set up a passkey instead')
    const options = await toMake(visitor)
    expect(options).toMatchObject({ rp: { id: 'localhost' }, attestation: 'none', excludeCredentials: [] })
    expect(await answer(visitor, key.create(options), 'new-passkey')).toBe('My apps')

    const next = await at('marc', 'beyond')
    expect(next.page?.text).toContain('Use your passkey')
    const asked = await toProve(next)
    expect(asked.allowCredentials?.map(({ id }) => id)).toEqual([key.id])
    expect(await answer(next, key.get(asked, { isVerified: false, userHandle: null }))).toBe('My apps')
  })

  it('needs neither password nor anything else', async () => {
    const visitor = await at('marc', 'password')
    const asked = await toProve(visitor)
    expect(await answer(visitor, key.get(asked))).toBe('My apps')
    const { admit } = served.running
    const session = await visitor.fetch(`${served.origin}/v1.0/me`)
    expect(session.status).toBe(200)
    expect(admit.config.origins).toContain(served.origin)
  })

  it('SEC-01: is asked for in the same words and the same bytes whoever is named', async () => {
    const seen = []
    for (const name of [person('marc').signInName, person('lena').signInName, 'nobody@meridian.example']) {
      const visitor = new Visitor()
      await visitor.open(`${served.origin}/signin`)
      await visitor.send({ name })
      const { challenge, ...rest } = await toProve(visitor)
      expect(challenge).toMatch(/^[\w-]{43}$/)
      seen.push([
        visitor.page?.html
          .replaceAll(name, '')
          .replaceAll(token(visitor), '')
          .replace(/>\w\w?</, '><'),
        rest,
      ])
    }
    expect(seen[1]).toEqual(seen[0])
    expect(seen[2]).toEqual(seen[0])
  })
})

describe('a passkey without a name', () => {
  type Asked = { readonly get: Parameters<Authenticator['get']>[0]; readonly sealed: string }

  /** A browser at the very first page, and what its script is given there. */
  async function atFirst(path = '/signin'): Promise<{ visitor: Visitor; asked: Asked }> {
    const visitor = new Visitor()
    await visitor.open(`${served.origin}${path}`)
    return { visitor, asked: await ask(visitor) }
  }
  async function ask(visitor: Visitor): Promise<Asked> {
    const response = await visitor.fetch(`${served.origin}/signin/begin/passkey-options`, {
      method: 'POST',
      headers: { origin: served.origin },
      body: new URLSearchParams({ token: token(visitor) }),
    })
    expect(response.status).toBe(200)
    return (await response.json()) as Asked
  }
  const give = (visitor: Visitor, answer: object, sealed: string) =>
    visitor.send(
      { answer: JSON.stringify(answer), sealed },
      /action="(\/signin\/begin\/passkey\?[^"]*)"/.exec(visitor.page?.html ?? '')?.[1],
    )

  it('opens from the first page: it says itself whose it is', async () => {
    const { visitor, asked } = await atFirst()
    expect(visitor.page?.headers.get('content-security-policy')).toContain("script-src 'self'")
    const page = await give(visitor, key.get(asked.get), asked.sealed)
    expect(page.text).toContain('My apps')
    expect((await visitor.open(`${served.origin}/v1.0/me`)).text).toContain(person('marc').signInName)
  })

  it('opens where an app of the organisation asks for the name', async () => {
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/signin?domain_hint=meridian.example`)
    expect(visitor.page?.text).toContain('Sign-in name')
    expect(await answer(visitor, key.get(await toProve(visitor)))).toBe('My apps')
  })

  it('SEC-08: proves nothing for a challenge that is of another browser, was used, is over, or altered', async () => {
    const isRefused = async (visitor: Visitor, given: object, sealed: string) => {
      const page = await give(visitor, given, sealed)
      expect(page.text).toContain("That passkey didn't work here")
      expect(page.text).toContain('Sign-in name')
    }
    const { visitor, asked } = await atFirst()
    const fresh = async () => {
      await visitor.open(`${served.origin}/signin?prompt=login`)
      return ask(visitor)
    }
    const other = await atFirst()
    await isRefused(other.visitor, key.get(asked.get), asked.sealed)
    await isRefused(visitor, key.get(asked.get), `${asked.sealed.slice(0, -4)}AAAA`)
    await isRefused(visitor, key.get(asked.get), 'x')
    await isRefused(visitor, key.get(other.asked.get), asked.sealed)
    // Whose it is has to be said by the passkey, and has to be so.
    for (const how of [
      { userHandle: null },
      { userHandle: Buffer.alloc(32, 1).toString('base64url') },
      { isVerified: false },
    ]) {
      const next = await fresh()
      await isRefused(visitor, key.get(next.get, how), next.sealed)
    }
    const late = await fresh()
    const clock = served.running.admit as { now: () => number }
    const { now } = clock
    clock.now = () => now() + 21 * 60_000
    await isRefused(visitor, key.get(late.get), late.sealed).finally(() => (clock.now = now))

    const once = await fresh()
    const right = key.get(once.get)
    expect((await give(visitor, right, once.sealed)).text).toContain('My apps')
    await visitor.open(`${served.origin}/signin?prompt=login`)
    await isRefused(visitor, right, once.sealed)
  })

  it('SEC-14: is asked for and taken by our own page alone', async () => {
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/signin`)
    for (const path of ['passkey-options', 'passkey']) {
      const body = new URLSearchParams({ token: 'x', answer: '{}', sealed: '' })
      const forged = await visitor.fetch(`${served.origin}/signin/begin/${path}`, { method: 'POST', body })
      expect(forged.status).toBe(403)
    }
  })
})

describe('SEC-08: no passkey proves anything', () => {
  const isRefused = async (visitor: Visitor, given: object | string) => {
    expect(await answer(visitor, given)).toBe('Enter your password')
    expect(visitor.page?.text).toContain("That passkey didn't work here")
  }

  it('for a challenge that was used, is of another sign-in, or was never asked', async () => {
    const visitor = await at('marc', 'password')
    await isRefused(visitor, key.get({ rpId: 'localhost', challenge: Buffer.alloc(32).toString('base64url') }))
    const asked = await toProve(visitor)
    for (const given of [
      '',
      'null',
      '[]',
      '{}',
      '{"id":1}',
      `{"id":"${key.id}","response":null}`,
      `{"id":"${key.id}","response":{"userHandle":7}}`,
    ])
      await isRefused(visitor, given)
    await isRefused(visitor, key.get(asked))
    expect(await optionsFor(visitor)).toHaveProperty('get')
    await isRefused(visitor, { id: key.id, response: { clientDataJSON: {}, authenticatorData: 1, signature: [] } })
    const other = await at('marc', 'password')
    await toProve(other)
    await isRefused(other, key.get(await toProve(visitor)))
    const once = key.get(await toProve(other))
    expect(await answer(other, once)).toBe('My apps')
    const again = await at('marc', 'password')
    await toProve(again)
    await isRefused(again, once)
  })

  it('for another address, another host, without asking who holds it, or counted backwards', async () => {
    const visitor = await at('marc', 'password')
    for (const how of [
      { origin: 'https://localhost.evil.example' },
      { origin: served.origin.replace('http:', 'https:') },
      { relyingPartyId: 'evil.example' },
      { isVerified: false },
      { signCount: 1 },
      { signCount: 0 },
      { userHandle: null },
      { userHandle: Buffer.alloc(32, 1).toString('base64url') },
    ])
      await isRefused(visitor, key.get(await toProve(visitor), how))
    const right = key.get(await toProve(visitor))
    await isRefused(visitor, {
      ...right,
      response: { ...right.response, signature: `${right.response.signature.slice(0, -4)}AAAA` },
    })
    expect(await answer(visitor, key.get(await toProve(visitor)))).toBe('My apps')
  })

  it('of somebody else: not for the name typed, not as their second factor, and a credential is one person’s', async () => {
    const named = await at('lena', 'password')
    await isRefused(named, key.get(await toProve(named)))

    await askToRegister('lena')
    const lena = await at('lena', 'beyond')
    const stolen = key.create(await toMake(lena))
    expect(await answer(lena, stolen, 'new-passkey')).not.toBe('My apps')
    const hers = new Authenticator(served.origin)
    await at('lena', 'beyond').then(async (visitor) => {
      expect(await answer(visitor, hers.create(await toMake(visitor)), 'new-passkey')).toBe('My apps')
    })
    const second = await at('lena', 'beyond')
    expect(await answer(second, key.get(await toProve(second), { userHandle: null }))).toBe('Use your passkey')
    expect(await answer(second, hers.get(await toProve(second)))).toBe('My apps')
  })

  it('SEC-09: nor is one set up by whoever has a method already, or has proved nothing', async () => {
    const before = await at('tom', 'password')
    const own = new Authenticator(served.origin)
    // Whoever has a challenge to prove one can make an answer that fits the making of one.
    const made = ({ challenge }: { readonly challenge: string }) =>
      own.create({
        ...{ challenge, rp: { id: 'localhost', name: 'Admit' }, pubKeyCredParams: [] },
        user: { id: 'x', name: 'x', displayName: 'x' },
      })
    expect(await answer(before, made(await toProve(before)), 'new-passkey')).toBe('Enter your password')

    const { admit } = served.running
    await applyChanges(
      admit,
      commandLine(served.demo.tenant.id),
      [{ do: 'set_mfa_state', accountId: person('ida').id, state: 'enforced' }],
      null,
    )
    const ida = await at('ida', 'beyond')
    expect(ida.page?.text).toContain('Enter your code')
    const asked = await toProve(ida)
    expect(asked.allowCredentials).toEqual([])
    expect(await answer(ida, made(asked), 'new-passkey')).toBe('Enter your code')
  })
})
