import { sql } from 'kysely'
import { heldProducts } from '../core/changes/consequences.ts'
import { licencesAtRest, restoredLicences } from '../core/licensing/restored.ts'
import type { Account, LicencePath } from '../core/snapshot.ts'
import { findAccount } from './accounts.ts'
import { eraseJournal } from './journal.ts'
import { handOut } from './seats.ts'
import { rows, type TenantDb } from './store.ts'
import { loadTenantPart } from './tenant-part.ts'

/** Frees the seats of an account that was just deleted, for those who wait for one; its licences stay with it. */
export async function restLicences(t: TenantDb, account: Account, at: number): Promise<void> {
  const held = heldProducts(account.licences)
  if (account.licences.length === 0) return
  await writePaths(t, account, licencesAtRest(account.licences), at)
  await handOut(t, held, at)
}

/** Gives an account that was just restored its direct licences again, as far as there are seats; its groups are asked afterwards. */
export async function wakeLicences(t: TenantDb, accountId: string, at: number): Promise<void> {
  const account = await findAccount(t, accountId)
  if (account !== null) await writePaths(t, account, restoredLicences(account.licences, await loadTenantPart(t)), at)
}

async function writePaths(
  t: TenantDb,
  { id, licences }: Account,
  now: readonly LicencePath[],
  at: number,
): Promise<void> {
  for (const [i, path] of now.entries())
    if (path !== licences[i])
      await sql`update licence_assignments set state = ${path.state}, error = ${path.error}, changed_at = ${at}
        where tenant_id = ${t.tenantId} and account_id = ${id} and product_id = ${path.productId}
          and group_id = coalesce(${path.groupId}::uuid, '00000000-0000-0000-0000-000000000000')`.execute(t.db)
}

/**
 * Erases a person: the account with all that hangs on it, the sign-ins, and what the journal held. That something happened,
 * when and by whom, stays in its chain (SEC-34).
 */
export async function erasePerson(t: TenantDb, id: string): Promise<void> {
  await sql`delete from app_assignments where tenant_id = ${t.tenantId} and principal_id = ${id} and principal_kind = 'account'`.execute(
    t.db,
  )
  await sql`update accounts set manager_id = null where tenant_id = ${t.tenantId} and manager_id = ${id}`.execute(t.db)
  await sql`delete from sign_ins where tenant_id = ${t.tenantId} and account_id = ${id}`.execute(t.db)
  await sql`delete from accounts where tenant_id = ${t.tenantId} and id = ${id}`.execute(t.db)
  await eraseJournal(t, 'account', id)
}

/** Ids of accounts that were deleted at this instant or before, the longest ago first. */
export async function listDeletedBefore(t: TenantDb, at: number, limit: number): Promise<readonly string[]> {
  const found = await rows(
    t,
    sql<{ id: string }>`select id from accounts where tenant_id = ${t.tenantId} and deleted_at <= ${at}
      order by deleted_at, id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}
