import type { Product } from './licensing/product.ts'
import type { Branding } from './branding/branding.ts'
import type { Permission } from './consent/permission.ts'
import type { AdministrativeUnit, Domain } from './organisation.ts'
import type { IdentityProvider, LinkedIdentity, ProviderAnswer } from './federation/identity-provider.ts'
import type { Invitation } from './guests/invitation.ts'
import type { Instance } from './instance.ts'
import type { FailureSource, LockoutRules } from './lockout/lockout.ts'
import type { ResetLink } from './recovery/reset-link.ts'
import type { ResetRules } from './recovery/reset-rules.ts'
import type { MethodRules } from './methods/allowed.ts'
import type { RequiredDetails } from './profile/required.ts'
import type { Method, PhoneKind, ProvedBy, SentKind } from './methods/methods.ts'
import type { AskedStrength } from './methods/strengths.ts'
import type { PassProblem, TemporaryPass } from './methods/temporary-pass.ts'
import type { NamedLocation } from './policy/named-location.ts'

/**
 * Everything a decision may look at, as plain data, at one instant. Whoever asks for a decision fills it: the live
 * sign-in from the directory and what was proved, What-If from edits, replay from a record. Nothing else is read.
 */

/** Milliseconds since 1970-01-01T00:00:00Z. Fields of this type end in `At`, `Until` or are called `now`. */
export type Instant = number

export type Snapshot = {
  readonly now: Instant
  readonly attempt: Attempt
  readonly proof: Proof
  readonly account: Account | null
  /** The app asked for, or null when the tenant has no such app. */
  readonly app: App | null
  /** The instance asked for; null when the attempt names none. */
  readonly instance: Instance | null
  readonly tenant: TenantPart
}

/** What is the same for every person of a tenant: loaded once per version of the directory's shape, shared by reference. */
export type TenantPart = {
  readonly id: string
  readonly name: string
  readonly domains: readonly Domain[]
  /** Days a password lives; null means for ever. */
  readonly passwordLifetimeDays: number | null
  /** Words that passwords may not be made of, in small letters; left out where there are none. */
  readonly bannedWords?: readonly string[]
  /** How many former passwords are not chosen again; left out, three. */
  readonly passwordHistory?: number
  /** Days a temporary password is good for; left out, seven. */
  readonly temporaryPasswordDays?: number
  /** In which language people are written to who have not said theirs; left out, in English. */
  readonly preferredLanguage?: string
  /** Days without use that people may stay signed in, 0 for not at all; left out, thirty. */
  readonly stayDays?: number
  /** Which ways to prove who one is are not for everybody; left out, all are. */
  readonly methodRules?: MethodRules
  /** Which details people have to have before they go on; left out, none. */
  readonly requiredDetails?: RequiredDetails
  /** How its sign-in pages look, where that is not as ours. */
  readonly branding?: Branding
  /** Country, in two letters, in which people without a place of their own use what their groups give them. */
  readonly usageLocation?: string
  /** May people consent for themselves: not at all, or to permissions that are not marked for administrators. */
  readonly userConsent: 'off' | 'on'
  /** How many wrong passwords lock an account, and how long; left out, 10 and 60 seconds. */
  readonly lockout?: LockoutRules
  /** Whether people may reset a forgotten password themselves; left out, they may not. */
  readonly selfServiceReset?: ResetRules
  /** Kinds of code that nothing here sends; left out where all are sent, or nobody asks. */
  readonly unsent?: readonly SentKind[]
  /** Other providers that people may come by, where there are any. */
  readonly identityProviders?: Readonly<Record<string, IdentityProvider>>
  readonly groups: Readonly<Record<string, Group>>
  /** Administrative units, where there are any. */
  readonly units?: Readonly<Record<string, AdministrativeUnit>>
  readonly products: Readonly<Record<string, Product>>
  /** In the order they were made. */
  readonly policies: readonly Policy[]
  readonly locations: Readonly<Record<string, NamedLocation>>
  /** By full scope value, such as `openid` or `api://crm/access`. */
  readonly permissions: Readonly<Record<string, Permission>>
}

/** One sign-in being made: who, to which app and instance, from where. */
export type Attempt = {
  /** As typed, normalised once by the door (SEC-02); null when nobody has said who they are. */
  readonly signInName: string | null
  /** Names in the directory that look like the typed one; never shown to the person. */
  readonly nearNames: readonly string[]
  /** The client id asked for. */
  readonly appId: string
  /** Null where the attempt has none, as in an explanation asked by an administrator. */
  readonly redirectUri: string | null
  readonly scopes: readonly string[]
  readonly network: Network
  /** Whether this person has signed in from there before; left out where nobody knows. */
  readonly place?: Place
  /** An app that the person is in asks again by itself, for tokens to go on with; left out, the person is there. */
  readonly isRefresh?: true
}

