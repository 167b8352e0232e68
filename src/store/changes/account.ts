import { sql } from 'kysely'
import type { AccountChange } from '../../core/changes/change.ts'
import { isCountry } from '../../core/naming/country.ts'
import { isNamed } from '../../core/naming/is-named.ts'
import { nameKey } from '../../core/naming/sign-in-name.ts'
import type { Account, AttributeValue } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { unlockAccounts } from '../lockouts.ts'
import { freeName } from '../names.ts'
import { erasePerson, restLicences, wakeLicences } from '../deleted.ts'
import { settleAccount } from '../settle.ts'
import { changed, json, row, type TenantDb } from '../store.ts'
import { mustExist, type Writes } from './write.ts'

const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const

export const accountWrites: Writes<AccountChange['do']> = {
  create_account: {
    entity: (change) => ['account', change.account.id],
    async run(t, { account }, { at, before }) {
      if (before !== null) throw new AppError('user.exists', { id: account.id })
      const { key, look } = await freeName(t, { accountId: account.id, name: account.signInName }, 'name')
      await externalIdIsFree(t, account.attributes['externalId'], account.id)
      mustBeCountry('usageLocation', account.attributes['usageLocation'])
      await sql`insert into accounts (tenant_id, id, sign_in_name, name_key, name_look, display_name, user_type, is_enabled, attributes, created_at)
        values (${t.tenantId}, ${account.id}, ${account.signInName}, ${key}, ${look}, ${account.displayName}, ${account.userType}, ${account.isEnabled}, ${json(account.attributes)}, ${at})`.execute(
        t.db,
      )
      await settleAccount(t, account.id, at)
    },
  },
  update_account: {
    entity: ofAccount,
    async run(t, { accountId, set }, { at, before }) {
      mustExist(before, 'user.not_found')
      if (set.signInName !== undefined) await rename(t, accountId, set.signInName)
      if (set.managerId === accountId) throw new AppError('user.own_manager')
      if (
        set.managerId != null &&
        (await row(t, sql`select 1 from accounts where tenant_id = ${t.tenantId} and id = ${set.managerId}`)) === null
      )
        throw new AppError('user.not_found')
      await sql`update accounts set
        display_name = coalesce(${set.displayName ?? null}, display_name),
        is_emergency = coalesce(${set.isEmergency ?? null}, is_emergency),
        user_type = coalesce(${set.userType ?? null}, user_type),
        password_never_expires = coalesce(${set.passwordNeverExpires ?? null}, password_never_expires),
        manager_id = ${set.managerId === undefined ? sql`manager_id` : sql`${set.managerId}`}
        where tenant_id = ${t.tenantId} and id = ${accountId}`.execute(t.db)
      await settleAccount(t, accountId, at)
    },
  },
  add_alias: {
    entity: ofAccount,
    async run(t, { accountId, name }, { before }) {
      mustExist(before, 'user.not_found')
      const { key, look } = await freeName(t, { accountId, name }, 'alias')
      // The account's own name finds it already.
      if (isNamed(before as Account, name)) return
      await sql`insert into account_aliases (tenant_id, name_key, account_id, name, name_look)
        values (${t.tenantId}, ${key}, ${accountId}, ${name.trim()}, ${look})`.execute(t.db)
    },
  },
  remove_alias: {
    entity: ofAccount,
    async run(t, { accountId, name }) {
      const found = await changed(
        t,
        sql`delete from account_aliases where tenant_id = ${t.tenantId} and account_id = ${accountId} and name_key = ${nameKey(name)}`,
      )
      if (found === 0) throw new AppError('user.alias_not_found', { name })
    },
  },
  set_attribute: {
    entity: ofAccount,
    async run(t, { accountId, name, value }, { at, before }) {
      mustExist(before, 'user.not_found')
      if (name === 'externalId') await externalIdIsFree(t, value, accountId)
      mustBeCountry(name, value)
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
    async run(t, { accountId }, { before }) {
      mustExist(before, 'user.not_found')
      await unlockAccounts(t, [accountId])
    },
  },
  delete_account: {
    entity: ofAccount,
    async run(t, { accountId }, { at, before }) {
      const found = await changed(
        t,
        sql`update accounts set deleted_at = ${at}, sessions_revoked_at = ${at} where tenant_id = ${t.tenantId} and id = ${accountId} and deleted_at is null`,
      )
      if (found === 0) throw new AppError('user.not_found')
      await restLicences(t, before as Account, at)
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
      await wakeLicences(t, accountId, at)
      await settleAccount(t, accountId, at)
    },
  },
  purge_account: {
    entity: ofAccount,
    erases: true,
    async run(t, { accountId }, { before }) {
      mustExist(before, 'user.not_found')
      if ((before as Account).deletedAt === null) throw new AppError('user.not_deleted')
      await erasePerson(t, accountId)
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

/** An alias that becomes the name is an alias no longer. */
async function rename(t: TenantDb, accountId: string, name: string): Promise<void> {
  const { key, look } = await freeName(t, { accountId, name }, 'name')
  await sql`delete from account_aliases where tenant_id = ${t.tenantId} and account_id = ${accountId} and name_key = ${key}`.execute(
    t.db,
  )
  await sql`update accounts set sign_in_name = ${name}, name_key = ${key}, name_look = ${look}
    where tenant_id = ${t.tenantId} and id = ${accountId}`.execute(t.db)
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

/** Where somebody uses what they are given is a country, or not said. */
function mustBeCountry(name: string, value: AttributeValue | undefined): void {
  if (name !== 'usageLocation' || value == null || value === '') return
  if (typeof value !== 'string' || !isCountry(value))
    throw new AppError('request.invalid', { field: name, hint: 'the two letters of a country are wanted, like FR' })
}

async function setFlag(t: TenantDb, accountId: string, set: ReturnType<typeof sql>): Promise<void> {
  if ((await changed(t, sql`update accounts set ${set} where tenant_id = ${t.tenantId} and id = ${accountId}`)) === 0)
    throw new AppError('user.not_found')
}
