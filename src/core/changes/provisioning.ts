import type { Snapshot } from '../snapshot.ts'
import type { Change, ChangeKind } from './change.ts'
import { grantsOf } from './held-roles.ts'
import { leastRole, mayDo, type May } from './may-do.ts'
import { isOfRoleGroup } from './who-resets.ts'

/** Whose accounts a provisioning client may touch: of people without any role, or also of those a User Administrator reaches. */
export type ProvisioningReach = 'people' | 'administrators'

const kinds: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'create_account',
  'update_account',
  'remove_alias',
  'set_attribute',
  'enable_account',
  'block_account',
  'delete_account',
  'create_group',
  'update_group',
  'delete_group',
  'add_to_group',
  'remove_from_group',
  'nest_group',
  'unnest_group',
])

const fields: ReadonlySet<string> = new Set(['signInName', 'displayName', 'managerId'])

/**
 * Whether a provisioning client may make the change: people and assigned groups come and go, and that is all. Roles,
 * licences, credentials, rules and policies are out of its hands, and so are emergency accounts (SEC-31).
 */
export function mayProvision(reach: ProvisioningReach, change: Change, s: Snapshot): May {
  const refused: May = { ok: false, needs: leastRole(change, s) }
  if (!kinds.has(change.do)) return refused
  if (change.do === 'create_account' && change.account.userType !== 'member') return refused
  if (change.do === 'update_account' && Object.keys(change.set).some((field) => !fields.has(field))) return refused
  if (change.do === 'create_group' && change.group.rule !== null) return refused
  // Who is in a dynamic group is its rule's matter, and the store says so; its name and its end are an administrator's.
  const isOfGroup = change.do === 'update_group' || change.do === 'delete_group'
  if (isOfGroup && s.tenant.groups[change.groupId]?.rule != null) return refused
  if ('accountId' in change && !isWithin(reach, change.accountId, s)) return refused
  return mayDo(['user-admin', 'groups-admin'], null, change, s)
}

function isWithin(reach: ProvisioningReach, accountId: string, s: Snapshot): boolean {
  const account = s.account?.id === accountId ? s.account : null
  // Nobody who is not there can be an administrator; the store says that there is no such account.
  if (account === null) return true
  if (account.isEmergency) return false
  if (grantsOf(account).length === 0 && !isOfRoleGroup(account, s)) return true
  // A name, an address or a group of an administrator is as good as a password reset: the reach of the matrix holds for all.
  return reach === 'administrators' && mayDo(['user-admin'], null, { do: 'block_account', accountId }, s).ok
}
