import { sql } from 'kysely'
import type { GroupChange } from '../../core/changes/change.ts'
import { circleOf } from '../../core/licensing/settle.ts'
import { circleText } from '../../core/membership/circle-text.ts'
import { parseRule } from '../../core/membership/parse.ts'
import { faultText, groupLook, joiners } from '../../core/naming/fit.ts'
import { invisible, nameKey } from '../../core/naming/sign-in-name.ts'
import { AppError } from '../../errors.ts'
import { keepGroup } from '../deleted-groups.ts'
import { settle, settleAccount, settleGroup, settleReaders } from '../settle.ts'
import { changed, row, type TenantDb } from '../store.ts'
import { bumpShape, loadTenantPart } from '../tenant-part.ts'
import { mustExist, type Writes } from './write.ts'

const ofGroup = (change: { readonly groupId: string }) => ['group', change.groupId] as const
const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const

export const groupWrites: Writes<GroupChange['do']> = {
  create_group: {
    entity: (change) => ['group', change.group.id],
    async run(t, { group }, { at, before }) {
      if (before !== null) throw new AppError('group.exists', { id: group.id })
      await nameIsFree(t, group.name, group.id)
      await ruleFits(t, group)
      const { kind = 'security', mailNickname = null, isRoleAssignable = 'no' } = group
      if (isRoleAssignable === 'yes' && group.rule !== null) throw new AppError('group.for_roles')
      const { isSecurity = kind === 'security' || isRoleAssignable === 'yes', visibility = null } = group
      mustBeSecurity({ kind, isSecurity, visibility, isRoleAssignable: isRoleAssignable === 'yes' })
      if (kind === 'microsoft365') await nicknameIsFree(t, mailNickname, group.id)
      await sql`insert into groups (tenant_id, id, name, name_look, description, rule, rule_changed_at, created_at, kind, mail_nickname, is_role_assignable, is_security, visibility)
        values (${t.tenantId}, ${group.id}, ${group.name}, ${groupLook(group.name)}, ${group.description}, ${group.rule}, ${group.rule === null ? null : at}, ${at},
          ${kind}, ${mailNickname}, ${isRoleAssignable === 'yes'}, ${isSecurity}, ${visibility})`.execute(t.db)
      await bumpShape(t)
      return group.rule === null ? undefined : settle(t, { settle: 'rule', groupId: group.id }, at)
    },
  },
  update_group: {
    entity: ofGroup,
    async run(t, { groupId, set }, { before }) {
      mustExist(before, 'group.not_found')
      if (set.name !== undefined) await nameIsFree(t, set.name, groupId)
      if (set.externalId != null) await externalIdIsFree(t, set.externalId, groupId)
      const { kind, isRoleAssignable } = before as { kind: Kind; isRoleAssignable: boolean }
      const { isSecurity = null, visibility = null } = set
      mustBeSecurity({ kind, isSecurity, visibility, isRoleAssignable })
      if (set.mailNickname !== undefined && kind === 'microsoft365') await nicknameIsFree(t, set.mailNickname, groupId)
      await sql`update groups set name = coalesce(${set.name ?? null}, name), name_look = coalesce(${set.name === undefined ? null : groupLook(set.name)}, name_look), description = ${set.description === undefined ? sql`description` : sql`${set.description}`},
        external_id = ${set.externalId === undefined ? sql`external_id` : sql`${set.externalId}`}, mail_nickname = coalesce(${set.mailNickname ?? null}, mail_nickname),
        is_security = coalesce(${isSecurity}, is_security), visibility = coalesce(${visibility}, visibility)
        where tenant_id = ${t.tenantId} and id = ${groupId}`.execute(t.db)
      await bumpShape(t)
    },
  },
  edit_rule: {
    entity: ofGroup,
    async run(t, { groupId, rule }, { at, before }) {
      mustExist(before, 'group.not_found')
      await ruleFits(t, { id: groupId, rule })
      if (rule !== null) await mayNotBeForRoles(t, groupId)
      // A dynamic group has no hand-added members, and one that becomes assigned starts with those it had.
      if (rule === null)
        await sql`update group_members set how = 'direct' where tenant_id = ${t.tenantId} and group_id = ${groupId}`.execute(
          t.db,
        )
      else
        await sql`delete from group_members where tenant_id = ${t.tenantId} and group_id = ${groupId} and how = 'direct'`.execute(
          t.db,
        )
      await sql`update groups set rule = ${rule}, rule_changed_at = ${at},
        processing = case when ${rule}::text is null then 'up_to_date' else processing end,
        processing_error = case when ${rule}::text is null and licences_processing <> 'error' then null else processing_error end where tenant_id = ${t.tenantId} and id = ${groupId}`.execute(
        t.db,
      )
      await bumpShape(t)
      await settleReaders(t, groupId, at)
      return settle(t, { settle: 'rule', groupId }, at)
    },
  },
  delete_group: {
    entity: ofGroup,
    async run(t, { groupId }, { at, before }) {
      mustExist(before, 'group.not_found')
      if (
        (await row(t, sql`select 1 from group_licences where tenant_id = ${t.tenantId} and group_id = ${groupId}`)) !==
        null
      )
        throw new AppError('group.holds_licences')
      await keepGroup(t, groupId, at)
      await sql`delete from app_assignments where tenant_id = ${t.tenantId} and principal_id = ${groupId}`.execute(t.db)
      await sql`delete from groups where tenant_id = ${t.tenantId} and id = ${groupId}`.execute(t.db)
      await bumpShape(t)
      await settleReaders(t, groupId, at)
    },
  },
  add_to_group: {
    entity: ofAccount,
    async run(t, { accountId, groupId }, { at, before }) {
      mustExist(before, 'user.not_found')
      await mustBeAssigned(t, groupId)
      await sql`insert into group_members (tenant_id, group_id, account_id, how) values (${t.tenantId}, ${groupId}, ${accountId}, 'direct') on conflict do nothing`.execute(
        t.db,
      )
      await settleAccount(t, accountId, at)
    },
  },
  remove_from_group: {
    entity: ofAccount,
    async run(t, { accountId, groupId }, { at, before }) {
      mustExist(before, 'user.not_found')
      await mustBeAssigned(t, groupId)
      await sql`delete from group_members where tenant_id = ${t.tenantId} and group_id = ${groupId} and account_id = ${accountId}`.execute(
        t.db,
      )
      await settleAccount(t, accountId, at)
    },
  },
  nest_group: {
    entity: (change) => ['group', change.childId],
    async run(t, { childId, parentId }, { before }) {
      mustExist(before, 'group.not_found')
      await mustBeAssigned(t, parentId)
      if ((await kindOf(t, parentId)) === 'microsoft365') throw new AppError('group.holds_people_only')
      await mayNotBeForRoles(t, childId, parentId)
      const isLoop = await row(
        t,
        sql`with recursive up(id) as (select ${parentId}::uuid union select n.parent_id from group_nesting n join up on n.child_id = up.id where n.tenant_id = ${t.tenantId}) select 1 from up where id = ${childId}`,
      )
      if (isLoop !== null) throw new AppError('group.nested_in_itself')
      await sql`insert into group_nesting (tenant_id, parent_id, child_id) values (${t.tenantId}, ${parentId}, ${childId}) on conflict do nothing`.execute(
        t.db,
      )
      // Neither rules nor licences follow nesting: it is seen where memberships are read.
      await bumpShape(t)
    },
  },
  unnest_group: {
    entity: (change) => ['group', change.childId],
    async run(t, { childId, parentId }, { before }) {
      mustExist(before, 'group.not_found')
      await sql`delete from group_nesting where tenant_id = ${t.tenantId} and parent_id = ${parentId} and child_id = ${childId}`.execute(
        t.db,
      )
      // Neither rules nor licences follow nesting: it is seen where memberships are read.
      await bumpShape(t)
    },
  },
  reprocess_group: {
    entity: ofGroup,
    run(t, { groupId }, { at, before }) {
      mustExist(before, 'group.not_found')
      return settleGroup(t, groupId, at)
    },
  },
  set_group_processing: {
    entity: ofGroup,
    async run(t, { groupId, state }, { at, before }) {
      mustExist(before, 'group.not_found')
      const found = await changed(
        t,
        sql`update groups set processing = ${state === 'paused' ? 'paused' : 'up_to_date'},
            processing_error = case when licences_processing = 'error' then processing_error end
          where tenant_id = ${t.tenantId} and id = ${groupId} and rule is not null`,
      )
      if (found === 0) throw new AppError('group.is_assigned')
      await bumpShape(t)
      return state === 'paused' ? undefined : settleGroup(t, groupId, at)
    },
  },
}

