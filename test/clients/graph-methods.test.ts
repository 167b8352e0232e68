import { Client, type GraphError, PageIterator, ResponseType } from '@microsoft/microsoft-graph-client'
import type {
  AuthenticationMethodsPolicy,
  EmailAuthenticationMethod,
  Invitation,
  LongRunningOperation,
  PasswordResetResponse,
  PhoneAuthenticationMethod,
  TemporaryAccessPassAuthenticationMethod,
  User,
  UserRegistrationDetails,
  UserRegistrationFeatureSummary,
  UserRegistrationMethodSummary,
} from '@microsoft/microsoft-graph-types'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { addSecret } from '../../src/app/clients.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { appCaller, type Caller, everyPermission, secondCompany } from '../support/companies.ts'
import { delegated } from '../support/delegated.ts'
import { person } from '../support/demo.ts'
import { plainApp } from '../support/register-app.ts'
import { trustAuthority } from '../support/trust.ts'

/** Microsoft's own JavaScript client as its makers give it out, on what people prove with. */
let served: Served
let origin: string
let company: Awaited<ReturnType<typeof secondCompany>>
/** An app of another organisation, and an Authentication Administrator of the demo company. */
let app: Client
let admin: Client

beforeAll(async () => {
  served = await serveDemo()
  trustAuthority(served.running.caPath as string)
  origin = served.running.config.origins.find((one) => one.startsWith('https:')) as string
  company = await secondCompany(served.running.admit, served.origin)
  app = clientWith(await methodsApp())
  // What is sensitive asks for a fresh proof of the strongest, which the token then says.
  const enforced = { do: 'set_mfa_state', accountId: person('simon').id, state: 'enforced' } as const
  await applyChanges(served.running.admit, commandLine(served.demo.tenant.id), [enforced], null)
  const apps = await delegated(served, ['UserAuthenticationMethod.ReadWrite.All', 'AuditLog.Read.All', 'User.Read.All'])
  admin = clientWith(await apps.of(person('simon')))
  await apps.stop()
})
afterAll(() => served.stop())

function clientWith({ authorization = '' }: Caller): Client {
  return Client.init({
    baseUrl: `${origin}/`,
    defaultVersion: 'v1.0',
    customHosts: new Set([new URL(origin).hostname]),
    authProvider: (done) => done(null, authorization.replace('Bearer ', '')),
  })
}

/** An app that looks after how people prove themselves. */
async function methodsApp(): Promise<Caller> {
  const { admit } = served.running
  const id = crypto.randomUUID()
  const more = ['UserAuthenticationMethod.ReadWrite.All', 'Policy.ReadWrite.AuthenticationMethod', 'User.Invite.All']
  const settings = { ...plainApp(id), name: 'Methods', appPermissions: [...everyPermission, ...more] }
  await applyChanges(admit, commandLine(company.tenantId), [{ do: 'put_app', app: settings }], null)
  const by = { actor: null, actorKind: 'system' as const, at: admit.now() }
  const { secret } = await withTenant(admit.store, company.tenantId, (t) => addSecret(t, id, by))
  return appCaller(served.origin, company.tenantId, id, secret)
}

const refusalOf = (work: Promise<unknown>): Promise<{ readonly status: number; readonly code: string }> =>
  work.then(
    () => ({ status: 200, code: 'none' }),
    (error: GraphError) => ({ status: error.statusCode, code: JSON.parse(error.body).innerError.code as string }),
  )
const passwordId = '28c10230-6103-485e-b985-444c60001490'

