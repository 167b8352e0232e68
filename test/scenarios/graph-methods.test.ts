import { randomUUID } from 'node:crypto'
import { Secret } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import type { DayMethod } from '../../src/core/changes/method-change.ts'
import { carryOut, type Secrets } from '../../src/store/carry-out.ts'
import { listJournal } from '../../src/store/journal.ts'
import { listMethods } from '../../src/store/methods.ts'
import { withTenant } from '../../src/store/store.ts'
import { takeTurn } from '../../src/store/turn.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { secondCompany } from '../support/companies.ts'
import { delegated } from '../support/delegated.ts'
import { person } from '../support/demo.ts'
import { graphApi, refusalOf } from '../support/graph-api.ts'
import { type Somebody, somebodyNew } from '../support/somebody.ts'
import { Visitor } from '../support/visitor.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo({ ADMIT_SMS_URL: 'http://localhost:9/texts', ADMIT_SMS_TOKEN: 'a-token' })
})
afterAll(() => served.stop())

const send = graphApi(() => served)
const apply = (...changes: readonly Change[]) =>
  applyChanges(served.running.admit, commandLine(served.demo.tenant.id), changes, null)
const within = <T>(work: Parameters<typeof withTenant<T>>[2]) =>
  withTenant(served.running.admit.store, served.demo.tenant.id, work)

/** Somebody with an authenticator app, by whose seed codes are made. */
async function withApp(): Promise<Somebody & { readonly totpSecret: string }> {
  const secret = new Secret({ size: 20 })
  return { ...(await somebodyNew(served, Buffer.from(secret.bytes))), totpSecret: secret.base32 }
}

/** Sets a method up for somebody; gives its id. */
async function adds(accountId: string, kind: DayMethod, secrets: Secrets): Promise<string> {
  const before = (await within((t) => listMethods(t, accountId))).map(({ id }) => id)
  await within(async (t) => {
    await takeTurn(t)
    const by = { actor: accountId, actorKind: 'self', reason: null, operationId: null, at: Date.now() } as const
    await carryOut(t, { do: 'register_method', accountId, kind }, by, secrets)
  })
  const after = await within((t) => listMethods(t, accountId))
  return after.find(({ id }) => !before.includes(id))?.id as string
}

const seed = (accountId: string) => ({
  totpSecret: served.running.admit.vault.seal(Buffer.alloc(20, 7), `totp ${accountId}`),
})
const at = (one: { readonly id: string }, path: string) => `/users/${one.id}/authentication/${path}`
const idsOf = async (one: { readonly id: string }, path: string) =>
  (await send('simon', 'GET', at(one, path))).body.value.map(({ id }) => id)
const status = async (caller: Parameters<typeof send>[0], method: string, path: string, body?: object) =>
  (await send(caller, method, path, body)).status
const [mobileId, officeId, passwordId] = [
  '3179e48a-750b-4051-897c-87b9720928f7',
  'e37fc753-ff3b-4958-9484-eaa9425c82bc',
  '28c10230-6103-485e-b985-444c60001490',
]

