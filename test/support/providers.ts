import type { IdentityProvider } from '../../src/core/federation/identity-provider.ts'
import type { Domain } from '../../src/core/organisation.ts'

/** Fabrikam's own sign-in, which looks after the people of `meridian.example`, unless told otherwise. */
export function aProvider(provider: Partial<IdentityProvider> = {}): IdentityProvider {
  return {
    id: 'fabrikam',
    name: 'Fabrikam',
    issuer: 'https://login.fabrikam.example/',
    clientId: 'meridian',
    client: 'confidential',
    scopes: ['openid', 'profile', 'email'],
    subject: 'sub',
    nameClaim: 'preferred_username',
    secondFactor: 'ours',
    mfaAcr: null,
    guests: 'none',
    ...provider,
  }
}

/** Two providers, the first of which looks after `meridian.example`. */
export const federatedTenant = {
  identityProviders: {
    fabrikam: aProvider(),
    contoso: aProvider({ id: 'contoso', name: 'Contoso', issuer: 'https://login.contoso.example/', guests: 'welcome' }),
  },
  domains: [
    { name: 'meridian.admit.test', isVerified: true, isDefault: true },
    { name: 'meridian.example', isVerified: true, isDefault: false, providerId: 'fabrikam' },
  ] satisfies Domain[],
}
