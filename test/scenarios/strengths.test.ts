import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { consoleAppId, portalAppId } from '../../src/app/own-apps.ts'
import { preview } from '../../src/app/preview.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import type { Policy } from '../../src/core/snapshot.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { people } from '../support/a-snapshot.ts'
import { listenAsApp } from '../support/app-address.ts'
import { Authenticator } from '../support/authenticator.ts'
import { BareClient } from '../support/bare-client.ts'
import { idOf, person } from '../support/demo.ts'
import { graphApi, refusalOf } from '../support/graph-api.ts'
import { passkeyPages } from '../support/passkey-pages.ts'
import { type Registered, registerApp } from '../support/register-app.ts'
import { signInAt } from '../support/sign-in.ts'
import { unusedCode, Visitor } from '../support/visitor.ts'

let served: Served
let at: Awaited<ReturnType<typeof listenAsApp>>
let app: Registered
let client: BareClient
const send = graphApi(() => served)
const { optionsFor, toProve, toMake, answer } = passkeyPages(() => served)
const apply = (...changes: readonly Change[]) =>
  applyChanges(served.running.admit, commandLine(served.demo.tenant.id), changes, null)

beforeAll(async () => {
  ;[served, at] = await Promise.all([serveDemo(), listenAsApp()])
  const redirectUri = `${at.origin}/callback`
  app = await registerApp(served, { name: 'The vault', redirectUris: [{ uri: redirectUri, kind: 'web' }] })
  client = new BareClient(served, app, redirectUri)
}, 60_000)
afterAll(async () => {
  await at.stop()
  await served.stop()
})

/** A policy by which these people need a passkey for an app. */
function strong(appId: string, who: readonly string[], more: Partial<Policy> = {}): Change {
  const include = people({ accountIds: who.map((key) => person(key).id) })
  return {
    do: 'put_policy',
    policy: {
      ...{ id: appId, name: 'Passkeys for the vault', state: 'on', note: null, locations: null },
      users: { include, exclude: people() },
      apps: { include: [appId], exclude: [] },
      ...{ grant: 'mfa', strength: 'phishing_resistant' },
      ...more,
    },
  }
}

/** A browser in which somebody has given their name and password. */
async function withPassword(
  key: string,
  address = `${served.origin}/signin`,
  visitor = new Visitor(),
): Promise<Visitor> {
  await visitor.open(address)
  await visitor.send({ name: person(key).signInName })
  await visitor.send({ password: person(key).password })
  return visitor
}

const heading = ({ page }: Visitor) => /<h1>([^<]+)<\/h1>/.exec(page?.html ?? '')?.[1]
const codeOf = ({ page }: Visitor) => new URL(page?.url ?? '').searchParams.get('code') as string

