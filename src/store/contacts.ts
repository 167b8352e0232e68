import { type RawBuilder, sql } from 'kysely'
import type { ContactKind } from '../core/changes/change.ts'
import { type PhoneKind, phoneKinds } from '../core/methods/methods.ts'
import { changed, row, rows, type TenantDb } from './store.ts'

/** Where a person is reached, by kind. */
export type Contacts = { readonly [K in ContactKind]?: string }

/** Where the person is reached; nothing of it stands in their account. */
export async function findContacts(t: TenantDb, accountId: string): Promise<Contacts> {
  const found = await rows(
    t,
    sql<{
      kind: ContactKind
      value: string
    }>`select kind, value from contacts where tenant_id = ${t.tenantId} and account_id = ${accountId} order by kind`,
  )
  return Object.fromEntries(found.map(({ kind, value }) => [kind, value]))
}

/** Numbers of an account `a` that are of these kinds and have no extension, the one first that a code is sent to. */
const numbersOf = (
  kinds: readonly PhoneKind[],
) => sql`contacts c where c.tenant_id = a.tenant_id and c.account_id = a.id
  and c.kind = any(${kinds}::text[]) and c.value !~ 'x'`
const inOrder = sql`array_position(${phoneKinds}::text[], c.kind)`

/** Of which kind an account `a` has numbers that codes can be sent to; null where it has none. */
export const phonesOf: RawBuilder<readonly PhoneKind[] | null> =
  sql`(select jsonb_agg(c.kind order by ${inOrder}) from ${numbersOf(phoneKinds)})`

const firstOf = (kinds: readonly PhoneKind[]) =>
  sql<string | null>`(select replace(c.value, ' ', '') from ${numbersOf(kinds)} order by ${inOrder} limit 1)`

/** The number, as E.164 writes it, at which an account `a` is sent a code so; null where there is none. */
export const numberBy: Readonly<Record<'sms' | 'voice', RawBuilder<string | null>>> = {
  sms: firstOf(['mobile', 'alternateMobile']),
  voice: firstOf(phoneKinds),
}

/** Writes where the person is reached, or takes it away; false where there was nothing to be taken. */
export async function putContact(
  t: TenantDb,
  accountId: string,
  kind: ContactKind,
  value: string | null,
): Promise<boolean> {
  if (kind === 'email') await leaveAddress(t, accountId)
  await endResets(t, accountId)
  return (
    (await changed(
      t,
      value === null
        ? sql`delete from contacts where tenant_id = ${t.tenantId} and account_id = ${accountId} and kind = ${kind}`
        : sql`insert into contacts (tenant_id, account_id, kind, value) values (${t.tenantId}, ${accountId}, ${kind}, ${value})
            on conflict (tenant_id, account_id, kind) do update set value = excluded.value`,
    )) === 1
  )
}

/** Forgets all by which the person was reached. */
export async function forgetContacts(t: TenantDb, accountId: string): Promise<void> {
  for (const table of ['contacts', 'contact_reviews', 'mail_failures'])
    await sql`delete from ${sql.table(table)} where tenant_id = ${t.tenantId} and account_id = ${accountId}`.execute(
      t.db,
    )
}

/** Since when what is on file of a person holds, as they said, and until when they want to be asked no more. */
export type Review = { readonly holdsSince: number | null; readonly putOffUntil: number | null }

/** The person's review; of whoever was never asked nothing is known. */
export async function findReview(t: TenantDb, accountId: string): Promise<Review> {
  const found = await row(
    t,
    sql<Review>`select holds_since as "holdsSince", put_off_until as "putOffUntil" from contact_reviews
      where tenant_id = ${t.tenantId} and account_id = ${accountId}`,
  )
  return found ?? { holdsSince: null, putOffUntil: null }
}

/** Writes the person's review down. */
export async function putReview(t: TenantDb, accountId: string, { holdsSince, putOffUntil }: Review): Promise<void> {
  await sql`insert into contact_reviews (tenant_id, account_id, holds_since, put_off_until)
    values (${t.tenantId}, ${accountId}, ${holdsSince}, ${putOffUntil})
    on conflict (tenant_id, account_id) do update set holds_since = excluded.holds_since, put_off_until = excluded.put_off_until`.execute(
    t.db,
  )
}

/** What came back from the address before says nothing of the next. */
async function leaveAddress(t: TenantDb, accountId: string): Promise<void> {
  await sql`delete from mail_failures where tenant_id = ${t.tenantId} and account_id = ${accountId}`.execute(t.db)
}

/** A code that went to where the person was reached before resets nothing any more (SEC-06). */
async function endResets(t: TenantDb, accountId: string): Promise<void> {
  // One that is being finished this moment waits for the journal, and is not waited for.
  await sql`delete from sign_in_flows where tenant_id = ${t.tenantId} and id in (select id from sign_in_flows
    where tenant_id = ${t.tenantId} and body ->> 'kind' = 'reset' and body ->> 'accountId' = ${accountId} for update skip locked)`.execute(
    t.db,
  )
}
