/** A part of the organisation that a role may be given for. */
export type AdministrativeUnit = { readonly id: string; readonly name: string; readonly description: string | null }

/** A domain that names stand under. */
export type Domain = {
  readonly name: string
  readonly isVerified: boolean
  readonly isDefault: boolean
  /** The provider at which its people sign in; left out, they sign in here. */
  readonly providerId?: string
}
