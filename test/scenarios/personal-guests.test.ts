import { sql } from 'kysely'
import { Secret } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainFor } from '../../src/app/explain-for.ts'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { tiesOf } from '../../src/app/federation/reach.ts'
import { invite } from '../../src/app/guests/invite.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { personalProviderId, realmId } from '../../src/core/federation/personal.ts'
import { findAccountByName } from '../../src/store/accounts.ts'
import { carryOut } from '../../src/store/carry-out.ts'
import { listJournal } from '../../src/store/journal.ts'
import { countLetters } from '../../src/store/letters.ts'
import { findSignIn } from '../../src/store/sign-ins.ts'
import { type TenantDb, withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { secondCompany } from '../support/companies.ts'
import { applying, heading, referenceOn } from '../support/federation.ts'
import { mailServer } from '../support/mail-server.ts'
import { admitting, personalAccount, personalPassword, signingUp } from '../support/personal.ts'
import { unusedCode, Visitor } from '../support/visitor.ts'

let smtp: Awaited<ReturnType<typeof mailServer>>
let served: Served
beforeAll(async () => {
  smtp = await mailServer()
  served = await serveDemo({ ADMIT_SMTP_URL: smtp.url, ADMIT_MAIL_FROM: 'no-reply@meridian.example' })
  await apply(admitting())
})
afterAll(async () => {
  await served.stop()
  await smtp.close()
})

const apply = applying(() => served)
const inTenant = <T>(work: (t: TenantDb) => Promise<T>) =>
  withTenant(served.running.admit.store, served.demo.tenant.id, work)
const guest = (address: string) => inTenant((t) => findAccountByName(t, address))

/** The link of an invitation to an address. */
async function invited(address: string, again: 'left_alone' | 'reset' = 'left_alone'): Promise<string> {
  const asked = { address, redirectUrl: null, letter: { is: 'none' }, again } as const
  return (await invite(served.running.admit, commandLine(served.demo.tenant.id), asked)).redeemUrl as string
}

/** Somebody who opened the invitation and chose to accept it with a personal account. */
async function choosing(link: string, visitor = new Visitor()): Promise<Visitor> {
  await visitor.open(link)
  expect(visitor.page?.text).toContain('Accept with a personal account')
  await visitor.send({ provider: personalProviderId }, '/redeem/provider')
  return visitor
}

/** A guest who accepted with a personal account they had. */
async function accepted(address: string): Promise<Visitor> {
  const visitor = await signingUp(served, smtp, address)
  await choosing(await invited(address), visitor)
  await visitor.send({ account: (await personalAccount(served, address))?.id as string }, '/account')
  expect(heading(visitor)).toContain('Become a guest')
  await visitor.send({ agreed: 'yes' }, '/agree')
  expect(heading(visitor)).toBe('Welcome')
  return visitor
}

/** Somebody without anything who names themselves at the organisation, and signs in with a personal account. */
async function signingIn(address: string, visitor = new Visitor(), returnTo = '/myapps'): Promise<Visitor> {
  await visitor.open(`${served.origin}/signin?returnTo=${returnTo}`)
  await visitor.send({ name: address })
  await visitor.send({ provider: personalProviderId }, '/provider')
  if (visitor.page?.html.includes('/password"')) await visitor.send({ password: personalPassword }, '/password')
  return visitor
}

const signIn = (visitor: Visitor) => inTenant((t) => findSignIn(t, referenceOn(visitor), 0))

describe('D11: an invitation is accepted with a personal account', () => {
  it('by who has one, and from then on they sign in with it', async () => {
    const visitor = await accepted('mia@partner.example')
    expect(visitor.page?.text).toContain('your personal account')
    expect(await guest('mia@partner.example')).toMatchObject({
      identities: [{ providerId: personalProviderId }],
      passwordSetAt: null,
      invitation: { state: 'accepted' },
    })
    const later = await signingIn('mia@partner.example')
    expect(heading(later)).toBe('My apps')
    expect(later.page?.text).toContain('Signed in as mia@partner.example')
  })

  it('by who makes one on the way', async () => {
    const visitor = await choosing(await invited('new@partner.example'))
    expect(visitor.page?.html).toContain('/consumers/signup')
    await signingUp(served, smtp, 'new@partner.example', { visitor })
    expect(heading(visitor)).toContain('Become a guest')
    await visitor.send({ agreed: 'yes' }, '/agree')
    expect(heading(visitor)).toBe('Welcome')
  })

  it('not by who comes with another address, who is told so', async () => {
    const link = await invited('invited@partner.example')
    const visitor = await signingUp(served, smtp, 'another@partner.example')
    await choosing(link, visitor)
    await visitor.send(
      { account: (await personalAccount(served, 'another@partner.example'))?.id as string },
      '/account',
    )
    expect(heading(visitor)).toBe('That did not work')
    expect(visitor.page?.text).toContain('for another address than the one that was invited')
    expect((await guest('invited@partner.example'))?.identities).toBeUndefined()
  })

  it('leads who was named by themselves there, where this browser is signed in with it', async () => {
    // What was proved before the invitation is not enough for it: it lets go of all that was.
    const link = await invited('led@partner.example')
    const visitor = await signingUp(served, smtp, 'led@partner.example')
    await choosing(link, visitor)
    await visitor.send({ account: (await personalAccount(served, 'led@partner.example'))?.id as string }, '/account')
    await visitor.send({ agreed: 'yes' }, '/agree')
    await visitor.open(`${served.origin}/signin?prompt=login&returnTo=/myapps`)
    await visitor.send({ name: 'led@partner.example' })
    expect(heading(visitor)).toBe('My apps')
    // Everybody else who types the name sees what is seen of any name from outside (SEC-01).
    const [here, there] = [new Visitor(), new Visitor()]
    for (const [one, name] of [
      [here, 'led@partner.example'],
      [there, 'nil@partner.example'],
    ] as const) {
      await one.open(`${served.origin}/signin?returnTo=/myapps`)
      await one.send({ name })
    }
    const plain = ({ page }: Visitor) =>
      page?.text.replaceAll(/(?:led|nil)@partner\.example/g, '').replace(/\b[LN]\b/, '')
    expect(plain(here)).toBe(plain(there))
  })
})

describe('SEC-12, SEC-14: what the realm says is good for one browser, one organisation, once', () => {
  /** A browser that is at the realm for a question, and the address that it is led back to. */
  async function atRealm(address: string) {
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/signin?returnTo=/myapps`)
    await visitor.send({ name: address })
    await visitor.send({ provider: personalProviderId }, '/provider')
    await visitor.send({ password: personalPassword }, '/password')
    const back = visitor.trail.find((one) => one.includes('/signin/callback/')) as string
    return { visitor, back }
  }

  it('an answer is taken by no other browser', async () => {
    const { back } = await atRealm('mia@partner.example')
    const thief = new Visitor()
    await thief.open(back)
    expect(thief.page?.status).toBeGreaterThanOrEqual(400)
    expect(heading(thief)).not.toBe('My apps')
    // Nor by one that asked something itself, whoever is signed in there.
    const other = await signingUp(served, smtp, 'other@partner.example')
    await other.open(`${served.origin}/signin?prompt=login&returnTo=/myapps`)
    await other.send({ name: 'mia@partner.example' })
    await other.send({ provider: personalProviderId }, '/provider')
    await other.open(back)
    expect(other.page?.status).toBeGreaterThanOrEqual(400)
    await other.open(`${served.origin}/myapps`)
    expect(other.page?.text).not.toContain('mia@partner.example')
  })

  it('nor twice: what was answered is over', async () => {
    const { visitor, back } = await atRealm('mia@partner.example')
    expect(heading(visitor)).toBe('My apps')
    visitor.loseSessions()
    await visitor.open(back)
    expect(heading(visitor)).not.toBe('My apps')
  })

  it('a forged answer is none, and nobody signed in there is nobody', async () => {
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/signin?returnTo=/myapps`)
    await visitor.send({ name: 'mia@partner.example' })
    await visitor.send({ provider: personalProviderId }, '/provider')
    for (const query of ['', '?state=', '?state=forged', '?code=1&state=forged']) {
      const answer = await visitor.fetch(`${served.origin}/signin/callback/${personalProviderId}${query}`)
      expect(answer.status).toBe(400)
    }
  })

  it('a session of the organisation itself is no personal account', async () => {
    const { visitor, back } = await atRealm('mia@partner.example')
    const state = new URL(back).searchParams.get('state') as string
    // The browser is at the organisation now, whose session is the current one: it vouches for nobody.
    const again = await visitor.fetch(`${served.origin}/signin/callback/${personalProviderId}?state=${state}`)
    expect(again.headers.get('location') ?? '').not.toContain('/myapps')
  })

  it('who comes with another personal account than they named is not let in', async () => {
    await accepted('one@partner.example')
    const visitor = await signingUp(served, smtp, 'two@partner.example')
    await visitor.open(`${served.origin}/signin?prompt=login&returnTo=/myapps`)
    await visitor.send({ name: 'one@partner.example' })
    await visitor.send({ provider: personalProviderId }, '/provider')
    expect(visitor.page?.html).toContain('one@partner.example')
    expect(heading(visitor)).toBe('Enter your password')
  })

  it('who is linked with nobody is told so: CRE-FED-LINK', async () => {
    await signingUp(served, smtp, 'stranger@partner.example')
    const visitor = await signingIn('stranger@partner.example')
    expect((await signIn(visitor))?.code).toBe('CRE-FED-LINK')
  })

  it('a proof of this moment is asked for where the organisation wants one (SEC-32)', async () => {
    const visitor = await signingIn('mia@partner.example')
    await visitor.open(`${served.origin}/signin?prompt=prove&returnTo=/account/methods`)
    expect(heading(visitor)).toBe('Enter your password')
    await visitor.send({ password: personalPassword }, '/password')
    expect(heading(visitor)).toBe('My sign-in methods')
  })
})

