import { type RawBuilder, sql } from 'kysely'
import { derivedLicences } from '../core/licensing/derive.ts'
import { settleMemberships } from '../core/licensing/settle.ts'
import type { Account, LicencePath, TenantPart } from '../core/snapshot.ts'
import { eachAccount, findAccount } from './accounts.ts'
import { bumpShape, loadTenantPart } from './tenant-part.ts'
import { json, type TenantDb } from './store.ts'

/** Transactions in which settling is left for the end. */
const unsettled = new WeakSet<TenantDb>()

/** From here on the transaction's changes leave what follows from them to one `settleAtLast`. Nobody else takes seats meanwhile. */
export async function leaveUnsettled(t: TenantDb): Promise<void> {
  await lockSeats(t)
  unsettled.add(t)
}

/** Settles everybody once for all the changes since `leaveUnsettled`; gives how many people that moved. */
export function settleAtLast(t: TenantDb, at: number): Promise<{ readonly moved: number }> {
  unsettled.delete(t)
  return settleEverybody(t, at)
}

/**
 * Brings what follows from an account's attributes and direct memberships up to date: dynamic memberships and the licences
 * of its groups, by the very functions that What-If uses.
 */
export async function settleAccount(t: TenantDb, accountId: string, at: number): Promise<void> {
  if (unsettled.has(t)) return
  await lockSeats(t)
  const account = await findAccount(t, accountId)
  // Rules and licences leave a deleted account alone until it is restored.
  if (account === null || account.deletedAt !== null) return
  const seats = new Seats(await loadTenantPart(t))
  const settled = consequencesOf(account, seats, at)
  if (settled !== null) await write(t, [settled])
  if (settled?.licences !== null && settled !== null) await bumpShape(t)
}

/** The same for everybody, after a rule, a group's licences, its place or a product changed; gives how many people it moved. */
export async function settleEverybody(t: TenantDb, at: number): Promise<{ readonly moved: number }> {
  if (unsettled.has(t)) return { moved: 0 }
  await lockSeats(t)
  const seats = new Seats(await loadTenantPart(t))
  let moved = 0
  let batch: Settled[] = []
  for await (const account of eachAccount(t)) {
    const settled = consequencesOf(account, seats, at)
    if (settled === null) continue
    moved += 1
    batch.push(settled)
    if (batch.length === 1000) {
      await write(t, batch)
      batch = []
    }
  }
  await write(t, batch)
  await bumpShape(t)
  await sql`update groups set processed_at = greatest(coalesce(processed_at, 0), coalesce(rule_changed_at, 0)) where tenant_id = ${t.tenantId} and rule is not null`.execute(
    t.db,
  )
  return { moved }
}

/** Seats as they are taken and freed within one settling, person after person in the order of ids. */
class Seats {
  #tenant: TenantPart
  constructor(tenant: TenantPart) {
    this.#tenant = tenant
  }
  get tenant(): TenantPart {
    return this.#tenant
  }
  move(before: readonly LicencePath[], after: readonly LicencePath[]): void {
    const held = (paths: readonly LicencePath[]) =>
      new Set(paths.filter((path) => path.state === 'active').map((path) => path.productId))
    const [had, has] = [held(before), held(after)]
    const products = { ...this.#tenant.products }
    let isMoved = false
    for (const id of new Set([...had, ...has])) {
      const product = products[id]
      if (product === undefined || had.has(id) === has.has(id)) continue
      products[id] = { ...product, seatsUsed: product.seatsUsed + (has.has(id) ? 1 : -1) }
      isMoved = true
    }
    // The groups stay the same object, so that what is compiled for them is not compiled again.
    if (isMoved) this.#tenant = { ...this.#tenant, products }
  }
}

type Settled = {
  readonly accountId: string
  readonly ruleGroups: readonly string[] | null
  readonly licences: readonly LicencePath[] | null
  /** Whether there is anything of the kind to be taken away first. */
  readonly had: { readonly ruleGroups: boolean; readonly licences: boolean }
}

function consequencesOf(account: Account, seats: Seats, at: number): Settled | null {
  const memberOf = settleMemberships(account, seats.tenant, at)
  const direct = account.licences.filter((path) => path.groupId === null)
  const derived = derivedLicences(account, memberOf, seats.tenant)
  const ruleGroups = memberOf.filter((one) => one.how === 'rule').map((one) => one.groupId)
  const hadGroups = account.memberOf.filter((one) => one.how === 'rule').map((one) => one.groupId)
  const hadDerived = account.licences.filter((path) => path.groupId !== null)
  const isSameGroups = text([...ruleGroups].sort()) === text([...hadGroups].sort())
  const isSameLicences = text(inOrder(derived)) === text(inOrder(hadDerived))
  if (isSameGroups && isSameLicences) return null
  if (!isSameLicences) seats.move(account.licences, [...direct, ...derived])
  const had = { ruleGroups: hadGroups.length > 0, licences: hadDerived.length > 0 }
  return {
    accountId: account.id,
    ruleGroups: isSameGroups ? null : ruleGroups,
    licences: isSameLicences ? null : derived,
    had,
  }
}

async function write(t: TenantDb, settled: readonly Settled[]): Promise<void> {
  const moved = settled.filter((one) => one.ruleGroups !== null)
  if (moved.length > 0) {
    const left = moved.filter((one) => one.had.ruleGroups)
    if (left.length > 0)
      await sql`delete from group_members where tenant_id = ${t.tenantId} and how = 'rule' and account_id in (${ids(left.map((one) => one.accountId))})`.execute(
        t.db,
      )
    await sql`insert into group_members (tenant_id, group_id, account_id, how)
      select ${t.tenantId}::uuid, (r ->> 'g')::uuid, (r ->> 'a')::uuid, 'rule' from jsonb_array_elements(${json(moved.flatMap((one) => one.ruleGroups?.map((g) => ({ g, a: one.accountId })) ?? []))}) r
      on conflict do nothing`.execute(t.db)
  }
  const licensed = settled.filter((one) => one.licences !== null)
  if (licensed.length === 0) return
  const lost = licensed.filter((one) => one.had.licences)
  if (lost.length > 0)
    await sql`delete from licence_assignments where tenant_id = ${t.tenantId} and group_id <> '00000000-0000-0000-0000-000000000000' and account_id in (${ids(lost.map((one) => one.accountId))})`.execute(
      t.db,
    )
  await sql`insert into licence_assignments (tenant_id, account_id, product_id, group_id, disabled_plans, state, error)
    select ${t.tenantId}::uuid, (r ->> 'accountId')::uuid, (r ->> 'productId')::uuid, (r ->> 'groupId')::uuid, r -> 'disabledPlans', r ->> 'state', r ->> 'error'
    from jsonb_array_elements(${json(licensed.flatMap((one) => one.licences?.map((path) => ({ ...path, accountId: one.accountId })) ?? []))}) r`.execute(
    t.db,
  )
}

/** Seats are handed out one transaction at a time. */
async function lockSeats(t: TenantDb): Promise<void> {
  await sql`select 1 from tenants where id = ${t.tenantId} for no key update`.execute(t.db)
}

const ids = (list: readonly string[]): RawBuilder<unknown> => sql`select jsonb_array_elements_text(${json(list)})::uuid`
const text = (value: unknown) => JSON.stringify(value)
const inOrder = (paths: readonly LicencePath[]) =>
  [...paths]
    .sort((a, b) => (`${a.productId} ${a.groupId}` < `${b.productId} ${b.groupId}` ? -1 : 1))
    .map((path) => [path.productId, path.groupId, path.disabledPlans, path.state, path.error])
