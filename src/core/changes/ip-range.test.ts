import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { expect, it } from 'vitest'
import { rangeHolds } from './ip-range.ts'

it.each([
  ['198.51.100.0/24', '198.51.100.7', true],
  ['198.51.100.0/24', '198.51.101.7', false],
  ['198.51.100.7/32', '198.51.100.7', true],
  ['0.0.0.0/0', '203.0.113.9', true],
  ['2001:db8:51::/48', '2001:db8:51:0:1::9', true],
  ['2001:db8:51::/48', '2001:db8:52::9', false],
  ['::/0', '203.0.113.9', false],
  ['198.51.100.0/24', '::ffff:198.51.100.7', true],
  ['198.51.100.0', '198.51.100.0', false],
  ['198.51.100.0/33', '198.51.100.0', false],
  ['no range', '198.51.100.0', false],
  ['198.51.100.0/24', 'no address', false],
  ['2001:db8::1::/64', '2001:db8::1', false],
])('%s holds %s: %s', (range, ip, holds) => expect(rangeHolds(range, ip)).toBe(holds))

it('agrees with the matcher of the doors', () => {
  const four = fc.ipV4()
  const six = fc.ipV6().filter((text) => ipaddr.IPv6.isValid(text) && !ipaddr.IPv6.parse(text).isIPv4MappedAddress())
  const cases = fc.oneof(
    fc.tuple(four, fc.integer({ min: 0, max: 32 }), four),
    fc.tuple(six, fc.integer({ min: 0, max: 128 }), six),
    fc.tuple(four, fc.integer({ min: 0, max: 3 }), four),
  )
  fc.assert(
    fc.property(cases, ([network, bits, ip]) => {
      const address = ipaddr.process(ip)
      const expected = address.match(ipaddr.parseCIDR(`${network}/${bits}`) as [ipaddr.IPv4, number])
      expect(rangeHolds(`${network}/${bits}`, ip)).toBe(expected)
    }),
  )
})
