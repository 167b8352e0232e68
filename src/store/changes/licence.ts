import { sql } from 'kysely'
import type { LicenceChange } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { settleEverybody } from '../settle.ts'
import { changed, json, row, type TenantDb } from '../store.ts'
import { bumpShape } from '../tenant-part.ts'
import { mustExist, type Writes } from './write.ts'

const direct = '00000000-0000-0000-0000-000000000000'
const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const

export const licenceWrites: Writes<LicenceChange['do']> = {
  put_product: {
    entity: (change) => ['product', change.product.id],
    async run(t, { product }, { at }) {
      await sql`insert into products (tenant_id, id, name, sku_part_number, plans, status, expires_at, seats)
        values (${t.tenantId}, ${product.id}, ${product.name}, ${product.name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}, ${json(product.plans)}, ${product.status}, ${product.expiresAt}, ${product.seats})
        on conflict (tenant_id, id) do update set name = excluded.name, plans = excluded.plans, status = excluded.status, expires_at = excluded.expires_at, seats = excluded.seats`.execute(
        t.db,
      )
      await bumpShape(t)
      // Seats that came free go to those who wait for one.
      return settleEverybody(t, at)
    },
  },
  assign_licence: {
    entity: ofAccount,
    async run(t, { accountId, productId, disabledPlans }, { before }) {
      mustExist(before, 'user.not_found')
      await takeSeat(t, accountId, productId)
      await sql`insert into licence_assignments (tenant_id, account_id, product_id, disabled_plans) values (${t.tenantId}, ${accountId}, ${productId}, ${json(disabledPlans)})
        on conflict (tenant_id, account_id, product_id, group_id) do update set disabled_plans = excluded.disabled_plans, state = 'active', error = null`.execute(
        t.db,
      )
      await bumpShape(t)
    },
  },
  remove_licence: {
    entity: ofAccount,
    async run(t, { accountId, productId }, { at, before }) {
      mustExist(before, 'user.not_found')
      await sql`delete from licence_assignments where tenant_id = ${t.tenantId} and account_id = ${accountId} and product_id = ${productId} and group_id = ${direct}`.execute(
        t.db,
      )
      await bumpShape(t)
      return settleEverybody(t, at)
    },
  },
  assign_group_licence: {
    entity: (change) => ['group', change.groupId],
    async run(t, { groupId, productId, disabledPlans }, { at, before }) {
      mustExist(before, 'group.not_found')
      await mustBeProduct(t, productId)
      await sql`insert into group_licences (tenant_id, group_id, product_id, disabled_plans) values (${t.tenantId}, ${groupId}, ${productId}, ${json(disabledPlans)})
        on conflict (tenant_id, group_id, product_id) do update set disabled_plans = excluded.disabled_plans`.execute(
        t.db,
      )
      await bumpShape(t)
      return settleEverybody(t, at)
    },
  },
  remove_group_licence: {
    entity: (change) => ['group', change.groupId],
    async run(t, { groupId, productId }, { at, before }) {
      mustExist(before, 'group.not_found')
      await sql`delete from group_licences where tenant_id = ${t.tenantId} and group_id = ${groupId} and product_id = ${productId}`.execute(
        t.db,
      )
      await bumpShape(t)
      return settleEverybody(t, at)
    },
  },
  switch_plan_on: {
    entity: ofAccount,
    async run(t, { accountId, productId, groupId, planId }, { at, before }) {
      mustExist(before, 'user.not_found')
      if (groupId !== null) {
        // A group leaves a plan off for all its members: it is switched on there, for all of them.
        await sql`update group_licences set disabled_plans = disabled_plans - ${planId} where tenant_id = ${t.tenantId} and group_id = ${groupId} and product_id = ${productId}`.execute(
          t.db,
        )
        await bumpShape(t)
        return settleEverybody(t, at)
      }
      const found = await changed(
        t,
        sql`update licence_assignments set disabled_plans = disabled_plans - ${planId} where tenant_id = ${t.tenantId} and account_id = ${accountId} and product_id = ${productId} and group_id = ${direct}`,
      )
      if (found === 0) throw new AppError('licence.not_assigned')
      return undefined
    },
  },
  renew_product: {
    entity: (change) => ['product', change.productId],
    async run(t, { productId, expiresAt }, { before }) {
      mustExist(before, 'product.not_found')
      await sql`update products set status = 'enabled', expires_at = ${expiresAt} where tenant_id = ${t.tenantId} and id = ${productId}`.execute(
        t.db,
      )
      await bumpShape(t)
    },
  },
}

async function mustBeProduct(t: TenantDb, productId: string): Promise<void> {
  if ((await row(t, sql`select 1 from products where tenant_id = ${t.tenantId} and id = ${productId}`)) === null)
    throw new AppError('product.not_found')
}

/** One person, one seat, by however many paths. The product's row is locked: two people never take the last one. */
async function takeSeat(t: TenantDb, accountId: string, productId: string): Promise<void> {
  const product = await row(
    t,
    sql<{ seats: number }>`select seats from products where tenant_id = ${t.tenantId} and id = ${productId} for update`,
  )
  if (product === null) throw new AppError('product.not_found')
  const place = await row(
    t,
    sql`select 1 from accounts where tenant_id = ${t.tenantId} and id = ${accountId} and coalesce(attributes ->> 'usageLocation', '') <> ''`,
  )
  if (place === null) throw new AppError('licence.usage_location_missing')
  const used = await row(
    t,
    sql<{
      n: number
      has: boolean
    }>`select count(distinct account_id) as n, bool_or(account_id = ${accountId}) as has from licence_assignments where tenant_id = ${t.tenantId} and product_id = ${productId} and state = 'active'`,
  )
  if (!used?.has && (used?.n ?? 0) >= product.seats) throw new AppError('licence.no_seats')
}
