import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { isHashList, isReadable } from './config/files.ts'

/** Facts of this deployment. What an administrator may change is a row, not a setting. */
export type Config = {
  readonly host: string
  readonly port: number
  readonly tlsPort: number
  readonly crmPort: number
  /** Addresses people reach us by, without a slash at the end; the first is used where none is given. */
  readonly origins: readonly string[]
  readonly tls: { readonly cert: string; readonly key: string } | null
  readonly dataDir: string
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null
  /** CIDR ranges whose `X-Forwarded-*` is believed. */
  readonly trustedProxies: readonly string[]
  /** Name servers that are asked about domains, as `address` or `address:port`; empty: those of the machine. */
  readonly dnsServers: readonly string[]
  /** A list of stolen passwords besides the one that comes along, by their hashes in order; null where there is none. */
  readonly breachedPasswords: string | null
  /** The server that mail is given to, and the address it comes from; null where none is set up. */
  readonly mail: MailServer | null
  /** Where texts and calls to phones are given to; null where nothing is set up. */
  readonly texts: TextGateway | null
  /** Ranges that are not public in which identity providers may be all the same, in CIDR form. */
  readonly providerRanges: readonly string[]
  /** Whether people from outside can have one account for all organisations here. */
  readonly personalAccounts: 'on' | 'off'
  /** Whether an empty database is filled with the demo tenant. */
  readonly hasDemo: boolean
  readonly logLevel: string
}

/** A gateway for texts and calls, and the token it knows us by. */
export type TextGateway = { readonly url: string; readonly token: string | null }

/** A mail server as its address says: `smtps:` is TLS from the start, `smtp:` STARTTLS. */
export type MailServer = {
  readonly host: string
  readonly port: number
  readonly tls: 'from_the_start' | 'required' | 'where_offered'
  readonly login: { readonly user: string; readonly password: string } | null
  readonly from: string
}

// Port 0 is any free one; whoever listens says which.
const port = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,5}$/, 'must be a port number')
      .transform(Number),
  ])
  .refine((n) => n <= 65_535, 'must be at most 65535')
const plainAddress = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*$/
const oneWord = /^[\x21-\x7e]+$/
const file = z.string().refine(isReadable, { error: (issue) => `cannot read ${String(issue.input)}` })
const variables = z.object({
  ADMIT_HOST: z
    .string()
    .refine((host) => host === 'localhost' || ipaddr.isValid(host), 'must be an IP address or localhost')
    .default('127.0.0.1'),
  ADMIT_PORT: port.default(8400),
  ADMIT_TLS_PORT: port.default(8443),
  ADMIT_CRM_PORT: port.default(8500),
  ADMIT_PUBLIC_URL: z.string().transform(toOrigin).optional(),
  ADMIT_TLS_CERT: file.optional(),
  ADMIT_TLS_KEY: file.optional(),
  ADMIT_DATA: z.string().min(1).optional(),
  ADMIT_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(listed)
    .refine(
      (list) => list.every((one) => ipaddr.isValidCIDR(one) || ipaddr.isValid(one)),
      'must be addresses or CIDR ranges, with commas between',
    ),
  ADMIT_DNS_SERVERS: z
    .string()
    .default('')
    .transform(listed)
    .refine(
      (list) => list.every(isNameServer),
      'must be addresses, such as 9.9.9.9 or [2620:fe::fe]:53, with commas between',
    ),
  ADMIT_BREACHED_PASSWORDS: file
    .refine(isHashList, 'must be a file of SHA-1 or NT hashes in capitals, a line each, in their order')
    .optional(),
  ADMIT_SMTP_URL: z
    .string()
    .refine(isMailServer, 'must be like smtp://user:password@mail.example:587 or smtps://mail.example')
    .optional(),
  ADMIT_MAIL_FROM: z.string().regex(plainAddress, 'must be one address, such as no-reply@company.example').optional(),
  ADMIT_SMS_URL: z.string().refine(isGateway, 'must be like https://sms.example/messages').optional(),
  ADMIT_SMS_TOKEN: z.string().regex(oneWord, 'must be one word').optional(),
  ADMIT_PROVIDER_RANGES: z
    .string()
    .default('')
    .transform(listed)
    .refine(
      (list) => list.every((one) => ipaddr.isValidCIDR(one) || ipaddr.isValid(one)),
      'must be addresses or CIDR ranges, with commas between',
    ),
  ADMIT_PERSONAL_ACCOUNTS: z.enum(['on', 'off']).default('on'),
  ADMIT_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
})

