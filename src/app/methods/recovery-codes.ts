import { createHmac } from 'node:crypto'
import type { Admit } from '../admit.ts'
import { asSpoken, newSpokenCode } from '../spoken-code.ts'

/** How many are made at once. */
const count = 10

/** Ten new recovery codes of 57 bits, to be shown once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: count }, () => newSpokenCode(3))
}

/** What is kept of a recovery code. Under a key that is not in the database: who has that alone can try nothing on it. */
export function recoveryCodeHash(
  admit: Admit,
  person: { readonly tenantId: string; readonly accountId: string },
  code: string,
): Buffer {
  return createHmac('sha256', admit.vault.keyFor('recovery codes'))
    .update(`${person.tenantId} ${person.accountId} ${asSpoken(code)}`)
    .digest()
}
