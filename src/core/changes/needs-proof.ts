import type { Snapshot } from '../snapshot.ts'
import type { Change, ChangeKind } from './change.ts'
import { isFirstInvitation } from './guest.ts'
import { isOfActingApp, touchesRoleGroup } from './may-do.ts'
import { isOfContact } from './who-resets.ts'

/** How long a proof counts as fresh, in milliseconds. */
export const freshFor = 600_000

/** What decides who holds power, by which rules people get in, and what others prove themselves with. */
const kinds: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  ...(['assign_role', 'remove_role', 'assign_group_role', 'remove_group_role'] as const),
  ...(['put_unit', 'delete_unit', 'add_to_unit', 'remove_from_unit'] as const),
  ...(['add_group_to_unit', 'remove_group_from_unit'] as const),
  ...(['put_policy', 'delete_policy', 'set_policy_state', 'exclude_from_policy'] as const),
  ...(['put_location', 'delete_location', 'add_location_range'] as const),
  ...(['issue_temporary_password', 'send_reset_link', 'set_mfa_state', 'remove_methods', 'set_contact'] as const),
  ...(['remove_method', 'prefer_method', 'issue_temporary_pass', 'unblock_second_factor'] as const),
  'make_recovery_codes',
  'give_app_role_to_app',
  ...(['consent_for_all', 'set_password_lifetime', 'set_lockout', 'set_user_consent'] as const),
  ...(['set_self_service_reset', 'set_banned_words', 'set_password_history', 'set_temporary_password_days'] as const),
  ...(['set_stay_signed_in', 'set_branding', 'allow_method', 'require_details'] as const),
  ...(['put_identity_provider', 'delete_identity_provider', 'set_provider_secret'] as const),
  ...(['set_domain_provider', 'unlink_identity'] as const),
  ...(['put_domain', 'verify_domain', 'set_default_domain', 'delete_domain', 'add_alias', 'remove_alias'] as const),
])

/** Whether a person who makes this change must have proved a moment ago that it is them (SEC-32). */
export function needsFreshProof(change: Change, s: Snapshot): boolean {
  switch (change.do) {
    case 'update_account':
      return change.set.isEmergency !== undefined || change.set.signInName !== undefined
    case 'set_attribute':
    case 'fill_in_profile':
      return isOfContact(change)
    case 'invite_guest':
      return !isFirstInvitation(change, s)
    case 'create_group':
      return change.group.isRoleAssignable === 'yes'
    case 'put_app':
      return isOfActingApp(change, s)
    default:
      return kinds.has(change.do) || touchesRoleGroup(change, s)
  }
}
