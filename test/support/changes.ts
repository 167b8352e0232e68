import fc from 'fast-check'
import type { Change, ChangeKind, ChangeOf } from '../../src/core/changes/change.ts'
import { askedStrengths } from '../../src/core/methods/strengths.ts'
import type { Policy } from '../../src/core/snapshot.ts'
import { usualSession } from '../../src/core/sessions/session-rules.ts'
import { details } from '../../src/core/profile/details.ts'
import { aProvider } from './providers.ts'
import { aPolicy, morning, people } from './a-snapshot.ts'
import {
  accountId,
  appId,
  from,
  groupId,
  groups,
  locations,
  plans,
  policies,
  productId,
  providerId,
  roles,
  scopes,
  some,
  unitId,
  rules,
} from './directory-names.ts'

/** Any policy over what the directories hold. */
export const policy: fc.Arbitrary<Policy> = fc
  .record({
    id: from([...policies, 'new']),
    state: from(['on', 'off', 'report_only'] as const),
    include: fc.oneof(
      fc.constant(people({ all: true })),
      some(groups.slice(2, 5)).map((groupIds) => people({ groupIds })),
    ),
    exclude: some(['alice']).map((accountIds) => people({ accountIds })),
    locations: fc.oneof(fc.constant(null), fc.constant({ include: 'any', exclude: 'trusted' } as const)),
    grant: from(['block', 'mfa'] as const),
    note: from([null, 'Agreed with Legal']),
    strength: from([undefined, undefined, ...askedStrengths]),
  })
  .map(({ id, include, exclude, strength, ...rest }) =>
    aPolicy({ id, users: { include, exclude }, ...rest, ...(strength === undefined ? {} : { strength }) }),
  )

const attribute = fc.oneof(
  fc.record({ name: fc.constant('department'), value: from(['Sales', 'Sale', null]) }),
  fc.record({ name: fc.constant('usageLocation'), value: from(['FR', null]) }),
  fc.record({ name: fc.constant('city'), value: from(['Lyon', 'Sydney']) }),
)

const roleId = from(['reader', 'editor'])
const redirect = { uri: 'https://crm.example/other', kind: 'web' } as const

