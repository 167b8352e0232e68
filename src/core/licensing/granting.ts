import { groupsGranting } from './plans.ts'
import type { Account, App, Group, Snapshot } from '../snapshot.ts'

/** Gates that stop for want of a membership. Who holds a licence that ended, or lacks a plan of it, is no such case. */
export const explainsMembership = ['app-assigned', 'licensed', 'licence-covers'] as const

/** Groups whose members would pass the stopped gate, in the order of names. */
export function groupsThatOpen(
  s: Snapshot & { readonly account: Account; readonly app: App },
  stopped: string,
): readonly Group[] {
  if (stopped === 'app-assigned') return s.app.assignedGroupIds.flatMap((id) => s.tenant.groups[id] ?? []).sort(byName)
  return s.app.requiredPlan === null ? [] : groupsGranting(s.tenant, s.app.requiredPlan, s.now)
}

function byName(a: Group, b: Group): number {
  return a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1
}

/** How the person is in a group, or null. */
export function membership(account: Account, groupId: string): 'direct' | 'rule' | 'nested' | null {
  return account.memberOf.find((one) => one.groupId === groupId)?.how ?? null
}
