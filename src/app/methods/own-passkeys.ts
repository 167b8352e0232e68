import { randomBytes } from 'node:crypto'
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import { findPasskey, listPasskeys } from '../../store/passkeys.ts'
import { proveSession } from '../../store/sessions.ts'
import { withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { creationOptions, readCreation } from '../passkeys/ceremonies.ts'
import { relyingParty } from '../passkeys/relying-party.ts'
import { type OwnSession, viewerIn } from '../sign-in/visit.ts'
import { mustHaveProved } from '../viewer.ts'
import { registerMethod } from './register-method.ts'

/** How long a passkey may take to be made, in milliseconds. */
const patience = 10 * 60_000

/** What a browser needs to make a passkey for the person, and its challenge sealed, to come back with the answer. */
export async function beginPasskey(
  admit: Admit,
  session: OwnSession,
): Promise<{ readonly create: PublicKeyCredentialCreationOptionsJSON; readonly sealed: string }> {
  const now = admit.now()
  mustHaveProved(viewerIn(session), now)
  const challenge = randomBytes(32).toString('base64url')
  const has = await withTenant(admit.store, session.tenantId, (t) => listPasskeys(t, session.accountId))
  const create = await creationOptions(relyingParty(admit.config), session, has, challenge)
  const sealed = admit.vault.seal(Buffer.from(`${challenge} ${now}`), labelOf(session)).toString('base64url')
  return { create, sealed }
}

/**
 * Keeps a passkey that the browser has made. A challenge that comes again makes nothing new: the passkey it was answered with is there by
 * then (SEC-08). Throws `auth.fresh_proof_needed`.
 */
export async function addPasskey(
  admit: Admit,
  session: OwnSession,
  given: { readonly sealed: string; readonly answer: string; readonly name: string | null },
): Promise<'added' | 'not_made'> {
  const at = admit.now()
  mustHaveProved(viewerIn(session), at)
  const challenge = unsealed(admit, session, given.sealed, at)
  const passkey = challenge === null ? null : await readCreation(relyingParty(admit.config), challenge, given.answer)
  if (passkey === null) return 'not_made'
  return withTenant(admit.store, session.tenantId, async (t) => {
    if ((await findPasskey(t, passkey.credentialId)) !== null) return 'not_made'
    const { accountId } = session
    const named = given.name === null ? {} : { name: given.name }
    await registerMethod(t, { accountId, kind: 'passkey', ...named }, { passkey }, { at, reason: null })
    // Who has a second factor from now on has just shown it.
    await proveSession(t, session.id, at, [...new Set([...session.methods, 'passkey' as const])])
    return 'added'
  })
}

function unsealed(admit: Admit, session: OwnSession, sealed: string, now: number): string | null {
  try {
    const [challenge = '', at] = admit.vault
      .open(Buffer.from(sealed, 'base64url'), labelOf(session))
      .toString()
      .split(' ')
    return now - Number(at) <= patience ? challenge : null
  } catch {
    return null
  }
}

const labelOf = ({ tenantId, accountId, id }: OwnSession) => `adding passkey ${tenantId} ${accountId} ${id}`
