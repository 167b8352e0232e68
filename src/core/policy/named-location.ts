/** A place that policies speak of: where somebody is whose address is in one of its ranges. */
export type NamedLocation = {
  readonly id: string
  readonly name: string
  readonly isTrusted: boolean
  /** IPv4 and IPv6 ranges in CIDR form. */
  readonly ranges: readonly string[]
}
