import type { Account, Snapshot } from '../snapshot.ts'
import type { Change, ChangeKind } from './change.ts'
import { grantsOf } from './held-roles.ts'

/**
 * Holders of which roles each may be reset, unlocked, blocked or deleted by, after Microsoft's tables *Who can reset
 * passwords* and *Who can perform sensitive actions* (learn.microsoft.com, privileged-roles-permissions, 2024-10-15). Whom a
 * role does not list, it may not touch; people without a role are in everybody's reach. A role that is not a key here
 * resets nobody.
 */
const reach: Readonly<Record<string, 'everybody' | readonly string[]>> = {
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

/** Within a unit these three reach only people who administer nothing (*Roles that can be assigned with administrative unit scope*). */
const onlyPeopleWithin: ReadonlySet<string> = new Set(['helpdesk', 'password-admin', 'auth-admin'])

const sensitive: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'add_alias',
  'remove_alias',
  'enable_account',
  'block_account',
  'unlock_account',
  'delete_account',
  'restore_account',
  'purge_account',
  'issue_temporary_password',
  'send_reset_link',
  'require_password_change',
  'report_password',
  'set_mfa_state',
  'remove_methods',
  'remove_method',
  'prefer_method',
  'issue_temporary_pass',
  'remove_temporary_pass',
  'unblock_second_factor',
  'forget_devices',
  'revoke_sessions',
  'end_session',
  'set_contact',
  'invite_guest',
  'unlink_identity',
])

/** Ways to reach a person that a reset of their password may go by. */
const contacts: ReadonlySet<string> = new Set([
  'mail',
  'otherMails',
  'mobilePhone',
  'businessPhones',
  'onPremisesImmutableId',
])

/** Whether it touches how somebody signs in, so that it matters whose account it is. */
export function isSensitive(change: Change): boolean {
  return (
    sensitive.has(change.do) ||
    (change.do === 'update_account' && change.set.signInName !== undefined) ||
    isOfContact(change)
  )
}

/** Whether it changes where a person is reached. */
export function isOfContact(change: Change): boolean {
  if (change.do === 'fill_in_profile') return change.details.some((detail) => contacts.has(detail))
  return change.do === 'set_attribute' && contacts.has(change.name)
}

/** Whether holders of the role may touch how this person signs in; within a unit some reach less far. */
export function reaches(
  role: string,
  target: Account | 'unknown' | null,
  s: Snapshot,
  where: 'everywhere' | 'in_unit' = 'everywhere',
): boolean {
  const whom = Object.hasOwn(reach, role) ? reach[role] : undefined
  if (whom === 'everybody' || target === null) return true
  // Whose roles nobody knows may be an administrator, and who is in a group for roles, or owns one, may be one tomorrow.
  if (target === 'unknown' || whom === undefined || isOfRoleGroup(target, s)) return false
  const able = where === 'in_unit' && onlyPeopleWithin.has(role) ? [] : whom
  return grantsOf(target).every((held) => able.includes(held.role))
}

/** Whether the person is in a role-assignable group, or owns one. */
export function isOfRoleGroup(account: Account, { tenant }: Snapshot): boolean {
  if (account.memberOf.some(({ groupId }) => tenant.groups[groupId]?.isRoleAssignable)) return true
  for (const id in tenant.groups) {
    const group = tenant.groups[id]
    if (group?.isRoleAssignable && group.ownerIds?.includes(account.id)) return true
  }
  return false
}

/** Roles whose holders the role may reset: `everybody`, a list beside people without a role, or null where it resets nobody. */
export function resetsOf(role: string): 'everybody' | readonly string[] | null {
  return (Object.hasOwn(reach, role) ? reach[role] : null) ?? null
}