/** `familiar`: a browser this person has signed in with, or an address they signed in from within 90 days. */
export type Place = 'familiar' | 'strange'

export type Network = {
  /** Null when nobody knows it. */
  readonly ip: string | null
  /** Named locations that hold the address, matched by the door; null when the address is unknown. */
  readonly locationIds: readonly string[] | null
}

/** What the person has proved in this attempt. `untested` and `not_presented` never count as proof. */
export type Proof = {
  readonly credential: 'verified' | 'wrong' | 'not_presented' | 'untested'
  readonly secondFactor: 'verified' | 'wrong' | 'not_presented'
  /** When the credential was verified, where it was not in this attempt. */
  readonly credentialAt?: Instant
  /** What both were proved with; left out, a password and an authenticator app. */
  readonly methods?: readonly ProvedBy[]
  /** Why a Temporary Access Pass that was given proves nothing. */
  readonly pass?: PassProblem
  /** What a provider answered, where one was asked. */
  readonly provider?: ProviderAnswer
  /** How far off the clock is that made a wrong code, in steps of 30 seconds: before zero where it is late. */
  readonly codeSteps?: number
}

export type AttributeValue = string | boolean | number | null | readonly string[]

export type Account = {
  readonly id: string
  readonly signInName: string
  /** Further names that find the account; left out where there are none. */
  readonly aliases?: readonly string[]
  readonly displayName: string
  readonly userType: 'member' | 'guest'
  /** How a guest was asked in; left out where nobody did. */
  readonly invitation?: Invitation
  readonly isEnabled: boolean
  readonly deletedAt: Instant | null
  /** From when and until when the person may sign in; left out where it has no beginning, or no end. */
  readonly accessFrom?: Instant
  readonly accessUntil?: Instant
  /** Until when nobody gets in from a place where the person never signed in, after wrong passwords from such places. */
  readonly lockedUntil: Instant | null
  readonly failedAttempts: number
  /** The same of the places where they have; left out where no password was wrong there. */
  readonly familiarLockedUntil?: Instant
  readonly familiarFailedAttempts?: number
  /** Where wrong passwords came from, for whoever explains; nothing is decided by it. */
  readonly failures?: readonly (FailureSource & { readonly place: Place; readonly isHere?: true })[]
  /** Null when the account has no password. */
  readonly passwordSetAt: Instant | null
  readonly passwordNeverExpires: boolean
  readonly mustChangePassword: boolean
  /** When a temporary password ends that was not changed; left out where the password is none. */
  readonly temporaryUntil?: Instant
  /** When the person said that something was not them; left out while the password is only theirs, for all anybody knows. */
  readonly passwordReportedAt?: Instant
  /** A link to choose a new password by: the one there is is set aside. Left out where none was sent, or one was chosen since. */
  readonly resetLink?: ResetLink
  /** Per-user multi-factor status (A7). */
  readonly mfaState: 'disabled' | 'enabled' | 'enforced'
  readonly methods: readonly Method[]
  /** Whether the contact info has an e-mail address, and of which kind numbers that get codes; left out where none, and never which. */
  readonly hasContactMail?: true
  readonly contactPhones?: readonly PhoneKind[]
  /** Since when nothing arrives where the person is written to; left out where it does, or nothing was sent. */
  readonly mailUndeliverableAt?: Instant
  /** Providers at which the person is known to us; left out where there are none. */
  readonly identities?: readonly LinkedIdentity[]
  /** Left out where nobody gave them one, or took it back. */
  readonly temporaryPass?: TemporaryPass
  /** Until when no code is taken, after too many wrong ones; left out where none is paused. */
  readonly secondFactorPausedUntil?: Instant
  /** What rules of dynamic groups read, by the rule language's property name: `department`, `usageLocation`, … */
  readonly attributes: Readonly<Record<string, AttributeValue>>
  readonly managerId: string | null
  /** Every group the account is in, settled: each group once, `direct` before `rule` before `nested`. */
  readonly memberOf: readonly Membership[]
  readonly licences: readonly LicencePath[]
  /** Directory roles held for the whole organisation, by key: `user-admin`, `global-admin`, … (`changes/roles.ts`). */
  readonly roles: readonly string[]
  /** Every way a role is held, where one is held within a unit or through a group; left out, all of `roles` are direct. */
  readonly grants?: readonly RoleGrant[]
  /** Administrative units the account is in, where somebody looked. */
  readonly unitIds?: readonly string[]
  /** Client ids of the apps this person is assigned to directly. */
  readonly assignedApps: readonly string[]
  readonly consents: readonly Consent[]
  readonly instanceUsers: readonly InstanceUser[]
  /** An emergency account is never touched by a repair. */
  readonly isEmergency: boolean
}

