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
