import { sql } from 'kysely'
import { everybodyRole } from '../core/consent/app-role.ts'
import { groupLook } from '../core/naming/fit.ts'
import { nameKey } from '../core/naming/sign-in-name.ts'
import { AppError } from '../errors.ts'
import { settle, settleReaders } from './settle.ts'
import { changed, json, row, rows, type TenantDb } from './store.ts'
import { bumpShape } from './tenant-part.ts'

/** How long a deleted group or app can be restored, in milliseconds. */
export const restorable = 30 * 86_400_000

export type DeletedGroup = {
  readonly id: string
  readonly name: string
  readonly deletedAt: number
  readonly kind: 'security' | 'microsoft365'
  readonly isSecurity: boolean
  readonly visibility: 'Public' | 'Private' | null
  readonly description: string | null
  readonly rule: string | null
  readonly mailNickname: string | null
}

type Body = {
  readonly group: Readonly<Record<string, unknown>>
  readonly members: readonly string[]
  readonly owners: readonly string[]
  readonly parents: readonly string[]
  readonly children: readonly string[]
  readonly units: readonly string[]
  readonly apps: readonly string[]
  /** Left out of what was kept before apps had roles. */
  readonly appRoles?: readonly (readonly [appId: string, roleId: string])[]
}

/** Keeps what a group is before it goes, unless it is for roles. */
export async function keepGroup(t: TenantDb, groupId: string, at: number): Promise<void> {
  const ids = (table: string, column: string, where: string) =>
    sql`coalesce((select jsonb_agg(x.${sql.ref(column)}) from ${sql.table(table)} x where x.tenant_id = g.tenant_id and x.${sql.ref(where)} = g.id), '[]')`
  await sql`insert into deleted_groups (tenant_id, id, name, deleted_at, body)
    select g.tenant_id, g.id, g.name, ${at}::bigint, jsonb_build_object(
      'group', jsonb_build_object('kind', g.kind, 'description', g.description, 'rule', g.rule, 'mailNickname', g.mail_nickname,
        'isSecurity', g.is_security, 'visibility', g.visibility,
        'externalId', g.external_id, 'createdAt', g.created_at),
      'members', coalesce((select jsonb_agg(m.account_id) from group_members m where m.tenant_id = g.tenant_id and m.group_id = g.id and m.how = 'direct'), '[]'),
      'owners', ${ids('group_owners', 'account_id', 'group_id')}, 'units', ${ids('unit_groups', 'unit_id', 'group_id')},
      'parents', ${ids('group_nesting', 'parent_id', 'child_id')}, 'children', ${ids('group_nesting', 'child_id', 'parent_id')},
      'apps', ${ids('app_assignments', 'app_id', 'principal_id')},
      'appRoles', coalesce((select jsonb_agg(jsonb_build_array(r.app_id, r.role_id)) from app_roles_given r
        where r.tenant_id = g.tenant_id and r.principal_id = g.id), '[]'))
    from groups g where g.tenant_id = ${t.tenantId} and g.id = ${groupId} and not g.is_role_assignable
    on conflict (tenant_id, id) do update set name = excluded.name, body = excluded.body, deleted_at = excluded.deleted_at`.execute(
    t.db,
  )
}

/** Forgets a deleted group, so that nobody can restore it; throws `group.not_found` when there is none. */
export async function forgetGroup(t: TenantDb, groupId: string): Promise<void> {
  const found = await changed(t, sql`delete from deleted_groups where tenant_id = ${t.tenantId} and id = ${groupId}`)
  if (found === 0) throw new AppError('group.not_found')
}

/** Forgets the groups that nobody can restore any more. */
export async function forgetGroupsBefore(t: TenantDb, at: number): Promise<void> {
  await sql`delete from deleted_groups where tenant_id = ${t.tenantId} and deleted_at < ${at}`.execute(t.db)
}

/** Groups that can be restored, the last deleted first. */
export function listDeletedGroups(t: TenantDb, at: number): Promise<DeletedGroup[]> {
  return rows(
    t,
    sql<DeletedGroup>`select id, name, deleted_at as "deletedAt", coalesce(body -> 'group' ->> 'kind', 'microsoft365') as kind,
        coalesce((body -> 'group' ->> 'isSecurity')::boolean, body -> 'group' ->> 'kind' = 'security', false) as "isSecurity", body -> 'group' ->> 'visibility' as visibility,
        body -> 'group' ->> 'description' as description, body -> 'group' ->> 'rule' as rule,
        body -> 'group' ->> 'mailNickname' as "mailNickname" from deleted_groups
      where tenant_id = ${t.tenantId} and deleted_at >= ${at - restorable} order by deleted_at desc, id`,
  )
}

