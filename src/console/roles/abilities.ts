import type { ChangeKind } from '../../core/changes/change.ts'
import { type Reading, readings } from '../../core/changes/who-reads.ts'
import { roleName } from '../../core/changes/roles.ts'

/** What can be done, in words, and the kinds of change it is made of. */
type Ability = readonly [words: string, kinds: readonly ChangeKind[]]

const people: readonly Ability[] = [
  [
    'make people and edit them, their names and when they have access',
    [
      ...(['create_account', 'update_account', 'add_alias', 'remove_alias', 'set_attribute'] as const),
      ...(['fill_in_profile', 'invite_guest', 'set_access_period'] as const),
    ],
  ],
  ['withdraw invitations of guests', ['withdraw_invitation']],
  [
    'block and allow sign-in, delete people, restore and erase them',
    ['enable_account', 'block_account', 'delete_account', 'restore_account', 'purge_account'],
  ],
  [
    'unlock people, reset passwords and end sessions',
    [
      ...(['unlock_account', 'issue_temporary_password', 'send_reset_link'] as const),
      ...(['require_password_change', 'report_password', 'revoke_sessions', 'end_session'] as const),
    ],
  ],
  [
    'look after second factors, passkeys, Temporary Access Passes and contact information',
    [
      ...(['set_mfa_state', 'remove_methods', 'remove_method', 'issue_temporary_pass'] as const),
      ...(['remove_temporary_pass', 'unblock_second_factor', 'forget_devices', 'set_contact'] as const),
      ...(['unlink_identity', 'prefer_method'] as const),
    ],
  ],
]

const groupsAndLicences: readonly Ability[] = [
  [
    'make groups, edit and delete them, and say who is in them, who owns them and by which rule',
    [
      ...(['create_group', 'update_group', 'edit_rule', 'delete_group', 'restore_group', 'purge_group'] as const),
      ...([
        'add_group_owner',
        'remove_group_owner',
        'add_to_group',
        'remove_from_group',
        'nest_group',
        'unnest_group',
      ] as const),
      'set_group_processing',
    ],
  ],
  ['have memberships and licences worked out anew', ['reprocess_account', 'reprocess_group']],
  [
    'give licences to people and groups, and take them',
    [
      ...(['assign_licence', 'remove_licence', 'assign_group_licence', 'remove_group_licence'] as const),
      'switch_plan_on',
    ],
  ],
  ['buy products, edit, renew and delete them', ['put_product', 'renew_product', 'delete_product']],
]

const appsAndPolicies: readonly Ability[] = [
  [
    'register apps, edit and delete them, and say who may open them',
    [
      ...(['put_app', 'delete_app', 'enable_app', 'disable_app', 'register_redirect', 'require_assignment'] as const),
      ...(['assign_app', 'unassign_app', 'assign_app_to_group', 'unassign_app_from_group'] as const),
      ...(['give_app_role', 'take_app_role', 'give_app_role_to_group', 'take_app_role_from_group'] as const),
      ...(['add_app_owner', 'remove_app_owner', 'restore_app', 'purge_app'] as const),
      ...(['set_app_audience', 'revoke_consent'] as const),
    ],
  ],
  ['consent for everybody to what apps do in people’s names', ['consent_for_all', 'revoke_consent_for_all']],
  ['give apps roles in other apps, which they use by themselves', ['give_app_role_to_app']],
  ['take roles in other apps from apps', ['take_app_role_from_app']],
  [
    'look after instances, who uses them and their security roles',
    [
      ...(['put_instance', 'set_instance_state', 'put_instance_user', 'disable_instance_user'] as const),
      ...(['give_instance_role', 'take_instance_role', 'set_session_rules'] as const),
    ],
  ],
  [
    'write policies and locations',
    [
      ...(['put_policy', 'delete_policy', 'set_policy_state', 'exclude_from_policy'] as const),
      ...(['put_location', 'delete_location', 'add_location_range'] as const),
    ],
  ],
  ['say when wrong passwords lock', ['set_lockout']],
  ['say who may reset their own password', ['set_self_service_reset']],
]

const organisation: readonly Ability[] = [
  [
    'give roles to people and to groups for roles, and take them',
    ['assign_role', 'remove_role', 'assign_group_role', 'remove_group_role'],
  ],
  [
    'make units and say who is in them',
    [
      ...(['put_unit', 'delete_unit', 'add_to_unit', 'remove_from_unit'] as const),
      ...(['add_group_to_unit', 'remove_group_from_unit'] as const),
    ],
  ],
  [
    'look after domains and other identity providers',
    [
      ...(['put_domain', 'verify_domain', 'set_default_domain', 'delete_domain', 'set_domain_provider'] as const),
      ...(['put_identity_provider', 'delete_identity_provider', 'set_provider_secret'] as const),
    ],
  ],
  [
    'say what passwords must be, which sign-in methods there are and which details people have to have',
    [
      ...(['set_password_lifetime', 'set_banned_words', 'set_password_history'] as const),
      ...(['set_temporary_password_days', 'allow_method', 'require_details'] as const),
    ],
  ],
  [
    'say how sign-in pages look, how long people stay signed in, and what holds for the whole organisation',
    ['set_branding', 'set_stay_signed_in', 'set_language', 'set_usage_location', 'set_user_consent'],
  ],
]

/** All that roles let their holders do, subject by subject. */
export const abilities: readonly Ability[] = [...people, ...groupsAndLicences, ...appsAndPolicies, ...organisation]

/** What is for some of the things of a kind alone, so that no kind of change says it. */
const ofSome: Readonly<Record<string, readonly string[]>> = {
  'guest-inviter': ['invite guests'],
  'licence-admin': ['say where people use what they are given'],
  'global-admin': ['let apps act by themselves'],
  'privileged-app-admin': ['let apps act by themselves'],
  'privileged-role-admin': ['let apps act by themselves', 'make groups for roles, and say who is in them'],
}

/** What a role may do in words, from the kinds of change it may make. */
export function abilitiesOf(key: string, changes: readonly ChangeKind[]): readonly string[] {
  return [
    ...abilities.filter(([, kinds]) => kinds.every((kind) => changes.includes(kind))).map(([words]) => words),
    ...(ofSome[key] ?? []),
  ]
}

const readingWords: { readonly [K in Reading]: string } = {
  overview: 'the overview',
  people: 'people',
  groups: 'groups',
  apps: 'apps',
  licences: 'licences',
  instances: 'instances',
  roles: 'roles and units',
  policies: 'policies',
  explain: 'why somebody cannot sign in',
  sign_ins: 'the log of sign-ins',
  journal: 'the journal',
  jobs: 'jobs',
  provisioning: 'provisioning',
  methods: 'sign-in methods',
}

/** What a role may read, in words. */
export function readsOf(reads: readonly Reading[]): string {
  return reads.length === readings.length ? 'everything' : reads.map((one) => readingWords[one]).join(', ')
}

/** Whom a role may reset, in words; null where it resets nobody. */
export function resetsIn(resets: 'everybody' | readonly string[] | null): string | null {
  if (resets === null) return null
  if (resets === 'everybody') return 'everybody, administrators too'
  return `people without a role, and holders of ${resets.map(roleName).join(', ')}`
}
