import type { AppRole } from '../consent/app-role.ts'
import type { ExposedPermission } from '../consent/permission.ts'
import type { GroupClaim, OptionalClaims } from '../consent/token-claims.ts'

/** An app as administrators register it. Its secrets are added beside it and never shown again. */
export type AppSettings = {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly homeUrl: string | null
  readonly redirectUris: readonly { readonly uri: string; readonly kind: 'web' | 'spa' | 'native' }[]
  readonly postLogoutUris: readonly string[]
  readonly isPublicClient: boolean
  readonly assignmentRequired: boolean
  readonly requiredPlan: string | null
  /** `api://crm`, when the app is a resource others ask scopes of. */
  readonly identifierUri: string | null
  readonly scopes: readonly ExposedPermission[]
  /** What the app asks to do in people's names: scopes with the address of their resource. Left out, it stays as it is. */
  readonly requiredScopes?: readonly string[] | undefined
  /** Application permissions this app holds by itself (client credentials), such as `User.Read.All`. */
  readonly appPermissions: readonly string[]
  /** What signs its ID tokens, and the access tokens for it; left out, it stays as it is, RS256 at first. */
  readonly signedWith?: 'RS256' | 'ES256' | undefined
  /** Roles that those who use it are given in it. What follows stays as it is where it is left out. */
  readonly roles?: readonly AppRole[] | undefined
  /** Which groups tokens name to it. */
  readonly groupClaims?: readonly GroupClaim[] | undefined
  readonly optionalClaims?: OptionalClaims | undefined
  /** Words that scripts and people find it by. */
  readonly tags?: readonly string[] | undefined
  /** What those who look after it want to remember. */
  readonly notes?: string | null | undefined
  /** Where it is told that somebody is signed out (OpenID Connect Back-Channel Logout 1.0). */
  readonly backChannelLogoutUri?: string | null | undefined
}