/**
 * Makes a deleted group anew, with those of its members, owners, parents, children, units, apps and their roles that are still
 * there; a child that holds it by then is none any more. Throws `group.not_found` when there is none or its 30 days are over,
 * `group.name_taken` when another took its name, `group.name_looks_alike` when another's looks the same.
 */
export async function restoreGroup(t: TenantDb, groupId: string, at: number): Promise<object | undefined> {
  const kept = await row(
    t,
    sql<{ name: string; body: Body }>`delete from deleted_groups where tenant_id = ${t.tenantId} and id = ${groupId}
      and deleted_at >= ${at - restorable} returning name, body`,
  )
  if (kept === null) throw new AppError('group.not_found')
  const { name, body } = kept
  const { group } = body
  // Before groups of all kinds were kept, only those of one were.
  const kind = group['kind'] ?? 'microsoft365'
  const taken = await row(
    t,
    sql`select 1 from groups where tenant_id = ${t.tenantId} and (lower(name) = lower(${name}) or external_id = ${group['externalId'] ?? null}
      or (kind = 'microsoft365' and ${kind} = 'microsoft365' and lower(mail_nickname) = lower(${group['mailNickname'] ?? null}::text)))`,
  )
  if (taken !== null) throw new AppError('group.name_taken', { name })
  const look = groupLook(name)
  const alike = await row(
    t,
    sql<{
      id: string
      name: string
    }>`select id, name from groups where tenant_id = ${t.tenantId} and name_look = ${look}`,
  )
  if (alike !== null) {
    const code = nameKey(alike.name) === nameKey(name) ? 'group.name_taken' : 'group.name_looks_alike'
    throw new AppError(code, { name, heldBy: alike.id, holder: alike.name })
  }
  await sql`insert into groups (tenant_id, id, name, name_look, description, rule, rule_changed_at, created_at, kind, mail_nickname, external_id, is_security, visibility)
    values (${t.tenantId}, ${groupId}, ${name}, ${look}, ${group['description'] ?? null}, ${group['rule'] ?? null}, ${group['rule'] == null ? null : at},
      ${group['createdAt']}, ${kind}, ${group['mailNickname'] ?? null}, ${group['externalId'] ?? null},
      ${group['isSecurity'] ?? kind === 'security'}, ${group['visibility'] ?? null})`.execute(t.db)
  const put = (into: string, column: string, own: string, from: string, found: readonly string[]) =>
    sql`insert into ${sql.table(into)} (tenant_id, ${sql.ref(own)}, ${sql.ref(column)})
      select tenant_id, ${groupId}, id from ${sql.table(from)}
      where tenant_id = ${t.tenantId} and id in (select jsonb_array_elements_text(${json(found)})::uuid) on conflict do nothing`.execute(
      t.db,
    )
  await sql`insert into group_members (tenant_id, group_id, account_id, how) select tenant_id, ${groupId}, id, 'direct' from accounts
    where tenant_id = ${t.tenantId} and id in (select jsonb_array_elements_text(${json(body.members)})::uuid)`.execute(
    t.db,
  )
  await put('group_owners', 'account_id', 'group_id', 'accounts', body.owners)
  await put('unit_groups', 'unit_id', 'group_id', 'units', body.units)
  await put('group_nesting', 'parent_id', 'child_id', 'groups', body.parents)
  const above = await rows(
    t,
    sql<{
      id: string
    }>`with recursive up(id) as (select parent_id from group_nesting where tenant_id = ${t.tenantId} and child_id = ${groupId}
      union select n.parent_id from group_nesting n join up on n.child_id = up.id where n.tenant_id = ${t.tenantId}) select id from up`,
  )
  const below = body.children.filter((child) => !above.some(({ id }) => id === child))
  await put('group_nesting', 'child_id', 'parent_id', 'groups', below)
  await sql`insert into app_assignments (tenant_id, app_id, principal_id, principal_kind) select tenant_id, id, ${groupId}, 'group' from apps
    where tenant_id = ${t.tenantId} and id in (select jsonb_array_elements_text(${json(body.apps)})::uuid) on conflict do nothing`.execute(
    t.db,
  )
  await sql`insert into app_roles_given (tenant_id, app_id, principal_id, role_id) select s.tenant_id, s.app_id, s.principal_id, (r ->> 1)::uuid
    from jsonb_array_elements(${json(body.appRoles ?? [])}) r join app_assignments s on s.tenant_id = ${t.tenantId} and s.app_id = (r ->> 0)::uuid
      and s.principal_id = ${groupId}
      join apps a on a.tenant_id = s.tenant_id and a.id = s.app_id
    where r ->> 1 = ${everybodyRole} or exists (select 1 from jsonb_array_elements(a.roles) k where k ->> 'id' = r ->> 1)`.execute(
    t.db,
  )
  await bumpShape(t)
  await settleReaders(t, groupId, at)
  return group['rule'] == null ? undefined : settle(t, { settle: 'rule', groupId }, at)
}
