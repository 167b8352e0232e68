import type { Instant } from '../snapshot.ts'

/** What a person may have registered to prove who they are with, beside the password. */
export type MethodKind = 'totp' | 'recovery_codes' | 'passkey' | 'email' | 'phone'

/**
 * What somebody proved who they are with: a method, the password, a pass that an administrator made for them, or another provider, which
 * may have seen a second factor as well.
 */
export type ProvedBy = MethodKind | 'password' | 'temporary_pass' | 'provider' | 'provider_factor'

export type Method = {
  readonly id: string
  readonly kind: MethodKind
  readonly isUsable: boolean
  /** Since when nothing arrives that is sent to it; left out where it does, or nothing was sent. */
  readonly undeliverableAt?: Instant
  /** The host a passkey was made for, where that is another than ours; left out where it can be used here. */
  readonly madeFor?: string
}

type Facts = {
  /** As it stands in a sentence. */
  readonly name: string
  /** What it is among the authentication methods of RFC 8176. */
  readonly amr: readonly string[]
  /** `alone`: it proves two factors by itself. `second`: it proves one, beside the password. */
  readonly proves: 'first' | 'second' | 'alone'
  /** Whether it counts as set up: what is there for a day when nothing else is at hand does not. */
  readonly isOfEveryDay: boolean
  /** How hard it is for somebody else to prove with it, as a second factor; what takes the place of any other is as hard as any. */
  readonly hardness: 0 | 1 | 2 | 3
}

const facts: Readonly<Record<ProvedBy, Facts>> = {
  password: { name: 'password', amr: ['pwd'], proves: 'first', isOfEveryDay: true, hardness: 0 },
  totp: { name: 'authenticator app', amr: ['otp'], proves: 'second', isOfEveryDay: true, hardness: 2 },
  // Over another channel, by which it is told from an app.
  email: { name: 'code by e-mail', amr: ['otp', 'mca'], proves: 'second', isOfEveryDay: true, hardness: 1 },
  phone: { name: 'code by phone', amr: ['sms'], proves: 'second', isOfEveryDay: true, hardness: 1 },
  recovery_codes: { name: 'recovery codes', amr: ['otp'], proves: 'second', isOfEveryDay: false, hardness: 3 },
  passkey: { name: 'passkey', amr: ['pop', 'user'], proves: 'alone', isOfEveryDay: true, hardness: 3 },
  temporary_pass: { name: 'Temporary Access Pass', amr: ['otp'], proves: 'alone', isOfEveryDay: false, hardness: 3 },
  // As Entra ID says it: RFC 8176 has no name for it.
  provider: { name: 'identity provider', amr: ['fed'], proves: 'first', isOfEveryDay: true, hardness: 0 },
  provider_factor: {
    name: 'second factor at the identity provider',
    amr: ['fed'],
    proves: 'second',
    isOfEveryDay: true,
    hardness: 3,
  },
}

/** Every kind that people have. */
export const methodKinds = [
  'totp',
  'recovery_codes',
  'passkey',
  'email',
  'phone',
] as const satisfies readonly MethodKind[]

/** What people set up for every day, the first that is offered first. */
export const dayKinds = ['totp', 'passkey', 'email', 'phone'] as const satisfies readonly MethodKind[]

/** The kinds whose codes are sent to an address or a number. */
export type SentKind = Extract<MethodKind, 'email' | 'phone'>

/** The numbers of a person's contact info, the one first that a code is sent to. */
export const phoneKinds = ['mobile', 'alternateMobile', 'office'] as const
export type PhoneKind = (typeof phoneKinds)[number]

/** Whether the codes of a kind are sent, and come from nothing that the person holds. */
export const isSent = (kind: ProvedBy): kind is SentKind => kind === 'email' || kind === 'phone'

/** The name of a kind, as it stands in a sentence. */
export const methodName = (kind: ProvedBy): string => facts[kind].name

/** How strong a proof is, the weakest first: each is good wherever one before it is asked for. */
export const strengths = ['single_factor', 'multi_factor', 'passwordless', 'phishing_resistant'] as const
export type Strength = (typeof strengths)[number]

