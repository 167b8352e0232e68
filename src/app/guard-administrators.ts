import type { Change } from '../core/changes/change.ts'
import { settled } from '../core/changes/consequences.ts'
import { decide } from '../core/decide.ts'
import { comesAlone } from '../core/federation/identity-provider.ts'
import { type Administrator, closesLastWays, lastWays } from '../core/impact.ts'
import type { Snapshot } from '../core/snapshot.ts'
import { rulesReadingPlans } from '../core/licensing/settle.ts'
import { AppError } from '../errors.ts'
import { listHoldersOf, listRoleHolderIds } from '../store/roles-held.ts'
import type { TenantDb } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import { loadSnapshot } from './asked.ts'
import { getsIn } from './asks-to-set-up.ts'
import { consoleAppId } from './own-apps.ts'

/** Changes that give or say something that no sign-in to the console asks about. */
const harmless = new Set<Change['do']>([
  ...([
    'create_account',
    'enable_account',
    'unlock_account',
    'restore_account',
    'reprocess_account',
    'add_alias',
    'revoke_sessions',
    'end_session',
    'set_contact',
    'confirm_contact',
    'forget_devices',
  ] as const),
  ...([
    'register_method',
    'change_password',
    'reset_own_password',
    'create_group',
    'purge_group',
    'update_group',
  ] as const),
  ...(['add_group_owner', 'remove_group_owner', 'put_product', 'renew_product', 'delete_product'] as const),
  ...(['assign_licence', 'remove_licence', 'assign_group_licence', 'remove_group_licence', 'switch_plan_on'] as const),
  ...(['put_app', 'enable_app', 'delete_app', 'register_redirect', 'assign_app', 'assign_app_to_group'] as const),
  ...(['give_app_role', 'take_app_role', 'give_app_role_to_group', 'take_app_role_from_group'] as const),
  ...(['give_app_role_to_app', 'take_app_role_from_app'] as const),
  ...(['add_app_owner', 'remove_app_owner', 'restore_app', 'purge_app'] as const),
  ...([
    'consent',
    'revoke_consent',
    'consent_for_all',
    'revoke_consent_for_all',
    'set_user_consent',
    'set_language',
    'set_usage_location',
    'set_lockout',
    'set_self_service_reset',
    'set_banned_words',
    'set_password_history',
    'set_temporary_password_days',
    'set_stay_signed_in',
    'set_branding',
    'put_identity_provider',
    'set_provider_secret',
    'unlink_identity',
    'complete_profile',
  ] as const),
  ...(['put_instance', 'set_instance_state', 'put_instance_user', 'disable_instance_user'] as const),
  ...(['give_instance_role', 'take_instance_role', 'set_session_rules', 'put_unit', 'delete_unit'] as const),
  ...(['add_to_unit', 'remove_from_unit', 'add_group_to_unit', 'remove_group_from_unit'] as const),
])

/** Of these, what gives or takes plans: where rules ask for plans, it moves people into groups and out of them. */
const movesPlans = new Set<Change['do']>([
  ...(['put_product', 'renew_product', 'delete_product', 'set_usage_location', 'switch_plan_on'] as const),
  ...(['assign_licence', 'remove_licence', 'assign_group_licence', 'remove_group_licence'] as const),
])

/** A rule that comes to read a detail keeps people from saying it of themselves. */
const bringsRule = (change: Change) => change.do === 'create_group' && change.group.rule !== null

/** Those who could sign in to the console before some changes; null where the changes cannot close it to anybody. */
export type WaysIn = readonly Administrator[] | null

/** Who can sign in to the console as Global Administrator now, as far as it matters for these changes; asked before them. */
export async function waysIn(t: TenantDb, changes: readonly Change[], now: number): Promise<WaysIn> {
  const arePlansAsked = rulesReadingPlans((await loadTenantPart(t)).groups).length > 0
  const risky = changes.filter(
    (change) => !harmless.has(change.do) || bringsRule(change) || (arePlansAsked && movesPlans.has(change.do)),
  )
  if (risky.length === 0) return null
  const holders = new Set(await listRoleHolderIds(t, 'global-admin'))
  // What is done to one person concerns nobody but them, unless the seat they leave goes to who waits for it, and a rule asks for its plans.
  if (!arePlansAsked && risky.every((change) => 'accountId' in change && !holders.has(change.accountId))) return null
  // Who is to be no emergency account any more is not counted as one that is lost.
  const plain = new Set(
    risky.flatMap((change) =>
      change.do === 'update_account' && change.set.isEmergency === false ? [change.accountId] : [],
    ),
  )
  return (await administratorsIn(t, now)).map((one) =>
    plain.has(one.accountId) ? { ...one, isEmergency: false } : one,
  )
}

/**
 * Asked inside the transaction, after the changes: the last two ways in for administrators must be left, of all and of the
 * emergency accounts among them, as far as there were so many (X12, SEC-32). Throws `change.locks_out_administrators`
 * otherwise, with who is left and what to do first, and nothing is saved.
 *
 * INVARIANT: each change holds the journal's head until its transaction ends, so two of them never see each other's past.
 */
export async function guardAdministrators(t: TenantDb, was: WaysIn, now: number): Promise<void> {
  if (was === null || was.length === 0) return
  const left = await administratorsIn(t, now)
  if (!closesLastWays(was, left)) return
  const names = (list: readonly Administrator[]) => list.map(({ name }) => name)
  const lost = was.filter(({ accountId }) => !left.some((other) => other.accountId === accountId))
  throw new AppError('change.locks_out_administrators', {
    left: names(left),
    lost: names(lost),
    wanted: Math.min(lastWays, was.length),
    hint: lost.some(({ isEmergency }) => isEmergency)
      ? 'Keep a second emergency account that can sign in: exclude it from the policy, or make another one first.'
      : 'First see to it that two others can sign in as Global Administrator: give somebody the role and a password, or exclude an emergency account from the policy. Who signs in at another identity provider is not counted.',
  })
}

/** Whether anybody is left who can sign in as Global Administrator: enough where one is kept out because others may know their password. */
export async function hasWayIn(t: TenantDb, now: number): Promise<boolean> {
  return (await administratorsIn(t, now)).length > 0
}

/** Global Administrators who can sign in, from a place nobody knows: the emergency accounts first, no more than matter. */
async function administratorsIn(t: TenantDb, now: number): Promise<readonly Administrator[]> {
  const found: Administrator[] = []
  for (const { id, isEmergency } of await listHoldersOf(t, 'global-admin')) {
    if (found.length >= lastWays) break
    const s = await loadSnapshot(t, { ...{ person: { accountId: id }, appId: consoleAppId }, place: 'familiar' }, now)
    const away: Snapshot = { ...s, attempt: { ...s.attempt, network: { ip: null, locationIds: [] } } }
    // What a job has still to settle may close the way as well.
    if (comesAlone(s) && getsIn(t, decide(away)) && getsIn(t, decide(settled(away))))
      found.push({ accountId: id, name: s.account?.displayName ?? id, isEmergency })
  }
  return found
}
