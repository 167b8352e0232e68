import { sql } from 'kysely'
import type { ContactKind } from '../core/changes/change.ts'
import { changed, rows, type TenantDb } from './store.ts'

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

/** Writes where the person is reached, or takes it away; false where there was nothing to be taken. */
export async function putContact(
  t: TenantDb,
  accountId: string,
  kind: ContactKind,
  value: string | null,
): Promise<boolean> {
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