describe('A12: a policy that asks for a phishing-resistant proof', () => {
  const key = () => new Authenticator(served.origin)
  const hers: { key?: Authenticator } = {}

  it('SEC-09: leads who has none to a passkey, after the code of their app and never by the password alone', async () => {
    await apply(strong(app.id, ['ida', 'marc']))
    const ida = await withPassword('ida', client.address())
    expect(heading(ida)).toBe('Enter your code')
    // By the password alone there is no passkey to be made, whatever is sent.
    expect(await optionsFor(ida)).toHaveProperty('get')
    await ida.send({ code: await unusedCode(person('ida').totpSecret as string) }, '/code')
    expect(heading(ida)).toBe('Set up a passkey')
    expect(ida.page?.text).toContain('The vault asks for a stronger proof than you can give.')
    expect(ida.page?.html).not.toContain('Scan this with an authenticator app')
    // No code of a new app is taken in its place.
    expect((await ida.open('/signin/flow')).html).not.toContain('name="code"')

    hers.key = key()
    await answer(ida, hers.key.create(await toMake(ida)), 'new-passkey')
    await ida.open(client.address())
    const { body: tokens } = await client.redeem(codeOf(ida))
    const claims = JSON.parse(Buffer.from(String(tokens['id_token']).split('.')[1] as string, 'base64url').toString())
    expect(claims['amr']).toEqual(expect.arrayContaining(['pwd', 'pop', 'mfa']))
    expect((await client.refresh(tokens['refresh_token'])).status).toBe(200)
  })

  it('asks who has one for it and for nothing weaker, and who is signed in by a code for it besides', async () => {
    const ida = new Visitor()
    const state = (state: 'enforced' | 'disabled') => apply({ do: 'set_mfa_state', accountId: person('ida').id, state })
    await state('enforced')
    await signInAt(ida, `${served.origin}/myapps`, person('ida'))
    expect(heading(ida)).toBe('My apps')
    await state('disabled')
    await ida.open(client.address())
    expect(heading(ida)).toBe('Use your passkey')
    expect(ida.page?.text).toContain('The vault asks for a stronger proof that it is you: use your passkey.')
    const asked = await withPassword('ida', client.address())
    expect(heading(asked)).toBe('Use your passkey')
    expect(asked.page?.html).not.toContain('name="method"')
    const theirs = hers.key as Authenticator
    await answer(asked, theirs.get(await toProve(asked), { userHandle: null }))
    await asked.open(client.address())
    expect(codeOf(asked)).not.toBeNull()
  })

  it('gives tokens that say so to who proved it elsewhere meanwhile', async () => {
    const redirectUri = `${at.origin}/other`
    const other = await registerApp(served, { name: 'A list', redirectUris: [{ uri: redirectUri, kind: 'web' }] })
    const ida = await withPassword('ida', new BareClient(served, other, redirectUri).address())
    const key = hers.key as Authenticator
    await withPassword('ida', `${served.origin}/signin?prompt=login&returnTo=/account/methods`, ida)
    expect(await answer(ida, key.get(await toProve(ida), { userHandle: null }))).toBe('My sign-in methods')
    await ida.open(client.address())
    const { body: tokens } = await client.redeem(codeOf(ida))
    expect((await client.refresh(tokens['refresh_token'])).status).toBe(200)
  })

  it('ends the refresh of who proved less, and says why to whoever reads their reference', async () => {
    await apply({ do: 'delete_policy', policyId: app.id })
    const marc = new Visitor()
    await signInAt(marc, `${served.origin}/account/methods`, person('marc'))
    await marc.open(client.address())
    const { body: tokens } = await client.redeem(codeOf(marc))
    await apply(strong(app.id, ['ida', 'marc']))
    const refused = await client.refresh(tokens['refresh_token'])
    expect(refused.body).toMatchObject({ error: 'interaction_required', error_codes: [50079] })
    const log = await send('admin', 'GET', `/admit/signIns?person=${person('marc').id}`)
    expect(log.body.value[0]).toMatchObject({ kind: 'refresh', code: 'MFA-STRENGTH-REG', outcome: 'challenge' })
    const { body } = await send('admin', 'POST', '/admit/explain', { reference: log.body.value[0]?.['reference'] })
    expect(JSON.stringify(body)).toContain(
      'phishing-resistant multi-factor authentication, because of “Passkeys for the vault”',
    )
  })

  it('is asked at our own pages, whatever the session was begun for', async () => {
    await apply(strong(portalAppId, ['tom']))
    const tom = new Visitor()
    await signInAt(tom, `${served.origin}/myapps`, person('tom'))
    const titles = ['Set up a passkey', 'Enter your code', 'Set up a second factor']
    expect(titles).toContain(heading(tom))
    expect((await tom.fetch(`${served.origin}/v1.0/me`)).status).toBe(401)
    await apply({ do: 'delete_policy', policyId: portalAppId })
  })

  it('is told as a strength by Graph, and proposed in What-If', async () => {
    const { body } = await send('admin', 'GET', '/policies/authenticationStrengthPolicies')
    expect(body.value.map(({ id, displayName }) => [id, displayName])).toEqual([
      ['00000000-0000-0000-0000-000000000002', 'Multifactor authentication'],
      ['00000000-0000-0000-0000-000000000003', 'Passwordless MFA'],
      ['00000000-0000-0000-0000-000000000004', 'Phishing-resistant MFA'],
    ])
    const one = await send(
      'admin',
      'GET',
      '/policies/authenticationStrengthPolicies/00000000-0000-0000-0000-000000000004',
    )
    expect(one.body).toMatchObject({ policyType: 'builtIn', allowedCombinations: ['fido2'] })
    const none = await send(
      'admin',
      'GET',
      '/policies/authenticationStrengthPolicies/00000000-0000-0000-0000-000000000009',
    )
    expect(refusalOf(none)).toMatchObject({ status: 404, code: 'strength.not_found' })
    const asked = { person: { accountId: person('ida').id }, appId: app.id }
    const by = async (methods: readonly string[]) => {
      const proof = { credential: 'verified', secondFactor: 'verified', methods }
      const { body: why } = await send('admin', 'POST', '/admit/explain', { ...asked, proof: { ...proof } })
      return (why as unknown as { explanation: { outcome: string } }).explanation.outcome
    }
    expect([await by(['password', 'totp']), await by(['password', 'passkey'])]).toEqual(['challenge', 'admit'])
  })

  it('X12: nobody of the administrators can give is told before it is saved', async () => {
    const { admit } = served.running
    const viewer = commandLine(served.demo.tenant.id)
    const all = strong(consoleAppId, [], { users: { include: people({ all: true }), exclude: people() } })
    const told = await preview(admit, viewer, [all])
    expect(told.administratorsToSetUp.length).toBeGreaterThan(0)
    expect(told.impact.challenged.count).toBeGreaterThan(0)
    const some = strong(consoleAppId, ['simon'])
    expect((await preview(admit, viewer, [some])).administratorsToSetUp).toEqual([])
  })
})

