/** Which groups tokens name to an app: those for security, all of them, those assigned to the app; and directory roles. */
export const groupClaims = ['security', 'all', 'assigned', 'roles'] as const
export type GroupClaim = (typeof groupClaims)[number]

/** Kinds of token that an app may want something in. */
export type TokenKind = 'idToken' | 'accessToken'

/** What can be said of a person in a token beside what is always said. */
export const optionalNames = [
  ...(['acct', 'ctry', 'email', 'family_name', 'given_name', 'groups', 'login_hint', 'upn', 'xms_pl'] as const),
] as const
export type OptionalName = (typeof optionalNames)[number]

/** What an app wants to be told of people in each kind of token. */
export type OptionalClaims = {
  readonly [K in TokenKind]?: readonly { readonly name: OptionalName; readonly essential: boolean }[]
}

/** So many groups are named in a token; where somebody is in more, it says where to ask for them. */
export const mostGroups = 200
