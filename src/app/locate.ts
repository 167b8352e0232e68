import ipaddr from 'ipaddr.js'
import type { NamedLocation, Network } from '../core/snapshot.ts'

/** The address and the named locations that hold it; an address nobody can read counts as unknown. */
export function locate(ip: string | null, locations: Readonly<Record<string, NamedLocation>>): Network {
  if (ip === null || !ipaddr.isValid(ip)) return { ip: null, locationIds: null }
  // `::ffff:198.51.100.7` is the IPv4 address it maps: one person must not have two places.
  const address = ipaddr.process(ip)
  const holding = Object.values(locations).filter((location) => location.ranges.some((range) => holds(range, address)))
  return { ip: address.toString(), locationIds: holding.map((location) => location.id).sort() }
}

/** Whether the text is an IPv4 or IPv6 range in CIDR form. */
export function isRange(text: string): boolean {
  return ipaddr.isValidCIDR(text)
}

function holds(range: string, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (!ipaddr.isValidCIDR(range)) return false
  const [network, bits] = ipaddr.parseCIDR(range)
  return network.kind() === address.kind() && address.match(network, bits)
}
