import { grantsOf } from '../changes/held-roles.ts'
import { allowedFor, isAllowed } from '../methods/allowed.ts'
import type { SentKind } from '../methods/methods.ts'
import type { Account, TenantPart } from '../snapshot.ts'
import type { ResetRules } from './reset-rules.ts'

/** What may prove in a reset of one's own password, in the order in which it is asked for. */
export const resetMethods = ['email', 'sms', 'voice', 'totp'] as const
export type ResetMethod = (typeof resetMethods)[number]

/** Those that are a code which is sent: a reset begins with one, so that nobody guesses at what was not asked for. */
export type SentMethod = Exclude<ResetMethod, 'totp'>
export const isSentMethod = (method: ResetMethod): method is SentMethod => method !== 'totp'

/** Two proofs are of two kinds: a text and a call reach the same phone. */
export type ResetKind = SentKind | 'totp'
export const kindOf = (method: ResetMethod): ResetKind => (method === 'sms' || method === 'voice' ? 'phone' : method)
export const kindsOf = (methods: readonly ResetMethod[]): readonly ResetKind[] => [...new Set(methods.map(kindOf))]

/** What the rules let prove, each once and in order; left out, all of it. */
export const methodsOf = ({ methods = resetMethods }: Pick<ResetRules, 'methods'>): readonly ResetMethod[] =>
  resetMethods.filter((one) => methods.includes(one))

/** Whether it is enough for the proofs that are asked: a code that is sent, and as many kinds as there are proofs. */
export function areEnough(methods: readonly ResetMethod[], proofs: number): boolean {
  return methods.some(isSentMethod) && kindsOf(methods).length >= proofs
}

/**
 * How many proofs a person gives. Whoever administers gives two, whatever the rules; so does who has no second factor but codes of one
 * kind that is sent: a mailbox alone would be both, the new password and what is asked for after it.
 */
export const proofsOf = (account: Account, { proofs }: Pick<ResetRules, 'proofs'>): 1 | 2 =>
  grantsOf(account).length > 0 || isOneChannel(account) ? 2 : proofs

function isOneChannel({ methods }: Account): boolean {
  const kinds = new Set(methods.filter(({ isUsable }) => isUsable).map(({ kind }) => kind))
  kinds.delete('recovery_codes')
  return kinds.size === 1 && (kinds.has('email') || kinds.has('phone'))
}

type Here = Pick<TenantPart, 'selfServiceReset' | 'methodRules' | 'unsent'>

/** What may prove here, whoever it is: what the rules name, what is not forbidden to everybody, and what something here sends. */
export function openMethods(tenant: Here): readonly ResetMethod[] {
  return methodsOf(tenant.selfServiceReset ?? {}).filter((one) => {
    const kind = kindOf(one)
    if (kind !== 'totp' && tenant.unsent?.includes(kind)) return false
    return one === 'email' || allowedFor(tenant, one) !== 'nobody'
  })
}

/**
 * What of it a person could set up. An address on file is no way to sign in, so what is allowed for signing in says nothing of it; a phone
 * and an app are as bad a proof here as there.
 */
export const openTo = (account: Account, tenant: Here): readonly ResetMethod[] =>
  openMethods(tenant).filter((one) => one === 'email' || isAllowed(one, account, tenant))

/** What of it the person has. */
export const heldOf = (account: Account, tenant: Here): readonly ResetMethod[] =>
  openTo(account, tenant).filter((one) => has(account, one))

function has(account: Account, method: ResetMethod): boolean {
  const phones = account.contactPhones ?? []
  switch (method) {
    case 'email':
      return hasAddress(account)
    case 'sms':
      // Where a desk telephone stands no text is read.
      return phones.some((one) => one !== 'office')
    case 'voice':
      return phones.length > 0
    case 'totp':
      return account.methods.some(({ kind, isUsable }) => kind === 'totp' && isUsable)
  }
}

/** Whether the person is written to at an address of which nobody needs the password to read it: the sign-in name does not count. */
export function hasAddress({ hasContactMail, attributes }: Account): boolean {
  const { mail } = attributes
  return hasContactMail === true || (typeof mail === 'string' && mail !== '')
}

/** The person as if they had no such address. */
export function withoutAddress({ hasContactMail: _, mailUndeliverableAt: __, ...account }: Account): Account {
  const { mail: ___, ...attributes } = account.attributes
  return { ...account, attributes }
}

/** What each is called, as it stands in a sentence. */
export const resetMethodName: Readonly<Record<ResetMethod, string>> = {
  email: 'a code by e-mail',
  sms: 'a code by text message',
  voice: 'a code by call',
  totp: 'a code of an authenticator app',
}

/** What a person has on file of a kind, as it stands in a sentence. */
export const resetKindName: Readonly<Record<ResetKind, string>> = {
  email: 'an e-mail address that is read without the password',
  phone: 'a phone number in the contact info',
  totp: 'an authenticator app that counts',
}
