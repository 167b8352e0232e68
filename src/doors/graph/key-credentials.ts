import { z } from 'zod'
import type { Wanted, WantedCertificate } from '../../app/certificates.ts'
import type { CertificateRow } from '../../store/certificates.ts'
import { id, name } from './fields.ts'
import { iso } from './nouns/instant.ts'

const when = z.iso.datetime({ offset: true }).nullish()
/** A certificate as a file has it, chain and all. */
const certificate = z.string().min(1).max(32_768)

/** A certificate as Graph's `keyCredential`; the certificate itself only where `withKey`. */
export function keyCredentialShape(one: CertificateRow, key: 'with key' | 'without'): Record<string, unknown> {
  return {
    keyId: one.id,
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    displayName: one.displayName,
    startDateTime: iso(one.startsAt),
    endDateTime: iso(one.expiresAt),
    customKeyIdentifier: Buffer.from(one.thumbprint, 'hex').toString('base64'),
    key: key === 'with key' ? one.certificate : null,
  }
}

const credential = z
  .strictObject({
    keyId: id.nullish(),
    type: z.literal('AsymmetricX509Cert').nullish(),
    usage: z.literal('Verify').nullish(),
    displayName: name.nullish(),
    startDateTime: when,
    endDateTime: when,
    // What is read of it is sent back by who changes a list; it is worked out from the certificate.
    customKeyIdentifier: z.string().max(256).nullish(),
    key: certificate.nullish(),
  })
  .refine(
    ({ keyId, key }) => keyId != null || key != null,
    'a certificate that is there by its keyId, a new one by its key',
  )

/** A signed JWT. */
const proof = z.string().min(1).max(16_384)

/** What Graph's `addKey` takes: a new certificate, and the proof that one has the key of another. */
export const addedKey = z.strictObject({
  keyCredential: credential.safeExtend({ key: certificate }),
  // Graph's clients say that there is none: a certificate with its key and a password is taken by nobody here.
  passwordCredential: z.null().optional(),
  proof,
})

/** What Graph's `removeKey` takes. */
export const removedKey = z.strictObject({ keyId: id, proof })

/** A list that takes the place of the one there: those with a `keyId` and no `key` stay. */
export const keyCredentials = z.array(credential).max(100)

/** What a list of Graph's key credentials wants. */
export function wantedOf(list: z.infer<typeof keyCredentials>): readonly Wanted[] {
  return list.map(({ key, ...said }) => (key == null ? { id: said.keyId as string } : newKey({ ...said, key })))
}

/** What is wanted of one that is new. */
export function newKey({ keyId, key, ...said }: z.infer<typeof addedKey>['keyCredential']): WantedCertificate {
  return { certificate: key, ...(keyId == null ? {} : { id: keyId }), ...spoken(said) }
}

/** A new certificate as the console sends it. */
export const newCertificate = z.strictObject({
  certificate,
  displayName: name.nullish(),
  startDateTime: when,
  endDateTime: when,
})

/** What is said of it: its name, and from when until when it is good. */
export function spoken(said: {
  readonly displayName?: string | null | undefined
  readonly startDateTime?: string | null | undefined
  readonly endDateTime?: string | null | undefined
}) {
  const { displayName = null, startDateTime, endDateTime } = said
  return {
    displayName,
    ...(startDateTime == null ? {} : { startsAt: Date.parse(startDateTime) }),
    ...(endDateTime == null ? {} : { expiresAt: Date.parse(endDateTime) }),
  }
}
