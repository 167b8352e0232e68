import type { Account } from '../snapshot.ts'
import type { IdentityProvider } from './identity-provider.ts'

/** The tenant of personal accounts: the same on every server, as `consumers` has one id wherever it is known. */
export const realmId = '9e05a1ac-c0de-4a11-8a55-0c0a5e1f0001'

/** The provider *Personal account* of an organisation: the same in each, so that it is known by nothing else. */
export const personalProviderId = '9e05a1ac-c0de-4a11-8a55-0c0a5e1f0002'

/** Who vouches for personal accounts. It is no address: nobody is asked over the network, and no other provider can say it. */
export const personalIssuer = 'admit:personal-accounts'

/** How the organisation takes personal accounts: whether they may come, and whether their second factor counts here. */
export type PersonalRules = Pick<IdentityProvider, 'guests' | 'secondFactor'>

/** *Personal account* as a provider of an organisation. */
export function personalProvider({ guests, secondFactor }: PersonalRules): IdentityProvider {
  return {
    ...{
      id: personalProviderId,
      name: 'Personal account',
      issuer: personalIssuer,
      clientId: 'admit',
      client: 'public',
    },
    ...{ scopes: ['openid', 'email'], subject: 'sub', nameClaim: 'preferred_username', secondFactor, mfaAcr: null },
    guests,
  }
}

/** Whether a provider is that of personal accounts. */
export const isPersonal = ({ id }: { readonly id: string }): boolean => id === personalProviderId

/** Whether somebody comes with a personal account. */
export const comesWithPersonal = ({ identities = [] }: Pick<Account, 'identities'>): boolean =>
  identities.some(({ providerId }) => providerId === personalProviderId)

/** Whether a provider that says it is that of personal accounts is exactly that, and no other one says so. */
export function isTrueToItsId(provider: IdentityProvider): boolean {
  const { id, name, issuer, clientId, client, subject, nameClaim, mfaAcr } = provider
  if (id !== personalProviderId) return issuer !== personalIssuer
  const is = personalProvider(provider)
  return (
    name === is.name &&
    issuer === is.issuer &&
    clientId === is.clientId &&
    client === is.client &&
    subject === is.subject &&
    nameClaim === is.nameClaim &&
    mfaAcr === is.mfaAcr
  )
}
