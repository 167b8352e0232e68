import { sql } from 'kysely'
import { tiedProducts } from '../core/licensing/derive.ts'
import { row, rows, type TenantDb } from './store.ts'
import { type Range, within } from './settle-groups.ts'
import { settlePeople } from './settle-people.ts'
import { loadTenantPart } from './tenant-part.ts'

/**
 * Hands the free seats of these products to those who wait for one, in the order of account ids, at most `most` people of each;
 * gives how many got one. Deleted people wait until they are restored.
 */
export async function handOut(
  t: TenantDb,
  productIds: Iterable<string>,
  at: number,
  most = 10_000_000,
): Promise<number> {
  const open = new Set(productIds)
  let given = 0
  for (const id of open) {
    open.delete(id)
    const tied = tiedProducts((await loadTenantPart(t)).products)
    given += tied.has(id) ? await byPerson(t, id, at, most, open) : await bySet(t, id, at, most)
  }
  return given
}

const isWaiting = (t: TenantDb, productId: string) => sql`w.tenant_id = ${t.tenantId} and w.product_id = ${productId}
  and w.error = 'no_seats' and 0 < (select count(*) from accounts a
    where a.tenant_id = w.tenant_id and a.id = w.account_id and a.deleted_at is null)`

const waiting = (t: TenantDb, productId: string) => sql`licence_assignments w where ${isWaiting(t, productId)}`

/**
 * Lets nobody within the range wait by one path who has a seat by another. Asked one by one on purpose: a join is planned by what
 * was there before.
 */
export async function endNeedlessWaiting(
  t: TenantDb,
  productIds: readonly string[],
  range: Range,
  at: number,
): Promise<void> {
  await sql`update licence_assignments l set state = 'active', error = null, changed_at = ${at}
    where l.tenant_id = ${t.tenantId} and l.product_id = any(${productIds}::uuid[]) and l.error = 'no_seats'
      and ${within(sql`l.account_id`, range)} and 0 < (select count(*) from licence_assignments o where o.tenant_id = l.tenant_id
        and o.account_id = l.account_id and o.product_id = l.product_id and o.state = 'active')`.execute(t.db)
}

/**
 * How many people wait for a seat of each of these products and get one before this person: those before them in the line, or all of it where
 * the person is not in it.
 */
export async function waitingBefore(
  t: TenantDb,
  accountId: string,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const found = await rows(
    t,
    sql<{ id: string; n: number }>`select w.product_id as id, count(distinct w.account_id) as n
      from licence_assignments w join accounts a on a.tenant_id = w.tenant_id and a.id = w.account_id
      where w.tenant_id = ${t.tenantId} and w.product_id = any(${productIds}::uuid[]) and w.state = 'error' and w.error = 'no_seats' and a.deleted_at is null and w.account_id <> ${accountId}
        and (w.account_id < ${accountId} or not exists (select 1 from licence_assignments o where o.tenant_id = w.tenant_id
          and o.account_id = ${accountId} and o.product_id = w.product_id and o.error = 'no_seats'))
      group by 1`,
  )
  return new Map(found.map(({ id, n }) => [id, n]))
}

async function bySet(t: TenantDb, productId: string, at: number, most: number): Promise<number> {
  const free = await freeSeats(t, productId)
  if (free <= 0) return 0
  const next = await rows(
    t,
    sql<{
      id: string
    }>`select distinct w.account_id as id from ${waiting(t, productId)} order by 1 limit ${Math.min(free, most)}`,
  )
  const last = next.at(-1)
  if (last === undefined) return 0
  await sql`update licence_assignments w set state = 'active', error = null, changed_at = ${at}
    where ${isWaiting(t, productId)} and w.account_id <= ${last.id}`.execute(t.db)
  return next.length
}

/** Of a product that has to do with others, who waits is settled whole: the seat may let other licences in. */
async function byPerson(t: TenantDb, productId: string, at: number, most: number, open: Set<string>): Promise<number> {
  let given = 0
  while (given < most) {
    const free = await freeSeats(t, productId)
    if (free <= 0) break
    const next = await rows(
      t,
      sql<{
        id: string
      }>`select distinct w.account_id as id from ${waiting(t, productId)} order by 1 limit ${Math.min(free, most - given, 1000)}`,
    )
    const { moved, freed } = await settlePeople(
      t,
      next.map(({ id }) => id),
      at,
    )
    for (const id of freed) if (id !== productId) open.add(id)
    if (moved === 0) break
    given += moved
  }
  return given
}

async function freeSeats(t: TenantDb, productId: string): Promise<number> {
  const product = await row(
    t,
    sql<{
      free: number
    }>`select seats - seats_used as free from products where tenant_id = ${t.tenantId} and id = ${productId}`,
  )
  return product?.free ?? 0
}
