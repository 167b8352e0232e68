import ipaddr from 'ipaddr.js'
import type { Network } from '../core/snapshot.ts'
import type { NamedLocation } from '../core/policy/named-location.ts'

/** The address and the named locations that hold it; an address nobody can read counts as unknown. */
export function locate(ip: string | null, locations: Readonly<Record<string, NamedLocation>>): Network {
  if (ip === null || !ipaddr.isValid(ip)) return { ip: null, locationIds: null }
  // `::ffff:198.51.100.7` is the IPv4 address it maps: one person must not have two places.
  const address = ipaddr.process(ip)
  const holding = parsed(locations).filter(({ ranges }) => ranges.some((range) => holds(range, address)))
  return { ip: address.toString(), locationIds: holding.map(({ id }) => id).sort() }
}

type Range = readonly [network: ipaddr.IPv4 | ipaddr.IPv6, bits: number]
type Parsed = readonly { readonly id: string; readonly ranges: readonly Range[] }[]
const known = new WeakMap<object, Parsed>()

/** The locations with their ranges read, once for as long as they stay the same. */
function parsed(locations: Readonly<Record<string, NamedLocation>>): Parsed {
  const made =
    known.get(locations) ??
    Object.values(locations).map(({ id, ranges }) => ({
      id,
      ranges: ranges.filter((range) => ipaddr.isValidCIDR(range)).map((range) => ipaddr.parseCIDR(range)),
    }))
  known.set(locations, made)
  return made
}

/** Whether the text is an IPv4 or IPv6 range in CIDR form. */
export function isRange(text: string): boolean {
  return ipaddr.isValidCIDR(text)
}

function holds([network, bits]: Range, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return network.kind() === address.kind() && address.match(network, bits)
}
