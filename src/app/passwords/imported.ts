import { createHash, pbkdf2, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { hash, verify } from '@node-rs/argon2'
import { verify as verifyBcrypt } from '@node-rs/bcrypt'
import { type Imported, readImported } from './imported-form.ts'
import { ntHash } from './nt-hash.ts'

const derive = {
  pbkdf2: promisify(pbkdf2),
  scrypt: promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt),
}

/** A fast hash inside one of argon2id: `{NT}` or `{SSHA256:salt}` before it. */
const wrapped = /^\{(NT|SSHA(?:1|256|384|512))(?::([A-Za-z0-9+/=]+))?\}(\$argon2id\$.+)$/

/**
 * What is kept of a hash that another system wrote, until its person signs in. Fast ones, which a thief of the database would
 * have guessed in no time (and a hash of NT is as good as the password), are kept inside argon2id; the rest as they are.
 */
export async function keptImported(text: string, parameters: object): Promise<string> {
  const read = readImported(text)
  if (!read.ok) throw new Error('an imported hash is read before it is kept')
  const form = read.value
  switch (form.kind) {
    case 'nt':
      return `{NT}${await hash(form.key.toString('hex'), parameters)}`
    case 'salted':
      return `{S${form.digest.toUpperCase()}:${form.salt.toString('base64')}}${await hash(form.key.toString('base64'), parameters)}`
    case 'argon2':
      // Marked as another system's, which had its own way with characters that can be written in two.
      return `{ARGON2}${bare(text)}`
    default:
      return bare(text)
  }
}

/** Without the name that a directory writes before what names itself. */
const bare = (text: string) => text.trim().replace(/^\{(?:CRYPT|BCRYPT|ARGON2)\}/i, '')

/** Whether the password is the one that another system hashed, given as `keptImported` keeps it. */
export async function matchesImported(password: string, kept: string): Promise<boolean> {
  const [, scheme, salt = '', inner] = wrapped.exec(kept) ?? []
  if (scheme !== undefined && inner !== undefined) return verify(inner, fastHash(password, scheme, salt))
  const read = readImported(kept)
  return read.ok && matchesForm(password, kept, read.value)
}

/** Only what costs time: fast ones are kept in argon2id. */
async function matchesForm(password: string, kept: string, form: Imported): Promise<boolean> {
  switch (form.kind) {
    case 'argon2':
      return verify(bare(kept), password)
    case 'bcrypt':
      return verifyBcrypt(password, form.crypt)
    case 'pbkdf2':
      return isSame(form.key, await derive.pbkdf2(password, form.salt, form.iterations, form.key.length, form.digest))
    case 'scrypt':
      return isSame(
        form.key,
        await derive.scrypt(password, form.salt, form.key.length, { ...form.cost, maxmem: 160 * 1024 * 1024 }),
      )
    case 'salted':
    case 'nt':
      return false
  }
}

/** The fast hash as text. */
function fastHash(password: string, scheme: string, salt: string): string {
  if (scheme === 'NT') return ntHash(password)
  return createHash(scheme.slice(1)).update(password).update(Buffer.from(salt, 'base64')).digest('base64')
}

const isSame = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b)
