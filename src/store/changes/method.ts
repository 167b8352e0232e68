import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { MethodChange } from '../../core/changes/method-change.ts'
import { AppError } from '../../errors.ts'
import { forgetAddresses } from '../known-addresses.ts'
import { unpauseSecondFactor } from '../lockouts.ts'
import { endSessionsOfPass, insertRecoveryCodes } from '../methods.ts'
import { endLastingSessions } from '../sessions.ts'
import { changed, type TenantDb } from '../store.ts'
import type { Writes } from './write.ts'

const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const

export const methodWrites: Writes<MethodChange['do']> = {
  make_recovery_codes: {
    entity: ofAccount,
    async run(t, { accountId }, { at, secrets }) {
      if (secrets.recoveryCodes === undefined) throw new AppError('change.not_possible', { missing: 'secret' })
      await insertRecoveryCodes(t, accountId, secrets.recoveryCodes, at)
    },
  },
  remove_method: {
    entity: ofAccount,
    async run(t, { accountId, methodId }) {
      await one(
        changed(
          t,
          sql`delete from methods where tenant_id = ${t.tenantId} and account_id = ${accountId} and id = ${methodId}`,
        ),
      )
    },
  },
  name_method: {
    entity: ofAccount,
    run: (t, { accountId, methodId, name }) => set(t, accountId, methodId, sql`name = ${name}`),
  },
  prefer_method: {
    entity: ofAccount,
    async run(t, { accountId, methodId }, { at }) {
      await sql`update methods set default_since = null where tenant_id = ${t.tenantId} and account_id = ${accountId}`.execute(
        t.db,
      )
      if (methodId !== null) await set(t, accountId, methodId, sql`default_since = ${at}`)
    },
  },
  issue_temporary_pass: {
    entity: ofAccount,
    async run(t, { accountId, uses, minutes, startsAt }, { at, secrets }) {
      if (secrets.passHash === undefined) throw new AppError('change.not_possible', { missing: 'secret' })
      const from = Math.max(startsAt ?? at, at)
      await endSessionsOfPass(t, accountId, at)
      const given = await changed(
        t,
        sql`insert into temporary_passes (tenant_id, account_id, id, hash, is_once, starts_at, ends_at, created_at)
          select tenant_id, id, ${randomUUID()}, ${secrets.passHash}, ${uses === 'one'}, ${from}, ${from + minutes * 60_000}, ${at}
          from accounts where tenant_id = ${t.tenantId} and id = ${accountId}
          on conflict (tenant_id, account_id) do update set id = excluded.id, hash = excluded.hash, is_once = excluded.is_once,
            starts_at = excluded.starts_at, ends_at = excluded.ends_at, used_at = null, created_at = excluded.created_at`,
      )
      if (given === 0) throw new AppError('user.not_found')
    },
  },
  remove_temporary_pass: {
    entity: ofAccount,
    async run(t, { accountId }, { at }) {
      await one(
        changed(t, sql`delete from temporary_passes where tenant_id = ${t.tenantId} and account_id = ${accountId}`),
      )
      await endSessionsOfPass(t, accountId, at)
    },
  },
  unblock_second_factor: { entity: ofAccount, run: (t, { accountId }) => unpauseSecondFactor(t, accountId) },
  forget_devices: {
    entity: ofAccount,
    async run(t, { accountId }, { at }) {
      await one(
        changed(
          t,
          sql`update accounts set devices_forgotten_at = ${at} where tenant_id = ${t.tenantId} and id = ${accountId}`,
        ),
        'user.not_found',
      )
      await endLastingSessions(t, accountId, at)
      await forgetAddresses(t, accountId)
    },
  },
}

async function set(t: TenantDb, accountId: string, methodId: string, columns: ReturnType<typeof sql>): Promise<void> {
  await one(
    changed(
      t,
      sql`update methods set ${columns} where tenant_id = ${t.tenantId} and account_id = ${accountId} and id = ${methodId}`,
    ),
  )
}

async function one(
  written: Promise<number>,
  otherwise: 'method.not_found' | 'user.not_found' = 'method.not_found',
): Promise<void> {
  if ((await written) === 0) throw new AppError(otherwise)
}
