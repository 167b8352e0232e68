import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import { AppError } from '../errors.ts'

/** What a certificate says of itself, and its public part. */
export type ReadCertificate = {
  /** DER as base64. */
  readonly der: string
  /** SHA-256 of the DER, in small hexadecimal letters. */
  readonly thumbprint: string
  readonly subject: string
  readonly notBefore: number
  readonly notAfter: number
}

/**
 * Reads a certificate, as PEM or as base64 of either form; of a chain the first. Throws `app.certificate_has_private_key`
 * where a private key was given, of which nothing is kept or repeated, `app.certificate_unreadable`, and
 * `app.certificate_key_unfit` where its key is too short or of a kind that no assertion is signed with.
 */
export function readCertificate(given: string): ReadCertificate {
  const bytes = bytesOf(given)
  const certificate = certificateIn(bytes)
  if (certificate === null) throw isPrivate(bytes) ? hasKey() : new AppError('app.certificate_unreadable')
  const { publicKey, raw } = certificate
  const { modulusLength = 0, namedCurve = '' } = publicKey.asymmetricKeyDetails ?? {}
  const isFit =
    (publicKey.asymmetricKeyType === 'rsa' && modulusLength >= 2048) ||
    (publicKey.asymmetricKeyType === 'ec' && ['prime256v1', 'secp384r1'].includes(namedCurve))
  if (!isFit) throw new AppError('app.certificate_key_unfit', { hint: 'RSA of 2048 bits and more, P-256 or P-384.' })
  return {
    der: raw.toString('base64'),
    thumbprint: createHash('sha256').update(raw).digest('hex'),
    subject: oneLine(certificate.subject ?? ''),
    notBefore: certificate.validFromDate.getTime(),
    notAfter: certificate.validToDate.getTime(),
  }
}

const hasKey = () =>
  new AppError('app.certificate_has_private_key', {
    hint: 'The private key stays with the app and is shown to nobody, us included. Give its certificate: a .cer, .crt or .pem file without the key. Nothing of it was kept; if others may have seen it, make a new key.',
  })

const pem = /-----BEGIN (?:X509 )?CERTIFICATE-----([^-]+)-----END/

/** The DER that was given, however it was wrapped. */
function bytesOf(given: string): Buffer {
  if (given.includes('PRIVATE KEY-----')) throw hasKey()
  const text = (pem.exec(given)?.[1] ?? given).replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw new AppError('app.certificate_unreadable')
  const bytes = Buffer.from(text, 'base64')
  // Some tools send a PEM file as base64 once more.
  const isPem = bytes.subarray(0, 2000).includes('-----BEGIN ')
  return isPem ? bytesOf(bytes.toString('latin1')) : bytes
}

function certificateIn(bytes: Buffer): X509Certificate | null {
  try {
    return new X509Certificate(bytes)
  } catch {
    return null
  }
}

/** How a PKCS #12 file begins, in hexadecimal: a sequence, its length, version 3 (RFC 7292 §4). */
const pkcs12 = /^30(?:[0-7].|80|81.{2}|82.{4}|83.{6}|84.{8})020103/

/** Whether these are the bytes of a private key, or of a file that holds one. */
function isPrivate(bytes: Buffer): boolean {
  if (pkcs12.test(bytes.subarray(0, 10).toString('hex'))) return true
  return (['pkcs8', 'pkcs1', 'sec1'] as const).some((type) => {
    try {
      return createPrivateKey({ key: bytes, format: 'der', type }).type === 'private'
    } catch (error) {
      // A key that is locked by a password is one too.
      return /passphrase|password|decrypt/i.test(String(error))
    }
  })
}

/** A distinguished name on one line, whatever was written into it. */
const oneLine = (subject: string) =>
  subject
    .split('\n')
    .map((part) => part.replace(/\p{Cc}/gu, ' ').trim())
    .filter(Boolean)
    .join(', ')
    .slice(0, 1024)
