import { sql } from 'kysely'
import type { UnitChange } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { row, type TenantDb } from '../store.ts'
import { bumpShape } from '../tenant-part.ts'
import { mustExist, type Writes } from './write.ts'

const ofUnit = (change: { readonly unitId: string }) => ['unit', change.unitId] as const

export const unitWrites: Writes<UnitChange['do']> = {
  put_unit: {
    entity: (change) => ['unit', change.unit.id],
    async run(t, { unit }) {
      const other = await row(
        t,
        sql`select 1 from units where tenant_id = ${t.tenantId} and lower(name) = lower(${unit.name}) and id <> ${unit.id}`,
      )
      if (other !== null) throw new AppError('unit.name_taken', { name: unit.name })
      await sql`insert into units (tenant_id, id, name, description) values (${t.tenantId}, ${unit.id}, ${unit.name}, ${unit.description})
        on conflict (tenant_id, id) do update set name = excluded.name, description = excluded.description`.execute(
        t.db,
      )
      await bumpShape(t)
    },
  },
  delete_unit: {
    entity: ofUnit,
    async run(t, { unitId }, { before }) {
      mustExist(before, 'unit.not_found')
      // Roles given within it end with it.
      for (const table of ['role_assignments', 'group_roles'])
        await sql`delete from ${sql.table(table)} where tenant_id = ${t.tenantId} and unit_id = ${unitId}`.execute(t.db)
      await sql`delete from units where tenant_id = ${t.tenantId} and id = ${unitId}`.execute(t.db)
      await bumpShape(t)
    },
  },
  add_to_unit: {
    entity: (change) => ['account', change.accountId],
    async run(t, { unitId, accountId }, { before }) {
      mustExist(before, 'user.not_found')
      await unitIsThere(t, unitId)
      await sql`insert into unit_accounts (tenant_id, unit_id, account_id) values (${t.tenantId}, ${unitId}, ${accountId}) on conflict do nothing`.execute(
        t.db,
      )
    },
  },
  remove_from_unit: {
    entity: (change) => ['account', change.accountId],
    async run(t, { unitId, accountId }, { before }) {
      mustExist(before, 'user.not_found')
      await sql`delete from unit_accounts where tenant_id = ${t.tenantId} and unit_id = ${unitId} and account_id = ${accountId}`.execute(
        t.db,
      )
    },
  },
  add_group_to_unit: {
    entity: (change) => ['group', change.groupId],
    async run(t, { unitId, groupId }, { before }) {
      mustExist(before, 'group.not_found')
      await unitIsThere(t, unitId)
      await sql`insert into unit_groups (tenant_id, unit_id, group_id) values (${t.tenantId}, ${unitId}, ${groupId}) on conflict do nothing`.execute(
        t.db,
      )
      await bumpShape(t)
    },
  },
  remove_group_from_unit: {
    entity: (change) => ['group', change.groupId],
    async run(t, { unitId, groupId }, { before }) {
      mustExist(before, 'group.not_found')
      await sql`delete from unit_groups where tenant_id = ${t.tenantId} and unit_id = ${unitId} and group_id = ${groupId}`.execute(
        t.db,
      )
      await bumpShape(t)
    },
  },
}

async function unitIsThere(t: TenantDb, unitId: string): Promise<void> {
  const found = await row(t, sql`select 1 from units where tenant_id = ${t.tenantId} and id = ${unitId} for share`)
  if (found === null) throw new AppError('unit.not_found')
}
