import { sql } from 'kysely'
import type { GroupKeepingChange } from '../../core/changes/group-keeping.ts'
import { AppError } from '../../errors.ts'
import { forgetGroup, restoreGroup } from '../deleted-groups.ts'
import { row } from '../store.ts'
import { bumpShape } from '../tenant-part.ts'
import { mustExist, type Writes } from './write.ts'

const ofGroup = (change: { readonly groupId: string }) => ['group', change.groupId] as const

export const groupKeepingWrites: Writes<GroupKeepingChange['do']> = {
  restore_group: { entity: ofGroup, run: (t, { groupId }, { at }) => restoreGroup(t, groupId, at) },
  purge_group: { entity: ofGroup, run: (t, { groupId }) => forgetGroup(t, groupId) },
  add_group_owner: {
    entity: ofGroup,
    async run(t, { accountId, groupId }, { before }) {
      mustExist(before, 'group.not_found')
      const account = await row(
        t,
        sql`select 1 from accounts where tenant_id = ${t.tenantId} and id = ${accountId} and deleted_at is null`,
      )
      if (account === null) throw new AppError('user.not_found')
      await sql`insert into group_owners (tenant_id, group_id, account_id) values (${t.tenantId}, ${groupId}, ${accountId}) on conflict do nothing`.execute(
        t.db,
      )
      await bumpShape(t)
    },
  },
  remove_group_owner: {
    entity: ofGroup,
    async run(t, { accountId, groupId }, { before }) {
      mustExist(before, 'group.not_found')
      await sql`delete from group_owners where tenant_id = ${t.tenantId} and group_id = ${groupId} and account_id = ${accountId}`.execute(
        t.db,
      )
      await bumpShape(t)
    },
  },
}
