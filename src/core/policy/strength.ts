import type { With } from '../gate.ts'
import { isAsStrong, type Strength } from '../methods/methods.ts'
import type { Policy, Snapshot, TenantPart } from '../snapshot.ts'
import { asksMore, strengthIn, strongestOf } from './asks.ts'
import { compiled } from './compile.ts'
import { policiesThat } from './match.ts'

type Attempted = With<'account' | 'app'>

let last: { readonly tenant: TenantPart | null; readonly asks: boolean } = { tenant: null, asks: false }

/** Whether any policy of the tenant that is on asks for more than any second factor. */
export function asksForStrength(tenant: TenantPart): boolean {
  // INVARIANT: snapshots are never changed in place. Every decision asks, most of one tenant in a row.
  if (last.tenant !== tenant) last = { tenant, asks: compiled(tenant).asksForStrength }
  return last.asks
}

/** Policies that are on and ask for a stronger proof than this one, of those that apply, or may for all we know. */
export function policiesAskingMore(is: 'applies' | 'cannot_tell', s: Attempted, than: Strength): readonly Policy[] {
  if (!asksForStrength(s.tenant)) return none
  return policiesThat(is, s, 'mfa').filter((policy) => asksMore(policy) && !isAsStrong(than, strengthIn(policy)))
}

const none: readonly Policy[] = []

/** The strength that policies ask for which certainly apply; one factor where none asks for more than a second. */
export function strengthAsked({ account, app, ...s }: Snapshot): Strength {
  if (account === null || app === null) return 'single_factor'
  return strongestOf(policiesAskingMore('applies', { ...s, account, app }, 'single_factor'))
}