/** How strong it is to have proved who one is with these. */
export function strengthOf(methods: readonly ProvedBy[]): Strength {
  // It is tied to our address and asks the person for itself, whatever else was given.
  if (methods.includes('passkey')) return 'phishing_resistant'
  const isWhole =
    methods.some((one) => facts[one].proves === 'alone') ||
    (methods.some((one) => facts[one].proves === 'first') && methods.some((one) => facts[one].proves === 'second'))
  return isWhole ? 'multi_factor' : 'single_factor'
}

/** Whether a proof is as strong as is asked for. */
export function isAsStrong(proved: Strength, asked: Strength): boolean {
  return strengths.indexOf(proved) >= strengths.indexOf(asked)
}

/** The names of RFC 8176 for what was proved with, `mfa` where it was more than one factor. */
export function amrOf(methods: readonly ProvedBy[]): string[] {
  const names = new Set(methods.flatMap((one) => facts[one].amr))
  if (isAsStrong(strengthOf(methods), 'multi_factor')) names.add('mfa')
  return [...names]
}

/** What was proved with, as far as the names of RFC 8176 that we gave it tell. */
export function methodsOfAmr(amr: readonly string[]): ProvedBy[] {
  const has = (name: string) => amr.includes(name)
  if (has('pop')) return has('pwd') ? ['password', 'passkey'] : ['passkey']
  if (has('fed')) return ['provider', ...(has('mfa') ? [secondOfAmr(amr)] : [])]
  if (!has('pwd')) return has('mfa') ? ['temporary_pass'] : ['password']
  if (!has('mfa')) return ['password']
  return ['password', sentOfAmr(amr) ?? 'totp']
}

/** What a second factor was that a provider's answer came with: our own, where one was asked here. */
function secondOfAmr(amr: readonly string[]): ProvedBy {
  return sentOfAmr(amr) ?? (amr.includes('otp') ? 'totp' : 'provider_factor')
}

/** What was sent, where the code was. */
function sentOfAmr(amr: readonly string[]): SentKind | null {
  return amr.includes('sms') ? 'phone' : amr.includes('mca') ? 'email' : null
}

/** Whether it was proved to another provider. */
export const isProvider = (kind: ProvedBy): kind is 'provider' | 'provider_factor' =>
  kind === 'provider' || kind === 'provider_factor'

/** Whether a password was given: of who proves otherwise, its age and whose choice it was are nothing to the sign-in. */
export function isPasswordGiven({ methods }: { readonly methods?: readonly ProvedBy[] }): boolean {
  return methods === undefined || methods.length === 0 || methods.includes('password')
}

/** Whether it was proved by what no number of tries finds, and by nothing else: wrong passwords of others are nothing to it. */
export function isUnguessable({ methods }: { readonly methods?: readonly ProvedBy[] }): boolean {
  return (
    methods !== undefined &&
    methods.length > 0 &&
    (methods.includes('provider') || methods.every((one) => one === 'passkey'))
  )
}

/** Whether a method is usable, whoever may use it here. */
export function hasUsable({ methods }: { readonly methods: readonly Pick<Method, 'isUsable'>[] }): boolean {
  for (const method of methods) if (method.isUsable) return true
  return false
}

/** Whether it is good for every day: recovery codes and passes are for a day when nothing else is at hand. */
export const isDayKind = (kind: ProvedBy): boolean => facts[kind].isOfEveryDay

/** Whether it proves a first factor, or both alone. */
export const provesFirst = (kind: ProvedBy): boolean => facts[kind].proves !== 'second'

/** How hard it is for somebody else to prove with the hardest of these. */
export const hardnessOf = (kinds: readonly ProvedBy[]): number =>
  Math.max(0, ...kinds.map((one) => facts[one].hardness))

/** Whether it proves two factors by itself. */
export const provesAlone = (kind: ProvedBy): boolean => facts[kind].proves === 'alone'