describe('the methods of a person over Graph', () => {
  it('A7: what no longer counts since they are to register anew is not among them', async () => {
    const robin = await withApp()
    const [before] = await idsOf(robin, 'softwareOathMethods')
    await apply({ do: 'set_mfa_state', accountId: robin.id, state: 'enabled' })
    expect(await idsOf(robin, 'softwareOathMethods')).toEqual([])
    const now = await adds(robin.id, 'totp', seed(robin.id))
    const listed = await send('simon', 'GET', at(robin, 'softwareOathMethods'))
    const shape = { id: now, secretKey: null, createdDateTime: expect.stringMatching(/^\d{4}-/) }
    expect(listed.body.value).toEqual([shape])
    expect(await idsOf(robin, 'methods')).toEqual([passwordId, now])
    expect((await send('simon', 'GET', at(robin, `softwareOathMethods/${now}`))).body).toEqual({
      '@odata.context': expect.stringContaining(`users('${robin.id}')/authentication/softwareOathMethods/$entity`),
      ...shape,
    })
    for (const method of ['GET', 'DELETE'])
      expect(await status('simon', method, at(robin, `softwareOathMethods/${before}`))).toBe(404)
    // Our own console shows both, and which one does not count.
    const { body } = await send('simon', 'GET', `/admit/people/${robin.id}/methods`)
    expect(body['methods']).toMatchObject([
      { id: before, isUsable: false },
      { id: now, isUsable: true },
    ])
  })

  it('are each found by their id, whatever their kind', async () => {
    const robin = await withApp()
    const [app] = await idsOf(robin, 'softwareOathMethods')
    const shown = async (id: unknown) => (await send('simon', 'GET', at(robin, `methods/${id}`))).body
    expect(await shown(app)).toMatchObject({
      id: app,
      '@odata.type': '#microsoft.graph.softwareOathAuthenticationMethod',
    })
    expect(await shown(passwordId)).toMatchObject({ '@odata.type': '#microsoft.graph.passwordAuthenticationMethod' })
    expect(await status('simon', 'GET', at(robin, `methods/${mobileId}`))).toBe(404)
    expect(await status('marc', 'GET', at(robin, `methods/${passwordId}`))).toBe(403)
  })

  it.each(['microsoftAuthenticatorMethods', 'windowsHelloForBusinessMethods', 'platformCredentialMethods'])(
    'of a kind that nobody has here are an empty list: %s',
    async (name) => {
      const { id } = person('alice')
      const listed = await send('simon', 'GET', at({ id }, name))
      expect([listed.status, listed.body.value]).toEqual([200, []])
      expect((await send('marc', 'GET', `/me/authentication/${name}`)).body.value).toEqual([])
      expect(await status('marc', 'GET', at({ id }, name))).toBe(403)
      for (const method of ['GET', 'DELETE']) {
        expect(await status('simon', method, at({ id }, `${name}/${randomUUID()}`))).toBe(404)
        expect(await status('marc', method, at({ id }, `${name}/${randomUUID()}`))).toBe(403)
      }
    },
  )

  it('A8: those whose codes are sent stand beside how the person is reached, in part, and say what they are for', async () => {
    const robin = await withApp()
    const phone = await adds(robin.id, 'phone', { address: '+447700900123' })
    const mail = await adds(robin.id, 'email', { address: 'robin@home.example' })
    await apply({ do: 'set_contact', accountId: robin.id, contact: 'office', value: '+33 612345678' })
    const phones = await send('simon', 'GET', at(robin, 'phoneMethods'))
    const common = { smsSignInState: 'notSupported' }
    const proved = { ...common, id: phone, phoneNumber: expect.stringContaining('•'), phoneType: 'mobile' }
    expect(phones.body.value).toEqual([
      { ...common, id: officeId, phoneNumber: '+33 612345678', phoneType: 'office', '@admit.for': 'contact' },
      { ...proved, '@admit.for': 'signIn', createdDateTime: expect.any(String) },
    ])
    expect(JSON.stringify(phones.body)).not.toContain('7700900123')
    const one = await send('simon', 'GET', at(robin, `phoneMethods/${phone}`))
    expect(one.body).toMatchObject(proved)
    expect((await send('simon', 'GET', at(robin, `emailMethods/${mail}`))).body).toMatchObject({
      emailAddress: 'r•••@home.example',
    })
    expect(await idsOf(robin, 'methods')).toEqual(expect.arrayContaining([phone, mail, officeId]))
    // Of one kind each: a mailbox is no phone.
    expect(await status('simon', 'GET', at(robin, `phoneMethods/${mail}`))).toBe(404)

    // SEC-12: what the person has shown to be theirs nobody writes over; who may takes it away.
    const edit = { phoneNumber: '+33 698765432' }
    const refused = await send('simon', 'PATCH', at(robin, `phoneMethods/${phone}`), edit)
    expect(refusalOf(refused)).toMatchObject({ status: 409, code: 'method.is_proved' })
    expect(await status('hana', 'DELETE', at(robin, `phoneMethods/${phone}`))).toBe(403)
    expect(await status('simon', 'DELETE', at(robin, `phoneMethods/${phone}`))).toBe(204)
    expect(await status('simon', 'DELETE', at(robin, `phoneMethods/${phone}`))).toBe(404)
    expect(await idsOf(robin, 'phoneMethods')).toEqual([officeId])
  })

  it('SEC-31: how an administrator is reached is for Privileged Authentication Administrators', async () => {
    const { id } = person('leo')
    const office = { phoneNumber: '+33 612345678', phoneType: 'office' }
    const mail = { emailAddress: 'leo@home.example' }
    for (const [name, body] of [
      ['phoneMethods', office],
      ['emailMethods', mail],
    ] as const)
      expect(refusalOf(await send('simon', 'POST', at({ id }, name), body))).toMatchObject({
        ...{ status: 403, code: 'change.forbidden', needs: 'privileged-auth-admin' },
      })
    await apply({ do: 'assign_role', accountId: person('tom').id, role: 'privileged-auth-admin' })
    expect(await status('tom', 'POST', at({ id }, 'phoneMethods'), office)).toBe(201)
    expect(await status('simon', 'DELETE', at({ id }, `phoneMethods/${officeId}`))).toBe(403)
    expect(await status('tom', 'DELETE', at({ id }, `phoneMethods/${officeId}`))).toBe(204)
    await apply({ do: 'remove_role', accountId: person('tom').id, role: 'privileged-auth-admin' })
  })

  it('say that nobody signs in with a text alone', async () => {
    const robin = await withApp()
    await apply({ do: 'set_contact', accountId: robin.id, contact: 'mobile', value: '+33 612345678' })
    for (const act of ['enableSmsSignIn', 'disableSmsSignIn']) {
      const path = at(robin, `phoneMethods/${mobileId}/${act}`)
      expect(refusalOf(await send('simon', 'POST', path))).toMatchObject({ status: 400, code: 'method.no_sms_sign_in' })
      expect(await status('marc', 'POST', path)).toBe(403)
      expect(await status('simon', 'POST', at(robin, `phoneMethods/${officeId}/${act}`))).toBe(404)
    }
  })

  it('SEC-09: how one is reached oneself is changed with a code, and the refusal says where', async () => {
    const phone = { phoneNumber: '+33 612345678', phoneType: 'office' }
    const refused = refusalOf(await send('simon', 'POST', '/me/authentication/phoneMethods', phone))
    expect(refused).toMatchObject({ code: 'change.forbidden', hint: expect.stringContaining('/account/contact') })
    expect((await send('simon', 'GET', '/me/authentication/phoneMethods')).body.value).toEqual([])
    expect(await status('simon', 'GET', `/me/authentication/phoneMethods/${mobileId}`)).toBe(404)
  })
})

