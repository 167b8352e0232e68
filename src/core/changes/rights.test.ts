import { describe, expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { changeKinds } from './apply.ts'
import type { Change, ChangeKind } from './change.ts'
import { mayDo } from './may-do.ts'
import { needsFreshProof } from './needs-proof.ts'
import { rightsOf } from './rights.ts'
import { roles } from './roles.ts'
import { readings, sightOf } from './who-reads.ts'
import { scopableRoles } from './within-unit.ts'

const account = ['enable_account', 'block_account', 'delete_account', 'restore_account', 'purge_account'] as const
const password = [
  ...['unlock_account', 'issue_temporary_password', 'send_reset_link', 'require_password_change', 'report_password'],
  ...['revoke_sessions', 'end_session'],
] as const
const factor = [
  ...['set_mfa_state', 'remove_methods', 'remove_method', 'issue_temporary_pass', 'remove_temporary_pass'],
  ...['unblock_second_factor', 'set_contact', 'forget_devices', 'unlink_identity', 'prefer_method'],
] as const
const group = [
  ...['create_group', 'update_group', 'edit_rule', 'delete_group', 'restore_group', 'purge_group'],
  'set_group_processing',
  ...['add_to_group', 'remove_from_group', 'nest_group', 'unnest_group', 'add_group_owner', 'remove_group_owner'],
] as const
const anew = ['reprocess_account', 'reprocess_group'] as const
const licence = [
  ...['assign_licence', 'remove_licence', 'assign_group_licence', 'remove_group_licence', 'switch_plan_on'],
] as const
const app = [
  ...['put_app', 'delete_app', 'enable_app', 'disable_app', 'register_redirect', 'require_assignment'],
  ...['set_app_audience', 'restore_app', 'purge_app', 'add_app_owner', 'remove_app_owner', 'revoke_consent'],
  ...['assign_app', 'unassign_app', 'assign_app_to_group', 'unassign_app_from_group'],
  ...['give_app_role', 'take_app_role', 'give_app_role_to_group', 'take_app_role_from_group'],
] as const
const forAll = ['consent_for_all', 'revoke_consent_for_all', 'take_app_role_from_app'] as const
const policy = [
  ...['put_policy', 'delete_policy', 'set_policy_state', 'exclude_from_policy'],
  ...['put_location', 'delete_location', 'add_location_range'],
] as const
const role = [
  ...['assign_role', 'remove_role', 'assign_group_role', 'remove_group_role', 'put_unit', 'delete_unit'],
  ...['add_to_unit', 'remove_from_unit', 'add_group_to_unit', 'remove_group_from_unit'],
] as const
const instance = [
  ...['put_instance', 'set_instance_state', 'put_instance_user', 'disable_instance_user'],
  ...['give_instance_role', 'take_instance_role', 'set_session_rules'],
] as const
const person = [
  ...['create_account', 'update_account', 'set_attribute', 'fill_in_profile', 'add_alias', 'remove_alias'],
  ...['invite_guest', 'withdraw_invitation', 'set_access_period'],
] as const
const tenant = [
  ...['put_identity_provider', 'delete_identity_provider', 'set_provider_secret', 'set_domain_provider'],
  ...['put_domain', 'verify_domain', 'set_default_domain', 'delete_domain'],
  ...[
    'set_password_lifetime',
    'set_banned_words',
    'set_password_history',
    'set_temporary_password_days',
    'set_language',
    'allow_method',
    'require_details',
    'set_stay_signed_in',
    'set_branding',
    'set_usage_location',
    'set_user_consent',
  ],
] as const
const lock = ['set_lockout'] as const
const reset = ['set_self_service_reset'] as const
const product = ['put_product', 'renew_product', 'delete_product'] as const
const own = [
  ...['make_recovery_codes', 'name_method', 'confirm_contact', 'complete_profile'],
  ...[
    'change_password',
    'reset_own_password',
    'follow_reset_link',
    'accept_invitation',
    'link_identity',
    'sign_in_at_provider',
    'register_method',
    'consent',
    'type_name',
    'retype_password',
    'prove_second_factor',
  ],
  ...['sign_in_from', 'use_redirect', 'ask_scopes', 'wait_until'],
] as const

/** What each role may do, written down here a second time: a right that slips in or out is seen. */
const table: Readonly<Record<string, readonly string[]>> = {
  'directory-reader': [],
  'reports-reader': [],
  'service-support': [],
  'security-reader': [],
  'security-operator': [],
  'guest-inviter': ['withdraw_invitation'],
  helpdesk: password,
  'password-admin': password,
  'licence-admin': [...licence, ...anew],
  'groups-admin': [...group, ...anew],
  'instance-admin': instance,
  'user-admin': [...person, ...account, ...password, ...group, ...licence, ...anew],
  'auth-admin': [...account, ...password, ...factor, ...lock, ...reset],
  'privileged-auth-admin': [...account, ...password, ...factor],
  'app-admin': [...app, ...forAll],
  'cloud-app-admin': [...app, ...forAll],
  'privileged-app-admin': [...forAll, 'give_app_role_to_app'],
  'privileged-role-admin': [...role, ...forAll, 'give_app_role_to_app'],
  'policy-admin': [...policy, ...reset],
  'security-admin': [...policy, ...lock, ...reset],
  'billing-admin': product,
  'global-admin': [
    ...[...person, ...account, ...password, ...factor, ...group, ...anew, ...licence, ...product, ...policy],
    ...[...app, ...forAll, 'give_app_role_to_app', ...instance, ...role, ...tenant, ...lock, ...reset],
  ],
}

/** One change of each kind, about Alice, who holds no role, and about things of no special kind. */
function plain(kind: ChangeKind): Change {
  return {
    do: kind,
    accountId: 'alice',
    groupId: 'crm-users',
    set: {},
    name: 'department',
    details: ['city'],
    account: { userType: 'member' },
    app: { appPermissions: [] },
    group: {},
  } as unknown as Change
}

describe('every role and every kind of change (SEC-31)', () => {
  it('is told of', () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(roles).sort())
    expect(new Set([...(table['global-admin'] ?? []), ...own])).toEqual(new Set(changeKinds))
  })

  it.each(Object.keys(roles))('%s', (held) => {
    // Whether it is Bob's own group that is given a role shows in who Bob is.
    const around = (kind: ChangeKind) =>
      aSnapshot(kind === 'assign_group_role' ? { account: { id: 'bob', memberOf: [] } } : {})
    const able = changeKinds.filter((kind) => mayDo([held], 'bob', plain(kind), around(kind)).ok)
    expect([...able].sort()).toEqual([...(table[held] ?? [])].sort())
    expect([...rightsOf(held).changes].sort()).toEqual([...(table[held] ?? [])].sort())
  })

  it('nobody without a role, and nobody with a role of tomorrow, does any of it', () => {
    for (const held of [[], ['a-role-of-tomorrow'], ['toString'], ['__proto__']])
      expect(changeKinds.filter((kind) => mayDo(held, 'bob', plain(kind), aSnapshot()).ok)).toEqual([])
  })
})

