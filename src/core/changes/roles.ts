import type { ChangeKind } from './change.ts'

/** Directory roles, by key: the name administrators know, the rank, smaller for less privilege, and what it is for. */
export const roles = {
  'directory-reader': {
    name: 'Directory Readers',
    rank: 1,
    description: 'Reads the directory: people, groups, apps, licences and roles.',
  },
  'reports-reader': { name: 'Reports Reader', rank: 1, description: 'Reads the log of sign-ins and the journal.' },
  helpdesk: {
    name: 'Helpdesk Administrator',
    rank: 2,
    description: 'Gets people who administer nothing back in: passwords, unlocking, sessions.',
  },
  'password-admin': {
    name: 'Password Administrator',
    rank: 2,
    description: 'Resets passwords of people who administer nothing.',
  },
  'service-support': {
    name: 'Service Support Administrator',
    rank: 2,
    description: 'Reads the directory, to ask a supplier for help.',
  },
  'security-reader': { name: 'Security Reader', rank: 2, description: 'Reads policies, logs and sign-in methods.' },
  'licence-admin': {
    name: 'License Administrator',
    rank: 3,
    description: 'Gives and takes licences, and says where they are used.',
  },
  'guest-inviter': { name: 'Guest Inviter', rank: 3, description: 'Invites guests.' },
  'groups-admin': {
    name: 'Groups Administrator',
    rank: 4,
    description: 'Makes groups and looks after who is in them.',
  },
  'instance-admin': {
    name: 'Instance Administrator',
    rank: 4,
    description: 'Looks after instances of apps, their users and security roles.',
  },
  'user-admin': {
    name: 'User Administrator',
    rank: 5,
    description: 'Makes people and groups and looks after them, passwords and licences included.',
  },
  'auth-admin': {
    name: 'Authentication Administrator',
    rank: 5,
    description: 'Looks after how people who administer nothing prove themselves.',
  },
  'app-admin': {
    name: 'Application Administrator',
    rank: 6,
    description: 'Registers apps and looks after who may open them.',
  },
  'cloud-app-admin': {
    name: 'Cloud Application Administrator',
    rank: 6,
    description: 'Registers apps and looks after who may open them.',
  },
  'security-operator': {
    name: 'Security Operator',
    rank: 6,
    description: 'Reads policies, logs and sign-in methods, to follow what happens.',
  },
  'policy-admin': {
    name: 'Conditional Access Administrator',
    rank: 7,
    description: 'Writes Conditional Access policies and locations.',
  },
  'security-admin': {
    name: 'Security Administrator',
    rank: 7,
    description: 'Writes policies and locations, and says when accounts lock.',
  },
  'privileged-auth-admin': {
    name: 'Privileged Authentication Administrator',
    rank: 8,
    description: 'Looks after how anybody proves themselves, administrators too.',
  },
  'privileged-app-admin': {
    name: 'Privileged Application Administrator',
    rank: 8,
    description: 'Lets apps act by themselves, and consents for everybody.',
  },
  'privileged-role-admin': {
    name: 'Privileged Role Administrator',
    rank: 8,
    description: 'Gives and takes roles, and looks after units and groups for roles.',
  },
  'billing-admin': { name: 'Billing Administrator', rank: 8, description: 'Buys products and renews them.' },
  'global-admin': {
    name: 'Global Administrator',
    rank: 9,
    description: 'Does everything that any other role does, and what concerns the whole organisation.',
  },
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

/** The article before the name of a role: an Application Administrator, a User Administrator. */
export const articleOf = (name: string): 'a' | 'an' => (/^[AEIO]/.test(name) ? 'an' : 'a')

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
/** Who lets an app act by itself. */
export const appsThemselves = ['privileged-app-admin', 'privileged-role-admin'] as const
const instances = ['instance-admin'] as const
const ofRoles = ['privileged-role-admin'] as const

/** The roles that may do a kind of change, the least first. Global Administrators may do all that is not `self` or `nobody`. */
export const doers: { readonly [K in ChangeKind]: readonly Doer[] } = {
  create_account: ['user-admin'],
  update_account: ['user-admin'],
  add_alias: ['user-admin'],
  remove_alias: ['user-admin'],
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
  reset_own_password: ['self'],
  send_reset_link: passwords,
  follow_reset_link: ['self'],
  require_password_change: passwords,
  report_password: passwords,
  set_mfa_state: methods,
  register_method: ['self'],
  remove_methods: methods,
  make_recovery_codes: ['self'],
  remove_method: methods,
  name_method: ['self'],
  prefer_method: methods,
  issue_temporary_pass: methods,
  remove_temporary_pass: methods,
  unblock_second_factor: methods,
  forget_devices: methods,
  revoke_sessions: passwords,
  end_session: passwords,
  set_contact: methods,
  confirm_contact: ['self'],
  invite_guest: ['user-admin'],
  withdraw_invitation: ['guest-inviter', 'user-admin'],
  accept_invitation: ['self'],
  set_access_period: ['user-admin'],
  set_app_audience: apps,
  create_group: groups,
  update_group: groups,
  edit_rule: groups,
  delete_group: groups,
  restore_group: groups,
  purge_group: groups,
  add_group_owner: groups,
  remove_group_owner: groups,
  add_to_group: groups,
  remove_from_group: groups,
  nest_group: groups,
  unnest_group: groups,
  reprocess_group: ['licence-admin', 'groups-admin', 'user-admin'],
  set_group_processing: groups,
  put_product: ['billing-admin'],
  delete_product: ['billing-admin'],
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
  give_app_role: apps,
  take_app_role: apps,
  give_app_role_to_group: apps,
  take_app_role_from_group: apps,
  give_app_role_to_app: appsThemselves,
  take_app_role_from_app: [...apps, ...appsThemselves],
  add_app_owner: apps,
  remove_app_owner: apps,
  restore_app: apps,
  purge_app: apps,
  consent: ['self'],
  revoke_consent: apps,
  consent_for_all: [...apps, ...appsThemselves],
  revoke_consent_for_all: [...apps, ...appsThemselves],
  put_instance: instances,
  set_instance_state: instances,
  set_session_rules: instances,
  put_instance_user: instances,
  disable_instance_user: instances,
  give_instance_role: instances,
  take_instance_role: instances,
  assign_role: ofRoles,
  remove_role: ofRoles,
  assign_group_role: ofRoles,
  remove_group_role: ofRoles,
  put_unit: ofRoles,
  delete_unit: ofRoles,
  add_to_unit: ofRoles,
  remove_from_unit: ofRoles,
  add_group_to_unit: ofRoles,
  remove_group_from_unit: ofRoles,
  put_domain: ['global-admin'],
  verify_domain: ['global-admin'],
  set_default_domain: ['global-admin'],
  delete_domain: ['global-admin'],
  set_password_lifetime: ['global-admin'],
  set_lockout: ['auth-admin', 'security-admin'],
  set_self_service_reset: ['policy-admin', 'auth-admin', 'security-admin'],
  set_banned_words: ['global-admin'],
  set_password_history: ['global-admin'],
  set_temporary_password_days: ['global-admin'],
  set_language: ['global-admin'],
  set_stay_signed_in: ['global-admin'],
  set_branding: ['global-admin'],
  allow_method: ['global-admin'],
  require_details: ['global-admin'],
  complete_profile: ['self'],
  fill_in_profile: ['user-admin'],
  set_usage_location: ['global-admin'],
  set_user_consent: ['global-admin'],
  put_identity_provider: ['global-admin'],
  delete_identity_provider: ['global-admin'],
  set_provider_secret: ['global-admin'],
  set_domain_provider: ['global-admin'],
  link_identity: ['self'],
  unlink_identity: methods,
  type_name: ['self'],
  retype_password: ['self'],
  prove_second_factor: ['self'],
  sign_in_at_provider: ['self'],
  sign_in_from: ['self'],
  use_redirect: ['self'],
  ask_scopes: ['self'],
  wait_until: ['nobody'],
}

/** Whether holders of a role may do changes of a kind at all; to whom, `mayDo` tells. */
export function mayEver(role: string, kind: ChangeKind): boolean {
  const able = doers[kind] as readonly string[]
  return able.includes(role) || (role === 'global-admin' && !able.includes('self') && !able.includes('nobody'))
}
