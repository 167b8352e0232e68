import type { MethodKind } from '../../core/methods/methods.ts'
import { findTotps, refuseTotpStep, useTotpStep } from '../../store/credentials.ts'
import { methodUsed, useRecoveryCode } from '../../store/methods.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { isNewest, type Sent } from '../codes/sent-code.ts'
import { recoveryCodeHash } from '../methods/recovery-codes.ts'
import { totpOffset, totpStep } from '../totp.ts'
import type { AtHand } from './at-hand.ts'

/** What came of a code: what it proved with, or how many steps of 30 seconds the clock is off that made it, where that shows. */
export type Tried = { readonly by: MethodKind } | { readonly wrong: true; readonly codeSteps: number | null }

const wrong: Tried = { wrong: true, codeSteps: null }

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
      return (await useRecoveryCode(t, method.id, hash, admit.now())) ? { by: 'recovery_codes' } : wrong
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
  for (const { id, secret } of totps) {
    const step = totpStep(secret, code, now)
    if (step !== null && (await useTotpStep(t, accountId, id, step, now))) return { by: 'totp' }
  }
  for (const { id, secret } of totps) {
    const codeSteps = totpOffset(secret, code, now)
    if (codeSteps === null) continue
    // Whoever guesses learns by it when the code would be right: it never is.
    await refuseTotpStep(t, id, Math.floor(now / 30_000) + codeSteps, Math.floor(now / 30_000))
    return { wrong: true, codeSteps }
  }
  return wrong
}
