import { sql } from 'kysely'
import type { AppKeepingChange } from '../../core/changes/app-keeping.ts'
import { type AppRole, everybodyRole } from '../../core/consent/app-role.ts'
import { AppError } from '../../errors.ts'
import { restorable } from '../deleted-groups.ts'
import { changed, json, row, type TenantDb } from '../store.ts'
import { bumpShape } from '../tenant-part.ts'
import { mustExist, type Writes } from './write.ts'

const ofApp = (change: { readonly appId: string }) => ['app', change.appId] as const
const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const

export const appKeepingWrites: Writes<AppKeepingChange['do']> = {
  delete_app: {
    entity: ofApp,
    async run(t, { appId }, { before, at }) {
      mustNotBeOwn(before)
      await sql`update apps set deleted_at = ${at} where tenant_id = ${t.tenantId} and id = ${appId}`.execute(t.db)
      await bumpShape(t)
    },
  },
  restore_app: {
    entity: ofApp,
    async run(t, { appId }, { at }) {
      const deleted = sql`tenant_id = ${t.tenantId} and id = ${appId} and deleted_at >= ${at - restorable}`
      const kept = await row(t, sql<{ uri: string | null }>`select identifier_uri as uri from apps where ${deleted}`)
      if (kept === null) throw new AppError('app.not_found')
      const { uri } = kept
      const taken = sql`select 1 from apps where tenant_id = ${t.tenantId} and identifier_uri = ${uri} and deleted_at is null`
      if (uri !== null && (await row(t, taken)) !== null)
        throw new AppError('app.identifier_taken', { identifierUri: uri })
      await sql`update apps set deleted_at = null where ${deleted}`.execute(t.db)
      await bumpShape(t)
    },
  },
  purge_app: {
    entity: ofApp,
    async run(t, { appId }) {
      await sql`delete from app_assignments where tenant_id = ${t.tenantId} and principal_id = ${appId} and principal_kind = 'app'`.execute(
        t.db,
      )
      const gone = sql`delete from apps where tenant_id = ${t.tenantId} and id = ${appId} and deleted_at is not null`
      if ((await changed(t, gone)) === 0) throw new AppError('app.not_found')
      await bumpShape(t)
    },
  },
  add_app_owner: {
    entity: ofApp,
    async run(t, { appId, accountId }, { before }) {
      mustNotBeOwn(before)
      const account = sql`select 1 from accounts where tenant_id = ${t.tenantId} and id = ${accountId} and deleted_at is null`
      if ((await row(t, account)) === null) throw new AppError('user.not_found')
      await sql`insert into app_owners (tenant_id, app_id, account_id) values (${t.tenantId}, ${appId}, ${accountId}) on conflict do nothing`.execute(
        t.db,
      )
      await bumpShape(t)
    },
  },
  remove_app_owner: {
    entity: ofApp,
    async run(t, { appId, accountId }, { before }) {
      mustExist(before, 'app.not_found')
      await sql`delete from app_owners where tenant_id = ${t.tenantId} and app_id = ${appId} and account_id = ${accountId}`.execute(
        t.db,
      )
      await bumpShape(t)
    },
  },
  give_app_role: {
    entity: ofAccount,
    run: (t, { appId, accountId, roleId }, { before }) => give(t, appId, accountId, 'account', before, roleId),
  },
  take_app_role: {
    entity: ofAccount,
    run: (t, { appId, accountId, roleId }) => take(t, appId, accountId, roleId),
  },
  give_app_role_to_group: {
    entity: ofApp,
    async run(t, { appId, groupId, roleId }) {
      const group = await row(t, sql<object>`select 1 from groups where tenant_id = ${t.tenantId} and id = ${groupId}`)
      await give(t, appId, groupId, 'group', group, roleId)
      await bumpShape(t)
    },
  },
  take_app_role_from_group: {
    entity: ofApp,
    async run(t, { appId, groupId, roleId }) {
      await take(t, appId, groupId, roleId)
      await bumpShape(t)
    },
  },
  give_app_role_to_app: {
    entity: ofApp,
    async run(t, { appId, clientId, roleId }) {
      await mustBeApp(t, clientId)
      await give(t, appId, clientId, 'app', {}, roleId)
      await bumpShape(t)
    },
  },
  take_app_role_from_app: {
    entity: ofApp,
    async run(t, { appId, clientId, roleId }) {
      await take(t, appId, clientId, roleId)
      await bumpShape(t)
    },
  },
}

function mustNotBeOwn(before: object | null): void {
  mustExist(before, 'app.not_found')
  if ((before as { isOwn?: boolean }).isOwn) throw new AppError('app.is_own')
}

