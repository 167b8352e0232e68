import type { MethodKind } from '../../core/methods/methods.ts'
import { findTotps, refuseTotpStep, useTotpStep } from '../../store/credentials.ts'
import { isRecoveryCode, methodUsed, useRecoveryCode } from '../../store/methods.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { isNewest, type Sent } from '../codes/sent-code.ts'
import { recoveryCodeHash } from '../methods/recovery-codes.ts'
import { totpOffset, totpStep } from '../totp.ts'
import type { AtHand } from './at-hand.ts'
import type { WrongCode } from './wrong-code.ts'

/** What came of a code: what it proved with, or what is known of one that was not taken. */
export type Tried = { readonly by: MethodKind } | ({ readonly wrong: true } & WrongCode)

const wrong: Tried = { wrong: true, codeSteps: null }
/** Right, and worth nothing any more: whoever says so says nothing that opens. */
const spent: Tried = { ...wrong, isSpent: true }

/** The codes that one browser's sign-in was sent, by the hash of its secret. */
export type SentTo = { readonly of: string; readonly sent: readonly Sent[] }

/** Tries a code of this method. A right one is taken for good: no code works twice (SEC-07). */
export async function tryCode(
  admit: Admit,
  t: TenantDb,
  accountId: string,
  method: AtHand,
  code: string,
  sent: SentTo | null,
): Promise<Tried> {
  switch (method.kind) {
    case 'totp':
      return tryTotp(admit, t, accountId, code)
    case 'recovery_codes': {
      const hash = recoveryCodeHash(admit, { tenantId: t.tenantId, accountId }, code)
      if (await useRecoveryCode(t, method.id, hash, admit.now())) return { by: 'recovery_codes' }
      return (await isRecoveryCode(t, method.id, hash)) ? spent : wrong
    }
    case 'email':
    case 'phone':
      if (sent === null || !isNewest(admit, t.tenantId, { ...sent, to: method.id }, code)) return wrong
      await methodUsed(t, method.id, admit.now())
      return { by: method.kind }
    case 'passkey':
      return wrong
  }
}

/** Whichever authenticator app the code comes from: nobody has to know which of two they look at. */
async function tryTotp(admit: Admit, t: TenantDb, accountId: string, code: string): Promise<Tried> {
  const now = admit.now()
  const totps = (await findTotps(t, accountId)).map(({ id, sealedSecret }) => ({
    id,
    secret: admit.vault.open(sealedSecret, `totp ${accountId}`),
  }))
  let wasRight = false
  for (const { id, secret } of totps) {
    const step = totpStep(secret, code, now)
    if (step !== null && (await useTotpStep(t, accountId, id, step, now))) return { by: 'totp' }
    wasRight ||= step !== null
  }
  if (wasRight) return spent
  for (const { id, secret } of totps) {
    const codeSteps = totpOffset(secret, code, now)
    if (codeSteps === null) continue
    // Whoever guesses learns by it when the code would be right: it never is.
    await refuseTotpStep(t, id, Math.floor(now / 30_000) + codeSteps, Math.floor(now / 30_000))
    return { wrong: true, codeSteps }
  }
  return wrong
}
