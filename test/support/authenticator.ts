import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { isoCBOR } from '@simplewebauthn/server/helpers'

/** What an answer is made with; what is left out is as an honest browser and authenticator do it. */
type How = {
  readonly origin?: string
  readonly relyingPartyId?: string
  /** Whether the authenticator asked who holds it. */
  readonly isVerified?: boolean
  readonly signCount?: number
  readonly userHandle?: string | null
  readonly credentialId?: string
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest()
const bytes = (data: Uint8Array) => Uint8Array.from(data)

/** An authenticator without a chip, and the browser in front of it: makes passkeys and proves them, or cheats as a test wants. */
export class Authenticator {
  readonly #origin: string
  readonly #key: KeyObject
  readonly #publicKey: { readonly x?: string; readonly y?: string }
  readonly id = base64url(randomBytes(32))
  #userHandle = ''
  #count = 0

  constructor(origin: string) {
    this.#origin = origin
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#key = privateKey
    this.#publicKey = publicKey.export({ format: 'jwk' })
  }

  /** The answer to being asked to make a passkey. */
  create(options: PublicKeyCredentialCreationOptionsJSON, how: How = {}): RegistrationResponseJSON {
    this.#userHandle = options.user.id
    const id = Buffer.from(how.credentialId ?? this.id, 'base64url')
    const length = Buffer.from([id.length >> 8, id.length & 255])
    const [x, y] = [this.#publicKey.x, this.#publicKey.y].map((part) => bytes(Buffer.from(part as string, 'base64url')))
    // COSE key of ES256 (RFC 9053 §7.1.1).
    const key = isoCBOR.encode(
      new Map<number, number | Uint8Array<ArrayBuffer>>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, x as Uint8Array<ArrayBuffer>],
        [-3, y as Uint8Array<ArrayBuffer>],
      ]),
    )
    const attested = Buffer.concat([Buffer.alloc(16), length, id, key])
    const authData = Buffer.concat([this.#data(options.rp.id as string, 0x40, how), attested])
    const attestationObject = isoCBOR.encode(
      new Map<string, string | Map<string, string> | Uint8Array<ArrayBuffer>>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', bytes(authData)],
      ]),
    )
    return {
      id: base64url(id),
      rawId: base64url(id),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64url(this.#client('webauthn.create', options.challenge, how)),
        attestationObject: base64url(attestationObject),
        transports: ['internal'],
      },
    }
  }

  /** The answer to being asked to prove one. */
  get(options: PublicKeyCredentialRequestOptionsJSON, how: How = {}): AuthenticationResponseJSON {
    const client = this.#client('webauthn.get', options.challenge, how)
    this.#count++
    const authData = this.#data(options.rpId as string, 0, how)
    const id = how.credentialId ?? this.id
    const userHandle = how.userHandle === undefined ? this.#userHandle : how.userHandle
    return {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64url(client),
        authenticatorData: base64url(authData),
        signature: base64url(sign('sha256', Buffer.concat([authData, sha256(client)]), this.#key)),
        ...(userHandle === null ? {} : { userHandle }),
      },
    }
  }

  #client(type: string, challenge: string, how: How): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: how.origin ?? this.#origin, crossOrigin: false }))
  }

  /** Authenticator data (WebAuthn 3 §6.1): whose it is, what was done, how often. */
  #data(
    rpId: string,
    flags: number,
    { relyingPartyId = rpId, isVerified = true, signCount = this.#count }: How,
  ): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(signCount)
    return Buffer.concat([sha256(relyingPartyId), Buffer.from([flags | 0x01 | (isVerified ? 0x04 : 0)]), counter])
  }
}
