import { constants, type KeyObject, verify, X509Certificate } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { CertificateRow } from '../store/certificates.ts'

/** Whom a proof is for: the directory, by the id that it has in Graph everywhere. */
export const proofAudience = '00000002-0000-0000-c000-000000000000'

/** So long a proof is good, and so far clocks may be apart, in seconds. */
const [longest, apart] = [600, 300]

/** How each algorithm verifies, and the kind of key it takes. */
const algorithms = {
  RS256: { hash: 'sha256', kind: 'rsa', how: {} },
  PS256: { hash: 'sha256', kind: 'rsa', how: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } },
  ES256: { hash: 'sha256', kind: 'prime256v1', how: { dsaEncoding: 'ieee-p1363' } },
  ES384: { hash: 'sha384', kind: 'secp384r1', how: { dsaEncoding: 'ieee-p1363' } },
} as const

/** A proof that holds: what of it was signed, and when it is over. */
export type KeyProof = { readonly signed: string; readonly until: number }

/**
 * Reads a proof that whoever asks has the key of one of the app's certificates in date (Graph, `addKey` and `removeKey`): a
 * signed JWT of the app for the directory, good for ten minutes at most. Throws `app.proof_wrong`, which says what is wrong.
 * INVARIANT: keys come from the directory alone; what the header names or brings is not looked at.
 */
export function readKeyProof(
  proof: string,
  appId: string,
  certificates: readonly CertificateRow[],
  now: number,
): KeyProof {
  const [head = '', body = '', signature = '', ...more] = proof.split('.')
  const [header, claims] = [partOf(head), partOf(body)]
  if (more.length > 0 || header === null || claims === null) throw wrong('It is no signed JWT.')
  const algorithm = Object.hasOwn(algorithms, String(header['alg']))
    ? algorithms[header['alg'] as keyof typeof algorithms]
    : null
  if (algorithm === null || header['crit'] !== undefined)
    throw wrong(`It must be signed with ${Object.keys(algorithms).join(', ')}.`)
  const { aud, iss, nbf, exp } = claims
  if (aud !== proofAudience) throw wrong(`Its aud must be ${proofAudience}.`)
  if (iss !== appId) throw wrong('Its iss must be the id of the app.')
  if (typeof nbf !== 'number' || typeof exp !== 'number' || exp - nbf > longest)
    throw wrong('It must have nbf and exp, ten minutes apart at most.')
  if (nbf > now / 1000 + apart) throw wrong('It is not valid yet. Check the clock of the machine that made it.')
  if (exp <= now / 1000) throw wrong('It has expired. Make a new one, and check the clock.')

  const inDate = certificates.filter((one) => one.startsAt <= now && now < one.expiresAt)
  if (inDate.length === 0)
    throw wrong('The app has no certificate in date that could prove it. An administrator adds the first one.')
  const signed = `${head}.${body}`
  const isBy = (key: KeyObject) =>
    isFor(key, algorithm.kind) &&
    verify(algorithm.hash, Buffer.from(signed), { key, ...algorithm.how }, Buffer.from(signature, 'base64url'))
  if (!inDate.some((one) => isBy(new X509Certificate(Buffer.from(one.certificate, 'base64')).publicKey)))
    throw wrong('It was not signed with the key of a certificate of the app that is in date.')
  return { signed, until: exp * 1000 }
}

const wrong = (hint: string) => new AppError('app.proof_wrong', { hint })

const isFor = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject, kind: string) =>
  asymmetricKeyType === 'rsa' ? kind === 'rsa' : asymmetricKeyDetails?.namedCurve === kind

function partOf(text: string): Readonly<Record<string, unknown>> | null {
  if (!/^[\w-]+$/.test(text)) return null
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}
