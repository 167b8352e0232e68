import type { Account, Snapshot } from '../snapshot.ts'
import type { Change, ChangeKind } from './change.ts'

/** Directory roles, by key: the name administrators know and the rank, smaller for less privilege. */
export const roles = {
  'directory-reader': { name: 'Directory Readers', rank: 1 },
  'reports-reader': { name: 'Reports Reader', rank: 1 },
  helpdesk: { name: 'Helpdesk Administrator', rank: 2 },
  'password-admin': { name: 'Password Administrator', rank: 2 },
  'service-support': { name: 'Service Support Administrator', rank: 2 },
  'security-reader': { name: 'Security Reader', rank: 2 },
  'licence-admin': { name: 'License Administrator', rank: 3 },
  'guest-inviter': { name: 'Guest Inviter', rank: 3 },
  'groups-admin': { name: 'Groups Administrator', rank: 4 },
  'instance-admin': { name: 'Instance Administrator', rank: 4 },
  'user-admin': { name: 'User Administrator', rank: 5 },
  'auth-admin': { name: 'Authentication Administrator', rank: 5 },
  'app-admin': { name: 'Application Administrator', rank: 6 },
  'cloud-app-admin': { name: 'Cloud Application Administrator', rank: 6 },
  'security-operator': { name: 'Security Operator', rank: 6 },
  'policy-admin': { name: 'Conditional Access Administrator', rank: 7 },
  'security-admin': { name: 'Security Administrator', rank: 7 },
  'privileged-auth-admin': { name: 'Privileged Authentication Administrator', rank: 8 },
  'privileged-app-admin': { name: 'Privileged Application Administrator', rank: 8 },
  'privileged-role-admin': { name: 'Privileged Role Administrator', rank: 8 },
  'billing-admin': { name: 'Billing Administrator', rank: 8 },
  'global-admin': { name: 'Global Administrator', rank: 9 },
} as const

export type RoleKey = keyof typeof roles

/** Who may do a change: holders of a role, the person themselves, or nobody because time does it. */
export type Doer = RoleKey | 'self' | 'nobody'

/** The role's name as administrators know it; `the person` for `self`. */
export function roleName(key: string): string {
  if (key === 'self') return 'the person'
  if (key === 'nobody') return 'nobody'
  return isRole(key) ? roles[key].name : key
}

/** How much privilege a role is, 0 for `self` and `nobody` up to 9; an unknown one counts as the highest. */
export function rankOf(key: string): number {
  if (key === 'self' || key === 'nobody') return 0
  return isRole(key) ? roles[key].rank : 9
}

export function isRole(key: string): key is RoleKey {
  return Object.hasOwn(roles, key)
}

const accounts = ['user-admin', 'auth-admin', 'privileged-auth-admin'] as const
const passwords = ['helpdesk', 'password-admin', 'user-admin', 'auth-admin', 'privileged-auth-admin'] as const
const methods = ['auth-admin', 'privileged-auth-admin'] as const
const groups = ['groups-admin', 'user-admin'] as const
const licences = ['licence-admin', 'user-admin'] as const
const policies = ['policy-admin', 'security-admin'] as const
const apps = ['app-admin', 'cloud-app-admin'] as const
const appsForAll = ['privileged-app-admin', 'privileged-role-admin'] as const
const instances = ['instance-admin'] as const

/** The roles that may do a kind of change, the least first. Global Administrators may do all that is not `self` or `nobody`. */
const doers: { readonly [K in ChangeKind]: readonly Doer[] } = {
  create_account: ['user-admin'],
  update_account: ['user-admin'],
  set_attribute: ['user-admin'],
  enable_account: accounts,
  block_account: accounts,
  unlock_account: passwords,
  delete_account: accounts,
  restore_account: accounts,
  purge_account: accounts,
  reprocess_account: ['licence-admin', 'groups-admin', 'user-admin'],
  issue_temporary_password: passwords,
  change_password: ['self'],
  require_password_change: passwords,
  set_mfa_state: methods,
  register_method: ['self'],
  remove_methods: methods,
  revoke_sessions: passwords,
  create_group: groups,
  update_group: groups,
  edit_rule: groups,
  delete_group: groups,
  add_to_group: groups,
  remove_from_group: groups,
  nest_group: groups,
  unnest_group: groups,
  reprocess_group: ['licence-admin', 'groups-admin', 'user-admin'],
  set_group_processing: groups,
  put_product: ['billing-admin'],
  assign_licence: licences,
  remove_licence: licences,
  assign_group_licence: licences,
  remove_group_licence: licences,
  switch_plan_on: licences,
  renew_product: ['billing-admin'],
  put_policy: policies,
  delete_policy: policies,
  set_policy_state: policies,
  exclude_from_policy: policies,
  put_location: policies,
  delete_location: policies,
  add_location_range: policies,
  put_app: apps,
  delete_app: apps,
  enable_app: apps,
  disable_app: apps,
  register_redirect: apps,
  require_assignment: apps,
  assign_app: apps,
  unassign_app: apps,
  assign_app_to_group: apps,
  unassign_app_from_group: apps,
  consent: ['self'],
  revoke_consent: apps,
  consent_for_all: appsForAll,
  revoke_consent_for_all: appsForAll,
  put_instance: instances,
  set_instance_state: instances,
  put_instance_user: instances,
  disable_instance_user: instances,
  give_instance_role: instances,
  take_instance_role: instances,
  assign_role: ['privileged-role-admin'],
  remove_role: ['privileged-role-admin'],
  put_domain: ['global-admin'],
  verify_domain: ['global-admin'],
  set_password_lifetime: ['global-admin'],
  set_user_consent: ['global-admin'],
  type_name: ['self'],
  retype_password: ['self'],
  prove_second_factor: ['self'],
  sign_in_from: ['self'],
  use_redirect: ['self'],
  ask_scopes: ['self'],
  wait_until: ['nobody'],
}

