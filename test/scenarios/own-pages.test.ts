import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import type { Repaired } from '../../src/app/apply-repair.ts'
import type { Explained } from '../../src/app/explain-for.ts'
import { consoleAppId, portalAppId } from '../../src/app/own-apps.ts'
import { preview } from '../../src/app/preview.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import type { Detail } from '../../src/core/profile/details.ts'
import type { Policy } from '../../src/core/snapshot.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { listenAsApp } from '../support/app-address.ts'
import { BareClient } from '../support/bare-client.ts'
import { admit as commanded } from '../support/command-line.ts'
import { graphApi, refusalOf } from '../support/graph-api.ts'
import { type Registered, registerApp } from '../support/register-app.ts'
import { signInAt } from '../support/sign-in.ts'
import { unusedCode, Visitor } from '../support/visitor.ts'
import { believesVisitors, VisitorFrom } from '../support/visitor-from.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo(believesVisitors)
})
afterAll(() => served.stop())

const [office, elsewhere] = ['203.0.113.5', '198.18.0.7']
const person = (key: string) => served.demo.people.find((one) => one.key === key)!
const send = graphApi(() => served)
const apply = (...changes: readonly Change[]) =>
  applyChanges(served.running.admit, commandLine(served.demo.tenant.id), changes, null)

const nobody = { all: false, guests: false, accountIds: [], groupIds: [], roles: [] }
function policyFor(appId: string, more: Partial<Policy>): Change {
  const emergency = served.demo.people.filter(({ key }) => key.startsWith('breakglass')).map(({ id }) => id)
  return {
    do: 'put_policy',
    policy: {
      id: appId,
      name: 'Our own pages',
      state: 'on',
      users: { include: { ...nobody, all: true }, exclude: { ...nobody, accountIds: emergency } },
      apps: { include: [appId], exclude: [] },
      locations: null,
      grant: 'mfa',
      note: null,
      ...more,
    },
  }
}

/** What the console and its API answer to this browser: statuses, and the code of the API. */
async function answers(visitor: VisitorFrom) {
  const api = await visitor.fetch(`${served.origin}/v1.0/admit/session`)
  const list = await visitor.fetch(`${served.origin}/v1.0/users?$top=1`)
  const { error } = (await api.json()) as { error?: { code: string } }
  return {
    page: (await visitor.fetch(`${served.origin}/admin`)).status,
    plain: (await visitor.fetch(`${served.origin}/admin/plain`)).status,
    api: [api.status, list.status],
    code: error?.code ?? null,
  }
}

const letIn = { page: 200, plain: 200, api: [200, 200], code: null }

describe('a policy for one of our own pages is asked there, whatever the session was begun for', () => {
  it('a second factor: the console leads to it, its API says that more is to be proved, and neither does a thing before', async () => {
    const visitor = new VisitorFrom(office)
    expect((await signInAt(visitor, `${served.origin}/myapps`, person('hana'))).text).toContain('My apps')
    expect(await answers(visitor)).toEqual(letIn)
    const form = await visitor.open(`${served.origin}/admin/plain?person=leo@meridian.example&place=${consoleAppId}`)

    await apply(policyFor(consoleAppId, {}))
    expect(await answers(visitor)).toEqual({
      ...{ page: 303, plain: 303 },
      ...{ api: [401, 401], code: 'auth.more_proof_needed' },
    })
    const token = /name="token" value="([^"]+)"/.exec(form.html)?.[1] as string
    const repair = await visitor.fetch(`${served.origin}/admin/plain/repair`, {
      method: 'POST',
      headers: { origin: served.origin },
      body: new URLSearchParams({ token, person: 'leo@meridian.example', place: consoleAppId, plan: 'any' }),
    })
    expect(repair.status).toBe(401)
    const written = await visitor.fetch(`${served.origin}/v1.0/admit/changes`, {
      method: 'POST',
      headers: { origin: served.origin, 'x-admit-csrf': '1', 'content-type': 'application/json' },
      body: JSON.stringify({
        changes: [{ do: 'set_attribute', accountId: person('alice').id, name: 'city', value: 'x' }],
      }),
    })
    expect(written.status).toBe(401)
    expect((await visitor.open(`${served.origin}/myapps`)).text).toContain('My apps')

    expect((await visitor.open(`${served.origin}/admin/plain`)).text).toContain('Enter your code')
    await signInAt(visitor, `${served.origin}/admin/plain`, person('hana'))
    expect(await answers(visitor)).toEqual(letIn)
  })

  it('a place: a session taken elsewhere opens nothing there, and the page says why, with a reference', async () => {
    const visitor = new VisitorFrom(office)
    await apply(policyFor(consoleAppId, { state: 'off' }))
    await signInAt(visitor, `${served.origin}/admin`, person('hana'))
    await apply(
      { do: 'put_location', location: { id: portalAppId, name: 'Desk', isTrusted: false, ranges: [`${office}/32`] } },
      policyFor(consoleAppId, { grant: 'block', locations: { include: 'any', exclude: [portalAppId] } }),
    )
    expect(await answers(visitor)).toEqual(letIn)
    visitor.from = elsewhere
    expect(await answers(visitor)).toEqual({
      ...{ page: 303, plain: 303 },
      ...{ api: [403, 403], code: 'auth.not_admitted' },
    })
    const told = await visitor.open(`${served.origin}/admin`)
    expect(told.status).toBe(403)
    expect(told.text).toMatch(/Reference [A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/)
    visitor.from = office
    expect(await answers(visitor)).toEqual(letIn)
  })

  it('My apps as well: nobody reads what the person has there before it is proved', async () => {
    const visitor = new VisitorFrom(office)
    await signInAt(visitor, `${served.origin}/myapps`, person('marc'))
    await apply(policyFor(portalAppId, {}))
    const page = await visitor.open(`${served.origin}/myapps`)
    expect(page.text).toMatch(/Enter your code|Set up/)
    await apply(policyFor(portalAppId, { state: 'off' }))
    expect((await visitor.open(`${served.origin}/myapps`)).text).toContain('My apps')
  })
})

