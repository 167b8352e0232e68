import { createHash } from 'node:crypto'
import type { Read } from '../import/fields.ts'

type Digest = 'sha1' | 'sha256' | 'sha384' | 'sha512'

/** A password hash of another system, taken apart. */
export type Imported =
  | { readonly kind: 'argon2' }
  | { readonly kind: 'bcrypt'; readonly crypt: string }
  | {
      readonly kind: 'pbkdf2'
      readonly digest: Digest
      readonly iterations: number
      readonly salt: Buffer
      readonly key: Buffer
    }
  | {
      readonly kind: 'scrypt'
      readonly cost: { readonly N: number; readonly r: number; readonly p: number }
      readonly salt: Buffer
      readonly key: Buffer
    }
  | { readonly kind: 'salted'; readonly digest: Digest; readonly salt: Buffer; readonly key: Buffer }
  | { readonly kind: 'nt'; readonly key: Buffer }

/** What one sign-in may cost at most, so that a file cannot make a server stand still: about a second, and 128 MiB. */
const most = { bcryptCost: 14, iterations: 3_000_000, scryptBlocks: 2 ** 20, argonKiB: 131_072, argonWork: 2 ** 19 }

const kinds = 'argon2, bcrypt, PBKDF2, scrypt, SSHA and NT'
const yes = (value: Imported): Read<Imported> => ({ ok: true, value })
const no = (reason: string): Read<Imported> => ({ ok: false, reason: `the password hash ${reason}` })
const costly = no('is so expensive that a sign-in would take seconds')
const broken = (kind: string) => no(`begins as one of ${kind}, and cannot be read`)

/** What stands in a Windows domain where an account has no password: the NT hash of nothing. */
const ntOfNothing = '31d6cfe0d16ae931b73c59d7e0c089c0'

/** Takes a hash apart that another system wrote; a reason names its kind and never the hash. */
export function readImported(text: string): Read<Imported> {
  const given = text.trim()
  if (given.length > 1024) return no('has more than 1,024 characters')
  const [, scheme = '', rest = ''] = /^\{([A-Za-z0-9_-]+)\}(.*)$/.exec(given) ?? []
  switch (scheme.toUpperCase()) {
    case '':
      return readCrypt(given)
    case 'CRYPT':
    case 'BCRYPT':
    case 'ARGON2':
      return readCrypt(rest)
    case 'NT':
      if (rest.toLowerCase() === ntOfNothing) return no('is that of no password at all')
      return /^[0-9a-f]{32}$/i.test(rest) ? yes({ kind: 'nt', key: Buffer.from(rest, 'hex') }) : broken('NT')
    case 'SSHA':
      return readSalted(rest, 'sha1')
    case 'SSHA256':
      return readSalted(rest, 'sha256')
    case 'SSHA384':
      return readSalted(rest, 'sha384')
    case 'SSHA512':
      return readSalted(rest, 'sha512')
    case 'PBKDF2':
    case 'PBKDF2-SHA1':
      return readPbkdf2('sha1', rest.split('$'), bytesOf, bytesOf)
    case 'PBKDF2-SHA256':
      return readPbkdf2('sha256', rest.split('$'), bytesOf, bytesOf)
    case 'PBKDF2-SHA512':
      return readPbkdf2('sha512', rest.split('$'), bytesOf, bytesOf)
    default:
      return no(`is of a kind that is not taken; ${kinds} are`)
  }
}

/** What is written between dollar signs, by the name at its beginning. */
function readCrypt(text: string): Read<Imported> {
  const [before = '', name = '', ...rest] = text.split('$')
  if (/^2[aby]$/.test(name) && before === '') return readBcrypt(text)
  if (/^argon2(id|i|d)$/.test(name) && before === '') return readArgon2(text)
  if (name === 'scrypt' && before === '') return readScrypt(rest)
  const [, passlib] = /^pbkdf2(?:-(sha1|sha256|sha512))?$/.exec(name) ?? []
  if (before === '' && name.startsWith('pbkdf2'))
    return readPbkdf2((passlib as Digest | undefined) ?? 'sha1', rest, bytesOf, bytesOf)
  const [, django] = /^pbkdf2_(sha1|sha256)$/.exec(before) ?? []
  // Django's salt is the text as it stands.
  if (django !== undefined) return readPbkdf2(django as Digest, [name, ...rest], (salt) => Buffer.from(salt), bytesOf)
  return no(`is of a kind that is not taken; ${kinds} are`)
}

