import { sql } from 'kysely'
import type { TenantChange } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { changed, type TenantDb } from '../store.ts'
import { bumpShape } from '../tenant-part.ts'
import type { Writes } from './write.ts'

const tenant = () => ['tenant', 'tenant'] as const

export const tenantWrites: Writes<TenantChange['do']> = {
  put_domain: {
    entity: tenant,
    async run(t, { domain }) {
      const name = domain.name.toLowerCase()
      // A default domain takes the place of the one before.
      if (domain.isDefault)
        await sql`update domains set is_default = false where tenant_id = ${t.tenantId}`.execute(t.db)
      await owned(() =>
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
      const found = await owned(() =>
        changed(
          t,
          sql`update domains set is_verified = true where tenant_id = ${t.tenantId} and name = ${name.toLowerCase()}`,
        ),
      )
      if (found === 0) throw new AppError('domain.not_found', { name })
      await bumpShape(t)
    },
  },
  set_password_lifetime: { entity: tenant, run: (t, { days }) => set(t, sql`password_lifetime_days = ${days}`) },
  set_user_consent: { entity: tenant, run: (t, { state }) => set(t, sql`user_consent = ${state}`) },
}

async function set(t: TenantDb, columns: ReturnType<typeof sql>): Promise<void> {
  await sql`update tenants set ${columns} where id = ${t.tenantId}`.execute(t.db)
  await bumpShape(t)
}

/** A verified domain belongs to one tenant, and row-level security hides the other's: only the index can tell. */
async function owned<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'domains_one_owner') throw new AppError('domain.taken')
    throw error
  }
}