/** The settings of the environment and of `--demo` / `--no-demo`; throws naming every variable that is wrong, a line each. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, argv: readonly string[] = []): Config {
  // A variable that is set to nothing is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = variables.safeParse(given)
  const demo = demoFlag(argv)
  const problems = [
    ...(demo === 'not_understood' ? [`${argv.join(' ')}: only --demo and --no-demo are understood`] : []),
    ...(read.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...contradictions(given, read.data),
  ]
  if (read.data === undefined || problems.length > 0) throw new Error(problems.join('\n'))
  const v = read.data
  const isLoopback = isThisMachine(v.ADMIT_HOST)
  const local = [
    `http://localhost:${v.ADMIT_PORT}`,
    `https://localhost:${v.ADMIT_TLS_PORT}`,
    `http://127.0.0.1:${v.ADMIT_PORT}`,
    `https://127.0.0.1:${v.ADMIT_TLS_PORT}`,
  ]
  return {
    host: v.ADMIT_HOST,
    port: v.ADMIT_PORT,
    tlsPort: v.ADMIT_TLS_PORT,
    crmPort: v.ADMIT_CRM_PORT,
    origins: v.ADMIT_PUBLIC_URL === undefined ? local : [v.ADMIT_PUBLIC_URL],
    tls:
      v.ADMIT_TLS_CERT === undefined || v.ADMIT_TLS_KEY === undefined
        ? null
        : { cert: v.ADMIT_TLS_CERT, key: v.ADMIT_TLS_KEY },
    dataDir: resolve(v.ADMIT_DATA ?? defaultDataDir(env)),
    databaseUrl: v.DATABASE_URL ?? null,
    trustedProxies: v.ADMIT_TRUSTED_PROXIES,
    dnsServers: v.ADMIT_DNS_SERVERS,
    breachedPasswords: v.ADMIT_BREACHED_PASSWORDS ?? null,
    mail:
      v.ADMIT_SMTP_URL === undefined || v.ADMIT_MAIL_FROM === undefined
        ? null
        : mailServer(v.ADMIT_SMTP_URL, v.ADMIT_MAIL_FROM),
    texts: v.ADMIT_SMS_URL === undefined ? null : { url: v.ADMIT_SMS_URL, token: v.ADMIT_SMS_TOKEN ?? null },
    providerRanges: v.ADMIT_PROVIDER_RANGES,
    personalAccounts: v.ADMIT_PERSONAL_ACCOUNTS,
    // People with known passwords never stand on an open network unasked; behind a public name they would.
    hasDemo:
      demo === 'on' ||
      (demo === 'auto' &&
        isLoopback &&
        (v.ADMIT_PUBLIC_URL === undefined || isThisMachine(hostOf(v.ADMIT_PUBLIC_URL)))),
    logLevel: v.ADMIT_LOG,
  }
}

/** PostgreSQL refuses to run as root and runs as somebody else then, who cannot reach into root's home. */
function defaultDataDir(env: Readonly<Record<string, string | undefined>>): string {
  if (process.getuid?.() === 0) return '/var/lib/admit'
  // A relative one is to be ignored (XDG Base Directory Specification 0.8).
  const xdg = env['XDG_DATA_HOME'] ?? ''
  return join(isAbsolute(xdg) ? xdg : join(homedir(), '.local', 'share'), 'admit')
}

