import { randomBytes } from 'node:crypto'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { saveFlow } from '../../store/flows.ts'
import { listPasskeys } from '../../store/passkeys.ts'
import type { Admit } from '../admit.ts'
import { creationOptions, requestOptions } from '../passkeys/ceremonies.ts'
import { relyingParty } from '../passkeys/relying-party.ts'
import { asksToRegister, snapshotOf } from './judge.ts'
import { within } from './under-way.ts'

/** What the browser is to do: prove a passkey, or make one. */
export type PasskeyOptions =
  | { readonly get: PublicKeyCredentialRequestOptionsJSON }
  | { readonly create: PublicKeyCredentialCreationOptionsJSON }

/**
 * What a browser needs to answer by a passkey where the sign-in stands, with a challenge that is good for one answer (SEC-08).
 * Before anything is proved it is the same for every name (SEC-01).
 */
export function passkeyOptions(admit: Admit, id: string): Promise<PasskeyOptions> {
  return within(admit, id, async (t, hash, flow) => {
    const challenge = randomBytes(32).toString('base64url')
    await saveFlow(t, hash, { ...flow, challenge })
    const party = relyingParty(admit.config)
    if (flow.credential !== 'verified' || flow.accountId === null)
      return { get: await requestOptions(party, 'any', challenge) }

    const has = await listPasskeys(t, flow.accountId)
    const s = await snapshotOf(t, flow, admit.now())
    if (s.account === null || !asksToRegister(s, flow)) return { get: await requestOptions(party, has, challenge) }
    const owner = { ...s.account, accountId: s.account.id, tenantId: t.tenantId }
    return { create: await creationOptions(party, owner, has, challenge) }
  })
}
