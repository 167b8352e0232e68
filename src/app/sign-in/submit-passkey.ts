import { decide } from '../../core/decide.ts'
import { mayProve } from '../../core/methods/allowed.ts'
import { findPasskey, type Passkey, usePasskey } from '../../store/passkeys.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { readClaim, readCreation, readProof } from '../passkeys/ceremonies.ts'
import { relyingParty } from '../passkeys/relying-party.ts'
import { readUserHandle } from '../passkeys/user-handle.ts'
import { conclude } from './conclude.ts'
import { type From, placeOf } from './familiar.ts'
import type { Flow } from './flow.ts'
import { asksToRegister, snapshotOf } from './judge.ts'
import { proved, registered } from './proved.ts'
import { recordSignIn } from './record.ts'
import type { Step } from './step.ts'
import { within } from './under-way.ts'
import type { Sentence } from '../words/sentence.ts'
import { say } from '../words/say.ts'

/** What is said of a passkey that proves nothing. */
export const passkeyFailed = "That passkey didn't work here. Use another one, or another way." satisfies Sentence

/**
 * Takes what a browser answers with a passkey: as the second factor of whoever proved the first, else as both in one, for which the
 * authenticator has to have asked who holds it. A challenge is good for one answer, whatever becomes of it (SEC-08).
 */
export function submitPasskey(admit: Admit, id: string, answer: string, from: From): Promise<Step> {
  return within(admit, id, async (t, hash, { challenge, ...stored }) => {
    const now = admit.now()
    const flow: Flow = { ...stored, challenge: null }
    const claim = challenge === null ? null : readClaim(answer)
    const passkey = claim === null ? null : await findPasskey(t, claim.credentialId)
    const proof =
      passkey === null || challenge === null
        ? null
        : await readProof(relyingParty(admit.config), challenge, answer, passkey)
    if (passkey === null || proof === null) return refuse(admit, t, hash, flow, passkey)

    const isSecond = flow.credential === 'verified'
    const isTheirs = isSecond
      ? passkey.accountId === flow.accountId && (await isAllowedTo(t, flow, now))
      : proof.userVerified &&
        isOf(claim?.userHandle ?? null, t.tenantId, passkey) &&
        (await isMeant(t, flow, passkey, now))
    if (!isTheirs || !(await usePasskey(t, passkey, { ...proof, at: now })))
      return refuse(admit, t, hash, flow, passkey)

    if (isSecond) return conclude(admit, t, hash, proved(flow, 'passkey', now), now)
    const { place } = await placeOf(admit, t, passkey.accountId, from)
    const first: Flow = {
      ...flow,
      accountId: passkey.accountId,
      credential: 'verified',
      credentialAt: now,
      methods: [],
      computer: from.computer ?? 'own',
    }
    return conclude(admit, t, hash, { ...proved(first, 'passkey', now), isSingleSignOn: false, place }, now)
  })
}

/** Takes a passkey that the person has just made, where they are asked to set up a second factor. */
export function submitNewPasskey(admit: Admit, id: string, answer: string): Promise<Step> {
  return within(admit, id, async (t, hash, { challenge, ...stored }) => {
    const now = admit.now()
    const flow: Flow = { ...stored, challenge: null }
    if (flow.accountId === null || flow.credential !== 'verified') return conclude(admit, t, hash, flow, now)
    // Only who is asked to register may: a person with a method proves that one instead (SEC-09).
    const s = await snapshotOf(t, flow, now)
    if (!asksToRegister(s, flow) || s.account === null || !mayProve('passkey', s.account, s.tenant))
      return conclude(admit, t, hash, flow, now)
    const passkey = challenge === null ? null : await readCreation(relyingParty(admit.config), challenge, answer)
    if (passkey === null) return conclude(admit, t, hash, { ...flow, failure: { text: notMade, reference: null } }, now)

    return conclude(admit, t, hash, await registered(t, flow, s, 'passkey', { passkey }, now), now)
  })
}

const notMade = 'The passkey could not be set up. Try again, or use an authenticator app.' satisfies Sentence

/** Whether the authenticator names the very account the passkey is kept for (WebAuthn 3 §7.2 step 6). */
function isOf(handle: string | null, tenantId: string, passkey: Passkey): boolean {
  const owner = handle === null ? null : readUserHandle(handle)
  return owner?.tenantId === tenantId && owner.accountId === passkey.accountId
}

/** Whether the organisation lets the person prove passkeys; of who proves nothing else, a gate says so. */
async function isAllowedTo(t: TenantDb, flow: Flow, now: number): Promise<boolean> {
  const { account, tenant } = await snapshotOf(t, flow, now)
  return account !== null && mayProve('passkey', account, tenant)
}

/** Whether it is the account whose name was typed, where one was. */
async function isMeant(t: TenantDb, flow: Flow, passkey: Passkey, now: number): Promise<boolean> {
  if (flow.signInName === null) return true
  const { account } = await snapshotOf(t, { ...flow, accountId: null }, now)
  return account?.id === passkey.accountId
}

/** The page again with a word about it. Of whom it is known whose passkey it was, the sign-in log holds it. */
async function refuse(admit: Admit, t: TenantDb, hash: string, flow: Flow, passkey: Passkey | null): Promise<Step> {
  const now = admit.now()
  const reference = passkey === null ? null : await recordWrong(t, flow, passkey, now)
  const text =
    reference === null
      ? passkeyFailed
      : say("That passkey didn't work here. Use another one, or another way. Reference {ref}.")
  return conclude(admit, t, hash, { ...flow, failure: { text, reference } }, now)
}

async function recordWrong(t: TenantDb, flow: Flow, passkey: Passkey, now: number): Promise<string> {
  const wrong: Flow =
    flow.credential === 'verified'
      ? { ...flow, secondFactor: 'wrong' }
      : { ...flow, accountId: passkey.accountId, credential: 'wrong', methods: ['passkey'] }
  const s = await snapshotOf(t, wrong, now)
  return recordSignIn(t, s, decide(s), {
    kind: 'interactive',
    correlationId: flow.correlationId,
    client: flow.client,
  })
}
