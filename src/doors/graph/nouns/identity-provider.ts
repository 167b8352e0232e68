import type { ProviderDetails } from '../../../app/federation/providers.ts'
import { isPersonal } from '../../../core/federation/personal.ts'
import type { Noun } from '../collection.ts'
import { shown, text } from '../odata/field.ts'

/** A provider as Graph's `openIdConnectIdentityProvider`; its secret is never read. */
export const identityProviderNoun: Noun<ProviderDetails> = {
  name: 'identity/identityProviders',
  fields: {
    id: text(),
    displayName: text(),
    clientId: text(),
    clientSecret: shown,
    claimsMapping: shown,
    domainHint: shown,
    metadataUrl: shown,
    responseMode: shown,
    responseType: shown,
    identityProviderType: shown,
    scope: shown,
  },
  shape: (provider) => (isPersonal(provider) ? builtIn(provider) : other(provider)),
}

/** Personal accounts of this server, as Graph has the providers that it comes with. */
const builtIn = ({ id, name }: ProviderDetails) => ({
  '@odata.type': '#microsoft.graph.builtInIdentityProvider',
  ...{ id, displayName: name, identityProviderType: 'PersonalAccount' },
})

function other({ id, name, clientId, hasSecret, issuer, scopes, subject, nameClaim }: ProviderDetails) {
  return {
    '@odata.type': '#microsoft.graph.openIdConnectIdentityProvider',
    ...{ id, displayName: name, clientId, clientSecret: hasSecret ? '****' : null, domainHint: null },
    metadataUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    ...{ responseMode: 'query', responseType: 'code', scope: scopes.join(' ') },
    claimsMapping: {
      '@odata.type': '#microsoft.graph.claimsMapping',
      userId: subject,
      displayName: nameClaim,
      email: null,
      givenName: null,
      surname: null,
    },
  }
}
