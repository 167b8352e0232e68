import type { Change } from '../core/changes/change.ts'
import { outcomeOf } from '../core/decide.ts'
import { AppError } from '../errors.ts'
import { listRoleHolderIds } from '../store/accounts.ts'
import type { TenantDb } from '../store/store.ts'
import { loadSnapshot } from './asked.ts'
import { consoleAppId } from './own-apps.ts'

/** Changes after which an administrator could find the console closed. */
const risky = new Set<Change['do']>([
  'block_account',
  'delete_account',
  'purge_account',
  'remove_role',
  'put_policy',
  'set_policy_state',
  'put_location',
  'delete_location',
  'disable_app',
  'remove_methods',
  'set_mfa_state',
  'set_password_lifetime',
  'put_domain',
  'remove_from_group',
  'edit_rule',
  'add_to_group',
  'set_attribute',
  'update_account',
])

/**
 * Asked inside the transaction, after the changes: somebody must be left who can sign in to the console as Global
 * Administrator (X12). Throws `change.locks_out_administrators` otherwise, and nothing is saved.
 */
export async function guardAdministrators(t: TenantDb, changes: readonly Change[], now: number): Promise<void> {
  if (!changes.some((change) => risky.has(change.do))) return
  const holders = await listRoleHolderIds(t, 'global-admin')
  // A tenant without any administrator, being made or imported, has nobody to lock out.
  if (holders.length === 0 && !changes.some((change) => change.do === 'remove_role')) return
  for (const accountId of holders) {
    const outcome = outcomeOf(await loadSnapshot(t, { person: { accountId }, appId: consoleAppId }, now))
    // A challenge is something an administrator meets alone: a code, a new password.
    if (outcome === 'admit' || outcome === 'challenge') return
  }
  throw new AppError('change.locks_out_administrators')
}
