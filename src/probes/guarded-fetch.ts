import { lookup } from 'node:dns/promises'
import { type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** What may be asked, beside public addresses over https. */
export type Guard = {
  /** Ranges that are not public and may be asked all the same, in CIDR form; http is spoken to this machine only, and only where it is in one. */
  readonly ranges: readonly string[]
  /** Who else to trust for TLS, as PEM; left out, those whom this machine trusts. */
  readonly ca?: readonly string[]
}

/** So long a question takes at most, and so many bytes its answer. */
export const fetchLimits = { milliseconds: 5_000, bytes: 256 * 1024 } as const

/** Why something was not asked, or did not answer: a part of a sentence that holds nothing of what was said. */
export class NotFetched extends Error {
  readonly what: string

  constructor(what: string) {
    super(what)
    this.name = 'NotFetched'
    this.what = what
  }
}

type Asked = {
  readonly method?: string | undefined
  readonly headers?: Record<string, string> | undefined
  readonly body?: unknown
  readonly signal?: AbortSignal | null | undefined
}

/**
 * A `fetch` that cannot be turned against what is behind us (SEC-41): https, to an address that was resolved once and is public, and
 * to that address alone; nobody is followed elsewhere, and time and bytes are limited. Throws `NotFetched`.
 */
export function guardedFetch(guard: Guard, limits: { readonly [K in keyof typeof fetchLimits]: number } = fetchLimits) {
  return async (address: string, asked: Asked = {}): Promise<Response> => {
    const url = URL.parse(address)
    if (url === null) throw new NotFetched('the address is none')
    const ended = AbortSignal.timeout(limits.milliseconds)
    const signal = asked.signal == null ? ended : AbortSignal.any([ended, asked.signal])
    try {
      const addresses = await within(signal, addressesOf(url, guard))
      for (const [i, one] of addresses.entries())
        try {
          return await ask(url, one, { ...asked, signal }, guard, limits.bytes)
        } catch (error) {
          // One of several addresses may be down, or of a kind that this machine does not speak.
          if (i === addresses.length - 1 || !isNobody(error)) throw error
        }
      throw new NotFetched('its name leads to no address')
    } catch (error) {
      if (error instanceof NotFetched) throw error
      if (signal.aborted) throw new NotFetched(`it did not answer within ${limits.milliseconds / 1000} seconds`)
      throw new NotFetched(reasonOf(error))
    }
  }
}

/** The addresses to ask, resolved this once; throws `NotFetched` where one may not be asked. */
async function addressesOf(url: URL, guard: Guard): Promise<readonly string[]> {
  if (url.username !== '' || url.password !== '') throw new NotFetched('there is a name or a password in the address')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new NotFetched('only https is asked')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found =
    isIP(host) === 0 ? (await lookup(host, { all: true, verbatim: true })).map((one) => one.address) : [host]
  // One that is public beside one that is not is how a name is made to lead inside.
  if (!found.every((one) => mayBeAsked(one, guard)))
    throw new NotFetched('its name leads to an address that is not public')
  if (url.protocol === 'http:' && !found.every(isThisMachine)) throw new NotFetched('only https is asked')
  return found
}

/** Whether nobody is at an address, so that nothing was said to anybody. */
const isNobody = (error: unknown) =>
  ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'].includes((error as { code?: string }).code ?? '')

/** Never asked, whatever is configured: there are credentials of machines, or there is nobody in particular. */
const never: ReadonlySet<string> = new Set(['linkLocal', 'multicast', 'broadcast', 'unspecified'])

/** Whether an address is public, or in a range that is allowed; one mapped into IPv6 is what it maps. */
export function mayBeAsked(address: string, { ranges }: Guard): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  const range = parsed.range()
  if (range === 'unicast') return true
  if (never.has(range)) return false
  return ranges.some((one) => {
    const [net, bits] = ipaddr.isValidCIDR(one) ? ipaddr.parseCIDR(one) : [ipaddr.parse(one), 128]
    return net.kind() === parsed.kind() && parsed.match(net, Math.min(bits, net.kind() === 'ipv4' ? 32 : 128))
  })
}

const isThisMachine = (address: string) => ipaddr.process(address).range() === 'loopback'

function ask(
  url: URL,
  address: string,
  { method = 'GET', headers = {}, body, signal }: Asked & { readonly signal: AbortSignal },
  { ca }: Guard,
  mostBytes: number,
): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isSecure = url.protocol === 'https:'
  const text = body === undefined || body === null ? null : String(body)
  const request = (isSecure ? overHttps : overHttp)({
    // The address that was looked at is the one that is asked; the name is what the certificate has to be for.
    host: address,
    port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
    path: url.pathname + url.search,
    method,
    headers: {
      ...headers,
      host: url.host,
      'accept-encoding': 'identity',
      ...(text === null ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
    },
    agent: false,
    signal,
    ...(isSecure ? { servername: isIP(host) === 0 ? host : '', minVersion: 'TLSv1.2' as const } : {}),
    ...(ca === undefined ? {} : { ca: [...ca] }),
  })
  request.on('error', reject)
  request.on('response', (response) => {
    readAll(response, mostBytes)
      .then((bytes) => {
        const status = response.statusCode ?? 0
        if (status >= 300 && status < 400) throw new NotFetched('it sends us elsewhere, and we do not follow')
        return new Response([204, 205, 304].includes(status) ? null : new Uint8Array(bytes), {
          status,
          headers: Object.entries(response.headers).flatMap(([name, value]) =>
            value === undefined ? [] : [[name, String(value)] as [string, string]],
          ),
        })
      })
      .then(resolve, (error) => {
        request.destroy()
        reject(error)
      })
  })
  request.end(text ?? undefined)
  return promise
}

async function readAll(response: IncomingMessage, most: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of response as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > most) throw new NotFetched(`its answer is larger than ${most / 1024} kB`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** What came of it, or the end of the time for it, whichever is first. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  return Promise.race([work, promise])
}

/** What a failure of the network means, without anything that was sent. */
function reasonOf(error: unknown): string {
  const { code = '' } = error as { code?: string }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name is not found in DNS'
  if (code === 'ECONNREFUSED') return 'nobody listens there'
  if (/CERT|SIGNATURE|ISSUER|ALTNAME|SSL|TLS|EPROTO/.test(code)) return `its certificate is not one to trust (${code})`
  return code === '' ? 'the connection failed' : `the connection failed (${code})`
}
