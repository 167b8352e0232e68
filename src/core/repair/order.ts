import type { Change, ChangeKind } from '../changes/change.ts'

/**
 * The order in which steps are done, so that each finds what it needs: what is shared, then the account, then what it gets
 * (a usage location before a licence, a record before its role), then time, and last what the person meets at sign-in.
 */
export const orderOfSteps = [
  'put_domain',
  'verify_domain',
  'set_default_domain',
  'delete_domain',
  'put_identity_provider',
  'set_provider_secret',
  'set_domain_provider',
  'delete_identity_provider',
  'set_password_lifetime',
  'set_lockout',
  'set_self_service_reset',
  'set_banned_words',
  'set_password_history',
  'set_temporary_password_days',
  'set_language',
  'set_stay_signed_in',
  'set_branding',
  'allow_method',
  'require_details',
  'set_usage_location',
  'set_user_consent',
  'put_product',
  'renew_product',
  'restore_app',
  'put_app',
  'register_redirect',
  'enable_app',
  'disable_app',
  'require_assignment',
  'set_app_audience',
  'consent_for_all',
  'revoke_consent_for_all',
  'put_instance',
  'set_instance_state',
  'set_session_rules',
  'put_location',
  'add_location_range',
  'put_policy',
  'set_policy_state',
  'delete_policy',
  'delete_location',
  'put_unit',
  'create_group',
  'restore_group',
  'update_group',
  'edit_rule',
  'set_group_processing',
  'nest_group',
  'unnest_group',
  'assign_group_licence',
  'remove_group_licence',
  'reprocess_group',
  'assign_group_role',
  'remove_group_role',
  'add_group_to_unit',
  'remove_group_from_unit',
  'delete_group',
  'delete_unit',
  'assign_app_to_group',
  'unassign_app_from_group',
  'give_app_role_to_group',
  'take_app_role_from_group',
  'give_app_role_to_app',
  'take_app_role_from_app',
  'create_account',
  'restore_account',
  'enable_account',
  'update_account',
  'remove_alias',
  'add_alias',
  'set_contact',
  'set_access_period',
  'set_attribute',
  'fill_in_profile',
  'add_to_unit',
  'remove_from_unit',
  'assign_role',
  'remove_role',
  'remove_group_owner',
  'add_group_owner',
  'remove_from_group',
  'add_to_group',
  'remove_licence',
  'assign_licence',
  'switch_plan_on',
  'reprocess_account',
  'unassign_app',
  'assign_app',
  'take_app_role',
  'give_app_role',
  'remove_app_owner',
  'add_app_owner',
  'put_instance_user',
  'give_instance_role',
  'take_instance_role',
  'disable_instance_user',
  'exclude_from_policy',
  'revoke_consent',
  'set_mfa_state',
  'remove_methods',
  'unlink_identity',
  'remove_method',
  'remove_temporary_pass',
  'unlock_account',
  'unblock_second_factor',
  'forget_devices',
  'revoke_sessions',
  'end_session',
  'require_password_change',
  'report_password',
  'withdraw_invitation',
  'invite_guest',
  'issue_temporary_password',
  'send_reset_link',
  'issue_temporary_pass',
  'block_account',
  'delete_account',
  'purge_account',
  'purge_group',
  'delete_app',
  'purge_app',
  'delete_product',
  'wait_until',
  'type_name',
  'use_redirect',
  'ask_scopes',
  'sign_in_from',
  'sign_in_at_provider',
  'retype_password',
  'prove_second_factor',
  'accept_invitation',
  'link_identity',
  'change_password',
  'reset_own_password',
  'follow_reset_link',
  'register_method',
  'make_recovery_codes',
  'name_method',
  'prefer_method',
  'confirm_contact',
  'complete_profile',
  'consent',
] as const satisfies readonly ChangeKind[]

const places: ReadonlyMap<ChangeKind, number> = new Map(orderOfSteps.map((kind, i) => [kind, i]))

/** The place of a change in the order of steps. */
export function placeOf(change: Change): number {
  return places.get(change.do) ?? orderOfSteps.length
}

/** The same text for equal changes, whoever made them: the order of their fields does not matter. */
export function keyOf(change: Change): string {
  return canonical(change)
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  let text = ''
  for (const key of Object.keys(value).sort()) text += `${key}:${canonical((value as Record<string, unknown>)[key])},`
  return `{${text}}`
}

/** Steps in the order in which they are done; those of one kind by their text, so that a set has one order only. */
export function inOrder(changes: readonly Change[]): readonly Change[] {
  return changes
    .map((change) => ({ change, place: placeOf(change), key: keyOf(change) }))
    .sort((a, b) => a.place - b.place || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ change }) => change)
}

/** What a change writes over, where of two such changes only the later would count; null where both would. */
export function slotOf(change: Change): string | null {
  switch (change.do) {
    case 'set_attribute':
      return `${change.do} ${change.accountId} ${change.name}`
    case 'put_identity_provider':
      return `${change.do} ${change.provider.id}`
    case 'set_domain_provider':
      return `${change.do} ${change.name.toLowerCase()}`
    case 'set_policy_state':
      return `${change.do} ${change.policyId}`
    case 'set_instance_state':
    case 'set_session_rules':
      return `${change.do} ${change.instanceId}`
    case 'allow_method':
      return `${change.do} ${change.kind}`
    case 'require_details':
      return `${change.do} ${change.of}`
    case 'require_assignment':
    case 'set_app_audience':
    case 'consent':
      return `${change.do} ${change.appId}`
    case 'edit_rule':
      return `${change.do} ${change.groupId}`
    case 'put_product':
      return `${change.do} ${change.product.id}`
    case 'renew_product':
      return `${change.do} ${change.productId}`
    case 'put_policy':
      return `${change.do} ${change.policy.id}`
    case 'create_account':
    case 'set_access_period':
    case 'set_mfa_state':
    case 'issue_temporary_pass':
    case 'set_user_consent':
    case 'set_password_lifetime':
    case 'set_lockout':
    case 'set_self_service_reset':
    case 'set_banned_words':
    case 'set_password_history':
    case 'set_temporary_password_days':
    case 'set_language':
    case 'set_stay_signed_in':
    case 'set_branding':
    case 'set_usage_location':
    case 'type_name':
    case 'use_redirect':
    case 'ask_scopes':
    case 'sign_in_at_provider':
    case 'sign_in_from':
    case 'wait_until':
      return change.do
    default:
      return null
  }
}

/** A short name for a text, the same on every machine (FNV-1a, 64 bits). */
export function nameFor(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (let i = 0; i < text.length; i++) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}
