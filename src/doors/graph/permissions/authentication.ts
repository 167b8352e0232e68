import { type Asks, both, persons } from './asks.ts'

const people = '/v1.0/users/:id/authentication'
const me = '/v1.0/me/authentication'

/** Below the own id somebody reads and changes what stands below `me`: whose it is, is asked inside. */
const own = (of: 'Read' | 'ReadWrite'): Asks => ({
  delegated: [`UserAuthenticationMethod.${of}`, `UserAuthenticationMethod.${of}.All`],
  application: [`UserAuthenticationMethod.${of}.All`],
})
const [reads, writes] = [own('Read'), own('ReadWrite')]
const others = both('UserAuthenticationMethod.ReadWrite.All')
const ownReads = persons('UserAuthenticationMethod.Read', 'UserAuthenticationMethod.Read.All')
const ownWrites = persons('UserAuthenticationMethod.ReadWrite', 'UserAuthenticationMethod.ReadWrite.All')

/** What people set up, or are given: it is read, and taken away. */
const held = [
  ...['softwareOathMethods', 'fido2Methods', 'temporaryAccessPassMethods'],
  ...['microsoftAuthenticatorMethods', 'windowsHelloForBusinessMethods', 'platformCredentialMethods'],
]
/** How they are reached: it is written too. */
const reached = ['emailMethods', 'phoneMethods']

function below(at: string, asks: { readonly reads: Asks; readonly writes: Asks }): Record<string, Asks> {
  const shown = ['methods', 'passwordMethods', ...held, ...reached]
  const read = [...shown, ...shown.map((name) => `${name}/:method`), 'requirements', 'signInPreferences']
  const sms = ['enableSmsSignIn', 'disableSmsSignIn'].map((act) => `POST ${at}/phoneMethods/:method/${act}`)
  const written = [
    ...[...held, ...reached].map((name) => `DELETE ${at}/${name}/:method`),
    ...reached.flatMap((name) => [`POST ${at}/${name}`, `PATCH ${at}/${name}/:method`]),
    ...[`PATCH ${at}/signInPreferences`, ...sms],
  ]
  return Object.fromEntries([
    ...read.map((name) => [`GET ${at}/${name}`, asks.reads]),
    ...written.map((key) => [key, asks.writes]),
  ])
}

/** What a token must carry for what people prove with. */
export const authenticationPermissions: Readonly<Record<string, Asks>> = {
  ...below(people, { reads, writes }),
  ...below(me, { reads: ownReads, writes: ownWrites }),
  [`PATCH ${people}/requirements`]: others,
  [`POST ${people}/temporaryAccessPassMethods`]: others,
  [`POST ${people}/methods/:method/resetPassword`]: others,
  [`GET ${people}/operations`]: reads,
  [`GET ${people}/operations/:operation`]: reads,
}
