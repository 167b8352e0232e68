import type { Change } from '../changes/change.ts'
import type { Policy } from '../snapshot.ts'

/** An exception from each of the policies for one person. */
export function exclusionsFrom(policies: readonly Policy[], accountId: string): readonly Change[] {
  return policies.map(({ id }) => ({ do: 'exclude_from_policy', policyId: id, accountId }))
}

/** Each of the policies only watched from now on. */
export function switchesOf(policies: readonly Policy[]): readonly Change[] {
  return policies.map(({ id }) => ({ do: 'set_policy_state', policyId: id, state: 'report_only' }))
}
