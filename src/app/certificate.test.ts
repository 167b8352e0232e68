import { describe, expect, it } from 'vitest'
import { makeCertificate } from '../../test/support/certificates.ts'
import { AppError } from '../errors.ts'
import { readCertificate } from './certificate.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

function refusedAs(given: string): string {
  try {
    readCertificate(given)
    return 'read'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (given.length > 100) expect(JSON.stringify([error.message, error.details])).not.toContain(given.slice(40, 80))
    return error.code
  }
}

describe('a certificate', () => {
  it.each(['RSA 2048', 'P-256', 'P-384'] as const)('of %s is read from every form it comes in', async (kind) => {
    const { pem, der, sha256 } = await makeCertificate(kind)
    const other = await makeCertificate('P-256')
    const forms = [
      pem,
      `A comment\n${pem}\n${other.pem}`,
      pem.replaceAll('\n', '\r\n'),
      der,
      ` ${der.slice(0, 64)}\n${der.slice(64)}\n`,
      base64(pem),
    ]
    for (const form of forms)
      expect(readCertificate(form)).toMatchObject({
        der,
        thumbprint: sha256.toString('hex'),
        subject: 'CN=A robot, O=Meridian',
      })
  })

  it('says from when until when it is good, to the second', async () => {
    const { pem } = await makeCertificate('P-256', { from: -2, to: 10 })
    const { notBefore, notAfter } = readCertificate(pem)
    expect(Math.abs(notBefore - (Date.now() - 2 * 86_400_000))).toBeLessThan(10_000)
    expect(Math.abs(notAfter - (Date.now() + 10 * 86_400_000))).toBeLessThan(10_000)
  })

  it.each(['RSA 1024', 'P-521'] as const)('of %s is refused for its key', async (kind) => {
    expect(refusedAs((await makeCertificate(kind)).pem)).toBe('app.certificate_key_unfit')
  })

  it.each([
    '',
    'hello',
    '-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----',
    base64('no certificate'),
    '-----BEGIN PUBLIC KEY-----',
  ])('is not %j', (given) => {
    expect(refusedAs(given)).toBe('app.certificate_unreadable')
  })

  it('SEC-22: a private key in its place is told to be one, in every form, and nothing of it is repeated', async () => {
    const { pem, key, keyPem } = await makeCertificate()
    const ec = (await makeCertificate('P-256')).key
    const locked = { format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' } as const
    const forms = [
      keyPem,
      pem + keyPem,
      keyPem + pem,
      base64(keyPem + pem),
      key.export({ format: 'pem', type: 'pkcs1' }) as string,
      ec.export({ format: 'pem', type: 'sec1' }) as string,
      key.export(locked) as string,
      ...([key, ec] as const).map((one) => one.export({ format: 'der', type: 'pkcs8' }).toString('base64')),
      key.export({ ...locked, format: 'der' }).toString('base64'),
      key.export({ format: 'der', type: 'pkcs1' }).toString('base64'),
      ec.export({ format: 'der', type: 'sec1' }).toString('base64'),
      // As a .pfx file begins.
      Buffer.concat([Buffer.from('308209f4020103308209ba', 'hex'), Buffer.alloc(2500, 7)]).toString('base64'),
    ]
    expect(forms.map(refusedAs)).toEqual(forms.map(() => 'app.certificate_has_private_key'))
  })
})