describe('what somebody is asked for first, as signInPreferences', () => {
  const [word, isOurs] = [
    'userPreferredMethodForSecondaryAuthentication',
    'isSystemPreferredAuthenticationMethodEnabled',
  ] as const
  const path = 'signInPreferences'
  const shown = async (one: Somebody) => {
    const { body } = await send('simon', 'GET', at(one, path))
    return [body[isOurs], body[word]]
  }
  const set = (caller: Parameters<typeof send>[0], one: { readonly id: string }, body: object) =>
    send(caller, 'PATCH', at(one, path), body)
  const asked = async ({ name, password }: Somebody) => {
    const visitor = new Visitor()
    await visitor.open(`${served.origin}/myapps`)
    await visitor.send({ name })
    return /<h1>([^<]+)<\/h1>/.exec((await visitor.send({ password })).html)?.[1]
  }

  it('is left to us until somebody chooses, and then is what the sign-in asks for', async () => {
    const robin = await withApp()
    await adds(robin.id, 'phone', { address: '+447700900123' })
    expect(await shown(robin)).toEqual([true, null])
    expect((await set('simon', robin, { [word]: 'sms' })).status).toBe(204)
    expect(await shown(robin)).toEqual([false, 'sms'])
    expect(await asked(robin)).toBe('Enter the code we sent')
    expect((await set('simon', robin, { [word]: 'oath' })).status).toBe(204)
    expect(await shown(robin)).toEqual([false, 'oath'])
    expect(await asked(robin)).toBe('Enter your code')
    expect((await set('simon', robin, { [isOurs]: false })).status).toBe(204)
    expect(await shown(robin)).toEqual([false, 'oath'])
    expect((await set('simon', robin, { [isOurs]: true })).status).toBe(204)
    expect(await shown(robin)).toEqual([true, null])
    const entries = await within((t) => listJournal(t, { entity: 'account', entityId: robin.id, limit: 4 }))
    expect(entries.map(({ kind, actor }) => [kind, actor])).toEqual(
      Array.from({ length: 4 }, () => ['prefer_method', person('simon').id]),
    )
  })

  it('has no word for a passkey or a mailbox, and takes none that no sign-in asks for', async () => {
    const robin = await withApp()
    const mail = await adds(robin.id, 'email', { address: 'robin@home.example' })
    await apply({ do: 'prefer_method', accountId: robin.id, methodId: mail })
    expect(await shown(robin)).toEqual([false, 'unknownFutureValue'])
    for (const wanted of ['push', 'voiceOffice', 'voiceAlternateMobile', 'unknownFutureValue', 'none'])
      expect([wanted, (await set('simon', robin, { [word]: wanted })).status]).toEqual([wanted, 400])
    for (const body of [{}, { [isOurs]: true, [word]: 'oath' }, { [word]: 'oath', more: 1 }])
      expect((await set('simon', robin, body)).status).toBe(400)
    expect(refusalOf(await set('simon', robin, { [word]: 'sms' }))).toMatchObject({
      ...{ status: 409, code: 'method.none_registered' },
    })
    await adds(robin.id, 'phone', { address: '+447700900123' })
    expect(refusalOf(await set('simon', robin, { [word]: 'voiceMobile' }))).toMatchObject({ status: 400, field: word })
    await apply({ do: 'allow_method', kind: 'sms', to: 'nobody' })
    expect((await set('simon', robin, { [word]: 'voiceMobile' })).status).toBe(204)
    expect(await shown(robin)).toEqual([false, 'voiceMobile'])
    expect((await set('simon', robin, { [word]: 'sms' })).status).toBe(400)
    await apply({ do: 'allow_method', kind: 'sms', to: 'everybody' })
    // A7: what no longer counts is asked for by nobody.
    await apply({ do: 'set_mfa_state', accountId: robin.id, state: 'enabled' })
    expect(await shown(robin)).toEqual([true, null])
    expect((await set('simon', robin, { [word]: 'oath' })).status).toBe(409)
  })

  it('SEC-31: is set by the person and by who may touch how they sign in', async () => {
    const robin = await withApp()
    expect(refusalOf(await set('hana', robin, { [word]: 'oath' }))).toMatchObject({
      ...{ status: 403, code: 'change.forbidden', needs: 'auth-admin' },
    })
    expect((await set('marc', robin, { [word]: 'oath' })).status).toBe(403)
    expect(refusalOf(await set('simon', person('leo'), { [word]: 'oath' }))).toMatchObject({
      ...{ code: 'change.forbidden', needs: 'privileged-auth-admin' },
    })
    expect((await set('simon', { id: randomUUID() }, { [word]: 'oath' })).status).toBe(404)
    const own = await send('simon', 'PATCH', '/me/authentication/signInPreferences', { [word]: 'oath' })
    expect(own.status).toBe(204)
    expect((await send('simon', 'GET', '/me/authentication/signInPreferences')).body[word]).toBe('oath')
  })
})

