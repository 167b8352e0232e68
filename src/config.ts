import { homedir } from 'node:os'
import { join } from 'node:path'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'

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
  /** Whether an empty database is filled with the demo tenant. */
  readonly hasDemo: boolean
  readonly logLevel: string
}

const port = z.coerce.number().int().min(0).max(65_535)
const variables = z.object({
  ADMIT_HOST: z.string().default('127.0.0.1'),
  ADMIT_PORT: port.default(8400),
  ADMIT_TLS_PORT: port.default(8443),
  ADMIT_CRM_PORT: port.default(8500),
  ADMIT_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  ADMIT_TLS_CERT: z.string().min(1).optional(),
  ADMIT_TLS_KEY: z.string().min(1).optional(),
  ADMIT_DATA: z.string().min(1).optional(),
  ADMIT_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((one) => one.trim()).filter(Boolean))
    .refine((list) => list.every((one) => ipaddr.isValidCIDR(one) || ipaddr.isValid(one)), 'must be addresses or CIDR ranges, with commas between'),
  ADMIT_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://').optional(),
})

/** The settings of the environment and of `--demo` / `--no-demo`; throws with the name of each variable that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, argv: readonly string[] = []): Config {
  // A variable that is set to nothing is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = variables.safeParse(given)
  if (!read.success) throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
  const v = read.data
  if ((v.ADMIT_TLS_CERT === undefined) !== (v.ADMIT_TLS_KEY === undefined)) throw new Error('ADMIT_TLS_CERT and ADMIT_TLS_KEY: give both or none')

  const isLoopback = ['127.0.0.1', '::1', 'localhost'].includes(v.ADMIT_HOST)
  const local = [`http://localhost:${v.ADMIT_PORT}`, `https://localhost:${v.ADMIT_TLS_PORT}`, `http://127.0.0.1:${v.ADMIT_PORT}`, `https://127.0.0.1:${v.ADMIT_TLS_PORT}`]
  if (!isLoopback && v.ADMIT_PUBLIC_URL === undefined) throw new Error('ADMIT_PUBLIC_URL: say by what address people reach this server when ADMIT_HOST is not this machine alone')
  return {
    host: v.ADMIT_HOST,
    port: v.ADMIT_PORT,
    tlsPort: v.ADMIT_TLS_PORT,
    crmPort: v.ADMIT_CRM_PORT,
    origins: v.ADMIT_PUBLIC_URL === undefined ? local : [new URL(v.ADMIT_PUBLIC_URL).origin],
    tls: v.ADMIT_TLS_CERT === undefined || v.ADMIT_TLS_KEY === undefined ? null : { cert: v.ADMIT_TLS_CERT, key: v.ADMIT_TLS_KEY },
    dataDir: v.ADMIT_DATA ?? defaultDataDir(env),
    databaseUrl: v.DATABASE_URL ?? null,
    trustedProxies: v.ADMIT_TRUSTED_PROXIES,
    // People with known passwords never stand on an open network unasked.
    hasDemo: argv.includes('--no-demo') ? false : isLoopback || argv.includes('--demo'),
    logLevel: v.ADMIT_LOG,
  }
}

/** PostgreSQL refuses to run as root and runs as somebody else then, who cannot reach into root's home. */
function defaultDataDir(env: Readonly<Record<string, string | undefined>>): string {
  if (process.getuid?.() === 0) return '/var/lib/admit'
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'admit')
}
