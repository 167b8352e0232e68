import type { PersonsMethods } from '../../../app/methods/methods-of.ts'
import { stateOf } from '../../../core/methods/temporary-pass.ts'
import { AppError } from '../../../errors.ts'
import type { MethodRow, PassRow } from '../../../store/methods.ts'
import { iso } from './instant.ts'

/** The id that every password has among the methods of a person. */
export const passwordId = '28c10230-6103-485e-b985-444c60001490'

/** What people set up themselves, as Graph calls and shows it. */
export type SetUp = {
  readonly name: string
  readonly kind: MethodRow['kind']
  readonly type: string
  readonly shape: (one: MethodRow) => object
}

/** The collections of what people set up and Graph knows no address or number of. */
export const setUp: readonly SetUp[] = [
  {
    name: 'softwareOathMethods',
    kind: 'totp',
    type: 'softwareOathAuthenticationMethod',
    shape: ({ id, createdAt }) => ({ id, secretKey: null, createdDateTime: iso(createdAt) }),
  },
  {
    name: 'fido2Methods',
    kind: 'passkey',
    type: 'fido2AuthenticationMethod',
    // Nobody is asked to prove of which make a key is.
    shape: ({ id, name, createdAt }) => ({
      ...{ id, displayName: name, createdDateTime: iso(createdAt) },
      ...{ aaGuid: null, model: null, attestationCertificates: [], attestationLevel: 'notAttested' },
    }),
  },
]

/** The collections of what nobody has here: they are empty, and what is sought in them is not there. */
export const without = [
  'microsoftAuthenticatorMethods',
  'windowsHelloForBusinessMethods',
  'platformCredentialMethods',
] as const

/**
 * The methods of a kind that count. Whoever is to register anew has none (A7): what they had before is good for nothing, so it is not
 * there for who counts what is. A passkey of another address of ours is good there.
 */
export function counting({ methods }: PersonsMethods, kind: MethodRow['kind']): readonly MethodRow[] {
  return methods.filter((one) => one.kind === kind && (one.isUsable || one.madeFor !== undefined))
}

/** The one of this id among those of a kind that count; throws `method.not_found`. */
export function oneCounting(all: PersonsMethods, kind: MethodRow['kind'], id: string): MethodRow {
  const found = counting(all, kind).find((one) => one.id === id)
  if (found === undefined) throw new AppError('method.not_found')
  return found
}

/** The password as a method; none where there is none. */
export const passwordsOf = ({ passwordSetAt }: PersonsMethods) =>
  passwordSetAt === null ? [] : [{ id: passwordId, password: null, createdDateTime: iso(passwordSetAt) }]

/** The pass of this id; throws `method.not_found`. */
export function passNamed({ pass }: PersonsMethods, id: string): PassRow {
  if (pass?.id !== id) throw new AppError('method.not_found')
  return pass
}

const usability = { good: 'EnabledByPolicy', early: 'NotYetValid', over: 'Expired', used: 'OneTimeUsed' } as const

/** A pass without what is typed. */
export function passShape(pass: PassRow, now: number) {
  const state = stateOf(pass, now)
  return {
    id: pass.id,
    temporaryAccessPass: null,
    createdDateTime: iso(pass.createdAt),
    startDateTime: iso(pass.startsAt),
    lifetimeInMinutes: Math.round((pass.endsAt - pass.startsAt) / 60_000),
    isUsableOnce: pass.uses === 'one',
    isUsable: state === 'good',
    methodUsabilityReason: usability[state],
  }
}

/** An item of a list of several types, which says what it is. */
export const typed = (name: string, shape: object) => ({ '@odata.type': `#microsoft.graph.${name}`, ...shape })

/** All methods of a person but those by mail and by telephone, each with its type. */
export function allOf(all: PersonsMethods, now: number): readonly object[] {
  const { pass } = all
  return [
    ...passwordsOf(all).map((one) => typed('passwordAuthenticationMethod', one)),
    ...setUp.flatMap(({ kind, type, shape }) => counting(all, kind).map((one) => typed(type, shape(one)))),
    ...(pass === null ? [] : [typed('temporaryAccessPassAuthenticationMethod', passShape(pass, now))]),
  ]
}