describe('the organisation says who comes', () => {
  it('an app for members says that it takes no personal accounts: ADR-REALM', async () => {
    const appId = served.demo.apps[0]?.id as string
    const account = await guest('mia@partner.example')
    await apply({ do: 'set_app_audience', appId, audience: 'members' })
    const asked = { person: { accountId: account?.id as string }, appId }
    const found = await explainFor(served.running.admit, commandLine(served.demo.tenant.id), asked)
    expect(JSON.stringify(found)).toContain('with a personal account')
    await apply({ do: 'set_app_audience', appId, audience: 'everybody' })
  })

  it('switched off, nobody comes by it any more, who came is told so, and no invitation offers it', async () => {
    const signedIn = await signingIn('mia@partner.example')
    await apply(admitting('none'))
    const visitor = new Visitor()
    await visitor.open(await invited('off@partner.example'))
    expect(visitor.page?.text).not.toContain('personal account')
    await visitor.open(`${served.origin}/signin?returnTo=/myapps`)
    await visitor.send({ name: 'mia@partner.example' })
    expect(visitor.page?.text).not.toContain('personal account')
    await signedIn.open(`${served.origin}/myapps`)
    expect(heading(signedIn)).not.toBe('My apps')
    await apply(admitting())
  })

  it('unlinked and invited again, they come anew', async () => {
    await accepted('again@partner.example')
    await invited('again@partner.example', 'reset')
    expect((await guest('again@partner.example'))?.identities).toBeUndefined()
    const visitor = await signingIn('again@partner.example')
    expect(heading(visitor)).not.toBe('My apps')
  })

  it('vouches for no domain, and is changed into nothing else', async () => {
    await apply({ do: 'put_domain', domain: { name: 'own.example', isVerified: true, isDefault: false } })
    await expect(
      apply({ do: 'set_domain_provider', name: 'own.example', providerId: personalProviderId }),
    ).rejects.toMatchObject({ code: 'identity_provider.built_in' })
    const put = admitting() as Extract<ReturnType<typeof admitting>, { do: 'put_identity_provider' }>
    for (const edit of [{ issuer: 'https://evil.example' }, { clientId: 'x' }, { name: 'Evil' }])
      await expect(apply({ ...put, provider: { ...put.provider, ...edit } })).rejects.toMatchObject({
        code: expect.stringMatching(/^identity_provider\./),
      })
    const id = crypto.randomUUID()
    await expect(apply({ ...put, provider: { ...put.provider, id } })).rejects.toMatchObject({
      code: 'identity_provider.built_in',
    })
  })
})

