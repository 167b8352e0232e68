import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Change } from '../../core/changes/change.ts'
import type { Admit } from '../admit.ts'
import { asSpoken, newSpokenCode } from '../spoken-code.ts'

/** A new pass of 57 bits where the change gives one, to be shown once and read aloud, and what is kept of it; null for all other changes. */
export function passFor(
  admit: Admit,
  tenantId: string,
  change: Change,
): { readonly pass: string; readonly secrets: { readonly passHash: Buffer } } | null {
  if (change.do !== 'issue_temporary_pass') return null
  const pass = newSpokenCode(3)
  return { pass, secrets: { passHash: passHash(admit, { tenantId, accountId: change.accountId }, pass) } }
}

/** What is kept of a pass, under a key that is not in the database. */
export function passHash(
  admit: Admit,
  person: { readonly tenantId: string; readonly accountId: string },
  pass: string,
): Buffer {
  return createHmac('sha256', admit.vault.keyFor('temporary passes'))
    .update(`${person.tenantId} ${person.accountId} ${asSpoken(pass)}`)
    .digest()
}

const none = Buffer.alloc(32)

/** Whether it is the pass of the person, at the same cost whether or not they have one (SEC-01). */
export function isPass(
  admit: Admit,
  person: { readonly tenantId: string; readonly accountId: string },
  typed: string,
  kept: Buffer | null,
): boolean {
  const isIt = timingSafeEqual(passHash(admit, person, typed), kept ?? none)
  return isIt && kept !== null
}
