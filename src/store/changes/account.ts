import { sql } from 'kysely'
import type { AccountChange } from '../../core/changes/change.ts'
import type { AttributeValue } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { handOut, lockSeats } from '../seats.ts'
import { settleAccount } from '../settle.ts'
import { changed, json, row, rows, type TenantDb } from '../store.ts'
import { mustExist, type Writes } from './write.ts'

const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const

export const accountWrites: Writes<AccountChange['do']> = {
  create_account: {
    entity: (change) => ['account', change.account.id],
    async run(t, { account }, { at, before }) {
      if (before !== null) throw new AppError('user.exists', { id: account.id })
      await nameIsFree(t, account.signInName, account.id)
      await externalIdIsFree(t, account.attributes['externalId'], account.id)
      await sql`insert into accounts (tenant_id, id, sign_in_name, name_key, display_name, user_type, is_enabled, attributes, created_at)
        values (${t.tenantId}, ${account.id}, ${account.signInName}, ${nameKey(account.signInName)}, ${account.displayName}, ${account.userType}, ${account.isEnabled}, ${json(account.attributes)}, ${at})`.execute(
        t.db,
      )
      await settleAccount(t, account.id, at)
    },
  },
  update_account: {
    entity: ofAccount,
    async run(t, { accountId, set }, { at, before }) {
      mustExist(before, 'user.not_found')
      if (set.signInName !== undefined) await nameIsFree(t, set.signInName, accountId)
      if (
        set.managerId != null &&
        (await row(t, sql`select 1 from accounts where tenant_id = ${t.tenantId} and id = ${set.managerId}`)) === null
      )
        throw new AppError('user.not_found')
      await sql`update accounts set
        sign_in_name = coalesce(${set.signInName ?? null}, sign_in_name),
        name_key = coalesce(${set.signInName === undefined ? null : nameKey(set.signInName)}, name_key),
        display_name = coalesce(${set.displayName ?? null}, display_name),
        is_emergency = coalesce(${set.isEmergency ?? null}, is_emergency),
        password_never_expires = coalesce(${set.passwordNeverExpires ?? null}, password_never_expires),
        manager_id = ${set.managerId === undefined ? sql`manager_id` : sql`${set.managerId}`}
        where tenant_id = ${t.tenantId} and id = ${accountId}`.execute(t.db)
      await settleAccount(t, accountId, at)
    },
  },
  set_attribute: {
    entity: ofAccount,
    async run(t, { accountId, name, value }, { at, before }) {
      mustExist(before, 'user.not_found')
      if (name === 'externalId') await externalIdIsFree(t, value, accountId)
      if (value === null)
        await sql`update accounts set attributes = attributes - ${name} where tenant_id = ${t.tenantId} and id = ${accountId}`.execute(
          t.db,
        )
      else
        await sql`update accounts set attributes = attributes || ${json({ [name]: value })} where tenant_id = ${t.tenantId} and id = ${accountId}`.execute(
          t.db,
        )
      await settleAccount(t, accountId, at)
    },
  },
  enable_account: {
    entity: ofAccount,
    async run(t, { accountId }, { at }) {
      await setFlag(t, accountId, sql`is_enabled = true`)
      await settleAccount(t, accountId, at)
    },
  },
  block_account: {
    entity: ofAccount,
    async run(t, { accountId }, { at }) {
      await setFlag(t, accountId, sql`is_enabled = false, sessions_revoked_at = ${at}`)
      // A rule may ask whether the account is enabled.
      await settleAccount(t, accountId, at)
    },
  },
  unlock_account: {
    entity: ofAccount,
    run: (t, { accountId }) => setFlag(t, accountId, sql`locked_until = null, failed_attempts = 0, lock_count = 0`),
  },
  delete_account: {
    entity: ofAccount,
    async run(t, { accountId }, { at }) {
      const found = await changed(
        t,
        sql`update accounts set deleted_at = ${at}, sessions_revoked_at = ${at} where tenant_id = ${t.tenantId} and id = ${accountId} and deleted_at is null`,
      )
      if (found === 0) throw new AppError('user.not_found')
    },
  },
  restore_account: {
    entity: ofAccount,
    async run(t, { accountId }, { at }) {
      const found = await changed(
        t,
        sql`update accounts set deleted_at = null where tenant_id = ${t.tenantId} and id = ${accountId} and deleted_at is not null`,
      )
      if (found === 0) throw new AppError('user.not_found')
      await settleAccount(t, accountId, at)
    },
  },
  purge_account: {
    entity: ofAccount,
    async run(t, { accountId }, { at, before }) {
      mustExist(before, 'user.not_found')
      if ((before as { deletedAt: number | null }).deletedAt === null)
        throw new AppError('change.not_possible', { hint: 'delete it first' })
      await lockSeats(t)
      const held = await rows(
        t,
        sql<{
          id: string
        }>`select distinct product_id as id from licence_assignments where tenant_id = ${t.tenantId} and account_id = ${accountId}`,
      )
      // These two name the person without being tied to the account.
      await sql`delete from app_assignments where tenant_id = ${t.tenantId} and principal_id = ${accountId}`.execute(
        t.db,
      )
      await sql`update accounts set manager_id = null where tenant_id = ${t.tenantId} and manager_id = ${accountId}`.execute(
        t.db,
      )
      await sql`delete from accounts where tenant_id = ${t.tenantId} and id = ${accountId}`.execute(t.db)
      await handOut(
        t,
        held.map(({ id }) => id),
        at,
      )
    },
  },
  reprocess_account: {
    entity: ofAccount,
    async run(t, { accountId }, { at, before }) {
      mustExist(before, 'user.not_found')
      await settleAccount(t, accountId, at)
    },
  },
}

/** The key a name is unique by: normalised once, here as at sign-in (SEC-02). */
export function nameKey(signInName: string): string {
  return signInName.trim().normalize('NFKC').toLowerCase()
}

async function nameIsFree(t: TenantDb, name: string, accountId: string): Promise<void> {
  // The index would refuse too; asking first gives the error its name and leaves the transaction whole.
  if (
    (await row(
      t,
      sql`select 1 from accounts where tenant_id = ${t.tenantId} and name_key = ${nameKey(name)} and id <> ${accountId}`,
    )) !== null
  )
    throw new AppError('user.name_taken', { name })
}

/** An external id is how a provisioning client knows the account again: deleted accounts keep theirs until they are let go. */
async function externalIdIsFree(t: TenantDb, id: AttributeValue | undefined, accountId: string): Promise<void> {
  if (id == null) return
  if (typeof id !== 'string' || id.length > 255) throw new AppError('change.not_possible', { attribute: 'externalId' })
  const other = await row(
    t,
    sql`select 1 from accounts where tenant_id = ${t.tenantId} and external_id = ${id} and id <> ${accountId}`,
  )
  if (other !== null) throw new AppError('user.external_id_taken', { externalId: id })
}

async function setFlag(t: TenantDb, accountId: string, set: ReturnType<typeof sql>): Promise<void> {
  if ((await changed(t, sql`update accounts set ${set} where tenant_id = ${t.tenantId} and id = ${accountId}`)) === 0)
    throw new AppError('user.not_found')
}
