import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { NewPasskey, Passkey } from '../../store/passkeys.ts'
import type { RelyingParty } from './relying-party.ts'
import { userHandle } from './user-handle.ts'

// Loaded when the first passkey is asked for: it is a third of a second, and most sign-ins need none of it.
const library = () => import('@simplewebauthn/server')

/** How long a browser may wait for the person, in milliseconds. */
const patience = 5 * 60_000

// EdDSA, ES256 and RS256 (RFC 9053), which is what authenticators speak.
const algorithms = [-8, -7, -257]

type Owner = {
  readonly tenantId: string
  readonly accountId: string
  readonly signInName: string
  readonly displayName: string
}

/** What the browser is given to make a passkey; those the person has are not made again (WebAuthn 3 §7.1). */
export async function creationOptions(
  party: RelyingParty,
  owner: Owner,
  has: readonly Pick<Passkey, 'credentialId' | 'transports'>[],
  challenge: string,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    rpName: 'Admit',
    rpID: party.id,
    userID: userHandle(owner.tenantId, owner.accountId),
    userName: owner.signInName,
    userDisplayName: owner.displayName,
    challenge: bytes(challenge),
    timeout: patience,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: has.map(described),
    // One that is kept on the authenticator and asks who holds it serves without a password too.
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
}

/** What the browser is given to prove a passkey: one of these, or any that it knows for us (WebAuthn 3 §7.2). */
export async function requestOptions(
  party: RelyingParty,
  wanted: readonly Pick<Passkey, 'credentialId' | 'transports'>[] | 'any',
  challenge: string,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await library()
  return generateAuthenticationOptions({
    rpID: party.id,
    challenge: bytes(challenge),
    timeout: patience,
    ...(wanted === 'any'
      ? { userVerification: 'required' }
      : { userVerification: 'preferred', allowCredentials: wanted.map(described) }),
  })
}

/** The passkey that a browser made for this challenge, at an address of ours; null where what it answers is not that. */
export async function readCreation(party: RelyingParty, challenge: string, answer: string): Promise<NewPasskey | null> {
  const response = parsed(answer)
  if (response === null) return null
  const { verifyRegistrationResponse } = await library()
  const { registrationInfo } = await verifyRegistrationResponse({
    response: response as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: [...party.origins],
    expectedRPID: party.id,
    supportedAlgorithmIDs: algorithms,
    requireUserVerification: false,
  }).catch(() => ({ registrationInfo: undefined }))
  if (registrationInfo === undefined) return null
  const { credential } = registrationInfo
  return {
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    signCount: credential.counter,
    transports: transportsOf(response.response['transports']),
    aaguid: registrationInfo.aaguid,
    canBeBackedUp: registrationInfo.credentialDeviceType === 'multiDevice',
    isBackedUp: registrationInfo.credentialBackedUp,
    relyingPartyId: party.id,
  }
}

/** How a browser says that the authenticator is reached: a few short words, kept to be given back to it. */
function transportsOf(given: unknown): string[] {
  const words = Array.isArray(given) ? given : []
  return words.filter((word): word is string => typeof word === 'string' && word.length <= 32).slice(0, 8)
}

/** A passkey as it was just proved. */
export type Proved = {
  readonly signCount: number
  readonly isBackedUp: boolean
  /** Whether the authenticator asked who holds it, so that it is two proofs in one. */
  readonly userVerified: boolean
}

/** Which passkey a browser answers with, and whose it says that is; null where it is no such answer. */
export function readClaim(
  answer: string,
): { readonly credentialId: Buffer; readonly userHandle: string | null } | null {
  const response = parsed(answer)
  if (response === null) return null
  const { userHandle } = response.response
  return {
    credentialId: Buffer.from(response.id, 'base64url'),
    userHandle: typeof userHandle === 'string' ? userHandle : null,
  }
}

/** Whether the answer proves this passkey for this challenge, at an address of ours; null where it does not (SEC-08). */
export async function readProof(
  party: RelyingParty,
  challenge: string,
  answer: string,
  passkey: Passkey,
): Promise<Proved | null> {
  const response = parsed(answer)
  if (response === null) return null
  const { verifyAuthenticationResponse } = await library()
  const proof = await verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: [...party.origins],
    expectedRPID: party.id,
    requireUserVerification: false,
    credential: {
      id: passkey.credentialId.toString('base64url'),
      publicKey: Uint8Array.from(passkey.publicKey),
      counter: passkey.signCount,
    },
  }).catch(() => null)
  if (proof === null || !proof.verified) return null
  const { newCounter, credentialBackedUp, userVerified } = proof.authenticationInfo
  return { signCount: newCounter, isBackedUp: credentialBackedUp, userVerified }
}

/** What a browser answers, as far as it has to be known before the library has looked at it; null where it is no answer at all. */
function parsed(answer: string): Answered | null {
  try {
    const read = JSON.parse(answer) as Partial<Answered>
    const isAnswer = typeof read.id === 'string' && typeof read.response === 'object' && read.response !== null
    return isAnswer ? (read as Answered) : null
  } catch {
    return null
  }
}

type Answered = { readonly id: string; readonly response: Readonly<Record<string, unknown>> }

const bytes = (challenge: string) => Uint8Array.from(Buffer.from(challenge, 'base64url'))

const described = ({ credentialId, transports }: Pick<Passkey, 'credentialId' | 'transports'>) => ({
  id: credentialId.toString('base64url'),
  transports: [...transports],
})
