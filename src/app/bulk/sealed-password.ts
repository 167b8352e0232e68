import type { Admit } from '../admit.ts'

const label = 'password of a bulk line'

/** A password as a line keeps it until it is done (SEC-38). */
export function sealPassword(admit: Admit, password: string): string {
  return admit.vault.seal(Buffer.from(password), label).toString('base64')
}

/** The password again. */
export function openPassword(admit: Admit, sealed: string): string {
  return admit.vault.open(Buffer.from(sealed, 'base64'), label).toString()
}
