import 'reflect-metadata'
import { createHash, createPrivateKey, type KeyObject, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

x509.cryptoProvider.set(webcrypto as Crypto)

const kinds = {
  'RSA 2048': {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  },
  'RSA 1024': {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 1024,
  },
  'P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'P-384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  'P-521': { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
} as const

const day = 86_400_000

/** A certificate with its key, and what it is called by. */
export type Made = {
  readonly pem: string
  /** DER as base64. */
  readonly der: string
  readonly key: KeyObject
  readonly keyPem: string
  readonly sha256: Buffer
  readonly sha1: Buffer
}

/** A certificate signed with its own key; days are counted from now. */
export async function makeCertificate(
  kind: keyof typeof kinds = 'RSA 2048',
  { subject = 'CN=A robot, O=Meridian', from = -1, to = 365 } = {},
): Promise<Made> {
  const algorithm = kinds[kind]
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8)))
      .toString('hex')
      .replace(/^./, '1'),
    name: subject,
    notBefore: new Date(Date.now() + from * day),
    notAfter: new Date(Date.now() + to * day),
    signingAlgorithm: algorithm,
    keys,
  })
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const raw = Buffer.from(certificate.rawData)
  const digest = (name: string) => createHash(name).update(raw).digest()
  return {
    pem: certificate.toString('pem'),
    der: raw.toString('base64'),
    key,
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }) as string,
    sha256: digest('sha256'),
    sha1: digest('sha1'),
  }
}
