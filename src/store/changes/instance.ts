import { sql } from 'kysely'
import type { InstanceChange } from '../../core/changes/change.ts'
import { problemOfSession } from '../../core/sessions/session-rules.ts'
import { AppError } from '../../errors.ts'
import { changed, json, row, type TenantDb } from '../store.ts'
import { bumpShape } from '../tenant-part.ts'
import { mustExist, type Writes } from './write.ts'

const ofInstance = (change: { readonly instanceId: string }) => ['instance', change.instanceId] as const
const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const

export const instanceWrites: Writes<InstanceChange['do']> = {
  put_instance: {
    entity: (change) => ['instance', change.instance.id],
    async run(t, { instance }) {
      const app = sql`select 1 from apps where tenant_id = ${t.tenantId} and id = ${instance.appId} and deleted_at is null`
      if ((await row(t, app)) === null) throw new AppError('app.not_found')
      await sql`insert into instances (tenant_id, id, app_id, name, region, url, roles) values (${t.tenantId}, ${instance.id}, ${instance.appId}, ${instance.name}, ${instance.region}, ${instance.url}, ${json(instance.roles)})
        on conflict (tenant_id, id) do update set app_id = excluded.app_id, name = excluded.name, region = excluded.region, url = excluded.url, roles = excluded.roles`.execute(
        t.db,
      )
      await bumpShape(t)
    },
  },
  set_instance_state: {
    entity: ofInstance,
    async run(t, { instanceId, state, until }) {
      if (
        (await changed(
          t,
          sql`update instances set state = ${state}, maintenance_until = ${until} where tenant_id = ${t.tenantId} and id = ${instanceId}`,
        )) === 0
      )
        throw new AppError('instance.not_found')
      await bumpShape(t)
    },
  },
  set_session_rules: {
    entity: ofInstance,
    async run(t, { instanceId, rules }) {
      const problem = problemOfSession(rules)
      if (problem !== null) throw new AppError('request.invalid', { field: 'rules', hint: problem })
      const { minutes, warnMinutes } = rules
      const set = sql`update instances set session_minutes = ${minutes}, session_warn_minutes = ${warnMinutes}
        where tenant_id = ${t.tenantId} and id = ${instanceId}`
      if ((await changed(t, set)) === 0) throw new AppError('instance.not_found')
      await bumpShape(t)
    },
  },
  put_instance_user: {
    entity: ofAccount,
    async run(t, { instanceId, accountId }, { before }) {
      mustExist(before, 'user.not_found')
      await mustBeInstance(t, instanceId)
      await sql`insert into instance_users (tenant_id, instance_id, account_id) values (${t.tenantId}, ${instanceId}, ${accountId})
        on conflict (tenant_id, instance_id, account_id) do update set is_enabled = true`.execute(t.db)
    },
  },
  disable_instance_user: {
    entity: ofAccount,
    async run(t, { instanceId, accountId }) {
      await user(t, instanceId, accountId, sql`is_enabled = false`)
    },
  },
  give_instance_role: {
    entity: ofAccount,
    async run(t, { instanceId, accountId, role }) {
      const instance = await row(
        t,
        sql<{
          roles: readonly string[]
        }>`select roles from instances where tenant_id = ${t.tenantId} and id = ${instanceId}`,
      )
      if (instance === null) throw new AppError('instance.not_found')
      if (!instance.roles.includes(role)) throw new AppError('role.not_found', { role })
      await user(t, instanceId, accountId, sql`roles = (roles - ${role}::text) || ${json([role])}`)
    },
  },
  take_instance_role: {
    entity: ofAccount,
    async run(t, { instanceId, accountId, role }) {
      await user(t, instanceId, accountId, sql`roles = roles - ${role}::text`)
    },
  },
}

async function mustBeInstance(t: TenantDb, instanceId: string): Promise<void> {
  if ((await row(t, sql`select 1 from instances where tenant_id = ${t.tenantId} and id = ${instanceId}`)) === null)
    throw new AppError('instance.not_found')
}

async function user(t: TenantDb, instanceId: string, accountId: string, set: ReturnType<typeof sql>): Promise<void> {
  const found = await changed(
    t,
    sql`update instance_users set ${set} where tenant_id = ${t.tenantId} and instance_id = ${instanceId} and account_id = ${accountId}`,
  )
  if (found === 0) throw new AppError('instance.user_not_found')
}
