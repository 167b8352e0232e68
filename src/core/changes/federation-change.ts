import type { IdentityProvider } from '../federation/identity-provider.ts'

/** Other OpenID Connect providers that people sign in through, and who is who there. */
export type FederationChange =
  /** Issuer and subject are said when it is made and never after: links made with others would be of nobody. */
  | { readonly do: 'put_identity_provider'; readonly provider: IdentityProvider }
  | { readonly do: 'delete_identity_provider'; readonly providerId: string }
  /** What the provider knows us by. The secret itself never travels in a change. */
  | { readonly do: 'set_provider_secret'; readonly providerId: string }
  /** Who looks after the people of a domain: a provider, or, where it is null, this directory. */
  | { readonly do: 'set_domain_provider'; readonly name: string; readonly providerId: string | null }
  /** The person came by the provider, and the domain or the invitation says that it is them. */
  | { readonly do: 'link_identity'; readonly accountId: string; readonly providerId: string }
  | { readonly do: 'unlink_identity'; readonly accountId: string; readonly providerId: string }
