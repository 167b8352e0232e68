import type { Account, TenantPart } from '../snapshot.ts'
import { dayKinds, isDayKind, isProvider, type Method, methodName, type MethodKind, type ProvedBy } from './methods.ts'

/** What an organisation may allow or not: every way to prove who one is, texts and calls apart. */
export const ruledKinds = [
  ...(['password', 'totp', 'passkey', 'email', 'sms', 'voice'] as const),
  ...(['recovery_codes', 'temporary_pass'] as const),
] as const
export type RuledKind = (typeof ruledKinds)[number]

/** For whom a way is allowed: everybody, nobody, or members of any of these groups. */
export type Allowed = 'everybody' | 'nobody' | readonly string[]

/** The ways that are not allowed for everybody, and for whom they are. */
export type MethodRules = Readonly<Partial<Record<RuledKind, Exclude<Allowed, 'everybody'>>>>

/** The name of a way, as it stands in a sentence. */
export const ruledName = (kind: RuledKind): string =>
  kind === 'sms' ? 'code by text message' : kind === 'voice' ? 'code by call' : methodName(kind)

type Person = Pick<Account, 'memberOf'>
type Rules = Pick<TenantPart, 'methodRules'>

/** For whom the organisation allows a way. */
export const allowedFor = ({ methodRules }: Rules, kind: RuledKind): Allowed => methodRules?.[kind] ?? 'everybody'

/** Whether the person may use a way. */
export function isAllowed(kind: RuledKind, { memberOf }: Person, { methodRules }: Rules): boolean {
  const to = methodRules?.[kind]
  return to === undefined || (to !== 'nobody' && memberOf.some(({ groupId }) => to.includes(groupId)))
}

/**
 * Whether the person may prove who they are with it; a phone as long as either texts or calls are allowed. What is proved to another
 * provider is for that one to say.
 */
export function mayProve(kind: ProvedBy, person: Person, rules: Rules): boolean {
  if (rules.methodRules === undefined || isProvider(kind)) return true
  if (kind !== 'phone') return isAllowed(kind, person, rules)
  return isAllowed('sms', person, rules) || isAllowed('voice', person, rules)
}

/** What the person may set up for every day. */
export const maySetUp = (person: Person, rules: Rules) => dayKinds.filter((kind) => mayProve(kind, person, rules))

type Holder = Person & { readonly methods: readonly Pick<Method, 'kind' | 'isUsable'>[] }

/** Whether one of the methods can prove a second factor now, be it the last recovery code. */
export function canProve(account: Holder, rules: Rules): boolean {
  for (const { kind, isUsable } of account.methods) if (isUsable && mayProve(kind, account, rules)) return true
  return false
}

/** Whether a method is set up that is good for every day: recovery codes alone are none. */
export function isRegistered(account: Holder, rules: Rules): boolean {
  for (const { kind, isUsable } of account.methods)
    if (isUsable && isDayKind(kind) && mayProve(kind, account, rules)) return true
  return false
}

/** Kinds that the person has set up and may not use. */
export function kindsOff(account: Holder, rules: Rules): readonly MethodKind[] {
  if (rules.methodRules === undefined) return none
  const off = account.methods.filter(({ kind, isUsable }) => isUsable && !mayProve(kind, account, rules))
  return [...new Set(off.map(({ kind }) => kind))]
}

const none: readonly MethodKind[] = []

/** The rules with a way allowed for these people; undefined where everything is allowed for everybody. */
export function withAllowed(rules: MethodRules | undefined, kind: RuledKind, to: Allowed): MethodRules | undefined {
  const { [kind]: _, ...rest } = rules ?? {}
  const next: MethodRules = to === 'everybody' ? rest : { ...rest, [kind]: to }
  return Object.keys(next).length === 0 ? undefined : next
}

export function isSameAllowed(a: Allowed, b: Allowed): boolean {
  return typeof a === 'string' || typeof b === 'string' ? a === b : [...a].sort().join() === [...b].sort().join()
}
