import { nameKey } from '../naming/sign-in-name.ts'
import type { Account, Snapshot, TenantPart } from '../snapshot.ts'

/** Another OpenID Connect provider, at which people prove who they are. What it knows us by is nowhere in here. */
export type IdentityProvider = {
  readonly id: string
  readonly name: string
  /** As its discovery document says it, to the letter. */
  readonly issuer: string
  readonly clientId: string
  /** `public`: it knows us by no secret, and PKCE alone holds. */
  readonly client: 'confidential' | 'public'
  readonly scopes: readonly string[]
  /** What of its answer stays the same for one person; `oid` is `tid` and `oid` together, as Entra ID has it. */
  readonly subject: 'sub' | 'oid'
  /** What of its answer is the sign-in name of people in domains that are federated to it. */
  readonly nameClaim: 'preferred_username' | 'upn'
  /** Whether a second factor that was proved there counts here. */
  readonly secondFactor: 'trusted' | 'ours'
  /** A value of `acr` that says there were two factors, besides `mfa` in `amr`; null where there is none. */
  readonly mfaAcr: string | null
  /** Whether guests and personal accounts come by it. */
  readonly guests: 'welcome' | 'none'
}

/** The identity of a person at a provider, as far as decisions look at it. */
export type LinkedIdentity = { readonly providerId: string }

/** What became of asking a provider. `what` says more, and never holds anything that was in a token. */
export type ProviderAnswer = {
  readonly providerId: string
  readonly is: ProviderAnswerIs
  readonly what?: string
}

/**
 * `unreachable`: its discovery, keys or tokens could not be had. `refused`: it answered that it will not. `other_person`: somebody else
 * than was named. `other_subject`: the account of that name is linked with somebody else there. `not_linked`: nobody here is linked.
 */
export const providerAnswers = [
  ...(['good', 'unreachable', 'refused', 'invalid'] as const),
  ...(['other_person', 'other_subject', 'not_linked'] as const),
] as const
export type ProviderAnswerIs = (typeof providerAnswers)[number]

/** A provider of the tenant, or null. */
export function findProvider({ identityProviders }: TenantPart, id: string | undefined): IdentityProvider | null {
  return id === undefined || identityProviders === undefined || !Object.hasOwn(identityProviders, id)
    ? null
    : (identityProviders[id] ?? null)
}

/** The provider that the domain of a name is federated to, whoever has the name; null where it is managed here. */
export function providerOfName(tenant: TenantPart, name: string | null): IdentityProvider | null {
  if (name === null || tenant.identityProviders === undefined) return null
  const key = nameKey(name)
  const domain = key.slice(key.lastIndexOf('@') + 1)
  return findProvider(tenant, tenant.domains.find((one) => one.name === domain && one.isVerified)?.providerId)
}

/**
 * The provider that vouches for a person: that of the domain they sign in under. A guest's name under one of ours was made here, and
 * is nobody's there.
 */
export function providerOf(tenant: TenantPart, account: Account): IdentityProvider | null {
  if (tenant.identityProviders === undefined || (account.userType === 'guest' && account.invitation !== undefined))
    return null
  return providerOfName(tenant, account.signInName)
}

/** Whether the person comes in without anybody else: who comes by a provider is locked out where it is away, or says no. */
export function comesAlone({ account, tenant }: Pick<Snapshot, 'account' | 'tenant'>): boolean {
  return account !== null && providerOf(tenant, account) === null
}

/** The providers that guests and personal accounts may come by, in the order of their names. */
export function guestProviders({ identityProviders = {} }: TenantPart): readonly IdentityProvider[] {
  return Object.values(identityProviders)
    .filter(({ guests }) => guests === 'welcome')
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1))
}

/** Whether an answer says that the person proved two factors there, and that counts here. */
export function provesSecond(
  { secondFactor, mfaAcr }: IdentityProvider,
  { amr, acr }: { readonly amr: readonly string[]; readonly acr: string | null },
): boolean {
  return secondFactor === 'trusted' && (amr.includes('mfa') || (mfaAcr !== null && acr === mfaAcr))
}

/** Whether two are the same in everything. */
export function isSameProvider(a: IdentityProvider, b: IdentityProvider): boolean {
  return (
    a.id === b.id &&
    a.name === b.name &&
    a.issuer === b.issuer &&
    a.clientId === b.clientId &&
    a.client === b.client &&
    a.subject === b.subject &&
    a.nameClaim === b.nameClaim &&
    a.secondFactor === b.secondFactor &&
    a.mfaAcr === b.mfaAcr &&
    a.guests === b.guests &&
    a.scopes.length === b.scopes.length &&
    a.scopes.every((scope, i) => scope === b.scopes[i])
  )
}
