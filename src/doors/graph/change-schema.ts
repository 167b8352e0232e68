import { z } from 'zod'
import { lockoutLimits } from '../../core/lockout/lockout.ts'
import { passLimits } from '../../core/methods/temporary-pass.ts'
import { askedStrengths } from '../../core/methods/strengths.ts'
import type { Change } from '../../core/changes/change.ts'
import { details } from '../../core/profile/details.ts'
import { bannedWord } from '../../core/passwords/banned-words.ts'
import { resetMethods } from '../../core/recovery/reset-methods.ts'
import {
  country,
  language,
  attributeName,
  attributes,
  attributeValue,
  domainName,
  id,
  instant as at,
  list,
  mailNickname,
  name,
  signInName,
  text,
  visibility,
} from './fields.ts'
import { appSettings, redirect } from './app-settings-schema.ts'
import { federationChangeSchemas } from './federation-change-schema.ts'
import { guestChangeSchemas } from './guest-change-schema.ts'
import { instanceChangeSchemas } from './instance-change-schema.ts'
import { pageChangeSchemas } from './page-change-schema.ts'

const value = attributeValue
const people = z.strictObject({
  all: z.boolean(),
  guests: z.boolean(),
  accountIds: list(id),
  groupIds: list(id),
  roles: list(z.string().max(64)),
})
const locations = z.union([z.enum(['any', 'trusted']), list(id)])
const one = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ do: z.literal(kind), ...shape })
const ofAccount = { accountId: id }
const methodName = z.string().min(1).max(64)
/** What a person sets up for every day. */
export const dayMethods = ['totp', 'passkey', 'email', 'phone'] as const
const role = { role: z.string().max(64), unitId: id.optional() }

