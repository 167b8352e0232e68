import type { Account, Proof, TenantPart } from '../snapshot.ts'
import { mayProve } from './allowed.ts'
import {
  isAsStrong,
  type Method,
  type MethodKind,
  methodName,
  type ProvedBy,
  type Strength,
  strengthOf,
} from './methods.ts'

/** The strengths that a policy can ask for; the first is any second factor. */
export const askedStrengths = ['multi_factor', 'passwordless', 'phishing_resistant'] as const
export type AskedStrength = (typeof askedStrengths)[number]

/** The name of a strength, as it stands in a sentence. */
export const strengthName: Readonly<Record<Strength, string>> = {
  single_factor: 'one factor',
  multi_factor: 'multi-factor authentication',
  passwordless: 'passwordless multi-factor authentication',
  phishing_resistant: 'phishing-resistant multi-factor authentication',
}

/** What was proved with in an attempt; where nobody says it, what most people have. */
export const provedWith = ({ credential, secondFactor, methods }: Proof): readonly ProvedBy[] =>
  methods ?? [
    ...(credential === 'verified' ? (['password'] as const) : []),
    ...(secondFactor === 'verified' ? (['totp'] as const) : []),
  ]

/** The proof with a second factor of this kind, beside the password or what was proved before; what was said of a wrong code is past. */
export function withProved(proof: Proof, kind: MethodKind): Proof {
  const isThere = proof.secondFactor === 'verified'
  const methods = isThere ? provedWith(proof) : (proof.methods ?? ['password'])
  if (isThere && methods.includes(kind)) return proof
  const { codeSteps: _, methods: __, ...rest } = proof
  const isUsual = kind === 'totp' && proof.methods === undefined
  return { ...rest, secondFactor: 'verified', ...(isUsual ? {} : { methods: [...new Set([...methods, kind])] }) }
}

/** How strong the proof of an attempt is: one factor until a second is verified, and then never less than two. */
export function strengthProved(proof: Proof): Strength {
  const proved = strengthOf(provedWith(proof))
  if (proof.secondFactor !== 'verified') return 'single_factor'
  return proved === 'single_factor' ? 'multi_factor' : proved
}

/** How strong it is to prove a method of this kind after the password. */
const strengthWith = (kind: MethodKind): Strength => strengthOf(['password', kind])

/** Whether proving a method of this kind is as strong as is asked for. */
export const provesAsMuch = (kind: MethodKind, asked: Strength): boolean => isAsStrong(strengthWith(kind), asked)

/** The methods of an account that it may use, by which as strong a proof as is asked for can be given. */
export function methodsAsStrong(
  { account, tenant }: { readonly account: Account; readonly tenant: TenantPart },
  asked: Strength,
): readonly Method[] {
  return account.methods.filter(
    ({ kind, isUsable }) => isUsable && provesAsMuch(kind, asked) && mayProve(kind, account, tenant),
  )
}

/** Methods in a sentence, each kind once: `authenticator app and passkey`; empty where there are none. */
export function methodsText(kinds: readonly ProvedBy[]): string {
  const names = [...new Set(kinds)].map(methodName)
  const [last, ...before] = names.toReversed()
  return last === undefined || before.length === 0 ? (last ?? '') : `${before.toReversed().join(', ')} and ${last}`
}