/** A way in which a role is held: everywhere or within a unit, directly or through a role-assignable group. */
export type RoleGrant = { readonly role: string; readonly unitId: string | null; readonly groupId: string | null }

export type Membership = { readonly groupId: string; readonly how: 'direct' | 'rule' | 'nested' }

/** One way by which a person holds a product. The plans that work are the union over all active paths. */
export type LicencePath = {
  readonly productId: string
  /** Null for a direct assignment, else the group it comes through. */
  readonly groupId: string | null
  readonly disabledPlans: readonly string[]
  readonly state: 'active' | 'error'
  readonly error: LicenceError | null
}

export type LicenceError =
  | 'usage_location_missing'
  | 'conflicting_plans'
  | 'missing_prerequisite'
  | 'no_seats'
  | 'other'

export type Consent = { readonly appId: string; readonly scopes: readonly string[] }
export type InstanceUser = {
  readonly instanceId: string
  readonly isEnabled: boolean
  readonly roles: readonly string[]
}

export type Group = {
  readonly id: string
  readonly name: string
  /** Rule text of a dynamic group; null for an assigned one. */
  readonly rule: string | null
  /** Groups that hold this one as a member. */
  readonly parentIds: readonly string[]
  /** Products its direct members get, with the plans left off. */
  readonly licences: readonly { readonly productId: string; readonly disabledPlans: readonly string[] }[]
  /** How far its members follow its rule, where they do not yet: paused ones stay as they are. */
  readonly processing?: 'not_started' | 'updating' | 'paused' | 'error'
  /** Whether its licences are still being handed out. */
  readonly licencesProcessing?: 'updating' | 'error'
  /** A Microsoft 365 group; left out, a security group. */
  readonly kind?: 'microsoft365'
  /** Whether roles may be given to it; then it is neither dynamic nor nested, and its members are a matter of roles. */
  readonly isRoleAssignable?: true
  /** Roles its direct members hold through it. */
  readonly roles?: readonly { readonly role: string; readonly unitId: string | null }[]
  readonly ownerIds?: readonly string[]
  /** Administrative units the group is in. */
  readonly unitIds?: readonly string[]
}

export type Policy = {
  readonly id: string
  readonly name: string
  readonly state: 'on' | 'off' | 'report_only'
  readonly users: { readonly include: PeopleSet; readonly exclude: PeopleSet }
  /** Client ids; `all` includes every app. Exclusion wins. */
  readonly apps: { readonly include: 'all' | readonly string[]; readonly exclude: readonly string[] }
  /** Null when the policy has no location condition. */
  readonly locations: { readonly include: LocationSet; readonly exclude: LocationSet } | null
  readonly grant: 'block' | 'mfa'
  /** How strong the proof has to be that it asks for; left out, as any second factor is. */
  readonly strength?: AskedStrength
  /** Why it is there, in its author's words; shown beside any repair that would touch it. */
  readonly note: string | null
}

export type PeopleSet = {
  readonly all: boolean
  readonly guests: boolean
  readonly accountIds: readonly string[]
  readonly groupIds: readonly string[]
  readonly roles: readonly string[]
}

/** `any` is every address, `trusted` every named location marked so, or the ids of named locations. */
export type LocationSet = 'any' | 'trusted' | readonly string[]

export type App = {
  /** The client id. */
  readonly id: string
  readonly name: string
  readonly isEnabled: boolean
  readonly redirectUris: readonly { readonly uri: string; readonly kind: 'web' | 'spa' | 'native' }[]
  readonly assignmentRequired: boolean
  /** Groups whose direct members are assigned. */
  readonly assignedGroupIds: readonly string[]
  /** The service plan people need; null when the app needs no licence. */
  readonly requiredPlan: string | null
  /** Scopes an administrator consented to for everybody. */
  readonly adminConsent: readonly string[]
  /** Whether guests are kept out. */
  readonly membersOnly: boolean
  /** Parts of Admit itself: no consent is asked. */
  readonly isOwn: boolean
  /** Whether it may do something without a person; left out where it may not. */
  readonly actsByItself?: true
  /** People who look after it; left out where nobody does but administrators. */
  readonly ownerIds?: readonly string[]
  /** Since when it is deleted; left out where it is not. */
  readonly deletedAt?: Instant
}