describe('CRE-METHOD: a way that an organisation does not allow', () => {
  const off = (kind: string, to: unknown = 'nobody') =>
    send('admin', 'POST', '/admit/changes', { changes: [{ do: 'allow_method', kind, to }] })

  it('is neither asked for nor set up, and SEC-09: nothing takes its place by the password alone', async () => {
    await apply({ do: 'set_mfa_state', accountId: person('hana').id, state: 'enforced' })
    expect((await off('totp')).status).toBe(200)
    const hana = await withPassword('hana')
    expect(hana.page?.status).toBe(403)
    expect(hana.page?.text).toContain('does not allow the one you have')
    const { body } = await send('admin', 'POST', '/admit/explain', {
      person: { accountId: person('hana').id },
      appId: portalAppId,
    })
    expect(JSON.stringify(body)).toContain(
      'what is set up is authenticator app: authenticator app is allowed for nobody',
    )
    // Who has nothing yet is offered the others.
    await apply(
      { do: 'remove_methods', accountId: person('tom').id },
      { do: 'set_mfa_state', accountId: person('tom').id, state: 'enabled' },
    )
    const tom = await withPassword('tom')
    expect(heading(tom)).toBe('Set up a passkey')
    expect(tom.page?.html).not.toContain('Scan this with an authenticator app')
    expect(tom.page?.html).toContain('set-up-email')
    await off('totp', 'everybody')
    expect((await tom.open('/signin/flow')).html).toContain('Scan this with an authenticator app')
  })

  it('is allowed for members of groups, as Graph says it', async () => {
    const path = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/SoftwareOath'
    const group = served.demo.groups[0]?.id as string
    const { status } = await send('admin', 'PATCH', path, {
      '@odata.type': '#microsoft.graph.softwareOathAuthenticationMethodConfiguration',
      includeTargets: [{ targetType: 'group', id: group }],
    })
    expect(status).toBe(204)
    expect((await send('admin', 'GET', path)).body).toMatchObject({
      id: 'SoftwareOath',
      state: 'enabled',
      includeTargets: [{ id: group }],
    })
    expect((await send('admin', 'PATCH', path, { state: 'disabled' })).status).toBe(204)
    expect((await send('admin', 'GET', '/admit/signInMethods')).body.value).toContainEqual({
      kind: 'totp',
      to: 'nobody',
    })
    const all = await send('admin', 'PATCH', path, { state: 'enabled', includeTargets: [{ id: 'all_users' }] })
    expect(all.status).toBe(204)
    const whole = await send('admin', 'GET', '/policies/authenticationMethodsPolicy')
    const states = (whole.body as unknown as { authenticationMethodConfigurations: { id: string; state: string }[] })
      .authenticationMethodConfigurations
    const off = ['MicrosoftAuthenticator', 'HardwareOath', 'X509Certificate']
    expect(states.map(({ id, state }) => [id, state])).toEqual([
      ...['SoftwareOath', 'Fido2', 'Email', 'Sms', 'Voice', 'TemporaryAccessPass'].map((id) => [id, 'enabled']),
      ...off.map((id) => [id, 'disabled']),
    ])
    const listed = await send('admin', 'GET', path.replace('/SoftwareOath', ''))
    expect(listed.body.value).toEqual(states)
    // What nobody has here is off, and stays so.
    for (const id of off) {
      const at = path.replace('SoftwareOath', id)
      expect((await send('admin', 'GET', at)).body).toMatchObject({ id, state: 'disabled' })
      expect(refusalOf(await send('admin', 'PATCH', at, { state: 'enabled' }))).toMatchObject({ field: 'state' })
    }
    expect((await send('admin', 'GET', path.replace('SoftwareOath', 'Nothing'))).status).toBe(404)
    expect((await send('simon', 'PATCH', path, { state: 'disabled' })).status).toBe(403)
    expect((await send('admin', 'PATCH', path, { isAttestationEnforced: true })).status).toBe(400)
    expect((await send('admin', 'PATCH', path, { excludeTargets: [{ id: group }] })).status).toBe(400)
  })

  it('tells first who would be left without one, and X12: the last ways in stay', async () => {
    const { admit } = served.running
    const told = await preview(admit, commandLine(served.demo.tenant.id), [
      { do: 'allow_method', kind: 'totp', to: 'nobody' },
    ])
    expect(told.impact.withoutMethod.count).toBeGreaterThan(5)
    expect(told.impact.withoutMethod.people.map(({ accountId }) => accountId)).toContain(person('hana').id)
    expect(refusalOf(await off('password'))).toMatchObject({ code: 'change.locks_out_administrators' })
  })

  it('the password: a passkey is asked for in its place, and who has none is told to ask', async () => {
    const group = idOf(served.demo.groups, 'CRM users')
    const others = served.demo.people.filter(({ key }) => !['ida', 'marc'].includes(key))
    await apply(...others.map(({ id: accountId }): Change => ({ do: 'add_to_group', accountId, groupId: group })))
    await apply({ do: 'allow_method', kind: 'password', to: [group] })
    const kept = await withPassword('marc')
    expect([kept.page?.status, kept.page?.text]).toEqual([
      403,
      expect.stringContaining('does not let you sign in with your password'),
    ])
    // And no session comes of it.
    expect((await kept.fetch(`${served.origin}/v1.0/me`)).status).toBe(401)
    const led = await withPassword('ida')
    expect(heading(led)).toBe('Use your passkey')
    await apply({ do: 'allow_method', kind: 'password', to: 'everybody' })
  })
})