/** Changes as they come from outside: every field known, bounded and of its type; unknown fields are refused (SEC-28, SEC-35). */
export const changeSchema = z.discriminatedUnion('do', [
  one('create_account', {
    account: z.strictObject({
      id,
      signInName,
      displayName: name,
      userType: z.enum(['member', 'guest']),
      isEnabled: z.boolean(),
      attributes,
    }),
  }),
  one('update_account', {
    ...ofAccount,
    set: z.strictObject({
      signInName: signInName.optional(),
      displayName: name.optional(),
      isEmergency: z.boolean().optional(),
      managerId: id.nullable().optional(),
      passwordNeverExpires: z.boolean().optional(),
      userType: z.enum(['member', 'guest']).optional(),
    }),
  }),
  one('add_alias', { ...ofAccount, name: signInName }),
  one('remove_alias', { ...ofAccount, name: z.string().max(320) }),
  one('set_attribute', { ...ofAccount, name: attributeName, value }),
  one('enable_account', ofAccount),
  one('block_account', ofAccount),
  one('unlock_account', ofAccount),
  one('delete_account', ofAccount),
  one('restore_account', ofAccount),
  one('purge_account', ofAccount),
  one('issue_temporary_password', ofAccount),
  one('send_reset_link', ofAccount),
  one('require_password_change', ofAccount),
  one('report_password', ofAccount),
  one('set_mfa_state', { ...ofAccount, state: z.enum(['disabled', 'enabled', 'enforced']) }),
  one('remove_methods', ofAccount),
  one('make_recovery_codes', ofAccount),
  one('remove_method', { ...ofAccount, methodId: id }),
  one('name_method', { ...ofAccount, methodId: id, name: methodName.nullable() }),
  one('prefer_method', { ...ofAccount, methodId: id.nullable() }),
  one('issue_temporary_pass', {
    ...{ ...ofAccount, uses: z.enum(['one', 'many']), startsAt: at.nullable() },
    minutes: z.number().int().min(passLimits.minutes[0]).max(passLimits.minutes[1]),
  }),
  one('remove_temporary_pass', ofAccount),
  one('unblock_second_factor', ofAccount),
  one('forget_devices', ofAccount),
  one('revoke_sessions', ofAccount),
  one('end_session', { ...ofAccount, sessionId: z.string().regex(/^[\w-]{43}$/) }),
  one('confirm_contact', ofAccount),
  one('set_contact', {
    ...ofAccount,
    contact: z.enum(['email', 'mobile', 'alternateMobile', 'office']),
    value: z.string().min(3).max(254).nullable(),
  }),
  one('create_group', {
    group: z.strictObject({
      ...{ id, name, description: text.nullable(), rule: z.string().max(3072).nullable() },
      kind: z.enum(['security', 'microsoft365']).optional(),
      mailNickname: mailNickname.nullable().optional(),
      isSecurity: z.boolean().optional(),
      visibility: visibility.optional(),
      isRoleAssignable: z.enum(['yes', 'no']).optional(),
    }),
  }),
  one('update_group', {
    groupId: id,
    set: z.strictObject({
      name: name.optional(),
      description: text.nullable().optional(),
      externalId: z.string().min(1).max(255).nullable().optional(),
      mailNickname: mailNickname.optional(),
      isSecurity: z.boolean().optional(),
      visibility: visibility.optional(),
    }),
  }),
  one('edit_rule', { groupId: id, rule: z.string().max(3072).nullable() }),
  one('delete_group', { groupId: id }),
  one('restore_group', { groupId: id }),
  one('purge_group', { groupId: id }),
  one('add_group_owner', { ...ofAccount, groupId: id }),
  one('remove_group_owner', { ...ofAccount, groupId: id }),
  one('add_to_group', { ...ofAccount, groupId: id }),
  one('remove_from_group', { ...ofAccount, groupId: id }),
  one('nest_group', { childId: id, parentId: id }),
  one('unnest_group', { childId: id, parentId: id }),
  one('reprocess_group', { groupId: id }),
  one('set_group_processing', { groupId: id, state: z.enum(['on', 'paused']) }),
  one('reprocess_account', ofAccount),
  one('put_product', {
    product: z.strictObject({
      id,
      name,
      skuPartNumber: z
        .string()
        .regex(/^[\w.-]{1,64}$/, 'letters, digits and ._- are wanted')
        .optional(),
      plans: list(
        z.strictObject({
          id: z.string().max(64),
          name,
          excludes: list(z.string().max(64)).optional(),
          requires: list(z.string().max(64)).optional(),
        }),
      ),
      status: z.enum(['enabled', 'warning', 'suspended', 'deleted', 'locked_out']),
      expiresAt: at.nullable(),
      seats: z.number().int().min(0).max(10_000_000),
    }),
  }),
  one('delete_product', { productId: id }),
  one('assign_licence', { ...ofAccount, productId: id, disabledPlans: list(z.string().max(64)) }),
  one('remove_licence', { ...ofAccount, productId: id }),
  one('assign_group_licence', { groupId: id, productId: id, disabledPlans: list(z.string().max(64)) }),
  one('remove_group_licence', { groupId: id, productId: id }),
  one('switch_plan_on', { ...ofAccount, productId: id, groupId: id.nullable(), planId: z.string().max(64) }),
  one('renew_product', { productId: id, expiresAt: at.nullable() }),
  one('put_policy', {
    policy: z.strictObject({
      id,
      name,
      state: z.enum(['on', 'off', 'report_only']),
      users: z.strictObject({ include: people, exclude: people }),
      apps: z.strictObject({ include: z.union([z.literal('all'), list(id)]), exclude: list(id) }),
      locations: z.strictObject({ include: locations, exclude: locations }).nullable(),
      grant: z.enum(['block', 'mfa']),
      strength: z.enum(askedStrengths).optional(),
      note: text.nullable(),
    }),
  }),
  one('delete_policy', { policyId: id }),
  one('set_policy_state', { policyId: id, state: z.enum(['on', 'off', 'report_only']) }),
  one('exclude_from_policy', { policyId: id, accountId: id }),
  one('put_location', {
    location: z.strictObject({ id, name, isTrusted: z.boolean(), ranges: list(z.union([z.cidrv4(), z.cidrv6()])) }),
  }),
  one('delete_location', { locationId: id }),
  one('add_location_range', { locationId: id, range: z.union([z.cidrv4(), z.cidrv6()]) }),
  one('put_app', { app: appSettings }),
  one('delete_app', { appId: id }),
  one('enable_app', { appId: id }),
  one('disable_app', { appId: id }),
  one('register_redirect', { appId: id, uri: redirect.shape.uri, kind: redirect.shape.kind }),
  one('require_assignment', { appId: id, required: z.enum(['yes', 'no']) }),
  one('assign_app', { appId: id, accountId: id }),
  one('unassign_app', { appId: id, accountId: id }),
  one('assign_app_to_group', { appId: id, groupId: id }),
  one('unassign_app_from_group', { appId: id, groupId: id }),
  one('give_app_role', { appId: id, accountId: id, roleId: id }),
  one('take_app_role', { appId: id, accountId: id, roleId: id }),
  one('give_app_role_to_group', { appId: id, groupId: id, roleId: id }),
  one('take_app_role_from_group', { appId: id, groupId: id, roleId: id }),
  one('give_app_role_to_app', { appId: id, clientId: id, roleId: id }),
  one('take_app_role_from_app', { appId: id, clientId: id, roleId: id }),
  one('add_app_owner', { appId: id, accountId: id }),
  one('remove_app_owner', { appId: id, accountId: id }),
  one('restore_app', { appId: id }),
  one('purge_app', { appId: id }),
  one('consent', { appId: id, accountId: id, scopes: list(z.string().max(512)) }),
  one('revoke_consent', { appId: id, accountId: id }),
  one('consent_for_all', { appId: id, scopes: list(z.string().max(512)) }),
  one('revoke_consent_for_all', { appId: id }),
  ...instanceChangeSchemas,
  one('assign_role', { ...ofAccount, ...role }),
  one('remove_role', { ...ofAccount, ...role }),
  one('assign_group_role', { groupId: id, ...role }),
  one('remove_group_role', { groupId: id, ...role }),
  one('put_unit', { unit: z.strictObject({ id, name, description: text.nullable() }) }),
  one('delete_unit', { unitId: id }),
  one('add_to_unit', { ...ofAccount, unitId: id }),
  one('remove_from_unit', { ...ofAccount, unitId: id }),
  one('add_group_to_unit', { groupId: id, unitId: id }),
  one('remove_group_from_unit', { groupId: id, unitId: id }),
  one('put_domain', {
    domain: z.strictObject({ name: domainName, isVerified: z.literal(false), isDefault: z.literal(false) }),
  }),
  one('verify_domain', { name: z.string().max(253) }),
  one('set_default_domain', { name: z.string().max(253) }),
  one('delete_domain', { name: z.string().max(253) }),
  one('set_language', {
    language: language.nullable(),
  }),
  one('set_usage_location', {
    country: country.nullable(),
  }),
  one('set_password_lifetime', { days: z.number().int().min(1).max(3650).nullable() }),
  one('set_lockout', {
    threshold: z.number().int().min(lockoutLimits.threshold[0]).max(lockoutLimits.threshold[1]),
    seconds: z.number().int().min(lockoutLimits.seconds[0]).max(lockoutLimits.seconds[1]),
    growth: z.number().int().min(lockoutLimits.growth[0]).max(lockoutLimits.growth[1]).optional(),
  }),
  one('set_self_service_reset', {
    rules: z.strictObject({
      who: z.enum(['nobody', 'group', 'everybody']),
      groupId: id.nullable(),
      proofs: z.union([z.literal(1), z.literal(2)]),
      methods: z.array(z.enum(resetMethods)).min(1).max(resetMethods.length).optional(),
      registration: z.enum(['asked', 'off']).optional(),
      reconfirmDays: z.number().int().min(0).max(730).optional(),
    }),
  }),
  one('set_banned_words', {
    words: z.array(z.string().trim().min(bannedWord.least).max(bannedWord.most)).max(bannedWord.count),
  }),
  one('set_password_history', { count: z.number().int().min(0).max(24) }),
  one('set_temporary_password_days', { days: z.number().int().min(1).max(90) }),
  ...pageChangeSchemas,
  ...guestChangeSchemas,
  ...federationChangeSchemas,
  one('set_user_consent', { state: z.enum(['off', 'on']) }),
  // With what, is said beside a repair.
  one('fill_in_profile', { ...ofAccount, details: list(z.enum(details)) }),
  // What the person or time does in an attempt: for What-If alone.
  one('change_password', ofAccount),
  one('reset_own_password', ofAccount),
  one('follow_reset_link', ofAccount),
  one('complete_profile', { ...ofAccount, details: list(z.enum(details)) }),
  one('register_method', { ...ofAccount, kind: z.enum(dayMethods), name: methodName.optional() }),
  one('type_name', { signInName: z.string().max(320) }),
  one('retype_password', {}),
  one('prove_second_factor', { by: z.enum([...dayMethods, 'recovery_codes']).optional() }),
  one('sign_in_from', { ip: z.union([z.ipv4(), z.ipv6()]).nullable(), locationIds: list(id).nullable() }),
  one('use_redirect', { uri: z.string().max(2048).nullable() }),
  one('ask_scopes', { scopes: list(z.string().max(512)) }),
  one('wait_until', { until: at }),
])

/** The schema and the type say the same. */
export function changesOf(parsed: readonly z.infer<typeof changeSchema>[]): readonly Change[] {
  return parsed as readonly Change[]
}