describe('what a form of one’s own account was answered with', () => {
  it.each([
    ['/account/methods/begin', '/account/methods'],
    ['/account/methods/codes', '/account/methods'],
    ['/account/methods/confirm', '/account/methods'],
    ['/account/contact/begin?then=%2Fmyapps', '/account/contact?then=%2Fmyapps'],
    ['/account/contact/begin?then=https%3A%2F%2Felsewhere.example', '/account/contact?then=%2Fmyapps'],
    ['/account/password/change', '/account/password'],
    ['/account/review/later', '/account/review'],
  ])('SEC-16: %s opened again leads back to its page, and does nothing', async (path, to) => {
    const visitor = new Visitor()
    const answer = await visitor.fetch(`${served.origin}${path}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, to])
  })
})

describe('details that an organisation asks for', () => {
  const heading = ({ page }: Visitor) => /<h1>([^<]+)<\/h1>/.exec(page?.html ?? '')?.[1]
  const asks = 'We need a few details before you continue'
  const ask = (...details: readonly Detail[]) => apply({ do: 'require_details', of: 'member', details })
  const lose = (key: string, name: Detail): Change => ({
    do: 'set_attribute',
    accountId: person(key).id,
    name,
    value: null,
  })
  const attributes = async (key: string) => {
    const { '@odata.etag': _, ...user } = (await send('admin', 'GET', `/users/${person(key).id}`)).body
    return user as Record<string, unknown>
  }
  const typed = (...args: readonly string[]) =>
    commanded(
      { DATABASE_URL: served.running.config.databaseUrl as string, ADMIT_DATA: served.running.config.dataDir },
      ...args,
    )
  /** A browser in which somebody proved who they are, as far as they are asked. */
  async function signedIn(key: string, address = client.address(), visitor = new Visitor()): Promise<Visitor> {
    await signInAt(visitor, address, person(key))
    return visitor
  }
  let client: BareClient
  let app: Registered
  let at: Awaited<ReturnType<typeof listenAsApp>>
  beforeAll(async () => {
    at = await listenAsApp()
    const back = `${at.origin}/back`
    await apply({ do: 'delete_policy', policyId: consoleAppId }, { do: 'delete_policy', policyId: portalAppId })
    app = await registerApp(served, { name: 'The diary', redirectUris: [{ uri: back, kind: 'web' }] })
    client = new BareClient(served, app, back)
    // Who looks on from the console is asked there as everybody is.
    const said = { mobilePhone: '+33 4', preferredLanguage: 'fr', state: 'Rhône' }
    await apply(
      ...['admin', 'leo', 'simon'].flatMap((key) =>
        Object.entries(said).map(
          ([name, value]): Change => ({ do: 'set_attribute', accountId: person(key).id, name, value }),
        ),
      ),
    )
  })
  afterAll(() => at.stop())

  it('SEC-17, SEC-35: are asked of who lacks them before the app opens; what is wrong is said at its field, what was typed stays', async () => {
    await ask('givenName', 'mobilePhone', 'preferredLanguage')
    const tom = await signedIn('tom')
    expect(heading(tom)).toBe(asks)
    expect(tom.page?.html).toContain('name="mobilePhone"')
    expect(tom.page?.html).not.toContain('name="givenName"')
    expect(tom.page?.headers.get('content-security-policy')).toContain("script-src 'none'")

    const wrong = await tom.send({ mobilePhone: '"><b>call me', preferredLanguage: 'fr' }, '/details')
    expect(wrong.status).toBe(400)
    expect(wrong.text).toContain('One of the fields below needs another look.')
    expect(wrong.html).toContain('id="mobilePhone-problem">Write a number like +33 612345678.')
    expect(wrong.html).toMatch(/id="mobilePhone"[^>]*aria-invalid="true" aria-describedby="mobilePhone-problem"/)
    expect(wrong.html).toContain('value="&#34;&#62;&#60;b&#62;call me"')
    expect(wrong.html).toMatch(/<option value="fr"[^>]*selected/)
    const empty = await tom.send({}, '/details')
    expect(empty.text).toContain('2 fields below need another look.')
    expect((await attributes('tom'))['preferredLanguage']).toBeNull()
    expect(heading(await signedIn('tom', client.address(), tom))).toBe(asks)
  })

  it('SEC-31: take what is asked for and nothing else, in one entry that is the person’s own; then the app opens', async () => {
    const tom = await signedIn('tom')
    const before = await attributes('tom')
    const given = { mobilePhone: ' +44 20 7946 0000 ', preferredLanguage: 'en' }
    await tom.send({ ...given, department: 'Sales', city: 'Lyon', givenName: 'Tim', country: 'x' }, '/details')
    const code = new URL(tom.page?.url ?? '').searchParams.get('code')
    expect(code, tom.page?.text).not.toBeNull()
    expect(await attributes('tom')).toEqual({
      ...before,
      ...{ mobilePhone: '+44 20 7946 0000', preferredLanguage: 'en' },
    })
    const [entry, former] = (await send('admin', 'GET', `/admit/journal?entityId=${person('tom').id}`)).body.value
    expect(entry).toMatchObject({ kind: 'complete_profile', actor: person('tom').id, actorKind: 'self' })
    expect(former?.['kind']).not.toBe('complete_profile')
    expect(await client.answered({ prompt: 'none' }, tom)).toBeInstanceOf(URLSearchParams)
  })

  it('take nothing from who is in: a refresh goes on, our own pages too, and the next sign-in asks', async () => {
    await ask()
    const omar = await signedIn('omar')
    const { body: tokens } = await client.redeem(new URL(omar.page?.url ?? '').searchParams.get('code') as string)
    await ask('state')
    const refreshed = await client.refresh(tokens['refresh_token'])
    expect(refreshed.status, JSON.stringify(refreshed.body)).toBe(200)
    // The long way to a token too, which the protocol library answers.
    const again = await client.refresh(refreshed.body['refresh_token'], { scope: 'openid' })
    expect(again.status, JSON.stringify(again.body)).toBe(200)
    expect((await client.answered({ prompt: 'none' }, omar))?.get('error')).toBe('interaction_required')
    expect((await omar.open(`${served.origin}/myapps`)).text).toContain('My apps')
    expect((await omar.open(`${served.origin}/account/methods`)).text).toContain('My sign-in methods')
    await omar.open(client.address())
    expect(heading(omar)).toBe(asks)
    await omar.send({ state: 'Rhône' }, '/details')
    expect((await client.answered({ prompt: 'none' }, omar))?.get('code')).toBeTruthy()
    // Of an app that acts by itself nothing is asked.
    expect(
      (await client.token({ grant_type: 'client_credentials', scope: 'https://graph.admit/.default' })).body,
    ).not.toHaveProperty('error')
  })

  it('SEC-31: nobody says of themselves what the rule of a group reads: they are told whom to ask, and an administrator fills it in', async () => {
    await apply(lose('ida', 'city'), lose('ida', 'state'))
    await ask('city', 'state')
    const ida = await signedIn('ida')
    expect(ida.page?.status).toBe(403)
    expect(ida.page?.text).toContain(
      'needs to know your city before you continue, and only your administrator can fill that in',
    )
    expect(ida.page?.text).toContain('Ada Lindgren')
    const token = /name="token" value="([^"]+)"/.exec(ida.page?.html ?? '')?.[1]
    for (const path of ['details', 'consent'])
      await ida.fetch(`${served.origin}/signin/flow/${path}`, {
        method: 'POST',
        headers: { origin: served.origin },
        body: new URLSearchParams({ token: token ?? '', city: 'Lyon', state: 'Rhône' }),
      })
    expect(await attributes('ida')).toMatchObject({ city: null, state: null })

    const asked = { person: { accountId: person('ida').id }, appId: app.id }
    const { body } = await send('leo', 'POST', '/admit/explain', asked)
    const found = body as unknown as Explained
    expect(found.explanation.findings.map(({ code }) => code)).toEqual(['ACC-PROFILE-KEPT', 'ACC-PROFILE'])
    const [plan] = found.repair.plans
    expect(plan?.steps.map(({ change, role, by }) => [change.do, role, by])).toEqual([
      ['fill_in_profile', 'user-admin', 'press'],
      ['complete_profile', 'self', 'self'],
    ])
    const press = (details?: object) =>
      send('leo', 'POST', '/admit/repair', { asked, planId: plan?.id, ...(details && { details }) })
    expect(refusalOf(await press())).toMatchObject({ status: 400, field: 'city', hint: 'Fill this in.' })
    expect(refusalOf(await press({ city: '12' }))).toMatchObject({ status: 400, field: 'city' })
    expect((await press({ city: 'Lyon', department: 'Sales' })).status).toBe(400)
    const { body: done } = await press({ city: 'Lyon' })
    expect((done as unknown as Repaired).after.explanation).toMatchObject({ outcome: 'challenge' })
    expect(await attributes('ida')).toMatchObject({ city: 'Lyon', state: null })
    const groups = (await send('admin', 'GET', `/users/${person('ida').id}/memberOf`)).body.value
    expect(groups.map((one) => one['displayName'])).toContain('Lyon office')
    await ida.open(client.address())
    expect(heading(ida)).toBe(asks)
  })

  it('SEC-31: a rule that comes to read a detail while its page is open keeps the person from saying it', async () => {
    await apply(lose('lena', 'country'))
    await ask('country')
    const lena = await signedIn('lena')
    expect(heading(lena)).toBe(asks)
    const id = randomUUID()
    await apply({
      do: 'create_group',
      group: { id, name: 'People of France', description: null, rule: 'user.country -eq "France"' },
    })
    await lena.send({ country: 'France' }, '/details')
    expect(lena.page?.status).toBe(403)
    expect(await attributes('lena')).toMatchObject({ country: null })
    await apply({ do: 'delete_group', groupId: id })
    await apply({ do: 'set_attribute', accountId: person('lena').id, name: 'country', value: 'France' })
  })

  it('SEC-09: come after all proofs, also those that the way to administration asks for', async () => {
    await apply(lose('leo', 'country'))
    const leo = new Visitor()
    await leo.open(`${served.origin}/admin`)
    await leo.send({ name: person('leo').signInName })
    await leo.send({ password: person('leo').password })
    expect(heading(leo)).toBe('Enter your code')
    await leo.send({ code: await unusedCode(person('leo').totpSecret as string) }, '/code')
    expect(heading(leo)).toBe(asks)
    await leo.send({ country: 'France' }, '/details')
    expect(leo.trail).toContain(`${served.origin}/admin`)
  })

  it('are asked for by Global Administrators, who are told before whom it would stop; emergency accounts are not asked', async () => {
    await ask()
    await apply(lose('ida', 'city'), lose('marc', 'country'), lose('breakglass1', 'country'))
    const path = '/admit/attributeCollection'
    const asking = { members: { inputs: [{ attribute: 'city' }, { attribute: 'country' }] } }
    expect((await send('simon', 'PATCH', path, asking)).status).toBe(403)
    expect((await send('admin', 'PATCH', path, { members: { inputs: [{ attribute: 'department' }] } })).status).toBe(
      400,
    )
    const change: Change = { do: 'require_details', of: 'member', details: ['city', 'country'] }
    const told = await preview(served.running.admit, commandLine(served.demo.tenant.id), [change])
    const names = (side: { readonly people: readonly { readonly name: string }[] }) =>
      side.people.map(({ name }) => name)
    expect(names(told.impact.awaitDetails)).toEqual(['Ida Berg'])
    expect(names(told.impact.askedDetails)).toEqual(['Marc Dubois'])
    expect(told.impact.loses.people.every(({ name }) => name === 'Ida Berg')).toBe(true)
    expect(told.steps[0]?.sideEffects.join(' ')).toContain('City is read by the rule of')

    expect((await send('admin', 'PATCH', path, asking)).status).toBe(204)
    expect((await send('admin', 'GET', path)).body).toMatchObject({
      members: {
        inputs: [
          { attribute: 'city', label: 'City', required: true, editable: false, writeToDirectory: true },
          { attribute: 'country', editable: true },
        ],
      },
      guests: { inputs: [] },
    })
    const emergency = await signedIn('breakglass1', `${served.origin}/myapps`)
    expect(heading(emergency)).not.toBe(asks)
    const said = await typed('why', person('marc').signInName, 'The diary', '--json')
    expect((JSON.parse(said.out) as Explained).explanation.findings).toMatchObject([{ code: 'ACC-PROFILE' }])
    const filled = await typed('repair', person('ida').signInName, 'The diary', '--apply', '--detail', 'city=Lyon')
    expect(filled.out).toContain('done: Fill in city of Ida Berg')
    expect(await attributes('ida')).toMatchObject({ city: 'Lyon' })
  })
})