/** What is wrong with settings that are each right alone. */
function contradictions(
  given: Readonly<Record<string, unknown>>,
  v: z.infer<typeof variables> | undefined,
): readonly string[] {
  const found: string[] = []
  if ((given['ADMIT_TLS_CERT'] === undefined) !== (given['ADMIT_TLS_KEY'] === undefined))
    found.push('ADMIT_TLS_CERT and ADMIT_TLS_KEY: give both or none')
  if ((given['ADMIT_SMTP_URL'] === undefined) !== (given['ADMIT_MAIL_FROM'] === undefined))
    found.push('ADMIT_SMTP_URL and ADMIT_MAIL_FROM: give both or none')
  if (given['ADMIT_SMS_TOKEN'] !== undefined && given['ADMIT_SMS_URL'] === undefined)
    found.push('ADMIT_SMS_TOKEN: give ADMIT_SMS_URL too, or none')
  if (v === undefined) return found
  if (!isThisMachine(v.ADMIT_HOST) && v.ADMIT_PUBLIC_URL === undefined)
    found.push(
      'ADMIT_PUBLIC_URL: say by what address people reach this server when ADMIT_HOST is not this machine alone',
    )
  const ports = [v.ADMIT_PORT, v.ADMIT_TLS_PORT, v.ADMIT_CRM_PORT].filter((one) => one !== 0)
  if (new Set(ports).size !== ports.length)
    found.push('ADMIT_PORT, ADMIT_TLS_PORT and ADMIT_CRM_PORT: each needs its own')
  return found
}

function demoFlag(argv: readonly string[]): 'on' | 'off' | 'auto' | 'not_understood' {
  try {
    const { values } = parseArgs({ args: [...argv], options: { demo: { type: 'boolean' } }, allowNegative: true })
    return values.demo === undefined ? 'auto' : values.demo ? 'on' : 'off'
  } catch {
    return 'not_understood'
  }
}

/** The origin of an address that is nothing more than one. Without https our cookies reach nobody but this machine (SEC-13). */
function toOrigin(address: string, context: z.RefinementCtx): string {
  const url = URL.canParse(address) ? new URL(address) : null
  const isOrigin = url !== null && url.href === `${url.origin}/`
  if (isOrigin && (url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(hostOf(address)))))
    return url.origin
  context.addIssue('must be an https:// address without a path, such as https://admit.example')
  return z.NEVER
}

/** Whether it names a host and nothing beyond it. What is wrong with it is not repeated: there may be a password in it. */
function isMailServer(address: string): boolean {
  const url = URL.parse(address)
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') return false
  return (
    /^\/?$/.test(url.pathname) &&
    url.search === '' &&
    url.hash === '' &&
    (url.username !== '' || url.password === '') &&
    [url.username, url.password].every(isEncoded)
  )
}

/** Codes and the token travel to it: without https to nobody but this machine. A name and a password belong into the token. */
function isGateway(address: string): boolean {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(hostOf(address)))
}

/** Whether every `%` in it begins a character written out, as RFC 3986 §2.1 has it. */
function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** STARTTLS is demanded of every server but one on this machine: nobody on the way reads links or says that there is no TLS. */
function mailServer(address: string, from: string): MailServer {
  const url = new URL(address)
  const isLocal = isThisMachine(hostOf(address))
  const isFromTheStart = url.protocol === 'smtps:'
  return {
    host: hostOf(address),
    port: url.port === '' ? (isFromTheStart ? 465 : isLocal ? 25 : 587) : Number(url.port),
    tls: isFromTheStart ? 'from_the_start' : isLocal ? 'where_offered' : 'required',
    login:
      url.username === ''
        ? null
        : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
    from,
  }
}

function listed(text: string): readonly string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
}

/** An address, with a port where it is another than 53. */
function isNameServer(text: string): boolean {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\]|([^:]+))(?::\d{1,5})?$/.exec(text) ?? []
  const address = bracketed ?? plain ?? text
  return ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address)
}

function hostOf(address: string): string {
  return new URL(address).hostname.replace(/^\[|\]$/g, '')
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback')
}