describe('SEC-28: a token for one’s own methods', () => {
  it('reads and changes those of its person, after a fresh proof, and of nobody else', async () => {
    const robin = await withApp()
    const kim = await withApp()
    const apps = await delegated(served, ['UserAuthenticationMethod.ReadWrite'])
    const token = await apps.of({ signInName: robin.name, password: robin.password, totpSecret: robin.totpSecret })
    await apps.stop()
    const [app] = await idsOf(robin, 'softwareOathMethods')
    const preference = { userPreferredMethodForSecondaryAuthentication: 'oath' }
    for (const base of ['/me/authentication', `/users/${robin.id}/authentication`]) {
      expect(await status(token, 'GET', `${base}/methods`)).toBe(200)
      expect(await status(token, 'PATCH', `${base}/signInPreferences`, preference)).toBe(204)
    }
    expect(await status(token, 'GET', at(kim, 'methods'))).toBe(403)
    expect(await status(token, 'PATCH', at(kim, 'signInPreferences'), preference)).toBe(403)
    expect(await status(token, 'DELETE', at(kim, `softwareOathMethods/${(await idsOf(kim, 'methods'))[1]}`))).toBe(403)
    const changes = [{ do: 'remove_method', accountId: kim.id, methodId: (await idsOf(kim, 'methods'))[1] }]
    expect(await status(token, 'POST', '/admit/changes', { changes })).toBe(403)
    expect(await status(token, 'POST', at(robin, 'temporaryAccessPassMethods'), {})).toBe(403)
    const contact = { phoneNumber: '+33 612345678', phoneType: 'mobile' }
    expect(await status(token, 'POST', '/me/authentication/phoneMethods', contact)).toBe(403)
    expect(await status(token, 'DELETE', `/me/authentication/softwareOathMethods/${app}`)).toBe(204)
    expect(await idsOf(robin, 'softwareOathMethods')).toEqual([])
  })

  it('is not enough for an administrator to change those of others', async () => {
    const robin = await withApp()
    // With a fresh proof, so that nothing else is missing.
    await apply({ do: 'set_mfa_state', accountId: person('simon').id, state: 'enforced' })
    const apps = await delegated(served, ['UserAuthenticationMethod.ReadWrite', 'User.Read.All'])
    const token = await apps.of(person('simon'))
    await apps.stop()
    const [app] = await idsOf(robin, 'softwareOathMethods')
    const changes = [{ do: 'remove_method', accountId: robin.id, methodId: app }]
    const refused = await send(token, 'POST', '/admit/changes', { changes })
    expect(refusalOf(refused)).toMatchObject({ status: 403, code: 'auth.forbidden' })
    expect(await status(token, 'DELETE', at(robin, `softwareOathMethods/${app}`))).toBe(403)
    expect(await idsOf(robin, 'softwareOathMethods')).toEqual([app])
    const own = { changes: [{ do: 'prefer_method', accountId: person('simon').id, methodId: null }] }
    expect(await status(token, 'POST', '/admit/changes', own)).toBe(200)
  })
})