describe('fields that need another role than their kind', () => {
  const may = (held: string, change: Change) => mayDo([held], 'bob', change, aSnapshot()).ok
  const holders = (change: Change) =>
    Object.keys(roles)
      .filter((held) => may(held, change))
      .sort()

  it.each<[string, Change, readonly string[]]>([
    [
      'a guest',
      { ...plain('create_account'), account: { userType: 'guest' } } as unknown as Change,
      ['global-admin', 'guest-inviter', 'user-admin'],
    ],
    [
      'a sign-in name',
      { do: 'update_account', accountId: 'alice', set: { signInName: 'a@meridian.example' } },
      ['auth-admin', 'global-admin', 'privileged-auth-admin', 'user-admin'],
    ],
    [
      'where a person is reached',
      { do: 'set_attribute', accountId: 'alice', name: 'mobilePhone', value: '+33 1' },
      ['auth-admin', 'global-admin', 'privileged-auth-admin', 'user-admin'],
    ],
    [
      'the same where it is filled in',
      { do: 'fill_in_profile', accountId: 'alice', details: ['city', 'mobilePhone'] },
      ['auth-admin', 'global-admin', 'privileged-auth-admin', 'user-admin'],
    ],
    [
      'an emergency account',
      { do: 'update_account', accountId: 'alice', set: { isEmergency: true } },
      ['global-admin'],
    ],
    [
      'a group for roles',
      { do: 'create_group', group: { id: 'g', name: 'g', description: null, rule: null, isRoleAssignable: 'yes' } },
      ['global-admin', 'privileged-role-admin'],
    ],
    [
      'where somebody uses what they are given',
      { ...plain('set_attribute'), name: 'usageLocation' } as Change,
      ['global-admin', 'licence-admin', 'user-admin'],
    ],
    [
      'an app that acts by itself',
      { ...plain('put_app'), app: { appPermissions: ['User.Read.All'] } } as unknown as Change,
      ['global-admin', 'privileged-app-admin', 'privileged-role-admin'],
    ],
  ])('%s', (_, change, wanted) => expect(holders(change)).toEqual(wanted))
})

/** *Who can reset passwords*, row by row as Microsoft prints it: columns in the order of `columns`. */
const columns = ['password-admin', 'helpdesk', 'auth-admin', 'user-admin', 'privileged-auth-admin', 'global-admin']
const published: Readonly<Record<string, string>> = {
  'auth-admin': '..x.xx',
  'directory-reader': 'xxxxxx',
  'global-admin': '....xx',
  'groups-admin': '...xxx',
  'guest-inviter': 'xxxxxx',
  helpdesk: '.x.xxx',
  'password-admin': 'xxxxxx',
  'privileged-auth-admin': '....xx',
  'privileged-role-admin': '....xx',
  'reports-reader': '.xxxxx',
  'user-admin': '...xxx',
}

