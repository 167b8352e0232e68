import { type RawBuilder, sql } from 'kysely'
import type { ResetLink } from '../core/recovery/reset-link.ts'
import { mailboxOf } from './mail-failures.ts'
import { changed, row, type TenantDb } from './store.ts'

/** The letter `m` with the last link that an account `a` was sent, while it may arrive, was not used, and went to where they are reached now. */
const isLetter = sql`m.tenant_id = a.tenant_id and m.account_id = a.id and m.kind = 'reset_link' and m.made_at = a.reset_link_at
  and m.state in ('waiting', 'sent', 'kept') and m.link_used_at is null and m.recipient = ${mailboxOf}`

/** The link that an account `a` was sent to choose a new password by; null where it was sent none, or has chosen one since. */
export const resetLinkOf: RawBuilder<ResetLink | null> = sql`case when a.reset_link_at is not null then
  jsonb_build_object('sentAt', a.reset_link_at) || case when exists (select 1 from messages m where ${isLetter}) then '{}'::jsonb else '{"isLost": true}' end end`

const isLink = (t: TenantDb, hash: string, now: number) =>
  sql`m.tenant_id = ${t.tenantId} and m.link_hash = ${hash} and m.link_until > ${now} and ${isLetter}`

/** Whose link to choose a new password has this hash, while it is good; it goes on being good. Null where it is not. */
export async function findResetLink(t: TenantDb, hash: string, now: number): Promise<string | null> {
  const found = await row(t, sql<{ id: string }>`select a.id from messages m, accounts a where ${isLink(t, hash, now)}`)
  return found?.id ?? null
}

/** Takes a link for good: true for the one who comes first (SEC-06). */
export async function useResetLink(t: TenantDb, hash: string, now: number): Promise<boolean> {
  return (
    (await changed(
      t,
      sql`update messages m set link_used_at = ${now} from accounts a where ${isLink(t, hash, now)}`,
    )) === 1
  )
}
