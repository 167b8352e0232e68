import { createHmac } from 'node:crypto'
import type { Admit } from '../admit.ts'

/** How long a code that was sent is good for, in milliseconds. */
export const codeLifetime = 15 * 60_000

/**
 * A code that is sent to show that an address is theirs: for what, by the hash of the browser's secret and the how manieth code of it
 * this is; eight digits. It follows from a key that is not in the database, so it is kept nowhere, neither with what is under way nor
 * with the message that tells it (SEC-06, SEC-38).
 */
export function sentCode(
  admit: Pick<Admit, 'vault'>,
  purpose: 'reset code' | 'invitation code' | 'sign-in code' | 'sign-up code',
  tenantId: string,
  underWay: string,
  nth: number,
): string {
  const digest = createHmac('sha256', admit.vault.keyFor(purpose)).update(`${tenantId} ${underWay} ${nth}`).digest()
  // Of 2⁴⁸ numbers, the excess of the last incomplete hundred million shows nowhere.
  return String(digest.readUIntBE(0, 6) % 100_000_000).padStart(8, '0')
}

/** The code of a reset. */
export const resetCode = (admit: Pick<Admit, 'vault'>, tenantId: string, reset: string, nth: number): string =>
  sentCode(admit, 'reset code', tenantId, reset, nth)
