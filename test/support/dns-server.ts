import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import dns2, { type DnsHandler } from 'dns2'

/** What a name has. `silent` is never answered; `delay` is answered after so many milliseconds. */
export type Zone = {
  readonly txt?: readonly (string | readonly string[])[]
  readonly cname?: string
  readonly rcode?: 'SERVFAIL' | 'REFUSED'
  readonly silent?: true
  readonly delay?: number
}

export type DnsServer = {
  /** As `ADMIT_DNS_SERVERS` takes it. */
  readonly address: string
  /** Names and what they have; every other name does not exist. Changed at will. */
  readonly zones: Record<string, Zone>
  /** Every question, in the order it came. */
  readonly asked: { readonly name: string; readonly type: number; readonly over: 'udp' | 'tcp' }[]
  readonly stop: () => Promise<void>
}

const { Packet } = dns2

/** A real name server on this machine, by UDP and TCP. Like a resolver it follows a CNAME and answers with what is behind. */
export async function startDns(zones: Record<string, Zone> = {}): Promise<DnsServer> {
  const asked: DnsServer['asked'] = []
  const handler =
    (over: 'udp' | 'tcp'): DnsHandler =>
    (request, send) => {
      const [question] = request.questions
      const name = String(question?.name).toLowerCase().replace(/\.$/, '')
      asked.push({ name, type: question?.type as number, over })
      const zone = zones[name]
      if (zone?.silent) return
      const response = Packet.createResponseFromRequest(request)
      if (zone === undefined) response.header.rcode = Packet.RCODE.NXDOMAIN
      else if (zone.rcode) response.header.rcode = Packet.RCODE[zone.rcode]
      else response.answers.push(...(answersOf(name, zone, question?.type as number, zones) as never[]))
      setTimeout(() => send(response), zone?.delay ?? 0)
    }
  const tcp = dns2.createTCPServer(handler('tcp'))
  tcp.listen(0, '127.0.0.1')
  await once(tcp, 'listening')
  const { port } = tcp.address() as AddressInfo
  const udp = dns2.createUDPServer(handler('udp'))
  await udp.listen(port, '127.0.0.1')
  return {
    address: `127.0.0.1:${port}`,
    zones,
    asked,
    async stop() {
      await Promise.all([new Promise((over) => tcp.close(over)), new Promise<void>((over) => udp.close(() => over()))])
    },
  }
}

function answersOf(name: string, zone: Zone, type: number, zones: Readonly<Record<string, Zone>>): readonly object[] {
  const record = { name, class: Packet.CLASS.IN, ttl: 300 }
  if (zone.cname !== undefined) {
    const behind = zones[zone.cname]
    const alias = { ...record, type: Packet.TYPE.CNAME, domain: zone.cname }
    if (type === Packet.TYPE.CNAME || behind === undefined) return [alias]
    return [alias, ...answersOf(zone.cname, behind, type, zones)]
  }
  if (type !== Packet.TYPE.TXT) return []
  return (zone.txt ?? []).map((data) => ({ ...record, type: Packet.TYPE.TXT, data }))
}
