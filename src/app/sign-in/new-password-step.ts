import { ownName } from '../../core/guests/invitation.ts'
import { freshFor } from '../../core/changes/needs-proof.ts'
import type { Decision } from '../../core/decide.ts'
import { canProve } from '../../core/methods/allowed.ts'
import type { Instant, Snapshot } from '../../core/snapshot.ts'
import { leastFor } from '../passwords/choice.ts'
import type { Flow } from './flow.ts'
import type { Step } from './step.ts'

/**
 * Whether what a sign-in goes by was proved in a session, and not a moment ago: somebody else may sit at that browser, so that whoever chooses a new password
 * types the one they have again (SEC-09).
 */
export function isStale({ isSingleSignOn, credentialAt, secondFactorAt }: Flow, now: Instant): boolean {
  return isSingleSignOn && now - Math.min(credentialAt ?? 0, secondFactorAt ?? Number.POSITIVE_INFINITY) > freshFor
}

/** Whether the person has a second factor and has not proved it, which comes before a password is changed (SEC-09). */
export function lacksProof({ account, tenant }: Pick<Snapshot, 'account' | 'tenant'>, flow: Flow): boolean {
  return flow.secondFactor !== 'verified' && account !== null && canProve(account, tenant)
}

/** The page of a new password in the place of a temporary or an expired one. */
export function newPasswordStep(
  { account, tenant }: Snapshot,
  { because }: Decision,
  { failure, cutShort }: Flow,
): Step {
  if (account === null) throw new Error('nobody changes a password who is not there')
  return {
    ask: 'new_password',
    signInName: ownName(account),
    organisation: tenant.name,
    why: cutShort === 'yes' ? 'cut_short' : because?.code === 'CRE-TEMP' ? 'temporary' : 'expired',
    atLeast: leastFor(account, tenant),
    failure,
  }
}
