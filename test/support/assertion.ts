import { randomUUID } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'
import type { Made } from './certificates.ts'

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** What is changed of a right assertion; what is undefined is left out of it. */
export type Changed = {
  readonly header?: Readonly<Record<string, unknown>>
  readonly claims?: Readonly<Record<string, unknown>>
}

/** The fields that prove an app by its certificate: signed now, for a minute, with what a test wants changed. */
export async function proofBy(
  appId: string,
  audience: string,
  { key, sha256 }: Pick<Made, 'key' | 'sha256'>,
  { header, claims }: Changed = {},
): Promise<Record<string, string>> {
  const now = Math.floor(Date.now() / 1000)
  const right = { iss: appId, sub: appId, aud: audience, jti: randomUUID(), iat: now, exp: now + 60 }
  const alg =
    key.asymmetricKeyType === 'ec'
      ? key.asymmetricKeyDetails?.namedCurve === 'secp384r1'
        ? 'ES384'
        : 'ES256'
      : 'PS256'
  const assertion = await new SignJWT(JSON.parse(JSON.stringify({ ...right, ...claims })) as JWTPayload)
    .setProtectedHeader({ alg, typ: 'JWT', 'x5t#S256': sha256.toString('base64url'), ...header } as never)
    .sign(key)
  return { client_id: appId, client_assertion_type: assertionType, client_assertion: assertion }
}