/** A role given to somebody, everywhere or within a unit. */
const given = <T extends object>(whom: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(
    { ...whom, role: from(roles), unitId },
    { requiredKeys: [...Object.keys(whom), 'role'] as never },
  ) as fc.Arbitrary<T & { readonly role: string; readonly unitId?: string }>

/** One arbitrary for each kind of change, over a directory of a few names that may or may not be there. */
const kinds: { readonly [K in ChangeKind]: fc.Arbitrary<Omit<ChangeOf<K>, 'do'>> } = {
  create_account: fc.record({
    account: fc.record({
      id: fc.constant('made'),
      signInName: from(['alice@meridian.example', 'Alice@Meridian.example', 'new@meridian.example']),
      displayName: from(['Alice Moreau', 'New Person']),
      userType: from(['member', 'guest'] as const),
      isEnabled: fc.boolean(),
      attributes: from([{}, { department: 'Sales', usageLocation: 'FR' }]),
    }),
  }),
  update_account: fc.record({
    accountId,
    set: fc.record(
      {
        signInName: from(['alice@meridian.example', 'moreau@meridian.example']),
        displayName: from(['Alice Moreau', 'A. Moreau']),
        isEmergency: fc.boolean(),
        managerId: from([null, 'bob']),
        passwordNeverExpires: fc.boolean(),
        userType: from(['member', 'guest'] as const),
      },
      { requiredKeys: [] },
    ),
  }),
  add_alias: fc.record({
    accountId,
    name: from(['alice@meridian.example', 'ali@meridian.example', 'Al@meridian.example']),
  }),
  remove_alias: fc.record({ accountId, name: from(['ali@meridian.example', 'AL@meridian.example']) }),
  set_attribute: fc.tuple(accountId, attribute).map(([accountId, edit]) => ({ accountId, ...edit })),
  enable_account: fc.record({ accountId }),
  block_account: fc.record({ accountId }),
  unlock_account: fc.record({ accountId }),
  delete_account: fc.record({ accountId }),
  purge_account: fc.record({ accountId }),
  restore_account: fc.record({ accountId }),
  reprocess_account: fc.record({ accountId }),
  issue_temporary_password: fc.record({ accountId }),
  change_password: fc.record({ accountId }),
  reset_own_password: fc.record({ accountId }),
  require_password_change: fc.record({ accountId }),
  report_password: fc.record({ accountId }),
  set_mfa_state: fc.record({ accountId, state: from(['disabled', 'enabled', 'enforced'] as const) }),
  register_method: fc.record({ accountId, kind: from(['totp', 'passkey'] as const) }),
  remove_methods: fc.record({ accountId }),
  revoke_sessions: fc.record({ accountId }),
  set_contact: fc.record({
    accountId,
    contact: from(['email', 'mobile', 'alternateMobile', 'office'] as const),
    value: from([null, 'al@home.example', '+33 612345678']),
  }),
  confirm_contact: fc.record({ accountId }),
  make_recovery_codes: fc.record({ accountId }),
  remove_method: fc.record({ accountId, methodId: from(['totp-1', 'codes', 'mail-1', 'other']) }),
  name_method: fc.record({ accountId, methodId: from(['totp-1', 'other']), name: from([null, 'Old phone']) }),
  prefer_method: fc.record({ accountId, methodId: from(['totp-1', 'other']) }),
  issue_temporary_pass: fc.record({
    accountId,
    uses: from(['one', 'many'] as const),
    minutes: from([10, 60, 43_200]),
    startsAt: from([null, morning - 1000, morning + 3_600_000]),
  }),
  remove_temporary_pass: fc.record({ accountId }),
  unblock_second_factor: fc.record({ accountId }),
  forget_devices: fc.record({ accountId }),
  invite_guest: fc.record({
    accountId,
    address: from(['alice@meridian.example', 'al@home.example']),
    redirectUrl: fc.constant(null),
    letter: from([{ is: 'sent', said: null }, { is: 'none' }] as const),
  }),
  withdraw_invitation: fc.record({ accountId }),
  accept_invitation: fc.record({ accountId, providerId }, { requiredKeys: ['accountId'] }) as never,
  set_access_period: fc.record({
    accountId,
    from: from([null, morning - 1, morning + 3_600_000]),
    until: from([null, morning, morning + 86_400_000]),
  }),
  set_app_audience: fc.record({ appId, audience: from(['everybody', 'members'] as const) }),
  create_group: fc.record({
    group: fc.record({
      id: groupId,
      name: from(['Sales', 'Other']),
      description: fc.constant(null),
      rule: from([null, ...rules]),
    }),
  }),
  update_group: fc.record({
    groupId,
    set: fc.record(
      { name: from(['crm-users', 'Renamed']), description: from([null, 'Some']), externalId: from([null, 'x-1']) },
      { requiredKeys: [] },
    ),
  }),
  edit_rule: fc.record({ groupId, rule: from([null, ...rules]) }),
  delete_group: fc.record({ groupId }),
  add_to_group: fc.record({ accountId, groupId }),
  remove_from_group: fc.record({ accountId, groupId }),
  nest_group: fc.record({ childId: groupId, parentId: groupId }),
  unnest_group: fc.record({ childId: groupId, parentId: groupId }),
  reprocess_group: fc.record({ groupId }),
  set_group_processing: fc.record({ groupId, state: from(['on', 'paused'] as const) }),
  put_product: fc.record({
    product: fc.record({
      id: productId,
      name: from(['Meridian Sales Professional', 'Other']),
      plans: from([[{ id: 'crm-plan', name: 'CRM' }], []]),
      status: from(['enabled', 'warning', 'suspended'] as const),
      expiresAt: from([null, morning]),
      seats: from([0, 10, 25]),
    }),
  }),
  delete_product: fc.record({ productId }),
  assign_licence: fc.record({ accountId, productId, disabledPlans: some(plans) }),
  remove_licence: fc.record({ accountId, productId }),
  assign_group_licence: fc.record({ groupId, productId, disabledPlans: some(plans) }),
  remove_group_licence: fc.record({ groupId, productId }),
  switch_plan_on: fc.record({
    accountId,
    productId,
    groupId: from([null, 'sales-licences', 'staff']),
    planId: from(plans),
  }),
  renew_product: fc.record({ productId, expiresAt: from([null, morning]) }),
  put_policy: fc.record({ policy }),
  delete_policy: fc.record({ policyId: from(policies) }),
  set_policy_state: fc.record({ policyId: from(policies), state: from(['on', 'off', 'report_only'] as const) }),
  exclude_from_policy: fc.record({ policyId: from(policies), accountId }),
  put_location: fc.record({
    location: fc.record({
      id: from(locations),
      name: from(['Lyon office', 'Other']),
      isTrusted: fc.boolean(),
      ranges: some(['198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', 'no range']),
    }),
  }),
  delete_location: fc.record({ locationId: from(locations) }),
  add_location_range: fc.record({
    locationId: from(locations),
    range: from(['198.51.100.0/24', '203.0.113.9/32', '::/0', 'no range']),
  }),
  put_app: fc.record({
    app: fc.record({
      id: appId,
      name: fc.constant('CRM'),
      description: fc.constant(null),
      homeUrl: fc.constant(null),
      redirectUris: from([[], [redirect]]),
      postLogoutUris: fc.constant([]),
      isPublicClient: fc.boolean(),
      assignmentRequired: fc.boolean(),
      requiredPlan: from([null, 'crm-plan']),
      identifierUri: from([null, 'api://crm']),
      scopes: from([[], [{ name: 'access', title: 'Use CRM', consent: 'user' as const }]]),
      appPermissions: from([[], ['User.Read.All']]),
    }),
  }),
  delete_app: fc.record({ appId }),
  enable_app: fc.record({ appId }),
  disable_app: fc.record({ appId }),
  register_redirect: fc.record({ appId }).map((change) => ({ ...change, ...redirect })),
  require_assignment: fc.record({ appId, required: from(['yes', 'no'] as const) }),
  assign_app: fc.record({ appId, accountId }),
  unassign_app: fc.record({ appId, accountId }),
  assign_app_to_group: fc.record({ appId, groupId }),
  unassign_app_from_group: fc.record({ appId, groupId }),
  give_app_role: fc.record({ appId, accountId, roleId }),
  take_app_role: fc.record({ appId, accountId, roleId }),
  give_app_role_to_group: fc.record({ appId, groupId, roleId }),
  take_app_role_from_group: fc.record({ appId, groupId, roleId }),
  give_app_role_to_app: fc.record({ appId, clientId: appId, roleId }),
  take_app_role_from_app: fc.record({ appId, clientId: appId, roleId }),
  add_app_owner: fc.record({ appId, accountId }),
  remove_app_owner: fc.record({ appId, accountId }),
  restore_app: fc.record({ appId }),
  purge_app: fc.record({ appId }),
  consent: fc.record({ appId, accountId, scopes: some(scopes) }),
  revoke_consent: fc.record({ appId, accountId }),
  consent_for_all: fc.record({ appId, scopes: some(scopes) }),
  revoke_consent_for_all: fc.record({ appId }),
  put_instance: fc.record({
    instance: fc.record({
      id: from(['emea', 'apac']),
      appId: fc.constant('crm'),
      name: from(['Meridian EMEA', 'Other']),
      region: fc.constant('crm4'),
      url: fc.constant('https://crm.example/'),
      roles: from([[], ['Salesperson', 'Sales Manager']]),
    }),
  }),
  set_instance_state: fc.record({
    instanceId: from(['emea', 'apac']),
    state: from(['enabled', 'maintenance', 'disabled'] as const),
    until: from([null, morning + 3_600_000]),
  }),
  set_session_rules: fc.record({
    instanceId: from(['emea', 'apac']),
    rules: from([usualSession, { minutes: 60, warnMinutes: 20 }]),
  }),
  put_instance_user: fc.record({ instanceId: from(['emea', 'apac']), accountId }),
  disable_instance_user: fc.record({ instanceId: from(['emea', 'apac']), accountId }),
  give_instance_role: fc.record({
    instanceId: from(['emea', 'apac']),
    accountId,
    role: from(['Salesperson', 'Sales Manager', 'Nobody']),
  }),
  take_instance_role: fc.record({
    instanceId: from(['emea', 'apac']),
    accountId,
    role: from(['Salesperson', 'Sales Manager']),
  }),
  restore_group: fc.record({ groupId }),
  purge_group: fc.record({ groupId }),
  add_group_owner: fc.record({ accountId, groupId }),
  remove_group_owner: fc.record({ accountId, groupId }),
  assign_role: given({ accountId }),
  remove_role: given({ accountId }),
  assign_group_role: given({ groupId }),
  remove_group_role: given({ groupId }),
  put_unit: fc.record({
    unit: fc.record({ id: unitId, name: from(['Lyon', 'Sydney']), description: from([null, 'x']) }),
  }),
  delete_unit: fc.record({ unitId }),
  add_to_unit: fc.record({ unitId, accountId }),
  remove_from_unit: fc.record({ unitId, accountId }),
  add_group_to_unit: fc.record({ unitId, groupId }),
  remove_group_from_unit: fc.record({ unitId, groupId }),
  put_domain: fc.record({
    domain: fc.record({
      name: from(['meridian.example', 'Meridian-Labs.example', 'new.example']),
      isVerified: fc.boolean(),
      isDefault: fc.boolean(),
    }),
  }),
  set_default_domain: fc.record({ name: from(['meridian-labs.example', 'meridian.example', 'nowhere.example']) }),
  delete_domain: fc.record({ name: from(['meridian-labs.example', 'meridian.example', 'nowhere.example']) }),
  verify_domain: fc.record({ name: from(['meridian-labs.example', 'meridian.example', 'nowhere.example']) }),
  set_password_lifetime: fc.record({ days: from([null, 10, 90]) }),
  set_lockout: fc.record(
    { threshold: from([5, 10, 50]), seconds: from([5, 60, 18_000]), growth: from([1, 2, 10]) },
    { requiredKeys: ['threshold', 'seconds'] },
  ),
  set_self_service_reset: fc.record({
    rules: from([
      { who: 'nobody', groupId: null, proofs: 1 },
      { who: 'everybody', groupId: null, proofs: 2 },
      { who: 'group', groupId: 'sales-licences', proofs: 1 },
      { who: 'group', groupId: 'gone', proofs: 2 },
      { who: 'everybody', groupId: null, proofs: 1, methods: ['email'] },
      { who: 'everybody', groupId: null, proofs: 2, methods: ['totp', 'sms'] },
      { who: 'everybody', groupId: null, proofs: 2, methods: ['sms', 'voice'] },
    ] as const),
  }),
  set_banned_words: fc.record({ words: fc.constantFrom<readonly string[]>([], ['falcon'], ['falcon', 'Harbour']) }),
  set_password_history: fc.record({ count: from([0, 3, 5]) }),
  set_temporary_password_days: fc.record({ days: from([1, 7, 30]) }),
  set_language: fc.record({ language: from([null, 'fr', 'de-CH']) }),
  allow_method: fc.record({
    kind: from(['totp', 'passkey', 'password', 'sms', 'temporary_pass'] as const),
    to: from(['everybody', 'nobody', ['crm-users'], ['gone']] as const),
  }),
  require_details: fc.record({ of: from(['member', 'guest'] as const), details: some(details) }),
  complete_profile: fc.record({ accountId, details: some(details) }),
  fill_in_profile: fc.record({ accountId, details: some(details) }),
  set_stay_signed_in: fc.record({ days: from([0, 14, 30, 90]) }),
  set_branding: fc.record({
    name: from([null, 'Meridian Group']),
    accent: from([null, '#5b2a86', '#ffd166']),
    text: from([null, 'Extension 4711 helps.']),
    logo: from([null]),
  }),
  set_usage_location: fc.record({ country: from([null, 'FR', 'SE']) }),
  set_user_consent: fc.record({ state: from(['off', 'on'] as const) }),
  put_identity_provider: fc.record({
    provider: fc
      .record({
        id: from(['fabrikam', 'contoso', 'northwind']),
        secondFactor: from(['trusted', 'ours'] as const),
        guests: from(['welcome', 'none'] as const),
        issuer: from(['https://login.fabrikam.example/', 'https://login.contoso.example/']),
      })
      .map(aProvider),
  }),
  delete_identity_provider: fc.record({ providerId }),
  set_provider_secret: fc.record({ providerId }),
  set_domain_provider: fc.record({
    name: from(['meridian-labs.example', 'Meridian.example', 'meridian.admit.test', 'nowhere.example']),
    providerId: from([null, 'fabrikam', 'contoso', 'gone']),
  }),
  link_identity: fc.record({ accountId, providerId }),
  unlink_identity: fc.record({ accountId, providerId }),
  sign_in_at_provider: fc.record({ providerId }),
  type_name: fc.record({ signInName: from(['alice@meridian.example', 'bob@meridian.example']) }),
  retype_password: fc.constant({}),
  prove_second_factor: from([{}, { by: 'totp' }, { by: 'passkey' }] as const),
  sign_in_from: fc.record({ ip: from([null, '203.0.113.9']), locationIds: from([null, [], ['office']]) }),
  use_redirect: fc.record({ uri: from([null, 'https://crm.example/callback']) }),
  ask_scopes: fc.record({ scopes: some(scopes) }),
  wait_until: fc.record({ until: from([morning - 1, morning + 3_600_000]) }),
}

/** Any change of any kind, each kind as often as the others. */
export const aChange: fc.Arbitrary<Change> = fc.oneof(
  ...(Object.keys(kinds) as ChangeKind[]).map((kind) => changeOf(kind)),
)

/** Any change of one kind. */
export function changeOf(kind: ChangeKind): fc.Arbitrary<Change> {
  return (kinds[kind] as fc.Arbitrary<object>).map((rest) => ({ do: kind, ...rest }) as Change)
}