function readBcrypt(text: string): Read<Imported> {
  const [, cost] = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(text) ?? []
  if (cost === undefined || Number(cost) < 4 || Number(cost) > 31) return broken('bcrypt')
  return Number(cost) > most.bcryptCost ? costly : yes({ kind: 'bcrypt', crypt: text })
}

function readArgon2(text: string): Read<Imported> {
  const [, m, t, p, salt, key] =
    /^\$argon2(?:id|i|d)\$v=19\$m=(\d{1,9}),t=(\d{1,9}),p=(\d{1,9})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,172})$/.exec(
      text,
    ) ?? []
  const [memory, passes, lanes] = [Number(m), Number(t), Number(p)]
  if (salt === undefined || key === undefined || lanes < 1 || passes < 1 || memory < 8 * lanes) return broken('argon2')
  const isCostly = memory > most.argonKiB || memory * passes > most.argonWork || lanes > 16
  return isCostly ? costly : yes({ kind: 'argon2' })
}

/** `29000$salt$key`, or `i=29000,l=32$salt$key` (PHC). */
function readPbkdf2(
  digest: Digest,
  parts: readonly string[],
  saltOf: (text: string) => Buffer | null,
  keyOf: (text: string) => Buffer | null,
): Read<Imported> {
  const [, count] = /^(?:i=)?(\d{1,10})(?:,l=\d+)?$/.exec(parts[0] ?? '') ?? []
  const [iterations, salt, key] = [Number(count), saltOf(parts[1] ?? ''), keyOf(parts[2] ?? '')]
  if (parts.length !== 3 || !(iterations >= 1) || !isSalt(salt) || !isKey(key)) return broken('PBKDF2')
  // More bytes than the digest gives cost as much again.
  const rounds = iterations * Math.ceil(key.length / { sha1: 20, sha256: 32, sha384: 48, sha512: 64 }[digest])
  return rounds > most.iterations ? costly : yes({ kind: 'pbkdf2', digest, iterations, salt, key })
}

function readScrypt(parts: readonly string[]): Read<Imported> {
  const [, ln, r, p] = /^ln=(\d{1,2}),r=(\d{1,4}),p=(\d{1,4})$/.exec(parts[0] ?? '') ?? []
  const [salt, key] = [bytesOf(parts[1] ?? ''), bytesOf(parts[2] ?? '')]
  const cost = { N: 2 ** Number(ln), r: Number(r), p: Number(p) }
  if (parts.length !== 3 || !(cost.N > 1) || cost.r < 1 || cost.p < 1 || !isSalt(salt) || !isKey(key))
    return broken('scrypt')
  return cost.N * cost.r * cost.p > most.scryptBlocks ? costly : yes({ kind: 'scrypt', cost, salt, key })
}

function readSalted(text: string, digest: Digest): Read<Imported> {
  const bytes = bytesOf(text)
  const length = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 }[digest]
  const [key, salt] = [bytes?.subarray(0, length) ?? null, bytes?.subarray(length) ?? null]
  if (!isKey(key) || !isSalt(salt)) return broken('SSHA')
  if (createHash(digest).update(salt).digest().equals(key)) return no('is that of no password at all')
  return yes({ kind: 'salted', digest, salt, key })
}

const isSalt = (bytes: Buffer | null): bytes is Buffer => bytes !== null && bytes.length >= 1 && bytes.length <= 256
const isKey = (bytes: Buffer | null): bytes is Buffer => bytes !== null && bytes.length >= 16 && bytes.length <= 256

/** Base64 with or without its padding, and as passlib writes it, with a dot for the plus. */
function bytesOf(text: string): Buffer | null {
  const plain = text.replaceAll('.', '+').replace(/={0,2}$/, '')
  return /^[A-Za-z0-9+/]*$/.test(plain) && plain.length % 4 !== 1 ? Buffer.from(plain, 'base64') : null
}
