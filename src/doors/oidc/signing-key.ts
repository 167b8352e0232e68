import { createPrivateKey, createPublicKey, type KeyObject, type SignKeyObjectInput, sign } from 'node:crypto'
import type { JWK } from 'jose'
import { ExternalSigningKey } from 'oidc-provider'
import { isHashing } from '../../app/passwords.ts'

/**
 * A private key that signs by node:crypto, off the main thread: half of what the same signature costs through WebCrypto there. While
 * passwords are hashed it signs at once: the threads that would do it are those that give way.
 */
export class SigningKey extends ExternalSigningKey {
  readonly #private: KeyObject | SignKeyObjectInput
  readonly #public: KeyObject

  constructor(jwk: JWK) {
    super()
    const key = createPrivateKey({ key: jwk as never, format: 'jwk' })
    // JWS has the two numbers of an ES256 signature side by side (RFC 7518 §3.4); a key alone is the quicker way for RS256.
    this.#private = jwk.kty === 'EC' ? { key, dsaEncoding: 'ieee-p1363' } : key
    this.#public = createPublicKey(key)
    Object.assign(this, { kid: jwk.kid, alg: jwk.alg })
  }

  override keyObject(): KeyObject {
    return this.#public
  }

  override async sign(data: Buffer): Promise<Buffer> {
    if (isHashing()) return sign('sha256', data, this.#private)
    return new Promise((done, failed) =>
      sign('sha256', data, this.#private, (error, signature) => (error === null ? done(signature) : failed(error))),
    )
  }
}

/** A signed JWT (RFC 7515 §7.1) of a type, with the newest of our keys for its algorithm. */
export async function signedJwt(
  keys: readonly SigningKey[],
  alg: string,
  typ: string | undefined,
  claims: object,
): Promise<string> {
  const key = keys.find((one) => one.alg === alg)
  if (key === undefined) throw new Error(`there is no key to sign ${alg} with`)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const said = `${part({ alg, typ, kid: key.kid })}.${part(claims)}`
  return `${said}.${(await key.sign(Buffer.from(said))).toString('base64url')}`
}
