import { type RawBuilder, sql } from 'kysely'
import type { TenantDb } from './store.ts'

/** The address, beside the sign-in name, at which an account `a` is written to. */
export const mailboxOf = sql<string | null>`coalesce(
  (select c.value from contacts c where c.tenant_id = a.tenant_id and c.account_id = a.id and c.kind = 'email'),
  nullif(a.attributes ->> 'mail', ''))`

/** Since when nothing arrives there; null where it does, or another address has taken its place. */
export const undeliverableSince: RawBuilder<number | null> = sql`(select f.failed_at from mail_failures f
  where f.tenant_id = a.tenant_id and f.account_id = a.id and f.address = ${mailboxOf})`

/** Notes that a letter came back from where the person is written to. One sent elsewhere tells nothing of that. */
export async function noteFailure(t: TenantDb, messageId: string, at: number): Promise<void> {
  await sql`insert into mail_failures (tenant_id, account_id, address, failed_at)
    select m.tenant_id, m.account_id, m.recipient, ${at} from messages m join accounts a on a.tenant_id = m.tenant_id and a.id = m.account_id
    where m.tenant_id = ${t.tenantId} and m.id = ${messageId} and m.channel = 'mail' and m.method_id is null and m.recipient = ${mailboxOf}
    on conflict (tenant_id, account_id) do update set address = excluded.address, failed_at = excluded.failed_at`.execute(
    t.db,
  )
}

/** Notes that a letter arrived. */
export async function forgetFailure(t: TenantDb, messageId: string): Promise<void> {
  await sql`delete from mail_failures f using messages m where m.tenant_id = ${t.tenantId} and m.id = ${messageId}
    and f.tenant_id = m.tenant_id and f.account_id = m.account_id and f.address = m.recipient`.execute(t.db)
}