describe('a password that others reset, as a long-running operation', () => {
  it('is answered with where it can be asked for, and says that it is done', async () => {
    const robin = await withApp()
    const made = await send('simon', 'POST', at(robin, `methods/${passwordId}/resetPassword`), {})
    expect([made.status, made.body['newPassword']]).toEqual([202, expect.stringMatching(/^\S{8,}$/)])
    const listed = await send('simon', 'GET', at(robin, 'operations'))
    const [operation] = listed.body.value
    expect(listed.body.value).toHaveLength(1)
    const one = await send('simon', 'GET', at(robin, `operations/${operation?.['id']}`))
    expect(one.body).toMatchObject({
      id: operation?.['id'],
      status: 'succeeded',
      createdDateTime: expect.stringMatching(/^\d{4}-/),
      resourceLocation: expect.stringContaining(at(robin, `methods/${passwordId}`)),
    })
    const chosen = { newPassword: 'orchid-ladder bakes 7' }
    const own = await send('simon', 'POST', at(robin, `methods/${passwordId}/resetPassword`), chosen)
    expect([own.status, Object.keys(own.body)]).toEqual([202, ['@odata.context']])
    expect((await send('simon', 'GET', at(robin, 'operations'))).body.value).toHaveLength(2)
    // Of this person, and of no other change.
    expect(await status('simon', 'GET', at(person('alice'), `operations/${operation?.['id']}`))).toBe(404)
    expect(await status('simon', 'GET', at(robin, `operations/${randomUUID()}`))).toBe(404)
    expect(await status('marc', 'GET', at(robin, `operations/${operation?.['id']}`))).toBe(403)
    const { operationId } = await apply({ do: 'require_password_change', accountId: robin.id })
    expect(await status('simon', 'GET', at(robin, `operations/${operationId}`))).toBe(404)
  })
})

describe('SEC-30: another organisation', () => {
  it('finds nothing of these people at any of the addresses', async () => {
    const company = await secondCompany(served.running.admit, served.origin)
    const robin = await withApp()
    const [app] = await idsOf(robin, 'softwareOathMethods')
    const reset = await send('simon', 'POST', at(robin, `methods/${passwordId}/resetPassword`), {})
    expect(reset.status).toBe(202)
    const [operation] = await idsOf(robin, 'operations')
    for (const path of [
      ...['methods', `methods/${passwordId}`, 'signInPreferences', 'phoneMethods', 'emailMethods', 'requirements'],
      ...['windowsHelloForBusinessMethods', `softwareOathMethods/${app}`, 'operations', `operations/${operation}`],
    ]) {
      const { status: said, body } = await send(company.session, 'GET', at(robin, path))
      expect([path, said, body.value]).toEqual([path, 404, undefined])
    }
    const preference = { isSystemPreferredAuthenticationMethodEnabled: true }
    expect(await status(company.session, 'PATCH', at(robin, 'signInPreferences'), preference)).toBe(404)
    expect(await status(company.session, 'DELETE', at(robin, `softwareOathMethods/${app}`))).toBe(404)
    expect(await idsOf(robin, 'softwareOathMethods')).toEqual([app])
  })
})