async function ruleFits(t: TenantDb, group: { readonly id: string; readonly rule: string | null }): Promise<void> {
  if (group.rule === null) return
  const parsed = parseRule(group.rule)
  if (!parsed.ok) throw new AppError('rule.invalid', { message: parsed.error.message, at: parsed.error.at })
  const { groups } = await loadTenantPart(t)
  const circle = circleOf(group, groups)
  if (circle === null) return
  const message = circleText(circle.is, groups[circle.by]?.name ?? circle.by)
  throw new AppError('rule.invalid', { message, at: { start: 0, end: group.rule.length } })
}

/** No two groups are called the same, or look as if they were. */
async function nameIsFree(t: TenantDb, name: string, groupId: string): Promise<void> {
  if (invisible.test(name.replace(joiners, '')))
    throw new AppError('request.invalid', { field: 'name', hint: faultText.invisible })
  const other = await row(
    t,
    sql<{ id: string; name: string }>`select id, name from groups where tenant_id = ${t.tenantId}
      and name_look = ${groupLook(name)} and id <> ${groupId}`,
  )
  if (other === null) return
  const code = nameKey(other.name) === nameKey(name) ? 'group.name_taken' : 'group.name_looks_alike'
  throw new AppError(code, { name, heldBy: other.id, holder: other.name })
}

