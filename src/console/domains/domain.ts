/** A domain of the organisation, with the records that prove it. */
export type Domain = {
  readonly name: string
  readonly isVerified: boolean
  readonly isDefault: boolean
  /** The identity provider that looks after its people; left out, they sign in here. */
  readonly providerId?: string
  readonly records: readonly {
    readonly type: 'TXT'
    readonly name: string
    readonly value: string
    readonly ttl: number
  }[]
}
