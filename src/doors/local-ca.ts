import 'reflect-metadata'
import { createPrivateKey, webcrypto } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'

x509.cryptoProvider.set(webcrypto as Crypto)

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const day = 86_400_000

export type LocalCertificate = { readonly caPath: string; readonly certPem: string; readonly keyPem: string }

/**
 * A certificate for this machine's names from an authority of our own, kept in the data folder: the authority is made
 * once, so that it has to be trusted once; the certificate is made anew when it runs out or the names change.
 */
export async function localCertificate(dataDir: string, names: readonly string[]): Promise<LocalCertificate> {
  const folder = join(dataDir, 'tls')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const all = [...new Set([...names, 'localhost', '127.0.0.1', '::1'])].sort()
  const caPath = join(folder, 'authority.pem')
  const authority = (await kept(folder, 'authority')) ?? (await keep(folder, 'authority', await makeAuthority()))
  const known = await kept(folder, 'server')
  if (known !== null && isGood(known.certificate, authority.certificate, all))
    return { caPath, certPem: known.certPem, keyPem: known.keyPem }
  const made = await keep(folder, 'server', await makeLeaf(authority, all))
  return { caPath, certPem: made.certPem, keyPem: made.keyPem }
}

type Pair = { readonly certificate: x509.X509Certificate; readonly certPem: string; readonly keyPem: string }

async function makeAuthority(): Promise<Pair> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: 'CN=Admit local authority',
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + 3650 * day),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey as CryptoKey),
    ],
  })
  return pair(certificate, keys.privateKey)
}

async function makeLeaf(authority: Pair, names: readonly string[]): Promise<Pair> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const signingKey = await webcrypto.subtle.importKey(
    'pkcs8',
    createPrivateKey(authority.keyPem).export({ type: 'pkcs8', format: 'der' }),
    algorithm,
    false,
    ['sign'],
  )
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: 'CN=Admit on this machine',
    issuer: authority.certificate.subject,
    notBefore: new Date(Date.now() - day),
    // Browsers refuse certificates that live longer than 398 days.
    notAfter: new Date(Date.now() + 390 * day),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey as CryptoKey,
    signingKey: signingKey as CryptoKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1']),
      new x509.SubjectAlternativeNameExtension(
        names.map((name) => ({ type: isIP(name) ? ('ip' as const) : ('dns' as const), value: name })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
    ],
  })
  return pair(certificate, keys.privateKey)
}

async function pair(certificate: x509.X509Certificate, privateKey: webcrypto.CryptoKey): Promise<Pair> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey))
  return {
    certificate,
    certPem: certificate.toString('pem'),
    keyPem: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({
      type: 'pkcs8',
      format: 'pem',
    }) as string,
  }
}

function isGood(leaf: x509.X509Certificate, authority: x509.X509Certificate, names: readonly string[]): boolean {
  const held = leaf.getExtension(x509.SubjectAlternativeNameExtension)?.names.items.map((name) => name.value) ?? []
  return (
    leaf.issuer === authority.subject &&
    leaf.notAfter.getTime() - Date.now() > 30 * day &&
    names.every((name) => held.includes(name) || isIP(name) === 6)
  )
}

async function kept(folder: string, name: string): Promise<Pair | null> {
  const [certPem, keyPem] = await Promise.all(
    [`${name}.pem`, `${name}.key`].map((file) => readFile(join(folder, file), 'utf8').catch(() => null)),
  )
  return certPem == null || keyPem == null ? null : { certificate: new x509.X509Certificate(certPem), certPem, keyPem }
}

/** The key first: a certificate whose key is not there is never found. */
async function keep(folder: string, name: string, made: Pair): Promise<Pair> {
  for (const [file, text] of [
    [`${name}.key`, made.keyPem],
    [`${name}.pem`, made.certPem],
  ] as const) {
    await writeFile(join(folder, `${file}.new`), text, { mode: file.endsWith('.key') ? 0o600 : 0o644 })
    await rename(join(folder, `${file}.new`), join(folder, file))
  }
  return made
}

function serial(): string {
  return Buffer.from(webcrypto.getRandomValues(new Uint8Array(15)))
    .toString('hex')
    .replace(/^./, '1')
}
