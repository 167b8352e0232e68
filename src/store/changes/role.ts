import { sql } from 'kysely'
import type { RoleChange } from '../../core/changes/change.ts'
import { isRole } from '../../core/changes/roles.ts'
import { isScopable } from '../../core/changes/within-unit.ts'
import { AppError } from '../../errors.ts'
import { row, type TenantDb } from '../store.ts'
import { bumpShape } from '../tenant-part.ts'
import { everywhere } from '../roles-held.ts'
import { mustExist, type Writes } from './write.ts'

const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const
const ofGroup = (change: { readonly groupId: string }) => ['group', change.groupId] as const

export const roleWrites: Writes<RoleChange['do']> = {
  assign_role: {
    entity: ofAccount,
    async run(t, change, { before }) {
      mustExist(before, 'user.not_found')
      await mustBeGivable(t, change)
      await sql`insert into role_assignments (tenant_id, account_id, role, unit_id)
        values (${t.tenantId}, ${change.accountId}, ${change.role}, ${change.unitId ?? everywhere}) on conflict do nothing`.execute(
        t.db,
      )
    },
  },
  remove_role: {
    entity: ofAccount,
    async run(t, { accountId, role, unitId }, { before }) {
      mustExist(before, 'user.not_found')
      await sql`delete from role_assignments where tenant_id = ${t.tenantId} and account_id = ${accountId} and role = ${role}
        and unit_id = ${unitId ?? everywhere}`.execute(t.db)
    },
  },
  assign_group_role: {
    entity: ofGroup,
    async run(t, change, { before }) {
      mustExist(before, 'group.not_found')
      await mustBeGivable(t, change)
      const group = await row(
        t,
        sql<{
          isRoleAssignable: boolean
        }>`select is_role_assignable as "isRoleAssignable" from groups where tenant_id = ${t.tenantId} and id = ${change.groupId}`,
      )
      if (!group?.isRoleAssignable) throw new AppError('group.not_for_roles')
      await sql`insert into group_roles (tenant_id, group_id, role, unit_id)
        values (${t.tenantId}, ${change.groupId}, ${change.role}, ${change.unitId ?? everywhere}) on conflict do nothing`.execute(
        t.db,
      )
      await bumpShape(t)
    },
  },
  remove_group_role: {
    entity: ofGroup,
    async run(t, { groupId, role, unitId }, { before }) {
      mustExist(before, 'group.not_found')
      await sql`delete from group_roles where tenant_id = ${t.tenantId} and group_id = ${groupId} and role = ${role}
        and unit_id = ${unitId ?? everywhere}`.execute(t.db)
      await bumpShape(t)
    },
  },
}

/** A role there is; within a unit, one that is made for units, and a unit that is there. */
async function mustBeGivable(t: TenantDb, given: { readonly role: string; readonly unitId?: string }): Promise<void> {
  if (!isRole(given.role)) throw new AppError('role.not_found', { role: given.role })
  if (given.unitId === undefined) return
  if (!isScopable(given.role)) throw new AppError('role.only_everywhere', { role: given.role })
  const unit = await row(t, sql`select 1 from units where tenant_id = ${t.tenantId} and id = ${given.unitId} for share`)
  if (unit === null) throw new AppError('unit.not_found')
}