export async function mustBeApp(t: TenantDb, appId: string): Promise<void> {
  const found = sql`select 1 from apps where tenant_id = ${t.tenantId} and id = ${appId} and deleted_at is null`
  if ((await row(t, found)) === null) throw new AppError('app.not_found')
}

type Kind = 'account' | 'group' | 'app'

/** Assigns to the app as a whole; who has roles in it has that besides. */
export async function assign(
  t: TenantDb,
  appId: string,
  principalId: string,
  kind: Kind,
  principal: object | null,
): Promise<void> {
  mustExist(principal, kind === 'account' ? 'user.not_found' : 'group.not_found')
  await mustBeApp(t, appId)
  await sql`insert into app_assignments (tenant_id, app_id, principal_id, principal_kind) values (${t.tenantId}, ${appId}, ${principalId}, ${kind}) on conflict do nothing`.execute(
    t.db,
  )
  await sql`insert into app_roles_given (tenant_id, app_id, principal_id, role_id) select tenant_id, app_id, principal_id, ${everybodyRole}
    from app_roles_given where tenant_id = ${t.tenantId} and app_id = ${appId} and principal_id = ${principalId} limit 1 on conflict do nothing`.execute(
    t.db,
  )
}

export async function unassign(t: TenantDb, appId: string, principalId: string): Promise<void> {
  await sql`delete from app_assignments where tenant_id = ${t.tenantId} and app_id = ${appId} and principal_id = ${principalId}`.execute(
    t.db,
  )
}

/** Throws `app.role_not_found` where the app has no such role, or none for them that is enabled. */
async function give(
  t: TenantDb,
  appId: string,
  principalId: string,
  kind: Kind,
  principal: object | null,
  roleId: string,
): Promise<void> {
  if (roleId === everybodyRole && kind !== 'app') return assign(t, appId, principalId, kind, principal)
  mustExist(principal, kind === 'account' ? 'user.not_found' : 'group.not_found')
  const app = sql<{ roles: readonly AppRole[] }>`select roles from apps
    where tenant_id = ${t.tenantId} and id = ${appId} and deleted_at is null`
  const found = await row(t, app)
  if (found === null) throw new AppError('app.not_found')
  const role = found.roles.find(({ id }) => id === roleId)
  if (!role?.isEnabled || !role.members.includes(kind === 'app' ? 'apps' : 'people'))
    throw new AppError('app.role_not_found', { id: roleId })
  const put = (role: string) => sql`insert into app_roles_given (tenant_id, app_id, principal_id, role_id)
    values (${t.tenantId}, ${appId}, ${principalId}, ${role}) on conflict do nothing`
  const isNew =
    (await changed(
      t,
      sql`insert into app_assignments (tenant_id, app_id, principal_id, principal_kind) values (${t.tenantId}, ${appId}, ${principalId}, ${kind}) on conflict do nothing`,
    )) > 0
  const isPlain = !isNew && (await countGiven(t, appId, principalId)) === 0
  if (isPlain) await put(everybodyRole).execute(t.db)
  await put(roleId).execute(t.db)
}

/** Throws `app.not_assigned` where they do not have it. */
async function take(t: TenantDb, appId: string, principalId: string, roleId: string): Promise<void> {
  const isPlain = roleId === everybodyRole && (await countGiven(t, appId, principalId)) === 0
  if (!isPlain) {
    const given = sql`delete from app_roles_given where tenant_id = ${t.tenantId} and app_id = ${appId}
      and principal_id = ${principalId} and role_id = ${roleId}`
    if ((await changed(t, given)) === 0) throw new AppError('app.not_assigned')
  }
  if ((await countGiven(t, appId, principalId)) === 0) await unassign(t, appId, principalId)
}

async function countGiven(t: TenantDb, appId: string, principalId: string): Promise<number> {
  const found = await row(
    t,
    sql<{ n: number }>`select count(*) as n from app_roles_given
      where tenant_id = ${t.tenantId} and app_id = ${appId} and principal_id = ${principalId}`,
  )
  return found?.n ?? 0
}

/** Takes roles that the app has no more from everybody; they stay assigned. */
export async function forgetRoles(t: TenantDb, appId: string, left: readonly AppRole[]): Promise<void> {
  const ids = [everybodyRole, ...left.map(({ id }) => id)]
  await sql`delete from app_roles_given where tenant_id = ${t.tenantId} and app_id = ${appId}
    and role_id not in (select jsonb_array_elements_text(${json(ids)})::uuid)`.execute(t.db)
}