describe('a personal account ends', () => {
  it('shows where it is known, and is erased at once by who has proved that it is theirs', async () => {
    const visitor = await accepted('gone@partner.example')
    const id = (await personalAccount(served, 'gone@partner.example'))?.id as string
    await visitor.open(`${served.origin}/account/personal`)
    if (heading(visitor) !== 'My personal account') throw new Error(visitor.page?.text)
    expect(visitor.page?.text).toContain(served.demo.tenant.name)
    await visitor.send({ sure: 'yes' }, '/delete')
    expect(heading(visitor)).toBe('Your personal account is deleted')
    expect(await personalAccount(served, 'gone@partner.example')).toBeNull()
    expect((await guest('gone@partner.example'))?.identities).toBeUndefined()
    const letters = await withTenant(served.running.admit.store, realmId, (t) =>
      countLetters(t, 'gone@partner.example', ['sign_up_code', 'sign_up_known'], 0),
    )
    expect(letters).toBe(0)
    const entries = await withTenant(served.running.admit.store, realmId, (t) => listJournal(t, { limit: 500 }))
    expect(JSON.stringify(entries)).not.toContain('gone@partner.example')
    expect(id).toBeTruthy()
  })
})

describe('a second factor of a personal account', () => {
  it('is asked for there at each sign-in, and counts at the organisation', async () => {
    const address = 'second@partner.example'
    await accepted(address)
    const accountId = (await personalAccount(served, address))?.id as string
    const secret = new Secret({ size: 20 })
    const { admit } = served.running
    const totpSecret = admit.vault.seal(Buffer.from(secret.bytes), `totp ${accountId}`)
    const by = { actor: accountId, actorKind: 'self', reason: null, operationId: null, at: Date.now() } as const
    await withTenant(admit.store, realmId, (t) =>
      carryOut(t, { do: 'register_method', accountId, kind: 'totp' }, by, { totpSecret }),
    )
    const visitor = await signingIn(address)
    expect(heading(visitor)).toBe('Enter your code')
    expect(visitor.page?.text).toContain('Personal accounts')
    await visitor.send({ code: await unusedCode(secret.base32) }, '/code')
    expect(heading(visitor)).toBe('My apps')
    const id = (await guest(address))?.id as string
    const methods = await inTenant(
      async (t) =>
        (
          await sql<{ methods: readonly string[] }>`select methods from browser_sessions
            where tenant_id = ${t.tenantId} and account_id = ${id}`.execute(t.db)
        ).rows,
    )
    expect(methods).toEqual([{ methods: ['provider', 'provider_factor'] }])
  })
})

