import type { AttributeValue, NamedLocation, Product } from '../../core/snapshot.ts'

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
  /** Names of assigned groups. */
  readonly groups: readonly string[]
  /** Sign-in name or id. */
  readonly manager?: string
  readonly licences: readonly WantedLicence[]
  /** Whether the licences are those assigned directly, or all, those that come through groups among them. */
  readonly licencesAre: 'direct' | 'all'
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
  readonly licences: readonly WantedLicence[]
}

export type WantedMember = { readonly spot: Spot; readonly groupId: string; readonly memberId: string }

export type WantedProduct = { readonly spot: Spot; readonly product: Omit<Product, 'seatsUsed'> }

export type WantedLocation = { readonly spot: Spot; readonly location: NamedLocation }

/** A policy as exported; it is read when all it speaks of is known. */
export type WantedPolicy = { readonly spot: Spot; readonly body: Readonly<Record<string, unknown>> }

/** All that files want, and what in them could not be read. */
export type Records = {
  readonly people: WantedPerson[]
  readonly groups: WantedGroup[]
  readonly members: WantedMember[]
  readonly products: WantedProduct[]
  readonly locations: WantedLocation[]
  readonly policies: WantedPolicy[]
  readonly faults: Told[]
  readonly notes: Told[]
}

/** No records yet. */
export function noRecords(): Records {
  return { people: [], groups: [], members: [], products: [], locations: [], policies: [], faults: [], notes: [] }
}

/** The spot deeper in the same JSON file. */
export function within(spot: Spot, ...path: readonly (string | number)[]): Spot {
  const deeper = path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return spot.pointer === null ? spot : { ...spot, pointer: spot.pointer + deeper }
}