async function externalIdIsFree(t: TenantDb, externalId: string, groupId: string): Promise<void> {
  const other = await row(
    t,
    sql`select 1 from groups where tenant_id = ${t.tenantId} and external_id = ${externalId} and id <> ${groupId}`,
  )
  if (other !== null) throw new AppError('group.external_id_taken', { externalId })
}

type Kind = 'security' | 'microsoft365'

/** Throws where a group would be neither for security nor for mail, or say who finds it without being for mail, or be for roles alone. */
function mustBeSecurity(group: {
  readonly kind: Kind
  readonly isSecurity: boolean | null
  readonly visibility: string | null
  readonly isRoleAssignable: boolean
}): void {
  const refused = (field: string, hint: string) => new AppError('request.invalid', { field, hint })
  if (group.isSecurity === false && group.kind === 'security')
    throw refused('securityEnabled', 'a group without mail is a security group')
  if (group.isSecurity === false && group.isRoleAssignable)
    throw refused('securityEnabled', 'roles are given to security groups')
  if (group.visibility !== null && group.kind === 'security')
    throw refused('visibility', 'only a Microsoft 365 group says who finds it')
}

async function kindOf(t: TenantDb, groupId: string): Promise<Kind | undefined> {
  const found = await row(
    t,
    sql<{
      kind: Kind
    }>`select kind from groups where tenant_id = ${t.tenantId} and id = ${groupId}`,
  )
  return found?.kind
}

/** A Microsoft 365 group has an address, made of a name nobody else has. */
async function nicknameIsFree(t: TenantDb, nickname: string | null, groupId: string): Promise<void> {
  if (nickname === null) throw new AppError('change.not_possible', { missing: 'mailNickname' })
  const other = await row(
    t,
    sql`select 1 from groups where tenant_id = ${t.tenantId} and kind = 'microsoft365' and lower(mail_nickname) = lower(${nickname}) and id <> ${groupId}`,
  )
  if (other !== null) throw new AppError('group.nickname_taken', { mailNickname: nickname })
}

/** Who is in a group for roles is said by hand: no rule puts people into it, and no nesting. */
async function mayNotBeForRoles(t: TenantDb, ...groupIds: readonly string[]): Promise<void> {
  for (const id of groupIds) {
    const found = await row(
      t,
      sql`select 1 from groups where tenant_id = ${t.tenantId} and id = ${id} and is_role_assignable`,
    )
    if (found !== null) throw new AppError('group.for_roles', { groupId: id })
  }
}

async function mustBeAssigned(t: TenantDb, groupId: string): Promise<void> {
  const group = await row(
    t,
    sql<{ rule: string | null }>`select rule from groups where tenant_id = ${t.tenantId} and id = ${groupId}`,
  )
  if (group === null) throw new AppError('group.not_found')
  if (group.rule !== null) throw new AppError('group.is_dynamic')
}
