import { sql } from 'kysely'
import type { RoleChange } from '../../core/changes/change.ts'
import { mustExist, type Writes } from './write.ts'

const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const

export const roleWrites: Writes<RoleChange['do']> = {
  assign_role: {
    entity: ofAccount,
    async run(t, { accountId, role }, { before }) {
      mustExist(before, 'user.not_found')
      await sql`insert into role_assignments (tenant_id, account_id, role) values (${t.tenantId}, ${accountId}, ${role}) on conflict do nothing`.execute(
        t.db,
      )
    },
  },
  remove_role: {
    entity: ofAccount,
    async run(t, { accountId, role }, { before }) {
      mustExist(before, 'user.not_found')
      await sql`delete from role_assignments where tenant_id = ${t.tenantId} and account_id = ${accountId} and role = ${role}`.execute(
        t.db,
      )
    },
  },
}
