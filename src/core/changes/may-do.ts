import type { Account, Snapshot } from '../snapshot.ts'
import type { Change, ChangeKind, ChangeOf } from './change.ts'
import { isFirstInvitation } from './guest.ts'
import { appsThemselves, type Doer, doers, rankOf } from './roles.ts'
import { isOfContact, isSensitive, reaches } from './who-resets.ts'
import { isScopable, unitsOf } from './within-unit.ts'

/** What is done to a group itself and to who is in it: in a role-assignable one it decides who holds roles. */
const ofGroup: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'update_group',
  'edit_rule',
  'delete_group',
  'add_group_owner',
  'remove_group_owner',
  'add_to_group',
  'remove_from_group',
  'nest_group',
  'unnest_group',
  'set_group_processing',
])

/** What the owners of a group may do to it without any role, its identity for provisioning apart. */
export const ofOwners: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'update_group',
  'add_group_owner',
  'remove_group_owner',
  'add_to_group',
  'remove_from_group',
])

/** What the owners of an app may do to it without any role: all that is the app's own, as in Entra. */
export const ofAppOwners: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  ...(['put_app', 'register_redirect', 'enable_app', 'disable_app', 'delete_app', 'restore_app'] as const),
  ...(['add_app_owner', 'remove_app_owner', 'require_assignment'] as const),
  ...(['assign_app', 'unassign_app', 'assign_app_to_group', 'unassign_app_from_group'] as const),
  ...(['give_app_role', 'take_app_role', 'give_app_role_to_group', 'take_app_role_from_group'] as const),
])

/** What people take from themselves, or choose among what they have, whatever roles they hold. */
const ofOwn: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  ...([
    'revoke_consent',
    'revoke_sessions',
    'end_session',
    'remove_method',
    'prefer_method',
    'forget_devices',
  ] as const),
])

/** The roles that may do this very change, the least first: some fields, and some groups, need more than their kind. */
function doersOf(change: Change, s: Snapshot): readonly Doer[] {
  switch (change.do) {
    case 'create_account':
      return change.account.userType === 'guest' ? ['guest-inviter', 'user-admin'] : doers.create_account
    case 'invite_guest':
      return isFirstInvitation(change, s) ? ['guest-inviter', 'user-admin'] : doers.invite_guest
    case 'update_account':
      if (change.set.isEmergency !== undefined) return ['global-admin']
      return change.set.signInName === undefined ? doers.update_account : doers.block_account
    case 'set_attribute':
      if (isOfContact(change)) return doers.block_account
      // Where somebody uses what they are given is a matter of licences too.
      return change.name === 'usageLocation' ? ['licence-admin', ...doers.set_attribute] : doers.set_attribute
    case 'fill_in_profile':
      return isOfContact(change) ? doers.block_account : doers[change.do]
    case 'create_group':
      return change.group.isRoleAssignable === 'yes' ? doers.assign_role : doers.create_group
    // An app that may act by itself is more than its registration (SEC-24, SEC-31).
    case 'put_app':
      return isOfActingApp(change, s) ? appsThemselves : doers.put_app
    default:
      return ofGroup.has(change.do) && touchesRoleGroup(change, s) ? doers.assign_role : doers[change.do]
  }
}

/** Whether an app is registered anew that may act by itself, now or by the change. */
export function isOfActingApp({ app }: ChangeOf<'put_app'>, s: Snapshot): boolean {
  return app.appPermissions.length > 0 || (s.app?.id === app.id && s.app.actsByItself === true)
}

/** Whether the change is about a group that roles may be given to. */
export function touchesRoleGroup(change: Change, { tenant }: Snapshot): boolean {
  const { groupId, childId, parentId } = change as { readonly [K in 'groupId' | 'childId' | 'parentId']?: string }
  return [groupId, childId, parentId].some((id) => id !== undefined && tenant.groups[id]?.isRoleAssignable === true)
}

/** The account a change is about: null where it is about none, `unknown` where the snapshot holds another one. */
function targetOf(change: Change, s: Snapshot): Account | 'unknown' | null {
  if (!('accountId' in change)) return null
  return s.account?.id === change.accountId ? s.account : 'unknown'
}

/** The least role that may do this change, considering whose account it touches; `self` or `nobody` where no role does. */
export function leastRole(change: Change, s: Snapshot): Doer {
  const able = doersOf(change, s)
  const least = able[0] as Doer
  const target = targetOf(change, s)
  if (target === null || target === 'unknown') return least
  if (target.isEmergency && rankOf(least) > 0) return 'global-admin'
  if (!touchesSignIn(change, s)) return least
  return able.find((role) => reaches(role, target, s)) ?? 'privileged-auth-admin'
}

