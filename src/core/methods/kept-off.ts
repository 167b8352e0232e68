import type { With } from '../gate.ts'
import { matchPolicies } from '../policy/match.ts'
import { policiesAskingMore } from '../policy/strength.ts'
import { strongestOf } from '../policy/asks.ts'
import type { Account } from '../snapshot.ts'
import { canProve, kindsOff, maySetUp } from './allowed.ts'
import { methodsAsStrong, provesAsMuch, strengthProved } from './strengths.ts'

/**
 * What keeps a person from proving what is asked for, because of what the organisation allows: `methods` where they may prove no second
 * factor, and set none up; `elsewhere` where the passkeys they have were made for another address; `strength` where nothing is allowed that
 * is strong enough; null where something is.
 */
export function keptOff(s: With<'account' | 'app'>): 'methods' | 'elsewhere' | 'strength' | null {
  const { account, tenant, proof } = s
  const isElsewhere = hasElsewhere(account)
  if (tenant.methodRules === undefined && !isElsewhere) return null
  const open = maySetUp(account, tenant)
  const asking = policiesAskingMore('applies', s, strengthProved(proof))
  const asked = strongestOf(asking)
  const isTooWeak =
    asking.length > 0 && methodsAsStrong(s, asked).length === 0 && !open.some((kind) => provesAsMuch(kind, asked))
  if (isTooWeak) return 'strength'
  const isAsked = account.mfaState !== 'disabled' || matchPolicies(s).mfa.applies > 0
  if (!isAsked || proof.secondFactor === 'verified' || canProve(account, tenant)) return null
  // Who has something that may not be used any more sets nothing up with the password alone (SEC-09).
  if (kindsOff(account, tenant).length > 0 || open.length === 0) return 'methods'
  return isElsewhere ? 'elsewhere' : null
}

/** Whether a passkey of theirs was made for another address. */
export function hasElsewhere({ methods }: Pick<Account, 'methods'>): boolean {
  for (const { madeFor } of methods) if (madeFor !== undefined) return true
  return false
}
