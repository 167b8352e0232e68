import ipaddr from 'ipaddr.js'
import type { Decision } from '../core/decide.ts'
import type { TenantDb } from '../store/store.ts'

const codes: ReadonlySet<string> = new Set(['MFA-REG', 'MFA-STATE-REG', 'MFA-STRENGTH-REG'])

/** Whether a sign-in goes on once the person has set up a method that they do not have. */
export const asksToSetUp = ({ because }: Decision): boolean => codes.has(because?.code ?? '')

/**
 * Whether somebody gets in by what they can do alone: a code, a new password, a method to be set up. A passkey is none of it where browsers
 * make none, which is at an address without a name (WebAuthn 3 §5.1.2).
 */
export function getsIn({ passkeyHost = '' }: Pick<TenantDb, 'passkeyHost'>, { outcome, because }: Decision): boolean {
  if (outcome === 'admit') return true
  const isNameless = ipaddr.isValid(passkeyHost.replace(/^\[|\]$/g, ''))
  return outcome === 'challenge' && !(because?.code === 'MFA-STRENGTH-REG' && isNameless)
}