/** The roles that may do this very change, the least first: some fields need more than their kind. */
function doersOf(change: Change): readonly Doer[] {
  if (change.do === 'create_account' && change.account.userType === 'guest') return ['guest-inviter', 'user-admin']
  if (change.do === 'update_account' && change.set.isEmergency !== undefined) return ['global-admin']
  // An app that may act by itself is more than its registration (SEC-24, SEC-31).
  if (change.do === 'put_app' && change.app.appPermissions.length > 0) return appsForAll
  return doers[change.do]
}

/**
 * Holders of which roles each may be reset, unlocked, blocked or deleted by, after Microsoft's tables *Who can reset
 * passwords* and *Who can perform sensitive actions*. Whom a role does not list, it may not touch; nobody without a role
 * is out of reach.
 */
const reach: { readonly [K in RoleKey]?: 'everybody' | readonly RoleKey[] } = {
  'password-admin': ['directory-reader', 'guest-inviter', 'password-admin'],
  helpdesk: ['directory-reader', 'guest-inviter', 'helpdesk', 'password-admin', 'reports-reader'],
  'auth-admin': ['auth-admin', 'directory-reader', 'guest-inviter', 'password-admin', 'reports-reader'],
  'user-admin': [
    'directory-reader',
    'groups-admin',
    'guest-inviter',
    'helpdesk',
    'password-admin',
    'reports-reader',
    'user-admin',
  ],
  'privileged-auth-admin': 'everybody',
  'global-admin': 'everybody',
}

const sensitive: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'enable_account',
  'block_account',
  'unlock_account',
  'delete_account',
  'restore_account',
  'purge_account',
  'issue_temporary_password',
  'require_password_change',
  'set_mfa_state',
  'remove_methods',
  'revoke_sessions',
])

/** Whether it touches how somebody signs in, so that it matters whose account it is. */
function isSensitive(change: Change): boolean {
  return sensitive.has(change.do) || (change.do === 'update_account' && change.set.signInName !== undefined)
}

function reaches(role: string, target: Account | 'unknown' | null): boolean {
  const whom = isRole(role) ? reach[role] : undefined
  if (whom === 'everybody' || target === null) return true
  // Whose roles nobody knows may be an administrator.
  return target !== 'unknown' && target.roles.every((held) => isRole(held) && whom?.includes(held) === true)
}

/** The account a change is about: null where it is about none, `unknown` where the snapshot holds another one. */
function targetOf(change: Change, s: Snapshot): Account | 'unknown' | null {
  if (!('accountId' in change)) return null
  return s.account?.id === change.accountId ? s.account : 'unknown'
}

/** The least role that may do this change, considering whose account it touches; `self` or `nobody` where no role does. */
export function leastRole(change: Change, s: Snapshot): Doer {
  const able = doersOf(change)
  const least = able[0] as Doer
  const target = targetOf(change, s)
  if (target === null || target === 'unknown') return least
  if (target.isEmergency && rankOf(least) > 0) return 'global-admin'
  if (!isSensitive(change)) return least
  return able.find((role) => reaches(role, target)) ?? 'privileged-auth-admin'
}

export type May = { readonly ok: true } | { readonly ok: false; readonly needs: Doer }

/**
 * Whether somebody who holds these roles may make the change; if not, who may. `actorId` is null where no account acts.
 * Nobody acts for the person in what is theirs, and nobody but a Global Administrator grants to themselves (SEC-31).
 */
export function mayDo(held: readonly string[], actorId: string | null, change: Change, s: Snapshot): May {
  const needs = leastRole(change, s)
  if (needs === 'nobody') return { ok: false, needs }
  const isOwn = actorId !== null && 'accountId' in change && change.accountId === actorId
  if (needs === 'self') return isOwn ? { ok: true } : { ok: false, needs }
  if (isOwn && (change.do === 'revoke_consent' || change.do === 'revoke_sessions')) return { ok: true }
  if (held.includes('global-admin')) return { ok: true }
  if (isOwn && isGrant(change)) return { ok: false, needs }
  if (needs === 'global-admin') return { ok: false, needs }
  const target = targetOf(change, s)
  const isAble = doersOf(change).some((role) => held.includes(role) && (!isSensitive(change) || reaches(role, target)))
  return isAble ? { ok: true } : { ok: false, needs }
}

const takings: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'block_account',
  'delete_account',
  'purge_account',
  'revoke_sessions',
  'require_password_change',
  'remove_licence',
  'unassign_app',
  'revoke_consent',
  'disable_instance_user',
  'take_instance_role',
  'remove_role',
])

/** Whether the change may give the account it is about more than it had: all that does not plainly take away. */
export function isGrant(change: Change): boolean {
  if (!('accountId' in change) || rankOf(doersOf(change)[0] as Doer) === 0) return false
  return !takings.has(change.do) && !(change.do === 'set_mfa_state' && change.state !== 'disabled')
}

/** Whether holders of a role may do changes of a kind at all; to whom, `mayDo` tells. */
export function mayEver(role: string, kind: ChangeKind): boolean {
  const able = doers[kind] as readonly string[]
  return able.includes(role) || (role === 'global-admin' && !able.includes('self') && !able.includes('nobody'))
}