describe('a computer of many people (L3)', () => {
  it('that is shared there is shared here, and one sign-out ends both', async () => {
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/signin?returnTo=/myapps`)
    await visitor.send({ name: 'mia@partner.example' })
    await visitor.send({ provider: personalProviderId }, '/provider')
    await visitor.send({ password: personalPassword, computer: 'shared' }, '/password')
    expect(heading(visitor)).toBe('My apps')
    await visitor.send({ which: 'current' }, '/signout')
    expect(heading(visitor)).toBe('You are signed out')
    await visitor.open(`${served.origin}/account/personal`)
    expect(heading(visitor)).toBe('Sign in')
  })

  it('elsewhere the page says who is signed in still', async () => {
    const visitor = await signingIn('mia@partner.example')
    await visitor.send({ which: 'current' }, '/signout')
    expect(visitor.page?.text).toContain('Still signed in with this browser')
    await visitor.send({ which: 'all' }, '/signout')
    await visitor.open(`${served.origin}/account/personal`)
    expect(heading(visitor)).toBe('Sign in')
  })
})

describe('nobody administers personal accounts', () => {
  it('neither the console nor the API opens for who has one (SEC-30)', async () => {
    const visitor = await signingUp(served, smtp, 'curious@partner.example')
    for (const path of ['/v1.0/users', '/v1.0/me', '/v1.0/organization', '/v1.0/admit/identityProviders']) {
      const answer = await visitor.fetch(`${served.origin}${path}`, { headers: { accept: 'application/json' } })
      expect([401, 403], path).toContain(answer.status)
    }
    await visitor.open(`${served.origin}/admin`)
    expect(visitor.page?.text).not.toContain('mia@partner.example')
  })
})

describe('one account for several organisations', () => {
  it('is accepted with in each, known in each, and forgotten by each', async () => {
    const { admit } = served.running
    const other = await secondCompany(admit, served.origin)
    await applyChanges(admit, commandLine(other.tenantId), [admitting()], null)
    const address = 'both@partner.example'
    const asked = { address, redirectUrl: null, letter: { is: 'none' }, again: 'left_alone' } as const
    const links = [
      await invited(address),
      (await invite(admit, commandLine(other.tenantId), asked)).redeemUrl as string,
    ]
    const visitor = await signingUp(served, smtp, address)
    const account = (await personalAccount(served, address))?.id as string
    for (const link of links) {
      await choosing(link, visitor)
      await visitor.send({ account }, '/account')
      await visitor.send({ agreed: 'yes' }, '/agree')
      expect(heading(visitor)).toBe('Welcome')
    }
    await visitor.open(`${served.origin}/signin?domain_hint=other-works.example&returnTo=/myapps`)
    await visitor.send({ name: address }, '/name')
    expect(heading(visitor)).toBe('My apps')
    expect(visitor.page?.text).toContain('Other Works')

    // Of several organisations none is named yet, and the way to the account is on the first page.
    const own = new Visitor()
    await own.open(`${served.origin}/signin`)
    expect(own.page?.html).toContain('href="/consumers"')
    await own.open(`${served.origin}/consumers`)
    await own.send({ name: address }, '/name')
    await own.send({ password: personalPassword }, '/password')
    expect(own.page?.text).toMatch(/Meridian.*Other Works/)
    await own.send({}, '/delete')
    expect(await personalAccount(served, address)).not.toBeNull()
    await own.send({ sure: 'yes' }, '/delete')
    for (const tenantId of [served.demo.tenant.id, other.tenantId])
      await withTenant(admit.store, tenantId, async (t) =>
        expect((await findAccountByName(t, address))?.identities).toBeUndefined(),
      )
    await visitor.open(`${served.origin}/myapps`)
    expect(visitor.page?.text).not.toContain('Other Works')
  })

  it('an answer is tied to the organisation that asked (SEC-21)', () => {
    const { admit } = served.running
    const question = { tenantId: served.demo.tenant.id, hash: 'h', nth: 1 }
    const of = (edit: object) => tiesOf(admit, { ...question, ...edit }).state
    const all = [of({}), of({ tenantId: realmId }), of({ hash: 'i' }), of({ nth: 2 })]
    expect(new Set(all).size).toBe(4)
  })
})

describe('ADMIT_PERSONAL_ACCOUNTS=off', () => {
  it('there is nothing of it', async () => {
    const off = await serveDemo({ ADMIT_PERSONAL_ACCOUNTS: 'off' })
    try {
      for (const path of ['/consumers', '/consumers/signup', '/signin?domain_hint=consumers']) {
        const answer = await fetch(`${off.origin}${path}`, { redirect: 'manual' })
        expect(answer.status, path).toBe(404)
      }
      await applying(() => off)(admitting())
      const visitor = new Visitor()
      await visitor.open(`${off.origin}/signin?returnTo=/myapps`)
      await visitor.send({ name: 'mia@partner.example' })
      expect(visitor.page?.text).not.toContain('personal account')
    } finally {
      await off.stop()
    }
  })
})
