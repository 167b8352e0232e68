import { findTotps, useTotpStep } from '../../store/credentials.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { totpStep } from '../totp.ts'
import type { AtHand } from './at-hand.ts'

/** Whether a code proves the second factor by this method. A right one is taken for good: no code works twice (SEC-07). */
export async function codeProves(
  admit: Admit,
  t: TenantDb,
  accountId: string,
  method: AtHand,
  code: string,
): Promise<boolean> {
  switch (method.kind) {
    case 'totp':
      return totpProves(admit, t, accountId, code)
    case 'recovery_codes':
    case 'passkey':
    case 'email':
    case 'phone':
      return false
  }
}

/** Whichever authenticator app the code comes from: nobody has to know which of two they look at. */
async function totpProves(admit: Admit, t: TenantDb, accountId: string, code: string): Promise<boolean> {
  const now = admit.now()
  for (const totp of await findTotps(t, accountId)) {
    const step = totpStep(admit.vault.open(totp.sealedSecret, `totp ${accountId}`), code, now)
    if (step !== null && (await useTotpStep(t, accountId, totp.id, step, now))) return true
  }
  return false
}