describe('who may reset whom, and do what touches a sign-in (SEC-31)', () => {
  // All other roles are in the last row of the table: out of reach of all but the two last columns.
  it.each(Object.keys(roles).map((held) => [held, published[held] ?? '....xx']))('a holder of %s: %s', (held, row) => {
    const s = aSnapshot({ account: { roles: [held] } })
    const reset = columns.map((by) => (mayDo([by], 'bob', plain('issue_temporary_password'), s).ok ? 'x' : '.'))
    expect(reset.join('')).toBe(row)
    // The table of sensitive actions has no columns for the first two.
    for (const kind of ['block_account', 'delete_account'] as const) {
      const acts = columns.map((by) => (mayDo([by], 'bob', plain(kind), s).ok ? 'x' : '.'))
      expect(acts.join('')).toBe(`..${row.slice(2)}`)
    }
  })

  it('a person without a role: by all of them; of a group for roles, or an owner of one: by the two last', () => {
    const by = (s: ReturnType<typeof aSnapshot>) =>
      columns.map((by) => (mayDo([by], 'bob', plain('issue_temporary_password'), s).ok ? 'x' : '.')).join('')
    const { groups } = aSnapshot().tenant
    const forRoles = (ownerIds: readonly string[]) => ({
      tenant: {
        groups: {
          ...groups,
          admins: { ...groups['crm-users']!, id: 'admins', isRoleAssignable: true as const, ownerIds },
        },
      },
    })
    expect(by(aSnapshot(forRoles([])))).toBe('xxxxxx')
    expect(by(aSnapshot(forRoles(['alice'])))).toBe('....xx')
    expect(by(aSnapshot({ ...forRoles([]), account: { memberOf: [{ groupId: 'admins', how: 'direct' }] } }))).toBe(
      '....xx',
    )
  })
})

const logs = ['journal', 'sign_ins']
const directory = ['apps', 'groups', 'instances', 'licences', 'overview', 'people', 'roles']
const reads: Readonly<Record<string, readonly string[]>> = {
  'directory-reader': [],
  'guest-inviter': [],
  'billing-admin': [],
  'service-support': [],
  'privileged-role-admin': [],
  'reports-reader': logs,
  helpdesk: ['explain', 'sign_ins'],
  'password-admin': ['explain'],
  'instance-admin': ['explain'],
  'auth-admin': ['explain', 'methods'],
  'privileged-auth-admin': ['explain', 'methods'],
  'licence-admin': ['explain', 'jobs'],
  'groups-admin': ['explain', 'jobs'],
  'user-admin': ['explain', 'jobs', 'provisioning'],
  'app-admin': ['explain', ...logs],
  'cloud-app-admin': ['explain', ...logs],
  'privileged-app-admin': ['explain', ...logs],
  'policy-admin': ['explain', 'policies'],
  'security-reader': ['explain', 'methods', 'policies', ...logs],
  'security-operator': ['explain', 'methods', 'policies', ...logs],
  'security-admin': ['explain', 'methods', 'policies', ...logs],
  'global-admin': ['explain', 'jobs', 'methods', 'policies', 'provisioning', ...logs],
}

describe('every role and everything there is to read', () => {
  it.each(Object.keys(roles))('%s', (held) => {
    const able = readings.filter((what) => sightOf([held], [], what) === 'all')
    expect([...able].sort()).toEqual([...directory, ...(reads[held] ?? ['?'])].sort())
  })

  it.each(scopableRoles)('%s within a unit reads of people and groups what concerns it, and no log', (role) => {
    const sight = (what: (typeof readings)[number]) => sightOf([], [{ role, unitId: 'lyon' }], what)
    for (const what of ['people', 'groups', 'explain'] as const) expect(sight(what)).toEqual({ unitIds: ['lyon'] })
    for (const what of ['apps', 'licences', 'instances', 'roles'] as const) expect(sight(what)).toBe('all')
    for (const what of ['overview', 'policies', 'sign_ins', 'journal', 'jobs', 'provisioning'] as const)
      expect(sight(what)).toBe('none')
  })
})

describe('what asks for a fresh proof (SEC-32)', () => {
  /** Written down here a second time as well. */
  const proved: readonly string[] = [
    ...[...role, ...policy, ...lock, ...reset],
    ...['issue_temporary_password', 'issue_temporary_pass', 'set_mfa_state', 'remove_methods', 'remove_method'],
    ...[
      'unblock_second_factor',
      'send_reset_link',
      'prefer_method',
      'make_recovery_codes',
      'set_contact',
      'unlink_identity',
      'add_alias',
      'remove_alias',
    ],
    ...['give_app_role_to_app', 'consent_for_all'],
    ...tenant.filter((kind) => kind !== 'set_language' && kind !== 'set_usage_location'),
  ]

  it('is these kinds of change, and no other of things of no special kind', () => {
    const s = aSnapshot()
    const plainly = changeKinds.filter((kind) => kind !== 'invite_guest')
    expect(plainly.filter((kind) => needsFreshProof(plain(kind), s)).sort()).toEqual([...proved].sort())
  })
})
