import type { IdentityProvider } from '../../core/federation/identity-provider.ts'

/** An identity provider with the domains it looks after, how many are linked, and the addresses to register there. */
export type Provider = IdentityProvider & {
  readonly hasSecret: boolean
  readonly domains: readonly string[]
  readonly people: number
  readonly redirectUris: readonly string[]
}

/** What a provider says of itself, or what is wrong with it. */
export type Check =
  | { readonly is: 'there'; readonly issuer: string; readonly signsOut: boolean; readonly claims: readonly string[] }
  | { readonly is: 'unreachable' | 'unfit'; readonly what: string }
