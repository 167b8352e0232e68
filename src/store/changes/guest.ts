import { sql } from 'kysely'
import { isSameAddress } from '../../core/changes/guest.ts'
import type { GuestChange } from '../../core/changes/guest-change.ts'
import { linkEndsAt } from '../../core/guests/invitation.ts'
import { isNamed } from '../../core/naming/is-named.ts'
import { nameKey } from '../../core/naming/sign-in-name.ts'
import type { Account } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { forgetContacts } from '../contacts.ts'
import { putInvitation } from '../invitations.ts'
import { unlockAccounts } from '../lockouts.ts'
import { freeName } from '../names.ts'
import { findProviderRow } from '../identity-providers.ts'
import { keepFormerHash } from '../password-history.ts'
import { settleAccount } from '../settle.ts'
import { changed, json, type TenantDb } from '../store.ts'
import { bumpShape } from '../tenant-part.ts'
import { link } from './federation.ts'
import { mustExist, type Writes } from './write.ts'

const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const

export const guestWrites: Writes<GuestChange['do']> = {
  // Whoever came before by this account has nothing any more: the one who shows the address comes in their place.
  invite_guest: {
    entity: ofAccount,
    // What was said is between two people.
    kept: (change) => (change.letter.is === 'none' ? change : { ...change, letter: { is: 'sent', said: null } }),
    async run(t, { accountId, address, redirectUrl }, { at, before, actor }) {
      mustExist(before, 'user.not_found')
      const account = before as Account
      if (account.deletedAt !== null) throw new AppError('user.is_deleted')
      if (account.userType !== 'guest') throw new AppError('guest.is_member')
      await nameByAddress(t, account, address)
      for (const table of ['methods', 'temporary_passes', 'password_history', 'identities'])
        await sql`delete from ${sql.table(table)} where tenant_id = ${t.tenantId} and account_id = ${accountId}`.execute(
          t.db,
        )
      await sql`update accounts set attributes = attributes || ${json({ mail: address })}, password_hash = null, password_set_at = null, must_change_password = false, temporary_until = null,
        password_reported_at = null, reset_link_at = null, sessions_revoked_at = ${at} where tenant_id = ${t.tenantId} and id = ${accountId}`.execute(
        t.db,
      )
      // Nor is anything sent to where they were reached.
      if (
        account.passwordSetAt !== null ||
        account.identities !== undefined ||
        !isSameAddress(account.invitation?.address ?? address, address)
      )
        await forgetContacts(t, accountId)
      await unlockAccounts(t, [accountId])
      await putInvitation(t, { accountId, address, invitedBy: actor, redirectUrl }, at)
      await settleAccount(t, accountId, at)
    },
  },
  withdraw_invitation: {
    entity: ofAccount,
    async run(t, { accountId }, { at }) {
      const found = await changed(
        t,
        sql`update invitations set state = 'withdrawn', changed_at = ${at} where tenant_id = ${t.tenantId} and account_id = ${accountId} and state = 'pending'`,
      )
      if (found === 0) throw new AppError('invitation.not_pending')
    },
  },
  accept_invitation: {
    entity: ofAccount,
    async run(t, { accountId, providerId }, { at, before, secrets }) {
      const { invitation, deletedAt } = before as Account
      const isGood = invitation?.state === 'pending' && at < linkEndsAt(invitation) && deletedAt === null
      if (!isGood) throw new AppError('invitation.over')
      if (providerId !== undefined) {
        if ((await findProviderRow(t, providerId))?.guests !== 'welcome')
          throw new AppError('identity_provider.not_found')
        await link(t, { accountId, providerId }, secrets.subject, at)
      } else if (secrets.passwordHash === undefined) throw new AppError('change.not_possible', { missing: 'secret' })
      await sql`update invitations set state = 'accepted', changed_at = ${at} where tenant_id = ${t.tenantId} and account_id = ${accountId}`.execute(
        t.db,
      )
      if (providerId !== undefined) return
      await keepFormerHash(t, accountId)
      await sql`update accounts set password_hash = ${secrets.passwordHash}, password_set_at = ${at}, must_change_password = false, temporary_until = null, reset_link_at = null
        where tenant_id = ${t.tenantId} and id = ${accountId}`.execute(t.db)
    },
  },
  set_access_period: {
    entity: ofAccount,
    async run(t, { accountId, from, until }) {
      if (from !== null && until !== null && from >= until)
        throw new AppError('change.not_possible', { hint: 'It would end before it begins.' })
      const found = await changed(
        t,
        sql`update accounts set access_from = ${from}, access_until = ${until} where tenant_id = ${t.tenantId} and id = ${accountId}`,
      )
      if (found === 0) throw new AppError('user.not_found')
    },
  },
  set_app_audience: {
    entity: (change) => ['app', change.appId],
    async run(t, { appId, audience }) {
      const found = await changed(
        t,
        sql`update apps set members_only = ${audience === 'members'} where tenant_id = ${t.tenantId} and id = ${appId} and deleted_at is null`,
      )
      if (found === 0) throw new AppError('app.not_found')
      await bumpShape(t)
    },
  },
}

/** Guests are found by the address they were invited at, and by none they were invited at before. */
async function nameByAddress(t: TenantDb, account: Account, address: string): Promise<void> {
  const was = account.invitation?.address
  if (was !== undefined && !isSameAddress(was, address))
    await sql`delete from account_aliases where tenant_id = ${t.tenantId} and account_id = ${account.id} and name_key = ${nameKey(was)}`.execute(
      t.db,
    )
  if (isNamed(account, address)) return
  const { key, look } = await freeName(t, { accountId: account.id, name: address }, 'alias')
  await sql`insert into account_aliases (tenant_id, name_key, account_id, name, name_look)
    values (${t.tenantId}, ${key}, ${account.id}, ${address.trim()}, ${look})`.execute(t.db)
}