describe('X11: the official client of Graph, unmodified, on what people prove with', () => {
  it('sets, changes, reads and removes how somebody is reached, and gives a pass', async () => {
    const at = `/users/${company.ids.person}/authentication`
    const phone: PhoneAuthenticationMethod = { phoneNumber: '+1 2065555555', phoneType: 'mobile' }
    const made: PhoneAuthenticationMethod = await app.api(`${at}/phoneMethods`).post(phone)
    expect(made).toMatchObject({ ...phone, smsSignInState: 'notSupported', id: '3179e48a-750b-4051-897c-87b9720928f7' })
    await app.api(`${at}/phoneMethods/${made.id}`).patch({ phoneNumber: '+1 2065555554', phoneType: 'mobile' })
    expect((await app.api(`${at}/phoneMethods/${made.id}`).get()).phoneNumber).toBe('+1 2065555554')
    const sms = app.api(`${at}/phoneMethods/${made.id}/enableSmsSignIn`).post({})
    expect(await refusalOf(sms)).toEqual({ status: 400, code: 'method.no_sms_sign_in' })
    await app.api(`${at}/phoneMethods/${made.id}`).delete()
    expect((await app.api(`${at}/phoneMethods`).get()).value).toEqual([])
    const mail: EmailAuthenticationMethod = await app
      .api(`${at}/emailMethods`)
      .post({ emailAddress: 'kim@home.example' } satisfies EmailAuthenticationMethod)
    expect(mail).toMatchObject({ id: '3ddfcfc8-9383-446f-83cc-3ab9be4be18f', emailAddress: 'kim@home.example' })
    const pass: TemporaryAccessPassAuthenticationMethod = await app
      .api(`${at}/temporaryAccessPassMethods`)
      .post({ lifetimeInMinutes: 60, isUsableOnce: true })
    expect(pass).toMatchObject({ isUsableOnce: true, temporaryAccessPass: expect.any(String), isUsable: true })
    const all = await app.api(`${at}/methods`).get()
    expect(all.value.map((one: Record<string, string>) => one['@odata.type'])).toEqual([
      '#microsoft.graph.temporaryAccessPassAuthenticationMethod',
      '#microsoft.graph.emailAuthenticationMethod',
    ])
    await app.api(`${at}/temporaryAccessPassMethods/${pass.id}`).delete()
    for (const name of ['microsoftAuthenticatorMethods', 'windowsHelloForBusinessMethods', 'platformCredentialMethods'])
      expect((await app.api(`${at}/${name}`).get()).value).toEqual([])
    expect(await app.api(`${at}/requirements`).get()).toMatchObject({ perUserMfaState: 'disabled' })
  })

  it('resets a password, and follows the operation to its end', async () => {
    const at = `/users/${person('alice').id}/authentication`
    const response: Response = await admin
      .api(`${at}/methods/${passwordId}/resetPassword`)
      .responseType(ResponseType.RAW)
      .post({})
    expect(response.status).toBe(202)
    const { newPassword } = (await response.json()) as PasswordResetResponse
    expect(newPassword).toMatch(/^\S{8,}$/)
    const location = new URL(response.headers.get('location') as string)
    expect([location.origin, location.pathname]).toEqual([origin, expect.stringContaining(`/v1.0${at}/operations/`)])
    const operation: LongRunningOperation = await admin.api(location.href).get()
    expect(operation).toMatchObject({ status: 'succeeded', id: location.pathname.split('/').at(-1) })
    const plain: PasswordResetResponse = await admin
      .api(`${at}/methods/${passwordId}/resetPassword`)
      .post({ newPassword: 'orchid-ladder bakes 7' })
    expect(plain.newPassword).toBeUndefined()
    const other = clientWith(company.app)
    expect((await refusalOf(other.api(location.pathname.replace('/v1.0', '')).get())).status).toBe(403)
    expect((await refusalOf(app.api(location.pathname.replace('/v1.0', '')).get())).status).toBe(404)
  })

  it('says what somebody is asked for first', async () => {
    const at = `/users/${person('alice').id}/authentication/signInPreferences`
    const word = 'userPreferredMethodForSecondaryAuthentication'
    await admin.api(at).patch({ [word]: 'oath' })
    expect(await admin.api(at).get()).toMatchObject({
      [word]: 'oath',
      isSystemPreferredAuthenticationMethodEnabled: false,
    })
    await admin.api(at).patch({ isSystemPreferredAuthenticationMethodEnabled: true })
    expect(await admin.api(at).get()).toMatchObject({
      [word]: null,
      isSystemPreferredAuthenticationMethodEnabled: true,
    })
    expect((await refusalOf(admin.api(at).patch({ [word]: 'push' }))).status).toBe(400)
    const leo = `/users/${person('leo').id}/authentication/signInPreferences`
    expect(await refusalOf(admin.api(leo).patch({ [word]: 'oath' }))).toEqual({ status: 403, code: 'change.forbidden' })
  })

  it('reads the report of registrations, page by page, filtered, and counted', async () => {
    const report = '/reports/authenticationMethods'
    const first = await admin.api(`${report}/userRegistrationDetails`).top(5).get()
    const seen: UserRegistrationDetails[] = []
    await new PageIterator(admin, first, (one: UserRegistrationDetails) => seen.push(one) > 0).iterate()
    const users: { readonly value: readonly User[] } = await admin.api('/users').top(999).get()
    expect(seen.map(({ id }) => id).toSorted()).toEqual(users.value.map(({ id }) => id).toSorted())
    const without = await admin
      .api(`${report}/userRegistrationDetails`)
      .filter('isMfaRegistered eq false')
      .orderby('userDisplayName')
      .select('id,userPrincipalName,isMfaRegistered')
      .top(999)
      .get()
    expect(without.value.map(({ id }: UserRegistrationDetails) => id).toSorted()).toEqual(
      seen.flatMap(({ id, isMfaRegistered }) => (isMfaRegistered ? [] : [id])).toSorted(),
    )
    expect(Object.keys(without.value[0])).toEqual(['id', 'userPrincipalName', 'isMfaRegistered'])
    const one: UserRegistrationDetails = await admin.api(`${report}/userRegistrationDetails/${seen[0]?.id}`).get()
    expect(one).toMatchObject({ ...seen[0], lastUpdatedDateTime: expect.any(String) })
    const given = "(includedUserTypes='all',includedUserRoles='all')"
    const features: UserRegistrationFeatureSummary = await admin.api(`${report}/usersRegisteredByFeature${given}`).get()
    const methods: UserRegistrationMethodSummary = await admin.api(`${report}/usersRegisteredByMethod${given}`).get()
    expect(features.userRegistrationFeatureCounts?.map(({ feature }) => feature)).toEqual([
      ...['ssprRegistered', 'ssprEnabled', 'ssprCapable', 'passwordlessCapable', 'mfaCapable'],
    ])
    const apps = methods.userRegistrationMethodCounts?.find(
      ({ authenticationMethod }) => authenticationMethod === 'softwareOneTimePasscode',
    )
    expect(apps?.userCount).toBeGreaterThan(5)
  })

  it('reads and changes which methods are allowed, and invites', async () => {
    const policy: AuthenticationMethodsPolicy = await app.api('/policies/authenticationMethodsPolicy').get()
    expect(policy.policyMigrationState).toBe('migrationComplete')
    const at = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations'
    expect((await app.api(at).get()).value).toEqual(policy.authenticationMethodConfigurations)
    await app.api(`${at}/Voice`).patch({ state: 'disabled' })
    expect((await app.api(`${at}/Voice`).get()).state).toBe('disabled')
    await app.api(`${at}/Voice`).patch({ state: 'enabled' })
    const invitation: Invitation = await app.api('/invitations').post({
      invitedUserEmailAddress: 'mia@partner.example',
      inviteRedirectUrl: `${served.origin}/myapps`,
      invitedUserMessageInfo: { ccRecipients: [], messageLanguage: null },
      resetRedemption: null,
    } as unknown as Invitation)
    expect(invitation).toMatchObject({
      status: 'PendingAcceptance',
      sendInvitationMessage: false,
      resetRedemption: false,
    })
  })
})
