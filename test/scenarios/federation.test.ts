import { randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { explainFor } from '../../src/app/explain-for.ts'
import { portalAppId } from '../../src/app/own-apps.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { findAccountByName } from '../../src/store/accounts.ts'
import { listJournal } from '../../src/store/journal.ts'
import { findSignIn } from '../../src/store/sign-ins.ts'
import { type TenantDb, withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { type Fault, type FalseProvider, falseProvider } from '../support/false-provider.ts'
import {
  applying,
  federate,
  heading,
  leaving,
  makeMember,
  referenceOn,
  sentTo,
  through as wentTo,
} from '../support/federation.ts'
import { BareClient } from '../support/bare-client.ts'
import { rowsOf } from '../support/companies.ts'
import { registerApp } from '../support/register-app.ts'
import { graphApi, refusalOf } from '../support/graph-api.ts'
import { type OtherProvider, otherProvider } from '../support/other-provider.ts'
import { Visitor } from '../support/visitor.ts'

const ids = { other: randomUUID(), wrong: randomUUID(), unused: randomUUID() }
const secret = 'a secret between two of forty characters'
let served: Served
let other: OtherProvider
let wrong: FalseProvider
let ada: string

beforeAll(async () => {
  served = await serveDemo({ ADMIT_PROVIDER_RANGES: '127.0.0.0/8,::1' })
  const redirectUris = [`${served.origin}/signin/callback/${ids.other}`]
  ;[other, wrong] = await Promise.all([
    otherProvider([{ id: 'meridian', secret, redirectUris }]),
    falseProvider('meridian'),
  ])
  await federate(served, { id: ids.other, name: 'Fabrikam', issuer: other.issuer, secondFactor: 'trusted' }, secret)
  await federate(served, { id: ids.wrong, name: 'Wrongly', issuer: wrong.issuer, guests: 'welcome' }, null)
  for (const [name, providerId] of [
    ['fabrikam.example', ids.other],
    ['wrongly.example', ids.wrong],
  ] as const)
    await apply(
      { do: 'put_domain', domain: { name, isVerified: true, isDefault: false } },
      { do: 'set_domain_provider', name, providerId },
    )
  ada = await makeMember(served, 'ada@fabrikam.example', 'Ada Byron')
  other.people['ada-1'] = { name: 'Ada', preferred_username: 'Ada@Fabrikam.example', email: 'ada@home.example' }
})
afterAll(async () => {
  await Promise.all([other?.stop(), wrong?.stop()])
  await served?.stop()
})
beforeEach(() => {
  Object.assign(other, { next: 'ada-1', amr: ['pwd'] })
  Object.assign(wrong, { fault: null, claims: {} })
  wrong.sent.length = 0
})

const apply = applying(() => served)
const send = graphApi(() => served)
const inTenant = <T>(work: (t: TenantDb) => Promise<T>) =>
  withTenant(served.running.admit.store, served.demo.tenant.id, work)
const identitiesOf = async (name: string) => (await inTenant((t) => findAccountByName(t, name)))?.identities ?? []
const signIn = (reference: string) => inTenant((t) => findSignIn(t, reference, 0))

const through = (name: string, returnTo?: string) => wentTo(served, name, returnTo)

describe('a domain that another provider looks after', () => {
  it('leads each of its people there and back: the first time they are linked, and never found by a name again (SEC-12)', async () => {
    const first = await through('ada@fabrikam.example')
    expect(heading(first)).toBe('My apps')
    expect(other.asked.get('code_challenge_method')).toBe('S256')
    expect(other.asked.get('login_hint')).toBe('ada@fabrikam.example')
    expect(await identitiesOf('ada@fabrikam.example')).toEqual([{ providerId: ids.other }])

    const entries = JSON.stringify(
      await inTenant((t) => listJournal(t, { entity: 'account', entityId: ada, limit: 10 })),
    )
    expect(entries).toContain('link_identity')
    expect(entries).not.toContain('ada-1')

    // Called otherwise there since, it is the same person.
    other.people['ada-1'] = { ...other.people['ada-1'], preferred_username: 'countess@fabrikam.example' }
    const again = await through('ada@fabrikam.example')
    expect(heading(again)).toBe('My apps')
  })

  it('SEC-01, SEC-16: the page of a name nobody has is the page of one that somebody has, before and after it leads away', async () => {
    const pages = []
    for (const name of ['ada@fabrikam.example', 'eve@fabrikam.example']) {
      const { page } = await leaving(served, name)
      const text = (await page.text()).replaceAll(name, 'NAME').replace(/value="[\w-]{43}"/g, '')
      pages.push({ status: page.status, text: text.replace('>AD<', '><').replace('>A<', '><').replace('>E<', '><') })
    }
    expect(pages[0]?.text).toContain('Sign in at Fabrikam')
    expect(pages[0]).toEqual(pages[1])
    other.people['eve-1'] = { preferred_username: 'eve@fabrikam.example' }
    other.next = 'eve-1'
    const nobody = await through('eve@fabrikam.example')
    expect(heading(nobody)).toBe("We couldn't sign you in")
    expect(nobody.page?.text).toContain('AADSTS50126')
    const reference = referenceOn(nobody)
    expect((await signIn(reference))?.code).toBe('ACC-EXISTS')
    await apply({ do: 'block_account', accountId: await makeMember(served, 'bea@fabrikam.example') })
    other.people['bea-1'] = { preferred_username: 'bea@fabrikam.example' }
    other.next = 'bea-1'
    const blocked = await through('bea@fabrikam.example')
    const without = ({ page }: Visitor) =>
      page?.text.replace(/[A-Z0-9]{4}(-[A-Z0-9]{4}){2}|[\da-f-]{36}|20\d\d-\S+/g, '')
    expect(without(blocked)).toBe(without(nobody))
    expect((await signIn(referenceOn(blocked)))?.code).toBe('ACC-ENABLED')
    expect(await identitiesOf('bea@fabrikam.example')).toEqual([])
    expect(blocked.cookie(new URL(served.origin).host, '__Host-admit-session')).toBeUndefined()
  })

  it('SEC-01: has no passwords here, and says so in the same words for every name', async () => {
    const words = []
    for (const name of ['ada@fabrikam.example', 'nobody@fabrikam.example']) {
      const visitor = new Visitor()
      await visitor.open(`${served.origin}/reset`)
      const { status, text } = await visitor.send({ name })
      words.push({ status, text: text.replaceAll(name, 'NAME') })
    }
    expect(words[0]).toEqual(words[1])
    expect(words[0]?.text).toContain('looked after by Fabrikam')
    await expect(apply({ do: 'issue_temporary_password', accountId: ada })).rejects.toMatchObject({
      code: 'user.is_federated',
    })
    await expect(
      apply({ do: 'issue_temporary_pass', accountId: ada, uses: 'one', minutes: 60, startsAt: null }),
    ).rejects.toMatchObject({ code: 'user.is_federated' })
  })

  it('a password from before is good for nothing, sent past the page or by another name', async () => {
    const old = 'granite kettle swims 77'
    const id = await makeMember(served, 'carl@meridian.example', 'Carl Old')
    await apply({ do: 'add_alias', accountId: id, name: 'carl.old@meridian.example' })
    const { hashPassword } = await import('../../src/app/passwords.ts')
    const { carryOut } = await import('../../src/store/carry-out.ts')
    const passwordHash = await hashPassword(old)
    await inTenant((t) =>
      carryOut(
        t,
        { do: 'change_password', accountId: id },
        { actor: null, actorKind: 'system', reason: null, operationId: null, at: Date.now() - 60_000 },
        { passwordHash },
      ),
    )
    await apply({ do: 'update_account', accountId: id, set: { signInName: 'carl@fabrikam.example' } })
    const visitor = await through('carl.old@meridian.example')
    expect(heading(visitor)).toBe('Enter your password')
    await visitor.send({ password: old })
    expect(heading(visitor)).toBe('Enter your password')
    expect(visitor.page?.text).toContain("We couldn't sign you in")
    expect((await signIn(referenceOn(visitor)))?.code).toBe('CRE-FED-ASK')
  })

  it('a second factor proved there counts where that is believed, and else ours is asked for', async () => {
    await apply({ do: 'set_mfa_state', accountId: ada, state: 'enforced' })
    const here = await through('ada@fabrikam.example')
    expect(heading(here)).toContain('Set up')
    other.amr = ['pwd', 'otp', 'mfa']
    const there = await through('ada@fabrikam.example')
    expect(heading(there)).toBe('My apps')
    await federate(served, { id: ids.other, name: 'Fabrikam', issuer: other.issuer, secondFactor: 'ours' }, secret)
    const again = await through('ada@fabrikam.example')
    expect(heading(again)).toContain('Set up')
    await federate(served, { id: ids.other, name: 'Fabrikam', issuer: other.issuer, secondFactor: 'trusted' }, secret)
    await apply({ do: 'set_mfa_state', accountId: ada, state: 'disabled' })
  })

  it('L2: signing out ends ours, and offers to end theirs', async () => {
    const visitor = await through('ada@fabrikam.example')
    await visitor.send({}, '/signout')
    expect(heading(visitor)).toBe('You are signed out')
    expect(visitor.page?.html).toContain(`${other.issuer}/session/end?client_id&#61;meridian`)
    await visitor.open(`${served.origin}/myapps`)
    expect(heading(visitor)).toBe('Sign in')
  })

  it('an app’s domain_hint leads there at once; its tokens say `fed`, and are over when the person is unlinked', async () => {
    const redirectUri = `${served.origin}/nothing/here`
    const app = await registerApp(served, { name: 'Hinting', redirectUris: [{ uri: redirectUri, kind: 'web' }] })
    const client = new BareClient(served, app, redirectUri)
    other.amr = ['pwd', 'mfa']
    const visitor = new Visitor()
    await visitor.open(client.address({ domain_hint: 'fabrikam.example' }))
    const code = new URL(visitor.page?.url as string).searchParams.get('code') ?? ''
    expect(visitor.trail.some((at) => at.startsWith(`${other.issuer}/auth`))).toBe(true)
    expect(visitor.trail.some((at) => at.endsWith('/signin/begin/name'))).toBe(false)
    const tokens = await client.redeem(code)
    expect(tokens.status).toBe(200)
    const claims = decodeJwt(String(tokens.body['id_token']))
    expect(claims['amr']).toEqual(['fed', 'mfa'])
    const again = await client.refresh(String(tokens.body['refresh_token']))
    expect(again.status).toBe(200)
    await apply({ do: 'unlink_identity', accountId: ada, providerId: ids.other })
    expect((await client.refresh(String(again.body['refresh_token'] ?? tokens.body['refresh_token']))).status).toBe(400)
    other.people['ada-1'] = { preferred_username: 'ada@fabrikam.example' }
    expect(heading(await through('ada@fabrikam.example'))).toBe('My apps')
  })

  it('SEC-32: administering asks the provider for a proof of this moment', async () => {
    await through('ada@fabrikam.example', '/account/methods')
    expect([other.asked.get('prompt'), other.asked.get('max_age')]).toEqual(['login', '300'])
    // One that does not say when, or long ago, is none of this moment.
    const wes = await makeMember(served, 'wes@wrongly.example', 'Wes Long')
    wrong.claims = {
      sub: 'wes',
      preferred_username: 'wes@wrongly.example',
      auth_time: Math.floor(Date.now() / 1000) - 3600,
    }
    const late = await through('wes@wrongly.example', '/account/methods')
    expect((await signIn(referenceOn(late)))?.asked.proof.provider).toEqual({
      providerId: ids.wrong,
      is: 'invalid',
      what: 'the person proved who they are too long ago',
    })
    // Where nothing sensitive is done, it is as good as it is, and what was revoked since is proved anew.
    const usual = await through('wes@wrongly.example')
    expect(heading(usual)).toBe('My apps')
    await apply({ do: 'revoke_sessions', accountId: wes })
    const anew = await through('wes@wrongly.example')
    expect((await signIn(referenceOn(anew)))?.code).toBe('CRE-FED')
    wrong.claims = { ...wrong.claims, auth_time: Math.floor(Date.now() / 1000) }
    expect(heading(await through('wes@wrongly.example'))).toBe('My apps')
  })
})

describe('CRE-FED, ADR-ROUTE: an answer that is none', () => {
  const table: readonly (readonly [Fault, string, string])[] = [
    ['other_iss_in_answer', 'CRE-FED', 'it comes from another issuer'],
    ['other_issuer', 'CRE-FED', 'it comes from another issuer'],
    ['other_nonce', 'CRE-FED', 'it is an answer to another question'],
    ['other_key', 'CRE-FED', 'the signature is not right'],
    ['unsigned', 'CRE-FED', 'it is not as OpenID Connect has it'],
    ['other_audience', 'CRE-FED', 'it is meant for another client'],
    ['too_old', 'CRE-FED', 'it is too old, or from the future'],
    ['too_early', 'CRE-FED', 'it is too old, or from the future'],
    ['no_subject', 'CRE-FED', 'it is not as OpenID Connect has it'],
    ['no_id_token', 'CRE-FED', 'it is not as OpenID Connect has it'],
    ['says_no', 'CRE-FED-REFUSED', 'access_denied'],
    ['token_refused', 'CRE-FED-REFUSED', 'where tokens are had it answers invalid_client'],
    ['tokens_break', 'ADR-ROUTE-AWAY', 'it answered with an error'],
    ['tokens_elsewhere', 'ADR-ROUTE-AWAY', 'it sends us elsewhere, and we do not follow'],
    ['tokens_huge', 'ADR-ROUTE-AWAY', 'its answer is larger than 256 kB'],
    ['tokens_slow', 'ADR-ROUTE-AWAY', 'it did not answer within 5 seconds'],
  ]
  it.each(table)(
    'SEC-21, SEC-19, SEC-41: %s is %s',
    async (fault, code, what) => {
      wrong.fault = fault
      wrong.claims = { sub: 'wanda', preferred_username: 'wanda@wrongly.example' }
      const visitor = await through('wanda@wrongly.example')
      expect(visitor.page?.status).toBe(403)
      const found = await signIn(referenceOn(visitor))
      expect(found).toMatchObject({ code, outcome: 'refuse', signInName: 'wanda@wrongly.example' })
      expect(found?.asked.proof.provider?.what).toBe(what)
      expect(visitor.page?.text).toContain(code === 'ADR-ROUTE-AWAY' ? "couldn't reach Wrongly" : 'Wrongly')
      expect(visitor.page?.url).toBe(`${served.origin}/signin/flow`)
      expect(JSON.stringify(found)).not.toMatch(/eyJ|a-code|an-access-token/)
    },
    20_000,
  )

  it('is explained by its reference, and what it would take is said', async () => {
    wrong.fault = 'other_key'
    const visitor = await through('wanda@wrongly.example')
    const { explanation } = await explainFor(served.running.admit, commandLine(served.demo.tenant.id), {
      reference: referenceOn(visitor),
    })
    expect(JSON.stringify(explanation)).toContain('CRE-FED')
    expect(JSON.stringify(explanation)).toContain('the signature is not right')
  })

  it('a provider that is away is a page with a reference, whoever has the name', async () => {
    await federate(
      served,
      { id: ids.unused, name: 'Gone', issuer: 'http://127.0.0.1:9', guests: 'none', client: 'public' },
      null,
    )
    await apply(
      { do: 'put_domain', domain: { name: 'gone.example', isVerified: true, isDefault: false } },
      { do: 'set_domain_provider', name: 'gone.example', providerId: ids.unused },
    )
    const visitor = await through('who@gone.example')
    expect(heading(visitor)).toBe('The identity provider is not reached')
    expect(await signIn(referenceOn(visitor))).toMatchObject({ code: 'ADR-ROUTE-AWAY', number: 50107 })
  })

  it('SEC-19, SEC-14: an answer is taken once, by the browser that asked, and at the address of who gave it', async () => {
    await makeMember(served, 'will@wrongly.example', 'Will Once')
    wrong.claims = { sub: 'will', preferred_username: 'will@wrongly.example' }
    const visitor = await through('will@wrongly.example')
    expect(heading(visitor)).toBe('My apps')
    const [answer = ''] = wrong.sent
    const asked = wrong.asked.length
    // Once more, in the browser that it was for, whose sign-in is over.
    const again = await visitor.fetch(answer)
    expect(again.status).toBe(400)
    // In a browser that asked nothing, and in one that asked for itself.
    expect((await new Visitor().fetch(answer)).status).toBe(400)
    const { visitor: victim } = await leaving(served, 'will@wrongly.example')
    await sentTo(served, victim)
    const forged = await victim.fetch(answer)
    expect(forged.status).toBe(400)
    expect(wrong.asked.length).toBe(asked)
    expect(victim.cookie(new URL(served.origin).host, '__Host-admit-session')).toBeUndefined()
  })

  it('SEC-38, SEC-06: nothing that ties an answer to its question is kept, nor what came with it', async () => {
    await makeMember(served, 'kay@wrongly.example', 'Kay Kept')
    wrong.claims = { sub: 'a-subject-to-look-for', preferred_username: 'kay@wrongly.example' }
    const { visitor } = await leaving(served, 'kay@wrongly.example')
    const url = new URL(await sentTo(served, visitor))
    const canaries = ['state', 'nonce', 'code_challenge'].map((name) => url.searchParams.get(name) as string)
    const kept = () => rowsOf(served.running.admit, served.demo.tenant.id, ['identities'])
    const during = await kept()
    expect(during).toContain(ids.wrong)
    for (const one of [...canaries, secret]) expect(during).not.toContain(one)
    const back = await fetch(url, { redirect: 'manual' })
    const answer = back.headers.get('location') as string
    await visitor.open(answer)
    expect(heading(visitor)).toBe('My apps')
    const after = await kept()
    const code = new URL(answer).searchParams.get('code') as string
    for (const one of [...canaries, secret, code, 'an-access-token', 'a-subject-to-look-for'])
      expect(after).not.toContain(one)
    // Nor any token: three letters alone stand in a hash now and then.
    expect(after).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]+/)
  })

  it('SEC-21: an answer of one provider at the address of another is a mix-up, and asks neither for tokens', async () => {
    const { visitor } = await leaving(served, 'will@wrongly.example')
    const state = new URL(await sentTo(served, visitor)).searchParams.get('state')
    const before = wrong.asked.length
    await visitor.open(`${served.origin}/signin/callback/${ids.other}?code=stolen&state=${state}`)
    expect((await signIn(referenceOn(visitor)))?.asked.proof.provider?.what).toBe('it comes from another issuer')
    expect(wrong.asked.length).toBe(before)
  })

  it('SEC-12: nobody is found by an email, nor by a name under a domain of somebody else', async () => {
    await makeMember(served, 'victim@wrongly.example', 'Vic Tim')
    for (const claims of [
      { sub: 'evil-1', email: person('admin').signInName, email_verified: true },
      {
        sub: 'evil-2',
        email: 'victim@wrongly.example',
        email_verified: true,
        preferred_username: 'evil@elsewhere.example',
      },
      { sub: 'evil-3', preferred_username: person('admin').signInName },
      { sub: 'evil-4', preferred_username: 'ada@fabrikam.example' },
    ]) {
      wrong.claims = claims
      const visitor = await through('victim@wrongly.example')
      expect((await signIn(referenceOn(visitor)))?.code).toBe('CRE-FED-LINK')
    }
    for (const name of [person('admin').signInName, 'victim@wrongly.example'])
      expect(await identitiesOf(name)).toEqual([])
  })

  it('whoever is somebody else there than was named here is told so, and becomes nobody', async () => {
    wrong.claims = { sub: 'will', preferred_username: 'will@wrongly.example' }
    const visitor = await through('victim@wrongly.example')
    expect((await signIn(referenceOn(visitor)))?.code).toBe('CRE-FED-PERSON')
  })

  it('SEC-12: of two who come at once by one name, one is linked, and the other is refused', async () => {
    await makeMember(served, 'twin@wrongly.example', 'Twin One')
    const visitors = []
    for (const sub of ['twin-1', 'twin-2']) {
      wrong.claims = { sub, preferred_username: 'twin@wrongly.example' }
      const { visitor } = await leaving(served, 'twin@wrongly.example')
      const back = await fetch(await sentTo(served, visitor), { redirect: 'manual' })
      visitors.push({ visitor, sub, answer: back.headers.get('location') as string })
    }
    const ends = await Promise.all(
      visitors.map(async ({ visitor, answer }) => {
        await visitor.open(answer)
        return heading(visitor)
      }),
    )
    expect(ends.sort()).toEqual(['My apps', 'The identity provider means somebody else by this name'])
    wrong.claims = { sub: 'twin-3', preferred_username: 'twin@wrongly.example' }
    const third = await through('twin@wrongly.example')
    expect((await signIn(referenceOn(third)))?.code).toBe('CRE-FED-SUBJECT')
    expect(await identitiesOf('twin@wrongly.example')).toHaveLength(1)
  })

  it('ADR-ROUTE: who is linked with one provider and whose domain goes to another is told, and put right by unlinking', async () => {
    const id = await makeMember(served, 'moved@wrongly.example', 'Mo Ved')
    wrong.claims = { sub: 'moved', preferred_username: 'moved@wrongly.example' }
    expect(heading(await through('moved@wrongly.example'))).toBe('My apps')
    await apply({ do: 'update_account', accountId: id, set: { signInName: 'moved@fabrikam.example' } })
    other.people['moved-1'] = { preferred_username: 'moved@fabrikam.example' }
    other.next = 'moved-1'
    const stopped = await through('moved@fabrikam.example')
    expect((await signIn(referenceOn(stopped)))?.code).toBe('ADR-ROUTE')
    expect(await identitiesOf('moved@fabrikam.example')).toEqual([{ providerId: ids.wrong }])
    await apply({ do: 'unlink_identity', accountId: id, providerId: ids.wrong })
    expect(heading(await through('moved@fabrikam.example'))).toBe('My apps')
    expect(await identitiesOf('moved@fabrikam.example')).toEqual([{ providerId: ids.other }])
  })
})

