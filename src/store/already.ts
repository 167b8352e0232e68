import { type RawBuilder, sql } from 'kysely'
import type { RoleAssignment } from './app-lists.ts'
import { everywhere } from './roles-held.ts'
import { row, type TenantDb } from './store.ts'

const isAny = async (t: TenantDb, found: RawBuilder<unknown>) => (await row(t, found)) !== null

/** Whether a person, or a group, was put into a group by hand. */
export function isDirectlyIn(t: TenantDb, groupId: string, id: string): Promise<boolean> {
  return isAny(
    t,
    sql`select 1 from group_members where tenant_id = ${t.tenantId} and group_id = ${groupId} and account_id = ${id} and how = 'direct'
      union all select 1 from group_nesting where tenant_id = ${t.tenantId} and parent_id = ${groupId} and child_id = ${id}`,
  )
}

/** Whether a person owns a group. */
export function owns(t: TenantDb, groupId: string, accountId: string): Promise<boolean> {
  return isAny(
    t,
    sql`select 1 from group_owners where tenant_id = ${t.tenantId} and group_id = ${groupId} and account_id = ${accountId}`,
  )
}

/** Whether a person, or a group, is in an administrative unit. */
export function isInUnit(t: TenantDb, unitId: string, id: string): Promise<boolean> {
  return isAny(
    t,
    sql`select 1 from unit_accounts where tenant_id = ${t.tenantId} and unit_id = ${unitId} and account_id = ${id}
      union all select 1 from unit_groups where tenant_id = ${t.tenantId} and unit_id = ${unitId} and group_id = ${id}`,
  )
}

/** Whether somebody was given a role there, themselves and not through a group. */
export function isRoleGiven(t: TenantDb, { principalId, kind, role, unitId }: RoleAssignment): Promise<boolean> {
  const where = sql`tenant_id = ${t.tenantId} and role = ${role} and unit_id = ${unitId ?? everywhere}`
  return isAny(
    t,
    kind === 'group'
      ? sql`select 1 from group_roles where ${where} and group_id = ${principalId}`
      : sql`select 1 from role_assignments where ${where} and account_id = ${principalId}`,
  )
}
