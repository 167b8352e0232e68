import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { CredentialChange } from '../../core/changes/change.ts'
import { isSent } from '../../core/methods/methods.ts'
import { AppError } from '../../errors.ts'
import { unlockAccounts } from '../lockouts.ts'
import { insertPasskey } from '../passkeys.ts'
import { keepFormerHash } from '../password-history.ts'
import { endSessionRow } from '../sessions.ts'
import { changed, row, type TenantDb } from '../store.ts'
import { needed, type Writes } from './write.ts'

const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const

export const credentialWrites: Writes<CredentialChange['do']> = {
  // Whoever had the old password has nothing: lock and failures end, and so does every session.
  issue_temporary_password: {
    entity: ofAccount,
    async run(t, { accountId }, { at, secrets }) {
      await keepFormerHash(t, accountId)
      await setOnAccount(
        t,
        accountId,
        sql`password_hash = ${needed(secrets.passwordHash)}, password_set_at = ${at}, must_change_password = true, temporary_until = ${temporaryUntil(t, at)}, password_reported_at = null, reset_link_at = null, sessions_revoked_at = ${at}`,
      )
      await unlockAccounts(t, [accountId])
    },
  },
  change_password: {
    entity: ofAccount,
    async run(t, { accountId }, { at, secrets }) {
      await keepFormerHash(t, accountId)
      await setOnAccount(
        t,
        accountId,
        sql`password_hash = ${needed(secrets.passwordHash)}, password_set_at = ${at}, must_change_password = false, temporary_until = null, reset_link_at = null, sessions_revoked_at = ${at}`,
      )
    },
  },
  // Whoever had the old password has nothing, as after a reset by an administrator; the person has chosen this one.
  reset_own_password: {
    entity: ofAccount,
    async run(t, { accountId }, { at, secrets }) {
      await keepFormerHash(t, accountId)
      await setOnAccount(
        t,
        accountId,
        sql`password_hash = ${needed(secrets.passwordHash)}, password_set_at = ${at}, must_change_password = false, temporary_until = null, password_reported_at = null, reset_link_at = null, sessions_revoked_at = ${at}`,
      )
      await unlockAccounts(t, [accountId])
    },
  },
  require_password_change: {
    entity: ofAccount,
    run: (t, { accountId }) => setOnAccount(t, accountId, sql`must_change_password = true`),
  },
  report_password: {
    entity: ofAccount,
    run: (t, { accountId }, { at }) =>
      setOnAccount(
        t,
        accountId,
        sql`password_reported_at = case when password_hash is not null then coalesce(password_reported_at, ${at}) end, sessions_revoked_at = ${at}`,
      ),
  },
  // Enabled asks for registration anew: what was registered before no longer counts (A7).
  set_mfa_state: {
    entity: ofAccount,
    async run(t, { accountId, state }) {
      await setOnAccount(t, accountId, sql`mfa_state = ${state}`)
      if (state === 'enabled')
        await sql`update methods set is_usable = false where tenant_id = ${t.tenantId} and account_id = ${accountId}`.execute(
          t.db,
        )
    },
  },
  register_method: {
    entity: ofAccount,
    async run(t, { accountId, kind, name = null }, { at, secrets }) {
      const id = randomUUID()
      const seed = kind === 'totp' ? needed(secrets.totpSecret) : null
      const address = isSent(kind) ? needed(secrets.address) : null
      await sql`insert into methods (tenant_id, id, account_id, kind, name, sealed_secret, last_step, address, created_at)
        values (${t.tenantId}, ${id}, ${accountId}, ${kind}, ${name}, ${seed}, ${secrets.totpStep ?? 0}, ${address}, ${at})`.execute(
        t.db,
      )
      // A credential is one person's: whoever brings one that is there already made it by hand (SEC-08).
      if (kind === 'passkey' && !(await insertPasskey(t, id, needed(secrets.passkey))))
        throw new AppError('change.not_possible', { passkey: 'registered already' })
    },
  },
  remove_methods: {
    entity: ofAccount,
    async run(t, { accountId }, { at }) {
      await sql`delete from methods where tenant_id = ${t.tenantId} and account_id = ${accountId}`.execute(t.db)
      await setOnAccount(t, accountId, sql`sessions_revoked_at = ${at}`)
    },
  },
  revoke_sessions: {
    entity: ofAccount,
    run: (t, { accountId }, { at }) => setOnAccount(t, accountId, sql`sessions_revoked_at = ${at}`),
  },
  end_session: {
    entity: ofAccount,
    async run(t, { accountId, sessionId }, { at }) {
      const session = sql`select 1 from browser_sessions where tenant_id = ${t.tenantId} and id = ${sessionId} and account_id = ${accountId} and ended_at is null`
      if ((await row(t, session)) === null) throw new AppError('session.not_found')
      await endSessionRow(t, sessionId, at)
    },
  },
}

/** When a temporary password ends that is issued now. */
export function temporaryUntil(t: TenantDb, at: number): RawBuilder<unknown> {
  return sql`${at}::bigint + (select temporary_password_days from tenants where id = ${t.tenantId}) * 86400000::bigint`
}

/** Writes columns of an account; throws `user.not_found` where it is not there. */
export async function setOnAccount(t: TenantDb, accountId: string, columns: ReturnType<typeof sql>): Promise<void> {
  if (
    (await changed(t, sql`update accounts set ${columns} where tenant_id = ${t.tenantId} and id = ${accountId}`)) === 0
  )
    throw new AppError('user.not_found')
}