describe('guests by another provider (D11)', () => {
  const invitee = 'gus@partner.example'

  async function invited(address: string): Promise<{ readonly id: string; readonly link: string }> {
    const { status, body } = await send('admin', 'POST', '/invitations', {
      invitedUserEmailAddress: address,
      inviteRedirectUrl: `${served.origin}/myapps`,
    })
    expect(status).toBe(201)
    return { id: (body['invitedUser'] as { id: string }).id, link: String(body['inviteRedeemUrl']) }
  }

  /** A browser that opened the link and went to the provider. */
  async function accepting(link: string): Promise<Visitor> {
    const visitor = new Visitor()
    await visitor.open(link)
    await visitor.send({ provider: ids.wrong }, '/redeem/provider')
    return visitor
  }

  it('accept with the very address that was invited, seen to be theirs, and come by the button from then on', async () => {
    const { id, link } = await invited(invitee)
    for (const claims of [
      { sub: 'gus', email: 'gus@other.example', email_verified: true },
      { sub: 'gus', email: invitee },
      { sub: 'gus', email: invitee, email_verified: 'true' },
      { sub: 'gus', preferred_username: invitee },
    ]) {
      wrong.claims = claims
      expect(heading(await accepting(link))).toBe('That did not work')
    }
    wrong.claims = { sub: 'gus', email: 'Gus@Partner.example', email_verified: true }
    const visitor = await accepting(link)
    expect(heading(visitor)).toContain('Become a guest')
    await visitor.send({ agreed: 'yes' }, '/redeem/agree')
    expect(heading(visitor)).toBe('Welcome')
    expect(await identitiesOf(invitee)).toEqual([{ providerId: ids.wrong }])

    await visitor.open(`${served.origin}/signin?domain_hint=meridian.admit.test`)
    await visitor.send({ provider: ids.wrong }, '/signin/flow/provider')
    expect(heading(visitor)).toBe('My apps')
    // Apps that are kept for members refuse them all the same (ADR-REALM).
    await apply({ do: 'set_app_audience', appId: portalAppId, audience: 'members' })
    const kept = new Visitor()
    await kept.open(`${served.origin}/signin?domain_hint=meridian.admit.test`)
    await kept.send({ provider: ids.wrong }, '/signin/flow/provider')
    expect((await signIn(referenceOn(kept)))?.code).toBe('ADR-REALM')
    // Whoever has a work account signs in with that, and still comes to where they wanted.
    expect(kept.page?.text).toContain('Use another account')
    await kept.send({}, '/signin/flow/again')
    expect(kept.page?.text).toMatch(/Sign in|Choose an account/)
    await apply({ do: 'set_app_audience', appId: portalAppId, audience: 'everybody' })
    await apply({ do: 'invite_guest', accountId: id, address: invitee, redirectUrl: null, letter: { is: 'none' } })
    expect(await identitiesOf(invitee)).toEqual([])
  })

  it('SEC-12: one identity is one guest, and whom nobody knows by it is told to accept first', async () => {
    wrong.claims = { sub: 'stranger', email: person('admin').signInName, email_verified: true }
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/signin?domain_hint=meridian.admit.test`)
    await visitor.send({ provider: ids.wrong }, '/signin/flow/provider')
    expect((await signIn(referenceOn(visitor)))?.code).toBe('CRE-FED-LINK')

    const [one, two] = [await invited('h1@partner.example'), await invited('h2@partner.example')]
    wrong.claims = { sub: 'hal', email: 'h1@partner.example', email_verified: true }
    const first = await accepting(one.link)
    wrong.claims = { sub: 'hal', email: 'h2@partner.example', email_verified: true }
    const second = await accepting(two.link)
    const ends = await Promise.all([first, second].map((each) => each.send({ agreed: 'yes' }, '/redeem/agree')))
    expect(ends.map(({ status }) => status).sort()).toEqual([200, 409])
    const linked = [await identitiesOf('h1@partner.example'), await identitiesOf('h2@partner.example')]
    expect(linked.flat()).toHaveLength(1)
  })
})

describe('identity providers are set up', () => {
  const at = '/admit/identityProviders'
  const settings = {
    ...{ name: 'Contoso', clientId: 'meridian', client: 'confidential', scopes: ['openid'], subject: 'sub' },
    ...{ nameClaim: 'preferred_username', secondFactor: 'ours', mfaAcr: null, guests: 'none' },
  }

  it('by Global Administrators, after a check that names what is wrong; the secret is never read', async () => {
    const faults: readonly (readonly [Fault | null, string, RegExp])[] = [
      ['discovery_away', wrong.issuer, /answered with an error/],
      ['discovery_elsewhere', wrong.issuer, /do not follow/],
      ['discovery_of_other', wrong.issuer, /its issuer is/],
      ['discovery_without_keys', wrong.issuer, /its keys/],
      ['discovery_without_pkce', wrong.issuer, /PKCE/],
      ['discovery_of_http', wrong.issuer, /not https/],
      [null, 'http://127.0.0.1:9', /nobody listens/],
      [null, 'http://10.0.0.1', /not public/],
      [null, 'http://169.254.169.254', /not public/],
    ]
    for (const [i, [fault, issuer, says]] of faults.entries()) {
      wrong.fault = fault
      const answer = await send('admin', 'POST', at, {
        ...settings,
        clientId: `other-${i}`,
        issuer,
        secret: 'a secret',
      })
      const refusal = refusalOf(answer)
      expect([fault, refusal['status'], refusal['code']]).toEqual([fault, 422, 'identity_provider.discovery_failed'])
      expect(String(refusal['hint'])).toMatch(says)
    }
    wrong.fault = null
    const discoveries = () => wrong.asked.filter((path) => path === '/.well-known/openid-configuration').length
    const before = discoveries()
    const asked = { issuer: wrong.issuer, clientId: 'of-many' }
    const answers = await Promise.all(Array.from({ length: 6 }, () => send('admin', 'POST', `${at}/check`, asked)))
    expect(answers.map(({ body }) => body['is'])).toEqual(Array.from({ length: 6 }, () => 'there'))
    expect(discoveries()).toBe(before + 1)
    const made = await send('admin', 'POST', at, { ...settings, issuer: other.issuer, secret: 'a canary in the cage' })
    expect(made.status).toBe(201)
    const id = String(made.body['id'])
    expect(made.body).toMatchObject({
      hasSecret: true,
      redirectUris: expect.arrayContaining([`${served.origin}/signin/callback/${id}`]),
    })
    expect((await send('leo', 'POST', at, { ...settings, issuer: other.issuer })).status).toBe(403)
    expect((await send('leo', 'POST', `${at}/check`, { issuer: other.issuer, clientId: 'x' })).status).toBe(403)
    const graph = await send('admin', 'GET', `/identity/identityProviders/${id}`)
    expect(graph.body).toMatchObject({
      '@odata.type': '#microsoft.graph.openIdConnectIdentityProvider',
      ...{ displayName: 'Contoso', clientId: 'meridian', clientSecret: '****', responseType: 'code', scope: 'openid' },
      metadataUrl: `${other.issuer}/.well-known/openid-configuration`,
    })
    expect(
      (await send('admin', 'PATCH', `/identity/identityProviders/${id}`, { displayName: 'Contoso Ltd' })).status,
    ).toBe(204)
    expect((await send('admin', 'GET', `/identity/identityProviders/${id}`)).body['displayName']).toBe('Contoso Ltd')
    const journal = JSON.stringify(await inTenant((t) => listJournal(t, { limit: 50 })))
    expect(journal).toContain('set_provider_secret')
    expect(journal).not.toContain('canary in the cage')
    expect((await send('admin', 'DELETE', `/identity/identityProviders/${id}`)).status).toBe(204)
    expect((await send('admin', 'GET', `/identity/identityProviders/${id}`)).status).toBe(404)
  })

  it('X12, SEC-32: not for a domain that is not proved, nor the default one, nor the last administrators', async () => {
    const to = (name: string) => apply({ do: 'set_domain_provider', name, providerId: ids.other })
    await expect(to('meridian-labs.example')).rejects.toMatchObject({ code: 'domain.not_verified' })
    await expect(to('meridian.admit.test')).rejects.toMatchObject({ code: 'domain.is_default' })
    await expect(to('meridian.example')).rejects.toMatchObject({ code: 'change.locks_out_administrators' })
    const would = (name: string, providerId: string | null) =>
      send('admin', 'POST', '/admit/preview', { changes: [{ do: 'set_domain_provider', name, providerId }] })
    expect((await would('meridian.example', ids.other)).body['locksOutAdministrators']).toBe(true)
    const back = (await would('fabrikam.example', null)).body as unknown as Readonly<Record<string, object>>
    expect(back).toMatchObject({ locksOutAdministrators: false, impact: { concerned: expect.any(Number) } })
    expect((back['impact'] as { concerned: number }).concerned).toBeLessThan(10)
    await expect(apply({ do: 'set_default_domain', name: 'fabrikam.example' })).rejects.toMatchObject({
      code: 'domain.is_federated',
    })
    await expect(apply({ do: 'delete_identity_provider', providerId: ids.other })).rejects.toMatchObject({
      code: 'identity_provider.in_use',
    })
    expect((await send('admin', 'GET', '/domains/fabrikam.example')).body['authenticationType']).toBe('Federated')
    expect((await send('admin', 'GET', '/domains/meridian.example')).body['authenticationType']).toBe('Managed')
  })
})
