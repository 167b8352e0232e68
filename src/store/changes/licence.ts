import { sql } from 'kysely'
import type { LicenceChange } from '../../core/changes/change.ts'
import type { ProductChange } from '../../core/changes/product.ts'
import type { ProductSettings } from '../../core/licensing/product.ts'

import { AppError } from '../../errors.ts'
import { errorOf, tiedProducts } from '../../core/licensing/derive.ts'
import { heldProducts } from '../../core/changes/consequences.ts'
import { findAccount } from '../accounts.ts'
import { handOut } from '../seats.ts'
import { settle, settleAccount } from '../settle.ts'
import { changed, json, row, rows, type TenantDb } from '../store.ts'
import { bumpShape, loadTenantPart } from '../tenant-part.ts'
import { mustExist, type Writes } from './write.ts'

const direct = '00000000-0000-0000-0000-000000000000'
const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const

export const licenceWrites: Writes<LicenceChange['do'] | ProductChange['do']> = {
  put_product: {
    entity: (change) => ['product', change.product.id],
    async run(t, { product }, { at }) {
      const number = await numberOf(t, product)
      const wasTied = tiedProducts((await loadTenantPart(t)).products).has(product.id)
      await sql`insert into products (tenant_id, id, name, sku_part_number, plans, status, expires_at, seats)
        values (${t.tenantId}, ${product.id}, ${product.name}, ${number}, ${json(product.plans)}, ${product.status}, ${product.expiresAt}, ${product.seats})
        on conflict (tenant_id, id) do update set name = excluded.name, sku_part_number = excluded.sku_part_number, plans = excluded.plans, status = excluded.status, expires_at = excluded.expires_at, seats = excluded.seats`.execute(
        t.db,
      )
      const forgotten = await forgetPlans(t, product, at)
      await bumpShape(t)
      for (const groupId of forgotten.groups)
        await settle(t, { settle: 'licences', groupId, productIds: [product.id] }, at)
      const isTied = tiedProducts((await loadTenantPart(t)).products).has(product.id)
      if (wasTied || isTied) await settle(t, { settle: 'product', productId: product.id }, at)
      // Seats that came free go to those who wait for one.
      const settled = await settle(t, { settle: 'seats', productId: product.id }, at)
      return forgotten.people + forgotten.groups.length === 0 ? settled : { ...settled, forgotten }
    },
  },
  delete_product: {
    entity: (change) => ['product', change.productId],
    async run(t, { productId }, { before }) {
      mustExist(before, 'product.not_found')
      const held = await row(
        t,
        sql`select 1 where exists (select 1 from licence_assignments l where l.tenant_id = ${t.tenantId} and l.product_id = ${productId})
          or exists (select 1 from group_licences g where g.tenant_id = ${t.tenantId} and g.product_id = ${productId})`,
      )
      if (held !== null) throw new AppError('product.in_use')
      await sql`delete from products where tenant_id = ${t.tenantId} and id = ${productId}`.execute(t.db)
      await bumpShape(t)
    },
  },
  assign_licence: {
    entity: ofAccount,
    async run(t, { accountId, productId, disabledPlans }, { at, before }) {
      mustExist(before, 'user.not_found')
      await mayHold(t, accountId, productId, disabledPlans)
      await sql`insert into licence_assignments as l (tenant_id, account_id, product_id, disabled_plans, changed_at) values (${t.tenantId}, ${accountId}, ${productId}, ${json(disabledPlans)}, ${at})
        on conflict (tenant_id, account_id, product_id, group_id) do update set disabled_plans = excluded.disabled_plans, state = 'active', error = null, changed_at = excluded.changed_at
        where (l.disabled_plans, l.state) is distinct from (excluded.disabled_plans, 'active')`.execute(t.db)
      // Other paths to it need no seat any more, and plans that build on it may now be given.
      await settleAccount(t, accountId, at)
    },
  },
  remove_licence: {
    entity: ofAccount,
    async run(t, { accountId, productId }, { at, before }) {
      mustExist(before, 'user.not_found')
      await sql`delete from licence_assignments where tenant_id = ${t.tenantId} and account_id = ${accountId} and product_id = ${productId} and group_id = ${direct}`.execute(
        t.db,
      )
      await settleAccount(t, accountId, at)
      await handOut(t, [productId], at)
    },
  },
  assign_group_licence: {
    entity: (change) => ['group', change.groupId],
    async run(t, { groupId, productId, disabledPlans }, { at, before }) {
      mustExist(before, 'group.not_found')
      await mustHavePlans(t, productId, disabledPlans)
      await sql`insert into group_licences (tenant_id, group_id, product_id, disabled_plans) values (${t.tenantId}, ${groupId}, ${productId}, ${json(disabledPlans)})
        on conflict (tenant_id, group_id, product_id) do update set disabled_plans = excluded.disabled_plans`.execute(
        t.db,
      )
      await bumpShape(t)
      return settle(t, { settle: 'licences', groupId, productIds: [productId] }, at)
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
      return settle(t, { settle: 'licences', groupId, productIds: [productId] }, at)
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
        return settle(t, { settle: 'licences', groupId, productIds: [productId] }, at)
      }
      const found = await changed(
        t,
        sql`update licence_assignments set disabled_plans = disabled_plans - ${planId}, changed_at = ${at} where tenant_id = ${t.tenantId} and account_id = ${accountId} and product_id = ${productId} and group_id = ${direct}`,
      )
      if (found === 0) throw new AppError('licence.not_assigned')
      await settleAccount(t, accountId, at)
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

/**
 * Nobody leaves off what is no plan of the product any more: those who have it directly, and groups, whose members are left to
 * be settled. Gives how many people and which groups that were.
 */
async function forgetPlans(t: TenantDb, { id, plans }: ProductSettings, at: number) {
  const known = plans.map((plan) => plan.id)
  const isStranger = sql`tenant_id = ${t.tenantId} and product_id = ${id}
    and exists (select 1 from jsonb_array_elements_text(disabled_plans) e(plan) where e.plan <> all(${known}::text[]))`
  const rest = sql`(select coalesce(jsonb_agg(e.plan order by e.n), '[]') from jsonb_array_elements_text(disabled_plans)
    with ordinality e(plan, n) where e.plan = any(${known}::text[]))`
  const groups = await rows(
    t,
    sql<{
      id: string
    }>`update group_licences set disabled_plans = ${rest} where ${isStranger} returning group_id as id`,
  )
  const people = await changed(
    t,
    sql`update licence_assignments set disabled_plans = ${rest}, changed_at = ${at} where ${isStranger} and group_id = ${direct}`,
  )
  return { groups: groups.map((group) => group.id), people }
}

/** Throws where there is no such product, or it has none of one of the plans to be left off. */
async function mustHavePlans(t: TenantDb, productId: string, disabledPlans: readonly string[]): Promise<void> {
  const product = (await loadTenantPart(t)).products[productId]
  if (product === undefined) throw new AppError('product.not_found')
  const unknown = disabledPlans.find((id) => !product.plans.some((plan) => plan.id === id))
  if (unknown !== undefined) throw new AppError('licence.no_such_plan', { plan: unknown, product: product.name })
}

/** Whether the person may hold the product now, as the core says it of groups too. The seats are locked: two never take the last one. */
async function mayHold(
  t: TenantDb,
  accountId: string,
  productId: string,
  disabledPlans: readonly string[],
): Promise<void> {
  const tenant = await loadTenantPart(t)
  await mustHavePlans(t, productId, disabledPlans)
  const account = await findAccount(t, accountId)
  if (account === null) throw new AppError('user.not_found')
  if (account.deletedAt !== null) throw new AppError('user.is_deleted')
  const error = errorOf(account, productId, heldProducts(account.licences), tenant, { disabledPlans })
  if (error !== null && error !== 'other') throw new AppError(`licence.${error}`)
}

/**
 * What the seller calls a product: as said, else as before, else made of its name. Throws `product.number_taken` where another is called so.
 */
async function numberOf(t: TenantDb, product: ProductSettings): Promise<string> {
  const all = await rows(
    t,
    sql<{
      id: string
      number: string
    }>`select id, sku_part_number as number from products where tenant_id = ${t.tenantId}`,
  )
  const isTaken = (number: string) => all.some((one) => one.number === number && one.id !== product.id)
  const known = product.skuPartNumber ?? all.find(({ id }) => id === product.id)?.number
  if (product.skuPartNumber !== undefined && isTaken(product.skuPartNumber))
    throw new AppError('product.number_taken', { skuPartNumber: product.skuPartNumber })
  const made = product.name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')
  return known ?? (isTaken(made) ? `${made}_${product.id.slice(0, 8).toUpperCase()}` : made)
}
