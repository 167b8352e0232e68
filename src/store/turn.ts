import { sql } from 'kysely'
import { row, type TenantDb } from './store.ts'

/*
 * INVARIANT: whoever changes the directory first takes their turn, and only then writes: the tenant's row, then the journal's
 * head, both until the transaction ends. So no two ever wait for each other in a circle, whatever they touch after and in which
 * order. Two others take less, each one lock alone, and never the other after it: what people do to their own account at
 * sign-in takes the head, so that no settling keeps them waiting, and a piece of settling takes the row, for it writes no entry.
 */

/** The last entry of the journal, as the transaction that holds it has left it. */
export type Head = { seq: number; hash: Buffer }

type Held = { readonly of: 'directory' | 'own_account'; readonly head: Promise<Head> }

const turns = new WeakMap<TenantDb, Held>()

/** Waits until nobody else changes the directory, and keeps them waiting until the transaction ends. */
export async function takeTurn(t: TenantDb): Promise<void> {
  const held = turns.get(t)
  if (held?.of === 'own_account') throw new Error('a turn for one account is none for the directory')
  // Sent one behind the other, and locked in that order.
  const locked = held === undefined ? Promise.all([lockSeats(t), lockHead(t)]) : null
  if (locked !== null) turns.set(t, { of: 'directory', head: locked.then(([, head]) => head) })
  await headHeld(t)
}

/** The same for what somebody does to their own account: nobody who settles or takes seats is waited for. */
export async function takeOwnTurn(t: TenantDb): Promise<void> {
  if (!turns.has(t)) turns.set(t, { of: 'own_account', head: lockHead(t) })
  await headHeld(t)
}

/** Whether the transaction may change one account alone. */
export function isOwnTurn(t: TenantDb): boolean {
  return turns.get(t)?.of === 'own_account'
}

/** The journal's head, for who has taken their turn. */
export function headHeld(t: TenantDb): Promise<Head> {
  const held = turns.get(t)
  if (held === undefined) throw new Error('whoever writes in the journal takes their turn first')
  return held.head
}

/** Forgets the turn, for the database may have taken it back: whoever goes on takes it again. */
export function forgetTurn(t: TenantDb): void {
  turns.delete(t)
}

/** Seats are handed out, and rules followed, one transaction of a tenant at a time. */
export async function lockSeats(t: TenantDb): Promise<void> {
  await sql`select 1 from tenants where id = ${t.tenantId} for no key update`.execute(t.db)
}

async function lockHead(t: TenantDb): Promise<Head> {
  const head = await row(t, sql<Head>`select seq, hash from journal_heads where tenant_id = ${t.tenantId} for update`)
  if (head === null) throw new Error('the tenant has no journal')
  return head
}
