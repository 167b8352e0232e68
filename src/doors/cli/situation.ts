import { isIP } from 'node:net'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Admit } from '../../app/admit.ts'
import { type Asked, reasonableProofNow } from '../../app/asked.ts'
import { appList, sharedList } from '../../app/directory.ts'
import { findPersonMeant, type PersonFound } from '../../app/find-person.ts'
import type { Viewer } from '../../app/viewer.ts'
import { nearest } from '../../core/nearest.ts'
import type { Instance } from '../../core/instance.ts'
import type { Proof } from '../../core/snapshot.ts'
import { isSameText, Unclear } from './cli.ts'

/** Where and how somebody signs in, as options. */
export type Situation = {
  readonly ip?: string
  readonly instance?: string
  readonly redirect?: string
  readonly scope?: readonly string[]
  readonly password?: 'right' | 'wrong' | 'none'
  readonly secondFactor?: 'yes' | 'passkey' | 'no' | 'wrong'
}

/** Adds the options that tell the situation to a command. */
export function situationOptions(command: Command): Command {
  return command
    .option('--ip <address>', 'where they sign in from; left out, nobody knows', address)
    .option('--instance <name>', 'the instance of the app, by name or id')
    .option('--redirect <address>', 'the address the app wants them back at')
    .option('--scope <scope>', 'a permission the app asks for; may be repeated', several)
    .addOption(new Option('--password <how>', 'the password typed (right)').choices(['right', 'wrong', 'none']))
    .addOption(
      new Option('--second-factor <how>', 'whether the second factor is given (yes, where one is registered)').choices([
        'yes',
        'passkey',
        'no',
        'wrong',
      ]),
    )
}

/** Collects an option that may be given several times. */
export function several(one: string, before: readonly string[] = []): readonly string[] {
  return [...before, one]
}

export type Question = { readonly asked: Asked; readonly person: PersonFound }

/** The attempt meant by a person, an app and a situation in an administrator's words. */
export async function questionOf(
  admit: Admit,
  viewer: Viewer,
  words: { readonly person: string; readonly app: string },
  situation: Situation,
): Promise<Question> {
  const person = await findPersonMeant(admit, viewer, words.person)
  if (person.is === 'several')
    throw new Unclear(`several people are called ${words.person}: ${person.names.join(', ')}`)
  const account = person.is === 'one' ? person.account : null
  const app = await appNamed(admit, viewer, words.app)
  const proof = proofOf(situation, await reasonableProofNow(admit, viewer.tenantId, account))
  const asked: Asked = {
    person: account === null ? { signInName: words.person } : { accountId: account.id },
    appId: app.id,
    ...(situation.instance === undefined
      ? {}
      : { instanceId: (await instanceNamed(admit, viewer, app, situation.instance)).id }),
    ...(situation.redirect === undefined ? {} : { redirectUri: situation.redirect }),
    ...(situation.scope === undefined ? {} : { scopes: situation.scope }),
    ...(situation.ip === undefined ? {} : { ip: situation.ip }),
    ...(proof === null ? {} : { proof }),
  }
  return { asked, person }
}

async function appNamed(
  admit: Admit,
  viewer: Viewer,
  named: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const apps = await appList(admit, viewer)
  const [only, ...more] = apps.filter(({ id, name }) => id === named || isSameText(name, named))
  if (only !== undefined && more.length === 0) return only
  if (only !== undefined)
    throw new Unclear(
      `several apps are called ${named}: give the id, one of ${[only, ...more].map(({ id }) => id).join(', ')}`,
    )
  const names = apps.map(({ name }) => name)
  const near = nearest(named, names, 3)
  throw new Unclear(
    `there is no app ${named}; ${near === null ? `there is ${names.join(', ')}` : `did you mean ${near}?`}`,
  )
}

async function instanceNamed(
  admit: Admit,
  viewer: Viewer,
  app: { readonly id: string; readonly name: string },
  named: string,
): Promise<Instance> {
  const all = (await sharedList(admit, viewer, 'instances')) as readonly Instance[]
  const instances = all.filter(({ appId }) => appId === app.id)
  const found = instances.find(({ id, name }) => id === named || isSameText(name, named))
  if (found !== undefined) return found
  throw new Unclear(
    `${app.name} has no instance ${named}; it has ${instances.map(({ name }) => name).join(', ') || 'none'}`,
  )
}

/** What is proved where something was said of it; null leaves the reasonable. */
function proofOf({ password, secondFactor }: Situation, reasonable: Proof): Proof | null {
  if (password === undefined && secondFactor === undefined) return null
  const credential = { right: 'verified', wrong: 'wrong', none: 'not_presented' } as const
  const factor = { yes: 'verified', passkey: 'verified', wrong: 'wrong', no: 'not_presented' } as const
  const { methods } = secondFactor === undefined ? reasonable : { methods: byPasskey[secondFactor] }
  return {
    credential: password === undefined ? reasonable.credential : credential[password],
    secondFactor: secondFactor === undefined ? reasonable.secondFactor : factor[secondFactor],
    ...(methods === undefined ? {} : { methods }),
  }
}

/** What was proved with, where it is not the password and a code. */
const byPasskey: Readonly<Record<string, Proof['methods'] | undefined>> = { passkey: ['password', 'passkey'] }

function address(text: string): string {
  if (isIP(text) === 0) throw new InvalidArgumentError('It is not an IPv4 or IPv6 address.')
  return text
}
