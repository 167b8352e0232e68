/** Whether the range in CIDR form holds the address; false where one of them cannot be read. */
export function rangeHolds(range: string, ip: string): boolean {
  const slash = range.indexOf('/')
  const network = parse(range.slice(0, slash))
  const address = parse(ip)
  const digits = range.slice(slash + 1)
  if (slash === -1 || network === null || address === null || !/^\d{1,3}$/.test(digits)) return false
  const bits = Number(digits)
  if (network.length !== address.length || bits > network.length) return false
  const shift = BigInt(network.length - bits)
  return network.value >> shift === address.value >> shift
}

type Parsed = { readonly length: 32 | 128; readonly value: bigint }

function parse(text: string): Parsed | null {
  if (!text.includes(':')) {
    const value = parseFour(text)
    return value === null ? null : { length: 32, value }
  }
  const value = parseSix(text)
  if (value === null) return null
  // `::ffff:198.51.100.7` is the IPv4 address it maps: one person must not have two places.
  return value >> 32n === 0xffffn ? { length: 32, value: value & 0xffffffffn } : { length: 128, value }
}

function parseFour(text: string): bigint | null {
  const parts = text.split('.')
  if (parts.length !== 4) return null
  let value = 0n
  for (const part of parts) {
    if (!/^(?:0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null
    value = (value << 8n) | BigInt(part)
  }
  return value
}

function parseSix(text: string): bigint | null {
  const dotted = text.lastIndexOf(':')
  const tail = text.slice(dotted + 1)
  if (tail.includes('.')) {
    const four = parseFour(tail)
    if (four === null) return null
    return parseSix(`${text.slice(0, dotted + 1)}${(four >> 16n).toString(16)}:${(four & 0xffffn).toString(16)}`)
  }
  const halves = text.split('::')
  const [head, rest] = [groupsOf(halves[0] ?? ''), groupsOf(halves[1] ?? '')]
  if (halves.length > 2 || head === null || rest === null) return null
  const missing = 8 - head.length - rest.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null
  const all = [...head, ...new Array<bigint>(missing).fill(0n), ...rest]
  return all.reduce((value, group) => (value << 16n) | group, 0n)
}

function groupsOf(text: string): bigint[] | null {
  if (text === '') return []
  const groups = text.split(':')
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? groups.map((group) => BigInt(`0x${group}`)) : null
}
