import { createHmac } from 'node:crypto'
import type { Admit } from '../admit.ts'

/** How long a code to reset a password is good for, in milliseconds. */
export const codeLifetime = 15 * 60_000

/**
 * The code of a reset, by the hash of its browser's secret and the how manieth of it this is: eight digits. It follows from a key that
 * is not in the database, so it is kept nowhere, neither with the reset nor with the message that tells it (SEC-06, SEC-38).
 */
export function resetCode(admit: Pick<Admit, 'vault'>, tenantId: string, reset: string, nth: number): string {
  const digest = createHmac('sha256', admit.vault.keyFor('reset code')).update(`${tenantId} ${reset} ${nth}`).digest()
  // Of 2⁴⁸ numbers, the excess of the last incomplete hundred million shows nowhere.
  return String(digest.readUIntBE(0, 6) % 100_000_000).padStart(8, '0')
}