/** Whether it matters whose account it is: an invitation of somebody who never came takes nobody's place. */
function touchesSignIn(change: Change, s: Snapshot): boolean {
  return isSensitive(change) && !isFirstInvitation(change, s)
}

export type May = { readonly ok: true } | { readonly ok: false; readonly needs: Doer }

/** A role held within a unit. */
export type ScopedRole = { readonly role: string; readonly unitId: string }

/**
 * Whether somebody who holds these roles, and these within units, may make the change; if not, who may. `actorId` is null
 * where no account acts. Nobody acts for the person in what is theirs, and nobody but a Global Administrator grants to
 * themselves (SEC-31). The snapshot is around the account of the change; around the actor where it is about a group's role.
 */
export function mayDo(
  held: readonly string[],
  actorId: string | null,
  change: Change,
  s: Snapshot,
  scoped: readonly ScopedRole[] = [],
): May {
  const needs = leastRole(change, s)
  if (needs === 'nobody') return { ok: false, needs }
  const isOwn = actorId !== null && 'accountId' in change && change.accountId === actorId
  if (needs === 'self') return isOwn ? { ok: true } : { ok: false, needs }
  if (isOwn && ofOwn.has(change.do)) return { ok: true }
  // Who gives themselves a pass has two factors for one: not even a Global Administrator does (D4).
  if (isOwn && change.do === 'issue_temporary_pass') return { ok: false, needs }
  if (held.includes('global-admin')) return { ok: true }
  if ((isOwn && isGrant(change)) || isForOneself(change, actorId, s)) return { ok: false, needs }
  if (needs === 'global-admin') return { ok: false, needs }
  const target = targetOf(change, s)
  const able = doersOf(change, s)
  const units = scoped.length === 0 ? [] : unitsOf(change, s)
  const isAble =
    able.some((role) => held.includes(role) && (!touchesSignIn(change, s) || reaches(role, target, s))) ||
    scoped.some(
      ({ role, unitId }) =>
        isScopable(role) &&
        (able as readonly string[]).includes(role) &&
        units.includes(unitId) &&
        (!touchesSignIn(change, s) || reaches(role, target, s, 'in_unit')),
    ) ||
    isOwner(change, actorId, s) ||
    isAppOwner(change, actorId, s)
  return isAble ? { ok: true } : { ok: false, needs }
}

/** Whether a role is given to a group the actor is in: by it they would give it to themselves. */
function isForOneself(change: Change, actorId: string | null, { account }: Snapshot): boolean {
  if (change.do !== 'assign_group_role' || actorId === null) return false
  return account?.id !== actorId || account.memberOf.some(({ groupId }) => groupId === change.groupId)
}

/** Owners look after who is in their group, and what it is called, unless roles come with it. */
function isOwner(change: Change, actorId: string | null, s: Snapshot): boolean {
  if (actorId === null || !('groupId' in change) || change.groupId === null || !ofOwners.has(change.do)) return false
  if (change.do === 'update_group' && change.set.externalId !== undefined) return false
  const group = s.tenant.groups[change.groupId]
  return group !== undefined && !group.isRoleAssignable && group.ownerIds?.includes(actorId) === true
}

/** Owners look after their app, unless it may act by itself (SEC-31), and what licence it needs is not theirs to say. */
function isAppOwner(change: Change, actorId: string | null, s: Snapshot): boolean {
  const { app } = s
  if (actorId === null || app === null || !ofAppOwners.has(change.do) || app.ownerIds?.includes(actorId) !== true)
    return false
  if (change.do !== 'put_app') return 'appId' in change && change.appId === app.id
  return change.app.id === app.id && !isOfActingApp(change, s) && change.app.requiredPlan === app.requiredPlan
}

const takings: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'block_account',
  'delete_account',
  'purge_account',
  'revoke_sessions',
  'end_session',
  'forget_devices',
  'remove_alias',
  'require_password_change',
  'report_password',
  'remove_method',
  'remove_temporary_pass',
  'remove_licence',
  'unassign_app',
  'take_app_role',
  'remove_app_owner',
  'revoke_consent',
  'disable_instance_user',
  'take_instance_role',
  'remove_role',
  'remove_group_owner',
  'remove_from_unit',
  'withdraw_invitation',
  'unlink_identity',
])

/** Whether the change may give the account it is about more than it had: all that does not plainly take away. */
export function isGrant(change: Change): boolean {
  if (!('accountId' in change) || rankOf(doers[change.do][0] as Doer) === 0) return false
  return !takings.has(change.do) && !(change.do === 'set_mfa_state' && change.state !== 'disabled')
}
