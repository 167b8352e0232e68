import { randomBytes } from 'node:crypto'
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import type { Admit } from '../admit.ts'
import { isFirstUse } from '../once.ts'
import { readClaim, requestOptions } from '../passkeys/ceremonies.ts'
import { relyingParty } from '../passkeys/relying-party.ts'
import { readUserHandle } from '../passkeys/user-handle.ts'
import { type FlowStart, flowLifetime } from './flow.ts'
import { startFlow } from './live.ts'
import { findTenant } from '../tenants.ts'

/** What a challenge is sealed for, so that it opens for no other browser. */
const label = (visit: string) => `passkey without a name ${visit}`

type Kept = { readonly challenge: string; readonly until: number }

/**
 * What a browser needs to answer by a passkey where nobody has typed a name yet, so that not even the organisation is known. The
 * challenge is kept nowhere: it comes back sealed with the answer, from the same browser (SEC-08).
 */
export async function aloneOptions(
  admit: Admit,
  visit: string,
): Promise<{ readonly get: PublicKeyCredentialRequestOptionsJSON; readonly sealed: string }> {
  const challenge = randomBytes(32).toString('base64url')
  const kept: Kept = { challenge, until: admit.now() + flowLifetime }
  return {
    get: await requestOptions(relyingParty(admit.config), 'any', challenge),
    sealed: admit.vault.seal(Buffer.from(JSON.stringify(kept)), label(visit)).toString('base64url'),
  }
}

/**
 * Begins the sign-in at the organisation that a passkey says it is of, with the challenge it was made for; the answer is looked at
 * there. Null where it says nothing that could be, or where the challenge is over, another browser's or was used before.
 */
export async function startWithPasskey(
  admit: Admit,
  visit: string,
  given: { readonly answer: string; readonly sealed: string },
  start: FlowStart,
): Promise<{ readonly id: string } | null> {
  const kept = opened(admit, visit, given.sealed)
  const handle = readClaim(given.answer)?.userHandle ?? null
  const owner = handle === null ? null : readUserHandle(handle)
  if (kept === null || kept.until <= admit.now() || owner === null) return null
  if ((await findTenant(admit, owner.tenantId)) === null) return null
  const once = { by: label(visit), id: kept.challenge, until: kept.until }
  if (!(await isFirstUse(admit, owner.tenantId, once))) return null
  return startFlow(admit, owner.tenantId, start, kept.challenge)
}

function opened(admit: Admit, visit: string, sealed: string): Kept | null {
  try {
    return JSON.parse(admit.vault.open(Buffer.from(sealed, 'base64url'), label(visit)).toString()) as Kept
  } catch {
    return null
  }
}
