import { sql } from 'kysely'
import type { TenantChange } from '../../core/changes/change.ts'
import { bannedWordsOf } from '../../core/passwords/banned-words.ts'
import { areEnough, methodsOf } from '../../core/recovery/reset-methods.ts'
import { reconfirmDaysOf } from '../../core/recovery/reset-rules.ts'
import { AppError } from '../../errors.ts'
import { findGroup } from '../groups.ts'
import { domainUse, findDomain, isTakenElsewhere } from '../domains.ts'
import { changed, type TenantDb } from '../store.ts'
import { settle } from '../settle.ts'
import { bumpShape, loadTenantPart } from '../tenant-part.ts'
import type { Writes } from './write.ts'

const tooFew = 'A code by e-mail, text message or call is wanted, and as many different kinds as there are proofs.'

const tenant = () => ['tenant', 'tenant'] as const

export const tenantWrites: Writes<TenantChange['do']> = {
  put_domain: {
    entity: tenant,
    async run(t, { domain }) {
      const name = domain.name.toLowerCase()
      if (domain.isDefault && !domain.isVerified) throw new AppError('domain.not_verified', { name })
      if (await isTakenElsewhere(t, name)) throw new AppError('domain.taken', { name })
      const was = await findDomain(t, name)
      if (was?.providerId !== undefined && (domain.isDefault || !domain.isVerified))
        throw new AppError('domain.is_federated', { name })
      if (was?.isDefault === true && !domain.isDefault) throw new AppError('domain.is_default', { name })
      if (was?.isVerified === true && !domain.isVerified) await mustBeUnused(t, name)
      if (domain.isDefault) await noDefault(t)
      await owned(name, () =>
        sql`insert into domains (tenant_id, name, is_verified, is_default) values (${t.tenantId}, ${name}, ${domain.isVerified}, ${domain.isDefault})
          on conflict (tenant_id, name) do update set is_verified = excluded.is_verified, is_default = excluded.is_default`.execute(
          t.db,
        ),
      )
      await bumpShape(t)
    },
  },
  verify_domain: {
    entity: tenant,
    async run(t, { name }) {
      const found = await owned(name, () =>
        changed(
          t,
          sql`update domains set is_verified = true where tenant_id = ${t.tenantId} and name = ${name.toLowerCase()}`,
        ),
      )
      if (found === 0) throw new AppError('domain.not_found', { name })
      await bumpShape(t)
    },
  },
  set_default_domain: {
    entity: tenant,
    async run(t, { name }) {
      const was = await findDomain(t, name)
      if (was === null) throw new AppError('domain.not_found', { name })
      if (!was.isVerified) throw new AppError('domain.not_verified', { name })
      if (was.providerId !== undefined) throw new AppError('domain.is_federated', { name })
      await noDefault(t)
      await sql`update domains set is_default = true where tenant_id = ${t.tenantId} and name = ${was.name}`.execute(
        t.db,
      )
      await bumpShape(t)
    },
  },
  delete_domain: {
    entity: tenant,
    async run(t, { name }) {
      const was = await findDomain(t, name)
      if (was === null) throw new AppError('domain.not_found', { name })
      if (was.isDefault) throw new AppError('domain.is_default', { name })
      await mustBeUnused(t, was.name)
      await sql`delete from domains where tenant_id = ${t.tenantId} and name = ${was.name}`.execute(t.db)
      await bumpShape(t)
    },
  },
  set_password_lifetime: { entity: tenant, run: (t, { days }) => set(t, sql`password_lifetime_days = ${days}`) },
  set_lockout: {
    entity: tenant,
    run: (t, { threshold, seconds, growth = null }) =>
      set(
        t,
        sql`lockout_threshold = ${threshold}, lockout_seconds = ${seconds}, lockout_growth = coalesce(${growth}::integer, lockout_growth)`,
      ),
  },
  set_self_service_reset: {
    entity: tenant,
    async run(t, { rules }) {
      const { who, groupId, proofs, registration = 'asked' } = rules
      if ((who === 'group') !== (groupId !== null)) throw new AppError('request.invalid', { field: 'groupId' })
      const methods = methodsOf(rules)
      if (!areEnough(methods, proofs)) throw new AppError('request.invalid', { field: 'methods', hint: tooFew })
      if (groupId !== null && (await findGroup(t, groupId)) === null) throw new AppError('group.not_found')
      await set(
        t,
        sql`reset_for = ${who}, reset_group_id = ${groupId}, reset_proofs = ${proofs}, reset_methods = ${methods}, reset_registration = ${registration}, reset_reconfirm_days = ${reconfirmDaysOf(rules)}`,
      )
    },
  },
  set_banned_words: { entity: tenant, run: (t, { words }) => set(t, sql`banned_words = ${[...bannedWordsOf(words)]}`) },
  set_password_history: { entity: tenant, run: (t, { count }) => set(t, sql`password_history = ${count}`) },
  set_temporary_password_days: { entity: tenant, run: (t, { days }) => set(t, sql`temporary_password_days = ${days}`) },
  set_language: { entity: tenant, run: (t, { language }) => set(t, sql`preferred_language = ${language}`) },
  set_usage_location: {
    entity: tenant,
    async run(t, { country }, { at }) {
      await set(t, sql`usage_location = ${country}`)
      for (const productId of Object.keys((await loadTenantPart(t)).products))
        await settle(t, { settle: 'product', productId }, at)
    },
  },
  set_user_consent: { entity: tenant, run: (t, { state }) => set(t, sql`user_consent = ${state}`) },
}

/** Writes columns of the tenant, which everybody shares. */
export async function set(t: TenantDb, columns: ReturnType<typeof sql>): Promise<void> {
  await sql`update tenants set ${columns} where id = ${t.tenantId}`.execute(t.db)
  await bumpShape(t)
}

async function noDefault(t: TenantDb): Promise<void> {
  await sql`update domains set is_default = false where tenant_id = ${t.tenantId} and is_default`.execute(t.db)
}

/** Names are not left without their domain: who still has one is named. */
async function mustBeUnused(t: TenantDb, name: string): Promise<void> {
  const { names, count } = await domainUse(t, name)
  if (count > 0) throw new AppError('domain.in_use', { name, usedBy: names, count })
}

/** A verified domain belongs to one tenant; of two that prove it at once, the index lets one through. */
async function owned<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'domains_one_owner')
      throw new AppError('domain.taken', { name })
    throw error
  }
}
