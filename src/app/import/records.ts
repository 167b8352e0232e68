import type { AppRole } from '../../core/consent/app-role.ts'
import type { AppSettings } from '../../core/changes/change.ts'
import type { AdministrativeUnit } from '../../core/organisation.ts'
import type { ProductSettings } from '../../core/licensing/product.ts'
import type { AttributeValue } from '../../core/snapshot.ts'
import type { NamedLocation } from '../../core/policy/named-location.ts'

/** A file as it was given. */
export type GivenFile = { readonly name: string; readonly bytes: Uint8Array }

/** Where in which file something stands: a line of a CSV file, or a JSON pointer (RFC 6901). */
export type Spot = { readonly file: string; readonly line: number | null; readonly pointer: string | null }

/** Something to be told about a spot: a fault keeps its record out, a note does not. */
export type Told = Spot & { readonly reason: string }

/** A person as a file wants them. What is undefined the file says nothing about. */
export type WantedPerson = {
  readonly spot: Spot
  readonly id: string | null
  readonly signInName: string
  readonly displayName?: string
  readonly userType?: 'member' | 'guest'
  readonly isEnabled?: boolean
  readonly passwordNeverExpires?: boolean
  /** Null clears an attribute. */
  readonly attributes: Readonly<Record<string, AttributeValue>>
  /** To be changed at the first sign-in; given to those who have none. */
  readonly password?: string
  /** Of the password they have, as another system hashed it; given to those who have none. */
  readonly passwordHash?: string
  /** Names of assigned groups. */
  readonly groups: readonly string[]
  /** Sign-in name or id. */
  readonly manager?: string
  readonly licences: readonly WantedLicence[]
  /** Whether the licences are those assigned directly, or all, those that come through groups among them. */
  readonly licencesAre: 'direct' | 'all'
  /** Deleted where the file comes from, and to be restored from here. */
  readonly isDeleted?: true
}

export type WantedLicence = {
  readonly productId: string
  readonly disabledPlans: readonly string[]
  readonly spot: Spot
}

export type WantedGroup = {
  readonly spot: Spot
  readonly id: string | null
  readonly name: string
  readonly description?: string | null
  /** Null: its members are put in by hand. */
  readonly rule?: string | null
  readonly isPaused?: true
  readonly kind?: 'microsoft365'
  readonly mailNickname?: string | null
  /** Of a Microsoft 365 group: whether it is a security group too, and who finds it. */
  readonly isSecurity?: boolean
  readonly visibility?: 'Public' | 'Private'
  readonly isRoleAssignable?: true
  readonly licences: readonly WantedLicence[]
}

export type WantedMember = { readonly spot: Spot; readonly groupId: string; readonly memberId: string }

export type WantedProduct = { readonly spot: Spot; readonly product: ProductSettings }

export type WantedLocation = { readonly spot: Spot; readonly location: NamedLocation }

/** A policy as exported; it is read when all it speaks of is known. */
export type WantedPolicy = { readonly spot: Spot; readonly body: Readonly<Record<string, unknown>> }

/** An app registration, by the id it has as a client; its object has an id of its own. */
export type WantedApp = Pick<
  AppSettings,
  'name' | 'description' | 'homeUrl' | 'redirectUris' | 'postLogoutUris' | 'isPublicClient' | 'identifierUri' | 'scopes'
> & {
  readonly spot: Spot
  readonly appId: string
  readonly objectId: string | null
  /** Null where the file does not say. */
  readonly roles: readonly AppRole[] | null
}

/** How the organisation uses an app. */
export type WantedPrincipal = {
  readonly spot: Spot
  readonly appId: string
  readonly objectId: string
  readonly name: string
  readonly homeUrl: string | null
  readonly redirectUris: AppSettings['redirectUris']
  readonly isEnabled: boolean
  readonly assignmentRequired: boolean
  /** Why it is no app here, where it is none. */
  readonly isNone: string | null
}

/** What an app may ask in somebody's name, or in everybody's: `principalId` null. */
export type WantedGrant = {
  readonly spot: Spot
  readonly clientId: string
  readonly resourceId: string
  readonly principalId: string | null
  readonly scopes: readonly string[]
}

/** Who may use an app, and in which role; `resourceId` is the id of its principal. */
export type WantedAccess = {
  readonly spot: Spot
  readonly resourceId: string
  readonly principalId: string
  readonly roleId: string
}

/** That somebody, or a group, holds a role: everywhere where `unitId` is null. */
export type WantedRole = {
  readonly spot: Spot
  readonly role: string
  readonly principalId: string
  readonly unitId: string | null
}

export type WantedDomain = {
  readonly spot: Spot
  readonly name: string
  readonly isVerified: boolean
  readonly isDefault: boolean
}

export type WantedUnit = { readonly spot: Spot; readonly unit: AdministrativeUnit }

/** All that files want, and what in them could not be read. */
export type Records = {
  readonly people: WantedPerson[]
  readonly groups: WantedGroup[]
  readonly members: WantedMember[]
  readonly products: WantedProduct[]
  readonly locations: WantedLocation[]
  readonly policies: WantedPolicy[]
  readonly owners: WantedMember[]
  readonly apps: WantedApp[]
  readonly principals: WantedPrincipal[]
  readonly grants: WantedGrant[]
  readonly access: WantedAccess[]
  readonly roles: WantedRole[]
  readonly domains: WantedDomain[]
  readonly units: WantedUnit[]
  /** In units: `groupId` is that of the unit. */
  readonly unitMembers: WantedMember[]
  /** Fields that say something nothing here takes, by kind and name. */
  readonly unsaid: Map<string, { readonly spot: Spot; readonly kind: string; count: number }>
  readonly faults: Told[]
  readonly notes: Told[]
}

/** No records yet. */
export function noRecords(): Records {
  return {
    ...{ people: [], groups: [], members: [], products: [], locations: [], policies: [], owners: [] },
    ...{ apps: [], principals: [], grants: [], access: [], roles: [], domains: [], units: [], unitMembers: [] },
    ...{ unsaid: new Map(), faults: [], notes: [] },
  }
}

/** The spot deeper in the same JSON file. */
export function within(spot: Spot, ...path: readonly (string | number)[]): Spot {
  const deeper = path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return spot.pointer === null ? spot : { ...spot, pointer: spot.pointer + deeper }
}