describe('CRE-PASSKEY: a passkey that was made for another address', () => {
  const madeFor = (host: string) =>
    withTenant(served.running.admit.store, served.demo.tenant.id, (t) =>
      sql`update passkeys k set relying_party_id = ${host} from methods m where m.id = k.method_id and m.account_id = ${person('ida').id}`.execute(
        t.db,
      ),
    )
  const why = async () => {
    const { body } = await send('admin', 'POST', '/admit/explain', {
      person: { accountId: person('ida').id },
      appId: app.id,
    })
    return JSON.stringify(body)
  }

  it('is neither asked for nor enough here, and Why says for which it was made', async () => {
    await madeFor('login.meridian.example')
    expect(await why()).toContain('was made for login.meridian.example, which is not the address of this server')
    const ida = new Visitor()
    await signInAt(ida, client.address(), person('ida'))
    expect(heading(ida)).toBe('Set up a passkey')
    await apply({ do: 'delete_policy', policyId: app.id })
  })

  it('SEC-09: lets nobody who has nothing else set another up by the password alone', async () => {
    const accountId = person('ida').id
    const all = await send('admin', 'GET', `/users/${accountId}/authentication/softwareOathMethods`)
    for (const { id } of all.body.value) await apply({ do: 'remove_method', accountId, methodId: String(id) })
    await apply({ do: 'set_mfa_state', accountId, state: 'enforced' })
    const ida = await withPassword('ida')
    expect([ida.page?.status, ida.page?.text]).toEqual([
      403,
      expect.stringContaining('Your passkey was made for login.meridian.example'),
    ])
    // Back at the address it was made for, it is what it was.
    await madeFor('localhost')
    await withPassword('ida', `${served.origin}/signin?prompt=login`, ida)
    expect(heading(ida)).toBe('Use your passkey')
  })
})
