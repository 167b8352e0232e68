/** A domain of the organisation, with the records that prove it. */
export type Domain = {
  readonly name: string
  readonly isVerified: boolean
  readonly isDefault: boolean
  readonly records: readonly {
    readonly type: 'TXT'
    readonly name: string
    readonly value: string
    readonly ttl: number
  }[]
}
