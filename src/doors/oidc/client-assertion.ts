import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { ClientCertificate, ClientRecord } from '../../app/clients.ts'

/** What assertions may be signed with. */
export const assertionAlgorithms = ['PS256', 'RS256', 'ES256', 'ES384'] as const

/** So far ahead an assertion may end, in seconds. */
export const longestAssertion = 86_400

/** What an assertion says, before anything of it is believed. */
export type Assertion = {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
}

/** The assertion among a request's parameters; null where none is given that could be one. */
export function assertionIn(params: object | undefined): Assertion | null {
  const given = (params as Readonly<Record<string, unknown>> | undefined)?.['client_assertion']
  if (typeof given !== 'string') return null
  try {
    return { header: { ...decodeProtectedHeader(given) }, claims: decodeJwt(given) }
  } catch {
    return null
  }
}

/** Headers that may name the certificate: by its SHA-256, by its SHA-1, or, as `kid`, by either of them, also in hexadecimal. */
const naming = ['x5t#S256', 'x5t', 'kid'] as const

function isNamed({ sha256, sha1 }: ClientCertificate, { header }: Assertion): boolean {
  const hex = (name: string) => Buffer.from(name, 'base64url').toString('hex')
  return naming.every((by) => {
    const given = header[by]
    if (given === undefined) return true
    if (typeof given !== 'string') return false
    if (by !== 'kid') return given === (by === 'x5t' ? sha1 : sha256)
    return [sha256, sha1].some((name) => [name, hex(name), hex(name).toUpperCase()].includes(given))
  })
}

const isInDate = (one: ClientCertificate, now: number) => one.startsAt <= now && now < one.expiresAt

/**
 * The keys that an assertion may have been made with, as a set of JWKs: those of the app's certificates in date which it
 * does not say it is not of. INVARIANT: keys come from the directory alone; what the header brings names one of them at most.
 */
export function keysFor(record: ClientRecord, assertion: Assertion, now: number) {
  const { kid } = assertion.header
  const keys = record.certificates
    .filter((one) => isInDate(one, now) && isNamed(one, assertion))
    .map((one) => ({ ...one.jwk, use: 'sig', ...(typeof kid === 'string' ? { kid } : {}) }))
  return { keys }
}

export type AssertionRefusal = { readonly number: number; readonly text: string }

/** Why an assertion was refused, in the words and by the number its sender can act on. `detail` is what the provider found. */
export function assertionRefusal(
  detail: string,
  assertion: Assertion | null,
  record: ClientRecord,
  now: number,
): AssertionRefusal {
  if (record.isPublicClient)
    return { number: 700025, text: 'The app is public here: it sends neither a secret nor an assertion.' }
  if (/audience|\baud\b/.test(detail))
    return {
      number: 700023,
      text: 'The assertion is for somebody else: its aud must be the token endpoint or the issuer.',
    }
  if (detail === 'jwt expired')
    return { number: 700024, text: 'The assertion has expired. Make a new one, and check the clock.' }
  if (detail === 'jwt not active yet')
    return { number: 700024, text: 'The assertion is not valid yet. Check the clock of the machine that made it.' }
  if (detail === tooLong)
    return { number: 700024, text: 'The assertion lives too long: its exp may be a day ahead at most.' }
  if (/only be used once/.test(detail))
    return {
      number: 50013,
      text: 'The assertion was used before. Make a new one, with a jti of its own, for each request.',
    }
  if (detail === 'alg mismatch')
    return { number: 50013, text: `The assertion must be signed with ${assertionAlgorithms.join(', ')}.` }
  if (assertion === null) return { number: 50013, text: 'The assertion is not a signed JWT.' }
  if (/no applicable key|signature verification failed|does not match the registered/.test(detail))
    return { number: 700027, text: unproved(assertion, record.certificates, now) }
  return { number: 50013, text: `The assertion is not well formed${detail === '' ? '.' : `: ${detail}.`}` }
}

/** What is said of an assertion that ends too late. */
export const tooLong = 'the client assertion lives too long'

/** Why no certificate proves it. */
function unproved(assertion: Assertion, certificates: readonly ClientCertificate[], now: number): string {
  if (certificates.length === 0) return 'The app has no certificate here. Add the one whose key it signs with.'
  const named = certificates.filter((one) => isNamed(one, assertion))
  if (named.length === 0)
    return 'The assertion names a certificate that is not registered with the app. Add it, or sign with the key of one that is.'
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  if (named.every((one) => one.expiresAt <= now))
    return `The certificate expired on ${day(Math.max(...named.map((one) => one.expiresAt)))}. Add a new one to the app.`
  const later = named.filter((one) => one.startsAt > now)
  if (named.every((one) => !isInDate(one, now)) && later.length > 0)
    return `The certificate is good from ${day(Math.min(...later.map((one) => one.startsAt)))} on.`
  return 'The signature was not made with the key of a certificate of the app.'
}
