import { sql } from 'kysely'
import { rows, type TenantDb } from './store.ts'

/** The unit that stands for the whole organisation in the keys of roles. */
export const everywhere = '00000000-0000-0000-0000-000000000000'

/** Every role somebody holds, as a table of a statement: their own, and those of groups for roles they were put into by hand. */
export const rolesHeld = sql`(select tenant_id, account_id, role, unit_id from role_assignments
  union select m.tenant_id, m.account_id, r.role, r.unit_id from group_roles r
  join group_members m on m.tenant_id = r.tenant_id and m.group_id = r.group_id and m.how = 'direct')`

/** Ids of the accounts that hold a role everywhere, emergency accounts too. */
export async function listRoleHolderIds(t: TenantDb, role: string): Promise<readonly string[]> {
  const found = await rows(
    t,
    sql<{ id: string }>`select distinct account_id as id from ${rolesHeld} h
      where tenant_id = ${t.tenantId} and role = ${role} and unit_id = ${everywhere} order by account_id`,
  )
  return found.map(({ id }) => id)
}

/** Who holds a role everywhere and is not deleted, emergency accounts first. */
export function listHoldersOf(
  t: TenantDb,
  role: string,
): Promise<{ readonly id: string; readonly isEmergency: boolean }[]> {
  return rows(
    t,
    sql`select a.id, a.is_emergency as "isEmergency" from accounts a where a.tenant_id = ${t.tenantId} and a.deleted_at is null
      and a.id in (select account_id from ${rolesHeld} h where h.tenant_id = ${t.tenantId} and h.role = ${role} and h.unit_id = ${everywhere})
      order by not a.is_emergency, a.id`,
  )
}
