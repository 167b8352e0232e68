import { type RawBuilder, sql } from 'kysely'
import { heldProducts } from '../core/changes/consequences.ts'
import { whatFollows } from '../core/licensing/what-follows.ts'
import type { Account, LicencePath, TenantPart } from '../core/snapshot.ts'
import { findAccounts } from './accounts.ts'
import type { TenantDb } from './store.ts'
import { loadTenantPart } from './tenant-part.ts'

export type SettledPeople = {
  /** How many people were not as they should be. */
  readonly moved: number
  /** Products of which somebody gave back a seat. It is free once `handOut` was called. */
  readonly freed: ReadonlySet<string>
}

/** Statements stay small. */
const batch = 1000

/**
 * Brings memberships by rule and licences of groups of these people up to date, in the order of their ids, by the very functions
 * that What-If uses. Deleted people are left alone until they are restored.
 */
export async function settlePeople(t: TenantDb, accountIds: readonly string[], at: number): Promise<SettledPeople> {
  const ids = [...new Set(accountIds)].sort()
  const freed = new Set<string>()
  let moved = 0
  for (let i = 0; i < ids.length; i += batch) {
    const accounts = await findAccounts(t, { ids: ids.slice(i, i + batch) })
    const seats = new Seats(await loadTenantPart(t))
    const settled = accounts
      .filter((account) => account.deletedAt === null)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap((account) => consequencesOf(account, seats, at) ?? [])
    await write(t, settled, at)
    moved += settled.length
    for (const id of seats.freed) freed.add(id)
  }
  return { moved, freed }
}

/**
 * Seats as they are taken within one settling, person after person in the order of ids. What is given back meanwhile is kept
 * for those who wait: they may have been there before.
 */
class Seats {
  readonly freed = new Set<string>()
  #tenant: TenantPart
  constructor(tenant: TenantPart) {
    this.#tenant = tenant
  }
  get tenant(): TenantPart {
    return this.#tenant
  }
  move(before: readonly LicencePath[], after: readonly LicencePath[]): void {
    const [had, has] = [heldProducts(before), heldProducts(after)]
    for (const id of had) if (!has.has(id)) this.freed.add(id)
    const taken = [...has].flatMap((id) => (had.has(id) ? [] : (this.#tenant.products[id] ?? [])))
    if (taken.length === 0) return
    const products = { ...this.#tenant.products }
    for (const product of taken) products[product.id] = { ...product, seatsUsed: product.seatsUsed + 1 }
    // The groups stay the same object, so that what is compiled for them is not compiled again.
    this.#tenant = { ...this.#tenant, products }
  }
}

type Settled = {
  readonly accountId: string
  readonly joined: readonly string[]
  readonly left: readonly string[]
  readonly made: readonly LicencePath[]
  readonly changed: readonly LicencePath[]
  readonly gone: readonly LicencePath[]
}

function consequencesOf(account: Account, seats: Seats, at: number): Settled | null {
  const { memberOf, derived } = whatFollows(account, seats.tenant, at)
  const byRule = (list: Account['memberOf']) => list.filter((one) => one.how === 'rule').map((one) => one.groupId)
  const [had, has] = [new Set(byRule(account.memberOf)), new Set(byRule(memberOf))]
  const was = new Map(account.licences.flatMap((path) => (path.groupId === null ? [] : [[key(path), path] as const])))
  const is = new Map(derived.map((path) => [key(path), path]))
  const settled: Settled = {
    accountId: account.id,
    joined: [...has].filter((id) => !had.has(id)),
    left: [...had].filter((id) => !has.has(id)),
    made: derived.filter((path) => !was.has(key(path))),
    changed: derived.filter((path) => was.has(key(path)) && text(was.get(key(path))) !== text(path)),
    gone: [...was.values()].filter((path) => !is.has(key(path))),
  }
  if (settled.made.length + settled.changed.length + settled.gone.length > 0)
    seats.move(account.licences, [...account.licences.filter((path) => path.groupId === null), ...derived])
  else if (settled.joined.length + settled.left.length === 0) return null
  return settled
}

async function write(t: TenantDb, settled: readonly Settled[], at: number): Promise<void> {
  const members = (list: 'joined' | 'left') => settled.flatMap((one) => one[list].map((g) => ({ a: one.accountId, g })))
  const [joined, left] = [members('joined'), members('left')]
  const each = (list: readonly { readonly a: string; readonly g: string }[]) =>
    sql`unnest(${list.map(({ g }) => g)}::uuid[], ${list.map(({ a }) => a)}::uuid[]) r(g, a)`
  if (joined.length > 0)
    await sql`insert into group_members (tenant_id, group_id, account_id, how)
      select ${t.tenantId}::uuid, r.g, r.a, 'rule' from ${each(joined)} on conflict do nothing`.execute(t.db)
  if (left.length > 0)
    await sql`delete from group_members m using ${each(left)} where m.tenant_id = ${t.tenantId} and m.how = 'rule'
      and m.group_id = r.g and m.account_id = r.a`.execute(t.db)
  // A group that a rule is yet to be followed in says so until it is.
  const moved = [...new Set([...joined, ...left].map(({ g }) => g))]
  if (moved.length > 0)
    await sql`update groups set processed_at = ${at} where tenant_id = ${t.tenantId} and id = any(${moved}::uuid[])
      and processed_at >= rule_changed_at and processed_at < ${at}`.execute(t.db)
  await writeLicences(t, settled, at)
}

/** Made, changed and gone apart: each statement counts the seats it moves. */
async function writeLicences(t: TenantDb, settled: readonly Settled[], at: number): Promise<void> {
  const paths = (list: 'made' | 'changed' | 'gone') =>
    settled.flatMap((one) => one[list].map((path) => ({ ...path, accountId: one.accountId })))
  const [made, changed, gone] = [paths('made'), paths('changed'), paths('gone')]
  const isIt = sql`l.tenant_id = ${t.tenantId} and l.account_id = r.a and l.product_id = r.p and l.group_id = r.g`
  if (made.length > 0)
    await sql`insert into licence_assignments (tenant_id, account_id, product_id, group_id, disabled_plans, state, error, changed_at)
      select ${t.tenantId}::uuid, r.a, r.p, r.g, r.off, r.state, r.error, ${at}::bigint from ${rowsOf(made)}`.execute(
      t.db,
    )
  if (changed.length > 0)
    await sql`update licence_assignments l set disabled_plans = r.off, state = r.state, error = r.error, changed_at = ${at}
      from ${rowsOf(changed)} where ${isIt}`.execute(t.db)
  if (gone.length > 0) await sql`delete from licence_assignments l using ${rowsOf(gone)} where ${isIt}`.execute(t.db)
}

/** Plain columns `a`, `p`, `g` and what the path says: casts would keep row-level security from looking into an index. */
function rowsOf(list: readonly (LicencePath & { readonly accountId: string })[]): RawBuilder<unknown> {
  return sql`unnest(${list.map((one) => one.accountId)}::uuid[], ${list.map((one) => one.productId)}::uuid[],
    ${list.map((one) => one.groupId)}::uuid[], ${list.map((one) => JSON.stringify(one.disabledPlans))}::jsonb[],
    ${list.map((one) => one.state)}::text[], ${list.map((one) => one.error)}::text[]) r(a, p, g, off, state, error)`
}

const key = (path: LicencePath) => `${path.productId} ${path.groupId}`
const text = (path: LicencePath | undefined) => JSON.stringify([path?.disabledPlans, path?.state, path?.error])
